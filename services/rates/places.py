"""What a table does to the rates of one place: both sides as amounts for each day of a year, so that seasons compare
however they are cut."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.enums import PerDiemScope
from services.rates.rules import days_of

Place = tuple[str, str, str]
"""Scope, name of the country and of the place, as they are published."""


@dataclass(frozen=True, slots=True)
class SeasonRate:
    """Maximum lodging and M&IE of a place in a season of MM-DD to MM-DD, US dollars a day."""

    season: tuple[str, str]
    lodging: Decimal
    mie: Decimal

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        return self.lodging, self.mie


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the table of rates, with the days of its spell. `withdrawn`: from then on there is no rate."""

    row_id: str
    place: Place
    location_code: str | None
    rate: SeasonRate
    effective_from: date
    effective_to: date | None
    withdrawn: bool

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class InForce:
    """The rates of a place on a day: for each day of the year the row that counts, where one does."""

    by_day: Mapping[str, Recorded]

    @classmethod
    def of(cls, rows: Iterable[Recorded], day: date) -> "InForce":
        """Of several rows that cover a day the one that took effect last; a withdrawal gives way to rates of its
        own day."""
        by_day: dict[str, Recorded] = {}
        newest = sorted(
            (row for row in rows if row.in_force(day)),
            key=lambda row: (row.effective_from, not row.withdrawn, row.row_id),
            reverse=True,
        )
        for row in newest:
            for mark in days_of(row.rate.season):
                by_day.setdefault(mark, row)
        return cls({mark: row for mark, row in by_day.items() if not row.withdrawn})

    def covering(self, days: Iterable[str]) -> list[Recorded]:
        """The rows that count on some of these days, the one of most days first."""
        counted = Counter(row.row_id for day in days if (row := self.by_day.get(day)))
        rows = {row.row_id: row for row in self.by_day.values()}
        return [rows[row_id] for row_id, _ in counted.most_common()]


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What a table's seasons do to a place. `former`: for each of them the row in force on most of its days, and
    whether that says the same on all of them; `ended`: rows with days that get no rate."""

    differs: bool
    former: tuple[tuple[Recorded | None, bool], ...]
    ended: tuple[Recorded, ...]


def compare(before: InForce, after: Sequence[SeasonRate]) -> PlaceChange:
    """`after`: the seasons that a table has for the place, which share no day; none when it is not listed."""
    told = {day: rate.amounts for rate in after for day in days_of(rate.season)}
    former = []
    for rate in after:
        days = days_of(rate.season)
        rows = before.covering(days)
        same = all(
            (row := before.by_day.get(day)) is not None and row.rate.amounts == rate.amounts for day in days
        )
        former.append((rows[0] if rows else None, same))
    ended = before.covering(day for day in before.by_day if day not in told)
    return PlaceChange(bool(ended) or not all(same for _, same in former), tuple(former), tuple(ended))


def scope_of(place: Place) -> PerDiemScope:
    return PerDiemScope(place[0])
