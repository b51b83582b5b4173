"""What a certifying officer sees before certifying: the queue, and for one claim whatever certifying hangs on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, Numeric, bindparam, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from models.agencies import Agency
from models.claims import Claim
from models.enums import ClaimStatus, PaymentRegime
from models.identity import User
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from models.rates import InterestRate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.duties import Duty
from services.claims.hands import require_free_hands
from services.claims.lifecycle import CERTIFIABLE
from services.clock import Clock
from services.detail import Answer
from services.errors import Conflict
from services.filters import any_of, flag, ranges
from services.listing import Listing, Scope
from services.projection import json_object, link, money
from services.records import load_visible
from services.workflows.payments import STATEMENT, certification_facts, promised_on

SOURCE = "31 USC 3528; 4 FAM 432"
ADVICE = (
    "A decided claim goes back to nobody: the state table knows no way from a decision to a return. Leave it"
    " uncertified and tell the finance reviewer and the program officer why. What stands in the way is mended where it"
    " lies: money by finance at the obligation, the entity identifier by the agency. What was wrongly disallowed is"
    " reclaimed by the agency in a new claim; what was wrongly approved is settled by the Department before payment."
)
_WAITING = (ClaimStatus.APPROVED.value, ClaimStatus.PARTIAL.value)

_certified = aliased(Claim)
_promised = (
    select(func.coalesce(func.sum(_certified.approved_usd), 0))
    .where(_certified.obligation_id == Claim.obligation_id, _certified.status == ClaimStatus.CERTIFIED.value)
    .correlate(Claim)
    .scalar_subquery()
)
_left = Obligation.unliquidated_usd - _promised
_latest_percent = (
    select(InterestRate.percent)
    .where(InterestRate.effective_from <= func.coalesce(Claim.due_on, bindparam("today", type_=Date())))
    .order_by(InterestRate.effective_from.desc())
    .limit(1)
    .correlate(Claim)
    .scalar_subquery()
)
#: As `payment_clock.interest` has it for the first thirty days: P x r / 360.
_per_day = case(
    (Instrument.regime == PaymentRegime.ASSISTANCE.value, cast(0, Numeric(14, 2))),
    else_=func.round(Claim.approved_usd * func.coalesce(_latest_percent, 0) / 36000, 2),
)

CERTIFIABLE_CLAIMS = Listing(
    table=Claim,
    permission=Permission.OBLIGATIONS_READ,
    source=Claim.__table__.join(Agency, Agency.id == Claim.agency_id)
    .join(Instrument, Instrument.id == Claim.instrument_id)
    .join(Obligation, Obligation.id == Claim.obligation_id)
    .outerjoin(Officer, Officer.id == Claim.officer_id),
    fields={
        "id": Claim.id,
        "reference": Claim.reference,
        "kind": Claim.kind,
        "status": Claim.status,
        "regime": Instrument.regime,
        "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
        "officer": link(Officer.id, {"id": Officer.id, "name": Officer.name}),
        "claimed": money(Claim.claimed_usd),
        "approved": money(Claim.approved_usd),
        "due_on": Claim.due_on,
        "act_by": Claim.act_by,
        "per_day": money(_per_day),
        "obligation": json_object({"id": Obligation.id, "reference": Obligation.document_number}),
        "left": money(_left),
        "covered": _left >= Claim.approved_usd,
        "version": Claim.version,
    },
    sorts={
        "due_on": Claim.due_on,
        "act_by": Claim.act_by,
        "approved": Claim.approved_usd,
        "reference": Claim.reference,
    },
    default_sort="due_on",
    filters={
        "status": any_of(Claim.status),
        "regime": any_of(Instrument.regime),
        "agency_id": any_of(Claim.agency_id, UUID),
        "obligation_id": any_of(Claim.obligation_id, UUID),
        "covered": flag(_left >= Claim.approved_usd, "Whether what is left of the obligation covers it."),
        **ranges("due_on", Claim.due_on, date),
    },
    where=Claim.status.in_(_WAITING),
)


def as_of(today: date) -> Scope:
    """The day by whose published rate the queue counts."""
    return Scope(Claim.status.in_(_WAITING), {"today": today})


async def certification_of(connection: AsyncConnection, actor: Actor, clock: Clock, claim_id: UUID) -> Answer:
    """In the shape of `schemas.claim_clocks.ClaimCertification`. Raises `Forbidden`, `NotFound`."""
    actor.require(Permission.CLAIMS_READ)
    actor.require(Permission.OBLIGATIONS_READ)
    async with AsyncSession(connection, expire_on_commit=False) as session:
        claim = await load_visible(session, actor, Claim, claim_id)
        obligation = await session.get_one(Obligation, claim.obligation_id)
        promised = await promised_on(session, obligation.id, claim.id)
        hands = {
            "preparer": claim.prepared_by,
            "program_reviewer": claim.program_reviewed_by,
            "finance_reviewer": claim.finance_reviewed_by,
            "certifier": claim.certified_by,
            "obligation_approver": obligation.approved_by,
        }
        held = [person for person in hands.values() if person]
        known = await session.execute(select(User.id, User.name).where(User.id.in_(held)))
        names: dict[UUID, str] = dict(known.all())
        return {
            "claim": {"id": claim.id, "reference": claim.reference},
            "status": claim.status,
            "approved": _usd(claim.approved_usd),
            "disallowed": _usd(claim.claimed_usd - claim.approved_usd),
            "obligation": {
                "id": obligation.id,
                "reference": obligation.document_number,
                "fund": obligation.fund,
                "status": obligation.status,
                "available_to": obligation.available_to,
                "cancels_on": obligation.cancels_on,
                "unliquidated": _usd(obligation.unliquidated_usd),
                "promised": _usd(promised),
                "left": _usd(obligation.unliquidated_usd - promised),
            },
            "hands": [
                {"duty": duty, "person": {"id": person, "name": names[person]} if person else None}
                for duty, person in hands.items()
            ],
            "statement": STATEMENT,
            "source": SOURCE,
            "problems": await _problems(session, actor, claim, obligation, clock.today()),
            "advice": ADVICE,
        }


async def _problems(
    session: AsyncSession, actor: Actor, claim: Claim, obligation: Obligation, today: date
) -> list[dict[str, str]]:
    if claim.status not in _WAITING:
        return [
            {"code": "illegal_transition", "message": f"A claim that is {claim.status} is not certified."}
        ]
    facts = await certification_facts(session, claim, obligation, today)
    found = [
        {"code": problem.code, "message": problem.message}
        for guard in CERTIFIABLE
        if not guard.holds(facts)
        for problem in guard.problems(facts)
    ]
    if not actor.may(Permission.CLAIMS_CERTIFY):
        message = "Only a certifying officer certifies."
        return [*found, {"code": "forbidden", "message": message}]
    try:
        await require_free_hands(
            session, actor, claim, Duty.CERTIFIER, obligation_approver=obligation.approved_by
        )
    except Conflict as duty:
        found.append({"code": duty.conflict_code, "message": duty.detail})
    return found


def _usd(amount: Decimal) -> dict[str, str]:
    return {"amount": f"{amount:.2f}", "currency": "USD"}
