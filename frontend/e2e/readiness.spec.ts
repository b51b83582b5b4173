import { day, openRequest } from './stories';
import { expect, expectScreens, expectSound, settled, test } from './support';

test.describe('the programme', () => {
  test.use({ role: 'program' });

  test('readiness, itinerary, participants and results of an activity are sound', async ({ page, as }) => {
    const program = await as('program');
    const active = await program.first('activities', { status: 'active' });
    const at = (tab: string) => [`/activities/${active.id}?tab=${tab}`, active.title as string] as const;
    await expectScreens(page, [at('readiness'), at('itinerary'), at('participants'), at('results'), ['/results', 'Results'], ['/results?by=sex', 'Results']]);
  });

  test('training sessions are sound, and offer attendance only when they are over', async ({ page, as }) => {
    const [program, coordinator] = [await as('program'), await as('coordinator')];
    const officer = await coordinator.first('officers', { archived: 'false' });
    const { data: ahead } = await program.post('training-sessions', { name: `Ahead ${Date.now()}`, location: 'Training center', starts_on: day(30), ends_on: day(34), capacity: 5 });
    const { data: over } = await program.post('training-sessions', { name: `Last day ${Date.now()}`, location: 'Training center', starts_on: day(0), ends_on: day(0), capacity: 5 });
    for (const session of [ahead, over]) await coordinator.post(`training-sessions/${session.id}/enrollments`, { officer_id: officer.id });
    await expectScreens(page, [
      ['/training', 'Training'],
      [`/training/${ahead.id}`, ahead.name as string],
    ]);
    await expect(page.getByRole('button', { name: /^Withdraw/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Attended/ })).toHaveCount(0);
    await page.goto(`/training/${over.id}`);
    await page.getByRole('button', { name: `Attended: ${officer.name as string}` }).click();
    await expect(page.getByText('Attended, certified')).toBeVisible();
    await expectSound(page);
  });

  test('what cancelling brings about is shown before it is confirmed', { tag: '@once' }, async ({ page, as }) => {
    const [program, coordinator] = [await as('program'), await as('coordinator')];
    const { id: request, title } = await openRequest(as, 'To cancel');
    const [agency, officer] = [await coordinator.first('agencies'), await coordinator.first('officers', { archived: 'false' })];
    const { data: activity } = await program.post('activities', {
      title,
      modality: 'overseas_train',
      agency_id: agency.id,
      country: 'GTM',
      // Days on which no other test has the officer.
      starts_on: day(310),
      ends_on: day(314),
      request_id: request,
    });
    await program.post(`activities/${activity.id}/assignments`, { officer_id: officer.id });
    await page.goto(`/activities/${activity.id}`);
    await page.getByRole('button', { name: 'More about this activity' }).click();
    await page.getByRole('menuitem', { name: 'Cancel activity…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this activity' });
    await expect(dialog.getByText('1 officer is released and free for other work.')).toBeVisible();
    await expect(dialog.getByText('Ask another agency, or close the request.')).toBeVisible();
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Cancel activity' }).click();
    await expect(dialog.getByText('Say why in a line or two.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('The partner’s course was moved to next year.');
    await dialog.getByRole('button', { name: 'Cancel activity' }).click();
    await expect(page.getByText('Cancelled: The partner’s course was moved to next year.')).toBeVisible();
    await expect(page.getByText('Taken off')).toBeVisible();
  });
});

test.describe('the post', () => {
  test.use({ role: 'post' });

  test('vets somebody from the queue to the approval', async ({ page, as }) => {
    const [post, program, coordinator] = [await as('post'), await as('program'), await as('coordinator')];
    const agency = await coordinator.first('agencies');
    const { data: activity } = await program.post('activities', {
      title: `Vetted visit ${Date.now()}`,
      modality: 'study_visit',
      agency_id: agency.id,
      country: 'GTM',
      starts_on: day(90),
      ends_on: day(94),
    });
    const name = `Demo official ${Date.now()}`;
    const { data: unit } = await post.post('units', { country: 'GTM', name: `Unit of ${name}`, location: 'Capital' });
    const { data: person } = await post.post('foreign-participants', { country: 'GTM', name, unit_id: unit.id, birth_date: '1980-01-02', birth_place: 'Capital' });
    await post.post(`activities/${activity.id}/participants`, { participant_id: person.id });
    await page.goto('/vetting');
    await settled(page);
    await expectSound(page);
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.getByRole('button', { name: new RegExp(name) }).click();
    await expect(row.getByText('Nominated')).toBeVisible();
    await expect(page.getByText('1980-01-02')).toHaveCount(0);
    await page.goto(`/activities/${activity.id}?tab=participants`);
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await expectSound(page);
  });
});

test.describe('the officer', () => {
  test.use({ role: 'officer' });

  test('takes home a transcript, from the profile and from the own page', { tag: '@once' }, async ({ page, as }) => {
    const officer = await as('officer');
    const own = await officer.first('officers');
    await page.goto('/profile');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download transcript' }).click();
    expect((await saved).suggestedFilename()).toBe('transcript.pdf');
    await expectScreens(page, [[`/officers/${own.id}`, own.name as string]]);
    await expect(page.getByRole('heading', { name: 'Transcript' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Download transcript' })).toHaveAttribute('href', `/api/v1/officers/${own.id}/transcript.pdf`);
  });
});

test.describe('the host', () => {
  // A time that does not fit is refused by the server.
  test.use({ role: 'coordinator', provokes: [422] });

  test('plans a visit by the hour and prints it', { tag: '@once' }, async ({ page, as }) => {
    const [program, coordinator] = [await as('program'), await as('coordinator')];
    const agency = await coordinator.first('agencies');
    const { data: visit } = await program.post('activities', {
      title: `Planned visit ${Date.now()}`,
      modality: 'study_visit',
      agency_id: agency.id,
      country: 'GTM',
      starts_on: day(120),
      ends_on: day(121),
    });
    await page.goto(`/activities/${visit.id}?tab=itinerary`);
    await page.getByRole('button', { name: 'Add to itinerary' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add to the itinerary' });
    await dialog.getByLabel('What').fill('Forensic laboratory');
    await dialog.getByLabel('From').fill('09:30');
    await dialog.getByLabel('To').fill('09:00');
    await dialog.getByRole('button', { name: 'Add to itinerary' }).click();
    await expect(dialog.getByText('It begins at 09:30.')).toBeVisible();
    await dialog.getByLabel('To').fill('11:00');
    await dialog.getByRole('button', { name: 'Add to itinerary' }).click();
    await expect(page.getByText('09:30–11:00')).toBeVisible();
    await expectSound(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('Forensic laboratory')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByRole('navigation').first()).toBeHidden();
  });

  test('nominates an officer for a course, which the programme confirms', { tag: '@once' }, async ({ page, as }) => {
    const [program, coordinator] = [await as('program'), await as('coordinator')];
    const [academy, officer] = [await program.first('academies'), await coordinator.first('officers', { archived: 'false' })];
    const title = `Seminar ${Date.now()}`;
    const { data: course } = await program.post(`academies/${academy.id}/offerings`, { program: 'seminar', title, starts_on: day(200), ends_on: day(204), seats: 30 });
    await page.goto(`/academies/${academy.id}`);
    await page.getByRole('button', { name: `Instructors of ${title}` }).click();
    const dialog = page.getByRole('dialog', { name: `Instructors of ${title}` });
    await dialog.getByRole('combobox', { name: 'Officer' }).fill((officer.name as string).slice(0, 9));
    await page.getByRole('option', { name: officer.name as string }).first().click();
    await dialog.getByRole('button', { name: 'Nominate officer' }).click();
    await expect(dialog.getByRole('list', { name: 'Instructors' }).getByText('Nominated')).toBeVisible();
    await expectSound(page);
    const nominated = await program.first(`academies/${academy.id}/offerings/${course.id}/instructors`);
    await program.act(`academies/${academy.id}/offerings/${course.id}/instructors/${nominated.id}`, 'confirm');
    await page.reload();
    await page.getByRole('button', { name: `Instructors of ${title}` }).click();
    await expect(dialog.getByText('Confirmed')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  });
});
