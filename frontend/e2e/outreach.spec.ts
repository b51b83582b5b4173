import { question } from './stories';
import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'coordinator' });

test('the screens of what an agency is asked are sound', async ({ page, as }) => {
  const coordinator = await as('coordinator');
  const answered = await coordinator.first('outreach', { status: 'accepted' });
  const offered = await coordinator.get(`outreach/${answered.id}`);
  const { title } = offered.data.request as { title: string };
  await expectScreens(page, [
    ['/outreach', 'Asked of you'],
    ['/outreach?status=withdrawn', 'Asked of you'],
    [`/outreach/${answered.id}`, title],
  ]);
});

test('a no is one press, and the page says plainly that it has no consequence', { tag: '@once' }, async ({ page, as }) => {
  const { id, title } = await question(as, 'To decline');
  await page.goto(`/outreach/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('A no has no consequence.')).toBeVisible();
  await page.getByRole('radio', { name: /Not this time/ }).check();
  await expect(page.getByLabel(/Reason/)).toBeVisible();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Send: not this time' }).click();
  await expect(page.getByRole('main').getByText('Declined').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0);
});

test('a yes leads to the offer, which is made on the same page', { tag: '@once' }, async ({ page, as }) => {
  const { id } = await question(as, 'To accept');
  await page.goto(`/outreach/${id}`);
  // By keyboard alone: the choice is a radio group, the way to send it a button.
  await page.getByRole('radio', { name: /Interested/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Send: we are interested' }).press('Enter');
  const offer = page.getByRole('region', { name: 'Make an offer' });
  await expect(offer).toBeVisible();
  await settled(page);
  await expectSound(page);
});
