import { CalendarPlus, MapPin, Pencil, Users } from 'lucide-react';
import { useState } from 'react';
import { ProblemError } from '@/shared/api';
import { Avatar, Button, Card, ErrorState, Facts, layout, Notice, PageHeader, Steps, StatusPill, Tabs, Tag, Timeline } from '@/shared/ui';

export function RecordExample() {
  const [tab, setTab] = useState('overview');
  return (
    <>
      <PageHeader
        title="Ashford Police Department"
        mark={<Avatar name="Ashford Police" size={60} shape="square" />}
        subtitle={
          <>
            <StatusPill kind="agency" status="partner" />
            <span style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
              <MapPin size={14} aria-hidden /> Ashford, LA
            </span>
            <span>Municipal police</span>
            <span style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
              <Users size={14} aria-hidden /> 331 sworn
            </span>
          </>
        }
        actions={
          <>
            <Button icon={Pencil}>Edit</Button>
            <Button icon={CalendarPlus} variant="primary">
              Plan activity
            </Button>
          </>
        }
      />
      <Tabs
        label="Parts of the record"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'agreements', label: 'Agreements', count: 2 },
          { value: 'activities', label: 'Activities', count: 6 },
          { value: 'history', label: 'History' },
        ]}
      >
        <div className={layout.grid}>
          <div className={`${layout.stack} ${layout.span8}`}>
            <Notice tone="warn">The agreement ends in 63 days. Renewal is an amendment signed before that.</Notice>
            <Card title="Where it stands" subtitle="Claim CLM-2026-0004">
              <Steps
                label="Progress"
                steps={[
                  { label: 'Submitted', state: 'done' },
                  { label: 'Program review', state: 'current', note: 'due in 3 days' },
                  { label: 'Finance review', state: 'ahead' },
                  { label: 'Paid', state: 'ahead' },
                ]}
              />
            </Card>
            <Card title="Expertise offered" subtitle="Used to match requests">
              <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
                <Tag>Border security</Tag>
                <Tag>Counternarcotics</Tag>
                <Tag>Maritime</Tag>
              </div>
            </Card>
            <Card title="Recent activities">
              <ErrorState compact error={new ProblemError(500, {}, new Headers({ 'x-request-id': '0190f2a4-77b1' }))} onRetry={() => undefined} />
            </Card>
          </div>
          <div className={`${layout.stack} ${layout.span4}`}>
            <Card title="Liaison">
              <Facts
                items={[
                  { label: 'Role', value: 'International liaison' },
                  { label: 'Email', value: <a href="mailto:liaison@example.gov">liaison@example.gov</a> },
                  { label: 'Phone', value: '(202) 555-0121' },
                ]}
              />
            </Card>
            <Card title="History">
              <Timeline
                events={[
                  { id: '1', text: (<><strong>Program officer</strong> changed the liaison contact</>), at: '2026-11-20T14:05:00Z' },
                  { id: '2', text: (<><strong>Program officer</strong> matched the agency to a request</>), at: '2026-11-12T09:00:00Z', detail: 'Score 91' },
                  { id: '3', text: (<><strong>Coordinator</strong> gave notice</>), at: '2026-09-02T09:00:00Z', tone: 'warn' },
                ]}
              />
            </Card>
          </div>
        </div>
      </Tabs>
    </>
  );
}
