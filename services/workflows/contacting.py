"""Asking an agency whether it is willing and available for a request."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.enums import RequestStatus, Urgency
from models.outreach import Outreach
from models.requests import AssistanceRequest
from schemas.outreach import OutreachCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, IllegalTransition, Invalid
from services.outreach.due import OutreachPolicy, due_at, may_contact
from services.outreach.lifecycle import OPEN
from services.outreach.records import record_outreach
from services.policies import policy_in_force
from services.records import created, load_for_change
from services.references import next_reference
from services.requests.lifecycle import LIFECYCLE
from services.requests.matches import MEANING
from services.requests.matching import Candidate, Ineligible, Ranking
from services.requests.ranking import rank_now


async def contact_agency(session: AsyncSession, actor: Actor, clock: Clock, data: OutreachCreate) -> UUID:
    """One question to one agency, which also moves its `last_asked_at`, whatever the answer will be.

    Raises `IllegalTransition` for a request that is not open or an agency that is not eligible now (with every
    reason), `Conflict` for an agency that was asked already or has as many open questions as the policy allows, and
    `Invalid` when an agency other than the next in rank is chosen without saying why.
    """
    actor.require(Permission.OUTREACH_SEND)
    request = await load_for_change(session, actor, AssistanceRequest, data.request_id, version=None)
    LIFECYCLE.fire(actor, request, "contact")
    # The lock makes those who ask the same agency at the same time count one after the other.
    agency = await load_for_change(session, actor, Agency, data.agency_id, version=None)
    policy = await policy_in_force(session, "outreach", OutreachPolicy, clock.today())
    asked = set(await session.scalars(select(Outreach.agency_id).where(Outreach.request_id == request.id)))
    if agency.id in asked:
        message = f"{agency.legal_name} has been asked about this request already."
        raise Conflict(message, code="already_asked", field="agency_id")
    ranking, _ = await rank_now(session, request, clock.today())
    _require_eligible(actor, request, agency, ranking)
    await _require_room(session, agency, policy)
    _require_reason(ranking, agency, {str(id_) for id_ in asked}, data.chosen_reason)
    now = clock.now()
    outreach = created(
        Outreach(
            reference=await next_reference(session, "OUT", clock.today().year),
            request_id=request.id,
            agency_id=agency.id,
            message=data.message,
            chosen_reason=data.chosen_reason,
            sent_at=now,
            due_at=due_at(now, Urgency(request.urgency), policy),
        ),
        actor,
    )
    session.add(outreach)
    # Past the agency's version: being asked must not make its coordinator's open form stale.
    await session.execute(update(Agency).where(Agency.id == agency.id).values(last_asked_at=now))
    record_outreach(session, actor, "sent", outreach, Permission.OUTREACH_SEND)
    return outreach.id


def _candidate(ranking: Ranking, agency: Agency) -> Candidate:
    """The agency's place; agencies without any memorandum, and archived ones, are not in a ranking at all."""
    own = str(agency.id)
    missing = Candidate(own, None, None, (Ineligible.NO_ACTIVE_MOU,))
    return next((candidate for candidate in ranking.candidates if candidate.agency_id == own), missing)


def _require_eligible(actor: Actor, request: AssistanceRequest, agency: Agency, ranking: Ranking) -> None:
    if agency.archived_at is not None:
        raise Conflict(f"{agency.legal_name} is archived.", code="agency_archived", field="agency_id")
    reasons = _candidate(ranking, agency).reasons
    if reasons:
        raise IllegalTransition(
            f"{agency.legal_name} cannot be asked. " + " ".join(MEANING[reason] for reason in reasons),
            state=request.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, request.status)),
            problems=tuple(FieldProblem("agency_id", reason, MEANING[reason]) for reason in reasons),
            code="agency_ineligible",
        )


async def _require_room(session: AsyncSession, agency: Agency, policy: OutreachPolicy) -> None:
    """At most so many open questions at once, whatever the agency answered before (invariant 4)."""
    open_now = await session.scalar(
        select(func.count())
        .select_from(Outreach)
        .join(AssistanceRequest, AssistanceRequest.id == Outreach.request_id)
        .where(
            Outreach.agency_id == agency.id,
            Outreach.status.in_(sorted(OPEN)),
            # What a closed request left unanswered burdens nobody any more.
            AssistanceRequest.status == RequestStatus.OPEN,
        )
    )
    if not may_contact(open_now or 0, policy):
        message = (
            f"{agency.legal_name} has {open_now} open questions, as many as an agency may have at once. "
            "Wait until it has answered one, or ask another agency."
        )
        raise Conflict(message, code="too_many_open", field="agency_id")


def _require_reason(ranking: Ranking, agency: Agency, asked: set[str], reason: str | None) -> None:
    """Staff may choose any eligible agency, but say why when it is not the next in rank."""
    following = next(c for c in ranking.candidates if c.rank is not None and c.agency_id not in asked)
    if following.agency_id != str(agency.id) and reason is None:
        message = (
            f"{agency.legal_name} is not the next in rank for this request. "
            "Say in chosen_reason why it is asked, or ask the next in rank."
        )
        raise Invalid(FieldProblem("chosen_reason", "reason_missing", message))
