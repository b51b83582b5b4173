"""Rules about rates that need nothing but their arguments."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

#: A leap year's days as MM-DD.
DAYS_OF_A_YEAR = tuple(f"{date(2028, 1, 1) + timedelta(days=number):%m-%d}" for number in range(366))
ALL_YEAR = ("01-01", "12-31")
_NEIGHBOURS = re.compile(r" \(also .*\)\)$")


@dataclass(frozen=True, slots=True)
class RatePolicy:
    """What of a new table is to be looked at: changes of more than `jump` (a share of the former amount)."""

    effective_from: date
    jump: Decimal


@lru_cache(maxsize=4096)
def days_of(season: tuple[str, str]) -> frozenset[str]:
    """The days of a season, each as MM-DD. One that ends before it starts runs over the New Year."""
    first, last = season
    if first <= last:
        return frozenset(day for day in DAYS_OF_A_YEAR if first <= day <= last)
    return frozenset(day for day in DAYS_OF_A_YEAR if day >= first or day <= last)


def seasons_overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two seasons share a day. Each is its first and last day as MM-DD, and may run over the New Year."""
    return not days_of(one).isdisjoint(days_of(other))


def mended_season_end(country: str, location: str, start: str, end: str) -> str:
    """The last day (MM-DD) of a published season, with the two faults of the source mended.

    Seasons that end with February are written 02-28, which would leave 29 February without a rate. Aguadilla's
    first season is written to end on 31 May, inside its second one, which begins on 1 September.
    """
    if end == "02-28":
        return "02-29"
    if (country, location, start) == ("PUERTO RICO", "AGUADILLA", "06-01"):
        return "08-31"
    return end


def location_name(published: str) -> str:
    """The place without the enumeration of neighbours that one name carries (Washington, 218 characters)."""
    return _NEIGHBOURS.sub(")", published)


def change_percent(before: Decimal, after: Decimal) -> Decimal | None:
    """By how many percent an amount changes, one decimal place; None from zero, which has no share."""
    if not before:
        return None if after else Decimal("0.0")
    return ((after - before) * 100 / before).quantize(Decimal("0.1"))
