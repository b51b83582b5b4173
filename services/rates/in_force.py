"""Which of several dated rows is in force on a day: of those that cover it, the one that took effect last."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, tuple_
from sqlalchemy.orm import aliased

from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate


def per_diem_in_force(day: Any) -> ColumnElement[bool]:
    """At most one row for each place; none once the place is withdrawn."""
    same_place = ("scope", "country_name", "location")
    newest = _newest(
        PerDiemRate,
        same_place,
        lambda rate: and_(_effective(rate, day), _in_season(rate, day)),
        # A withdrawal gives way to rates of its own day.
        rank=lambda rate: (rate.effective_from, not_(rate.withdrawn), rate.id),
    )
    return and_(newest, not_(PerDiemRate.withdrawn))


def mie_in_force(day: Any) -> ColumnElement[bool]:
    """At most one row for each scope and total."""
    return _newest(MieBreakdown, ("scope", "total_usd"), lambda rate: _effective(rate, day))


def mileage_in_force(day: Any) -> ColumnElement[bool]:
    """At most one row for each kind of vehicle."""
    return _newest(MileageRate, ("mode",), lambda rate: _effective(rate, day))


def interest_in_force(day: Any) -> ColumnElement[bool]:
    """At most one row."""
    return _newest(InterestRate, (), lambda rate: _effective(rate, day))


def exchange_in_force(day: Any) -> ColumnElement[bool]:
    """The last rate of each currency up to a day, and the last that is for reporting only."""
    same = ("currency", "reporting_only")
    return _newest(ExchangeRate, same, lambda rate: rate.rated_on <= day, since="rated_on")


def _newest(
    table: Any,
    same: tuple[str, ...],
    covers: Callable[[Any], Any],
    *,
    since: str = "effective_from",
    rank: Callable[[Any], tuple[Any, ...]] | None = None,
) -> ColumnElement[bool]:
    rank = rank or (lambda rate: (getattr(rate, since), rate.id))
    other = aliased(table)
    later = exists().where(
        *(getattr(other, name) == getattr(table, name) for name in same),
        covers(other),
        tuple_(*rank(other)) > tuple_(*rank(table)),
    )
    return and_(covers(table), ~later)


def _effective(rate: Any, day: Any) -> ColumnElement[bool]:
    return and_(rate.effective_from <= day, or_(rate.effective_to.is_(None), rate.effective_to >= day))


def _in_season(rate: Any, day: Any) -> ColumnElement[bool]:
    """Months and days compare as text; a season that ends before it starts runs over the New Year."""
    month_day = func.to_char(day, "MM-DD")
    begun, not_over = month_day >= rate.season_start, month_day <= rate.season_end
    within_a_year = rate.season_start <= rate.season_end
    return case((within_a_year, and_(begun, not_over)), else_=or_(begun, not_over))
