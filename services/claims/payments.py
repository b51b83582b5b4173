"""Reading payments."""

from datetime import date
from uuid import UUID

from sqlalchemy import literal
from sqlalchemy.orm import aliased

from models.agencies import Agency
from models.claims import Claim, Payment
from models.obligations import Obligation
from services.access.permissions import Permission
from services.claims.queries import hide_obligation
from services.detail import Detail
from services.filters import any_of, ranges
from services.listing import Listing
from services.projection import Fields, instant, json_object, money

# A name of its own, so that row rules can ask about claims too.
_claim = aliased(Claim)
_SOURCE = Payment.__table__.join(_claim, _claim.id == Payment.claim_id).join(
    Agency, Agency.id == _claim.agency_id
)
_ROW: Fields = {
    "id": Payment.id,
    "claim": json_object({"id": _claim.id, "reference": _claim.reference}),
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "amount": money(Payment.amount_usd),
    "interest": money(Payment.interest_usd),
    "charge": Payment.charge,
    "days_late": Payment.days_late,
    "treasury_reference": Payment.treasury_reference,
    "paid_on": Payment.paid_on,
    "updated_at": instant(Payment.updated_at),
}
#: A payment never changes.
_ONLY_VERSION = literal(1, literal_execute=True)

PAYMENTS = Listing(
    table=Payment,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields=_ROW,
    sorts={"paid_on": Payment.paid_on, "amount": Payment.amount_usd, "days_late": Payment.days_late},
    default_sort="-paid_on",
    filters={
        "claim_id": any_of(Payment.claim_id, UUID),
        "agency_id": any_of(_claim.agency_id, UUID),
        "obligation_id": any_of(Payment.obligation_id, UUID),
        "treasury_reference": any_of(Payment.treasury_reference),
        "charge": any_of(Payment.charge),
        **ranges("paid_on", Payment.paid_on, date),
    },
)
PAYMENT = Detail(
    table=Payment,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE.join(Obligation, Obligation.id == Payment.obligation_id),
    fields={
        **_ROW,
        "obligation": json_object({"id": Obligation.id, "reference": Obligation.document_number}),
        "explanation": Payment.explanation,
        "version": _ONLY_VERSION,
        "created_at": instant(Payment.created_at),
    },
    actions=lambda *_: [],
    finish=hide_obligation,
)
