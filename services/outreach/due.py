"""When an answer is due, and how many questions an agency may have before it at once.

Nothing here knows how an agency answered before: the time allowed and the number of open questions are the same
for everybody.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.enums import Urgency
from services.calendar import add_working_days


@dataclass(frozen=True, slots=True)
class OutreachPolicy:
    """Times and limits as in force from `effective_from`.

    A routine answer is due at the end of a working day in `zone`, an urgent one after a span of time.
    """

    effective_from: date
    routine_working_days: int
    urgent_within: timedelta
    most_open_per_agency: int
    zone: ZoneInfo


def due_at(sent_at: datetime, urgency: Urgency, policy: OutreachPolicy) -> datetime:
    """The last instant, in UTC, at which an answer is in time.

    Raises `ValueError` for an instant without a time zone.
    """
    if sent_at.tzinfo is None:
        raise ValueError("The moment of sending needs a time zone.")
    if urgency is Urgency.URGENT:
        return sent_at.astimezone(UTC) + policy.urgent_within
    last_day = add_working_days(sent_at.astimezone(policy.zone).date(), policy.routine_working_days)
    next_day = datetime.combine(last_day + timedelta(days=1), time.min, policy.zone)
    return next_day.astimezone(UTC) - timedelta(seconds=1)


def is_late(answered_at: datetime, due: datetime) -> bool:
    """Whether an answer came after it was due; it is accepted all the same, and nothing follows from it."""
    return answered_at > due


def may_contact(open_outreaches: int, policy: OutreachPolicy) -> bool:
    """Whether an agency with so many unanswered questions may be asked one more."""
    return open_outreaches < policy.most_open_per_agency
