import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, ProblemError, read } from '@/shared/api';
import { applyProblem, FormError, Pair, Select, Textarea, TextInput } from '@/shared/forms';
import { useStateOptions } from '@/shared/reference';
import { Button, Card } from '@/shared/ui';
import styles from './Enquiry.module.css';

interface Values {
  agency_name: string;
  state: string;
  ori: string;
  contact_name: string;
  contact_title: string;
  contact_email: string;
  contact_phone: string;
  message: string;
  website: string;
}
const FIELDS = ['agency_name', 'state', 'ori', 'contact_name', 'contact_title', 'contact_email', 'contact_phone', 'message'] as const;
const EMPTY = Object.fromEntries([...FIELDS, 'website'].map((name) => [name, ''])) as unknown as Values;

const form = queryOptions({
  queryKey: ['enquiry-form'],
  queryFn: async ({ signal }) => ({ ...(await read(api.GET('/api/v1/enquiry-form', { signal }))), openedAt: Date.now() }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});

const until = (moment: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));

/** The form itself; `onSent` when it is on its way. */
export default function EnquireForm({ onSent }: { onSent: () => void }) {
  const states = useStateOptions();
  const { data, refetch } = useQuery(form);
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<Values>({ defaultValues: EMPTY });
  const { errors, isSubmitting } = formState;

  const send = async ({ ori, contact_title, contact_phone, ...values }: Values): Promise<void> => {
    const opened = data ?? (await refetch()).data;
    if (!opened) throw new ProblemError(0);
    // The server takes what comes at once for a program's work; nobody should be taken for one.
    await until(opened.openedAt + opened.wait_seconds * 1000 + 500);
    await api.POST('/api/v1/enquiries', {
      body: {
        ...values,
        ori: ori.trim().toUpperCase() || null,
        contact_title: contact_title.trim() || null,
        contact_phone: contact_phone.trim() || null,
        form_token: opened.form_token,
      },
    });
  };
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await send(values);
      onSent();
    } catch (error) {
      // A form is good for a day; the next press goes with a new one.
      if (error instanceof ProblemError && error.errors.some(({ code }) => code === 'form_expired')) await refetch();
      setFailure(applyProblem(error, setError, FIELDS));
    }
  });

  return (
    <Card title="Your enquiry" subtitle="A program officer answers. Nothing here binds your agency.">
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <FormError>{failure}</FormError>
        <TextInput
          label="Agency"
          autoComplete="organization"
          maxLength={200}
          error={errors.agency_name?.message}
          {...register('agency_name', { required: 'Name the agency.' })}
        />
        <Pair>
          <Select
            label="State or territory"
            placeholder="Choose"
            options={states}
            error={errors.state?.message}
            {...register('state', { required: 'Choose the state or territory.' })}
          />
          <TextInput
            label="ORI"
            optional
            hint="Nine characters, from the FBI"
            maxLength={9}
            error={errors.ori?.message}
            {...register('ori', { pattern: { value: /^\s*[A-Za-z]{2}[A-Za-z0-9]{7}\s*$/, message: 'An ORI has two letters and seven more characters.' } })}
          />
        </Pair>
        <Pair>
          <TextInput
            label="Your name"
            autoComplete="name"
            maxLength={200}
            error={errors.contact_name?.message}
            {...register('contact_name', { required: 'Give your name.' })}
          />
          <TextInput
            label="Title"
            optional
            autoComplete="organization-title"
            maxLength={120}
            error={errors.contact_title?.message}
            {...register('contact_title')}
          />
        </Pair>
        <Pair>
          <TextInput
            label="Email"
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            error={errors.contact_email?.message}
            {...register('contact_email', {
              required: 'Give an email to answer to.',
              pattern: { value: /^\S+@\S+\.\S+$/, message: 'An email has an @ and no spaces.' },
            })}
          />
          <TextInput
            label="Phone"
            type="tel"
            optional
            autoComplete="tel"
            maxLength={40}
            error={errors.contact_phone?.message}
            {...register('contact_phone')}
          />
        </Pair>
        <Textarea
          label="What would you like to know or to offer?"
          rows={6}
          maxLength={4000}
          error={errors.message?.message}
          {...register('message', { required: 'Write a few lines.' })}
        />
        <div className={styles.unseen} aria-hidden="true">
          <label>
            Leave this empty
            <input type="text" tabIndex={-1} autoComplete="off" {...register('website')} />
          </label>
        </div>
        <div>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            Send enquiry
          </Button>
        </div>
      </form>
    </Card>
  );
}
