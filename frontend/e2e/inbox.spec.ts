import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'program' });

test('the inbox and how one is told are sound', async ({ page }) => {
  await expectScreens(page, [
    ['/inbox', 'Inbox'],
    ['/inbox?unread=true&topic=claims', 'Inbox'],
    ['/profile', 'Your profile'],
  ]);
});

test('a message leads to what is to be done, and is read then', { tag: '@once' }, async ({ page, as }) => {
  const message = await (await as('program')).first('notifications', { unread: 'true' });
  await page.goto('/inbox?unread=true');
  await page.getByRole('link', { name: String(message.title) }).first().click();
  await expect(page).toHaveURL(String(message.link));
  await expect
    .poll(async () => (await (await as('program')).get(`notifications/${message.id}`)).data.read_at)
    .not.toBeNull();
});

test('a topic is told once a day from now on', { tag: '@once' }, async ({ page }) => {
  await page.goto('/profile');
  const card = page.getByRole('region', { name: 'How you are told' });
  await card.getByLabel('Claims').selectOption('daily_digest');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved how you are told')).toBeVisible();
  await settled(page);
  await expectSound(page);
  await page.reload();
  await expect(card.getByLabel('Claims')).toHaveValue('daily_digest');
});
