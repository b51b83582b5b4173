"""One need's story, told through the API up to the chapter one wants: from need to repaid claim."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from cli.demo.client import Caller, Record
from cli.demo.plots import Plot

CHAPTERS = (
    "drafted",
    "submitted",
    "open",
    "asked",
    "offered",
    "planning",
    "readying",
    "authorized",
    "active",
    "completed",
    "claimed",
    "in_program_review",
    "in_finance_review",
    "decided",
    "certified",
    "paid",
    "closed",
)

Scene = tuple[date, Callable[[], object]]
"""A day of the year, and what happens on it."""
Act = tuple[int, str, Callable[["Story"], object]]
"""What happens in a story so many days from the activity's first or last day."""
FIRST, LAST = "first", "last"


@dataclass(frozen=True)
class Partner:
    """An agency that takes part: its record, coordinator, officers, memorandum and money."""

    agency: Record
    coordinator: Caller
    officers: list[Record]
    mou: Record
    instrument: Record
    obligation: Record


@dataclass(frozen=True)
class People:
    """Those who act for INL in every story."""

    staff: Caller
    finance: Caller
    budget: Caller
    certifier: Caller
    treasury: Caller


@dataclass
class Story:
    """Who needs what from whom. `asked` are the agencies that are asked; `partner`, one of them, does the work."""

    plot: Plot
    starts_on: date
    people: People
    post: Caller
    partner: Partner
    asked: list[Partner]
    officer: Record
    request: Record = field(init=False)
    #: Each agency that was asked, with the question.
    questions: list[tuple[Partner, Record]] = field(default_factory=list)
    offer: Record = field(init=False)
    rival_offer: Record | None = None
    activity: Record = field(init=False)
    obligation: Record = field(init=False)
    cases: list[Record] = field(init=False)
    claim: Record = field(init=False)
    run: Record = field(init=False)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=self.plot.days - 1)

    @property
    def question(self) -> Record:
        """What the agency that does the work was asked."""
        return next(question for partner, question in self.questions if partner is self.partner)

    @property
    def reporting(self) -> Caller:
        """Who says how it went: the post, or the agency that hosted."""
        return self.partner.coordinator if self.plot.modality == "study_visit" else self.post

    def reaches(self, chapter: str) -> bool:
        return CHAPTERS.index(self.plot.until) >= CHAPTERS.index(chapter)


def noon(day: date) -> datetime:
    """Noon at most posts and agencies."""
    return datetime.combine(day, time(15, 0), tzinfo=UTC)
