import { expect, expectScreens, settled, test } from './support';

// A report that nobody has written yet is answered 404.
test.use({ role: 'program', provokes: [404] });

test('the screens of activities are sound', async ({ page, as }) => {
  const program = await as('program');
  const of = async (status: string) => {
    const { id, title } = await program.first('activities', { status });
    return [`/activities/${id}`, title as string] as const;
  };
  const [active, planning, closed] = [await of('active'), await of('planning'), await of('closed')];
  await expectScreens(page, [
    ['/activities', 'Activities'],
    ['/activities?status=cancelled', 'Activities'],
    active,
    planning,
    [`${active[0]}?tab=timeline`, active[1]],
    [`${closed[0]}?tab=report`, closed[1]],
  ]);
});

test('filters by status and by day live in the address', { tag: '@once' }, async ({ page }) => {
  await page.goto('/activities');
  await settled(page);
  await page.getByRole('navigation', { name: 'Views of the list' }).getByRole('link', { name: 'In progress' }).click();
  await expect(page).toHaveURL(/status=active/);
  await expect(page.getByRole('link', { name: 'Interview techniques mentoring' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Interview techniques mentoring' })).toBeVisible();
  await page.getByRole('link', { name: 'Interview techniques mentoring' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page).toHaveURL(/tab=timeline/);
  await expect(page.getByRole('tabpanel')).toContainText('In progress');
  await page.goBack();
  await expect(page).toHaveURL(/status=active/);
});

test.describe('the post', () => {
  test.use({ role: 'post' });
  test('sees its own activities', async ({ page }) => {
    await expectScreens(page, [['/activities', 'Activities'], ['/requests', 'Requests']]);
  });
});
