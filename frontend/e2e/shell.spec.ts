import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('the frame', { tag: '@once' }, () => {
  test.use({ role: 'program' });

  test('the palette opens by keyboard, finds a record and goes there', async ({ page }) => {
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Find a record or a page' });
    await expect(box).toBeFocused();
    await expectSound(page);
    await page.keyboard.type('activ');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/activities$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Activities' })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Find by title or reference' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Demo Harbor');
    await page.getByRole('option', { name: /Demo Harbor Police/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Demo Harbor Police' })).toBeVisible();
  });

  test('escape closes the palette and gives the focus back', async ({ page }) => {
    await page.goto('/agencies');
    await settled(page);
    await page.getByRole('button', { name: /Find a record or a page/ }).first().focus();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a record or a page' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /Find a record or a page/ }).first()).toBeFocused();
  });

  test('the theme is chosen in the account menu and stays', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/');
    await settled(page);
    const surface = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue('background-color') + getComputedStyle(document.documentElement).backgroundColor);
    const light = await surface();
    await page.getByRole('button', { name: /Program officer/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).or(page.getByRole('menuitem', { name: 'Dark' })).or(page.getByRole('menuitemcheckbox', { name: 'Dark' })).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await surface()).not.toBe(light);
    await page.reload();
    await settled(page);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('the skip link is the first stop and leads to the content', async ({ page }) => {
    await page.goto('/agencies');
    await settled(page);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /Skip/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#content')).toBeFocused();
  });
});

test.describe('navigation by role', { tag: '@once' }, () => {
  const seen = { program: ['Agencies', 'Requests', 'Claims'], coordinator: ['Asked of you', 'Officers', 'Claims'], post: ['Requests', 'Activities'], officer: ['Activities'] } as const;
  const unseen = { program: ['Asked of you'], coordinator: ['Obligations'], post: ['People', 'Asked of you'], officer: ['Asked of you', 'People', 'Obligations'] } as const;
  for (const role of Object.keys(seen) as (keyof typeof seen)[]) {
    test.describe(role, () => {
      test.use({ role });
      test('shows what the person may use', async ({ page }) => {
        await page.goto('/');
        const rail = page.getByRole('navigation', { name: 'Main', exact: true });
        for (const name of seen[role]) await expect(rail.getByRole('link', { name, exact: true })).toBeVisible();
        for (const name of unseen[role]) await expect(rail.getByRole('link', { name, exact: true })).toHaveCount(0);
      });
    });
  }
});

test.describe('what cannot be shown', () => {
  test.describe('an address without a page', () => {
    test.use({ role: 'program' });
    test('is said inside the frame, with a way on', async ({ page }) => {
      await expectScreens(page, [['/nowhere', 'Page not found']]);
      await page.getByRole('link', { name: 'Go to the overview' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Partnerships overview' })).toBeVisible();
    });
  });

  test.describe('a record that is not there', () => {
    test.use({ role: 'program', provokes: [404] });
    test('is said with the number of the request', async ({ page }) => {
      for (const place of ['agencies', 'requests', 'activities', 'claims', 'mous', 'outreach', 'countries', 'officers']) {
        await page.goto(`/${place}/00000000-0000-7000-8000-000000000000`);
        const alert = page.getByRole('main').getByRole('alert');
        await expect(alert).toContainText('Nothing here');
        await expect(alert.locator('code')).toHaveText(/^[\w-]{8,}$/);
      }
      await expectSound(page);
    });
  });

  test.describe('a part that is not for this person', () => {
    test.use({ role: 'coordinator', provokes: [403] });
    test('is said in words, without a button that cannot help', async ({ page }) => {
      await page.goto('/obligations');
      const alert = page.getByRole('main').getByRole('alert');
      await expect(alert).toContainText('You do not have access to this');
      await expect(alert.getByRole('button')).toHaveCount(0);
      await expectSound(page);
    });
  });

  test.describe('a server that cannot be reached', () => {
    test.use({ role: 'program', provokes: [0] });
    test('is said, and trying again helps once it is back', { tag: '@once' }, async ({ page, context }) => {
      await page.goto('/agencies');
      await settled(page);
      await context.setOffline(true);
      await page.getByRole('searchbox', { name: 'Find by name, city or county' }).fill('harbor');
      const alert = page.getByRole('main').getByRole('alert');
      await expect(alert).toContainText('No connection to the server', { timeout: 20_000 });
      await context.setOffline(false);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('link', { name: 'Demo Harbor Police', exact: true })).toBeVisible();
    });
  });
});
