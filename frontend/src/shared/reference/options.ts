import { useQuery } from '@tanstack/react-query';
import type { ComboboxOption } from '@/shared/forms';
import type { Labelled } from '@/shared/labels';
import { countriesAll, expertiseAll, postsAll } from './queries';

/** Expertise as choices by code; a topic names its area beside it. */
export function useExpertiseOptions(): ComboboxOption[] {
  const { data } = useQuery({
    ...expertiseAll,
    select: (rows) => rows.map(({ code, name, parent, definition }) => ({ value: code, label: name, note: parent?.name ?? 'whole area', words: `${code} ${definition}` })),
  });
  return data ?? [];
}

/** Countries as choices by GENC code. */
export function useCountryOptions(): ComboboxOption[] {
  const { data } = useQuery({
    ...countriesAll,
    select: (rows) => rows.map(({ genc3, name, bureau }) => ({ value: genc3, label: name, note: bureau, words: genc3 })),
  });
  return data ?? [];
}

/** Posts as choices by id. */
export function usePostOptions(): ComboboxOption[] {
  const { data } = useQuery({
    ...postsAll,
    select: (rows) => rows.map(({ id, name, country }) => ({ value: id, label: name, note: country.name })),
  });
  return data ?? [];
}

/** States as choices by postal code. Their names load on their own: only filters and forms need them. */
export function useStateOptions(): readonly Labelled[] {
  const { data } = useQuery({
    queryKey: ['states'],
    queryFn: async () => (await import('@/shared/labels/places')).STATES,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? [];
}
