"""Rules of vetting that need nothing but their arguments."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class VettingTerms:
    """How long an approval lasts, as in force from `effective_from` on the day of the decision."""

    effective_from: date
    valid_days: int


def valid_to(decided_on: date, terms: VettingTerms) -> date:
    """The last day an approval covers."""
    return decided_on + timedelta(days=terms.valid_days)
