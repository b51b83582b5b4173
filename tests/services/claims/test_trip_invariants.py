"""Invariants 12, 15 and 16 of whole trips: random legs over time zones and the date line, random meals furnished."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.enums import Meal, TravelDay
from services.calendar import ONE_DAY
from services.claims.itinerary import Journey, Leg, journey, read_legs
from services.claims.per_diem import MieDay, MieRate, mie_for_trip
from tests.services.claims.test_allowance import PER_DIEM, R100
from tests.services.claims.test_per_diem import R60

_ZONES = st.sampled_from(
    [
        "America/Chicago",
        "America/Guatemala",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "Pacific/Honolulu",
        "Europe/Kyiv",
    ]
)
_RATES = {"Here": R60, "There": R100, "Yonder": MieRate(*map(Decimal, (60, 10, 15, 25, 10)))}
_PLACES = st.sampled_from(sorted(_RATES))


@st.composite
def _trips(draw: st.DrawFn) -> tuple[list[Leg], ZoneInfo]:
    """Legs in order, as the program reads them: local times of the clocks at either end."""
    home = ZoneInfo(draw(_ZONES))
    began = draw(st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)))  # noqa: DTZ001
    moment = began.replace(second=0, microsecond=0, tzinfo=UTC)
    at, place = home, "Home"
    legs = []
    count = draw(st.integers(2, 5))
    for number in range(count):
        last = number == count - 1
        departs = moment.astimezone(at)
        arrives_at = home if last else ZoneInfo(draw(_ZONES))
        moment += timedelta(minutes=draw(st.integers(1, 30 * 60)))
        to = "Home" if last else draw(_PLACES)
        legs.append(Leg(departs, place, moment.astimezone(arrives_at), to))
        moment += timedelta(minutes=draw(st.integers(0, 5 * 24 * 60)))
        at, place = arrives_at, to
    return legs, home


def _meals(way: Journey, data: st.DataObject) -> dict[date, frozenset[Meal]]:
    chosen = st.frozensets(st.sampled_from(Meal))
    return {day.service_on: data.draw(chosen) for day in way.days if day.kind is not TravelDay.NONE}


def _rates(way: Journey) -> dict[date, MieRate]:
    return {day.service_on: _RATES[day.place] for day in way.days}


def _computed(way: Journey, rates: Any, furnished: Any) -> tuple[MieDay, ...]:
    kinds = {day.service_on: day.kind for day in way.days}
    return mie_for_trip(kinds, rates, furnished, PER_DIEM)


@given(_trips())
def test_invariant_12_a_trip_has_each_day_once_and_without_gaps(trip: tuple[list[Leg], ZoneInfo]) -> None:
    legs, home = trip
    days = [day.service_on for day in journey(legs, home, PER_DIEM).days]
    assert days == [days[0] + number * ONE_DAY for number in range(len(days))]
    assert days[0] == legs[0].departs_at.astimezone(home).date()
    assert days[-1] == legs[-1].arrives_at.astimezone(home).date()


@given(_trips(), st.data())
def test_invariant_15_a_day_of_a_trip_is_paid_between_incidentals_and_its_rate(
    trip: tuple[list[Leg], ZoneInfo], data: st.DataObject
) -> None:
    way = journey(*trip, PER_DIEM)
    computed = _computed(way, _rates(way), _meals(way, data))
    for planned, day in zip(way.days, computed, strict=True):
        if planned.kind is TravelDay.NONE:
            assert day.allowed == 0
        else:
            assert day.rate.incidentals <= day.allowed <= day.rate.total


@given(_trips(), st.data())
def test_invariant_16_rates_of_days_outside_a_trip_change_nothing_and_it_computes_to_the_same_again(
    trip: tuple[list[Leg], ZoneInfo], data: st.DataObject
) -> None:
    legs, home = trip
    way = journey(legs, home, PER_DIEM)
    furnished, rates = _meals(way, data), _rates(way)
    first = _computed(way, rates, furnished)
    around = {way.days[0].service_on - ONE_DAY: R100, way.days[-1].service_on + ONE_DAY: R100}
    stored, problems = read_legs(
        [
            {
                "from_place": leg.from_place,
                "departs_at": f"{leg.departs_at:%Y-%m-%dT%H:%M}",
                "departs_zone": str(leg.departs_at.tzinfo),
                "to_place": leg.to_place,
                "arrives_at": f"{leg.arrives_at:%Y-%m-%dT%H:%M}",
                "arrives_zone": str(leg.arrives_at.tzinfo),
            }
            for leg in legs
            if leg.departs_at.fold == leg.arrives_at.fold == 0
        ]
    )
    assert _computed(way, rates | around, furnished) == first
    # An hour that the clocks show twice is read as the first of the two: such trips are not the same one.
    if not problems and len(stored) == len(legs):
        assert _computed(journey(stored, home, PER_DIEM), rates, furnished) == first
