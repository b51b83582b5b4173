"""The state table of requests (domain brief, section 3)."""

from dataclasses import dataclass
from datetime import date

from models.enums import RequestStatus as S
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition


@dataclass(frozen=True, slots=True)
class SubmitFacts:
    required_expertise: int
    ends_on: date
    today: date


@dataclass(frozen=True, slots=True)
class ValidateFacts:
    funding_source: str | None
    has_funds: bool


@dataclass(frozen=True, slots=True)
class CloseFacts:
    accepted_offers: int


# Modality and window are never missing: a draft cannot be written without them.
EXPERTISE_NAMED = Guard(
    "expertise_missing",
    "Name at least one required expertise.",
    lambda facts: facts.required_expertise > 0,
    "required_expertise",
)
WINDOW_AHEAD = Guard(
    "window_over",
    "The window is over. Give one that has not ended.",
    lambda facts: facts.ends_on >= facts.today,
    "ends_on",
)
FUNDING_NAMED = Guard(
    "funding_missing",
    "Name the funding source and an amount above zero.",
    lambda facts: bool(facts.funding_source) and facts.has_funds,
    "funding_source",
)
NEED_MET = Guard(
    "no_accepted_offer",
    "No offer has been accepted, so the request is not filled. Close it as unfilled or cancelled.",
    lambda facts: facts.accepted_offers > 0,
    "outcome",
)

LIFECYCLE = Lifecycle(
    "request",
    (
        transition("submit", S.DRAFT, S.SUBMITTED, Permission.REQUESTS_SUBMIT, EXPERTISE_NAMED, WINDOW_AHEAD),
        transition("validate", S.SUBMITTED, S.OPEN, Permission.REQUESTS_MANAGE, FUNDING_NAMED),
        # Leaves the request open: what it makes is an outreach (services/workflows/contacting.py).
        transition("contact", S.OPEN, None, Permission.OUTREACH_SEND),
        transition("close", S.OPEN, S.FILLED, Permission.REQUESTS_MANAGE, NEED_MET),
        transition("close", S.OPEN, S.UNFILLED, Permission.REQUESTS_MANAGE),
        transition("close", S.OPEN, S.CANCELLED, Permission.REQUESTS_MANAGE),
    ),
)
#: While these states last, the need can be asked about and ranked for.
UNDER_WAY = frozenset({S.SUBMITTED, S.OPEN})
