import type { Role } from './people';
import type { Caller } from './support';

type As = (role: Role) => Promise<Caller>;

export const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** A request that agencies may be asked about, with its window in days from today; each test has its own. */
export async function openRequest(as: As, name: string, first = 200, last = 204): Promise<{ id: string; title: string }> {
  const [post, program] = [await as('post'), await as('program')];
  const title = `${name} ${Date.now()}`;
  const { data } = await post.post('requests', {
    title,
    need: 'One instructor for a week.',
    modality: 'overseas_train',
    countries: ['GTM'],
    required_expertise: ['TRF-COL'],
    starts_on: day(first),
    ends_on: day(last),
    headcount: 1,
  });
  await post.act(`requests/${data.id}`, 'submit');
  await program.act(`requests/${data.id}`, 'validate', { funding_source: 'INCLE', funds: { amount: '20000.00' } });
  return { id: data.id, title };
}

/** A question to the coordinator's agency that nobody has answered yet. */
export async function question(as: As, name: string): Promise<{ id: string; title: string; requestId: string }> {
  const { id: requestId, title } = await openRequest(as, name);
  const [program, coordinator] = [await as('program'), await as('coordinator')];
  await program.post(`requests/${requestId}/matches`);
  const agency = await coordinator.first('agencies');
  const { data } = await program.post('outreach', { request_id: requestId, agency_id: agency.id, chosen_reason: 'Known to the post.' });
  return { id: data.id, title, requestId };
}
