import type { components } from '@/shared/api/schema';
import { humanize } from '@/shared/format';

type Schemas = components['schemas'];
export type ExportResource = Schemas['ExportResource'];
export type FileFormat = Schemas['FileFormat'];
export type ExportQuery = Readonly<Record<string, readonly string[]>>;

/** Lists that can be made into a file by a worker. */
export const LIST_NAMES: Record<ExportResource, string> = {
  academies: 'Academies',
  activities: 'Activities',
  agencies: 'Agencies',
  audit: 'Audit log',
  claims: 'Claims',
  'claims/to-certify': 'Claims to certify',
  countries: 'Countries',
  enquiries: 'Enquiries',
  expenses: 'Expenses',
  expertise: 'Expertise',
  imports: 'Imports',
  instruments: 'Instruments',
  mous: 'Agreements',
  obligations: 'Obligations',
  offers: 'Offers',
  officers: 'Officers',
  outreach: 'Outreach',
  'paperwork-templates': 'Paperwork',
  'payment-runs': 'Payment runs',
  payments: 'Payments',
  posts: 'Posts',
  'rates/editions': 'Rates: tables',
  'rates/exchange': 'Rates: exchange',
  'rates/interest': 'Rates: interest',
  'rates/mie': 'Rates: meals',
  'rates/mileage': 'Rates: mileage',
  'rates/per-diem': 'Rates: per diem',
  'reports/spending': 'Spending',
  requests: 'Requests',
  'requests/board': 'Requests with their candidates',
  'service-clients': 'API clients',
  'training-sessions': 'Training sessions',
  users: 'People',
};

export const FORMATS: readonly { value: FileFormat; label: string }[] = [
  { value: 'xlsx', label: 'Excel workbook' },
  { value: 'csv', label: 'CSV' },
  { value: 'jsonl', label: 'JSON Lines' },
  { value: 'parquet', label: 'Parquet' },
];

const OPERATORS: Record<string, string> = { gte: 'from', gt: 'after', lte: 'up to', lt: 'before' };

/** A parameter of a list as people say it: `service_on.gte` → `Service on from`. */
export function parameterName(name: string): string {
  if (name === 'q') return 'Search';
  const [field = name, operator] = name.split('.');
  const words = humanize(field.replace(/_id$/, ''));
  return operator ? `${words} ${OPERATORS[operator] ?? operator}` : words;
}

const IS_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Values as people say them; ids say nothing to anybody, so these are counted. */
export function valueWords(values: readonly string[]): string {
  if (values.some((value) => IS_ID.test(value))) return `${values.length} chosen`;
  return values.map((value) => (value === 'true' ? 'yes' : value === 'false' ? 'no' : /^[a-z_]{3,}$/.test(value) ? humanize(value) : value)).join(', ');
}

/** What was asked of a list besides its order, a few words for each. */
export function queryWords(query: ExportQuery): string[] {
  const { sort: _, fields, ...filters } = query;
  const asked = Object.entries(filters).map(([name, values]) => `${parameterName(name)}: ${valueWords(values)}`);
  return fields ? [...asked, `${fields.join(',').split(',').length} columns`] : asked;
}

/** The list of an address, and what it asks of it; undefined for one that is only had at once. */
export function askedAt(address: string): { resource: ExportResource; query: Record<string, string[]> } | undefined {
  const { pathname, searchParams } = new URL(address);
  const resource = pathname.replace('/api/v1/', '');
  if (!Object.hasOwn(LIST_NAMES, resource)) return undefined;
  const query: Record<string, string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    if (!['limit', 'after', 'count', 'format'].includes(name)) query[name] = searchParams.getAll(name);
  }
  return { resource: resource as ExportResource, query };
}
