import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { stateFile, type Role } from './people';
import { day, openRequest } from './stories';
import { expect, expectSound, settled, test, type Caller } from './support';

type As = (role: Role) => Promise<Caller>;

interface Done {
  id: string;
  title: string;
  officer: string;
  place: string;
  obligation: { id: string; document_number: string };
}

const [FIRST, LAST] = [-6, -2];
const FUNDS = '50000.00';

async function windowOf(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({ storageState: stateFile(role) });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** An activity of one officer, completed, at a place with a maximum of 210.00 and 100.00 a day, and money of its own. */
async function completed(as: As): Promise<Done> {
  const [coordinator, program, finance, post] = [await as('coordinator'), await as('program'), await as('finance'), await as('post')];
  const stamp = `${Date.now()}`;
  const place = `Traffic academy ${stamp} (illustrative rate)`;
  await finance.post('rates/per-diem', {
    country: 'GTM',
    location: place,
    lodging: { amount: '210.00' },
    mie: { amount: '100.00' },
    effective_from: day(-90),
    source: 'Illustrative rate of a test',
  });
  const agency = await coordinator.first('agencies');
  const { data: officer } = await coordinator.post('officers', { name: `Demo Traveller ${stamp}`, languages: ['es'] });
  const { id: requestId, title } = await openRequest(as, 'Crash investigation', -70, 0);
  await program.post(`requests/${requestId}/matches`);
  const { data: asked } = await program.post('outreach', { request_id: requestId, agency_id: agency.id, chosen_reason: 'Known to the post.' });
  await coordinator.act(`outreach/${asked.id}`, 'reply', { answer: 'interested' });
  const { data: offer } = await coordinator.post('offers', {
    outreach_id: asked.id,
    officers: [officer.id],
    starts_on: day(FIRST),
    ends_on: day(LAST),
    cost_lines: [{ category: 'lodging', description: 'Hotel', amount: { amount: '900.00' } }],
  });
  await program.act(`offers/${offer.id}`, 'accept');
  const activity = await program.first('activities', { request_id: requestId });
  const mou = await program.first('mous', { agency_id: agency.id, status: 'active' });
  const { data: instrument } = await program.post('instruments', {
    agency_id: agency.id,
    mou_id: mou.id,
    number: `TEST${stamp}`,
    kind: 'invitational_travel',
    regime: 'travel_claim',
    ceiling: { amount: FUNDS, currency: 'USD' },
    performance_starts_on: day(-90),
    performance_ends_on: day(300),
  });
  await program.act(`instruments/${instrument.id}`, 'sign');
  const number = `OBL-T-${stamp}`;
  const { data: obligation } = await finance.post('obligations', {
    instrument_id: instrument.id,
    document_number: number,
    fund: 'INCLE',
    amount: { amount: FUNDS, currency: 'USD' },
    available_from: day(-300),
    available_to: day(300),
  });
  const address = `activities/${activity.id}`;
  await program.patch(address, { instrument_id: instrument.id, obligation_id: obligation.id });
  await program.act(address, 'ready');
  const [assignment] = (await program.get(`${address}/assignments`)).data.items as { id: string }[];
  const readiness = `${address}/assignments/${assignment?.id}/readiness`;
  for (const { type, item } of (await post.get(readiness)).data.items as { type: string; item: { version: number } }[])
    await post.put(`${readiness}/${type}`, { issued_on: day(-40), expires_on: day(400), evidence: 'On file' }, `"${item.version}-00000000"`);
  await post.act(address, 'concur');
  await program.act(address, 'authorize');
  await expect(async () => expect((await program.get(address)).data.status).toBe('active')).toPass({ timeout: 120_000 });
  await post.act(address, 'attendance', { people: 30 });
  await post.act(address, 'finish');
  return { id: activity.id, title, officer: officer.name as string, place, obligation: { id: obligation.id, document_number: number } };
}

const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved \d/ })).toBeVisible();

