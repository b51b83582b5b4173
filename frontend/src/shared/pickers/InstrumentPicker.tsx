import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import { Combobox } from '@/shared/forms';
import { instrumentKind } from '@/shared/labels';
import type { PickerProps } from './AgencyPicker';

/** One instrument, of one agency when it is known. An agency has few, so those read first are all there is to find. */
export function InstrumentPicker({ agencyId, signed, ...props }: PickerProps & { agencyId?: string | undefined; signed?: boolean }) {
  const [text, setText] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['instruments', 'picker', agencyId, signed],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/instruments', { params: { query: { agency_id: agencyId ? [agencyId] : undefined, signed, limit: 200 } }, signal })),
  });
  const wanted = text.trim().toLowerCase();
  const options = (data?.items ?? [])
    .map(({ id, number, kind, agency, signed_at: at }) => ({
      value: id,
      label: number,
      note: [instrumentKind(kind), agencyId ? null : agency.name, at ? null : 'not signed'].filter(Boolean).join(' · '),
    }))
    .filter(({ label, note }) => !wanted || label.toLowerCase().includes(wanted) || note.toLowerCase().includes(wanted));
  return <Combobox {...props} options={options} onSearch={setText} loading={isFetching} placeholder="Find an instrument" />;
}
