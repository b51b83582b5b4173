import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'program' });

test('what activities are asked for is sound to look at', async ({ page }) => {
  await expectScreens(page, [['/paperwork', 'Paperwork']]);
});

test.describe('the programme', { tag: '@once' }, () => {
  test.use({ provokes: [422] });
  test('adds a paper from a day on, and removes it before it counts', async ({ page }) => {
    await page.goto('/paperwork');
    await settled(page);
    const title = `Driving permit ${Date.now()}`;
    await page.getByRole('button', { name: 'Add paper' }).click();
    const dialog = page.getByRole('dialog');
    await expectSound(page);
    await dialog.getByLabel('Paper', { exact: true }).fill(title);
    await dialog.getByLabel('Days before the start').fill('400');
    await dialog.getByLabel('First day').fill('2099-01-04');
    await dialog.getByLabel('Source of the rule').fill('Post instruction');
    await dialog.getByRole('button', { name: 'Add paper' }).click();
    await expect(dialog.getByLabel('Days before the start')).toHaveAccessibleDescription(/365/);
    await dialog.getByLabel('Days before the start').fill('40');
    await dialog.getByRole('button', { name: 'Add paper' }).click();
    await expect(dialog).toHaveCount(0);
    const row = page.getByRole('row').filter({ hasText: title });
    await expect(row).toContainText('40 days before');

    await row.getByRole('button', { name: `Remove ${title}` }).click();
    await dialog.getByRole('button', { name: 'Remove paper' }).click();
    await expect(row).toHaveCount(0);
  });
});

test.describe('an officer', { tag: '@once' }, () => {
  test.use({ role: 'officer' });
  test('reads what is asked for, and changes nothing', async ({ page }) => {
    await page.goto('/paperwork');
    await settled(page);
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add paper' })).toHaveCount(0);
  });
});
