import { credentials } from './people';
import { expect, expectSound, test } from './support';

// Asking who is signed in is answered 401 as long as nobody is.
test.use({ provokes: [401, 404] });

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

test('signing in leads to the page that was wanted, signing out back to the door', { tag: '@once' }, async ({ page }) => {
  const { email, password } = credentials('auditor');
  await page.goto('/countries?q=mex');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Mexico' })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?q=mex');
  await page.getByRole('button', { name: /Auditor/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/agencies');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
