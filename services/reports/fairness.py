"""Whether agencies that declined before are chosen as often as others of equal score (invariant 5).

For auditors: each quarter's requests are read with the ranking that staff had before them when they asked. Within a
band of scores, those who had declined by then are set beside the others: how many were eligible, asked, offered and
accepted. The difference of the rates is taken within each band and weighted by how much the band can tell of both
kinds (Mantel and Haenszel, 1959), so that a difference in score does not pass for one of treatment.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    Date,
    Numeric,
    SmallInteger,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.enums import OutreachStatus
from models.outreach import Offer, Outreach
from models.requests import MatchRun
from services.access.permissions import Permission
from services.access.policy import Actor
from services.calendar import add_months, fiscal_quarter, fiscal_year
from services.clock import Clock
from services.money import round_half_up

_FROM, _BEFORE = bindparam("quarter_starts_on", type_=Date), bindparam("quarter_ends_before", type_=Date)
_BAND = bindparam("band", type_=SmallInteger)
_COUNTS = ("eligible", "asked", "offered", "accepted")

_asked = (
    select(Outreach.request_id, func.min(Outreach.sent_at).label("at"))
    .group_by(Outreach.request_id)
    .having(func.min(Outreach.sent_at) >= _FROM, func.min(Outreach.sent_at) < _BEFORE)
    .cte("asked")
)
_run = (
    select(MatchRun.request_id, MatchRun.created_at, MatchRun.result)
    .join(_asked, and_(_asked.c.request_id == MatchRun.request_id, MatchRun.created_at <= _asked.c.at))
    .ext(distinct_on(MatchRun.request_id))
    .order_by(MatchRun.request_id, MatchRun.created_at.desc())
    .cte("run")
)
_value = func.jsonb_array_elements(_run.c.result).column_valued("value", joins_implicitly=True)
_candidate = (
    select(
        _run.c.request_id,
        _run.c.created_at,
        cast(func.jsonb_extract_path_text(_value, "agency_id"), PG_UUID(as_uuid=True)).label("agency_id"),
        cast(func.jsonb_extract_path_text(_value, "score"), Numeric).label("score"),
    )
    .where(func.jsonb_typeof(func.jsonb_extract_path(_value, "rank")) == "number")
    .cte("candidate")
)
_earlier, _this = aliased(Outreach), aliased(Outreach)
_declined_before = exists().where(
    _earlier.agency_id == _candidate.c.agency_id,
    _earlier.status == OutreachStatus.DECLINED,
    _earlier.replied_at < _candidate.c.created_at,
)
_band = func.floor(_candidate.c.score / func.nullif(_BAND, 0)) * _BAND
_judged = (
    select(
        func.coalesce(_band, _candidate.c.score).label("score"),
        _declined_before.label("declined"),
        _this.id.label("asked"),
        Offer.id.label("offered"),
        case((_this.status == OutreachStatus.ACCEPTED, _this.id)).label("accepted"),
    )
    .select_from(_candidate)
    .outerjoin(
        _this, and_(_this.request_id == _candidate.c.request_id, _this.agency_id == _candidate.c.agency_id)
    )
    .outerjoin(Offer, Offer.outreach_id == _this.id)
    .subquery("judged")
)
_STATEMENT = (
    select(
        cast(_judged.c.score, Text).label("score"),
        _judged.c.declined,
        func.count().label("eligible"),
        func.count(_judged.c.asked).label("asked"),
        func.count(_judged.c.offered).label("offered"),
        func.count(_judged.c.accepted).label("accepted"),
    )
    .group_by(_judged.c.score, _judged.c.declined)
    .order_by(_judged.c.score.desc())
)


async def fairness(
    connection: AsyncConnection, actor: Actor, clock: Clock, year: int | None, quarter: int | None, band: int
) -> dict[str, Any]:
    """Counts by band of scores, and the two weighted differences, of one quarter of a fiscal year.

    Without `year` and `quarter` the present ones. `band` is the width in points; 0 compares equal scores only.
    Raises `Forbidden`: those who choose do not see who declined before.
    """
    actor.require(Permission.FAIRNESS_READ)
    year = year or fiscal_year(clock.today())
    quarter = quarter or fiscal_quarter(clock.today())
    first = add_months(date(year - 1, 10, 1), 3 * (quarter - 1))
    values = {"quarter_starts_on": first, "quarter_ends_before": add_months(first, 3), "band": band}
    bands: dict[str, dict[str, dict[str, int]]] = {}
    for row in await connection.execute(_STATEMENT, values):
        kinds = bands.setdefault(row.score, {"declined_before": _nobody(), "others": _nobody()})
        kinds["declined_before" if row.declined else "others"] = {
            name: getattr(row, name) for name in _COUNTS
        }
    return {
        "fiscal_year": year,
        "quarter": quarter,
        "band": band,
        "items": [{"score": score, **kinds} for score, kinds in bands.items()],
        "asked_difference": difference(bands.values(), "asked", "eligible"),
        "accepted_difference": difference(bands.values(), "accepted", "offered"),
    }


def _nobody() -> dict[str, int]:
    return dict.fromkeys(_COUNTS, 0)


def difference(bands: Iterable[Mapping[str, Mapping[str, int]]], chosen: str, among: str) -> Decimal | None:
    """Rate of those who declined before less the rate of the others, -1 to 1, to four places.

    The mean of the bands' differences, weighted by n1*n2/(n1+n2); None where no band has both kinds.
    """
    weights, total = Fraction(), Fraction()
    for kinds in bands:
        decliners, others = kinds["declined_before"], kinds["others"]
        n1, n2 = decliners[among], others[among]
        if n1 and n2:
            weight = Fraction(n1 * n2, n1 + n2)
            weights += weight
            total += weight * (Fraction(decliners[chosen], n1) - Fraction(others[chosen], n2))
    if not weights:
        return None
    mean = total / weights
    return round_half_up(Decimal(mean.numerator) / Decimal(mean.denominator), 4)
