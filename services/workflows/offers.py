"""Making an offer, and accepting one: which opens an activity."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, Assignment
from models.agencies import CapabilityPackage
from models.countries import Country, Post
from models.enums import AssignmentStatus
from models.officers import Officer
from models.outreach import Offer, OfferOfficer, Outreach
from models.requests import AssistanceRequest, RequestCountry
from schemas.offers import CostLine, OfferCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.checklist import open_checklist
from services.calendar import count_working_days
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.money import MAX_AMOUNT, USD
from services.outreach.commands import Answered, load_offer
from services.outreach.lifecycle import LIFECYCLE, AcceptFacts, OfferFacts
from services.outreach.records import record_outreach
from services.records import created, load_for_change, load_visible, touch
from services.references import next_reference
from services.requests.facts import capacity_left
from services.requests.matching import Span
from services.requests.queries import committed_usd


async def make_offer(session: AsyncSession, actor: Actor, data: OfferCreate) -> UUID:
    """An agency's costed answer, of its own officers and within what it has set itself as its most.

    Raises `Invalid` naming every field at fault, and `IllegalTransition` unless the agency has said it is interested.
    """
    actor.require(Permission.OUTREACH_ANSWER)
    outreach = await load_for_change(session, actor, Outreach, data.outreach_id, version=None)
    request = await session.get_one(AssistanceRequest, outreach.request_id)
    LIFECYCLE.fire(actor, outreach, "offer", OfferFacts(request.status))
    officers = list(dict.fromkeys(data.officers))
    package = await _package(session, outreach.agency_id, data.package_id)
    if package is not None and not data.cost_lines:
        data = data.model_copy(update={"cost_lines": [CostLine(**line) for line in package.cost_lines]})
    problems = [
        *_window_problems(data, request),
        *_cost_problems(data),
        *await _officer_problems(session, outreach.agency_id, officers),
    ]
    if not problems:
        problems = await _capacity_problems(session, outreach.agency_id, data, len(officers))
    if problems:
        raise Invalid(*problems)
    offer = created(
        Offer(
            outreach_id=outreach.id,
            starts_on=data.starts_on,
            ends_on=data.ends_on,
            officers=len(officers),
            cost_lines=[line.model_dump(mode="json") for line in data.cost_lines],
            total_usd=_total(data),
            package_id=data.package_id,
            package_name=package.name if package else None,
            note=data.note,
        ),
        actor,
    )
    session.add(offer)
    outreach.updated_by = actor.id
    record_outreach(session, actor, "offered", outreach, Permission.OUTREACH_ANSWER)
    record_event(
        session,
        actor,
        "offers.created",
        offer,
        subject_type="offer",
        permission=Permission.OUTREACH_ANSWER,
        label=outreach.reference,
        agency_id=outreach.agency_id,
    )
    await session.flush()
    session.add_all(OfferOfficer(offer_id=offer.id, officer_id=id_) for id_ in officers)
    return offer.id


async def _package(
    session: AsyncSession, agency_id: UUID, package_id: UUID | None
) -> CapabilityPackage | None:
    """The agency's own package. Another's and an unknown one look alike."""
    if package_id is None:
        return None
    package = await session.get(CapabilityPackage, package_id)
    if package is None or package.agency_id != agency_id:
        message = "Choose a package of the agency itself, or leave it out."
        raise Invalid(FieldProblem("package_id", "not_of_agency", message))
    return package


def _window_problems(data: OfferCreate, request: AssistanceRequest) -> list[FieldProblem]:
    if data.ends_on < data.starts_on:
        return [FieldProblem("ends_on", "before_start", "The offer cannot end before it starts.")]
    window = f"the request's window, {request.starts_on} to {request.ends_on}"
    problems = []
    if not request.starts_on <= data.starts_on <= request.ends_on:
        problems.append(FieldProblem("starts_on", "outside_window", f"Start within {window}."))
    if not request.starts_on <= data.ends_on <= request.ends_on:
        problems.append(FieldProblem("ends_on", "outside_window", f"End within {window}."))
    return problems


def _cost_problems(data: OfferCreate) -> list[FieldProblem]:
    if not data.cost_lines:
        message = "Name at least one cost, or a package that has some."
        return [FieldProblem("cost_lines", "too_short", message)]
    problems = []
    for position, line in enumerate(data.cost_lines):
        place = f"cost_lines/{position}/amount"
        if line.amount.currency != USD:
            problems.append(FieldProblem(f"{place}/currency", "not_usd", "Offers are costed in USD."))
        if line.amount.amount < 0:
            message = "The amount cannot be negative."
            problems.append(FieldProblem(f"{place}/amount", "amount_negative", message))
    if _total(data) > MAX_AMOUNT:
        problems.append(
            FieldProblem("cost_lines", "amount_too_large", f"Costs cannot exceed {MAX_AMOUNT:,}.")
        )
    return problems


def _total(data: OfferCreate) -> Decimal:
    return sum((line.amount.amount for line in data.cost_lines), Decimal(0))


async def _officer_problems(
    session: AsyncSession, agency_id: UUID, officers: Sequence[UUID]
) -> list[FieldProblem]:
    """Others' officers and unknown ones look alike."""
    own = set(
        await session.scalars(
            select(Officer.id).where(
                Officer.id.in_(officers), Officer.agency_id == agency_id, Officer.archived_at.is_(None)
            )
        )
    )
    message = "Nominate officers of the agency itself."
    return [
        FieldProblem(f"officers/{position}", "not_of_agency", message)
        for position, officer_id in enumerate(officers)
        if officer_id not in own
    ]


