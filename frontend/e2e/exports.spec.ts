import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('exports', () => {
  test.use({ role: 'finance' });

  test('the list is sound', async ({ page }) => {
    await expectScreens(page, [['/exports', 'Exports']]);
  });

  test('a list is asked for as it stands, and its file is fetched', { tag: '@once' }, async ({ page }) => {
    await page.goto('/claims?queue=all&status=paid');
    await settled(page);
    await page.getByRole('button', { name: 'Download', exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: 'As a job, for long lists' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('List')).toHaveValue('claims');
    await expect(dialog.getByRole('button', { name: /^Paid/ })).toBeVisible();
    await dialog.getByLabel('Format').selectOption('csv');
    await dialog.getByLabel('Only these columns').fill('reference');
    await dialog.getByRole('listbox').getByRole('option', { name: 'Reference' }).click();
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Make the file' }).press('Enter');

    await expect(page.getByRole('heading', { level: 1, name: 'Exports' })).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: 'Claims' }).filter({ hasText: 'Status: Paid' }).first();
    await expect(row.getByText('Ready')).toBeVisible({ timeout: 60_000 });
    await expectSound(page);
    const download = page.waitForEvent('download');
    await row.getByRole('button', { name: /^Download claims-/ }).press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^claims-\d{4}-\d\d-\d\d\.csv$/);
  });

  test.describe('refusals', { tag: '@once' }, () => {
    test.use({ provokes: [422] });

    test('what a list does not take is said beside it', async ({ page }) => {
      await page.goto('/exports');
      await settled(page);
      await page.getByRole('button', { name: 'Make a file' }).first().press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('List').selectOption('agencies');
      await dialog.getByLabel('Add a filter').fill('updated since');
      await dialog.getByRole('option', { name: 'Updated since' }).click();
      await dialog.getByLabel('Updated since', { exact: true }).fill('yesterday');
      await dialog.getByRole('button', { name: 'Make the file' }).press('Enter');
      await expect(dialog.getByLabel('Updated since', { exact: true })).toHaveAttribute('aria-invalid', 'true');
      await expectSound(page);
    });
  });
});
