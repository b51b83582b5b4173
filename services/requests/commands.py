"""Changing requests."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country, Post
from models.enums import RequestStatus, UnmetReason
from models.expertise import Expertise
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest as Request
from models.requests import RequestCountry, RequestExpertise
from schemas.requests import RequestClose, RequestCreate, RequestUpdate, RequestValidate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_countries
from services.errors import FieldProblem, Forbidden, IllegalTransition, Invalid
from services.events import record_event
from services.money import USD
from services.records import apply_changes, created, load_for_change, require_known, require_reference, touch
from services.references import next_reference
from services.requests.lifecycle import LIFECYCLE, CloseFacts, SubmitFacts, ValidateFacts
from services.requests.queries import accepted_offer_of_request, may_update
from services.requests.rules import problems

_BESIDE = ("countries", "required_expertise", "desired_expertise")


async def create_request(session: AsyncSession, actor: Actor, clock: Clock, data: RequestCreate) -> UUID:
    """A new draft. Raises `Forbidden` for another post's, `Invalid` naming every field that breaks a rule."""
    actor.require(Permission.REQUESTS_CREATE)
    post = await _post(session, actor, data.post_id)
    values = data.model_dump(exclude={"post_id"})
    beside = {name: list(dict.fromkeys(values.pop(name))) for name in _BESIDE}
    values["languages"] = list(dict.fromkeys(values["languages"]))
    _refuse(problems(values | beside))
    reference = await next_reference(session, "RFA", clock.today().year)
    request = created(Request(reference=reference, post_id=post.id, **values), actor)
    session.add(request)
    if not beside["countries"]:
        genc3 = await session.scalar(select(Country.genc3).where(Country.id == post.country_id))
        beside["countries"] = [str(genc3)]
    _record(session, actor, "created", request, Permission.REQUESTS_CREATE, beside=beside)
    await session.flush()
    await _set_beside(session, clock, request, beside)
    return request.id


async def update_request(
    session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID, version: int, data: RequestUpdate
) -> None:
    """Correct a draft, or as programme staff a submitted request.

    Raises `IllegalTransition` once it is open or closed, and `Invalid` naming every field that breaks a rule.
    """
    if not (actor.may(Permission.REQUESTS_SUBMIT) or actor.may(Permission.REQUESTS_MANAGE)):
        raise Forbidden(Permission.REQUESTS_SUBMIT)
    request = await load_for_change(session, actor, Request, request_id, version=version)
    if not may_update(actor, request.status):
        if request.status == RequestStatus.SUBMITTED:
            raise Forbidden(
                Permission.REQUESTS_MANAGE, "A submitted request is corrected by programme staff."
            )
        raise IllegalTransition(
            "A request is changed while it is a draft or submitted, not later.",
            state=request.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, request.status)),
        )
    changes = data.changes()
    before = await _beside(session, request)
    changed = {name: list(dict.fromkeys(changes.pop(name))) for name in _BESIDE if name in changes}
    if "languages" in changes:
        changes["languages"] = list(dict.fromkeys(changes["languages"]))
    now = {
        name: getattr(request, name) for name in ("modality", "starts_on", "ends_on", "trainer_cert_required")
    }
    wanted = now | changes | before | changed
    found = problems(wanted)
    if request.status == RequestStatus.SUBMITTED and not wanted["required_expertise"]:
        message = "A submitted request names at least one required expertise."
        found.append(FieldProblem("required_expertise", "expertise_missing", message))
    _refuse(found)
    apply_changes(request, changes, actor)
    touch(request, actor)
    beside_before = {name: before[name] for name in changed}
    _record(
        session, actor, "updated", request, Permission.REQUESTS_SUBMIT, beside=changed, before=beside_before
    )
    await session.flush()
    await _set_beside(session, clock, request, changed)


async def submit_request(
    session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID, version: int
) -> None:
    actor.require(Permission.REQUESTS_SUBMIT)
    request = await load_for_change(session, actor, Request, request_id, version=version)
    required = (await _beside(session, request))["required_expertise"]
    LIFECYCLE.fire(actor, request, "submit", SubmitFacts(len(required), request.ends_on, clock.today()))
    apply_changes(request, {"submitted_at": clock.now()}, actor)
    _record(session, actor, "submitted", request, Permission.REQUESTS_SUBMIT)


async def validate_request(
    session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID, version: int, data: RequestValidate
) -> None:
    """Open a submitted request: its funding source is named, and how much is set aside."""
    actor.require(Permission.REQUESTS_MANAGE)
    request = await load_for_change(session, actor, Request, request_id, version=version)
    if data.funds.currency != USD:
        raise Invalid(FieldProblem("funds/currency", "not_usd", "Funds are set aside in USD."))
    if data.funds.amount < 0:
        raise Invalid(FieldProblem("funds/amount", "amount_negative", "The amount cannot be negative."))
    LIFECYCLE.fire(actor, request, "validate", ValidateFacts(data.funding_source, data.funds.amount > 0))
    changes = {
        "funding_source": data.funding_source,
        "funds_usd": data.funds.amount,
        "validated_at": clock.now(),
    }
    apply_changes(request, changes, actor)
    _record(session, actor, "validated", request, Permission.REQUESTS_MANAGE)


