"""Vouchers: a decided claim as an accessible document with the fields of the standard form of its payment regime.

SF-1034 for invoices, SF-1012 for travel, SF-270 for assistance. Which boxes there are, where they were known from and
what could not be verified: docs/vouchers.md. No bank data and no social security number are kept, so none are shown.
"""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, Expense, Payment
from models.countries import Country
from models.enums import ClaimStatus, PaymentRegime
from models.events import Event
from models.identity import User
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.adapters.typesetting import typeset
from services.detail import Answer, Detail
from services.errors import Conflict
from services.projection import Fields, decimal_text, instant, json_list, json_object, link

FORMS = {
    PaymentRegime.VENDOR_INVOICE: "sf1034",
    PaymentRegime.TRAVEL_CLAIM: "sf1012",
    PaymentRegime.ASSISTANCE: "sf270",
}
_WITH_VOUCHER = (
    ClaimStatus.APPROVED,
    ClaimStatus.PARTIAL,
    ClaimStatus.CERTIFIED,
    ClaimStatus.PAID,
)
_TEMPLATES = Path(__file__).parent / "forms"
_activity = aliased(Activity)


def _name(column: Any) -> Any:
    return select(User.name).where(User.id == column).scalar_subquery()


def _day_of(action: str) -> Any:
    """The day of the claim's last event of a kind."""
    return (
        select(func.to_char(func.timezone("UTC", func.max(Event.recorded_at)), "YYYY-MM-DD"))
        .where(Event.subject_type == "claim", Event.subject_id == Claim.id, Event.action == action)
        .correlate(Claim)
        .scalar_subquery()
    )


_LINE: Fields = {
    "number": Expense.line_number,
    "category": Expense.category,
    "on": Expense.service_on,
    "until": Expense.service_ends_on,
    "description": Expense.description,
    "location": Expense.location,
    "quantity": decimal_text(Expense.quantity),
    "unit_rate": decimal_text(Expense.unit_rate),
    "currency": Expense.currency,
    "amount": decimal_text(Expense.amount),
    "fx_rate": decimal_text(Expense.fx_rate),
    "claimed": decimal_text(Expense.claimed_usd),
    "approved": decimal_text(Expense.approved_usd),
    "disallowed": decimal_text(Expense.claimed_usd - Expense.approved_usd),
    "code": Expense.disallow_code,
    "note": Expense.disallow_note,
}
_VOUCHER = Detail(
    table=Claim,
    permission=Permission.CLAIMS_READ,
    source=Claim.__table__.join(Agency, Agency.id == Claim.agency_id)
    .join(Instrument, Instrument.id == Claim.instrument_id)
    .join(Obligation, Obligation.id == Claim.obligation_id)
    .join(_activity, _activity.id == Claim.activity_id)
    .outerjoin(Country, Country.id == _activity.country_id)
    .outerjoin(Officer, Officer.id == Claim.officer_id)
    .outerjoin(Payment, Payment.claim_id == Claim.id),
    fields={
        "reference": Claim.reference,
        "status": Claim.status,
        "regime": Instrument.regime,
        "agency": json_object({"name": Agency.legal_name, "state": Agency.state, "uei": Agency.uei}),
        "officer": Officer.name,
        "activity": json_object(
            {"reference": _activity.reference, "title": _activity.title, "country": Country.name}
        ),
        "instrument": json_object(
            {
                "number": Instrument.number,
                "kind": Instrument.kind,
                "signed_on": func.to_char(func.timezone("UTC", Instrument.signed_at), "YYYY-MM-DD"),
            }
        ),
        "accounting": json_object(
            {
                "fund": Obligation.fund,
                "document": Obligation.document_number,
                "strips": Instrument.fiscal_strips,
            }
        ),
        "from": Claim.period_starts_on,
        "to": Claim.period_ends_on,
        "received_on": Claim.received_on,
        "proper_on": Claim.proper_on,
        "due_on": Claim.due_on,
        "prepared_by": _name(Claim.prepared_by),
        "signatory": Claim.signatory_name,
        "submitted_on": func.to_char(func.timezone("UTC", Claim.submitted_at), "YYYY-MM-DD"),
        "program_reviewer": _name(Claim.program_reviewed_by),
        "endorsed_on": _day_of("claims.endorsed"),
        "finance_reviewer": _name(Claim.finance_reviewed_by),
        "decided_on": _day_of("claims.decided"),
        "certifier": _name(Claim.certified_by),
        "certified_on": func.to_char(func.timezone("UTC", Claim.certified_at), "YYYY-MM-DD"),
        "claimed": decimal_text(Claim.claimed_usd),
        "approved": decimal_text(Claim.approved_usd),
        "disallowed": decimal_text(Claim.claimed_usd - Claim.approved_usd),
        "payment": link(
            Payment.id,
            {
                "reference": Payment.treasury_reference,
                "on": Payment.paid_on,
                "interest": decimal_text(Payment.interest_usd),
                "charge": Payment.charge,
                "explanation": Payment.explanation,
            },
        ),
        "lines": json_list(
            select(json_object(_LINE)).where(Expense.claim_id == Claim.id).order_by(Expense.line_number)
        ),
        "changed_at": instant(Claim.updated_at),
    },
    actions=lambda *_: [],
)


async def voucher_pdf(connection: AsyncConnection, actor: Actor, claim_id: UUID) -> tuple[str, bytes]:
    """The name of the file and the PDF/UA-1. The same claim, unchanged, gives the same bytes to the same reader.

    Who may not see obligations gets no accounting classification. Raises `Forbidden`, `NotFound`, and `Conflict`
    before a claim is decided.
    """
    answer = await _VOUCHER.get(connection, actor, claim_id)
    if answer["status"] not in _WITH_VOUCHER:
        message = (
            f"A voucher is made of a claim that pays something; {answer['reference']} is {answer['status']}."
        )
        raise Conflict(message, code="no_voucher_yet")
    if not actor.may(Permission.OBLIGATIONS_READ):
        answer["accounting"] = None
    at = datetime.fromisoformat(answer.pop("changed_at"))
    form = FORMS[PaymentRegime(answer["regime"])]
    return f"{form}-{answer['reference']}.pdf", await _typeset(form, answer, at)


async def _typeset(form: str, answer: Answer, at: datetime) -> bytes:
    return await typeset(_TEMPLATES / f"{form}.typ", answer, at)
