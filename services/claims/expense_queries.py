"""Reading expenses: one by one, in lists of any length, and as the lines of a claim under review."""

from datetime import date
from typing import Any
from uuid import UUID

from iso4217 import Currency
from sqlalchemy import bindparam, case, func
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, Expense
from models.countries import Country
from models.officers import Officer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.lifecycle import EDITABLE
from services.detail import Answer, Detail
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.projection import decimal_text, instant, json_object, link, money, stamps

# Names of its own, so that row rules can ask about claims and activities too.
_claim, _activity = aliased(Claim), aliased(Activity)

_SOURCE = (
    Expense.__table__.join(_claim, _claim.id == Expense.claim_id)
    .join(Agency, Agency.id == Expense.agency_id)
    .join(_activity, _activity.id == Expense.activity_id)
    .outerjoin(Country, Country.id == Expense.country_id)
    .outerjoin(Officer, Officer.id == Expense.officer_id)
)
has_receipt = Expense.receipt_attached | Expense.receipt_id.is_not(None)
_claim_link = json_object({"id": _claim.id, "reference": _claim.reference})
_agency_link = json_object({"id": Agency.id, "name": Agency.legal_name})
_activity_link = json_object({"id": _activity.id, "reference": _activity.reference, "title": _activity.title})
_country_link = link(Country.id, {"id": Country.id, "name": Country.name})
officer_link = link(Officer.id, {"id": Officer.id, "name": Officer.name})
disallowed = Expense.claimed_usd - Expense.approved_usd


def number(value: Any) -> Any:
    """An exact number as a string, without the zeros that only its column adds."""
    return decimal_text(func.trim_scale(value))


def _has_places(places: int) -> Any:
    codes = [currency.code for currency in Currency if currency.exponent == places]
    return Expense.currency.in_(
        bindparam(f"currencies_{places}", codes, expanding=True, literal_execute=True)
    )


#: The amount of a receipt, to the decimal places of its currency: the column has three for all.
_amount = case(
    (_has_places(0), func.round(Expense.amount, 0)),
    (_has_places(3), Expense.amount),
    else_=func.round(Expense.amount, 2),
)
amount = money(_amount, Expense.currency)

explanation = case(
    (
        Expense.computation.is_not(None),
        json_object(
            {
                "rule": Expense.computation["outcome"]["rule"],
                "formula": Expense.computation["outcome"]["formula"],
                "text": Expense.computation["outcome"]["explanation"],
                "warnings": Expense.computation["warnings"],
            }
        ),
    ),
    else_=None,
)

EXPENSES = Listing(
    table=Expense,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields={
        "id": Expense.id,
        "claim": _claim_link,
        "claim_status": _claim.status,
        "line_number": Expense.line_number,
        "agency": _agency_link,
        "activity": _activity_link,
        "country": _country_link,
        "officer": officer_link,
        "category": Expense.category,
        "service_on": Expense.service_on,
        "description": Expense.description,
        "amount": amount,
        "claimed": money(Expense.claimed_usd),
        "allowed": money(Expense.allowed_usd),
        "approved": money(Expense.approved_usd),
        "disallow_code": Expense.disallow_code,
        "receipt_attached": has_receipt,
        "paid_on": Expense.paid_on,
        "version": Expense.version,
        "updated_at": instant(Expense.updated_at),
    },
    sorts={
        "service_on": Expense.service_on,
        "line_number": Expense.line_number,
        "claimed": Expense.claimed_usd,
        "category": Expense.category,
        "paid_on": Expense.paid_on,
        "updated_at": Expense.updated_at,
    },
    default_sort="service_on",
    filters={
        "claim_id": any_of(Expense.claim_id, UUID),
        "agency_id": any_of(Expense.agency_id, UUID),
        "activity_id": any_of(Expense.activity_id, UUID),
        "country_id": any_of(Expense.country_id, UUID),
        "officer_id": any_of(Expense.officer_id, UUID),
        "category": any_of(Expense.category),
        "modality": any_of(_activity.modality, description="Of the activity, any of these."),
        "claim_status": any_of(_claim.status, description="Of the claim, any of these."),
        "disallow_code": any_of(Expense.disallow_code),
        "paid": flag(Expense.paid_on.is_not(None), "true: paid; false: not paid, or not yet."),
        **ranges("service_on", Expense.service_on, date),
        **ranges("paid_on", Expense.paid_on, date),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if answer["claim_status"] not in EDITABLE:
        return []
    actions = []
    if actor.may(Permission.CLAIMS_PREPARE):
        # A line that follows a timesheet goes with it.
        actions += ["update"] if answer["timesheet_id"] else ["update", "delete"]
    if actor.may(Permission.CLAIMS_FINANCE_REVIEW):
        actions.append("override_duplicate")
    return actions


EXPENSE = Detail(
    table=Expense,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields={
        "id": Expense.id,
        "claim": _claim_link,
        "claim_status": _claim.status,
        "line_number": Expense.line_number,
        "agency": _agency_link,
        "activity": _activity_link,
        "country": _country_link,
        "officer": officer_link,
        "category": Expense.category,
        "service_on": Expense.service_on,
        "service_ends_on": Expense.service_ends_on,
        "description": Expense.description,
        "amount": amount,
        "fx_rate": number(Expense.fx_rate),
        "fx_source": Expense.fx_source,
        "quantity": number(Expense.quantity),
        "unit_rate": number(Expense.unit_rate),
        "tax": money(Expense.tax_usd),
        "location": Expense.location,
        "travel_day": Expense.travel_day,
        "meals_furnished": Expense.meals_furnished,
        "receipt_attached": has_receipt,
        "receipt_id": Expense.receipt_id,
        "timesheet_id": Expense.timesheet_id,
        "prior_approval": Expense.prior_approval,
        "duplicate_override_reason": Expense.duplicate_override_reason,
        "claimed": money(Expense.claimed_usd),
        "allowed": money(Expense.allowed_usd),
        "approved": money(Expense.approved_usd),
        "disallowed": money(disallowed),
        "disallow_code": Expense.disallow_code,
        "disallow_note": Expense.disallow_note,
        "explanation": explanation,
        "computation": Expense.computation,
        "paid_on": Expense.paid_on,
        **stamps(Expense),
    },
    actions=_actions,
)
