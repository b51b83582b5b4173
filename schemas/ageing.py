"""The report of claims by age as it crosses the wire."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.base import Money, Output


class AgeingBy(StrEnum):
    AGENCY = "agency"
    REGIME = "regime"
    STATUS = "status"


class AgeBucket(Output):
    """Claims whose proper receipt was `from_days` to `to_days` days ago; without `to_days` longer."""

    from_days: int
    to_days: int | None
    proper_from: date | None = Field(description="With `proper_to` the filter `proper_on` of these claims.")
    proper_to: date
    claims: int
    amount: Money


class ClaimsOfAge(Output):
    """Approved amounts of decided claims, claimed ones of the others."""

    claims: int
    amount: Money
    buckets: list[AgeBucket]


class ClaimsOfAgeGroup(ClaimsOfAge):
    key: str
    name: str


class ClaimsByAge(Output):
    """Claims handed in and not paid, but for those that lie with the agency again or were refused."""

    as_of: date
    by: AgeingBy
    total: ClaimsOfAge
    groups: list[ClaimsOfAgeGroup]
