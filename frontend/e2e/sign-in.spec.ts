import { expect, expectSound, test } from './support';

test('a visitor is asked to sign in and comes back to where they wanted to go', async ({ page }) => {
  await page.goto('/countries?q=mex');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('return')).toBe('/countries?q=mex');
  await expect(page).toHaveTitle('Sign in · Police Partnerships');
  await expectSound(page);
});

test('a wrong password is refused in words, and the form stays', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('nobody@example.gov');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('The email or the password is wrong. Try again.');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expectSound(page);
});

test('a chosen theme is there before the first paint of the next visit', async ({ page }) => {
  await page.goto('/sign-in');
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the site says whose it is, and a missing file is missing', async ({ page, request }) => {
  await page.goto('/sign-in');
  await expect(page.getByText('This is not an official U.S. government website.')).toBeVisible();
  expect((await request.get('/assets/gone-12345678.js')).status()).toBe(404);
});
