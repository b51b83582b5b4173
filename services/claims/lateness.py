"""How a claim's payment clock stands: due when, late by how much, and what each day more costs the Government."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.claims import Claim, Payment
from models.enums import ClaimStatus, LateCharge, PaymentRegime
from models.mous import Instrument
from models.rates import InterestRate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.calendar import ONE_DAY
from services.claims import payment_clock
from services.claims.lifecycle import DECIDED
from services.claims.payment_clock import MissingInterestRate, RegimeTerms, interest, late_payment
from services.clock import Clock
from services.detail import Answer, Detail
from services.policies import policy_in_force
from services.projection import decimal_text, json_object

FORMULA = (
    "P(1 + r/12)^n (1 + r·d/360) − P: P the amount, r the yearly rate on the day after the due date, n whole months"
    " of 30 days late, d days over; rounded once to cents"
)
RULES = {
    PaymentRegime.VENDOR_INVOICE: "Prompt Payment rule: 5 CFR 1315.4 (receipt and due date), 1315.10 and 1315.17",
    PaymentRegime.TRAVEL_CLAIM: "Federal Travel Regulation: 41 CFR 301-52.7, 301-52.10 and 301-52.11",
    PaymentRegime.ASSISTANCE: "2 CFR 200.305: paid within 30 days of the request; no interest",
}
#: The clock of these has stopped without a payment.
_STOPPED = (ClaimStatus.DRAFT, ClaimStatus.RETURNED, ClaimStatus.DISALLOWED, ClaimStatus.WITHDRAWN)
NOTHING = Decimal("0.00")

_FACTS = Detail(
    table=Claim,
    permission=Permission.CLAIMS_READ,
    source=Claim.__table__.join(Instrument, Instrument.id == Claim.instrument_id).outerjoin(
        Payment, Payment.claim_id == Claim.id
    ),
    fields={
        "claim": json_object({"id": Claim.id, "reference": Claim.reference}),
        "status": Claim.status,
        "regime": Instrument.regime,
        "received_on": Claim.received_on,
        "proper_on": Claim.proper_on,
        "due_on": Claim.due_on,
        "paid_on": Claim.paid_on,
        "claimed": decimal_text(Claim.claimed_usd),
        "approved": decimal_text(Claim.approved_usd),
        "payment": json_object(
            {
                "interest": decimal_text(Payment.interest_usd),
                "charge": Payment.charge,
                "days_late": Payment.days_late,
                "explanation": Payment.explanation,
            }
        ),
    },
    actions=lambda *_: [],
)


async def payment_clock_of(connection: AsyncConnection, actor: Actor, clock: Clock, claim_id: UUID) -> Answer:
    """In the shape of `schemas.claim_clocks.ClaimClock`, as of the clock's day. Raises `Forbidden`, `NotFound`.

    Where a claim is not decided, what is claimed stands in for what will be paid.
    """
    facts = await _FACTS.get(connection, actor, claim_id)
    decided = facts["status"] in DECIDED
    principal = Decimal(facts["approved"] if decided else facts["claimed"])
    answer: Answer = {
        "claim": facts["claim"],
        "regime": facts["regime"],
        "as_of": clock.today().isoformat(),
        "received_on": facts["received_on"],
        "proper_on": facts["proper_on"],
        "due_on": facts["due_on"],
        "paid_on": facts["paid_on"],
        "running": facts["due_on"] is not None
        and facts["paid_on"] is None
        and facts["status"] not in _STOPPED,
        "days_left": None,
        "days_late": 0,
        "principal": _usd(principal),
        "principal_is": "approved" if decided else "claimed",
        "charge": LateCharge.NOTHING.value,
        "accrued": _usd(NOTHING),
        "per_day": _usd(NOTHING),
        "rate": None,
        "rule": RULES[PaymentRegime(facts["regime"])],
        "formula": None if facts["regime"] == PaymentRegime.ASSISTANCE else FORMULA,
        "explanation": "The clock starts with a proper claim.",
    }
    if facts["paid_on"] is not None:
        paid = facts["payment"]
        return answer | {
            "days_late": paid["days_late"],
            "charge": paid["charge"],
            "accrued": _usd(Decimal(paid["interest"])),
            "explanation": paid["explanation"],
        }
    if not answer["running"]:
        return answer
    return answer | await _running(connection, answer, principal, clock.today())


async def _running(connection: AsyncConnection, answer: Answer, principal: Decimal, today: date) -> Answer:
    due, proper = date.fromisoformat(answer["due_on"]), date.fromisoformat(answer["proper_on"])
    terms = await policy_in_force(connection, f"payment.{answer['regime']}", RegimeTerms, proper)
    published = await _rate_after(connection, due)
    rates = [published[1]] if published else []
    standing: Answer = {"days_left": (due - today).days, "rate": published[0] if published else None}
    try:
        late = late_payment(principal, due, today, terms, rates)
    except MissingInterestRate as missing:
        days_late = (today - due).days
        return standing | {
            "days_late": days_late,
            "accrued": None,
            "per_day": None,
            "explanation": str(missing),
        }
    explanation = late.explanation if late.days_late else f"Paid by {due}, nothing is added."
    per_day = cost_of_a_day(principal, published[1].annual_rate, late.days_late, terms) if published else None
    return standing | {
        "days_late": late.days_late,
        "charge": late.charge.value,
        "accrued": _usd(late.amount),
        "per_day": per_day if per_day is None else _usd(per_day),
        "explanation": explanation,
    }


def cost_of_a_day(principal: Decimal, annual_rate: Decimal, days_late: int, terms: RegimeTerms) -> Decimal:
    """US dollars that one day more adds to what is owed, once a payment is `days_late`; 0 days: the first day.

    Without regard to the smallest charge, which may still keep it from being owed.
    """
    if terms.charge is LateCharge.NOTHING or days_late >= terms.charge_days:
        return NOTHING
    return interest(principal, annual_rate, days_late + 1) - interest(principal, annual_rate, days_late)


async def _rate_after(
    connection: AsyncConnection, due: date
) -> tuple[dict[str, Any], payment_clock.InterestRate] | None:
    """The published rate in force on the day after `due`, as readers see it and as rules take it."""
    day = due + ONE_DAY
    row = (
        await connection.execute(
            select(
                InterestRate.id,
                InterestRate.percent,
                InterestRate.effective_from,
                InterestRate.effective_to,
                InterestRate.source,
            )
            .where(InterestRate.effective_from <= day)
            .order_by(InterestRate.effective_from.desc())
            .limit(1)
        )
    ).one_or_none()
    if row is None or (row.effective_to is not None and row.effective_to < day):
        return None
    rate = payment_clock.InterestRate(row.percent / 100, row.effective_from, row.effective_to)
    shown = {
        "id": str(row.id),
        "percent": f"{row.percent.normalize():f}",
        "effective_from": row.effective_from.isoformat(),
        "source": row.source,
    }
    return shown, rate


def _usd(amount: Decimal) -> dict[str, str]:
    return {"amount": f"{amount:.2f}", "currency": "USD"}
