import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useMe } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { plural } from '@/shared/format';
import { bureauName, modality } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions } from '@/shared/reference';
import { Button, Card, ErrorState, Facts, layout, Notice, Skeleton, Tag } from '@/shared/ui';
import styles from './Agency.module.css';
import AgencyBlackouts from './AgencyBlackouts';
import AgencyPackages from './AgencyPackages';
import { agencyInterests, type Agency } from './queries';

const CapacityDialog = lazy(() => import('./CapacityDialog'));
const InterestsDialog = lazy(() => import('./InterestsDialog'));

const nameIn = (options: readonly { value: string; label: string }[]) => (code: string) =>
  options.find(({ value }) => value === code)?.label ?? code;

function Wish({ title, none, children }: { title: string; none: string; children: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {children.length === 0 ? (
        <p className={styles.open}>{none}</p>
      ) : (
        <div className={styles.tags}>
          {children.map((one) => (
            <Tag key={one}>{one}</Tag>
          ))}
        </div>
      )}
    </div>
  );
}

/** What the agency says it wishes to do, and how much of it. */
export default function AgencyWishes({ agency }: { agency: Versioned<Agency> }) {
  const me = useMe();
  const record = agency.data;
  const { data: interests, error, refetch } = useQuery(agencyInterests(record.id));
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const [open, setOpen] = useState<'capacity' | 'interests'>();
  const mayChange = hasAction(record, 'update') && !record.archived;
  const own = me.agency?.id === record.id;
  const said = interests?.data;
  const change = (what: 'capacity' | 'interests', label: string): ReactNode =>
    mayChange ? (
      <Button size="sm" icon={Pencil} onClick={() => setOpen(what)}>
        {label}
      </Button>
    ) : undefined;

  return (
    <>
      <div className={layout.stack}>
        {own && mayChange ? (
          <Notice>
            Commit only what you wish. You can change this any day; what you have already agreed to stays as agreed.
          </Notice>
        ) : null}
        <div className={layout.grid}>
          <div className={`${layout.stack} ${layout.span8}`}>
            <Card
              title="Interests"
              subtitle="The agency is asked only about what it names here"
              actions={change('interests', 'Change interests')}
            >
              {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
              {!error && !said ? <Skeleton height={160} /> : null}
              {said ? (
                <div className={styles.wishes}>
                  <Wish title="Ways to help" none="Open to every way of helping">
                    {said.modalities.map(modality)}
                  </Wish>
                  <Wish title="Regions" none="Open to every region">
                    {said.bureaus.map(bureauName)}
                  </Wish>
                  <Wish title="Countries" none="Open to every country">
                    {said.countries.map(nameIn(countries))}
                  </Wish>
                  <Wish title="Expertise it wishes to share" none="Everything it is verified in">
                    {said.expertise.map(nameIn(expertise))}
                  </Wish>
                </div>
              ) : null}
            </Card>
            <AgencyPackages agency={record} mayChange={mayChange} />
          </div>
          <div className={`${layout.stack} ${layout.span4}`}>
            <Card title="Capacity" subtitle="The most the agency would give" actions={change('capacity', 'Change')}>
              <Facts
                items={[
                  {
                    label: 'At one time',
                    value: record.max_officers === null ? 'No limit set' : plural(record.max_officers, 'officer'),
                  },
                  {
                    label: 'In a year',
                    value: record.max_days_per_year === null ? 'No limit set' : plural(record.max_days_per_year, 'officer-day'),
                  },
                ]}
              />
            </Card>
            <AgencyBlackouts agency={record} mayChange={mayChange} />
          </div>
        </div>
      </div>
      <Suspense>
        {open === 'capacity' ? <CapacityDialog agency={agency} onClose={() => setOpen(undefined)} /> : null}
        {open === 'interests' && interests ? (
          <InterestsDialog agencyId={record.id} interests={interests} onClose={() => setOpen(undefined)} />
        ) : null}
      </Suspense>
    </>
  );
}
