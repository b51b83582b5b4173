import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import { Combobox, type ComboboxOption } from '@/shared/forms';
import { useDebounced } from './useDebounced';

export interface PickerProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
  value: ComboboxOption | null;
  onChange: (option: ComboboxOption | null) => void;
}

/** One agency out of thousands: the server searches. */
export function AgencyPicker(props: PickerProps) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['agencies', 'picker', q],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/agencies', {
          params: { query: { q: q || undefined, archived: false, limit: 20, fields: 'id,legal_name,city,state' } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ id, legal_name, city, state }) => ({
    value: id,
    label: legal_name,
    note: [city, state].filter(Boolean).join(', '),
  }));
  return <Combobox {...props} options={options} onSearch={setText} loading={isFetching} placeholder="Find an agency" />;
}
