"""Rules about activities that need nothing but their arguments."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.enums import ActivityStatus, Modality, Role

#: While these last, the paperwork and the plan itself may still change.
EDITABLE = frozenset({ActivityStatus.PLANNING, ActivityStatus.READYING})
#: Who goes may change until work begins: the gates are asked again before it does, also on resuming.
STAFFABLE = EDITABLE | {ActivityStatus.AUTHORIZED, ActivityStatus.SUSPENDED}
OVER = frozenset({ActivityStatus.COMPLETED, ActivityStatus.CLOSED, ActivityStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class PaperworkTerms:
    """How many days before the start each paper should be done, as in force from `effective_from`."""

    effective_from: date
    instrument_days: int
    participants_days: int
    travel_days: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing to be done after acceptance. A gate: without it the activity cannot go."""

    key: str
    title: str
    owner: Role
    due_on: date
    gate: bool


def paperwork(
    starts_on: date, *, abroad: bool, clearance_lead_days: int, terms: PaperworkTerms
) -> tuple[Paper, ...]:
    """What has to be done by when (domain brief, section 3). Officers who stay at home travel nowhere."""
    papers = [
        ("instrument", "Instrument and budget", Role.PROGRAM_OFFICER, terms.instrument_days, True),
        ("participants", "Participant list to vetting", Role.POST, terms.participants_days, True),
    ]
    if abroad:
        travel, clearance = terms.travel_days, clearance_lead_days
        papers += [
            ("travel", "Travel authorization and visas", Role.AGENCY_COORDINATOR, travel, False),
            ("clearance", "Country clearance", Role.PROGRAM_OFFICER, clearance, True),
        ]
    return tuple(
        Paper(key, title, owner, starts_on - timedelta(days=days), gate)
        for key, title, owner, days, gate in papers
    )


def hosted(modality: str) -> bool:
    """Whether the partner agency receives visitors at home: it then concurs and finishes in the post's place."""
    return modality == Modality.STUDY_VISIT


def days_of(first: date, last: date) -> int:
    """Calendar days from `first` through `last`."""
    return (last - first).days + 1
