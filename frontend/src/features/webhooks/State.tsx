import { CircleDashed } from 'lucide-react';
import { humanize } from '@/shared/format';
import { Pill } from '@/shared/ui';
import { DELIVERY_LOOKS, WEBHOOK_LOOKS } from './words';

export function State({ of, status }: { of: 'webhook' | 'delivery'; status: string }) {
  const looks = of === 'webhook' ? WEBHOOK_LOOKS : DELIVERY_LOOKS;
  const [word, tone, icon] = looks[status] ?? [humanize(status), 'calm' as const, CircleDashed];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
