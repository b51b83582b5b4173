"""The state table of claims (domain brief, section 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.enums import ClaimStatus as S
from models.enums import Role
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition

EDITABLE = (S.DRAFT, S.RETURNED)
REVIEW = (S.PROGRAM_REVIEW, S.FINANCE_REVIEW)
DECIDED = (S.APPROVED, S.PARTIAL, S.DISALLOWED, S.CERTIFIED, S.PAID)
#: Claims whose lines nobody else may claim again.
STANDING = frozenset(S) - {S.DRAFT, S.WITHDRAWN, S.DISALLOWED}

ACTS_NEXT: Mapping[S, Role] = {
    S.DRAFT: Role.AGENCY_COORDINATOR,
    S.RETURNED: Role.AGENCY_COORDINATOR,
    S.SUBMITTED: Role.PROGRAM_OFFICER,
    S.PROGRAM_REVIEW: Role.PROGRAM_OFFICER,
    S.FINANCE_REVIEW: Role.FINANCE_REVIEWER,
    S.APPROVED: Role.CERTIFYING_OFFICER,
    S.PARTIAL: Role.CERTIFYING_OFFICER,
    S.CERTIFIED: Role.SERVICE_CLIENT,
}


@dataclass(frozen=True, slots=True)
class Certification:
    """What certification hangs on: whether the payee can be paid, and why its money cannot move, if so."""

    payee_registered: bool
    refusal: str | None
    needed_usd: Decimal
    left_usd: Decimal
    """Of the obligation, less what certified claims still take from it."""


def _money_moves(
    code: str, message: str, explain: Callable[[Certification], list[str]] | None = None
) -> Guard:
    return Guard(code, message, lambda facts: facts.refusal != code, explain=explain)


def _what_is_left(facts: Certification) -> list[str]:
    return [
        f"{facts.left_usd:,.2f} USD is left of the obligation after what certified claims still take; "
        f"this claim needs {facts.needed_usd:,.2f} USD."
    ]


CERTIFIABLE = (
    Guard(
        "uei_missing",
        "The agency needs a unique entity identifier before it can be paid (2 CFR 25.100).",
        lambda facts: facts.payee_registered,
    ),
    _money_moves(
        "over_balance",
        "What is left of the obligation, less what certified claims still take, does not cover this claim.",
        _what_is_left,
    ),
    _money_moves("not_yet_available", "The fund of the obligation is not available yet."),
    _money_moves(
        "debt_after_availability", "The fund has expired and pays only for work begun while it was available."
    ),
    _money_moves("funds_cancelled", "The fund is cancelled: nothing is paid from it any more (31 USC 1552)."),
)

LIFECYCLE = Lifecycle(
    "claim",
    (
        transition("submit", S.DRAFT, S.SUBMITTED, Permission.CLAIMS_PREPARE),
        transition("take", S.SUBMITTED, S.PROGRAM_REVIEW, Permission.CLAIMS_PROGRAM_REVIEW),
        transition("endorse", S.PROGRAM_REVIEW, S.FINANCE_REVIEW, Permission.CLAIMS_PROGRAM_REVIEW),
        transition("return", REVIEW, S.RETURNED, Permission.CLAIMS_PROGRAM_REVIEW),
        transition("return", REVIEW, S.RETURNED, Permission.CLAIMS_FINANCE_REVIEW),
        transition("resubmit", S.RETURNED, S.SUBMITTED, Permission.CLAIMS_PREPARE),
        transition("decide", S.FINANCE_REVIEW, S.APPROVED, Permission.CLAIMS_FINANCE_REVIEW),
        transition("decide", S.FINANCE_REVIEW, S.PARTIAL, Permission.CLAIMS_FINANCE_REVIEW),
        transition("decide", S.FINANCE_REVIEW, S.DISALLOWED, Permission.CLAIMS_FINANCE_REVIEW),
        transition("certify", (S.APPROVED, S.PARTIAL), S.CERTIFIED, Permission.CLAIMS_CERTIFY, *CERTIFIABLE),
        transition("confirm", S.CERTIFIED, S.PAID, Permission.CLAIMS_CONFIRM_PAYMENT),
        transition("reclaim", (S.PARTIAL, S.DISALLOWED), None, Permission.CLAIMS_PREPARE),
        transition("withdraw", EDITABLE, S.WITHDRAWN, Permission.CLAIMS_PREPARE),
    ),
)
