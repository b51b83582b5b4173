import { CircleCheck, CircleOff } from 'lucide-react';
import { Pill } from '@/shared/ui';
import type { ServiceClientRow } from './queries';

export function ClientPill({ status }: { status: ServiceClientRow['status'] }) {
  return status === 'active' ? (
    <Pill tone="good" icon={CircleCheck}>
      Active
    </Pill>
  ) : (
    <Pill icon={CircleOff}>Disabled</Pill>
  );
}
