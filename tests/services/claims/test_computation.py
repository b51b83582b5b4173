"""Invariant 16: a computed line is computed again, from what is stored with it, to the same bytes."""

from datetime import date
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import ExpenseCategory, Meal, TravelDay
from services.claims.computation import canonical, compute, replay
from services.claims.lines import (
    BASIS_OF,
    AtCost,
    Basis,
    ClaimTerms,
    Distance,
    Goods,
    Hours,
    Line,
    MealsDay,
    Night,
    Share,
)
from services.claims.per_diem import ActualExpense, MieRate
from tests.services.claims.test_allowance import PER_DIEM, POLICY

_MONEY = st.decimals(min_value="0.01", max_value="99999.99", places=2)
_RATE = st.decimals(min_value="0.0001", max_value="500", places=4)


@st.composite
def _mie_rates(draw: st.DrawFn) -> MieRate:
    parts = [Decimal(draw(st.integers(0, 90))) for _ in range(4)]
    return MieRate(sum(parts, Decimal(0)), *parts)


_BASES: dict[type[Basis], st.SearchStrategy[Basis]] = {
    Night: st.builds(Night, _MONEY, _MONEY),
    MealsDay: st.builds(
        MealsDay,
        st.sampled_from([TravelDay.FIRST, TravelDay.FULL, TravelDay.LAST, TravelDay.SHORT]),
        _mie_rates(),
        st.frozensets(st.sampled_from(Meal)),
    ),
    Distance: st.builds(Distance, _MONEY, _RATE),
    Hours: st.builds(Hours, _MONEY, _RATE, st.integers(1, 30)),
    Share: st.builds(Share, _MONEY, st.none() | st.decimals("0", "1", places=4)),
    Goods: st.builds(Goods, _MONEY, _RATE, st.booleans()),
    AtCost: st.builds(AtCost),
}


@st.composite
def _lines(draw: st.DrawFn) -> Line:
    category = draw(st.sampled_from(ExpenseCategory))
    return Line(
        "line-1",
        category,
        draw(st.dates(date(2025, 11, 1), date(2027, 2, 1))),
        draw(_MONEY),
        draw(_BASES[BASIS_OF[category]]),
        draw(st.booleans()),
        draw(st.none() | st.just("officer-1")),
    )


_TERMS = st.builds(
    ClaimTerms,
    performance_first=st.just(date(2026, 1, 1)),
    performance_last=st.just(date(2026, 12, 31)),
    activity_starts_on=st.just(date(2026, 6, 1)),
    trip_starts_on=st.just(date(2026, 6, 1)),
    salary_reimbursable=st.booleans(),
    actual_expense=st.none()
    | st.builds(
        ActualExpense,
        st.dates(date(2026, 5, 1), date(2026, 7, 1)),
        st.sampled_from([Decimal(1), Decimal("1.5"), Decimal(3)]),
        st.sampled_from([Decimal(1), Decimal("2.25")]),
    ),
)


@given(_lines(), _TERMS)
def test_invariant_16_recalculation_on_stored_inputs_is_identical(line: Line, terms: ClaimTerms) -> None:
    allowance, stored = compute(line, terms, POLICY, PER_DIEM)
    kept = orjson.loads(orjson.dumps(stored))  # as it comes back from the database
    assert canonical(replay(kept)) == canonical(stored["outcome"])
    assert Decimal(stored["outcome"]["allowed"]) == allowance.allowed
    again = compute(line, terms, POLICY, PER_DIEM)[1]
    assert canonical(again) == canonical(stored)


@given(_lines(), _TERMS)
def test_invariant_9_nothing_is_allowed_beyond_what_was_claimed(line: Line, terms: ClaimTerms) -> None:
    outcome = compute(line, terms, POLICY, PER_DIEM)[1]["outcome"]
    allowed, claimed = Decimal(outcome["allowed"]), Decimal(outcome["claimed"])
    assert 0 <= allowed <= claimed == line.claimed
    assert (outcome["disallow_code"] is None) == (allowed == claimed)


@pytest.mark.parametrize("category", ExpenseCategory)
def test_every_category_comes_back_with_its_basis(category: ExpenseCategory) -> None:
    assert BASIS_OF[category] in _BASES
