import { lazy, Suspense } from 'react';

const DownloadMenu = lazy(() => import('@/shared/ui/DownloadMenu'));
const FORMATS = ['xlsx', 'csv'];

/** The groups of a report as a file. */
export function GroupsMenu({ address }: { address: string | undefined }) {
  return address ? (
    <Suspense>
      <DownloadMenu address={address} many="groups" formats={FORMATS} />
    </Suspense>
  ) : null;
}
