import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { toCents } from '@/shared/format';
import { StatusPill } from '@/shared/ui';
import { claimChildren, type Claim } from './queries';

/** The claim that this one claims again from, and the ones that claim again from it. */
export function ClaimLinks({ claim }: { claim: Claim }) {
  const short = claim.disallowed !== null && toCents(claim.disallowed) > 0n;
  const { data: children } = useQuery({ ...claimChildren(claim.id), enabled: short });
  const linked = [
    ...(claim.parent ? [{ ...claim.parent, status: undefined, says: 'Claims again from' }] : []),
    ...(children?.items ?? []).map(({ id, reference, status }) => ({ id, reference, status, says: 'Claimed again in' })),
  ];
  return linked.map(({ id, reference, status, says }) => (
    <p key={id} className="muted">
      {says}{' '}
      <Link to="/claims/$id" params={{ id }} className="num">
        {reference}
      </Link>
      {status ? (
        <>
          {' '}
          <StatusPill kind="claim" status={status} />
        </>
      ) : null}
    </p>
  ));
}
