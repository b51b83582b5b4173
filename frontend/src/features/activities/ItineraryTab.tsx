import { useQuery } from '@tanstack/react-query';
import { CalendarDays, MapPin, Pencil, Plus, Printer, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { Button, Card, EmptyState, ErrorState, IconButton, layout, Skeleton, toast } from '@/shared/ui';
import { activityDates } from './columns';
import styles from './Itinerary.module.css';
import { itineraryOf, readItineraryItem, type Activity, type ItineraryItem } from './queries';

const ItineraryDialog = lazy(() => import('./ItineraryDialog'));

const weekday = (day: string) =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

function Item({ item, onEdit }: { item: ItineraryItem; onEdit: (() => void) | undefined }) {
  const { starts_at: from, ends_at: to } = item;
  return (
    <li className={styles.item}>
      <span className={`num ${styles.time}`}>{from ? (to ? `${from}–${to}` : from) : 'All day'}</span>
      <div className={styles.what}>
        <strong>{item.title}</strong>
        {item.venue ? (
          <span className={`${styles.under} ${layout.inline}`}>
            <MapPin size={14} aria-hidden />
            {item.venue}
          </span>
        ) : null}
        {item.host ? (
          <span className={`${styles.under} ${layout.inline}`}>
            <UserRound size={14} aria-hidden />
            {item.host}
          </span>
        ) : null}
      </div>
      {onEdit ? <IconButton icon={Pencil} label={`Edit ${item.title}`} onClick={onEdit} /> : null}
    </li>
  );
}

/** The programme day by day, in the local time of the place; printed, it is a sheet to hand out. */
export default function ItineraryTab({ activity }: { activity: Activity }) {
  const { data, error, refetch } = useQuery(itineraryOf(activity.id));
  const [open, setOpen] = useState<Versioned<ItineraryItem> | 'new'>();
  const mayPlan = hasAction(activity, 'plan_itinerary');
  const edit = (id: string) => {
    readItineraryItem(activity.id, id).then(setOpen).catch(toast.failed);
  };
  const days = [...new Set(data?.map(({ held_on }) => held_on))];
  return (
    <Card
      title="Itinerary"
      subtitle={`${activityDates(activity)}${activity.venue ? ` · ${activity.venue}` : ''} · local time`}
      actions={
        <>
          {data && data.length > 0 ? (
            <Button size="sm" icon={Printer} onClick={() => globalThis.print()}>
              Print
            </Button>
          ) : null}
          {mayPlan ? (
            <Button size="sm" icon={Plus} onClick={() => setOpen('new')}>
              Add to itinerary
            </Button>
          ) : null}
        </>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton width="60%" height={160} /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={CalendarDays} title="Nothing planned yet">
          {mayPlan ? 'Add what happens when, where, and who receives the visitors.' : 'The host agency or the post plans the days.'}
        </EmptyState>
      ) : null}
      {days.map((day) => (
        <section key={day} className={styles.day} aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className={styles.heading}>
            {weekday(day)}
          </h3>
          <ol>
            {data
              ?.filter(({ held_on }) => held_on === day)
              .map((item) => (
                <Item key={item.id} item={item} onEdit={mayPlan ? () => edit(item.id) : undefined} />
              ))}
          </ol>
        </section>
      ))}
      <Suspense>
        {open ? <ItineraryDialog activity={activity} item={open === 'new' ? undefined : open} after={data?.at(-1)} onClose={() => setOpen(undefined)} /> : null}
      </Suspense>
    </Card>
  );
}
