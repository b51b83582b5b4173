import type { FieldErrors, UseFormRegister } from 'react-hook-form';
import { Pair, Select, TextInput } from '@/shared/forms';
import { AGENCY_KINDS, STATES } from '@/shared/labels';
import { statusOptions } from '@/shared/ui';
import type { AgencyValues } from './agencyForm';

interface AgencyFieldsProps {
  register: UseFormRegister<AgencyValues>;
  errors: FieldErrors<AgencyValues>;
  /** The state is fixed once the agency exists: its identifiers begin with it. */
  stored: boolean;
}

// The server decides; these say it in words before anything is sent.
const WEB = { value: /^\s*https?:\/\//, message: 'An address begins with https://' };
const ORIS = {
  value: /^\s*([A-Za-z]{2}[A-Za-z0-9]{7}[\s,;]*)*$/,
  message: 'Each has nine characters: the two letters of the state, then seven letters or digits.',
};
const UEI = {
  value: /^\s*[A-HJ-NP-Za-hj-np-z1-9][A-HJ-NP-Za-hj-np-z0-9]{11}\s*$/,
  message: 'Twelve letters and digits, without O and I, not beginning with zero.',
};

/** The server names one identifier of the list (`/oris/1`); the field shows it for the whole text. */
const firstMessage = (error: FieldErrors<AgencyValues>['oris']): string | undefined =>
  error?.message ?? Object.values((error ?? {}) as Record<string, { message?: string } | undefined>).find((one) => one?.message)?.message;

/** What programme staff record of an agency. */
export function AgencyFields({ register, errors, stored }: AgencyFieldsProps) {
  return (
    <>
      <TextInput
        label="Legal name"
        error={errors.legal_name?.message}
        maxLength={200}
        {...register('legal_name', { required: 'Enter the agency’s legal name.' })}
      />
      <Pair>
        <Select label="Type" options={AGENCY_KINDS} error={errors.kind?.message} {...register('kind')} />
        {stored ? (
          <Select label="Standing" options={statusOptions('agency')} error={errors.status?.message} {...register('status')} />
        ) : (
          <Select
            label="State"
            options={STATES}
            placeholder="Choose a state"
            error={errors.state?.message}
            {...register('state', { required: 'Choose the state.' })}
          />
        )}
      </Pair>
      <Pair>
        <TextInput label="City" optional error={errors.city?.message} {...register('city')} />
        <TextInput label="County" optional error={errors.county?.message} {...register('county')} />
      </Pair>
      <Pair>
        <TextInput
          label="ZIP code"
          optional
          inputMode="numeric"
          error={errors.zip?.message}
          {...register('zip', { pattern: { value: /^\s*\d{5}(-\d{4})?\s*$/, message: 'Five digits, or five and four.' } })}
        />
        <TextInput label="Website" optional type="url" placeholder="https://" error={errors.website?.message} {...register('website', { pattern: WEB })} />
      </Pair>
      <TextInput
        label="FBI identifiers (ORI)"
        optional
        hint="Nine characters each, separated by spaces. They begin with the letters of the state."
        autoCapitalize="characters"
        spellCheck={false}
        error={firstMessage(errors.oris)}
        {...register('oris', { pattern: ORIS })}
      />
      <TextInput
        label="Unique entity identifier (UEI)"
        optional
        hint="Twelve characters, as registered in SAM.gov. Needed before anything is paid."
        autoCapitalize="characters"
        spellCheck={false}
        error={errors.uei?.message}
        {...register('uei', { pattern: UEI })}
      />
    </>
  );
}
