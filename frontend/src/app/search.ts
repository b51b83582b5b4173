import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BookUser, Building2, CalendarRange, Earth, FilePen, LifeBuoy, ReceiptText, ShieldCheck, type LucideIcon } from 'lucide-react';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { useDebounced } from '@/shared/pickers';

type Hit = components['schemas']['SearchHit'];

const SHORTEST = 2;

/** Where each kind of record opens, and what it is called. */
const KINDS: Record<Hit['type'], { to: string; label: string; icon: LucideIcon }> = {
  agency: { to: '/agencies', label: 'Agency', icon: Building2 },
  country: { to: '/countries', label: 'Country', icon: Earth },
  request: { to: '/requests', label: 'Request', icon: LifeBuoy },
  activity: { to: '/activities', label: 'Activity', icon: CalendarRange },
  mou: { to: '/mous', label: 'Agreement', icon: FilePen },
  claim: { to: '/claims', label: 'Claim', icon: ReceiptText },
  officer: { to: '/officers', label: 'Officer', icon: BookUser },
  expertise: { to: '/expertise', label: 'Expertise', icon: ShieldCheck },
};

export interface FoundRecord {
  key: string;
  title: string;
  note: string;
  group: string;
  icon: LucideIcon;
  to: string;
  search?: Record<string, unknown>;
}

export function toFound({ type, id, reference, title, subtitle }: Hit): FoundRecord | undefined {
  const kind = KINDS[type];
  // A newer server may find kinds this build has no screen for.
  if (kind === undefined) return undefined;
  const place = type === 'expertise' ? { to: kind.to, search: { q: reference ?? title } } : { to: `${kind.to}/${id}` };
  const note = [reference === title ? null : reference, subtitle].filter(Boolean).join(' · ');
  return { key: `${type}:${id}`, title, note, group: kind.label, icon: kind.icon, ...place };
}

/** Records that match the text, best first, as the server finds them. */
export function useRecords(text: string): { found: FoundRecord[]; searching: boolean } {
  const q = useDebounced(text.trim());
  const enabled = q.length >= SHORTEST;
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => read(api.GET('/api/v1/search', { params: { query: { q } }, signal })),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const found = enabled && data ? data.items.flatMap((hit) => toFound(hit) ?? []) : [];
  return { found, searching: isFetching || q !== text.trim() };
}
