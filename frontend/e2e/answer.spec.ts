import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { question } from './stories';
import { expect, expectSound, settled, test } from './support';

const ROOT = join(import.meta.dirname, '..', '..');

/** The link as its letter would hold it: only the machine's own terminal can make one. */
function linkFor(reference: string): string {
  const shown = execFileSync(process.env.E2E_PYTHON ?? join(ROOT, '.venv/bin/python'), ['-m', 'cli', 'mail', 'answer-link', reference], {
    cwd: ROOT,
    env: { ...process.env, PARTNERSHIPS_DATA_DIR: dirname(process.env.E2E_USERS ?? '') },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return `/answer#${shown.trim().split('#')[1]}`;
}

test('somebody without an account reads what is asked and answers once', { tag: '@once' }, async ({ browser, page, as }) => {
  const { id, title } = await question(as, 'By link');
  const coordinator = await as('coordinator');
  const { data } = await coordinator.get(`outreach/${id}`);
  const link = linkFor(String(data.reference));

  // A mail scanner opens the link first; that answers nothing.
  const scanner = await (await browser.newContext()).newPage();
  await scanner.goto(link);
  await expect(scanner.getByRole('heading', { level: 2, name: title })).toBeVisible();
  expect((await coordinator.get(`outreach/${id}`)).data.status).toBe('sent');

  await page.goto(link);
  await expect(page.getByText(/Answering is voluntary, and a no has no consequence/)).toBeVisible();
  await page.getByRole('radio', { name: /Not this time/ }).check();
  await expect(page.getByLabel(/Reason/)).toBeVisible();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Send: not this time' }).click();
  await expect(page.getByText('Thank you. Not this time is noted')).toBeVisible();
  expect((await coordinator.get(`outreach/${id}`)).data.status).toBe('declined');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('This question has been answered')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test.describe('a link that is not whole', () => {
  test.use({ provokes: [410] });

  test('says what to do', async ({ page }) => {
    await page.goto('/answer#AaIM2RzHdxWKnskHs');
    await expect(page.getByText('This link cannot be used')).toBeVisible();
    await expect(page.getByText(/Copy the whole link from the letter/)).toBeVisible();
    await settled(page);
    await expectSound(page);
  });
});
