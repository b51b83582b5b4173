import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { ApiTokens } from './ApiTokens';

it('shows a new token once, and never again after the dialog is closed', async () => {
  const made: object[] = [];
  server.use(
    http.get('/api/v1/api-tokens', () => HttpResponse.json({ items: made, next: null, previous: null })),
    http.post('/api/v1/api-tokens', async ({ request }) => {
      const { name, scopes, expires_at } = (await request.json()) as Record<string, unknown>;
      const token = { id: 't1', name, scopes, expires_at, prefix: 'abcd1234', revoked: false, version: 1 };
      made.push(token);
      return HttpResponse.json({ ...token, token: 'inl_abcd1234_secret' }, { status: 201 });
    }),
  );
  const { user } = await renderPage(ApiTokens);
  await screen.findByText('No tokens');
  await user.click(screen.getAllByRole('button', { name: 'Create token' })[0] as HTMLElement);
  await user.type(await screen.findByLabelText('Name'), 'Nightly report');
  await user.click(screen.getAllByRole('button', { name: 'Create token' }).at(-1) as HTMLElement);
  const field = await screen.findByLabelText<HTMLInputElement>('Token');
  expect(field.value).toBe('inl_abcd1234_secret');
  expect(made[0]).toMatchObject({ name: 'Nightly report', scopes: ['read'] });
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('inl_abcd1234_secret')).toBeNull());
  expect(await screen.findByText('Nightly report')).toBeDefined();
});
