import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('imports', () => {
  test.use({ role: 'program' });

  test('the list is sound', async ({ page }) => {
    await expectScreens(page, [['/imports', 'Import data']]);
  });

  test('a file is sent, matched, checked and imported', { tag: '@once' }, async ({ page }) => {
    const mark = Date.now().toString(36).toUpperCase();
    const file = `Department,ST,Hired\nDemo Police ${mark},VA,12\nDemo Sheriff ${mark},XX,7\n`;
    await page.goto('/imports');
    await settled(page);
    await page.getByRole('button', { name: 'Import a file' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What the rows are').selectOption('agencies');
    await dialog.getByLabel('File', { exact: true }).setInputFiles({ name: `agencies-${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(file) });
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Send and match columns' }).press('Enter');

    await expect(page.getByRole('heading', { level: 1, name: 'Import agencies' })).toBeVisible();
    const check = page.getByRole('button', { name: 'Check the rows' });
    await expect(check).toBeDisabled();
    await expectSound(page);
    await page.getByLabel('Field of Department').selectOption('legal_name');
    await page.getByLabel('Field of ST').selectOption('state');
    // The first reading must be over before there can be another.
    await expect(check).toBeEnabled({ timeout: 30_000 });
    await check.press('Enter');

    await expect(page.getByText('This is no US state or territory.')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Save as a template' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Name').fill(`Template ${mark}`);
    await expectSound(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByText('Template saved')).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Refused rows' }).press('Enter');
    expect((await download).suggestedFilename()).toBe('refused.csv');
    await page.getByRole('button', { name: 'Import 1 row' }).press('Enter');
    await expect(page.getByText('The good rows were imported; 1 row was refused.', { exact: false })).toBeVisible();
    await page.getByRole('link', { name: 'Row 1' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: `Demo Police ${mark}` })).toBeVisible();

    await page.goto('/imports');
    await settled(page);
    await page.getByRole('button', { name: 'Import a file' }).press('Enter');
    await dialog.getByLabel('What the rows are').selectOption('agencies');
    await dialog.getByLabel('Template').selectOption(`Template ${mark}`);
    await dialog.getByLabel('File', { exact: true }).setInputFiles({ name: `more-${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(file) });
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Send and match columns' }).press('Enter');
    await expect(page.getByLabel('Field of Department')).toHaveValue('legal_name');
  });
});