async function enterTrip(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: 'Lay out the trip' }).click();
  for (const [name, on, from, to] of [
    ['Way there', day(FIRST), 'Home', place],
    ['Way home', day(LAST), place, 'Home'],
  ] as const) {
    const leg = page.getByRole('group', { name });
    await leg.getByLabel('From').fill(from);
    await leg.getByLabel('To', { exact: true }).fill(to);
    await leg.getByLabel('Departs, local time').fill(`${on}T08:00`);
    await leg.getByLabel('Arrives, local time').fill(`${on}T16:00`);
    await leg.getByLabel('Time zone there').fill('UTC');
    await leg.getByLabel('Time zone on arrival').fill('UTC');
  }
  await page.getByLabel('Time zone at home').fill('UTC');
  const grid = page.getByRole('table', { name: /Days of the trip/ });
  await expect(grid.getByRole('textbox', { name: /^Lodging/ })).toHaveCount(5);
  for (const [night, amount] of ['198.00', '198.00', '226.50', '226.50'].entries()) {
    await grid.getByRole('textbox', { name: /^Lodging/ }).nth(night).fill(amount);
    await grid.getByRole('checkbox', { name: /^Receipt/ }).nth(night).check();
  }
  await grid.getByRole('checkbox', { name: /^Lunch/ }).nth(1).check();
  for (const meal of [/^Breakfast/, /^Lunch/, /^Dinner/]) await grid.getByRole('checkbox', { name: meal }).nth(3).check();
  await saved(page);
  const totals = grid.getByRole('row').last();
  await expect(totals).toContainText('$816.00');
  await expect(totals).toContainText('of $849.00 claimed');
  await expect(totals).toContainText('$345.00');
}

async function addLine(page: Page, category: string, description: string, amount: string, quantity?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add line' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a line' });
  await dialog.getByLabel('Category').selectOption(category);
  await dialog.getByLabel('Day', { exact: true }).fill(day(FIRST));
  await dialog.getByLabel('Description').fill(description);
  if (quantity) await dialog.getByLabel('Miles').fill(quantity);
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByRole('button', { name: 'Add line' }).click();
  await expect(dialog).toHaveCount(0);
}

