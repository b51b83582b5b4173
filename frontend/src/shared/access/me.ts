import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { humanize } from '@/shared/format';

export type Me = components['schemas']['Me'];

/** Who is signed in and what they may do. The server decides; the client only reads this answer. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => read(api.GET('/api/v1/me')),
  staleTime: 5 * 60_000,
});

/** Only below the signed-in layout, which has loaded it before anything renders. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** May this person use this part of the product at all? For one record ask `hasAction`. */
export function can(me: Me, permission: string): boolean {
  return me.permissions.includes(permission);
}

export function useCan(): (permission: string) => boolean {
  const me = useMe();
  return (permission) => can(me, permission);
}

/** May this be done to this record now? The answer comes with the record, from the server's state table. */
export function hasAction(record: { allowed_actions?: readonly string[] | null }, action: string): boolean {
  return record.allowed_actions?.includes(action) ?? false;
}

const ROLES = new Map([
  ['administrator', 'Administrator'],
  ['program_officer', 'Program officer'],
  ['finance_reviewer', 'Finance reviewer'],
  ['certifying_officer', 'Certifying officer'],
  ['agency_coordinator', 'Agency coordinator'],
  ['officer', 'Officer or instructor'],
  ['post', 'Post'],
  ['auditor', 'Auditor'],
  ['service_client', 'Service client'],
]);

/** A role as people say it. */
export function roleName(role: string): string {
  return ROLES.get(role) ?? humanize(role);
}
