import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { signIn } from '@/shared/access';
import { ProblemError, explain } from '@/shared/api';
import { FormError, TextInput } from '@/shared/forms';
import { Button, Shield, usePageTitle } from '@/shared/ui';
import styles from './SignIn.module.css';

interface Credentials {
  email: string;
  password: string;
}

/** One answer for a wrong name and a wrong password: which of the two it was is nobody's business. */
function reason(error: unknown): string {
  if (error instanceof ProblemError && error.status === 401) return 'The email or the password is wrong. Try again.';
  const { title, next } = explain(error);
  return `${title}. ${next}`;
}

export function SignInPage({ onDone }: { onDone: () => void }) {
  usePageTitle('Sign in');
  const [failure, setFailure] = useState<string>();
  const [shown, setShown] = useState(false);
  const { register, handleSubmit, formState, setFocus } = useForm<Credentials>({ shouldFocusError: true });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (credentials) => {
    setFailure(undefined);
    try {
      await signIn(credentials);
      onDone();
    } catch (error) {
      setFailure(reason(error));
      setFocus('password', { shouldSelect: true });
    }
  });

  return (
    <main id="content" tabIndex={-1} className={styles.page}>
      <div className={styles.panel}>
        <Shield size={44} />
        <h1 tabIndex={-1} data-page-heading>
          Sign in
        </h1>
        <p className={styles.lead}>Police Partnerships, the programme of U.S. agencies that work with INL abroad.</p>
        <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
          <FormError>{failure}</FormError>
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            inputMode="email"
            spellCheck={false}
            error={errors.email?.message}
            {...register('email', {
              required: 'Enter your email.',
              pattern: { value: /^\S+@\S+$/, message: 'An email has an @ and no spaces.' },
            })}
          />
          <div className={styles.password}>
            <TextInput
              label="Password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              error={errors.password?.message}
              {...register('password', { required: 'Enter your password.' })}
            />
            <button type="button" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
              Show password
            </button>
          </div>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            Sign in
          </Button>
        </form>
        <p className={styles.help}>No account, or locked out? Write to the administrator of your office.</p>
        <p className={styles.help}>
          An agency that would like to take part? <Link to="/enquire">Ask about partnership</Link>.
        </p>
      </div>
    </main>
  );
}

/** The page with what it does afterwards: everything read before is forgotten, then the wanted page opens. */
export function SignInRoute() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { return: wanted } = useSearch({ strict: false });
  return (
    <SignInPage
      onDone={() => {
        queryClient.clear();
        router.history.push(wanted ?? '/');
      }}
    />
  );
}
