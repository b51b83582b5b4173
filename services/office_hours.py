"""When people are reminded: at the opening of a working day, a number of working days, days or hours ahead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.calendar import ONE_DAY, is_working_day


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Where and from when on the programme works, as in force from `effective_from`."""

    effective_from: date
    zone: ZoneInfo
    opens_at: time


def opening(day: date, hours: OfficeHours) -> datetime:
    """The start of work, in UTC, on `day` if people work then, else on the last working day before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return datetime.combine(day, hours.opens_at, hours.zone).astimezone(UTC)


def working_days_before(day: date, count: int, hours: OfficeHours) -> datetime:
    """The start of work `count` working days before `day`, which itself is never counted."""
    for _ in range(count):
        day -= ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
    return opening(day, hours)


def days_before(day: date, count: int, hours: OfficeHours) -> datetime:
    """The start of work `count` calendar days before `day`, or of the last working day before that."""
    return opening(day - timedelta(days=count), hours)
