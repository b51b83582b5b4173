"""The state table of an outreach and of the offer that answers it (domain brief, section 3)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from models.enums import OutreachStatus as S
from models.enums import RequestStatus
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition
from services.outreach.due import is_late


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    now: datetime
    due_at: datetime
    request_status: str


@dataclass(frozen=True, slots=True)
class OfferFacts:
    request_status: str


@dataclass(frozen=True, slots=True)
class AcceptFacts:
    """`cost_usd` of the offer, and what the request's funds still leave."""

    cost_usd: Decimal
    left_usd: Decimal
    request_status: str


IN_TIME = Guard("overdue", "The answer is overdue.", lambda facts: not is_late(facts.now, facts.due_at))
OVERDUE = Guard("not_due", "The answer is not yet due.", lambda facts: is_late(facts.now, facts.due_at))
REQUEST_OPEN = Guard(
    "request_closed",
    "The request is no longer open; no answer is needed any more.",
    lambda facts: facts.request_status == RequestStatus.OPEN,
)
WITHIN_FUNDS = Guard(
    "beyond_funds",
    "The offer costs more than what is left of the request's funds.",
    lambda facts: facts.cost_usd <= facts.left_usd,
)

LIFECYCLE = Lifecycle(
    "outreach",
    (
        transition("reply", S.SENT, S.INTERESTED, Permission.OUTREACH_ANSWER, IN_TIME),
        transition("reply", S.SENT, S.DECLINED, Permission.OUTREACH_ANSWER, IN_TIME),
        transition("lapse", S.SENT, S.NO_RESPONSE, None, OVERDUE),
        # The late reply; nothing follows from its being late.
        transition("reply", S.NO_RESPONSE, S.INTERESTED, Permission.OUTREACH_ANSWER, REQUEST_OPEN),
        transition("reply", S.NO_RESPONSE, S.DECLINED, Permission.OUTREACH_ANSWER, REQUEST_OPEN),
        # People, dates and cost are what an offer is made of: without them there is none to fire this with.
        transition("offer", S.INTERESTED, S.OFFERED, Permission.OUTREACH_ANSWER, REQUEST_OPEN),
        transition("withdraw", S.OFFERED, S.WITHDRAWN, Permission.OUTREACH_ANSWER),
        transition("accept", S.OFFERED, S.ACCEPTED, Permission.OFFERS_DECIDE, REQUEST_OPEN, WITHIN_FUNDS),
        transition("pass_over", S.OFFERED, S.NOT_SELECTED, Permission.OFFERS_DECIDE),
    ),
)
#: Events that belong to the offer; the others belong to the outreach itself.
OF_OFFER = frozenset({"withdraw", "accept", "pass_over"})
#: An agency is kept busy by these: at most so many at once as the policy says.
OPEN = frozenset({S.SENT, S.INTERESTED, S.OFFERED})
