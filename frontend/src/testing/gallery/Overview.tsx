import { Download } from 'lucide-react';
import { useState } from 'react';
import {
  BarChart,
  Button,
  Card,
  FigureCard,
  layout,
  PageHeader,
  ProgressBar,
  Segmented,
  Sparkline,
  StatusPill,
  WorldMap,
} from '@/shared/ui';

const MONTHS = ['Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep'];
const COUNTRIES = {
  MEX: ['Mexico', 46],
  COL: ['Colombia', 38],
  UKR: ['Ukraine', 34],
  GTM: ['Guatemala', 22],
  HND: ['Honduras', 19],
  KAZ: ['Kazakhstan', 12],
  NGA: ['Nigeria', 31],
  IDN: ['Indonesia', 27],
  BRA: ['Brazil', 5],
  BRB: ['Barbados', 9],
  ATG: ['Antigua and Barbuda', 8],
  LCA: ['St. Lucia', 3],
  VCT: ['St. Vincent and the Grenadines', 14],
  XKS: ['Kosovo', 17],
  XWB: ['West Bank', 6],
  CPV: ['Cape Verde', 4],
  MDV: ['Maldives', 2],
  TON: ['Tonga', 1],
} as const;
const spark = [4, 5, 7, 8, 8, 10, 11, 12, 14, 15, 17, 19];
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', notation: 'compact' });

export function Overview() {
  const [year, setYear] = useState('26');
  return (
    <>
      <PageHeader
        title="Partnerships overview"
        subtitle="Fiscal year 2026"
        actions={
          <>
            <Segmented
              label="Fiscal year"
              value={year}
              onChange={setYear}
              tabs={['24', '25', '26'].map((value) => ({ value, label: `FY${value}` }))}
            />
            <Button icon={Download}>Brief (PDF)</Button>
          </>
        }
      />
      <div className={layout.stack}>
        <FigureCard
          label="Programme in figures"
          figures={[
            { label: 'Partner agencies', value: '142', note: 'Nine more than FY25', chart: <Sparkline values={spark} label="12 months" /> },
            { label: 'Active agreements', value: '118', note: '11 expire within 90 days', chart: <Sparkline values={spark.toReversed()} label="12 months" /> },
            { label: 'Countries engaged', value: '63', note: 'Four more than FY25', chart: <Sparkline values={spark} label="12 months" /> },
            { label: 'Open requests', value: '27', note: 'Median 11 days to match', chart: <Sparkline values={[3, 6, 4, 8, 7, 9]} label="6 months" /> },
            {
              label: 'Obligated',
              value: '$13.5M',
              of: 'of $18.4M',
              note: (
                <>
                  <ProgressBar label="Obligated" value={73} />
                  73% obligated, $4,896,149 remaining
                </>
              ),
            },
          ]}
        />
        <div className={layout.grid}>
          <Card title="Where partners work" subtitle="Darker means more; dots mark small states" className={layout.span8}>
            <WorldMap
              label="Activities by country"
              noun="activities"
              data={Object.entries(COUNTRIES).map(([code, [name, value]]) => ({ code, name, value }))}
              onOpen={() => undefined}
            />
          </Card>
          <Card title="Every state" subtitle="Icon, word and tint" className={layout.span4}>
            {(['draft', 'submitted', 'program_review', 'returned', 'approved', 'partial', 'disallowed', 'paid'] as const).map((status) => (
              <p key={status} style={{ marginBottom: 8 }}>
                <StatusPill kind="claim" status={status} />
              </p>
            ))}
          </Card>
          <Card title="Spending against plan" subtitle="Obligations by month, USD" className={layout.span7}>
            <BarChart
              label="Obligations by month, USD"
              series={[
                { key: 'travel', label: 'Travel' },
                { key: 'training', label: 'Training' },
                { key: 'equipment', label: 'Equipment' },
              ]}
              data={MONTHS.map((label, index) => {
                const k = 0.6 + 0.4 * Math.sin(index / 2);
                return { label, values: { travel: 6e5 * k, training: 5e5 * k, equipment: 2.5e5 * k }, plan: 1.3e6 * (0.7 + 0.3 * Math.sin(index / 3)) };
              })}
              formatTick={(value) => short.format(value)}
              formatValue={(value) => money.format(value)}
            />
          </Card>
        </div>
      </div>
    </>
  );
}
