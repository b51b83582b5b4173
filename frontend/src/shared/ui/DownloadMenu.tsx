import { useNavigate } from '@tanstack/react-router';
import { Download, FileDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { ProblemError } from '@/shared/api';
import { askedAt } from '@/shared/exports/words';
import { Button } from './Button';
import { Menu } from './Menu';
import { toast } from './toast';

const ExportDialog = lazy(() => import('@/shared/exports/ExportDialog'));

const FORMATS = [
  { format: 'xlsx', label: 'Excel workbook' },
  { format: 'csv', label: 'CSV' },
  { format: 'jsonl', label: 'JSON Lines' },
  { format: 'parquet', label: 'Parquet' },
] as const;

interface DownloadMenuProps {
  address: string;
  many: string;
  /** Of reports there are fewer. */
  formats?: readonly string[];
}

const REVOKE_AFTER_MS = 60_000;

/** The same question as the page, asked for all rows as a file. */
export function fileAddress(address: string, format: string): string {
  const url = new URL(address);
  for (const part of ['limit', 'after', 'count']) url.searchParams.delete(part);
  url.searchParams.set('format', format);
  return url.href;
}

async function fetchFile(address: string): Promise<{ name: string; content: Blob }> {
  const response = await fetch(address, { credentials: 'same-origin' }).catch(() => {
    throw new ProblemError(0, { title: 'No connection' });
  });
  if (!response.ok) throw await ProblemError.from(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'list';
  return { name, content: await response.blob() };
}

function save({ name, content }: { name: string; content: Blob }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}

/** Every row that the filters leave, in one file: not only this page. */
export default function DownloadMenu({ address, many, formats = FORMATS.map(({ format }) => format) }: DownloadMenuProps) {
  const can = useCan();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const asked = can('exports:run') ? askedAt(address) : undefined;
  const download = async (format: string) => {
    setBusy(true);
    try {
      const file = await fetchFile(fileAddress(address, format));
      save(file);
      toast.done(`${file.name} is with your downloads`);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Menu
        label={`Download all ${many} as`}
        align="end"
        trigger={(props) => (
          <Button {...props} size="sm" icon={Download} busy={busy}>
            Download
          </Button>
        )}
        entries={[
          ...FORMATS.filter(({ format }) => formats.includes(format)).map(({ format, label }) => ({ label, onSelect: () => void download(format) })),
          ...(asked ? ['separator' as const, { label: 'As a job, for long lists …', icon: FileDown, onSelect: () => setAsking(true) }] : []),
        ]}
      />
      {asking ? (
        <Suspense>
          <ExportDialog asked={asked} onClose={() => setAsking(false)} onMade={() => void navigate({ to: '/exports' })} />
        </Suspense>
      ) : null}
    </>
  );
}
