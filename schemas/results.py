"""What training achieved, in sums that tell of nobody."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from schemas.base import Output

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
