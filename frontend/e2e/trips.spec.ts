import type { Browser, Page } from '@playwright/test';
import { stateFile } from './people';
import { expect, expectSound, settled, test, type Caller } from './support';

interface Draft {
  id: string;
  first: string;
  last: string;
  place: string;
}

/** A new draft after a withdrawn claim of the agency: for its days, its officer and its place. */
async function draftOf(coordinator: Caller): Promise<Draft> {
  const found = await coordinator.first('claims', { status: 'withdrawn', kind: 'travel_voucher' });
  const { data } = await coordinator.get(`claims/${found.id}/review`);
  const period = data.period as { starts_on: string; ends_on: string };
  const { data: draft } = await coordinator.post('claims', {
    activity_id: (data.activity as { id: string }).id,
    kind: 'travel_voucher',
    period,
    officer_id: (data.officer as { id: string }).id,
  });
  const place = (data.lines as { location: string | null }[]).find(({ location }) => location)?.location ?? '';
  return { id: draft.id, first: period.starts_on, last: period.ends_on, place };
}

const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved \d/ })).toBeVisible();

async function layOut(page: Page, { first, last, place }: Draft): Promise<void> {
  const lay = page.getByRole('button', { name: 'Lay out the trip' });
  await expect(lay.or(page.getByRole('group', { name: 'Way there' }))).toBeVisible();
  if (await lay.isVisible()) await lay.click();
  const [out, home] = [page.getByRole('group', { name: 'Way there' }), page.getByRole('group', { name: 'Way home' })];
  for (const [leg, day, from, to] of [
    [out, first, 'Home', place],
    [home, last, place, 'Home'],
  ] as const) {
    await leg.getByLabel('From').fill(from);
    await leg.getByLabel('To', { exact: true }).fill(to);
    await leg.getByLabel('Departs, local time').fill(`${day}T08:00`);
    await leg.getByLabel('Arrives, local time').fill(`${day}T16:00`);
    await leg.getByLabel('Time zone there').fill('UTC');
    await leg.getByLabel('Time zone on arrival').fill('UTC');
  }
  await page.getByLabel('Time zone at home').fill('UTC');
  await saved(page);
}

async function other(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: stateFile('coordinator') });
  return context.newPage();
}

test.describe('a trip', { tag: '@once' }, () => {
  test.use({ role: 'coordinator', provokes: [412, 0] });

  test('saves itself, says why each day pays what it does, and asks where two people wrote', async ({ page, as, browser, baseURL }) => {
    const draft = await draftOf(await as('coordinator'));
    await page.goto(`/claims/${draft.id}`);
    await settled(page);
    await layOut(page, draft);
    const grid = page.getByRole('table', { name: /Days of the trip/ });
    await expect(grid.getByRole('row')).not.toHaveCount(0);
    await expectSound(page);

    // As in a spreadsheet: Enter goes down, Ctrl+D takes the cell above, a block is put in from the cell on.
    const lodging = grid.getByRole('textbox', { name: /^Lodging/ });
    await lodging.first().fill('99.00');
    await lodging.first().press('Enter');
    await expect(lodging.nth(1)).toBeFocused();
    await page.keyboard.press('Control+d');
    await expect(lodging.nth(1)).toHaveValue('99.00');
    await lodging.nth(1).evaluate((cell) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '9000.00\tUSD\tx');
      cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(lodging.nth(1)).toHaveValue('9000.00');
    await expect(grid.getByText(/Lodging is paid at cost up to the locality maximum/)).not.toHaveCount(0);
    await expectSound(page);
    await grid.getByRole('button', { name: /^Why meals/ }).first().click();
    await expect(page.getByRole('dialog', { name: /How the meals/ })).toContainText('41 CFR 301-11');
    await expectSound(page);
    await page.keyboard.press('Escape');

    // Nothing is lost over a reload without a line.
    await page.route('**/trips/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    const note = grid.getByRole('textbox', { name: /^Note/ });
    await note.first().fill('Entered without a line');
    await expect(page.getByRole('status').filter({ hasText: 'Not saved' })).toBeVisible();
    await page.unroute('**/trips/**');
    await page.reload();
    await settled(page);
    await expect(note.first()).toHaveValue('Entered without a line');
    await saved(page);

    // Two browsers: each one's own fields are kept, and the one that both changed is asked about.
    const beside = await other(browser, baseURL);
    await beside.goto(`/claims/${draft.id}`);
    await expect(beside.getByRole('textbox', { name: /^Lodging/ }).first()).toHaveValue('99.00');
    await beside.getByRole('textbox', { name: /^Lodging/ }).first().fill('101.00');
    await beside.getByRole('textbox', { name: /^Note/ }).nth(1).fill('From the other browser');
    await saved(beside);
    await lodging.first().fill('102.00');
    const dialog = page.getByRole('dialog', { name: 'Someone changed this meanwhile' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('radio')).toHaveCount(2);
    await expectSound(page);
    await dialog.getByRole('radio', { name: /Yours/ }).check();
    await dialog.getByRole('button', { name: 'Keep what is chosen' }).click();
    await expect(lodging.first()).toHaveValue('102.00');
    await expect(note.nth(1)).toHaveValue('From the other browser');
    await saved(page);
    await beside.context().close();

    await page.setViewportSize({ width: 390, height: 844 });
    await expectSound(page);
  });
});
