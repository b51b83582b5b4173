"""When to remind of a deadline: pure functions of the deadline and the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.enums import Urgency
from services.office_hours import OfficeHours, days_before, working_days_before

#: Stage, and the instant at which it is due.
Moment = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Terms(OfficeHours):
    """Lead times as in force from `effective_from`; each list from the earliest reminder to the last."""

    outreach_working_days: tuple[int, ...]
    urgent_outreach_before: timedelta
    paper_days: tuple[int, ...]
    claim_working_days: tuple[int, ...]
    credential_days: tuple[int, ...]
    after_action_within_days: int
    after_action_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """Days before its end at which the renewal of a memorandum is prompted."""

    effective_from: date
    renewal_prompt_days: tuple[int, ...]


def in_days(deadline: date, stages: Sequence[int], hours: OfficeHours) -> list[Moment]:
    """So many calendar days ahead, at the opening of a working day."""
    return [(stage, days_before(deadline, stage, hours)) for stage in stages]


def in_working_days(deadline: date, stages: Sequence[int], hours: OfficeHours) -> list[Moment]:
    """So many working days ahead."""
    return [(stage, working_days_before(deadline, stage, hours)) for stage in stages]


def of_outreach(due_at: datetime, urgency: Urgency, terms: Terms) -> list[Moment]:
    """A routine question some working days ahead, an urgent one some hours."""
    if urgency is Urgency.URGENT:
        return [(0, due_at - terms.urgent_outreach_before)]
    zone: ZoneInfo = terms.zone
    return in_working_days(due_at.astimezone(zone).date(), terms.outreach_working_days, terms)
