import { readFile } from 'node:fs/promises';
import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('finance', () => {
  test.use({ role: 'finance' });
  test('the screens of funds are sound', async ({ page, as }) => {
    const finance = await as('finance');
    const obligation = await finance.first('obligations');
    const instrument = await finance.first('instruments');
    await expectScreens(page, [
      ['/expenses', 'Expenses'],
      ['/spending', 'Spending'],
      ['/spending?view=estimates', 'Spending'],
      ['/spending?view=time-to-pay', 'Spending'],
      ['/spending?view=ageing', 'Spending'],
      ['/payment-runs', 'Payment runs'],
      ['/payments', 'Payments'],
      ['/instruments', 'Instruments'],
      [`/instruments/${instrument.id}`, instrument.number as string],
      ['/obligations', 'Obligations'],
      [`/obligations/${obligation.id}`, obligation.document_number as string],
      ['/rates', 'Rates'],
      ['/rates?tab=meals', 'Rates'],
      ['/rates?tab=exchange', 'Rates'],
    ]);
  });

  test('a list is taken along as a file, as it is filtered', { tag: '@once' }, async ({ page }) => {
    await page.goto('/expenses?category=mie');
    await settled(page);
    const shown = /of (\d+) expenses/.exec(await page.getByText(/of \d+ expenses/).innerText())?.[1];
    await page.getByRole('button', { name: 'Download' }).click();
    await expectSound(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^expenses-[\d-]+\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(Number(shown) + 1);
    expect(lines.slice(1).every((line) => line.includes(',mie,'))).toBe(true);
  });

  test('a figure of spending opens the rows that it sums', { tag: '@once' }, async ({ page }) => {
    await page.goto('/spending?by=modality');
    await settled(page);
    const group = page.getByRole('row').filter({ has: page.getByRole('link') }).first();
    const lines = Number((await group.getByRole('cell').nth(1).innerText()).replace(',', ''));
    await group.getByRole('link').click();
    await expect(page).toHaveURL(/\/expenses\?.*modality=/);
    await expect(page.getByText(new RegExp(`(of |^)${lines} expenses`))).toBeVisible();
  });

  test('a rate is added, and what is missing is said beside its field', { tag: '@once' }, async ({ page }) => {
    await page.goto('/rates');
    await settled(page);
    await page.getByRole('button', { name: 'Add a rate' }).click();
    const dialog = page.getByRole('dialog');
    await expectSound(page);
    await dialog.getByLabel('Kind').selectOption({ label: 'Interest on late payments' });
    await dialog.getByRole('button', { name: 'Add rate' }).click();
    await expect(dialog.getByText('Enter the rate.')).toBeVisible();
    await expect(dialog.locator('[aria-invalid="true"]')).toHaveCount(3);
    await dialog.getByLabel('Percent per year').fill('4.125');
    await dialog.getByLabel('In force from').fill(new Date().toISOString().slice(0, 10));
    await dialog.getByLabel('Source').fill('Federal Register (example)');
    await dialog.getByRole('button', { name: 'Add rate' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Late payment' })).toContainText('4.125%');
  });

  test('an exchange rate is added and found by its currency', { tag: '@once' }, async ({ page }) => {
    await page.goto('/rates?tab=exchange');
    await settled(page);
    await page.getByRole('button', { name: 'Add a rate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kind').selectOption({ label: 'Exchange' });
    await dialog.getByLabel('Currency').fill('hnl');
    await dialog.getByLabel('US dollars for one').fill('0.0404');
    // A day of its own for each run: a day has one rate.
    await dialog.getByLabel('Rate of').fill(new Date(Date.UTC(2019, 0, 1) + (Date.now() % 2000) * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByLabel('Source').fill('Card statement (example)');
    await dialog.getByRole('button', { name: 'Add rate' }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('textbox', { name: /^Currency/ }).fill('HNL');
    await expect(page).toHaveURL(/currency=HNL/);
    await expect(page.getByRole('row').filter({ hasText: 'To exchange' }).first()).toContainText('HNL0.0404');
    await page.getByRole('group', { name: 'Rates of' }).getByText('Meals').click();
    await expect(page).not.toHaveURL(/currency/);
    await expect(page.getByRole('columnheader', { name: 'Breakfast' })).toBeVisible();
  });
});
