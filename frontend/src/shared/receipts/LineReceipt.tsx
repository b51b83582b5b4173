import { useQuery } from '@tanstack/react-query';
import { ErrorState, Notice, Skeleton } from '@/shared/ui';
import { receiptDetail } from './queries';
import ReceiptViewer from './ReceiptViewer';

/** The receipt of one line, beside what the line claims; with a word where the same file was claimed with before. */
export default function LineReceipt({ receiptId }: { receiptId: string }) {
  const { data, error, refetch } = useQuery(receiptDetail(receiptId));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton width="100%" height={360} />;
  const [earlier] = data.same_as;
  return (
    <>
      {earlier ? (
        <Notice tone="warn">
          The same file was uploaded before as {earlier.file_name} for {earlier.claim.reference}.
        </Notice>
      ) : null}
      <ReceiptViewer key={receiptId} receipt={data} />
    </>
  );
}
