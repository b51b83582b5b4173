import { expect, expectScreens, settled, test } from './support';
import { openRequest } from './stories';

test.use({ role: 'program' });

test('the screens of requests are sound', async ({ page, as }) => {
  const program = await as('program');
  const offered = await program.first('requests', { q: 'Stadium security planning' });
  const asked = await program.first('requests', { q: 'Criminal case files: mentoring' });
  const [one, two] = [offered.title as string, asked.title as string];
  await expectScreens(page, [
    ['/requests', 'Requests'],
    ['/requests?view=board', 'Requests'],
    ['/requests?status=unfilled', 'Requests'],
    [`/requests/${offered.id}`, one],
    [`/requests/${asked.id}?tab=match`, two],
    [`/requests/${asked.id}?tab=outreach`, two],
    [`/requests/${offered.id}?tab=offers`, one],
    [`/requests/${offered.id}?tab=questions`, one],
    [`/requests/${offered.id}?tab=history`, one],
  ]);
});

test('list and board, and their filters, live in the address', { tag: '@once' }, async ({ page }) => {
  await page.goto('/requests');
  await settled(page);
  await page.getByRole('group', { name: 'Shown as' }).getByText('Board').click();
  await expect(page).toHaveURL(/view=board/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Board' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked();
  await page.getByRole('navigation', { name: 'Views of the list' }).getByRole('link', { name: 'Open' }).click();
  await expect(page).toHaveURL(/status=open/);
  await expect(page.getByRole('link', { name: 'Open', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('the match board says how each score came about, and asks an agency', { tag: '@once' }, async ({ page, as }) => {
  const { id, title } = await openRequest(as, 'Match board');
  await page.goto(`/requests/${id}?tab=match`);
  await page.getByRole('button', { name: 'Make a ranking' }).click();
  const ranking = page.getByRole('region', { name: 'Ranking' });
  const candidates = ranking.getByRole('list').first().getByRole('listitem').filter({ hasText: 'of 100' });
  await expect(candidates.first()).toBeVisible();
  const best = candidates.first();
  await expect(best).toContainText(/\d+\.\d\d of 100/);
  for (const part of ['Expertise', 'Language', 'working days']) await expect(best).toContainText(new RegExp(part, 'i'));
  await expect(page.getByRole('region', { name: 'Cannot be asked' })).toBeVisible();

  await best.getByRole('checkbox').check();
  await expect(ranking.getByRole('status')).toHaveText('1 agency chosen');
  await ranking.getByRole('button', { name: 'Ask agency' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Message/).fill('Could you help with this?');
  await dialog.getByRole('button', { name: /^Ask|^Send/ }).click();
  await expect(best).toContainText('Asked');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /Outreach/ }).click();
  await expect(page.getByRole('table', { name: 'Outreach' }).locator('tbody tr')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});
