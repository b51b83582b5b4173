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
    """One thing to be done before the start. `gate`: the activity cannot leave planning without it."""

    key: str
    title: str
    owner: Role
    due_on: date
    gate: bool = False


def paperwork(
    modality: str, starts_on: date, *, clearance_lead_days: int, terms: PaperworkTerms
) -> tuple[Paper, ...]:
    """What has to be done by when (domain brief, section 3). Missed days warn; only gates block.

    Vetting and readiness are judged from their records and not from a tick in a list. Country clearance is for
    officers who travel abroad: a study visit has none.
    """

    def paper(key: str, title: str, owner: Role, days: int, *, gate: bool = False) -> Paper:
        return Paper(key, title, owner, starts_on - timedelta(days=days), gate)

    coordinator = Role.AGENCY_COORDINATOR
    papers = [
        paper("instrument", "Instrument and budget", Role.PROGRAM_OFFICER, terms.instrument_days, gate=True),
        paper(
            "instrument_agency",
            "Instrument and budget: the agency's part",
            coordinator,
            terms.instrument_days,
        ),
        paper("participants", "Participant list to vetting", Role.POST, terms.participants_days),
        paper("travel", "Travel authorization and visas", coordinator, terms.travel_days),
    ]
    if not hosted(modality):
        papers.append(
            paper("country_clearance", "Country clearance", Role.PROGRAM_OFFICER, clearance_lead_days)
        )
    return tuple(papers)


def hosted(modality: str) -> bool:
    """Whether the partner agency receives visitors at home: it then concurs and finishes in the post's place."""
    return modality == Modality.STUDY_VISIT


def days_of(first: date, last: date) -> int:
    """Calendar days from `first` through `last`."""
    return (last - first).days + 1


def touches(first: date, last: date, other_first: date | None, other_last: date | None) -> bool:
    """Whether two spans share a day; an end that is not known yet is open."""
    return (other_last is None or first <= other_last) and (other_first is None or last >= other_first)
