"""Lead times of paperwork: due days, the forecast, and what warns."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import DayKind, Role
from services.activities.paperwork import LeadTime, Outstanding, Template, forecast, missed, papers
from services.calendar import is_working_day

STARTS_ON = date(2026, 9, 14)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
LEADS = st.builds(LeadTime, st.integers(0, 90), st.sampled_from(DayKind))


@pytest.mark.parametrize(
    ("lead", "due_on"),
    [
        (LeadTime(45), date(2026, 7, 31)),
        (LeadTime(30), date(2026, 8, 15)),  # A Saturday: calendar days are taken as they come.
        (LeadTime(0), STARTS_ON),
        # Labor Day, 7 September, does not count.
        (LeadTime(5, DayKind.WORKING), date(2026, 9, 4)),
        (LeadTime(4, DayKind.WORKING), date(2026, 9, 8)),
    ],
)
def test_due_days(lead: LeadTime, due_on: date) -> None:
    assert lead.due_on(STARTS_ON) == due_on


def test_a_posts_own_lead_time_counts_where_the_template_says_so() -> None:
    clearance = Template(
        "country_clearance", "Country clearance", Role.PROGRAM_OFFICER, LeadTime(14), post_lead=True
    )
    travel = Template("travel", "Travel", Role.AGENCY_COORDINATOR, LeadTime(30))

    def due(days: int | None) -> list[date]:
        return [paper.due_on for paper in papers((clearance, travel), STARTS_ON, post_lead_days=days)]

    assert due(None) == [date(2026, 8, 31), date(2026, 8, 15)]
    assert due(21) == [date(2026, 8, 24), date(2026, 8, 15)]


def test_the_longest_outstanding_lead_time_decides_the_forecast() -> None:
    today = date(2026, 8, 20)
    clearance = Outstanding("Country clearance", LeadTime(14), date(2026, 8, 31))
    vetting = Outstanding("Participant list", LeadTime(45), date(2026, 7, 31))
    both = forecast((clearance, vetting), STARTS_ON, today)
    # 4 October 2026 is a Sunday: the office is open again on the 5th.
    assert (both.ready_on, both.waits_for) == (date(2026, 10, 5), ("Participant list",))
    assert (both.on_time, both.days_late) == (False, 21)
    assert forecast((clearance,), STARTS_ON, today).on_time
    assert missed((clearance, vetting), today) == (vetting,)
    nothing = forecast((), STARTS_ON, today)
    assert (nothing.ready_on, nothing.waits_for, nothing.days_late) == (today, (), 0)


@given(LEADS, DAYS)
def test_what_is_begun_on_its_due_day_is_ready_by_the_first_working_day_of_the_start(
    lead: LeadTime, starts_on: date
) -> None:
    due_on = lead.due_on(starts_on)
    ready_on = lead.ready_on(due_on)
    assert due_on <= starts_on
    assert is_working_day(ready_on)
    # Between them lies at most the weekend, with a holiday, on which the start itself falls.
    assert starts_on - timedelta(days=0 if lead.kind is DayKind.CALENDAR else 5) <= ready_on
    assert ready_on <= starts_on + timedelta(days=4)


@given(st.lists(st.builds(Outstanding, st.text(), LEADS, DAYS), max_size=6), DAYS, DAYS)
def test_the_forecast_never_gets_worse_by_finishing_a_paper(
    outstanding: list[Outstanding], starts_on: date, today: date
) -> None:
    whole = forecast(outstanding, starts_on, today)
    assert whole.on_time == (whole.ready_on <= starts_on)
    for position in range(len(outstanding)):
        rest = outstanding[:position] + outstanding[position + 1 :]
        assert forecast(rest, starts_on, today).ready_on <= whole.ready_on
