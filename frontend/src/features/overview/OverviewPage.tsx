import { roleName, useMe } from '@/shared/access';
import { PageHeader } from '@/shared/ui';

/** The first page after signing in. */
export function OverviewPage() {
  const user = useMe();
  return <PageHeader title="Partnerships overview" subtitle={`${user.name} · ${user.roles.map(roleName).join(', ')}`} />;
}
