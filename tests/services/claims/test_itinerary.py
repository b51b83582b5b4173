"""Days of a journey: elapsed time, zones, the date line, the leap day, and the place of each night."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.enums import TravelDay
from services.claims.itinerary import Journey, journey, read_legs
from tests.services.claims.test_per_diem import POLICY

CHICAGO = "America/Chicago"
GUATEMALA = "America/Guatemala"


def leg(
    departs: str, zone: str, arrives: str, there: str, to: str = "Away", frm: str = "Home"
) -> dict[str, Any]:
    return {
        "from_place": frm,
        "departs_at": departs,
        "departs_zone": zone,
        "to_place": to,
        "arrives_at": arrives,
        "arrives_zone": there,
    }


def trip(home: str, *legs: dict[str, Any]) -> Journey:
    read, problems = read_legs(legs)
    assert problems == []
    return journey(read, ZoneInfo(home), POLICY)


def kinds(way: Journey) -> dict[str, str]:
    return {day.service_on.isoformat(): day.kind.value for day in way.days}


def codes(*legs: dict[str, Any]) -> dict[str, str]:
    return {problem.field: problem.code for problem in read_legs(legs)[1]}


def test_a_week_has_first_full_and_last_days_and_a_night_for_each_but_the_last() -> None:
    way = trip(
        CHICAGO,
        leg("2026-06-01T08:00", CHICAGO, "2026-06-01T13:00", GUATEMALA, "Guatemala City"),
        leg("2026-06-05T09:00", GUATEMALA, "2026-06-05T16:00", CHICAGO, "Chicago"),
    )
    assert [day.kind for day in way.days] == [
        TravelDay.FIRST,
        TravelDay.FULL,
        TravelDay.FULL,
        TravelDay.FULL,
        TravelDay.LAST,
    ]
    assert [day.night for day in way.days] == [True, True, True, True, False]
    assert {day.place for day in way.days} == {"Guatemala City"}


def test_the_last_place_of_the_day_is_where_the_night_is_spent() -> None:
    way = trip(
        CHICAGO,
        leg("2026-06-01T08:00", CHICAGO, "2026-06-01T13:00", GUATEMALA, "Guatemala City"),
        leg("2026-06-03T10:00", GUATEMALA, "2026-06-03T15:00", GUATEMALA, "Antigua"),
        leg("2026-06-05T09:00", GUATEMALA, "2026-06-05T16:00", CHICAGO, "Chicago"),
    )
    assert [day.place for day in way.days] == [
        "Guatemala City",
        "Guatemala City",
        "Antigua",
        "Antigua",
        "Antigua",
    ]


def test_a_night_under_way_is_none_at_a_place_but_takes_the_place_of_arrival() -> None:
    way = trip(
        CHICAGO,
        leg("2026-06-01T20:00", CHICAGO, "2026-06-02T11:00", "Europe/Budapest", "Budapest"),
        leg("2026-06-05T20:00", "Europe/Budapest", "2026-06-06T10:00", CHICAGO, "Chicago"),
    )
    assert [(day.place, day.night) for day in way.days] == [
        ("Budapest", False),
        ("Budapest", True),
        ("Budapest", True),
        ("Budapest", True),
        ("Budapest", False),
        ("Budapest", False),
    ]


@pytest.mark.parametrize(
    ("back", "kind"), [("20:00", "none"), ("20:01", "short")], ids=["twelve hours", "a minute more"]
)
def test_twelve_hours_carry_nothing_and_a_minute_more_does(back: str, kind: str) -> None:
    way = trip(
        CHICAGO,
        leg("2026-06-01T08:00", CHICAGO, "2026-06-01T09:00", CHICAGO),
        leg("2026-06-01T18:00", CHICAGO, f"2026-06-01T{back}", CHICAGO),
    )
    assert kinds(way) == {"2026-06-01": kind}


def test_elapsed_time_goes_over_zones_and_not_by_the_clocks_on_the_wall() -> None:
    """13 hours on the wall, 12 elapsed: two clocks an hour apart."""
    way = trip(
        CHICAGO,
        leg("2026-06-01T08:00", CHICAGO, "2026-06-01T09:00", CHICAGO),
        leg("2026-06-01T18:00", CHICAGO, "2026-06-01T21:00", "America/New_York"),
    )
    assert (way.elapsed, kinds(way)) == (timedelta(hours=12), {"2026-06-01": "none"})


def test_the_date_line_neither_adds_nor_drops_a_day() -> None:
    """Out on the 1st, there on the 2nd by the clocks of Tokyo, back on the day of departure by those of home."""
    way = trip(
        "America/Los_Angeles",
        leg("2026-06-01T12:00", "America/Los_Angeles", "2026-06-02T15:00", "Asia/Tokyo", "Tokyo"),
        leg("2026-06-06T17:00", "Asia/Tokyo", "2026-06-06T11:00", "America/Los_Angeles", "Los Angeles"),
    )
    assert kinds(way) == {
        "2026-06-01": "first",
        "2026-06-02": "full",
        "2026-06-03": "full",
        "2026-06-04": "full",
        "2026-06-05": "full",
        "2026-06-06": "last",
    }
    assert way.elapsed == timedelta(days=4, hours=23)


def test_a_leap_day_is_a_day_and_clocks_that_change_alter_no_length() -> None:
    way = trip(
        CHICAGO,
        leg("2028-02-28T08:00", CHICAGO, "2028-02-28T13:00", GUATEMALA),
        leg("2028-03-01T09:00", GUATEMALA, "2028-03-01T15:00", CHICAGO),
    )
    assert date(2028, 2, 29) in {day.service_on for day in way.days}
    over_the_change = trip(
        CHICAGO,
        leg("2026-03-07T20:30", CHICAGO, "2026-03-07T21:00", CHICAGO),
        leg("2026-03-08T08:00", CHICAGO, "2026-03-08T09:00", CHICAGO),
    )
    assert over_the_change.elapsed == timedelta(hours=11, minutes=30)
    assert set(kinds(over_the_change).values()) == {"none"}


def test_everything_wrong_with_the_legs_is_named_at_once() -> None:
    out = leg("2026-06-01T08:00", CHICAGO, "2026-06-01T13:00", GUATEMALA)
    assert codes(out) == {"legs": "no_return"}
    assert codes(leg("2026-03-08T02:30", CHICAGO, "2026-03-08T09:00", "Mars/Olympus")) == {
        "legs/0/departs_at": "time_skipped",
        "legs/0/arrives_zone": "zone_unknown",
    }
    early = leg("2026-05-31T08:00", GUATEMALA, "2026-05-31T07:00", GUATEMALA)
    assert codes(out, early) == {"legs/1/arrives_at": "order", "legs/1/departs_at": "order"}
    assert codes(out, leg("2028-06-01T08:00", GUATEMALA, "2028-06-01T12:00", CHICAGO)) == {"legs": "too_long"}
