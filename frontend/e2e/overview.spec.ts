import { ROLES, type Role } from './people';
import { expect, expectScreens, settled, test } from './support';

for (const role of Object.keys(ROLES) as Role[]) {
  test.describe(ROLES[role], () => {
    test.use({ role });
    test('overview is sound', async ({ page }) => {
      await expectScreens(page, [['/', 'Partnerships overview']]);
    });
  });
}

test.describe('what the overview answers', { tag: '@once' }, () => {
  test.use({ role: 'program' });

  test('what waits leads to its record', async ({ page }) => {
    await page.goto('/');
    const queue = page.getByRole('region', { name: 'Needs your attention' });
    const first = queue.getByRole('listitem').first().getByRole('link');
    const name = (await first.textContent()) ?? '';
    await first.click();
    await expect(page).toHaveURL(/\/(requests|activities|claims|mous|outreach)\//);
    await settled(page);
    await expect(page.getByRole('main')).toContainText(name);
  });

  test('year and measure of the map live in the address', async ({ page }) => {
    await page.goto('/');
    const map = page.getByRole('region', { name: 'Where partners work' });
    await map.getByText('Open requests', { exact: true }).click();
    await expect(page).toHaveURL(/map=requests/);
    const years = page.getByRole('group', { name: 'Fiscal year' }).getByRole('radio');
    const before = await years.count();
    await page.getByRole('group', { name: 'Fiscal year' }).locator('label').nth(before - 2).click();
    await expect(page).toHaveURL(/fiscal_year=20\d\d/);
    await page.reload();
    await expect(map.getByRole('radio', { name: 'Open requests' })).toBeChecked();
    await expect(years.nth(before - 2)).toBeChecked();
    await page.goBack();
    await expect(years.nth(before - 1)).toBeChecked();
    await expect(map.getByRole('radio', { name: 'Open requests' })).toBeChecked();
  });

  test('the map has a table beside it, whose countries open', async ({ page }) => {
    await page.goto('/');
    const map = page.getByRole('region', { name: 'Where partners work' });
    await map.getByRole('button', { name: /table/i }).click();
    await map.getByRole('table').getByRole('rowheader').getByRole('button').first().click();
    await expect(page).toHaveURL(/\/countries\//);
  });
});

test.describe('an agency', { tag: '@once' }, () => {
  test.use({ role: 'coordinator' });
  test('sees what it is asked first, and nothing of other agencies', async ({ page }) => {
    await page.goto('/');
    await settled(page);
    await expect(page.getByText('Partner agencies')).toHaveCount(0);
    await expect(page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Asked of you' })).toBeVisible();
  });
});
