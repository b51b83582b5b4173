import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('webhooks and API clients', () => {
  test.use({ role: 'administrator' });

  test('lists and records are sound', async ({ page, as }) => {
    const administrator = await as('administrator');
    const webhook = await administrator.first('webhooks');
    const client = await administrator.first('service-clients', { q: 'State case system' });
    await expectScreens(page, [
      ['/webhooks', 'Webhooks'],
      [`/webhooks/${webhook.id}`, new URL(String(webhook['url'])).host],
      ['/api-clients', 'API clients'],
      [`/api-clients/${client.id}`, 'State case system'],
    ]);
  });

  test('a webhook is added, tried, and deleted', { tag: '@once' }, async ({ page }) => {
    await page.goto('/webhooks');
    await settled(page);
    await page.getByRole('button', { name: 'Add webhook' }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('https://localhost/events');
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Add webhook' }).press('Enter');
    await expect(page.getByLabel('Signing secret', { exact: true })).toHaveValue(/^whsec_/);
    await expectSound(page);
    await page.getByRole('button', { name: 'I have stored it' }).press('Enter');
    await page.getByRole('link', { name: 'https://localhost/events' }).first().press('Enter');
    await page.getByRole('button', { name: 'Send ping' }).press('Enter');
    // Nothing is sent inside: the log says so.
    await page.getByRole('button', { name: 'webhooks.ping' }).press('Enter', { timeout: 60_000 });
    await expect(dialog.getByText(/No answer/)).toBeVisible({ timeout: 60_000 });
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await page.getByRole('button', { name: 'Delete webhook' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
  });

  test('a client is added, gets a token, and is disabled', { tag: '@once' }, async ({ page }) => {
    const name = `Reporting ${Date.now().toString(36)}`;
    await page.goto('/api-clients');
    await settled(page);
    await page.getByRole('button', { name: 'Add client' }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Contact').fill('Reporting desk');
    await dialog.getByLabel('Purpose').fill('Reads the year.');
    await dialog.getByLabel('May', { exact: true }).fill('reports:read');
    await dialog.getByRole('option', { name: 'reports:read' }).click();
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Add client' }).press('Enter');
    await expect(dialog.getByRole('heading', { name: 'Issue a token' })).toBeVisible();
    await dialog.getByLabel('Name').fill('First machine');
    await dialog.getByRole('button', { name: 'Issue token' }).press('Enter');
    await expect(dialog.getByLabel('Token', { exact: true })).toHaveValue(/^inlpp_/);
    await expectSound(page);
    await dialog.getByRole('button', { name: 'I have stored it' }).press('Enter');
    await expect(page.getByText('First machine')).toBeVisible();
    await page.getByRole('button', { name: 'Disable' }).press('Enter');
    await page.getByRole('button', { name: 'Disable client' }).press('Enter');
    await expect(page.getByText('Disabled: none of its tokens works.')).toBeVisible();
    await settled(page);
    await expectSound(page);
  });
});
