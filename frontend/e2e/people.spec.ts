import { expectScreens, test } from './support';

test.describe('an administrator', () => {
  test.use({ role: 'administrator' });
  test('the screens of people are sound', async ({ page }) => {
    await expectScreens(page, [
      ['/people', 'People'],
      ['/profile', 'Your profile'],
    ]);
  });
});

test.describe('a coordinator', () => {
  test.use({ role: 'coordinator' });
  test('the screens of officers are sound', async ({ page, as }) => {
    const coordinator = await as('coordinator');
    const officer = await coordinator.first('officers');
    await expectScreens(page, [
      ['/officers', 'Officers'],
      [`/officers/${officer.id}`, officer.name as string],
    ]);
  });
});

test.describe('an auditor', () => {
  test.use({ role: 'auditor' });
  test('the page on fair choice is sound', async ({ page }) => {
    await expectScreens(page, [['/fairness', 'Fairness']]);
  });
});
