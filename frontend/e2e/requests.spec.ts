import { expect, expectScreens, expectSound, settled, test } from './support';
import { day, openRequest } from './stories';

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

test('the board of who looks for agencies stands by what is to be done next', { tag: '@once' }, async ({ page, as }) => {
  const { title } = await openRequest(as, 'Nobody asked yet');
  await page.goto(`/requests?view=board&q=${encodeURIComponent(title)}`);
  await expect(page.getByRole('region', { name: 'To ask' }).getByRole('link', { name: title })).toBeVisible();
  for (const stage of ['Draft', 'Submitted', 'Waiting', 'To decide', 'Closed']) {
    await expect(page.getByRole('region', { name: stage, exact: true })).toContainText('Nothing stands here.');
  }
});

test('a need that nobody meets is closed with what stood in the way', { tag: '@once' }, async ({ page, as }) => {
  const { id } = await openRequest(as, 'To close unmet');
  await page.goto(`/requests/${id}`);
  await page.getByRole('button', { name: 'Close request' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Outcome')).toHaveValue('unfilled');
  await dialog.getByLabel('Reason').fill('Nobody teaches it in these weeks.');
  await dialog.getByRole('button', { name: 'Close request' }).click();
  await expect(dialog.getByText('Choose what stood in the way.')).toBeVisible();
  await dialog.getByLabel('What stood in the way').selectOption('nobody_free');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Close request' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nobody was free on these days')).toBeVisible();
});

test.describe('a post', () => {
  test.use({ role: 'post' });

  test('is warned while it types a need that it has raised already', { tag: '@once' }, async ({ page, as }) => {
    const post = await as('post');
    const { data } = await post.post('requests', {
      title: `First of two ${Date.now()}`,
      need: 'One instructor for a week.',
      modality: 'overseas_train',
      required_expertise: ['TRF-COL'],
      starts_on: day(300),
      ends_on: day(304),
      headcount: 1,
    });
    await page.goto('/requests');
    await page.getByRole('button', { name: 'Raise a request' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Required expertise').fill('TRF-COL');
    await page.getByRole('option', { name: /Collision/ }).first().click();
    await dialog.getByLabel('First day').fill(day(302));
    await expect(dialog.getByText(/may be for the same need/)).toHaveCount(0);
    await dialog.getByLabel('Last day').fill(day(310));
    const warning = dialog.getByRole('status').filter({ hasText: 'may be for the same need' });
    await expect(warning).toContainText(data.reference as string);
    await expectSound(page);
    await page.goto(`/requests/${data.id}`);
    await expect(page.getByText(/Nobody yet: 0 of 1/)).toBeVisible();
  });
});
