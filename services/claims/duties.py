"""Separation of duties on a claim (4 FAH-3 H-061.2): four people, and none of them paid by their own approval."""

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """What people do on the way of a claim, in order."""

    PREPARER = "preparer"
    PROGRAM_REVIEWER = "program_reviewer"
    FINANCE_REVIEWER = "finance_reviewer"
    CERTIFIER = "certifier"


class Conflict(StrEnum):
    """Why a person may not take a duty on a claim."""

    ALREADY_PREPARER = "already_preparer"
    ALREADY_PROGRAM_REVIEWER = "already_program_reviewer"
    ALREADY_FINANCE_REVIEWER = "already_finance_reviewer"
    ALREADY_CERTIFIER = "already_certifier"
    APPROVED_OBLIGATION = "approved_obligation"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has taken which duty on a claim so far, by user id, and who approved the obligation that pays it."""

    preparer: str
    program_reviewer: str | None = None
    finance_reviewer: str | None = None
    certifier: str | None = None
    obligation_approver: str | None = None

    def holder(self, duty: Duty) -> str | None:
        """The person with a duty; None while nobody has it."""
        return {
            Duty.PREPARER: self.preparer,
            Duty.PROGRAM_REVIEWER: self.program_reviewer,
            Duty.FINANCE_REVIEWER: self.finance_reviewer,
            Duty.CERTIFIER: self.certifier,
        }[duty]


def conflict(person: str, duty: Duty, hands: Hands) -> Conflict | None:
    """Why `person` may not take `duty`; None when they may.

    Nobody holds two duties on one claim, and whoever approved the obligation cannot certify. The present holder of
    a duty may act in it again.
    """
    for other in Duty:
        if other is not duty and hands.holder(other) == person:
            return Conflict(f"already_{other}")
    if duty is Duty.CERTIFIER and person == hands.obligation_approver:
        return Conflict.APPROVED_OBLIGATION
    return None
