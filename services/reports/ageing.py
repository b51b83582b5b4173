"""How long claims that are not paid yet have waited since their proper receipt."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, Text, bindparam, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlalchemy.types import Date

from models.agencies import Agency
from models.claims import Claim
from models.enums import ClaimStatus
from models.mous import Instrument
from schemas.ageing import AgeingBy
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.clock import Clock
from services.detail import Answer

#: First and last day of each bucket, counted from the proper receipt; None: without end.
BUCKETS: tuple[tuple[int, int | None], ...] = ((0, 7), (8, 14), (15, 30), (31, 60), (61, None))

_DECIDED = (ClaimStatus.APPROVED.value, ClaimStatus.PARTIAL.value, ClaimStatus.CERTIFIED.value)
#: Claims whose clock runs: handed in, neither back with the agency nor refused nor paid.
_RUNNING = (
    ClaimStatus.SUBMITTED.value,
    ClaimStatus.PROGRAM_REVIEW.value,
    ClaimStatus.FINANCE_REVIEW.value,
    *_DECIDED,
)
# A name of its own: row rules ask about agencies too.
_agency = aliased(Agency)
_KEYS: dict[AgeingBy, tuple[Any, Any]] = {
    AgeingBy.AGENCY: (cast(_agency.id, Text), _agency.legal_name),
    AgeingBy.REGIME: (Instrument.regime, Instrument.regime),
    AgeingBy.STATUS: (Claim.status, Claim.status),
}
_amount = case((Claim.status.in_(_DECIDED), Claim.approved_usd), else_=Claim.claimed_usd)
_age = func.greatest(bindparam("today", type_=Date()) - Claim.proper_on, 0)


async def claims_by_age(connection: AsyncConnection, actor: Actor, clock: Clock, by: AgeingBy) -> Answer:
    """In the shape of `schemas.ageing.ClaimsByAge`: counts and US dollars, the groups with the most money first.

    Approved amounts of decided claims, claimed ones of the others. Raises `Forbidden`.
    """
    actor.require(Permission.REPORTS_SPENDING)
    today = clock.today()
    seen = visible(actor, Claim)
    parameters = {"today": today, **seen.parameters}
    groups = (await connection.execute(_figures(by).where(seen.clause), parameters)).mappings()
    total = (await connection.execute(_figures(None).where(seen.clause), parameters)).mappings().one()
    return {
        "as_of": today,
        "by": by,
        "total": _told(total, today),
        "groups": [{"key": group["key"], "name": group["name"], **_told(group, today)} for group in groups],
    }


def _figures(by: AgeingBy | None) -> Select[Any]:
    figures: list[Any] = [
        func.count().label("claims"),
        func.coalesce(func.sum(_amount), 0).label("amount"),
    ]
    for number, (first, last) in enumerate(BUCKETS):
        within = _age >= first if last is None else _age.between(first, last)
        figures += [
            func.count().filter(within).label(f"claims_{number}"),
            func.coalesce(func.sum(_amount).filter(within), 0).label(f"amount_{number}"),
        ]
    source = Claim.__table__.join(_agency, _agency.id == Claim.agency_id).join(
        Instrument, Instrument.id == Claim.instrument_id
    )
    running = (Claim.status.in_(_RUNNING), Claim.proper_on.is_not(None))
    if by is None:
        return select(*figures).select_from(source).where(*running)
    key, name = _KEYS[by]
    return (
        select(key.label("key"), name.label("name"), *figures)
        .select_from(source)
        .where(*running)
        .group_by(key, name)
        .order_by(func.sum(_amount).desc(), name, key)
    )


def _told(figures: Mapping[Any, Any], today: date) -> dict[str, Any]:
    return {
        "claims": figures["claims"],
        "amount": _usd(figures["amount"]),
        "buckets": [
            {
                "from_days": first,
                "to_days": last,
                "proper_from": None if last is None else today - timedelta(days=last),
                "proper_to": today - timedelta(days=first),
                "claims": figures[f"claims_{number}"],
                "amount": _usd(figures[f"amount_{number}"]),
            }
            for number, (first, last) in enumerate(BUCKETS)
        ],
    }


def _usd(amount: Any) -> dict[str, str]:
    return {"amount": f"{amount:.2f}", "currency": "USD"}
