import { CircleCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Card, EmptyState, Skeleton } from '@/shared/ui';
import { PublicPage } from '@/shared/ui/PublicPage';

const EnquireForm = lazy(() => import('./EnquireForm'));

/** For an agency that would like to take part. Whoever sends it need not have an account. */
export function EnquirePage() {
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <PublicPage title="Thank you">
        <div role="status">
          <Card>
            <EmptyState icon={CircleCheck} title="We have your enquiry">
              A program officer reads it and answers to the email that you gave. You can close this page.
            </EmptyState>
          </Card>
        </div>
      </PublicPage>
    );
  }
  return (
    <PublicPage
      title="Ask about partnership"
      lead="United States agencies share what they do well with police abroad: they teach, advise, mentor, and host visits. What you take on is yours to say."
    >
      <Suspense
        fallback={
          <Card title="Your enquiry">
            <Skeleton width="100%" height={520} />
          </Card>
        }
      >
        <EnquireForm onSent={() => setSent(true)} />
      </Suspense>
    </PublicPage>
  );
}
