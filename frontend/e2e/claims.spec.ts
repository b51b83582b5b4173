import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('finance', () => {
  test.use({ role: 'finance' });

  test('the screens of claims are sound', async ({ page, as }) => {
    const finance = await as('finance');
    const paid = await finance.first('claims', { status: 'paid' });
    const heading = paid.reference as string;
    await expectScreens(page, [
      ['/claims', 'Claims'],
      ['/claims?view=returned', 'Claims'],
      ['/claims?view=all', 'Claims'],
      [`/claims/${paid.id}`, heading],
      [`/claims/${paid.id}?line=2`, heading],
      [`/claims/${paid.id}?tab=timeline`, heading],
    ]);
  });

  test('the timeline keeps the queue that the claim was opened from', { tag: '@once' }, async ({ page }) => {
    await page.goto('/claims?view=paid');
    await page.getByRole('table', { name: 'Claims' }).locator('tbody a').first().click();
    await expect(page).toHaveURL(/view=paid/);
    await page.getByRole('group', { name: 'Parts of the claim' }).getByText('Timeline').click();
    await expect(page).toHaveURL(/tab=timeline/);
    await expect(page).toHaveURL(/view=paid/);
    await page.getByRole('link', { name: 'All claims' }).click();
    await expect(page).toHaveURL(/\/claims\?view=paid$/);
  });

  test('j and k go through the queue', { tag: '@once' }, async ({ page }) => {
    await page.goto('/claims?view=paid');
    await page.getByRole('table', { name: 'Claims' }).locator('tbody a').first().click();
    await expect(page.getByRole('navigation', { name: 'Paid: claims' }).getByRole('link').nth(1)).toBeVisible();
    const first = page.url();
    await page.getByRole('heading', { level: 1 }).focus();
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.keyboard.press('j');
    await expect(page).not.toHaveURL(first);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^CLM-/);
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title);
    await page.keyboard.press('k');
    await expect(page).toHaveURL(first);
  });
});

test.describe('a claim on its way', { tag: '@once' }, () => {
  test.use({ role: 'finance' });
  test('is decided line by line by keyboard', async ({ page, as }) => {
    const program = await as('program');
    const waiting = await program.first('claims', { status: 'submitted', sort: 'reference' });
    await program.act(`claims/${waiting.id}`, 'take');
    await program.act(`claims/${waiting.id}`, 'endorse');

    await page.goto(`/claims/${waiting.id}`);
    await settled(page);
    const pane = page.getByRole('region', { name: 'The claim and its decision' });
    // The second line is opened, reduced, and refused as long as no reason is given.
    await pane.getByRole('list').getByRole('button').nth(1).press('Enter');
    await pane.getByRole('radio', { name: 'Allow', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(pane.getByRole('radio', { name: 'Reduce' })).toBeChecked();
    await pane.getByLabel('Amount to approve').fill('10.00');
    await pane.getByRole('button', { name: 'Decide' }).press('Enter');
    await expect(pane.getByRole('alert')).toContainText('not decided yet');
    await expect(pane.getByLabel('Reason')).toBeFocused();
    await expectSound(page);
    // Single keys: the first line is disallowed and then allowed after all, without the mouse.
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('p');
    await expect(pane.getByRole('group', { name: 'Decision on line 1' })).toBeVisible();
    await page.keyboard.press('d');
    await expect(pane.getByRole('radio', { name: 'Disallow' })).toBeChecked();
    await expect(pane.getByLabel('Reason')).toBeFocused();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('a');
    await expect(pane.getByRole('radio', { name: 'Allow', exact: true })).toBeChecked();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys of the review' })).toBeVisible();
    await expectSound(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(pane.getByRole('group', { name: 'Decision on line 2' })).toBeVisible();
    await pane.getByLabel('Reason').focus();
    await page.keyboard.press('ArrowDown');
    await pane.getByRole('button', { name: 'Decide' }).press('Enter');
    await expect(page.getByRole('main').getByText('Partly approved').first()).toBeVisible();
    await expect(pane.getByRole('button', { name: 'Decide' })).toHaveCount(0);
  });
});

test.describe('an agency', () => {
  test.use({ role: 'coordinator' });
  test('its claims and a new one are sound', async ({ page }) => {
    await expectScreens(page, [['/claims', 'Claims']]);
    await page.getByRole('button', { name: 'New claim' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectSound(page);
  });
});

test.describe('an officer', () => {
  test.use({ role: 'officer' });
  test('sees their own claims', async ({ page }) => {
    await expectScreens(page, [['/claims', 'Claims'], ['/expenses', 'Expenses'], ['/profile', 'Your profile']]);
  });
});
