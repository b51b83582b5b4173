import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, ifMatch, read, readAll, readVersioned, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { applyProblem, FormError, Pair, Select } from '@/shared/forms';
import { formatDate, humanize } from '@/shared/format';
import { TOPIC_NAMES } from '@/shared/labels/topics';
import { Button, Card, ErrorState, Notice, Skeleton, toast } from '@/shared/ui';
import styles from './Profile.module.css';

type Schemas = components['schemas'];
type Preferences = Schemas['Preferences'];
type Delivery = Schemas['NotificationDelivery'];

const HOW: readonly { value: Delivery; label: string }[] = [
  { value: 'immediate', label: 'Inbox, and a letter at once' },
  { value: 'daily_digest', label: 'Inbox, and one letter a working day' },
  { value: 'in_app', label: 'Inbox only' },
];
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }));
const zones = () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));

const preferences = queryOptions({
  queryKey: ['notifications', 'preferences'],
  queryFn: () => readVersioned(api.GET('/api/v1/notifications/preferences')),
});
const mutes = queryOptions({
  queryKey: ['notifications', 'mutes'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/notifications/mutes', { params: { query: { limit: 200, after } }, signal }))),
});

interface Values {
  delivery: Record<string, Delivery>;
  zone: string;
  digest_hour: string;
}

function Choices({ stored }: { stored: Versioned<Preferences> }) {
  const queryClient = useQueryClient();
  const { data, etag } = stored;
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    values: { delivery: data.delivery, zone: data.zone, digest_hour: String(data.digest_hour) },
  });
  const known = zones();
  const save = handleSubmit(async ({ delivery, zone, digest_hour }) => {
    setFailure(undefined);
    try {
      await api.PUT('/api/v1/notifications/preferences', {
        params: { header: ifMatch(etag) },
        body: { delivery, zone, digest_hour: Number(digest_hour) },
      });
      await queryClient.invalidateQueries({ queryKey: ['notifications', 'preferences'] });
      toast.done('Saved how you are told');
    } catch (error) {
      setFailure(applyProblem(error, setError, ['zone', 'digest_hour']));
    }
  });
  return (
    <form className={styles.preferences} noValidate onSubmit={(event) => void save(event)}>
      <FormError>{failure}</FormError>
      {data.mail ? null : <Notice>This installation sends no mail: everything is in the inbox.</Notice>}
      <div className={styles.topics}>
        {TOPIC_NAMES.map(({ value, label }) => (
          <Select key={value} label={label} options={HOW} {...register(`delivery.${value}`)} />
        ))}
      </div>
      <Pair>
        <Select label="Daily letter from" options={HOURS} error={formState.errors.digest_hour?.message} {...register('digest_hour')} />
        <Select
          label="Time zone"
          options={known.some(({ value }) => value === data.zone) ? known : [{ value: data.zone, label: data.zone }, ...known]}
          error={formState.errors.zone?.message}
          {...register('zone')}
        />
      </Pair>
      <div>
        <Button type="submit" busy={formState.isSubmitting}>
          Save
        </Button>
      </div>
    </form>
  );
}

function Mutes() {
  const queryClient = useQueryClient();
  const { data } = useQuery(mutes);
  const end = async (id: string) => {
    try {
      await api.DELETE('/api/v1/notifications/mutes/{mute_id}', { params: { path: { mute_id: id } } });
      await queryClient.invalidateQueries({ queryKey: ['notifications', 'mutes'] });
      toast.done('No longer muted');
    } catch (error) {
      toast.failed(error);
    }
  };
  if (!data || data.length === 0) return null;
  return (
    <div>
      <h3 className={styles.label}>Muted</h3>
      <ul className={styles.mutes} aria-label="Muted">
        {data.map((mute) => {
          const name = mute.kind ? humanize(mute.kind) : mute.label;
          return (
            <li key={mute.id}>
              <BellOff size={15} aria-hidden />
              <span>
                {name} <span className="muted">through {formatDate(mute.until)}</span>
              </span>
              <Button size="sm" variant="ghost" aria-label={`End the mute of ${name}`} onClick={() => void end(mute.id)}>
                End
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** How I am told: at once, once a day, or in the inbox only, by what it is about. */
export default function NotificationSettings() {
  const { data, error, refetch } = useQuery(preferences);
  return (
    <Card title="How you are told" subtitle="Everything is in your inbox; choose what is mailed besides">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Choices stored={data} /> : error ? null : <Skeleton width="100%" height={420} />}
      <Mutes />
    </Card>
  );
}
