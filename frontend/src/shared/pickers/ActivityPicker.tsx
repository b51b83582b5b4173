import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import { Combobox } from '@/shared/forms';
import { formatDateRange } from '@/shared/format';
import type { PickerProps } from './AgencyPicker';
import { useDebounced } from './useDebounced';

/** One activity that claims can be made for: not planned only, not closed. */
export function ActivityPicker({ mine, ...props }: PickerProps & { mine?: boolean }) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['activities', 'picker', q, mine],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/activities', {
          params: { query: { q: q || undefined, mine, status: ['readying', 'authorized', 'active', 'suspended', 'completed'], limit: 20 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ id, reference, title, starts_on: from, ends_on: to }) => ({
    value: id,
    label: title,
    note: `${reference} · ${formatDateRange(from, to)}`,
  }));
  return <Combobox {...props} options={options} onSearch={setText} loading={isFetching} placeholder="Find an activity" />;
}
