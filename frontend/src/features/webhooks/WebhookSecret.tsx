import { SecretDialog } from '@/shared/ui/SecretDialog';

/** The receiver checks with it that messages come from here. */
export default function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return <SecretDialog title="Copy the signing secret" label="Signing secret" secret={secret} onClose={onClose} />;
}
