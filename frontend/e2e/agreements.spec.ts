import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'program' });

test('the screens of agreements are sound', async ({ page, as }) => {
  const program = await as('program');
  const active = await program.first('mous', { status: 'active' });
  const { data } = await program.get(`mous/${active.id}`);
  const heading = data.title as string;
  const nextYear = new Date().getUTCFullYear() + 1;
  await expectScreens(page, [
    ['/mous', 'Agreements'],
    ['/mous?status=suspended', 'Agreements'],
    ['/mous?renewal_due=true', 'Agreements'],
    [`/mous?view=calendar&year=${nextYear}`, 'Agreements'],
    [`/mous/${active.id}`, heading],
    [`/mous/${active.id}?tab=clauses`, heading],
    [`/mous/${active.id}?tab=papers`, heading],
    [`/mous/${active.id}?tab=work`, heading],
    [`/mous/${active.id}?tab=history`, heading],
  ]);
});

test('an amendment changes clauses from its day on, and the text of any day can be read', { tag: '@once' }, async ({ page, as }) => {
  const program = await as('program');
  const { id } = await program.first('mous', { status: 'active', sort: '-number' });
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`/mous/${id}?tab=papers`);
  await page.getByRole('button', { name: 'Amend or renew' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it changes').fill('Notice is longer and lodging is capped.');
  await dialog.getByLabel('INL signed on').fill(today);
  await dialog.getByLabel('The agency signed on').fill(today);
  await dialog.getByLabel('Signed text').setInputFiles({ name: 'text.pdf', mimeType: 'application/pdf', buffer: Buffer.from('the signed text') });
  await dialog.getByLabel(/It changes clauses/).check();
  await dialog.getByLabel(/Days of notice/).fill('75');
  await dialog.getByRole('button', { name: 'Add a cap' }).click();
  await dialog.getByLabel('At most').fill('9,000.00');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Record amendment' }).click();
  await expect(dialog).toBeHidden();
  const amendment = page.getByRole('listitem').filter({ hasText: 'Notice is longer and lodging is capped.' });
  await expect(amendment).toContainText('75');
  await expect(amendment).toContainText('$9,000.00');

  await page.getByRole('tab', { name: 'Clauses' }).click();
  await expect(page.getByText('75 days')).toBeVisible();
  await page.getByLabel('In force on').fill('2025-12-01');
  await expect(page).toHaveURL(/on=2025-12-01/);
  await expect(page.getByText('75 days')).toHaveCount(0);
});

test('ends of a year stand in its calendar, and the year is in the address', { tag: '@once' }, async ({ page, as }) => {
  const program = await as('program');
  const row = await program.first('mous', { status: 'active', sort: 'last_on' });
  const year = Number((row.last_on as string).slice(0, 4));
  await page.goto(`/mous?view=calendar&year=${year - 1}`);
  await page.getByRole('button', { name: `Show ${year}` }).click();
  await expect(page).toHaveURL(new RegExp(`year=${year}`));
  await settled(page);
  await page.getByRole('link', { name: (row.agency as { name: string }).name }).click();
  await expect(page).toHaveURL(new RegExp(row.id));
});
