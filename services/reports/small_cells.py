"""Small cells are never shown, and cannot be had by subtraction: they are put together until nobody stands out.

Groups that are too small become part of one nameless rest. The rest has at least two groups and at least as many
people as a cell must have, for which further groups go into it, smallest first. So the shown groups and the rest
always add up to the total, and no difference between shown figures is smaller than a cell may be.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum over `count` people."""

    total: Decimal = Decimal(0)
    count: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.total + other.total, self.count + other.count)


@dataclass(frozen=True, slots=True)
class Cell:
    """One group: how many people, and what was measured of them. The rest has no name."""

    people: int
    name: str | None = None
    code: str | None = None
    is_rest: bool = False
    measures: tuple[Measure, ...] = field(default=())


def together(cells: Iterable[Cell]) -> Cell:
    """Groups as one that has no name."""
    found = list(cells)
    measures = tuple(sum(each, Measure()) for each in zip(*(cell.measures for cell in found), strict=True))
    return Cell(sum(cell.people for cell in found), is_rest=True, measures=measures)


def collapse(cells: Iterable[Cell], least: int) -> list[Cell]:
    """The groups that may be shown, largest first, and after them the rest, if there is one.

    Empty when there are fewer than `least` people in all.
    """
    by_size = sorted((cell for cell in cells if cell.people > 0), key=lambda cell: cell.people)
    if sum(cell.people for cell in by_size) < least:
        return []
    rest = [cell for cell in by_size if cell.people < least]
    shown = by_size[len(rest) :]
    while shown and rest and (len(rest) < 2 or sum(cell.people for cell in rest) < least):
        rest.append(shown.pop(0))
    shown.reverse()
    return shown + ([together(rest)] if rest else [])


def told(measures: Sequence[Measure], least: int) -> list[bool]:
    """Of which groups a measure may be told, beside the one of them all.

    A measure over fewer than `least` people is not; and neither are further ones, smallest first, until those that
    are not told are about at least `least` people together.
    """
    hidden = {place for place, each in enumerate(measures) if each.count < least}
    others = sorted(set(range(len(measures))) - hidden, key=lambda place: measures[place].count)
    while others and 0 < sum(measures[place].count for place in hidden) < least:
        hidden.add(others.pop(0))
    return [place not in hidden for place in range(len(measures))]