async def _capacity_problems(
    session: AsyncSession, agency_id: UUID, data: OfferCreate, officers: int
) -> list[FieldProblem]:
    window = Span(data.starts_on, data.ends_on)
    officers_left, days_left = await capacity_left(session, agency_id, window)
    problems = []
    if officers_left is not None and officers > officers_left:
        message = f"The agency has set itself a maximum that leaves {officers_left} officers for these days."
        problems.append(FieldProblem("officers", "over_officer_capacity", message))
    days = count_working_days(window.first, window.last)
    if days_left is not None and days > days_left:
        message = (
            f"The agency has set itself a maximum that leaves {days_left} working days; these are {days}."
        )
        problems.append(FieldProblem("ends_on", "over_day_capacity", message))
    return problems


async def accept_offer(
    session: AsyncSession, actor: Actor, clock: Clock, offer_id: UUID, version: int
) -> None:
    """Accept an offer within the request's funds: its activity opens in planning, with assignments and paperwork.

    Raises `IllegalTransition` when it costs more than is left, `Conflict` naming the clash when an officer is
    already assigned elsewhere on these days.
    """
    actor.require(Permission.OFFERS_DECIDE)
    seen = await load_visible(session, actor, Offer, offer_id)
    of_request = select(Outreach.request_id).where(Outreach.id == seen.outreach_id).scalar_subquery()
    # Locked first: two offers to one request are judged one after the other, against what is then left.
    request = (
        await session.scalars(
            select(AssistanceRequest).where(AssistanceRequest.id == of_request).with_for_update()
        )
    ).one()
    answered = await load_offer(session, actor, offer_id, version)
    left = select(AssistanceRequest.funds_usd - committed_usd).where(AssistanceRequest.id == request.id)
    facts = AcceptFacts(answered.offer.total_usd, (await session.scalar(left)) or Decimal(0), request.status)
    LIFECYCLE.fire(actor, answered.outreach, "accept", facts)
    officers = await _nominated(session, answered.offer)
    await _require_free(session, answered.offer, officers)
    touch(answered.offer, actor)
    answered.outreach.updated_by = actor.id
    record_outreach(session, actor, "offer_accepted", answered.outreach, Permission.OFFERS_DECIDE)
    await _open_activity(session, actor, clock, request, answered, officers)


async def _nominated(session: AsyncSession, offer: Offer) -> list[Officer]:
    return list(
        await session.scalars(
            select(Officer)
            .join(OfferOfficer, OfferOfficer.officer_id == Officer.id)
            .where(OfferOfficer.offer_id == offer.id)
            .order_by(Officer.id)
            .with_for_update(of=Officer, key_share=True)
        )
    )


async def _require_free(session: AsyncSession, offer: Offer, officers: Sequence[Officer]) -> None:
    """Nobody can be in two places. The database keeps this too, but cannot say who and where."""
    clashes = (
        await session.execute(
            select(Officer.name, Activity.reference, Assignment.starts_on, Assignment.ends_on)
            .join(Assignment, Assignment.officer_id == Officer.id)
            .join(Activity, Activity.id == Assignment.activity_id)
            .where(
                Officer.id.in_([officer.id for officer in officers]),
                Assignment.status == AssignmentStatus.PLANNED,
                Assignment.starts_on <= offer.ends_on,
                Assignment.ends_on >= offer.starts_on,
            )
            .order_by(Officer.name, Assignment.starts_on)
        )
    ).all()
    if clashes:
        named = "; ".join(
            f"{name} is on {reference} from {starts_on} to {ends_on}"
            for name, reference, starts_on, ends_on in clashes
        )
        message = f"Assignments would overlap: {named}."
        raise Conflict(message, code="assignment_overlap", field="officers")


async def _open_activity(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    request: AssistanceRequest,
    answered: Answered,
    officers: Sequence[Officer],
) -> None:
    offer, agency_id = answered.offer, answered.outreach.agency_id
    post = await session.get_one(Post, request.post_id)
    activity = created(
        Activity(
            reference=await next_reference(session, "ACT", clock.today().year),
            title=request.title,
            summary=request.need,
            modality=request.modality,
            agency_id=agency_id,
            country_id=await _place(session, request, post),
            request_id=request.id,
            offer_id=offer.id,
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            estimate_usd=offer.total_usd,
        ),
        actor,
    )
    session.add(activity)
    opened = record_event(
        session,
        actor,
        "activities.created",
        activity,
        subject_type="activity",
        permission=Permission.OFFERS_DECIDE,
        label=activity.reference,
        agency_id=agency_id,
    )
    opened.after = {**(opened.after or {}), "officers": [str(officer.id) for officer in officers]}
    await session.flush()
    days = {"starts_on": offer.starts_on, "ends_on": offer.ends_on}
    session.add_all(
        created(Assignment(activity_id=activity.id, officer_id=officer.id, **days), actor)
        for officer in officers
    )
    await open_checklist(session, actor, activity, clock.today())


async def _place(session: AsyncSession, request: AssistanceRequest, post: Post) -> UUID:
    """The country of the activity: the post's own if the request names it, else the first that it names."""
    named = list(
        await session.scalars(
            select(Country.id)
            .join(RequestCountry, RequestCountry.country_id == Country.id)
            .where(RequestCountry.request_id == request.id)
            .order_by(Country.genc3)
        )
    )
    return post.country_id if post.country_id in named or not named else named[0]
