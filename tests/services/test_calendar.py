from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import calendar

days = st.dates(date(1980, 1, 1), date(2100, 12, 31))


# The closing days published by the Office of Personnel Management.
@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25"),
        (2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
        (2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"),
        (2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"),
        (2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
        (2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25"),
    ],
)
def test_federal_holidays_match_the_published_lists(year: int, published: str) -> None:
    assert sorted(calendar.federal_holidays(year)) == [
        date.fromisoformat(f"{year}-{day}") for day in published.split()
    ]


def test_juneteenth_begins_in_2021() -> None:
    assert calendar.is_working_day(date(2020, 6, 19))
    assert not calendar.is_working_day(date(2021, 6, 18))


def test_inauguration_day_is_a_working_day() -> None:
    assert calendar.is_working_day(date(2021, 1, 20))


def test_last_representable_year_has_holidays() -> None:
    # Christmas Day 9999 is a Saturday.
    assert date(9999, 12, 24) in calendar.federal_holidays(9999)


def test_working_days_of_the_matching_example() -> None:
    assert calendar.count_working_days(date(2026, 9, 14), date(2026, 9, 25)) == 10


def test_count_skips_weekends_and_holidays() -> None:
    # 3 July 2026 is the observed Independence Day.
    assert calendar.count_working_days(date(2026, 7, 1), date(2026, 7, 6)) == 3
    assert calendar.count_working_days(date(2026, 7, 6), date(2026, 7, 1)) == 0


def test_adding_working_days() -> None:
    assert calendar.add_working_days(date(2026, 7, 2), 1) == date(2026, 7, 6)
    assert calendar.add_working_days(date(2026, 7, 4), 1) == date(2026, 7, 6)
    assert calendar.add_working_days(date(2026, 7, 4), 0) == date(2026, 7, 4)
    with pytest.raises(ValueError, match="negative"):
        calendar.add_working_days(date(2026, 7, 4), -1)


def test_rolling_to_a_working_day() -> None:
    assert calendar.roll_to_working_day(date(2026, 7, 2)) == date(2026, 7, 2)
    assert calendar.roll_to_working_day(date(2026, 7, 3)) == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -12, date(2025, 1, 1)),
    ],
)
def test_adding_months(day: date, months: int, result: date) -> None:
    assert calendar.add_months(day, months) == result


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2025, 9, 30), 2025, 4),
        (date(2025, 10, 1), 2026, 1),
        (date(2025, 12, 31), 2026, 1),
        (date(2026, 1, 1), 2026, 2),
        (date(2028, 2, 29), 2028, 2),
        (date(2026, 4, 1), 2026, 3),
        (date(2026, 7, 1), 2026, 4),
    ],
)
def test_fiscal_periods(day: date, year: int, quarter: int) -> None:
    assert calendar.fiscal_year(day) == year
    assert calendar.fiscal_quarter(day) == quarter
    assert calendar.fiscal_year_end(year) >= day


@given(days, st.integers(1, 60))
def test_added_working_days_are_the_days_counted(start: date, count: int) -> None:
    end = calendar.add_working_days(start, count)
    assert calendar.is_working_day(end)
    assert calendar.count_working_days(start + timedelta(days=1), end) == count


@given(days)
def test_a_roll_is_short_and_stays_put(day: date) -> None:
    rolled = calendar.roll_to_working_day(day)
    assert timedelta(0) <= rolled - day <= timedelta(days=4)
    assert calendar.roll_to_working_day(rolled) == rolled


@given(st.integers(2021, 2200))
def test_every_observed_holiday_is_a_weekday(year: int) -> None:
    holidays = calendar.federal_holidays(year)
    assert all(day.weekday() < 5 and day.year == year for day in holidays)
    assert 10 <= len(holidays) <= 12
