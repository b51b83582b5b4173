"""Reading obligations and their ledger."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, and_, bindparam, cast, func, or_, outerjoin, select, true
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.agencies import Agency
from models.identity import User
from models.mous import Instrument
from models.obligations import LedgerEntry, LedgerPosting, Obligation
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import any_of, flag, ranges
from services.listing import Listing, ListQuery, Scope
from services.obligations.lifecycle import LIFECYCLE
from services.obligations.policies import ReviewPolicy
from services.policies import policy_in_force
from services.projection import Fields, instant, json_list, json_object, link, money

_SOURCE = Obligation.__table__.join(Instrument.__table__).join(Agency.__table__)


NEEDS_REVIEW = "needs_review"
_TODAY = bindparam("today", type_=Date())
_last_moved_on = (
    select(cast(func.timezone("UTC", func.max(LedgerEntry.created_at)), Date))
    .where(LedgerEntry.obligation_id == Obligation.id)
    .scalar_subquery()
)
#: As `balance.needs_review` says it, for the database to choose by.
_needs_review = and_(
    Obligation.unliquidated_usd > 0,
    or_(
        _last_moved_on <= _TODAY - bindparam("idle_days", type_=Integer()),
        Instrument.performance_ends_on <= _TODAY - bindparam("past_days", type_=Integer()),
    ),
)


async def review_terms(connection: AsyncConnection, query: ListQuery, today: date) -> Scope | None:
    """The day and the thresholds that `needs_review` counts by, where a query asks for it."""
    if NEEDS_REVIEW not in query.filters:
        return None
    policy = await policy_in_force(connection, "obligations", ReviewPolicy, today)
    days = {"idle_days": policy.review_idle_days, "past_days": policy.review_days_past_performance}
    return Scope(true(), {"today": today, **days})


_FIELDS: Fields = {
    "id": Obligation.id,
    "document_number": Obligation.document_number,
    "instrument": json_object({"id": Instrument.id, "reference": Instrument.number}),
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "fund": Obligation.fund,
    "status": Obligation.status,
    "available_from": Obligation.available_from,
    "available_to": Obligation.available_to,
    "cancels_on": Obligation.cancels_on,
    "obligated": money(Obligation.obligated_usd),
    "paid": money(Obligation.paid_usd),
    "deobligated": money(Obligation.deobligated_usd),
    "unliquidated": money(Obligation.unliquidated_usd),
    "version": Obligation.version,
    "updated_at": instant(Obligation.updated_at),
}

OBLIGATIONS = Listing(
    table=Obligation,
    permission=Permission.OBLIGATIONS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={
        "document_number": Obligation.document_number,
        "agency": Agency.legal_name,
        "available_to": Obligation.available_to,
        "cancels_on": Obligation.cancels_on,
        "obligated": Obligation.obligated_usd,
        "unliquidated": Obligation.unliquidated_usd,
        "updated_at": Obligation.updated_at,
    },
    default_sort="document_number",
    filters={
        "external_ref": by_ref(Obligation, "obligation"),
        "status": any_of(Obligation.status),
        "instrument_id": any_of(Obligation.instrument_id, UUID),
        "agency_id": any_of(Instrument.agency_id, UUID),
        "document_number": any_of(Obligation.document_number),
        "fund": any_of(Obligation.fund),
        "has_balance": flag(Obligation.unliquidated_usd > 0, "Whether anything is left of it."),
        NEEDS_REVIEW: flag(_needs_review, "Money left over: long unmoved, or long after performance ended."),
        **ranges("available_to", Obligation.available_to, date),
        **ranges("cancels_on", Obligation.cancels_on, date),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return LIFECYCLE.allowed_actions(actor, answer["status"])


OBLIGATION = Detail(
    table=Obligation,
    permission=Permission.OBLIGATIONS_READ,
    source=_SOURCE.outerjoin(User.__table__, Obligation.approved_by == User.id),
    fields={
        **_FIELDS,
        "approved_by": link(Obligation.approved_by, {"id": User.id, "name": User.name}),
        "created_at": instant(Obligation.created_at),
        "external_refs": refs_of(Obligation, "obligation"),
    },
    actions=_actions,
)

ENTRIES = Listing(
    table=LedgerEntry,
    permission=Permission.OBLIGATIONS_READ,
    source=outerjoin(LedgerEntry, User, LedgerEntry.created_by == User.id),
    fields={
        "id": LedgerEntry.id,
        "kind": LedgerEntry.kind,
        "reason": LedgerEntry.reason,
        "payment_id": LedgerEntry.payment_id,
        "postings": json_list(
            select(json_object({"account": LedgerPosting.account, "amount": money(LedgerPosting.amount_usd)}))
            .where(LedgerPosting.entry_id == LedgerEntry.id)
            .order_by(LedgerPosting.amount_usd)
        ),
        "recorded_at": instant(LedgerEntry.created_at),
        "recorded_by": link(User.id, {"id": User.id, "name": User.name}),
    },
    sorts={"recorded_at": LedgerEntry.created_at},
    default_sort="recorded_at",
    filters={"kind": any_of(LedgerEntry.kind), **ranges("recorded_at", LedgerEntry.created_at, datetime)},
)


def entries_of(obligation_id: UUID) -> Scope:
    """Narrows to one obligation's ledger."""
    key = bindparam("obligation_id", type_=PG_UUID(as_uuid=True))
    return Scope(LedgerEntry.obligation_id == key, {"obligation_id": obligation_id})
