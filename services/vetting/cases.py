"""Vetting cases of people and of units: result and reference alone, no derogatory detail."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Post
from models.enums import VettingStatus, VettingSubject
from models.vetting import ForeignParticipant, Unit, VettingCase
from schemas.vetting import VettingCaseCreate, VettingDecide, VettingEnter, VettingNotice
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.policies import policy_in_force
from services.projection import Fields, json_object, link, stamps
from services.records import created, load_for_change
from services.references import next_reference
from services.vetting.lifecycle import LIFECYCLE, NoticeFacts, SubmitFacts
from services.vetting.rules import VettingTerms, valid_to

#: A case that still leads somewhere: a new one of the same subject waits for its end.
_OPEN = (
    VettingStatus.NOMINATED.value,
    VettingStatus.POST_CHECK.value,
    VettingStatus.IN_REVIEW.value,
    VettingStatus.SUSPENDED.value,
)
_NOTICE_DUE = and_(VettingCase.status == VettingStatus.REJECTED.value, VettingCase.notice_given_on.is_(None))
_COMMON: Fields = {
    "id": VettingCase.id,
    "reference": VettingCase.reference,
    "subject": VettingCase.subject,
    "participant": link(
        VettingCase.participant_id, {"id": VettingCase.participant_id, "name": ForeignParticipant.name}
    ),
    "unit": link(VettingCase.unit_id, {"id": VettingCase.unit_id, "name": Unit.name}),
    "post": json_object({"id": VettingCase.post_id, "name": Post.name}),
    "status": VettingCase.status,
    "decided_on": VettingCase.decided_on,
    "valid_to": VettingCase.valid_to,
    "notice_due": _NOTICE_DUE,
}
_SOURCE = (
    VettingCase.__table__.join(Post.__table__, Post.id == VettingCase.post_id)
    .outerjoin(ForeignParticipant.__table__, ForeignParticipant.id == VettingCase.participant_id)
    .outerjoin(Unit.__table__, Unit.id == VettingCase.unit_id)
)

CASES = Listing(
    table=VettingCase,
    exportable=False,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields={**_COMMON, **stamps(VettingCase)},
    sorts={
        "reference": VettingCase.reference,
        "status": VettingCase.status,
        "valid_to": VettingCase.valid_to,
        "updated_at": VettingCase.updated_at,
    },
    default_sort="-reference",
    filters={
        "status": any_of(VettingCase.status),
        "subject": any_of(VettingCase.subject),
        "participant_id": any_of(VettingCase.participant_id, UUID),
        "unit_id": any_of(VettingCase.unit_id, UUID),
        "post_id": any_of(VettingCase.post_id, UUID),
        "notice_due": flag(_NOTICE_DUE, "true: the post still owes notice after a rejection."),
        **ranges("valid_to", VettingCase.valid_to, date),
    },
)


def _hide_reference(actor: Actor, answer: Answer) -> None:
    if not actor.may(Permission.VETTING_DECIDE):
        answer["invest_reference"] = None


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = LIFECYCLE.allowed_actions(actor, answer["status"])
    given = answer["notice_given_on"] is not None
    return [action for action in actions if not (action == "record_notice" and given)]


CASE = Detail(
    table=VettingCase,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields={
        **_COMMON,
        "invest_reference": VettingCase.invest_reference,
        "notice_given_on": VettingCase.notice_given_on,
        **stamps(VettingCase),
    },
    actions=_actions,
    finish=_hide_reference,
)


async def nominate(session: AsyncSession, actor: Actor, clock: Clock, data: VettingCaseCreate) -> UUID:
    """Open a case of one person or one unit.

    Raises `Invalid` unless exactly one is named that the post knows, `Conflict` while another case is open.
    """
    actor.require(Permission.VETTING_MANAGE)
    if (data.participant_id is None) == (data.unit_id is None):
        raise Invalid(FieldProblem("participant_id", "one_subject", "Name either a person or a unit."))
    if actor.post_id is None:
        raise Invalid(FieldProblem("post_id", "no_post", "Only a post opens cases."))
    subject = await _lock_subject(session, actor, data)
    column = VettingCase.unit_id if subject is VettingSubject.UNIT else VettingCase.participant_id
    other = await session.scalar(
        select(VettingCase.reference)
        .where(column == (data.unit_id or data.participant_id), VettingCase.status.in_(_OPEN))
        .limit(1)
    )
    if other is not None:
        raise Conflict(f"{other} is still open.", code="case_open", field=column.key)
    case = created(
        VettingCase(
            reference=await next_reference(session, "VET", clock.today().year),
            subject=subject.value,
            participant_id=data.participant_id,
            unit_id=data.unit_id,
            post_id=actor.post_id,
        ),
        actor,
    )
    session.add(case)
    record_case(session, actor, "nominated", case, Permission.VETTING_MANAGE)
    return case.id


async def submit(session: AsyncSession, actor: Actor, case_id: UUID, version: int) -> None:
    """Hand the case to the post's check. Raises `IllegalTransition` while data that vetting needs is missing."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_MANAGE)
    LIFECYCLE.fire(actor, case, "submit", await _completeness(session, case))
    _touch(session, actor, "submitted", case, Permission.VETTING_MANAGE)


