import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm, useWatch, type FieldErrors } from 'react-hook-form';
import { api } from '@/shared/api';
import { CostLines, EMPTY_LINE } from '@/shared/costs';
import { applyProblem, Choices, DateField, FormError, Group, Pair, Select, Textarea, useIdempotencyKey } from '@/shared/forms';
import { formatMoney, formatPeople, plural } from '@/shared/format';
import { languageName, modality as modalityName } from '@/shared/labels';
import { Button, Card, Notice, Skeleton, toast } from '@/shared/ui';
import { asOffer, datesOf, linesOf, type OfferValues } from './offerForm';
import styles from './Outreach.module.css';
import { officersOf, packagesOf, refreshOutreach, type Outreach } from './queries';

const FIELDS = ['package_id', 'officers', 'starts_on', 'ends_on', 'cost_lines', 'note'];

/** The server names one officer of the list (`/officers/1`); the group shows it for all. */
const firstMessage = (error: FieldErrors<OfferValues>['officers']): string | undefined =>
  Object.values((error ?? {}) as Record<string, { message?: string } | undefined>).find((one) => one?.message)?.message;

interface OfferFormProps {
  outreach: Outreach;
  /** Known once the request is read. */
  headcount: number | undefined;
  modality: string | undefined;
}

/** `POST /offers` with the agency's own officers, its dates within the window, and what it would cost. */
export default function OfferForm({ outreach, headcount, modality }: OfferFormProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const officers = useQuery(officersOf(outreach.agency.id));
  const packages = useQuery(packagesOf(outreach.agency.id));
  const [failure, setFailure] = useState<string>();
  const { register, control, handleSubmit, setError, setValue, formState } = useForm<OfferValues>({
    defaultValues: { officers: [], starts_on: outreach.starts_on, ends_on: outreach.ends_on, cost_lines: [EMPTY_LINE], note: '', package_id: '' },
  });
  const { errors } = formState;
  const fitting = (packages.data ?? []).toSorted((a, b) => Number(b.modality === modality) - Number(a.modality === modality));

  const chosen = useWatch({ control, name: 'package_id' });
  const started = fitting.find(({ id }) => id === chosen);
  const start = (id: string) => {
    const template = fitting.find((one) => one.id === id);
    if (!template) return;
    if (template.cost_lines.length > 0) setValue('cost_lines', linesOf(template));
    const dates = datesOf(template, outreach);
    setValue('starts_on', dates.starts_on);
    setValue('ends_on', dates.ends_on);
  };

  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await api.POST('/api/v1/offers', { body: asOffer(outreach.id, values), params: { header: key.header() } });
      key.renew();
      await refreshOutreach(queryClient);
      toast.done('Offer sent');
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, FIELDS));
    }
  });

  return (
    <Card title="Make an offer" subtitle="Whom you would send, when, and what it would cost. You can withdraw it until it is accepted.">
      <form
        noValidate
        className={styles.offerForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (!formState.isSubmitting) void submit();
        }}
      >
        <FormError>{failure}</FormError>
        {fitting.length > 0 ? (
          <>
            <Select
              label="Start from a package"
              optional
              placeholder="No package"
              hint="Fills in dates and costs, which you can change: a package binds nobody."
              options={fitting.map(({ id, name, total, modality: kind }) => ({
                value: id,
                label: `${name}, ${formatMoney(total)}${kind === modality ? '' : ` (${modalityName(kind).toLowerCase()})`}`,
              }))}
              error={errors.package_id?.message}
              {...register('package_id', { onChange: (event: { target: { value: string } }) => start(event.target.value) })}
            />
            {started ? (
              <p role="status" className={styles.started}>
                {`From ${started.name}: ${formatPeople(started.officers)} for ${plural(started.days, 'day')}. ${
                  headcount !== undefined && headcount !== started.officers ? `The request asks for ${formatPeople(headcount)}: check the costs.` : 'Name the officers below.'
                }`}
              </p>
            ) : null}
          </>
        ) : null}
        {officers.isPending ? <Skeleton width="60%" height={80} /> : null}
        {officers.data?.length === 0 ? (
          <Notice tone="warn">Your agency has no officers on record yet. Add them under Officers first: nominations come from the agency.</Notice>
        ) : null}
        {officers.data && officers.data.length > 0 ? (
          <Controller
            control={control}
            name="officers"
            rules={{ validate: (chosen) => chosen.length > 0 || 'Name at least one officer.' }}
            render={({ field, fieldState }) => (
              <Choices
                legend="Officers"
                hint={headcount === undefined ? undefined : `${formatPeople(headcount)} asked for. Fewer are welcome.`}
                error={fieldState.error?.message ?? firstMessage(errors.officers)}
                options={(officers.data ?? []).map(({ id, name, rank, languages }) => ({
                  value: id,
                  label: name,
                  hint: [rank, languages.map(languageName).join(', ')].filter(Boolean).join(' · ') || undefined,
                }))}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          />
        ) : null}
        <Pair>
          <DateField
            label="From"
            min={outreach.starts_on}
            max={outreach.ends_on}
            error={errors.starts_on?.message}
            {...register('starts_on', { required: 'Enter the first day.' })}
          />
          <DateField
            label="To"
            min={outreach.starts_on}
            max={outreach.ends_on}
            error={errors.ends_on?.message}
            {...register('ends_on', { required: 'Enter the last day.' })}
          />
        </Pair>
        <Group legend="Costs" hint="In US dollars. Estimates: what is paid in the end follows the claims." error={errors.cost_lines?.root?.message ?? errors.cost_lines?.message}>
          <CostLines control={control as never} register={register} errors={errors} />
        </Group>
        <Textarea
          label="Note"
          optional
          hint="Anything the programme should know, such as other dates you could do."
          rows={3}
          maxLength={2000}
          error={errors.note?.message}
          {...register('note')}
        />
        <div className={styles.send}>
          <Button type="submit" variant="primary" busy={formState.isSubmitting}>
            Send offer
          </Button>
        </div>
      </form>
    </Card>
  );
}
