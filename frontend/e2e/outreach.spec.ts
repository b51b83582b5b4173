import { stateFile } from './people';
import { question } from './stories';
import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'coordinator' });

const usd = (amount: string) => ({ amount, currency: 'USD' });

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

test('a yes leads to the offer, which starts from a package, is changed, and is compared', { tag: '@once' }, async ({ page, as, browser }) => {
  const { id, title, requestId } = await question(as, 'From a package');
  const coordinator = await as('coordinator');
  const agency = await coordinator.first('agencies');
  const name = `Course ${Date.now()}`;
  await coordinator.post(`agencies/${agency.id}/capability-packages`, {
    name,
    modality: 'overseas_train',
    officers: 2,
    days: 3,
    cost_lines: [
      { category: 'airfare', description: 'Return flight', amount: usd('640.50') },
      { category: 'lodging', description: 'Hotel', amount: usd('900.00') },
    ],
  });
  await page.goto(`/outreach/${id}`);
  // By keyboard alone: the choice is a radio group, the way to send it a button.
  await page.getByRole('radio', { name: /Interested/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Send: we are interested' }).press('Enter');
  const form = page.getByRole('region', { name: 'Make an offer' });
  await form.getByLabel(/Start from a package/).selectOption({ label: `${name}, $1,540.50` });
  await expect(form.getByText(/The request asks for 1 person: check the costs/)).toBeVisible();
  await expect(form.getByLabel('Amount')).toHaveCount(2);
  await form.getByLabel('Amount').last().fill('450.00');
  await expect(form.getByText('$1,090.50')).toBeVisible();
  await form.getByRole('group', { name: 'Officers' }).getByRole('checkbox').first().check();
  await expectSound(page);
  await form.getByRole('button', { name: 'Send offer' }).click();
  const made = page.getByRole('region', { name: 'The offer' });
  await expect(made).toContainText(name);
  await expect(made).toContainText('$1,090.50');

  const staff = await browser.newContext({ storageState: stateFile('program') });
  const board = await staff.newPage();
  await board.goto(`/requests/${requestId}?tab=offers`);
  await expect(board.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const offer = board.getByRole('article');
  await expect(offer).toContainText(name);
  await expect(offer).toContainText(/\d working day/);
  await settled(board);
  await expectSound(board);
  await offer.getByRole('button', { name: 'Pass over' }).click();
  await board.getByRole('dialog').getByRole('button', { name: 'Pass over' }).click();
  await expect(offer).toContainText('Not selected');
  await staff.close();
});
