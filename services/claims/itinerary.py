"""From the legs of a journey, in local times, to the days of a trip and the place of each night.

Pure: no session and no clock. Days are those of the calendar at home, so that time zones and the date line neither add
nor drop one (41 CFR 301-11: elapsed time); whether a trip is short goes by elapsed time too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from models.enums import TravelDay
from services.calendar import ONE_DAY
from services.claims.per_diem import PerDiemPolicy, trip_days
from services.errors import FieldProblem

#: A journey longer than this is a mistyped year.
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Leg:
    """One departure and its arrival; both instants carry their zone."""

    departs_at: datetime
    from_place: str
    arrives_at: datetime
    to_place: str


@dataclass(frozen=True, slots=True)
class TripDay:
    """A day of the trip: its kind, whose rate it takes, and whether a night is spent there.

    `place` is where the traveller is, or is under way to, when the day ends; the day of return takes the place of the
    day before.
    """

    service_on: date
    kind: TravelDay
    place: str
    night: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """Days in order, and the time from the first departure to the last arrival."""

    days: tuple[TripDay, ...]
    elapsed: timedelta


def read_legs(legs: Sequence[Mapping[str, Any]]) -> tuple[list[Leg], list[FieldProblem]]:
    """Legs of local times (`departs_at`, ISO without offset) and zone names, or everything that is wrong with them."""
    read: list[Leg] = []
    problems: list[FieldProblem] = []
    for position, leg in enumerate(legs):
        moments = [_moment(leg, end, f"legs/{position}", problems) for end in ("departs", "arrives")]
        if moments[0] is not None and moments[1] is not None:
            read.append(Leg(moments[0], leg["from_place"], moments[1], leg["to_place"]))
    if not problems:
        problems += _order_problems(read)
    return read, problems


def zone_problem(name: str, field: str) -> FieldProblem | None:
    if name in available_timezones():
        return None
    message = f"There is no time zone {name}: name one as in America/Chicago."
    return FieldProblem(field, "zone_unknown", message)


def _moment(leg: Mapping[str, Any], end: str, within: str, problems: list[FieldProblem]) -> datetime | None:
    wrong = zone_problem(leg[f"{end}_zone"], f"{within}/{end}_zone")
    if wrong:
        problems.append(wrong)
        return None
    local = datetime.fromisoformat(leg[f"{end}_at"])
    moment = local.replace(tzinfo=ZoneInfo(leg[f"{end}_zone"]))
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != local:
        message = f"The clocks of {leg[f'{end}_zone']} go forward then: there is no such time that day."
        problems.append(FieldProblem(f"{within}/{end}_at", "time_skipped", message))
        return None
    return moment


def _order_problems(legs: Sequence[Leg]) -> list[FieldProblem]:
    problems = []
    for position, leg in enumerate(legs):
        if _utc(leg.arrives_at) < _utc(leg.departs_at):
            message = "This arrival lies before its departure: check both times and zones."
            problems.append(FieldProblem(f"legs/{position}/arrives_at", "order", message))
        if position and _utc(leg.departs_at) < _utc(legs[position - 1].arrives_at):
            message = "This departure lies before the arrival of the leg above it."
            problems.append(FieldProblem(f"legs/{position}/departs_at", "order", message))
    if len(legs) < 2:
        problems.append(
            FieldProblem("legs", "no_return", "A trip needs at least a way there and a way back.")
        )
    elif _utc(legs[-1].arrives_at) - _utc(legs[0].departs_at) > LONGEST:
        problems.append(FieldProblem("legs", "too_long", "A trip lasts at most a year: check the dates."))
    return problems


def journey(legs: Sequence[Leg], home: ZoneInfo, policy: PerDiemPolicy) -> Journey:
    """The days of a trip whose legs are in order. The last leg leads home."""
    departed, returned = legs[0].departs_at, legs[-1].arrives_at
    kinds = trip_days(departed, returned, home, policy)
    return Journey(tuple(_days(legs, kinds, home)), _utc(returned) - _utc(departed))


def _days(legs: Sequence[Leg], kinds: Mapping[date, TravelDay], home: ZoneInfo) -> Iterator[TripDay]:
    last = max(kinds)
    outward = legs[:-1]
    for service_on, kind in kinds.items():
        ends = datetime.combine(service_on + ONE_DAY, time(), home).astimezone(UTC)
        begun = [leg for leg in outward if _utc(leg.departs_at) < ends] or [outward[0]]
        at = begun[-1]
        under_way = _utc(at.arrives_at) >= ends or _utc(legs[-1].departs_at) < ends
        yield TripDay(service_on, kind, at.to_place, night=service_on != last and not under_way)


def _utc(moment: datetime) -> datetime:
    """Two instants of one zone compare by the clock on the wall, which a change of clocks falsifies."""
    return moment.astimezone(UTC)
