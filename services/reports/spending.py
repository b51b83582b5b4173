"""What activities were to cost and did cost, and how long agencies waited for their money."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Text, case, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, Payment
from models.countries import Country
from models.enums import ClaimStatus
from models.mous import Instrument
from schemas.spending import PaymentTimesBy
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.calendar import fiscal_year
from services.clock import Clock
from services.detail import Answer
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.projection import decimal_text, instant, json_object, link, money

#: Claims are to be paid within so many days (41 CFR 301-52.7; 5 CFR 1315.4; 2 CFR 200.305).
DAYS_TO_PAY = 30

_claims = aliased(Claim)
_sums = (
    select(
        func.count().label("claims"),
        func.coalesce(func.sum(_claims.claimed_usd), 0).label("claimed"),
        func.coalesce(func.sum(_claims.approved_usd), 0).label("approved"),
        func.coalesce(
            func.sum(case((_claims.status == ClaimStatus.PAID.value, _claims.approved_usd), else_=0)), 0
        ).label("paid"),
    )
    .where(
        _claims.activity_id == Activity.id,
        _claims.status.not_in((ClaimStatus.DRAFT.value, ClaimStatus.WITHDRAWN.value)),
        # A reclaim asks again for what its parent was refused.
        _claims.parent_claim_id.is_(None) | (_claims.approved_usd > 0),
    )
    .lateral("spent")
)
_variance = _sums.c.approved - Activity.estimate_usd

SPENDING = Listing(
    table=Activity,
    permission=Permission.REPORTS_SPENDING,
    source=Activity.__table__.join(Agency.__table__).outerjoin(Country.__table__).join(_sums, literal(True)),
    fields={
        "id": Activity.id,
        "reference": Activity.reference,
        "title": Activity.title,
        "status": Activity.status,
        "modality": Activity.modality,
        "agency": json_object({"id": Activity.agency_id, "name": Agency.legal_name}),
        "country": link(Activity.country_id, {"id": Activity.country_id, "name": Country.name}),
        "starts_on": Activity.starts_on,
        "ends_on": Activity.ends_on,
        "claims": _sums.c.claims,
        "estimate": money(Activity.estimate_usd),
        "claimed": money(_sums.c.claimed),
        "approved": money(_sums.c.approved),
        "paid": money(_sums.c.paid),
        "variance": money(_variance),
        "variance_percent": decimal_text(
            func.round(_variance * 100 / func.nullif(Activity.estimate_usd, 0), 1)
        ),
        "updated_at": instant(Activity.updated_at),
    },
    sorts={
        "starts_on": Activity.starts_on,
        "reference": Activity.reference,
        "estimate": Activity.estimate_usd,
    },
    default_sort="-starts_on",
    filters={
        "agency_id": any_of(Activity.agency_id, UUID),
        "country_id": any_of(Activity.country_id, UUID),
        "modality": any_of(Activity.modality),
        "status": any_of(Activity.status),
        "over_estimate": flag(_variance > 0, "true: more was approved than estimated."),
        "with_claims": flag(_sums.c.claims > 0, "true: something was claimed."),
        **ranges("starts_on", Activity.starts_on, date),
    },
    where=Activity.estimate_usd.is_not(None),
    search=Activity.search_text,
)

_paid_claim = aliased(Claim)
_KEYS: dict[PaymentTimesBy, tuple[Any, Any]] = {
    PaymentTimesBy.AGENCY: (cast(Agency.id, Text), Agency.legal_name),
    PaymentTimesBy.REGIME: (Instrument.regime, Instrument.regime),
    PaymentTimesBy.MONTH: (
        func.to_char(Payment.paid_on, "YYYY-MM"),
        func.to_char(Payment.paid_on, "YYYY-MM"),
    ),
}


async def payment_times(
    connection: AsyncConnection, actor: Actor, clock: Clock, year: int | None, by: PaymentTimesBy
) -> Answer:
    """In the shape of `schemas.spending.PaymentTimes`: days from the proper claim to the payment, of one fiscal year.

    `year` None: the present one. Raises `Forbidden`.
    """
    actor.require(Permission.REPORTS_SPENDING)
    year = year or fiscal_year(clock.today())
    seen = visible(actor, Payment)
    within = Payment.paid_on.between(date(year - 1, 10, 1), date(year, 9, 30)) & seen.clause
    parameters = dict(seen.parameters)
    groups = (await connection.execute(_times(by).where(within), parameters)).mappings()
    total = (await connection.execute(_times(None).where(within), parameters)).mappings().one()
    return {
        "fiscal_year": year,
        "by": by,
        "within_days": DAYS_TO_PAY,
        "total": _told(dict(total)),
        "groups": [_told(dict(group)) for group in groups],
    }


def _times(by: PaymentTimesBy | None) -> Select[Any]:
    days = cast(Payment.paid_on - func.coalesce(_paid_claim.proper_on, _paid_claim.received_on), Integer)
    figures: tuple[Any, ...] = (
        func.count().label("payments"),
        func.count().filter(days <= DAYS_TO_PAY).label("in_time"),
        func.percentile_disc(0.5).within_group(days).label("median_days"),
        func.percentile_disc(0.9).within_group(days).label("slow_days"),
        func.max(days).label("longest_days"),
        func.coalesce(func.sum(Payment.amount_usd), 0).label("amount"),
        func.coalesce(func.sum(Payment.interest_usd), 0).label("interest"),
    )
    source = (
        Payment.__table__.join(_paid_claim, _paid_claim.id == Payment.claim_id)
        .join(Agency, Agency.id == _paid_claim.agency_id)
        .join(Instrument, Instrument.id == _paid_claim.instrument_id)
    )
    if by is None:
        return select(*figures).select_from(source)
    key, name = _KEYS[by]
    order = [key] if by is PaymentTimesBy.MONTH else [func.count().desc(), name]
    return (
        select(key.label("key"), name.label("name"), *figures)
        .select_from(source)
        .group_by(key, name)
        .order_by(*order)
    )


def _told(figures: dict[str, Any]) -> dict[str, Any]:
    money_of = {
        name: {"amount": f"{figures[name]:.2f}", "currency": "USD"} for name in ("amount", "interest")
    }
    return figures | money_of
