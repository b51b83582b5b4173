from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims import per_diem
from services.claims.per_diem import (
    ActualExpense,
    Meal,
    MieRate,
    PerDiemPolicy,
    TravelDay,
    lodging_allowed,
    lodging_limit,
    mie_for_day,
    mie_for_trip,
    mie_rate,
    trip_days,
)

POLICY = PerDiemPolicy(
    effective_from=date(2025, 10, 1),
    reduced_fraction=Decimal("0.75"),
    no_allowance_up_to=timedelta(hours=12),
    full_days_from=timedelta(hours=24),
    table_top=Decimal(265),
    breakfast_share=Decimal("0.15"),
    lunch_share=Decimal("0.25"),
    dinner_share=Decimal("0.40"),
    actual_expense_ceiling=Decimal(3),
)
R100 = MieRate(Decimal(100), Decimal(15), Decimal(25), Decimal(40), Decimal(20))
R60 = MieRate(Decimal(60), Decimal(9), Decimal(15), Decimal(24), Decimal(12))
EASTERN = ZoneInfo("America/New_York")
ALL_MEALS = frozenset(Meal)


def _june(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=EASTERN)


def test_worked_example_of_mie() -> None:
    days = trip_days(_june(1), _june(5, 18), EASTERN, POLICY)
    furnished = {date(2026, 6, 2): [Meal.LUNCH], date(2026, 6, 4): list(Meal)}
    rates = {date(2026, 6, day): R100 for day in range(1, 5)}
    computed = mie_for_trip(days, rates, furnished, POLICY)
    assert [str(day.allowed) for day in computed] == ["75.00", "75.00", "100.00", "20.00", "75.00"]
    assert sum(day.allowed for day in computed) == Decimal("345.00")


def test_worked_example_of_lodging() -> None:
    nights = [Decimal("198.00"), Decimal("198.00"), Decimal("226.50"), Decimal("226.50")]
    allowed = [lodging_allowed(night, lodging_limit(Decimal(210))) for night in nights]
    assert sum(allowed) == Decimal("816.00")
    assert sum(nights) - sum(allowed) == Decimal("33.00")


@pytest.mark.parametrize(
    ("hours", "kinds"),
    [
        (12, [TravelDay.NONE]),
        (12.5, [TravelDay.SHORT]),
        (23, [TravelDay.SHORT, TravelDay.SHORT]),
        (24, [TravelDay.FIRST, TravelDay.LAST]),
        (49, [TravelDay.FIRST, TravelDay.FULL, TravelDay.LAST]),
    ],
)
def test_kinds_of_day_by_elapsed_time(hours: float, kinds: list[TravelDay]) -> None:
    days = trip_days(_june(1), _june(1) + timedelta(hours=hours), EASTERN, POLICY)
    assert list(days.values()) == kinds


def test_each_day_of_a_short_trip_is_reduced() -> None:
    days = trip_days(_june(1, 20), _june(2, 16), EASTERN, POLICY)
    computed = mie_for_trip(days, {date(2026, 6, 1): R100}, {}, POLICY)
    assert [day.allowed for day in computed] == [Decimal(75), Decimal(75)]


def test_nothing_for_twelve_hours_or_fewer() -> None:
    day = mie_for_day(date(2026, 6, 1), TravelDay.NONE, R100, (), POLICY)
    assert day.allowed == 0


def test_the_day_of_return_takes_the_rate_of_the_day_before() -> None:
    days = trip_days(_june(1), _june(3, 18), EASTERN, POLICY)
    rates = {date(2026, 6, 1): R100, date(2026, 6, 2): R60, date(2026, 6, 3): R100}
    assert [day.rate for day in mie_for_trip(days, rates, {}, POLICY)] == [R100, R60, R60]


def test_date_line_neither_adds_nor_drops_a_day() -> None:
    los_angeles, suva = ZoneInfo("America/Los_Angeles"), ZoneInfo("Pacific/Fiji")
    out = datetime(2026, 6, 1, 22, tzinfo=los_angeles)
    # Leaves Suva on the evening of 6 June and lands in Los Angeles at noon of the same date.
    back = datetime(2026, 6, 7, 7, tzinfo=suva)
    days = trip_days(out, back, los_angeles, POLICY)
    assert list(days) == [date(2026, 6, day) for day in range(1, 7)]
    assert trip_days(out.astimezone(UTC), back.astimezone(UTC), los_angeles, POLICY) == days


def test_elapsed_time_counts_when_clocks_change() -> None:
    # 24 hours on the clock, but clocks go forward on 8 March 2026: 23 hours have passed.
    out = datetime(2026, 3, 7, 20, tzinfo=EASTERN).astimezone(UTC)
    back = datetime(2026, 3, 8, 20, tzinfo=EASTERN).astimezone(UTC)
    assert set(trip_days(out, back, EASTERN, POLICY).values()) == {TravelDay.SHORT}


def test_elapsed_time_counts_also_within_one_zone() -> None:
    out, back = (datetime(2026, 3, day, 20, tzinfo=EASTERN) for day in (7, 8))
    assert set(trip_days(out, back, EASTERN, POLICY).values()) == {TravelDay.SHORT}


def test_leap_day_is_a_day() -> None:
    days = trip_days(datetime(2028, 2, 28, 8, tzinfo=UTC), datetime(2028, 3, 1, 8, tzinfo=UTC), UTC, POLICY)
    assert date(2028, 2, 29) in days
    assert len(days) == 3


def test_breakdown_comes_from_the_table_and_above_it_by_percentage() -> None:
    assert mie_rate(Decimal("100.00"), [R60, R100], POLICY) == R100
    above = mie_rate(Decimal("270.10"), [R60, R100], POLICY)
    assert [above.breakfast, above.lunch, above.dinner, above.incidentals] == [
        Decimal("40.52"), Decimal("67.53"), Decimal("108.04"), Decimal("54.01"),
    ]  # fmt: skip


