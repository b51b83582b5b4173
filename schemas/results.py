"""What training achieved, in sums that tell of nobody."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from schemas.base import Money, Output

_MEAN = Field(description="Null where it would be about too few people.", examples=["12.5"])


class ResultsBy(StrEnum):
    COUNTRY = "country"
    SEX = "sex"
    RANK = "rank"
    COURSE = "course"


class ResultMeasures(Output):
    """`gain` is the mean of the score afterwards less the one before; `completion` the share who came every day."""

    people: int | None
    completion_percent: Annotated[str | None, _MEAN]
    mean_gain: Annotated[str | None, _MEAN]
    mean_satisfaction: Annotated[str | None, _MEAN]


class ResultGroup(ResultMeasures):
    """Without a name: smaller groups put together (`rest`), or people of whom this was not recorded."""

    code: str | None
    name: str | None
    rest: bool


class AfterActionTiming(Output):
    """Reports of activities that are over: handed in within the days of the policy, later, or not yet."""

    within_days: int
    on_time: int
    late: int
    open: int


class PublicResults(Output):
    fiscal_year: int
    by: ResultsBy
    smallest_cell: int = Field(description="Groups of fewer people are put together.")
    activities: int
    total: ResultMeasures
    groups: list[ResultGroup]
    published_until: date = Field(description="The last day that is told of.")


class PublicYear(Output):
    """Activities that are over, by the year in which they began; payments by the year in which they were made."""

    fiscal_year: int
    activities: int
    countries: int
    agencies: int
    people: int | None = Field(description="Officials trained. Null: too few.")
    paid: Money = Field(description="To agencies.")


class PublicYears(Output):
    published_until: date
    smallest_cell: int
    items: list[PublicYear]


class Results(Output):
    fiscal_year: int
    by: ResultsBy
    smallest_cell: int = Field(description="Groups of fewer people are put together.")
    activities: int
    total: ResultMeasures
    groups: list[ResultGroup]
    after_action: AfterActionTiming


class ActivityResults(ResultMeasures):
    activity_id: UUID
    smallest_cell: int
