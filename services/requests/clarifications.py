"""Questions about a need: programme staff ask, the post answers."""

from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.requests import AssistanceRequest, RequestClarification
from schemas.requests import ClarificationAnswer, ClarificationAsk
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, IllegalTransition, NotFound
from services.events import record_event
from services.filters import flag
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible
from services.requests.lifecycle import LIFECYCLE, UNDER_WAY

_FIELDS: Fields = {
    "id": RequestClarification.id,
    "request": json_object({"id": AssistanceRequest.id, "reference": AssistanceRequest.reference}),
    "question": RequestClarification.question,
    "answer": RequestClarification.answer,
    "answered_at": instant(RequestClarification.answered_at),
    **stamps(RequestClarification),
}
_SOURCE = RequestClarification.__table__.join(AssistanceRequest.__table__)

CLARIFICATIONS = Listing(
    table=RequestClarification,
    permission=Permission.REQUESTS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"created_at": RequestClarification.created_at},
    default_sort="created_at",
    filters={"answered": flag(RequestClarification.answered_at.is_not(None))},
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return ["answer"] if answer["answer"] is None and actor.may(Permission.REQUESTS_ANSWER) else []


CLARIFICATION = Detail(
    table=RequestClarification,
    permission=Permission.REQUESTS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


def of_request(request_id: UUID) -> Scope:
    """Narrows to one request's clarifications."""
    key = bindparam("request_id", type_=PG_UUID(as_uuid=True))
    return Scope(RequestClarification.request_id == key, {"request_id": request_id})


async def ask(session: AsyncSession, actor: Actor, request_id: UUID, data: ClarificationAsk) -> UUID:
    """Raises `IllegalTransition` for a request that is not submitted or open."""
    actor.require(Permission.REQUESTS_MANAGE)
    request = await load_visible(session, actor, AssistanceRequest, request_id)
    if request.status not in UNDER_WAY:
        raise IllegalTransition(
            "Ask about a request while it is submitted or open.",
            state=request.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, request.status)),
        )
    asked = created(RequestClarification(request_id=request.id, question=data.question), actor)
    session.add(asked)
    _record(session, actor, "asked", asked, request.reference, Permission.REQUESTS_MANAGE)
    return asked.id


async def answer(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    request_id: UUID,
    clarification_id: UUID,
    version: int,
    data: ClarificationAnswer,
) -> None:
    """Raises `Conflict` for a question that has its answer: ask another one."""
    actor.require(Permission.REQUESTS_ANSWER)
    asked = await load_for_change(session, actor, RequestClarification, clarification_id, version=version)
    if asked.request_id != request_id:
        raise NotFound
    if asked.answer is not None:
        raise Conflict("This question has been answered already.", code="already_answered")
    request = await load_visible(session, actor, AssistanceRequest, request_id)
    changes = {"answer": data.answer, "answered_at": clock.now(), "answered_by": actor.id}
    apply_changes(asked, changes, actor)
    _record(session, actor, "answered", asked, request.reference, Permission.REQUESTS_ANSWER)


def _record(
    session: AsyncSession,
    actor: Actor,
    verb: str,
    asked: RequestClarification,
    label: str,
    permission: Permission,
) -> None:
    record_event(
        session,
        actor,
        f"request_clarifications.{verb}",
        asked,
        subject_type="request_clarification",
        permission=permission,
        label=label,
    )
