"""A traveller's trip as the days of a claim, as it crosses the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import FxSource, Meal, PerDiemScope, TravelDay
from schemas.base import Input, Link, Money, MoneyInput, Output
from schemas.expenses import ExchangeRate, ExpenseAmount, Location, Meals
from schemas.types import Day, Flag, Line, Text

LocalTime = Annotated[
    str,
    Text(
        16,
        pattern=r"(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d",
        form="Write a local time as YYYY-MM-DDTHH:MM, without an offset.",
        example="2026-06-01T08:30",
    ),
]
Zone = Annotated[
    str,
    Text(
        60,
        pattern=r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}",
        form="Name a time zone of the IANA database, such as America/Chicago.",
        example="America/Guatemala",
    ),
]


class TripLeg(Input):
    """One departure and its arrival, by the clocks on the wall. The last leg leads home."""

    from_place: Location
    departs_at: LocalTime
    departs_zone: Zone
    to_place: Location = Field(description="The per diem locality of the stay; home on the last leg.")
    arrives_at: LocalTime
    arrives_zone: Zone


class NightInput(Input):
    """What a night cost."""

    amount: ExpenseAmount
    fx_source: FxSource | None = None
    fx_rate: ExchangeRate | None = None
    tax: MoneyInput | None = Field(
        default=None, description="The part of `amount` that is lodging tax of a US locality."
    )
    receipt_attached: Flag = False


class TripDayInput(Input):
    """What a traveller says of one day. The M&IE follows from it."""

    service_on: Day
    place: Location | None = Field(default=None, description="Left out: the place of the itinerary.")
    meals_furnished: Meals = []
    lodging: NightInput | None = None
    note: Line | None = None


class TripInput(Input):
    """The whole trip. Days left out have nothing entered."""

    home_zone: Zone = Field(description="The days of the trip are those of the calendar here.")
    legs: list[TripLeg] = Field(min_length=1, max_length=60)
    days: list[TripDayInput] = Field(default=[], max_length=370)


class RateRow(Output):
    """The published row that a day was held against."""

    id: UUID
    scope: PerDiemScope
    country_name: str
    location: str
    season_start: str
    season_end: str
    lodging: Money
    mie: Money
    effective_from: date
    effective_to: date | None
    source: str
    looked_up_on: date = Field(description="The day whose rate it is: a day of return takes the day before.")


class DayCost(Output):
    """What a day claims and what of it is payable, with the reason."""

    expense_id: UUID | None = Field(description="The line of the claim; null before it is saved.")
    claimed: Money
    allowed: Money
    rule: str
    formula: str
    text: str


class Night(DayCost):
    amount: Money
    fx_source: FxSource | None
    fx_rate: str | None
    tax: Money | None
    receipt_attached: bool


class DayProblem(Output):
    field: str
    code: str
    message: str


class TripDay(Output):
    service_on: date
    kind: TravelDay
    place: str
    place_given: bool = Field(description="Whether the traveller named the place, instead of the itinerary.")
    night: bool = Field(description="Whether a night is spent at the place.")
    in_claim: bool = Field(description="Days outside the claim's period make no lines.")
    meals_furnished: list[Meal]
    note: str | None
    rate: RateRow | None
    lodging: Night | None
    mie: DayCost | None
    problems: list[DayProblem]


class TripLegShown(Output):
    from_place: str
    departs_at: str
    departs_zone: str
    to_place: str
    arrives_at: str
    arrives_zone: str


class TripTotals(Output):
    lodging_claimed: Money
    lodging_allowed: Money
    mie_claimed: Money
    mie_allowed: Money


class Trip(Output):
    """A traveller's trip in a claim. `version` is the claim's: its lines are what the trip is made of."""

    claim_id: UUID
    officer: Link
    saved: bool = Field(description="False while the traveller has no trip in this claim.")
    home_zone: str | None
    legs: list[TripLegShown]
    elapsed_minutes: int | None
    days: list[TripDay]
    totals: TripTotals
    version: int
    allowed_actions: list[str]
