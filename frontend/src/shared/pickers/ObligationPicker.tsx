import { useQuery } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import { Combobox } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import type { PickerProps } from './AgencyPicker';

/** One open obligation of an instrument, with what is left of it. */
export function ObligationPicker({ instrumentId, ...props }: PickerProps & { instrumentId: string | undefined }) {
  const { data, isFetching } = useQuery({
    queryKey: ['obligations', 'picker', instrumentId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/obligations', { params: { query: { instrument_id: [instrumentId ?? ''], status: ['open'], limit: 200 } }, signal })),
    enabled: instrumentId !== undefined,
  });
  const options = (data?.items ?? []).map(({ id, document_number: label, unliquidated }) => ({
    value: id,
    label,
    note: `${formatMoney(unliquidated)} left`,
  }));
  return (
    <Combobox
      {...props}
      hint={instrumentId === undefined ? 'Choose the instrument first.' : props.hint}
      options={options}
      loading={isFetching}
      placeholder="Find an obligation"
    />
  );
}
