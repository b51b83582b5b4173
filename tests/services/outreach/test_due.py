import inspect
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Urgency
from services.calendar import add_working_days, is_working_day
from services.outreach import due
from services.outreach.due import OutreachPolicy, due_at, is_late, may_contact

EASTERN = ZoneInfo("America/New_York")
POLICY = OutreachPolicy(date(2026, 1, 1), 10, timedelta(hours=48), 3, EASTERN)


def test_routine_answers_are_due_ten_working_days_later() -> None:
    sent = datetime(2026, 6, 15, 14, 0, tzinfo=UTC)
    # Juneteenth and two weekends lie between; the tenth working day is 30 June.
    assert due_at(sent, Urgency.ROUTINE, POLICY) == datetime(2026, 6, 30, 23, 59, 59, tzinfo=EASTERN)


def test_urgent_answers_are_due_48_hours_later_whatever_the_day() -> None:
    friday = datetime(2026, 6, 19, 17, 30, tzinfo=EASTERN)
    assert due_at(friday, Urgency.URGENT, POLICY) == friday.astimezone(UTC) + timedelta(hours=48)


def test_urgent_time_is_elapsed_time_when_clocks_change() -> None:
    sent = datetime(2026, 3, 7, 12, 0, tzinfo=EASTERN)
    assert due_at(sent, Urgency.URGENT, POLICY) == datetime(2026, 3, 9, 13, 0, tzinfo=EASTERN)


def test_the_day_of_sending_is_the_day_at_the_office() -> None:
    late_evening = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
    assert due_at(late_evening, Urgency.ROUTINE, POLICY).astimezone(EASTERN).date() == date(2026, 3, 16)


def test_sending_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 3, 3), Urgency.ROUTINE, POLICY)  # noqa: DTZ001


def test_an_answer_on_the_last_second_is_in_time() -> None:
    limit = due_at(datetime(2026, 6, 15, tzinfo=UTC), Urgency.ROUTINE, POLICY)
    assert not is_late(limit, limit)
    assert is_late(limit + timedelta(seconds=1), limit)


def test_at_most_three_open_questions() -> None:
    assert [may_contact(count, POLICY) for count in range(5)] == [True, True, True, False, False]


def test_invariant_4_contact_depends_on_open_questions_alone() -> None:
    assert set(inspect.signature(may_contact).parameters) == {"open_outreaches", "policy"}
    assert set(inspect.signature(due_at).parameters) == {"sent_at", "urgency", "policy"}
    assert "OutreachStatus" not in vars(due)


@given(st.datetimes(datetime(2021, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001
def test_a_routine_answer_is_due_at_the_end_of_a_working_day(moment: datetime) -> None:
    sent = moment.replace(tzinfo=UTC)
    limit = due_at(sent, Urgency.ROUTINE, POLICY).astimezone(EASTERN)
    assert is_working_day(limit.date())
    assert (limit.hour, limit.minute, limit.second) == (23, 59, 59)
    assert limit.date() == add_working_days(sent.astimezone(EASTERN).date(), 10)
