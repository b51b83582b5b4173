"""Reading claims, and the review of one with every line beside its reason."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Numeric, any_, case, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, ClaimNotice, Expense, Payment
from models.countries import Country
from models.enums import PaymentRegime, Role
from models.identity import User
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from models.outreach import Offer
from models.payment_enums import PaymentItemStatus
from models.payment_runs import PaymentRunItem
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.expense_queries import amount, disallowed, explanation, has_receipt, number
from services.claims.lifecycle import ACTS_NEXT, DECIDED, EDITABLE, LIFECYCLE, STANDING
from services.detail import Answer, Detail
from services.filters import any_of, flag, matching, ranges
from services.listing import Listing
from services.projection import Fields, instant, json_list, json_object, link, money, stamps

# Names of their own, so that row rules can ask about activities too.
_activity, _parent, _terms = aliased(Activity), aliased(Claim), aliased(Instrument)
_LIST_SOURCE = (
    Claim.__table__.join(Agency, Agency.id == Claim.agency_id)
    .join(_activity, _activity.id == Claim.activity_id)
    .outerjoin(Country, Country.id == _activity.country_id)
    .outerjoin(Officer, Officer.id == Claim.officer_id)
)
_SOURCE = (
    _LIST_SOURCE.join(Instrument, Instrument.id == Claim.instrument_id)
    .join(Obligation, Obligation.id == Claim.obligation_id)
    .outerjoin(_parent, _parent.id == Claim.parent_claim_id)
    .outerjoin(Payment, Payment.claim_id == Claim.id)
)

_decided = Claim.status.in_([state.value for state in DECIDED])
_approved = case((_decided, Claim.approved_usd), else_=None)
_disallowed = case((_decided, Claim.claimed_usd - Claim.approved_usd), else_=None)
_acts_next = case({state.value: role.value for state, role in ACTS_NEXT.items()}, value=Claim.status)
_today = cast(func.timezone("UTC", func.now()), Date)
_age = func.greatest(func.coalesce(Claim.paid_on, _today) - Claim.received_on, 0)


def _person(column: Any) -> Any:
    return select(json_object({"id": User.id, "name": User.name})).where(User.id == column).scalar_subquery()


_IDENTITY: Fields = {
    "id": Claim.id,
    "reference": Claim.reference,
    "kind": Claim.kind,
    "status": Claim.status,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "activity": json_object({"id": _activity.id, "reference": _activity.reference, "title": _activity.title}),
    "country": link(Country.id, {"id": Country.id, "name": Country.name}),
    "officer": link(Officer.id, {"id": Officer.id, "name": Officer.name}),
}
_PERIOD = json_object({"starts_on": Claim.period_starts_on, "ends_on": Claim.period_ends_on})

CLAIMS = Listing(
    table=Claim,
    permission=Permission.CLAIMS_READ,
    source=_LIST_SOURCE,
    fields={
        **_IDENTITY,
        "period": _PERIOD,
        "lines": select(func.count()).where(Expense.claim_id == Claim.id).scalar_subquery(),
        "claimed": money(Claim.claimed_usd),
        "allowed": money(Claim.allowed_usd),
        "approved": money(_approved),
        "submitted_at": instant(Claim.submitted_at),
        "due_on": Claim.due_on,
        "act_by": Claim.act_by,
        "acts_next": _acts_next,
        "age_days": _age,
        "paid_on": Claim.paid_on,
        "version": Claim.version,
        "updated_at": instant(Claim.updated_at),
    },
    sorts={
        "reference": Claim.reference,
        "due_on": Claim.due_on,
        "act_by": Claim.act_by,
        "submitted_at": Claim.submitted_at,
        "claimed": Claim.claimed_usd,
        "updated_at": Claim.updated_at,
    },
    default_sort="-reference",
    filters={
        "status": any_of(Claim.status),
        "kind": any_of(Claim.kind),
        "agency_id": any_of(Claim.agency_id, UUID),
        "activity_id": any_of(Claim.activity_id, UUID),
        "country_id": any_of(_activity.country_id, UUID),
        "officer_id": any_of(Claim.officer_id, UUID),
        "instrument_id": any_of(Claim.instrument_id, UUID),
        "obligation_id": any_of(Claim.obligation_id, UUID),
        "parent_claim_id": any_of(Claim.parent_claim_id, UUID),
        "acts_next": matching(
            lambda roles: _acts_next == any_(roles), Role, "Claims that wait for one of these roles."
        ),
        "regime": matching(
            lambda regimes: Claim.instrument_id.in_(
                select(_terms.id).where(_terms.regime == any_(regimes)).correlate(None)
            ),
            PaymentRegime,
            "Claims whose instrument pays under one of these.",
        ),
        "in_payment_run": flag(
            select(PaymentRunItem.id)
            .where(
                PaymentRunItem.claim_id == Claim.id,
                PaymentRunItem.status != PaymentItemStatus.RETURNED.value,
            )
            .correlate(Claim)
            .exists(),
            "false: free to be put into a payment run, once certified.",
        ),
        **ranges("proper_on", Claim.proper_on, date),
        **ranges("due_on", Claim.due_on, date),
        **ranges("act_by", Claim.act_by, date),
        **ranges("submitted_at", Claim.submitted_at, datetime),
        **ranges("period_starts_on", Claim.period_starts_on, date),
    },
    search=Claim.search_text,
)

_lines = Expense.__table__.alias("summed")
_summary = (
    select(
        json_object(
            {
                "category": _lines.c.category,
                "lines": func.count(),
                "claimed": money(func.sum(_lines.c.claimed_usd)),
                "allowed": money(func.sum(_lines.c.allowed_usd)),
                "approved": money(func.sum(_lines.c.approved_usd)),
            }
        )
    )
    .where(_lines.c.claim_id == Claim.id)
    .group_by(_lines.c.category)
    .order_by(func.min(_lines.c.line_number))
)
_notices = (
    select(
        json_object(
            {
                "id": ClaimNotice.id,
                "kind": ClaimNotice.kind,
                "items": ClaimNotice.items,
                "created_at": instant(ClaimNotice.created_at),
            }
        )
    )
    .where(ClaimNotice.claim_id == Claim.id)
    .order_by(ClaimNotice.id)
)

_FIELDS: Fields = {
    **_IDENTITY,
    "instrument": json_object({"id": Instrument.id, "reference": Instrument.number}),
    "regime": Instrument.regime,
    "obligation": json_object({"id": Obligation.id, "reference": Obligation.document_number}),
    "parent": link(_parent.id, {"id": _parent.id, "reference": _parent.reference}),
    "period": _PERIOD,
    "actual_expense": Claim.actual_expense,
    "summary": json_list(_summary),
    "claimed": money(Claim.claimed_usd),
    "allowed": money(Claim.allowed_usd),
    "approved": money(_approved),
    "disallowed": money(_disallowed),
    "paid": money(Payment.amount_usd),
    "interest": money(Payment.interest_usd),
    "prepared_by": _person(Claim.prepared_by),
    "signatory_name": Claim.signatory_name,
    "program_reviewer": _person(Claim.program_reviewed_by),
    "finance_reviewer": _person(Claim.finance_reviewed_by),
    "certifier": _person(Claim.certified_by),
    "submitted_at": instant(Claim.submitted_at),
    "received_on": Claim.received_on,
    "proper_on": Claim.proper_on,
    "returned_on": Claim.returned_on,
    "certified_at": instant(Claim.certified_at),
    "due_on": Claim.due_on,
    "act_by": Claim.act_by,
    "acts_next": _acts_next,
    "age_days": _age,
    "paid_on": Claim.paid_on,
    "payment": link(Payment.id, {"id": Payment.id, "treasury_reference": Payment.treasury_reference}),
    "warnings": Claim.warnings,
    "notices": json_list(_notices),
    **stamps(Claim),
}


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = LIFECYCLE.allowed_actions(actor, answer["status"])
    if answer["status"] in EDITABLE and actor.may(Permission.CLAIMS_PREPARE):
        actions.append("update")
    return actions


def hide_obligation(actor: Actor, answer: Answer) -> None:
    """Obligations are not for agencies to see."""
    if not actor.may(Permission.OBLIGATIONS_READ):
        answer["obligation"] = None


CLAIM = Detail(
    table=Claim,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
    finish=hide_obligation,
)
CLAIM_CONFIRMED = Detail(
    table=Claim,
    permission=Permission.CLAIMS_CONFIRM_PAYMENT,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
    finish=hide_obligation,
)
"""The same for the payment system, whose token may hold no scope but the one to confirm."""

_claimant = aliased(Officer)
_review_lines = (
    select(
        json_object(
            {
                "id": Expense.id,
                "line_number": Expense.line_number,
                "category": Expense.category,
                "service_on": Expense.service_on,
                "service_ends_on": Expense.service_ends_on,
                "description": Expense.description,
                "officer": link(_claimant.id, {"id": _claimant.id, "name": _claimant.name}),
                "location": Expense.location,
                "travel_day": Expense.travel_day,
                "meals_furnished": Expense.meals_furnished,
                "quantity": number(Expense.quantity),
                "unit_rate": number(Expense.unit_rate),
                "amount": amount,
                "fx_rate": number(Expense.fx_rate),
                "fx_source": Expense.fx_source,
                "receipt_attached": has_receipt,
                "receipt_id": Expense.receipt_id,
                "timesheet_id": Expense.timesheet_id,
                "duplicate_override_reason": Expense.duplicate_override_reason,
                "claimed": money(Expense.claimed_usd),
                "allowed": money(Expense.allowed_usd),
                "approved": money(Expense.approved_usd),
                "disallowed": money(disallowed),
                "disallow_code": Expense.disallow_code,
                "disallow_note": Expense.disallow_note,
                "explanation": explanation,
                "version": Expense.version,
            }
        )
    )
    .select_from(Expense.__table__.outerjoin(_claimant, _claimant.id == Expense.officer_id))
    .where(Expense.claim_id == Claim.id)
    .order_by(Expense.line_number)
)
_cost = func.jsonb_array_elements(Offer.cost_lines).column_valued("cost", joins_implicitly=True)
_category = cast(_cost, JSONB)["category"].astext
_costs = (
    select(
        _category.label("category"),
        func.sum(cast(cast(_cost, JSONB)["amount"]["amount"].astext, Numeric(14, 2))).label("usd"),
    )
    .select_from(Offer)
    .where(Offer.id == _activity.offer_id)
    .group_by(_category)
    .correlate(_activity)
    .lateral("costs")
)
_others, _other_lines = Claim.__table__.alias("others"), Expense.__table__.alias("other_lines")
#: In claims of the same activity that stand, this one left out; what was decided counts as approved.
_elsewhere = (
    select(func.coalesce(func.sum(func.coalesce(_other_lines.c.approved_usd, _other_lines.c.claimed_usd)), 0))
    .select_from(_other_lines.join(_others, _others.c.id == _other_lines.c.claim_id))
    .where(
        _others.c.activity_id == Claim.activity_id,
        _others.c.id != Claim.id,
        _others.c.status.in_([state.value for state in sorted(STANDING)]),
        _other_lines.c.category == _costs.c.category,
    )
    .correlate(Claim, _costs)
    .scalar_subquery()
)
_agreed = (
    select(
        json_object(
            {
                "category": _costs.c.category,
                "agreed": money(_costs.c.usd),
                "claimed_elsewhere": money(cast(_elsewhere, Numeric(14, 2))),
            }
        )
    )
    .select_from(_costs)
    .correlate(_activity, Claim)
    .order_by(_costs.c.category)
)


def _finish_review(actor: Actor, answer: Answer) -> None:
    """An officer sees what was agreed for the activity, not what colleagues claim of it."""
    hide_obligation(actor, answer)
    if Role.OFFICER in actor.roles and Role.AGENCY_COORDINATOR not in actor.roles:
        for row in answer["agreed"]:
            row["claimed_elsewhere"] = None


REVIEW = Detail(
    table=Claim,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields={**_FIELDS, "agreed": json_list(_agreed), "lines": json_list(_review_lines)},
    actions=_actions,
    finish=_finish_review,
)
