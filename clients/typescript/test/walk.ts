/**
 * The main job through the published client.
 *
 * The server's address, the first administrator, a token of the payment system and the file of the server's clock come
 * from the environment. It prints the balance that is left of the obligation, and fails on anything unexpected.
 */
import { createHash, randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { strict as assert } from 'node:assert';
import { type Api, type Answer, type components, connect, ProblemError, read as good } from '../src/index.ts';

type Schemas = components['schemas'];

const { BASE_URL = '', CLOCK_FILE = '', ADMIN_EMAIL = '', ADMIN_PASSWORD = '', PAYMENT_TOKEN = '' } = process.env;
const PASSWORD = randomUUID();
const FIRST_DAY = '2026-09-14';
const LAST_DAY = '2026-09-25';
const PLACE = 'Traffic academy (illustrative rate)';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const signIns: (() => Promise<void>)[] = [];

/** Sessions do not last until the next month: everybody signs in again. */
async function setClock(time: string): Promise<void> {
  // In one step: the server must never read a half-written instant.
  writeFileSync(`${CLOCK_FILE}.new`, time);
  renameSync(`${CLOCK_FILE}.new`, CLOCK_FILE);
  for (const again of signIns) await again();
}

/** `If-Match` for the record as it is now. */
async function current(read: Promise<Answer<unknown>>): Promise<{ 'if-match': string }> {
  return { 'if-match': (await read).response.headers.get('etag') ?? '' };
}

async function signIn(email: string, password: string): Promise<Api> {
  const api = connect(BASE_URL);
  let headers: Record<string, string> = {};
  api.use({
    onRequest: ({ request }) => {
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return request;
    },
  });
  const start = async (): Promise<void> => {
    const answer = await connect(BASE_URL).POST('/api/v1/session', { body: { email, password } });
    const session = await good(Promise.resolve(answer));
    const cookie = answer.response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    headers = { Cookie: cookie, 'X-CSRF-Token': session.csrf_token };
  };
  signIns.push(start);
  await start();
  return api;
}

const administrator = await signIn(ADMIN_EMAIL, ADMIN_PASSWORD);

async function person(
  name: string,
  role: Schemas['Role'],
  ties: Pick<Schemas['UserCreate'], 'agency_id' | 'post_id'> = {},
): Promise<Api> {
  const email = `${name}@example.org`;
  await good(administrator.POST('/api/v1/users', { body: { email, name, roles: [role], password: PASSWORD, ...ties } }));
  return signIn(email, PASSWORD);
}

// The stage: people, an agency with two officers, a memorandum, money.
const staff = await person('program', 'program_officer');
const finance = await person('finance', 'finance_reviewer');
const budget = await person('budget', 'finance_reviewer');
const certifier = await person('certifier', 'certifying_officer');
const treasury = connect(BASE_URL, PAYMENT_TOKEN);
const posts = await good(staff.GET('/api/v1/posts', { params: { query: { country: ['GTM'] } } }));
const post = await person('post', 'post', { post_id: posts.items[0]?.id });

const agency = await good(
  staff.POST('/api/v1/agencies', { body: { legal_name: 'Birch Police Department', kind: 'municipal_pd', state: 'TX' } }),
);
for (const code of ['TRF-COL', 'POM-CRO']) {
  await good(
    staff.PUT('/api/v1/agencies/{agency_id}/expertise/{code}', {
      params: { path: { agency_id: agency.id, code } },
      body: { level: 2 },
    }),
  );
}
const coordinator = await person('coordinator', 'agency_coordinator', { agency_id: agency.id });
const officers: Schemas['Officer'][] = [];
for (const name of ['Officer one', 'Officer two']) {
  officers.push(await good(coordinator.POST('/api/v1/officers', { body: { name, languages: ['es'] } })));
}

const mou = await good(
  staff.POST('/api/v1/mous', {
    body: {
      agency_id: agency.id,
      title: 'Partnership',
      purpose: 'Building the capacity of partner police.',
      authority: '22 USC 2291',
      scope_bureaus: ['WHA'],
      effective_on: '2026-06-01',
      ends_on: '2029-05-31',
      clauses: { reimbursable_categories: ['lodging', 'mie', 'mileage', 'visa_fee'] },
    },
  }),
);
const ofMou = { path: { mou_id: mou.id } };
const mouNow = () => current(staff.GET('/api/v1/mous/{mou_id}', { params: ofMou }));
await good(staff.POST('/api/v1/mous/{mou_id}/send', { params: { ...ofMou, header: await mouNow() } }));
await good(coordinator.POST('/api/v1/mous/{mou_id}/concur', { params: { ...ofMou, header: await mouNow() } }));
await good(staff.POST('/api/v1/mous/{mou_id}/agree', { params: { ...ofMou, header: await mouNow() } }));
await good(
  staff.POST('/api/v1/mous/{mou_id}/documents', {
    params: ofMou,
    body: {
      kind: 'legal_clearance',
      title: 'Legal clearance',
      text_sha256: createHash('sha256').update(mou.number).digest('hex'),
      dated_on: '2026-06-01',
    },
  }),
);
await good(staff.POST('/api/v1/mous/{mou_id}/clear', { params: { ...ofMou, header: await mouNow() } }));
for (const party of ['inl', 'agency'] as const) {
  await good(
    staff.POST('/api/v1/mous/{mou_id}/sign', {
      params: { ...ofMou, header: await mouNow() },
      body: { party, signed_on: '2026-06-01' },
    }),
  );
}
await good(
  finance.POST('/api/v1/rates/per-diem', {
    body: {
      country: 'GTM',
      location: PLACE,
      lodging: { amount: '210.00' },
      mie: { amount: '100.00' },
      effective_from: '2026-06-01',
      source: 'Illustrative rate',
    },
  }),
);

// The need, and who can answer it.
const request = await good(
  post.POST('/api/v1/requests', {
    body: {
      title: 'Crash investigation',
      need: 'Two instructors for two weeks, teaching in Spanish.',
      modality: 'overseas_train',
      countries: ['GTM'],
      required_expertise: ['TRF-COL'],
      desired_expertise: ['POM-CRO'],
      languages: ['es'],
      starts_on: FIRST_DAY,
      ends_on: LAST_DAY,
      headcount: 2,
    },
  }),
);
const ofRequest = { path: { request_id: request.id } };
const requestNow = () => current(staff.GET('/api/v1/requests/{request_id}', { params: ofRequest }));
await good(post.POST('/api/v1/requests/{request_id}/submit', { params: { ...ofRequest, header: await requestNow() } }));
const funded = { funding_source: 'INCLE 2026', funds: { amount: '60000.00' } };
await good(
  staff.POST('/api/v1/requests/{request_id}/validate', {
    params: { ...ofRequest, header: await requestNow() },
    body: funded,
  }),
);
const again = staff.POST('/api/v1/requests/{request_id}/validate', {
  params: { ...ofRequest, header: await requestNow() },
  body: funded,
});
await assert.rejects(again, (error) => error instanceof ProblemError && error.status === 409 && error.problem.state === 'open');

const run = await good(staff.POST('/api/v1/requests/{request_id}/matches', { params: ofRequest }));
assert.deepEqual(run.candidates.map(({ agency: { id }, score }) => [id, score]), [[agency.id, '76.67']]);

const outreach = await good(
  staff.POST('/api/v1/outreach', { body: { request_id: request.id, agency_id: agency.id } }),
);
const ofOutreach = { path: { outreach_id: outreach.id } };
await good(
  coordinator.POST('/api/v1/outreach/{outreach_id}/reply', {
    params: {
      ...ofOutreach,
      header: await current(coordinator.GET('/api/v1/outreach/{outreach_id}', { params: ofOutreach })),
    },
    body: { answer: 'interested' },
  }),
);
const offer = await good(
  coordinator.POST('/api/v1/offers', {
    body: {
      outreach_id: outreach.id,
      officers: officers.map(({ id }) => id),
      starts_on: FIRST_DAY,
      ends_on: LAST_DAY,
      cost_lines: [{ category: 'lodging', description: 'Hotel', amount: { amount: '4200.00' } }],
    },
  }),
);
const ofOffer = { path: { offer_id: offer.id } };
await good(
  staff.POST('/api/v1/offers/{offer_id}/accept', {
    params: { ...ofOffer, header: await current(staff.GET('/api/v1/offers/{offer_id}', { params: ofOffer })) },
  }),
);

// The activity.
const instrument = await good(
  staff.POST('/api/v1/instruments', {
    body: {
      agency_id: agency.id,
      mou_id: mou.id,
      number: 'TYPED2026',
      kind: 'invitational_travel',
      regime: 'travel_claim',
      ceiling: { amount: '50000.00' },
      performance_starts_on: '2026-06-01',
      performance_ends_on: '2028-05-31',
    },
  }),
);
const ofInstrument = { path: { instrument_id: instrument.id } };
await good(
  staff.POST('/api/v1/instruments/{instrument_id}/sign', {
    params: {
      ...ofInstrument,
      header: await current(staff.GET('/api/v1/instruments/{instrument_id}', { params: ofInstrument })),
    },
    body: {},
  }),
);
const obligation = await good(
  budget.POST('/api/v1/obligations', {
    body: {
      instrument_id: instrument.id,
      document_number: 'OBL-TYPED',
      fund: 'INCLE 2026',
      amount: { amount: '50000.00' },
      available_from: '2025-10-01',
      available_to: '2027-09-30',
    },
  }),
);
const activities = await good(staff.GET('/api/v1/activities', { params: { query: { request_id: [request.id] } } }));
const activityId = activities.items[0]?.id ?? '';
const ofActivity = { path: { activity_id: activityId } };
const activityNow = () => current(staff.GET('/api/v1/activities/{activity_id}', { params: ofActivity }));
await good(
  staff.PATCH('/api/v1/activities/{activity_id}', {
    params: { ...ofActivity, header: await activityNow() },
    body: { instrument_id: instrument.id, obligation_id: obligation.id },
  }),
);
await good(staff.POST('/api/v1/activities/{activity_id}/ready', { params: { ...ofActivity, header: await activityNow() } }));
const assignments = await good(staff.GET('/api/v1/activities/{activity_id}/assignments', { params: ofActivity }));
for (const { id } of assignments.items) {
  const ofAssignment = { activity_id: activityId, assignment_id: id };
  const readiness = await good(
    coordinator.GET('/api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness', {
      params: { path: ofAssignment },
    }),
  );
  for (const { type, item } of readiness.items) {
    await good(
      post.PUT('/api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}', {
        params: { path: { ...ofAssignment, type }, header: { 'if-match': `"${item?.version ?? 0}-00000000"` } },
        body: { issued_on: '2026-06-01', expires_on: '2027-12-31', evidence: 'On file' },
      }),
    );
  }
}
await good(post.POST('/api/v1/activities/{activity_id}/concur', { params: { ...ofActivity, header: await activityNow() } }));
await good(staff.POST('/api/v1/activities/{activity_id}/authorize', { params: { ...ofActivity, header: await activityNow() } }));
await setClock('2026-09-14T14:00:00+00:00');
while ((await good(staff.GET('/api/v1/activities/{activity_id}', { params: ofActivity }))).status !== 'active') {
  await new Promise((resolve) => setTimeout(resolve, 200));
}
await setClock('2026-09-26T14:00:00+00:00');
await good(
  post.POST('/api/v1/activities/{activity_id}/attendance', {
    params: { ...ofActivity, header: await activityNow() },
    body: { people: 30 },
  }),
);
await good(post.POST('/api/v1/activities/{activity_id}/finish', { params: { ...ofActivity, header: await activityNow() } }));

// The money.
const claim = await good(
  coordinator.POST('/api/v1/claims', {
    body: {
      activity_id: activityId,
      kind: 'travel_voucher',
      period: { starts_on: '2026-09-14', ends_on: '2026-09-18' },
      officer_id: officers[0]?.id,
    },
  }),
);
const nights = ['198.00', '198.00', '226.50', '226.50'].map((amount, night) => ({
  category: 'lodging' as const,
  service_on: `2026-09-${14 + night}`,
  description: 'Hotel',
  amount: usd(amount),
  location: PLACE,
}));
const meals = ([
  ['75.00', []],
  ['75.00', ['lunch']],
  ['100.00', []],
  ['20.00', ['breakfast', 'lunch', 'dinner']],
  ['75.00', []],
] satisfies [string, Schemas['Meal'][]][]).map(([amount, meals_furnished], day) => ({
  category: 'mie' as const,
  service_on: `2026-09-${14 + day}`,
  description: 'Meals and incidentals',
  amount: usd(amount),
  location: PLACE,
  meals_furnished,
}));
const others = [
  { category: 'mileage' as const, service_on: '2026-09-14', description: 'To the airport', amount: usd('24.65'), quantity: '34' },
  { category: 'visa_fee' as const, service_on: '2026-09-14', description: 'Visa', amount: usd('160.00') },
];
for (const line of [...nights, ...meals, ...others]) {
  await good(coordinator.POST('/api/v1/expenses', { body: { claim_id: claim.id, receipt_attached: true, ...line } }));
}
const ofClaim = { path: { claim_id: claim.id } };
const claimNow = () => current(staff.GET('/api/v1/claims/{claim_id}', { params: ofClaim }));
await good(
  coordinator.POST('/api/v1/claims/{claim_id}/submit', {
    params: { ...ofClaim, header: await claimNow() },
    body: { signatory_name: 'Agency coordinator', certifies_truth: true },
  }),
);
await good(staff.POST('/api/v1/claims/{claim_id}/take', { params: { ...ofClaim, header: await claimNow() } }));
await good(staff.POST('/api/v1/claims/{claim_id}/endorse', { params: { ...ofClaim, header: await claimNow() } }));
const decided = await good(
  finance.POST('/api/v1/claims/{claim_id}/decide', { params: { ...ofClaim, header: await claimNow() }, body: {} }),
);
assert.deepEqual([decided.claimed.amount, decided.approved?.amount], ['1378.65', '1345.65']);
await good(certifier.POST('/api/v1/claims/{claim_id}/certify', { params: { ...ofClaim, header: await claimNow() } }));
await setClock('2026-09-28T14:00:00+00:00');
await good(
  treasury.POST('/api/v1/claims/{claim_id}/confirm', {
    params: { ...ofClaim, header: await claimNow() },
    body: { treasury_reference: 'TRS-TYPED-1', paid_on: '2026-09-28' },
  }),
);
const left = await good(
  budget.GET('/api/v1/obligations/{obligation_id}', { params: { path: { obligation_id: obligation.id } } }),
);
process.stdout.write(`${left.unliquidated.amount}\n`);
