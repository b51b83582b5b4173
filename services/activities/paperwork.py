"""Lead times of paperwork: when each paper is due, and when all of it could be ready (domain brief, section 3).

Missed days warn; only gates block.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.enums import DayKind, Role
from services.calendar import add_working_days, roll_to_working_day, subtract_working_days


@dataclass(frozen=True, slots=True)
class LeadTime:
    """So many days before the first day; `kind`: calendar days, or working days of the Government."""

    days: int
    kind: DayKind = DayKind.CALENDAR

    def due_on(self, starts_on: date) -> date:
        """The last day on which what takes so long is done in time."""
        if self.kind is DayKind.WORKING:
            return subtract_working_days(starts_on, self.days)
        return starts_on - timedelta(days=self.days)

    def ready_on(self, today: date) -> date:
        """The day on which it is done when it is begun today: a working day."""
        if self.kind is DayKind.WORKING:
            return roll_to_working_day(add_working_days(today, self.days))
        return roll_to_working_day(today + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Template:
    """One paper that a modality asks for. `post_lead`: a post's own lead time counts where it states one."""

    key: str
    title: str
    owner: Role
    lead: LeadTime
    gate: bool = False
    post_lead: bool = False
    evidence_wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What an activity's list holds of a template."""

    template: Template
    lead: LeadTime
    due_on: date


def papers(
    templates: Iterable[Template], starts_on: date, *, post_lead_days: int | None
) -> tuple[Paper, ...]:
    """What has to be done by when. `post_lead_days`: the longest notice that a post of the country asks for.

    Vetting and readiness are judged from their records and not from a tick in a list.
    """
    made = []
    for template in templates:
        lead = template.lead
        if template.post_lead and post_lead_days is not None:
            lead = LeadTime(post_lead_days, template.lead.kind)
        made.append(Paper(template, lead, lead.due_on(starts_on)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A paper that is neither done nor waived."""

    title: str
    lead: LeadTime
    due_on: date
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the paperwork could be ready, and the papers it then waits for. `days_late`: past the first day."""

    ready_on: date
    waits_for: tuple[str, ...]
    days_late: int

    @property
    def on_time(self) -> bool:
        return self.days_late == 0


def forecast(outstanding: Iterable[Outstanding], starts_on: date, today: date) -> Forecast:
    """When all would be ready if whatever is outstanding were begun today: the longest lead time decides."""
    ends = [(paper.lead.ready_on(today), paper.title) for paper in outstanding]
    ready_on = max((end for end, _ in ends), default=today)
    waits_for = tuple(title for end, title in ends if end == ready_on)
    return Forecast(ready_on, waits_for, max((ready_on - starts_on).days, 0))


def missed(outstanding: Iterable[Outstanding], today: date) -> tuple[Outstanding, ...]:
    """The papers whose lead time has begun without them. They warn and never block."""
    return tuple(paper for paper in outstanding if paper.due_on < today)
