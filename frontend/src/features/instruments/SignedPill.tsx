import { FilePen, FileSignature } from 'lucide-react';
import { Pill } from '@/shared/ui';

export function SignedPill({ signedAt }: { signedAt: string | null }) {
  return signedAt ? (
    <Pill tone="good" icon={FileSignature}>
      Signed
    </Pill>
  ) : (
    <Pill tone="calm" icon={FilePen}>
      Draft
    </Pill>
  );
}
