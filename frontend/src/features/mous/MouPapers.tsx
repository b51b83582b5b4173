import { useQuery } from '@tanstack/react-query';
import { FileCheck2, FileClock, FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { formatDate } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, layout, Skeleton } from '@/shared/ui';
import { changesOf } from './changes';
import { documentKind } from './documents';
import styles from './Mou.module.css';
import { amendmentsOf, type Amendment, type Mou } from './queries';

const DocumentDialog = lazy(() => import('./DocumentDialog'));

function Changes({ amendment }: { amendment: Amendment }) {
  const changes = [...(amendment.ends_on ? [{ label: 'Last day', value: formatDate(amendment.ends_on) }] : []), ...changesOf(amendment)];
  return changes.length > 0 ? (
    <dl className={styles.changes}>
      {changes.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  ) : null;
}

function Amendments({ mou }: { mou: Mou }) {
  const { data, error, isPending, refetch } = useQuery(amendmentsOf(mou.id));
  return (
    <Card title="Amendments" subtitle="Each signed by both parties" body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? (
        <div className={styles.pad}>
          <Skeleton width="60%" height={48} />
        </div>
      ) : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={FileClock} title="No amendments">
          A change of a signed text, or its renewal, is an amendment.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ol className={styles.papers}>
          {data.map((amendment) => (
            <li key={amendment.id}>
              <FileClock size={18} aria-hidden />
              <div>
                <strong>{`Amendment ${amendment.sequence}`}</strong>
                <p>{amendment.summary}</p>
                <span>
                  {`INL signed ${formatDate(amendment.inl_signed_on)}, the agency ${formatDate(amendment.agency_signed_on)}. `}
                  {amendment.applied_at ? `Holds from ${formatDate(amendment.effective_on)}.` : `Holds from ${formatDate(amendment.effective_on)}, which is ahead.`}
                </span>
                <Changes amendment={amendment} />
                <code title={amendment.text_sha256}>{`${amendment.text_sha256.slice(0, 16)}…`}</code>
              </div>
            </li>
          ))}
        </ol>
      ) : null}
    </Card>
  );
}

/** What is on file: documents with their fingerprints, and amendments. */
export default function MouPapers({ mou }: { mou: Mou }) {
  const [filing, setFiling] = useState(false);
  const file = hasAction(mou, 'file_document') ? (
    <Button size="sm" icon={FilePlus2} onClick={() => setFiling(true)}>
      File a document
    </Button>
  ) : undefined;
  return (
    <div className={layout.grid}>
      <div className={`${layout.stack} ${layout.span6}`}>
        <Card title="Documents" subtitle="Fingerprints of files kept elsewhere" actions={mou.documents.length > 0 ? file : undefined} body="flush">
          {mou.documents.length === 0 ? (
            <EmptyState compact icon={FileCheck2} title="Nothing on file" action={file}>
              The legal clearance comes first; the signed text follows.
            </EmptyState>
          ) : (
            <ul className={styles.papers}>
              {mou.documents.map((document) => (
                <li key={document.id}>
                  <FileCheck2 size={18} aria-hidden />
                  <div>
                    <strong>{document.title}</strong>
                    <span>{`${documentKind(document.kind)}, ${formatDate(document.dated_on)}`}</span>
                    <span>{document.kept_at ? `Kept at ${document.kept_at}` : 'Where it is kept is not recorded'}</span>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <div className={`${layout.stack} ${layout.span6}`}>
        <Amendments mou={mou} />
      </div>
      {filing ? (
        <Suspense>
          <DocumentDialog mou={mou} onClose={() => setFiling(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
