"""How public reports become records without saying more than was reported."""

from datetime import date

import pytest

from models.enums import ActivityStatus, DatePrecision, Modality
from services.reference.files import read_rows
from services.reference.report_rules import Period, first_day, last_day, modality, outcome, period, title


def report(**changes: str) -> dict[str, str]:
    return {
        "activity_type": "training",
        "location_kind": "overseas",
        "topic": "",
        "start_date": "",
        "end_date": "",
        "date_precision": "unknown",
        "status": "completed",
        "summary": "Two weeks of training",
    } | changes


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-02-14", date(2012, 2, 14), date(2012, 2, 14)),
    ],
)
def test_a_date_stands_for_all_days_it_may_mean(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_an_end_that_is_not_reported_stays_open() -> None:
    assert period(report(start_date="2010-08", date_precision="month")) == Period(
        date(2010, 8, 1), None, DatePrecision.MONTH
    )


def test_no_later_than_gives_an_end_and_no_start() -> None:
    assert period(report(end_date="2013-11", date_precision="by_month")) == Period(
        None, date(2013, 11, 30), DatePrecision.UNKNOWN, "Took place no later than 2013-11."
    )


def test_what_still_went_on_has_no_end() -> None:
    going_on = period(report(end_date="2017-10", date_precision="by_month", status="ongoing"))
    assert (going_on.starts_on, going_on.ends_on) == (None, None)
    assert going_on.remark == "Under way in 2017-10."


def test_an_inferred_year_is_not_trusted_to_the_day() -> None:
    guessed = report(start_date="2018-07-16", end_date="2018-07-17", date_precision="inferred_year")
    assert period(guessed).precision is DatePrecision.YEAR


def test_one_cut_short_is_cancelled_with_what_was_reported() -> None:
    assert outcome(report(status="curtailed", summary="Ordered home")) == (
        ActivityStatus.CANCELLED,
        "Ordered home",
    )
    assert outcome(report(status="completed")) == (ActivityStatus.CLOSED, None)


@pytest.mark.parametrize(
    ("activity_type", "location_kind", "expected"),
    [
        ("hosted_study_visit", "united_states", Modality.STUDY_VISIT),
        ("exchange_visit", "both", Modality.STUDY_VISIT),
        ("exchange_visit", "overseas", Modality.OVERSEAS_ADVISE),
        ("ilea_course", "ilea", Modality.ILEA_INSTRUCTION),
        ("mentoring_training_advising", "unspecified", Modality.OVERSEAS_MENTOR),
    ],
)
def test_kinds_of_activity(activity_type: str, location_kind: str, expected: Modality) -> None:
    assert modality(report(activity_type=activity_type, location_kind=location_kind)) is expected


def test_titles_leave_out_what_is_not_reported() -> None:
    assert title(report(topic="patrol"), "Haiti") == "Training, Haiti: patrol"
    assert title(report(), None) == "Training"


def test_every_shipped_report_can_be_read() -> None:
    for row in read_rows("activities_public.csv"):
        when = period(row)
        assert when.starts_on is not None or when.precision is DatePrecision.UNKNOWN
        assert when.starts_on is None or when.ends_on is None or when.starts_on <= when.ends_on
        assert len(title(row, row["country_seed_name"])) <= 200
        outcome(row), modality(row)
