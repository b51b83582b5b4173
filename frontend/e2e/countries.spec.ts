import { expect, expectScreens, settled, test } from './support';

test.use({ role: 'program' });

test('the screens of countries, expertise and academies are sound', async ({ page, as }) => {
  const program = await as('program');
  const country = await program.first('countries', { q: 'Guatemala' });
  const academy = await program.first('academies');
  await expectScreens(page, [
    ['/countries', 'Countries'],
    ['/countries?view=map', 'Countries'],
    ['/countries?q=nowhere-at-all', 'Countries'],
    [`/countries/${country.id}`, 'Guatemala'],
    ['/expertise', 'Expertise'],
    ['/academies', 'Academies'],
    [`/academies/${academy.id}`, academy.name as string],
  ]);
});

test('table or map lives in the address, and a country opens', { tag: '@once' }, async ({ page }) => {
  await page.goto('/countries?q=guat');
  await page.getByRole('link', { name: 'Guatemala' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Guatemala' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Find by name or code' })).toHaveValue('guat');
  await page.getByRole('group', { name: 'Show as' }).getByText('Map').click();
  await expect(page).toHaveURL(/view=map/);
  await page.reload();
  await settled(page);
  await expect(page.getByRole('radio', { name: 'Map' })).toBeChecked();
});
