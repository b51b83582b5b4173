"""The outcome of comparing a table with the rates in force, whatever the table is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from models.base import Base
from models.rate_enums import RateDifference
from services.rates.cells import Problem
from services.rates.rules import change_percent

_FIRST = (
    RateDifference.UNCHANGED,
    RateDifference.NEW,
    RateDifference.ENDED,
    RateDifference.CHANGED,
    RateDifference.ERROR,
)
_TIER = 10_000_000
_MOST = Decimal(9_999_999)


@dataclass(slots=True)
class Difference:
    """One row: what a line of the file does, or what the file ends (then `line` is None)."""

    difference: RateDifference
    subject: str
    line: int | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    percent: Decimal | None = None
    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    cells: Sequence[str] = ()

    @property
    def weight(self) -> Decimal:
        """Orders rows: faults first, then changes by their size, what ends, what is new."""
        size = min(abs(self.percent or Decimal(0)), _MOST)
        return Decimal(_FIRST.index(self.difference) * _TIER) + size


@dataclass(slots=True)
class Comparison:
    """All rows, and the rates to add when the table is put in force."""

    rows: list[Difference] = field(default_factory=list)
    additions: list[Base] = field(default_factory=list)
    scopes: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def count(self, difference: RateDifference) -> int:
        return sum(row.difference is difference for row in self.rows)


def biggest_change(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """By how many percent the amount that changes most does; None where all of them come from zero."""
    shares = [share for before, after in pairs if (share := change_percent(before, after)) is not None]
    return max(shares, key=abs, default=None)
