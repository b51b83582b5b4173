import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import { Combobox } from '@/shared/forms';
import type { PickerProps } from './AgencyPicker';
import { useDebounced } from './useDebounced';

/** One officer, of one agency when it is known. */
export function OfficerPicker({ agencyId, ...props }: PickerProps & { agencyId?: string | undefined }) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['officers', 'picker', q, agencyId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/officers', {
          params: { query: { q: q || undefined, agency_id: agencyId ? [agencyId] : undefined, archived: false, limit: 20 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ id, name, rank, agency }) => ({
    value: id,
    label: name,
    note: [rank, agency.name].filter(Boolean).join(' · '),
  }));
  return <Combobox {...props} options={options} onSearch={setText} loading={isFetching} placeholder="Find an officer" />;
}
