import { createFileRoute, redirect } from '@tanstack/react-router';
import { Bare } from '@/app/shell/Root';
import { Shell } from '@/app/shell/Shell';
import { meQuery, rememberSignedIn } from '@/shared/access';
import { ProblemError } from '@/shared/api';
import { CrashPage } from '@/shared/ui/CrashPage';
import { NotFoundPage } from '@/shared/ui/NotFoundPage';

/** Everything behind the sign-in. Nothing below renders before it is known who asks. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
      rememberSignedIn(true);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { return: location.href }, replace: true });
      }
      throw error;
    }
  },
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: (props) => (
    <Bare>
      <CrashPage {...props} />
    </Bare>
  ),
});
