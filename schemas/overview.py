"""Answers that look over several resources: the overview, what waits, the map, search, and the audit trail."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from models.enums import ActivityStatus
from schemas.base import Money, Output


class MonthlyTotal(Output):
    month: date
    amount: Money


class Funds(Output):
    obligated: Money
    paid: Money
    unliquidated: Money


class Overview(Output):
    """Figures of one fiscal year as far as the actor may see them."""

    fiscal_year: int
    partner_agencies: int
    active_mous: int
    mous_expiring_in_90_days: int
    countries_engaged: int
    open_requests: int
    median_days_to_fill: int | None
    activities_by_status: dict[ActivityStatus, int]
    funds: Funds | None
    paid_by_month: list[MonthlyTotal]


class WaitingItem(Output):
    """A piece of work that the actor may do next."""

    kind: str
    type: str
    id: UUID
    reference: str
    title: str
    agency: str | None
    due_on: date | None
    overdue: bool


class Waiting(Output):
    items: list[WaitingItem]


class CountryOnMap(Output):
    id: UUID
    genc3: str
    name: str
    bureau: str
    activities: int
    active_activities: int
    open_requests: int
    reimbursed: Money


class CountryMap(Output):
    fiscal_year: int
    items: list[CountryOnMap]


class SearchHit(Output):
    type: Literal["agency", "request", "activity", "mou", "officer", "claim", "country", "expertise"]
    id: UUID
    reference: str | None
    title: str
    subtitle: str | None


class SearchResult(Output):
    items: list[SearchHit]


class FairnessCounts(Output):
    eligible: int
    asked: int
    offered: int
    accepted: int


class FairnessBand(Output):
    score: str = Field(description="Lowest score of the band, of 100.", examples=["75"])
    declined_before: FairnessCounts
    others: FairnessCounts


class Fairness(Output):
    """Agencies that had declined before, beside the others of equal score."""

    fiscal_year: int
    quarter: int
    band: int
    items: list[FairnessBand]
    asked_difference: str | None = Field(
        description="Rate of being asked of those who had declined, less that of the others, weighted over the"
        " bands; -1 to 1. Null where no band has both.",
        examples=["-0.0125"],
    )
    accepted_difference: str | None = Field(description="The same of offers accepted.", examples=["0.0000"])


class AuditEvent(Output):
    id: UUID
    recorded_at: datetime
    position: int | None
    action: str
    subject_type: str
    subject_id: UUID
    subject_label: str | None
    actor_id: UUID | None
    actor_name: str
    actor_role: str | None
    reason: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
