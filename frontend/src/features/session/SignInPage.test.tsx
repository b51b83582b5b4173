import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { SignInPage } from './SignInPage';

const show = async () => {
  const onDone = vi.fn();
  const view = await renderPage(() => <SignInPage onDone={onDone} />, { at: '/sign-in' });
  const fill = async () => {
    await view.user.type(screen.getByLabelText('Email'), 'auditor@example.gov');
    await view.user.type(screen.getByLabelText('Password'), 'correct horse');
    await view.user.click(screen.getByRole('button', { name: 'Sign in' }));
  };
  return { ...view, onDone, fill };
};

describe('signing in', () => {
  it('sends email and password and goes on', async () => {
    let sent: unknown;
    server.use(
      http.post('/api/v1/session', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ csrf_token: 't' }, { status: 201 });
      }),
    );
    const { fill, onDone, container } = await show();
    expect(await axeProblems(container)).toEqual([]);
    await fill();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(sent).toEqual({ email: 'auditor@example.gov', password: 'correct horse' });
  });

  it('does not say which of the two was wrong', async () => {
    server.use(http.post('/api/v1/session', () => problem(401, { detail: 'inner text' })));
    const { fill, onDone } = await show();
    await fill();
    expect((await screen.findByRole('alert')).textContent).toBe('The email or the password is wrong. Try again.');
    expect(onDone).not.toHaveBeenCalled();
  });

  it('says how long to wait after too many tries', async () => {
    server.use(http.post('/api/v1/session', () => problem(429, {}, { 'Retry-After': '30' })));
    const { fill } = await show();
    await fill();
    expect((await screen.findByRole('alert')).textContent).toContain('Wait 30 seconds');
  });

  it('asks for what is missing before it sends anything', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your email.')).toBeDefined();
    expect(screen.getByLabelText('Email').getAttribute('aria-invalid')).toBe('true');
  });
});