def test_a_missing_rate_has_a_name() -> None:
    with pytest.raises(per_diem.MissingRate):
        mie_rate(Decimal(265), [R60], POLICY)
    days = trip_days(_june(1), _june(3), EASTERN, POLICY)
    with pytest.raises(per_diem.MissingRate) as caught:
        mie_for_trip(days, {date(2026, 6, 1): R100}, {}, POLICY)
    assert caught.value.code == "rate_missing"


def test_furnished_meals_on_a_day_without_allowance_are_refused() -> None:
    with pytest.raises(per_diem.MealsWithoutAllowance) as caught:
        mie_for_day(date(2026, 6, 1), TravelDay.NONE, R100, [Meal.LUNCH], POLICY)
    assert caught.value.code == "furnished_meals_without_allowance"
    days = trip_days(_june(1), _june(3), EASTERN, POLICY)
    rates = dict.fromkeys(days, R100)
    with pytest.raises(per_diem.MealsWithoutAllowance):
        mie_for_trip(days, rates, {date(2026, 6, 9): [Meal.LUNCH]}, POLICY)


def test_a_trip_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(per_diem.TripOrder):
        trip_days(_june(2), _june(1), EASTERN, POLICY)
    with pytest.raises(per_diem.TripOrder):
        trip_days(datetime(2026, 6, 1), _june(2), EASTERN, POLICY)  # noqa: DTZ001


def test_a_breakdown_must_add_up() -> None:
    with pytest.raises(ValueError, match="add up"):
        MieRate(Decimal(100), Decimal(15), Decimal(25), Decimal(40), Decimal(21))


def test_actual_expense_needs_approval_before_travel_and_has_a_ceiling() -> None:
    approval = ActualExpense(date(2026, 5, 20), lodging_multiple=Decimal(3))
    assert approval.checked(POLICY) is approval
    assert approval.given_before(date(2026, 6, 1))
    assert not approval.given_before(date(2026, 5, 19))
    assert lodging_limit(Decimal(210), approval.lodging_multiple) == Decimal("630.00")
    with pytest.raises(per_diem.ActualExpenseTooHigh, match="300 percent"):
        ActualExpense(date(2026, 5, 20), mie_multiple=Decimal("3.01")).checked(POLICY)


def test_us_lodging_tax_is_payable_in_proportion() -> None:
    assert lodging_allowed(Decimal(100), Decimal(120), Decimal(15)) == Decimal(115)
    assert lodging_allowed(Decimal(200), Decimal(150), Decimal(30)) == Decimal("172.50")
    assert lodging_allowed(Decimal(0), Decimal(150), Decimal(0)) == 0


def _above_table(total: Decimal) -> MieRate:
    return mie_rate(total, (), POLICY)


rates = st.one_of(
    st.sampled_from([R60, R100]),
    st.decimals(Decimal("265.01"), Decimal(999), places=2).map(_above_table),
)
payable = st.sampled_from([TravelDay.FIRST, TravelDay.FULL, TravelDay.LAST, TravelDay.SHORT])
meals = st.frozensets(st.sampled_from(Meal))


@given(payable, rates, meals)
def test_invariant_15_mie_never_below_incidentals(
    day: TravelDay, rate: MieRate, furnished: frozenset[Meal]
) -> None:
    assert mie_for_day(date(2026, 6, 1), day, rate, furnished, POLICY).allowed >= rate.incidentals


@given(st.sampled_from(TravelDay), rates, meals)
def test_invariant_15_mie_never_above_rate(day: TravelDay, rate: MieRate, furnished: frozenset[Meal]) -> None:
    if day is TravelDay.NONE:
        furnished = frozenset()
    assert mie_for_day(date(2026, 6, 1), day, rate, furnished, POLICY).allowed <= rate.total


@given(st.decimals(0, 5000, places=2), st.decimals(0, 900, places=2), st.decimals(0, 900, places=2))
def test_invariant_15_lodging_never_above_maximum(actual: Decimal, maximum: Decimal, tax: Decimal) -> None:
    limit = lodging_limit(maximum)
    assert lodging_allowed(actual, limit) <= min(actual, maximum)
    assert lodging_allowed(actual, limit, tax) <= min(actual, maximum) + tax


@given(payable, rates, meals, st.sampled_from(Meal))
def test_a_further_furnished_meal_never_raises_the_allowance(
    day: TravelDay, rate: MieRate, furnished: frozenset[Meal], more: Meal
) -> None:
    def allowed(given_meals: frozenset[Meal]) -> Decimal:
        return mie_for_day(date(2026, 6, 1), day, rate, given_meals, POLICY).allowed

    assert allowed(furnished | {more}) <= allowed(furnished)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(0, 60 * 24 * 40))  # noqa: DTZ001
def test_days_of_a_trip_are_consecutive_and_cover_it(start: datetime, minutes: int) -> None:
    out = start.replace(tzinfo=UTC)
    days = list(trip_days(out, out + timedelta(minutes=minutes), EASTERN, POLICY))
    assert all(after - before == timedelta(days=1) for before, after in zip(days, days[1:], strict=False))
    assert len(days) - 2 <= minutes / (60 * 24) + 0.05 <= len(days) + 0.1


@given(rates, meals)
def test_invariant_16_recomputation_is_identical(rate: MieRate, furnished: frozenset[Meal]) -> None:
    first = mie_for_day(date(2026, 6, 1), TravelDay.FULL, rate, furnished, POLICY)
    assert mie_for_day(first.service_on, first.day, first.rate, first.furnished, POLICY) == first