test('a claim is filled and paid on the screens: 1,345.65 of 1,378.65', { tag: '@once' }, async ({ browser, as }) => {
  const activity = await completed(as);
  let reference = '';
  let address = '';

  await test.step('the coordinator writes it, with a receipt, and hands it in', async () => {
    const page = await windowOf(browser, 'coordinator');
    await page.goto(`/activities/${activity.id}`);
    await page.getByRole('main').getByRole('link', { name: 'Claims' }).click();
    await page.getByRole('button', { name: 'New claim' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^From\b/).fill(day(FIRST));
    await dialog.getByLabel(/^To\b/).fill(day(LAST));
    await dialog.getByLabel(/^Who is paid/).fill(activity.officer);
    await dialog.getByRole('option', { name: activity.officer }).click();
    await dialog.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^CLM-/ })).toBeVisible();
    reference = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    address = new URL(page.url()).pathname;
    await enterTrip(page, activity.place);
    await addLine(page, 'Mileage', 'To the airport and back', '24.65', '34');
    await addLine(page, 'Visa fee', 'Visa', '160.00');
    await page.getByLabel('Files of receipts').setInputFiles({ name: 'visa.png', mimeType: 'image/png', buffer: await page.screenshot() });
    const receipts = page.getByRole('list', { name: 'Receipts of the claim' });
    await receipts.getByRole('button', { name: 'Attach visa.png to a line' }).click();
    await page.getByRole('menuitem', { name: /: Visa$/ }).click();
    await expect(receipts.getByText(/^Line \d+/)).toBeVisible();
    await expect(page.getByText('11 lines, $1,378.65 claimed')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.getByRole('dialog').getByLabel('Signatory').fill('Agency coordinator');
    await page.getByRole('dialog').getByLabel(/^I certify/).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Certify and hand in' }).click();
    await expect(page.getByRole('main').getByText('Submitted', { exact: true }).first()).toBeVisible();
  });

  await test.step('the programme endorses it', async () => {
    const page = await windowOf(browser, 'program');
    await page.goto(address);
    await page.getByRole('button', { name: 'Begin review' }).click();
    await page.getByRole('button', { name: 'Endorse' }).click();
    await expect(page.getByText('Endorsed: finance reviews it next')).toBeVisible();
  });

  await test.step('finance decides it by keyboard, the receipt beside its line', async () => {
    const page = await windowOf(browser, 'finance');
    await page.goto(address);
    await settled(page);
    const pane = page.getByRole('region', { name: 'The claim and its decision' });
    await expect(pane.getByRole('listitem').filter({ hasText: '$226.50' })).toHaveCount(2);
    await page.getByRole('heading', { level: 1 }).focus();
    for (let line = 1; line <= 11; line += 1) {
      if (line > 1) await page.keyboard.press('n');
      await expect(pane.getByRole('group', { name: `Decision on line ${line}` })).toBeVisible();
      await page.keyboard.press('a');
    }
    await expect(page.getByRole('img', { name: /visa\.png/ })).toBeVisible();
    // It is there to be read, and not pressed together by what is below it.
    expect((await page.getByRole('region', { name: 'Receipt visa.png' }).boundingBox())?.height).toBeGreaterThan(150);
    await expect(pane.getByRole('status').filter({ hasText: 'Reimburse' })).toContainText('$1,345.65');
    await expectSound(page);
    await pane.getByRole('button', { name: 'Decide' }).press('Enter');
    await expect(page.getByRole('main').getByText('Partly approved').first()).toBeVisible();
  });

  let runAddress = '';
  let file = '';
  await test.step('another person certifies it and hands it to the Treasury', async () => {
    const page = await windowOf(browser, 'certifier');
    await page.goto('/certification');
    await page.getByRole('table').getByRole('link', { name: reference }).click();
    await page.getByRole('button', { name: 'Certify for payment' }).click();
    await page.getByRole('dialog').getByLabel(/^I have read this/).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Certify for payment' }).click();
    await expect(page.getByText(`${reference} certified for payment`)).toBeVisible();
    await page.goto('/payment-runs?view=to-pay');
    await page.getByRole('checkbox', { name: reference }).check();
    await expect(page.getByText('1 claim chosen: $1,345.65')).toBeVisible();
    await page.getByRole('button', { name: 'Make payment run' }).click();
    await page.getByRole('button', { name: 'Send run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send run' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download file' }).click()]);
    file = await readFile(await download.path(), 'utf8');
    runAddress = new URL(page.url()).pathname;
  });

  await test.step('the answer of the Treasury comes as a file, once wrong and once right', async () => {
    const page = await windowOf(browser, 'finance');
    const [names, payment] = file.split('\r\n');
    const answer = (on: string) => ({
      name: 'answer.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${names},treasury_reference,on\r\n${payment},TRS-${reference},${on}\r\n`),
    });
    await page.goto(runAddress);
    await page.getByRole('button', { name: 'Upload answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload the Treasury’s answer' });
    await dialog.getByLabel('File').setInputFiles(answer('yesterday'));
    await dialog.getByRole('button', { name: 'Take answer' }).click();
    await expect(dialog.getByText(`Line 2, ${reference}: \`on\` 'yesterday': Write the day as 2026-09-28.`)).toBeVisible();
    await expectSound(page);
    await dialog.getByLabel('File').setInputFiles(answer(day(0)));
    await dialog.getByRole('button', { name: 'Take answer' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('main').getByText('Confirmed').first()).toBeVisible();
    await expectSound(page);

    await page.goto(address);
    await expect(page.getByRole('main').getByText('Paid', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('main')).toContainText('$1,345.65');
    await page.goto(`/obligations/${activity.obligation.id}`);
    await expect(page.getByRole('heading', { level: 1, name: activity.obligation.document_number })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('$48,654.35');
  });
});
