import type { Browser, Page } from '@playwright/test';
import { stateFile, type Role } from './people';
import { openRequest } from './stories';
import { expect, settled, test, type Caller } from './support';

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** A window of a person's own. */
async function windowOf(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({ storageState: stateFile(role) });
  return context.newPage();
}

/** The agency's obligation with the most money left, and the instrument that it is under. */
async function funding(finance: Caller, agencyId: string): Promise<{ instrument_id: string; obligation_id: string }> {
  const obligation = await finance.first('obligations', { agency_id: agencyId, status: 'open', sort: '-unliquidated' });
  return { instrument_id: (obligation.instrument as { id: string }).id, obligation_id: obligation.id };
}

/** Records every missing item of the readiness matrix that this person may record. */
async function recordMissing(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (;;) {
    await expect(page.getByRole('table')).toBeVisible();
    await settled(page);
    const record = page.getByRole('cell').filter({ hasText: 'Missing' }).getByRole('button', { name: /^Record/ }).first();
    if ((await record.count()) === 0) return;
    const name = (await record.getAttribute('aria-label')) ?? '';
    await record.click();
    await dialog.getByLabel('Issued on').fill(day(-40));
    await dialog.getByLabel('Expires on').fill(day(400));
    await dialog.getByRole('button', { name: 'Record item' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('cell').filter({ hasText: 'Missing' }).getByRole('button', { name })).toHaveCount(0);
  }
}

test('a post raises a need, answers what is asked about it, and it is submitted', { tag: '@once' }, async ({ browser, as }) => {
  const page = await windowOf(browser, 'post');
  const title = `Crash scenes ${Date.now()}`;
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Raise a request' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('The need').fill('Two instructors for the traffic division.');
  await dialog.getByLabel('Required expertise').fill('crash');
  await dialog.getByRole('listbox').getByRole('option').first().click();
  await dialog.getByLabel('First day').fill(day(220));
  await dialog.getByLabel('Last day').fill(day(224));
  await dialog.getByLabel('Officers needed').fill('2');
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByRole('button', { name: 'Submit' })).toHaveCount(0);

  const program = await as('program');
  const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await program.post(`requests/${id}/clarifications`, { question: 'Which units take part?' });
  await page.goto('/');
  await page.getByRole('region', { name: 'Needs your attention' }).getByRole('link', { name: 'Which units take part?' }).click();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('dialog').getByLabel('Answer').fill('The highway patrol.');
  await page.getByRole('dialog').getByRole('button', { name: /answer/i }).last().click();
  await expect(page.getByRole('main')).toContainText('The highway patrol.');
  await settled(page);
});

test('a coordinator answers, offers, and gets the officer ready; the post agrees, runs it and reports', { tag: '@once' }, async ({ browser, as }) => {
  const [coordinator, program, finance] = [await as('coordinator'), await as('program'), await as('finance')];
  const agency = await coordinator.first('agencies');
  const { data: officer } = await coordinator.post('officers', { name: `Demo Officer ${Date.now()}`, languages: ['es'] });
  const { id: requestId, title } = await openRequest(as, 'Highway patrol', 0, 40);
  await program.post(`requests/${requestId}/matches`);
  await program.post('outreach', { request_id: requestId, agency_id: agency.id, chosen_reason: 'Known to the post.' });

  // The coordinator finds the question, says yes and offers.
  const page = await windowOf(browser, 'coordinator');
  await page.goto('/');
  await page.getByRole('region', { name: 'Asked of you' }).getByRole('link', { name: title }).click();
  await page.getByRole('radio', { name: /Interested/ }).check();
  await page.getByRole('button', { name: 'Send: we are interested' }).click();
  const offer = page.getByRole('region', { name: 'Make an offer' });
  await offer.getByLabel(officer.name as string).check();
  // One day only: the agency stays free for the rest of the window.
  await offer.getByLabel('To', { exact: true }).fill(day(0));
  await offer.getByLabel('What').fill('Flights');
  await offer.getByLabel('Amount').fill('1,200');
  await offer.getByRole('button', { name: 'Send offer' }).click();
  await expect(page.getByRole('main').getByText('Offered').first()).toBeVisible();

  // The programme accepts and funds it; papers that are its own gates are waived.
  const made = await program.first('offers', { request_id: requestId });
  await program.act(`offers/${made.id}`, 'accept');
  const activity = await program.first('activities', { request_id: requestId });
  const address = `activities/${activity.id}`;
  await program.patch(address, await funding(finance, agency.id));
  await program.act(address, 'ready');

  // The coordinator records what the officer holds.
  await page.goto(`/activities/${activity.id}?tab=readiness`);
  await recordMissing(page);
  await expect(page.getByRole('cell').filter({ hasText: 'Missing' })).toHaveText(/The post must clear every visit/);

  // The post is told, agrees, and records its clearance.
  const post = await windowOf(browser, 'post');
  await post.goto('/');
  await post.getByRole('region', { name: 'Needs your attention' }).getByRole('link', { name: title }).first().click();
  await post.getByRole('button', { name: 'Concur' }).click();
  await post.getByRole('dialog').getByRole('button', { name: 'Concur' }).click();
  await expect(post.getByRole('button', { name: 'Concur' })).toHaveCount(0);
  await post.getByRole('tab', { name: 'Readiness' }).click();
  await recordMissing(post);
  await expect(post.getByRole('table')).toContainText('Ready');

  await program.act(address, 'authorize');
  await expect(async () => expect((await program.get(address)).data.status).toBe('active')).toPass({ timeout: 120_000 });
  await post.reload();
  await post.getByRole('button', { name: 'Record attendance' }).click();
  await post.getByRole('dialog').getByLabel('People who took part').fill('18');
  await post.getByRole('dialog').getByRole('button', { name: 'Record attendance' }).click();
  await post.getByRole('button', { name: 'Finish' }).click();
  await post.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  await expect(post.getByRole('main').getByText('Completed').first()).toBeVisible();
  await post.goto('/');
  await post.getByRole('region', { name: 'Needs your attention' }).getByRole('link', { name: title }).click();
  await post.getByLabel('What was done').fill('Eighteen investigators trained.');
  await post.getByRole('button', { name: 'Hand in report' }).click();
  await expect(post.getByRole('main')).toContainText('Waits for acceptance');
});

test('an officer claims what was spent and hands it in', { tag: '@once' }, async ({ browser, as }) => {
  const officer = await as('officer');
  const activity = await officer.first('activities', { status: 'completed' });
  const page = await windowOf(browser, 'officer');
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Activities' }).click();
  await page.getByRole('table').getByRole('link', { name: activity.title as string, exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: 'Claims' }).click();
  await page.getByRole('button', { name: 'New claim' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  await page.getByRole('button', { name: 'Add the first line' }).click();
  await dialog.getByLabel('Category').selectOption('Visa fee');
  await dialog.getByLabel('Description').fill('Entry permit');
  // No cent twice: the same amount on the same day would be a duplicate of an earlier run.
  await dialog.getByLabel('Amount').fill((40 + (Date.now() % 3000) / 100).toFixed(2));
  await dialog.getByRole('button', { name: 'Add line' }).click();
  await page.getByRole('button', { name: 'Hand in' }).click();
  await dialog.getByLabel(/I certify/).check();
  await dialog.getByRole('button', { name: 'Certify and hand in' }).click();
  await expect(page.getByRole('main').getByText('Submitted').first()).toBeVisible();
});
