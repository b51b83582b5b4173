"""When reminders are due: working days, holidays and hours of the programme's office."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.enums import Urgency
from services.office_hours import OfficeHours, days_before, opening, working_days_before
from services.reminders.rules import Terms, in_days, of_outreach

HOURS = OfficeHours(date(2020, 1, 1), ZoneInfo("America/New_York"), time(8))
TERMS = Terms(
    date(2020, 1, 1),
    ZoneInfo("America/New_York"),
    time(8),
    outreach_working_days=(2,),
    urgent_outreach_before=timedelta(hours=12),
    paper_days=(14, 3),
    claim_working_days=(2, 0),
    credential_days=(90, 30),
    after_action_within_days=30,
    after_action_days=(7, 0),
)


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 7, 1), datetime(2026, 7, 1, 12, tzinfo=UTC)),
        (date(2026, 7, 5), datetime(2026, 7, 2, 12, tzinfo=UTC)),  # Sunday after the Fourth, kept on Friday
        (date(2026, 12, 1), datetime(2026, 12, 1, 13, tzinfo=UTC)),  # winter time
    ],
)
def test_work_opens_in_the_morning_of_a_working_day(day: date, instant: datetime) -> None:
    assert opening(day, HOURS) == instant


def test_days_ahead_never_fall_on_a_day_off_nor_after_it() -> None:
    # 14 days before 18 July 2026 is the Fourth, a Saturday kept on Friday.
    assert days_before(date(2026, 7, 18), 14, HOURS) == datetime(2026, 7, 2, 12, tzinfo=UTC)


def test_working_days_ahead_pass_over_weekends_and_holidays() -> None:
    assert working_days_before(date(2026, 7, 7), 2, HOURS) == datetime(2026, 7, 2, 12, tzinfo=UTC)
    assert working_days_before(date(2026, 7, 7), 0, HOURS) == datetime(2026, 7, 7, 12, tzinfo=UTC)


def test_each_stage_has_its_own_instant() -> None:
    assert [stage for stage, _ in in_days(date(2027, 1, 1), (180, 90, 30), HOURS)] == [180, 90, 30]


def test_an_urgent_question_counts_in_hours_a_routine_one_in_working_days() -> None:
    due_at = datetime(2026, 7, 8, 3, 59, 59, tzinfo=UTC)  # the end of Tuesday 7 July in New York
    assert of_outreach(due_at, Urgency.ROUTINE, TERMS) == [(2, datetime(2026, 7, 2, 12, tzinfo=UTC))]
    assert of_outreach(due_at, Urgency.URGENT, TERMS) == [(0, due_at - timedelta(hours=12))]
