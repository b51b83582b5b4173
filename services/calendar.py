"""Working days, federal holidays and fiscal periods of the United States Government.

A working (business) day is Monday to Friday and not a federal holiday, 5 CFR 1315.2. Holidays: 5 USC 6103.
A holiday on a Saturday is observed the Friday before (5 USC 6103(b)), one on a Sunday the Monday after
(Executive Order 11582). Inauguration Day is left out: it is a holiday of the Washington area only. The rules
are those in force since 1978; earlier years are computed as if they had applied.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
FISCAL_YEAR_FIRST_MONTH = 10


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_weekday_of_may(year: int, weekday: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def legal_holidays(year: int) -> dict[str, date]:
    """The holidays of a calendar year on their legal dates, by name, before any shift off a weekend."""
    days = {
        "New Year's Day": date(year, 1, 1),
        "Washington's Birthday": _nth_weekday(year, 2, MONDAY, 3),
        "Memorial Day": _last_weekday_of_may(year, MONDAY),
        "Independence Day": date(year, 7, 4),
        "Labor Day": _nth_weekday(year, 9, MONDAY, 1),
        "Columbus Day": _nth_weekday(year, 10, MONDAY, 2),
        "Veterans Day": date(year, 11, 11),
        "Thanksgiving Day": _nth_weekday(year, 11, THURSDAY, 4),
        "Christmas Day": date(year, 12, 25),
    }
    if year >= 1986:
        days["Birthday of Martin Luther King, Jr."] = _nth_weekday(year, 1, MONDAY, 3)
    if year >= 2021:
        days["Juneteenth National Independence Day"] = date(year, 6, 19)
    return days


def observed_on(legal: date) -> date:
    """The working day on which a holiday is taken: Friday for a Saturday, Monday for a Sunday."""
    if legal.weekday() == SATURDAY:
        return legal - ONE_DAY
    if legal.weekday() == SUNDAY:
        return legal + ONE_DAY
    return legal


@lru_cache(maxsize=256)
def federal_holidays(year: int) -> frozenset[date]:
    """The days on which federal offices close in a calendar year, as observed.

    31 December is among them when the next New Year's Day is a Saturday.
    """
    legal = [*legal_holidays(year).values()]
    if year < date.max.year:
        legal.append(date(year + 1, 1, 1))
    return frozenset(day for day in map(observed_on, legal) if day.year == year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a federal holiday."""
    return day.weekday() < SATURDAY and day not in federal_holidays(day.year)


def roll_to_working_day(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(start: date, count: int) -> date:
    """The working day that comes `count` working days after `start`; `start` itself is never counted.

    With 0 the start is returned as it is. Raises `ValueError` for a negative count.
    """
    if count < 0:
        raise ValueError("The number of working days to add cannot be negative.")
    day = start
    for _ in range(count):
        day = roll_to_working_day(day + ONE_DAY)
    return day


def subtract_working_days(start: date, count: int) -> date:
    """The working day that comes `count` working days before `start`; `start` itself is never counted.

    With 0 the start is returned as it is. Raises `ValueError` for a negative count.
    """
    if count < 0:
        raise ValueError("The number of working days to subtract cannot be negative.")
    day = start
    for _ in range(count):
        day -= ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Every calendar day from `first` through `last`, both included; none when `last` is earlier."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def count_working_days(first: date, last: date) -> int:
    """How many working days lie from `first` through `last`, both included."""
    return sum(is_working_day(day) for day in days_between(first, last))


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def fiscal_year(day: date) -> int:
    """The federal fiscal year of a day: 1 October 2025 through 30 September 2026 is 2026 (31 USC 1102)."""
    return day.year + (day.month >= FISCAL_YEAR_FIRST_MONTH)


def fiscal_quarter(day: date) -> int:
    """The quarter, 1 to 4, within the fiscal year; October to December is 1."""
    return (day.month - FISCAL_YEAR_FIRST_MONTH) % 12 // 3 + 1


def fiscal_year_end(year: int) -> date:
    """30 September of a fiscal year."""
    return date(year, 9, 30)
