import ast
import inspect
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from services.calendar import days_between, is_working_day
from services.requests import facts, matching
from services.requests.facts import covered, days_left, merged
from services.requests.matching import Span

SPANS = st.lists(
    st.tuples(st.dates(date(2025, 11, 1), date(2027, 2, 28)), st.integers(0, 60)).map(
        lambda pair: Span(pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
    ),
    max_size=6,
)


def _imports(module: ModuleType) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("module", [facts, matching])
def test_invariant_2_scoring_imports_nothing_of_outreach(module: ModuleType) -> None:
    assert not [name for name in _imports(module) if "outreach" in name.lower() or "offer" in name.lower()]


def test_invariant_2_the_statement_behind_a_ranking_reads_no_answers() -> None:
    statement = str(facts._ALL.compile(dialect=postgresql.dialect()))
    assert "agencies" in statement
    assert "last_asked_at" in statement
    for table in ("outreach", "offers", "offer_officers", "events", "match_runs", "evaluations"):
        assert f" {table}" not in statement, table


def test_a_limit_to_an_area_covers_its_topics_and_never_becomes_unlimited() -> None:
    areas = {"TRF-COL": "TRF", "POM-CRO": "POM"}
    assert covered(["TRF"], areas) == {"TRF", "TRF-COL"}
    assert covered(["TRF-COL"], areas) == {"TRF-COL"}
    assert covered(["GNG"], areas) == {"GNG"}
    assert covered([], areas) == frozenset()


def test_spans_that_touch_or_overlap_become_one() -> None:
    first, touching, apart, inside = (
        Span(date(2026, 9, 1), date(2026, 9, 3)),
        Span(date(2026, 9, 4), date(2026, 9, 8)),
        Span(date(2026, 9, 10), date(2026, 9, 11)),
        Span(date(2026, 9, 2), date(2026, 9, 2)),
    )
    assert merged([apart, touching, inside, first]) == [Span(date(2026, 9, 1), date(2026, 9, 8)), apart]
    assert merged([]) == []


@given(SPANS)
def test_merging_keeps_every_day_and_adds_none(spans: list[Span]) -> None:
    def days(of: list[Span]) -> list[date]:
        return [day for span in of for day in days_between(span.first, span.last)]

    assert days(merged(spans)) == sorted(set(days(spans)))


WINDOW = Span(date(2026, 9, 14), date(2026, 9, 25))


def test_no_maximum_leaves_no_limit_and_none_taken_leaves_all() -> None:
    assert days_left(WINDOW, None, []) is None
    assert days_left(WINDOW, 40, []) == 40
    assert days_left(WINDOW, 0, []) == 0


def test_working_days_of_the_year_are_taken_once_however_many_activities_share_them() -> None:
    week = Span(date(2026, 3, 2), date(2026, 3, 8))
    assert days_left(WINDOW, 40, [week, week]) == 35
    assert (
        days_left(WINDOW, 40, [Span(date(2025, 12, 1), date(2026, 1, 2))]) == 39
    )  # 2 January; the 1st is a holiday
    assert days_left(WINDOW, 40, [Span(date(2025, 3, 3), date(2025, 3, 7))]) == 40
    assert days_left(WINDOW, 3, [week]) == 0


def test_a_window_across_two_years_is_held_by_the_tighter_one() -> None:
    across = Span(date(2026, 12, 28), date(2027, 1, 8))  # four working days, then five
    assert days_left(across, 20, []) == 24
    # In 2027 sixteen of twenty days are gone: four are left there, one short of the five that are asked for.
    gone = Span(date(2027, 3, 1), date(2027, 3, 22))
    asked = 9
    left = days_left(across, 20, [gone])
    assert left == 8
    assert asked > left


@given(SPANS, st.integers(0, 366))
def test_what_is_left_never_exceeds_the_maximum_within_a_year(spans: list[Span], most: int) -> None:
    used = {
        day
        for span in spans
        for day in days_between(span.first, span.last)
        if day.year == 2026 and is_working_day(day)
    }
    assert days_left(WINDOW, most, spans) == max(most - len(used), 0)
