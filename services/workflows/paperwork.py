"""The checklist that follows an accepted offer (domain brief, section 3): what, whose, and by when."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.enums import Modality, Role


@dataclass(frozen=True, slots=True)
class PaperworkPolicy:
    """Days before the start by which each kind of paperwork should be done. Missed ones warn; only gates block."""

    effective_from: date
    instrument_days: int
    participants_days: int
    travel_days: int


@dataclass(frozen=True, slots=True)
class Paperwork:
    key: str
    title: str
    owner: Role
    due_on: date
    gate: bool


def checklist(
    modality: Modality, starts_on: date, clearance_lead_days: int, policy: PaperworkPolicy
) -> tuple[Paperwork, ...]:
    """What must be done before an activity starts.

    The one gate is the signed instrument with its budget, which the activity cannot leave planning without; vetting
    and readiness are gates of their own, judged from their records and not from a tick in a list. Country clearance
    is for officers who travel abroad (domain brief, 4.1): a study visit has none.
    """

    def item(key: str, title: str, owner: Role, days: int, *, gate: bool = False) -> Paperwork:
        return Paperwork(key, title, owner, starts_on - timedelta(days=days), gate)

    items = [
        item("instrument", "Instrument and budget", Role.PROGRAM_OFFICER, policy.instrument_days, gate=True),
        item(
            "instrument_agency",
            "Instrument and budget: the agency's part",
            Role.AGENCY_COORDINATOR,
            policy.instrument_days,
        ),
        item("participants", "Participant list to vetting", Role.POST, policy.participants_days),
        item("travel", "Travel authorization and visas", Role.AGENCY_COORDINATOR, policy.travel_days),
    ]
    if modality is not Modality.STUDY_VISIT:
        items.append(
            item("country_clearance", "Country clearance", Role.PROGRAM_OFFICER, clearance_lead_days)
        )
    return tuple(items)
