import { expect, expectScreens, expectSound, settled, test } from './support';

test('an agency asks about partnership without an account', { tag: '@once' }, async ({ page, as }) => {
  const name = `Demo Enquirer Police ${Date.now()}`;
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Ask about partnership' }).click();
  await page.getByRole('button', { name: 'Send enquiry' }).click();
  await expect(page.getByText('Name the agency.')).toBeVisible();
  await settled(page);
  await expectSound(page);
  await page.getByLabel('Agency', { exact: true }).fill(name);
  await page.getByLabel('State or territory').selectOption('MN');
  await page.getByLabel('Your name').fill('Demo contact');
  await page.getByLabel('Email').fill('contact@example.org');
  await page.getByLabel('What would you like to know or to offer?').fill('What would taking part ask of us?');
  await page.getByRole('button', { name: 'Send enquiry' }).click();
  await expect(page.getByText('We have your enquiry')).toBeVisible();
  const program = await as('program');
  const kept = await program.first('enquiries', { q: name });
  expect(kept.status).toBe('new');
});

test.describe('triage', () => {
  test.use({ role: 'program' });

  test('the queue and an enquiry are sound', async ({ page, as }) => {
    const enquiry = await (await as('program')).first('enquiries', { sort: 'received_at' });
    await expectScreens(page, [
      ['/enquiries', 'Enquiries'],
      [`/enquiries/${enquiry.id}`, String(enquiry.agency_name)],
    ]);
  });

  test('an agency that is known is not added a second time', { tag: '@once' }, async ({ page, as }) => {
    const enquiry = await (await as('program')).first('enquiries', { q: 'Demo City Police Department', status: 'new' });
    await page.goto(`/enquiries/${enquiry.id}`);
    await page.getByRole('button', { name: 'Take' }).click();
    await expect(page.getByText('In triage').first()).toBeVisible();
    await page.getByRole('button', { name: 'Add the agency' }).click();
    await expect(page.getByText('It is known already: it will not be added a second time.')).toBeVisible();
    await settled(page);
    await expectSound(page);
    await page.getByRole('button', { name: 'Use this agency' }).click();
    await expect(page.getByText(/This enquiry belongs to Demo City Police Department/)).toBeVisible();
  });
});
