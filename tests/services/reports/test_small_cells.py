"""No shown figure, and no difference between shown figures, is about fewer people than a cell must have."""

from decimal import Decimal
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from services.reports.small_cells import Cell, Measure, collapse, told

LEAST = 5
COUNTS = st.lists(st.integers(0, 40), max_size=9)


def _cells(counts: list[int]) -> list[Cell]:
    return [Cell(count, f"Group {place}") for place, count in enumerate(counts)]


def test_small_groups_become_a_rest_without_a_name() -> None:
    shown = collapse(_cells([3, 20, 4, 9]), LEAST)
    assert [(cell.people, cell.name, cell.is_rest) for cell in shown] == [
        (20, "Group 1", False),
        (9, "Group 3", False),
        (7, None, True),
    ]


def test_a_single_small_group_takes_the_next_with_it() -> None:
    """Otherwise the total less the others would be the small group."""
    shown = collapse(_cells([3, 20, 9]), LEAST)
    assert [(cell.people, cell.is_rest) for cell in shown] == [(20, False), (12, True)]


def test_two_groups_that_are_small_together_take_another_with_them() -> None:
    shown = collapse(_cells([1, 2, 20, 9]), LEAST)
    assert [(cell.people, cell.is_rest) for cell in shown] == [(20, False), (12, True)]


def test_too_few_in_all_are_not_told() -> None:
    assert collapse(_cells([4]), LEAST) == collapse(_cells([2, 2]), LEAST) == collapse([], LEAST) == []


def test_exactly_enough_are_told() -> None:
    assert [cell.people for cell in collapse(_cells([5, 5]), LEAST)] == [5, 5]


@given(COUNTS)
def test_whatever_the_groups_nobody_stands_out(counts: list[int]) -> None:
    shown = collapse(_cells(counts), LEAST)
    if sum(counts) < LEAST:
        assert shown == []
        return
    assert sum(cell.people for cell in shown) == sum(counts)
    assert all(cell.people >= LEAST for cell in shown)
    named = {cell.name for cell in shown if not cell.is_rest}
    hidden = [count for place, count in enumerate(counts) if count and f"Group {place}" not in named]
    assert len(hidden) != 1
    # The total less any of the shown figures is a sum of shown figures: never about a few.
    figures = [cell.people for cell in shown]
    for some in chain.from_iterable(combinations(figures, size) for size in range(len(figures) + 1)):
        assert sum(counts) - sum(some) == 0 or sum(counts) - sum(some) >= LEAST


@given(COUNTS)
def test_means_that_are_not_told_are_about_enough_people_together(counts: list[int]) -> None:
    measures = [Measure(Decimal(count * 3), count) for count in counts]
    known = told(measures, LEAST)
    assert all(count >= LEAST for count, tell in zip(counts, known, strict=True) if tell)
    hidden = sum(count for count, tell in zip(counts, known, strict=True) if not tell)
    assert hidden == 0 or hidden >= LEAST or not any(known)
