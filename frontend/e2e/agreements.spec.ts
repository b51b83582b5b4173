import { expectScreens, test } from './support';

test.use({ role: 'program' });

test('the screens of agreements are sound', async ({ page, as }) => {
  const program = await as('program');
  const active = await program.first('mous', { status: 'active' });
  const { data } = await program.get(`mous/${active.id}`);
  const heading = data.title as string;
  await expectScreens(page, [
    ['/mous', 'Agreements'],
    ['/mous?status=suspended', 'Agreements'],
    [`/mous/${active.id}`, heading],
    [`/mous/${active.id}?tab=clauses`, heading],
    [`/mous/${active.id}?tab=papers`, heading],
    [`/mous/${active.id}?tab=history`, heading],
  ]);
});