async def close_request(
    session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID, version: int, data: RequestClose
) -> None:
    """Filled, unfilled or cancelled. Raises `Invalid` where the last two come without a reason, or where fewer
    officers come than were needed and it is not said what stood in the way."""
    actor.require(Permission.REQUESTS_MANAGE)
    request = await load_for_change(session, actor, Request, request_id, version=version)
    offers, officers = (
        await session.execute(
            select(func.count(), func.coalesce(func.sum(Offer.officers), 0))
            .select_from(Offer)
            .join(Outreach, Outreach.id == Offer.outreach_id)
            .join(Request, Request.id == Outreach.request_id)
            .where(Request.id == request.id, accepted_offer_of_request)
        )
    ).one()
    outcome = RequestStatus(data.outcome)
    LIFECYCLE.fire(actor, request, "close", CloseFacts(offers), outcome=outcome)
    if data.reason is None and outcome is not RequestStatus.FILLED:
        raise Invalid(FieldProblem("reason", "reason_missing", f"Say why the request is {data.outcome}."))
    short = outcome is RequestStatus.FILLED and officers < request.headcount
    if short and data.unmet_reason is None:
        message = f"{officers} of {request.headcount} officers come. Say what stood in the way of the others."
        raise Invalid(FieldProblem("unmet_reason", "reason_missing", message))
    unmet = None
    if short or outcome is RequestStatus.UNFILLED:
        unmet = data.unmet_reason or UnmetReason.OTHER
    changes = {"closed_at": clock.now(), "close_reason": data.reason, "unmet_reason": unmet}
    apply_changes(request, changes, actor)
    _record(session, actor, "closed", request, Permission.REQUESTS_MANAGE, reason=data.reason)


async def _post(session: AsyncSession, actor: Actor, post_id: UUID | None) -> Post:
    """Whose need it is: programme staff and services name the post, a post raises its own needs only."""
    tied = actor.post_id is not None and not actor.may(Permission.REQUESTS_MANAGE)
    if tied and post_id not in (None, actor.post_id):
        raise Forbidden(
            Permission.REQUESTS_MANAGE, "A post raises requests for itself only. Leave post_id out."
        )
    chosen = actor.post_id if tied else post_id
    if chosen is None:
        raise Invalid(FieldProblem("post_id", "missing", "Name the post that needs assistance."))
    await require_reference(session, Post.id, chosen, field="post_id", what="post")
    return await session.get_one(Post, chosen)


def _refuse(found: list[FieldProblem]) -> None:
    if found:
        raise Invalid(*found)


async def _beside(session: AsyncSession, request: Request) -> dict[str, list[str]]:
    """Codes of the request's countries and expertise."""
    countries = await session.scalars(
        select(Country.genc3)
        .join(RequestCountry, RequestCountry.country_id == Country.id)
        .where(RequestCountry.request_id == request.id)
        .order_by(Country.genc3)
    )
    expertise = (
        await session.execute(
            select(Expertise.code, RequestExpertise.required)
            .join(RequestExpertise, RequestExpertise.expertise_id == Expertise.id)
            .where(RequestExpertise.request_id == request.id)
            .order_by(Expertise.code)
        )
    ).all()
    return {
        "countries": list(countries),
        "required_expertise": [code for code, required in expertise if required],
        "desired_expertise": [code for code, required in expertise if not required],
    }


async def _set_beside(
    session: AsyncSession, clock: Clock, request: Request, codes: Mapping[str, list[str]]
) -> None:
    """Replace the lists that are named. Raises `Invalid` for unknown, retired and archived codes."""
    if "countries" in codes:
        known = await require_countries(session, codes["countries"], field="countries", on=clock.today())
        await session.execute(delete(RequestCountry).where(RequestCountry.request_id == request.id))
        session.add_all(RequestCountry(request_id=request.id, country_id=id_) for id_ in known.values())
    named = {name: name == "required_expertise" for name in _BESIDE[1:] if name in codes}
    for name, required in named.items():
        await require_known(session, name, Expertise.code, codes[name], ~Expertise.archived)
        await session.execute(
            delete(RequestExpertise).where(
                RequestExpertise.request_id == request.id, RequestExpertise.required.is_(required)
            )
        )
    # Only now, so that a code may move from one list to the other.
    for name, required in named.items():
        session.add_all(
            RequestExpertise(request_id=request.id, expertise_id=id_, required=required)
            for id_ in await _expertise_ids(session, codes[name])
        )


async def _expertise_ids(session: AsyncSession, codes: Iterable[str]) -> list[UUID]:
    return list(await session.scalars(select(Expertise.id).where(Expertise.code.in_(list(codes)))))


def _record(
    session: AsyncSession,
    actor: Actor,
    verb: str,
    request: Request,
    permission: Permission,
    *,
    beside: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    event = record_event(
        session,
        actor,
        f"requests.{verb}",
        request,
        subject_type="request",
        permission=permission,
        label=request.reference,
        reason=reason,
    )
    if beside:
        event.before = {**(event.before or {}), **(before or {})} or None
        event.after = {**(event.after or {}), **beside}
