import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Award, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDateRange, plural } from '@/shared/format';
import { modality } from '@/shared/labels';
import { ButtonAnchor, Card, EmptyState, ErrorState, Skeleton, StatusPill } from '@/shared/ui';
import styles from './Transcript.module.css';
import { transcriptOf } from './queries';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </>
  );
}

/** What the officer takes home: work done, courses taught, training attended. The PDF has the same and the certificates. */
export default function TranscriptCard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(transcriptOf(id));
  const totals = data?.totals;
  const nothing = data && data.activities.length + data.courses.length + data.training.length === 0;
  return (
    <Card
      title="Transcript"
      subtitle={
        totals && totals.activities > 0
          ? `${plural(totals.activities, 'activity', 'activities')} on ${plural(totals.days, 'day')}${Number(totals.hours) > 0 ? `, ${Number(totals.hours)} stated hours` : ''}`
          : 'Professional development with the programme'
      }
      actions={
        <ButtonAnchor size="sm" href={`/api/v1/officers/${id}/transcript.pdf`} download="transcript.pdf" icon={Download}>
          Download transcript
        </ButtonAnchor>
      }
      body="flush"
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? (
        <div className={styles.pad}>
          <Skeleton width="70%" height={120} />
        </div>
      ) : null}
      {nothing ? (
        <EmptyState compact icon={Award} title="Nothing yet">
          Activities stand here from their first day on, training once it was attended.
        </EmptyState>
      ) : null}
      {data && data.activities.length > 0 ? (
        <Part title="Activities">
          {data.activities.map((each) => (
            <li key={each.id}>
              <span>
                <Link to="/activities/$id" params={{ id: each.id }}>
                  {each.title}
                </Link>
                <span className={styles.under}>
                  {[each.role, modality(each.modality), each.country, formatDateRange(each.starts_on, each.ends_on), each.hours ? `${Number(each.hours)} hours` : null]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {each.expertise.length > 0 ? <span className={styles.under}>{each.expertise.join(', ')}</span> : null}
              </span>
              <StatusPill kind="activity" status={each.status} />
            </li>
          ))}
        </Part>
      ) : null}
      {data && data.courses.length > 0 ? (
        <Part title="Courses taught at academies">
          {data.courses.map((each) => (
            <li key={`${each.title}${each.starts_on}`}>
              <span>
                {each.title}
                <span className={styles.under}>{[each.academy, each.topic, formatDateRange(each.starts_on, each.ends_on)].filter(Boolean).join(' · ')}</span>
              </span>
            </li>
          ))}
        </Part>
      ) : null}
      {data && data.training.length > 0 ? (
        <Part title="Training attended">
          {data.training.map((each) => (
            <li key={`${each.name}${each.starts_on}`}>
              <span>
                {each.name}
                <span className={styles.under}>
                  {each.location} · {formatDateRange(each.starts_on, each.ends_on)}
                </span>
              </span>
            </li>
          ))}
        </Part>
      ) : null}
    </Card>
  );
}
