import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ListOrdered, RotateCw, Send, ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { api, read } from '@/shared/api';
import { useIdempotencyKey } from '@/shared/forms';
import { formatCount, formatDateTime, plural } from '@/shared/format';
import { stateName } from '@/shared/labels';
import { useExpertiseOptions } from '@/shared/reference';
import { Button, Card, EmptyState, ErrorState, layout, Pill, Skeleton, toast } from '@/shared/ui';
import styles from './Match.module.css';
import { matchRun, matchRuns, refreshRequests, type MatchCandidate, type MatchRun, type MatchRunRow, type Request } from './queries';
import { partName, partWords } from './ranking';

const AskDialog = lazy(() => import('./AskDialog'));

function Parts({ parts }: { parts: MatchCandidate['parts'] }) {
  const expertise = useExpertiseOptions();
  const named = (code: string) => expertise.find(({ value }) => value === code)?.label ?? code;
  return (
    <dl className={styles.parts}>
      {parts.map(({ part, points, maximum, explanation }) => (
        <div key={part} className={styles.part}>
          <dt>{partName(part)}</dt>
          <dd>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${Number(maximum) > 0 ? (Number(points) / Number(maximum)) * 100 : 0}%` }} />
            </span>
            <span className={styles.points}>
              {Number(points)} <span className="sr-only">points </span>of {Number(maximum)}
            </span>
            <span className={styles.why}>{partWords(explanation, named)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface CandidateProps {
  candidate: MatchCandidate;
  /** Undefined when it cannot be asked from here. */
  chosen: boolean | undefined;
  onChoose: (chosen: boolean) => void;
}

function Candidate({ candidate, chosen, onChoose }: CandidateProps) {
  const { agency, rank, score, parts, contacted } = candidate;
  return (
    <li className={styles.candidate} data-chosen={chosen === true}>
      <div className={styles.who}>
        {chosen === undefined ? null : (
          <input type="checkbox" aria-label={`Ask ${agency.name}`} checked={chosen} onChange={(event) => onChoose(event.target.checked)} />
        )}
        <span className={styles.rank}>
          <span className="sr-only">Rank </span>
          {rank}
        </span>
        <div className={styles.name}>
          <Link to="/agencies/$id" params={{ id: agency.id }}>
            {agency.name}
          </Link>
          <span className="muted">{stateName(agency.state)}</span>
          {contacted ? (
            <Pill tone="info" icon={Send}>
              Asked
            </Pill>
          ) : null}
        </div>
        <span className={styles.score}>
          {Number(score).toFixed(2)}
          <small> of 100</small>
        </span>
      </div>
      <Parts parts={parts} />
    </li>
  );
}

function Ineligible({ run }: { run: MatchRun }) {
  const { ineligible, without_mou: without } = run;
  return (
    <Card
      title="Cannot be asked"
      subtitle="Every reason, as of this ranking. How an agency answered before is never one."
      body="flush"
      footer={without > 0 ? `${formatCount(without)} agencies have no memorandum at all and are not listed.` : undefined}
    >
      {ineligible.length === 0 ? (
        <p className={styles.nobody}>Every agency with a memorandum can be asked.</p>
      ) : (
        <ul className={styles.ineligible}>
          {ineligible.map(({ agency, reasons }) => (
            <li key={agency.id}>
              <Link to="/agencies/$id" params={{ id: agency.id }}>
                {agency.name}
              </Link>
              <ul>
                {reasons.map(({ code, message }) => (
                  <li key={code}>{message}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Computes the ranking again on the server from what it stored, and says whether it is the same. */
function Replay({ requestId, runId }: { requestId: string; runId: string }) {
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      const answer = await read(
        api.GET('/api/v1/requests/{request_id}/matches/{run_id}/replay', { params: { path: { request_id: requestId, run_id: runId } } }),
      );
      if (answer.identical) toast.done('Computed again from its stored inputs: identical');
      else toast.failed(new Error('The ranking differs from its inputs.'));
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" variant="ghost" icon={ShieldCheck} busy={busy} onClick={() => void replay()}>
      Check it
    </Button>
  );
}

function Ranking({ request, runs, run }: { request: Request; runs: readonly MatchRunRow[]; run: MatchRun }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const newest = runs[0]?.id === run.id;
  const mayAsk = newest && hasAction(request, 'contact');
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <Card
        title="Ranking"
        subtitle={`Made ${formatDateTime(run.created_at)} by rules ${run.rules_version}. Points come from expertise, language and free days only.`}
        body="flush"
        actions={
          <>
            {runs.length > 1 ? (
              <label className={styles.runs}>
                <span className="sr-only">Which ranking</span>
                <select
                  value={run.id}
                  onChange={(event) => {
                    const { value } = event.target;
                    void navigate({
                      to: '.',
                      search: ((before: object) => ({ ...before, run: value === runs[0]?.id ? undefined : value })) as never,
                      resetScroll: false,
                    });
                  }}
                >
                  {runs.map(({ id, created_at, eligible }, index) => (
                    <option key={id} value={id}>
                      {index === 0 ? 'Newest' : formatDateTime(created_at)}, {plural(eligible, 'agency', 'agencies')}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            <Replay requestId={request.id} runId={run.id} />
          </>
        }
      >
        {run.candidates.length === 0 ? (
          <EmptyState icon={ListOrdered} title="No agency can be asked">
            The reasons are listed below. A wider window, fewer required areas or a new memorandum can change that.
          </EmptyState>
        ) : (
          <ol className={styles.candidates}>
            {run.candidates.map((candidate) => (
              <Candidate
                key={candidate.agency.id}
                candidate={candidate}
                chosen={mayAsk && !candidate.contacted ? chosen.has(candidate.agency.id) : undefined}
                onChoose={(on) => choose(candidate.agency.id, on)}
              />
            ))}
          </ol>
        )}
        {mayAsk && run.candidates.some(({ contacted }) => !contacted) ? (
          <div className={styles.dock}>
            <span role="status">{chosen.size === 0 ? 'Choose the agencies to ask.' : `${plural(chosen.size, 'agency', 'agencies')} chosen`}</span>
            <Button variant="primary" icon={Send} aria-disabled={chosen.size === 0} onClick={() => chosen.size > 0 && setAsking(true)}>
              Ask {chosen.size > 1 ? `${chosen.size} agencies` : 'agency'}
            </Button>
          </div>
        ) : null}
      </Card>
      <Ineligible run={run} />
      {asking ? (
        <Suspense>
          <AskDialog
            request={request}
            candidates={run.candidates}
            chosen={chosen}
            onAsked={(ids) => setChosen(new Set([...chosen].filter((id) => !ids.has(id))))}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** Who could help: agencies ranked by what they can do, with how every point came about, and who cannot be asked. */
export default function MatchBoard({ request }: { request: Request }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const search = useSearch({ strict: false }) as { run?: string };
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const runs = useQuery(matchRuns(request.id));
  const list = runs.data?.items ?? [];
  const runId = list.find(({ id }) => id === search.run)?.id ?? list[0]?.id;
  const run = useQuery({ ...matchRun(request.id, runId ?? ''), enabled: runId !== undefined });
  const mayRank = hasAction(request, 'match');

  const make = async () => {
    setBusy(true);
    try {
      await api.POST('/api/v1/requests/{request_id}/matches', { params: { path: { request_id: request.id }, header: key.header() } });
      key.renew();
      await refreshRequests(queryClient);
      await navigate({ to: '.', search: ((before: object) => ({ ...before, run: undefined })) as never, resetScroll: false });
    } catch (error) {
      key.answered(error);
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };

  const error = runs.error ?? run.error;
  if (error) {
    return (
      <Card>
        <ErrorState error={error} onRetry={() => void (runs.error ? runs : run).refetch()} />
      </Card>
    );
  }
  if (runs.data && list.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={ListOrdered}
          title="No ranking yet"
          action={
            mayRank ? (
              <Button variant="primary" icon={ListOrdered} busy={busy} onClick={() => void make()}>
                Make a ranking
              </Button>
            ) : undefined
          }
        >
          {mayRank
            ? 'It looks at every agency with a memorandum: who may be asked, and how well each fits the need.'
            : 'A ranking is made once the request is submitted, by programme staff.'}
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className={layout.stack}>
      {mayRank && run.data ? (
        <div className={styles.again}>
          <p>
            {`${plural(run.data.candidates.length, 'agency', 'agencies')} can be asked, ${formatCount(run.data.ineligible.length)} cannot.`}
          </p>
          <Button icon={RotateCw} busy={busy} onClick={() => void make()}>
            Make a new ranking
          </Button>
        </div>
      ) : null}
      {run.data ? (
        <Ranking key={run.data.id} request={request} runs={list} run={run.data} />
      ) : (
        <Card title="Ranking">
          <Skeleton width="100%" height={420} />
        </Card>
      )}
    </div>
  );
}
