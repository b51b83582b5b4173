import { expect, expectScreens, expectSound, settled, test } from './support';

test.use({ role: 'program' });

test('the screens of agencies are sound', async ({ page, as }) => {
  const program = await as('program');
  const { id, legal_name: name } = await program.first('agencies', { status: 'partner', sort: 'legal_name' });
  const heading = name as string;
  await expectScreens(page, [
    ['/agencies', 'Agencies'],
    ['/agencies?q=nobody-is-called-so', 'Agencies'],
    [`/agencies/${id}`, heading],
    [`/agencies/${id}?tab=expertise`, heading],
    [`/agencies/${id}?tab=wishes`, heading],
    [`/agencies/${id}?tab=contacts`, heading],
    [`/agencies/${id}?tab=history`, heading],
  ]);
});

test('what is filtered lives in the address: it survives a reload and the way back', { tag: '@once' }, async ({ page }) => {
  await page.goto('/agencies');
  await settled(page);
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByLabel('Find in state').fill('ohio');
  await page.getByRole('checkbox', { name: 'Ohio' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/state=OH/);
  await page.getByRole('searchbox', { name: 'Find by name, city or county' }).fill('demo');
  await expect(page).toHaveURL(/q=demo/);
  const rows = page.getByRole('table', { name: 'Agencies' }).locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Demo State Police');
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('button', { name: /State: Ohio/ })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Find by name, city or county' })).toHaveValue('demo');
  await page.getByRole('link', { name: 'Demo State Police' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Demo State Police' })).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/state=OH/);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).not.toHaveURL(/state=|q=/);
  await expect(rows.nth(4)).toBeVisible();
});

test('sorting and pages live in the address', { tag: '@once' }, async ({ page }) => {
  await page.goto('/agencies');
  await settled(page);
  const first = page.getByRole('table', { name: 'Agencies' }).locator('tbody tr').first();
  await page.getByRole('columnheader', { name: 'Agency' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-legal_name/);
  await expect(page.getByRole('columnheader', { name: 'Agency' })).toHaveAttribute('aria-sort', 'descending');
  await settled(page);
  const top = await first.textContent();
  await page.reload();
  await settled(page);
  await expect(first).toHaveText(top ?? '');
  await page.getByRole('button', { name: /Next/ }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(first).not.toHaveText(top ?? '');
  await page.goBack();
  await expect(first).toHaveText(top ?? '');
});

test('an agency is added, and a mistake is shown beside its field', { tag: '@once' }, async ({ page }) => {
  await page.goto('/agencies');
  await page.getByRole('button', { name: 'Add agency' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add agency' }).click();
  await expect(dialog.locator('[aria-invalid="true"]').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test.describe('the coordinator of an agency', { tag: '@once' }, () => {
  test.use({ role: 'coordinator' });
  test('keeps packages and the days on which it is not available', async ({ page, as }) => {
    const { id } = await (await as('coordinator')).first('agencies');
    await page.goto(`/agencies/${id}?tab=wishes`);
    await settled(page);
    await page.getByRole('button', { name: 'Block days' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First day').fill('2099-03-02');
    await dialog.getByLabel('Last day').fill('2099-03-06');
    await dialog.getByRole('button', { name: 'Block days' }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: /^Free Mar 2/ }).click();
    await expect(page.getByRole('button', { name: /^Free Mar 2/ })).toHaveCount(0);

    const name = `Crash scenes, one week ${Date.now()}`;
    await page.getByRole('button', { name: 'Add package' }).click();
    await expectSound(page);
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('What').fill('Flights');
    await dialog.getByLabel('Amount').fill('1,345.65');
    await expect(dialog.getByRole('status')).toContainText('$1,345.65');
    await dialog.getByRole('button', { name: 'Add package' }).click();
    await expect(page.getByRole('region', { name: 'Capability packages' })).toContainText(name);

    await page.getByRole('button', { name: `Edit ${name}` }).click();
    await expect(dialog.getByLabel('Amount')).toHaveValue('1345.65');
    await dialog.getByLabel('Amount').fill('1,300');
    await dialog.getByRole('button', { name: 'Save package' }).click();
    await expect(page.getByRole('region', { name: 'Capability packages' }).getByRole('listitem').filter({ hasText: name })).toContainText('$1,300.00');
  });
});