async def enter(session: AsyncSession, actor: Actor, case_id: UUID, version: int, data: VettingEnter) -> None:
    """The case is in INVEST under this reference. Raises `Conflict` when another case has it."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_MANAGE)
    LIFECYCLE.fire(actor, case, "enter")
    with session.no_autoflush:
        taken = select(VettingCase.id).where(
            VettingCase.invest_reference == data.invest_reference, VettingCase.id != case.id
        )
        if await session.scalar(taken) is not None:
            raise Conflict(
                "Another case has this INVEST reference.", code="already_exists", field="invest_reference"
            )
    case.invest_reference = data.invest_reference
    _touch(session, actor, "entered", case, Permission.VETTING_MANAGE)


async def decide_case(
    session: AsyncSession, actor: Actor, clock: Clock, case_id: UUID, version: int, data: VettingDecide
) -> VettingCase:
    """Take over the result. An approval lasts for the days of the policy in force when it was decided."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_DECIDE)
    if data.decided_on > clock.today():
        raise Invalid(FieldProblem("decided_on", "in_future", "A decision cannot lie in the future."))
    LIFECYCLE.fire(actor, case, "decide", outcome=data.result.value)
    case.decided_on = data.decided_on
    if case.status == VettingStatus.APPROVED:
        with session.no_autoflush:
            terms = await policy_in_force(session, "vetting", VettingTerms, data.decided_on)
        case.valid_to = valid_to(data.decided_on, terms)
    _touch(session, actor, "decided", case, Permission.VETTING_DECIDE)
    return case


async def take_new_information(session: AsyncSession, actor: Actor, case_id: UUID, version: int) -> None:
    """Something came up: the approval counts no more. What it was stays in INVEST."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_MANAGE)
    LIFECYCLE.fire(actor, case, "new_information")
    _touch(session, actor, "suspended", case, Permission.VETTING_MANAGE)


async def review_again(session: AsyncSession, actor: Actor, case_id: UUID, version: int) -> None:
    """Back into review: the former decision is void."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_MANAGE)
    LIFECYCLE.fire(actor, case, "re_review")
    case.decided_on = case.valid_to = None
    _touch(session, actor, "reviewed_again", case, Permission.VETTING_MANAGE)


async def record_notice(
    session: AsyncSession, actor: Actor, clock: Clock, case_id: UUID, version: int, data: VettingNotice
) -> None:
    """The duties after a withheld approval are met. Raises `Invalid` for a day before the decision or to come."""
    case = await load_case(session, actor, case_id, version, Permission.VETTING_MANAGE)
    LIFECYCLE.fire(actor, case, "record_notice", NoticeFacts(case.notice_given_on is not None))
    if data.given_on > clock.today() or (case.decided_on is not None and data.given_on < case.decided_on):
        message = "Notice is given after the decision and not in the future."
        raise Invalid(FieldProblem("given_on", "out_of_range", message))
    case.notice_given_on = data.given_on
    _touch(session, actor, "notice_recorded", case, Permission.VETTING_MANAGE)


async def load_case(
    session: AsyncSession, actor: Actor, case_id: UUID, version: int, permission: Permission
) -> VettingCase:
    actor.require(permission)
    return await load_for_change(session, actor, VettingCase, case_id, version=version)


async def _lock_subject(session: AsyncSession, actor: Actor, data: VettingCaseCreate) -> VettingSubject:
    """Lock the person or unit, so that two cases of one subject cannot open at once."""
    try:
        if data.unit_id is not None:
            await load_for_change(session, actor, Unit, data.unit_id, version=None)
            return VettingSubject.UNIT
        assert data.participant_id is not None
        await load_for_change(session, actor, ForeignParticipant, data.participant_id, version=None)
    except NotFound:
        field = "unit_id" if data.unit_id is not None else "participant_id"
        raise Invalid(FieldProblem(field, "unknown", "There is no such person or unit.")) from None
    return VettingSubject.PERSON


async def _completeness(session: AsyncSession, case: VettingCase) -> SubmitFacts:
    with session.no_autoflush:
        if case.unit_id is not None:
            unit = await session.get_one(Unit, case.unit_id)
            return SubmitFacts(True, unit.location is not None)
        person = await session.get_one(ForeignParticipant, case.participant_id)
        home = await session.get(Unit, person.unit_id) if person.unit_id is not None else None
    born = person.birth_date is not None and person.birth_place is not None
    return SubmitFacts(born and home is not None, home is None or home.location is not None)


def _touch(
    session: AsyncSession, actor: Actor, verb: str, case: VettingCase, permission: Permission | None
) -> None:
    case.updated_by = actor.id
    record_case(session, actor, verb, case, permission)


def record_case(
    session: AsyncSession, actor: Actor, verb: str, case: VettingCase, permission: Permission | None
) -> None:
    """The log says that a case moved, and neither whose it is nor with what result (invariant 20)."""
    record_event(
        session,
        actor,
        f"vetting_cases.{verb}",
        case,
        subject_type="vetting_case",
        permission=permission,
        label=case.reference,
        after={},
    )
