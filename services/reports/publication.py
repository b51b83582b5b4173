"""What of the programme is published, and as of which day.

Figures are as of the last quarter that ended long enough ago, so that they do not move from one day to the next: the
difference between two days would tell of single people.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from services.calendar import add_months
from services.policies import policy_in_force

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """Of the policy on publication."""

    effective_from: date
    days_after_quarter: int


async def published_until(connection: AsyncConnection, today: date) -> date:
    """The last day that is told of."""
    terms = await policy_in_force(connection, "publication", Terms, today)
    return last_quarter_end(today - timedelta(days=terms.days_after_quarter))


def last_quarter_end(day: date) -> date:
    """The latest last day of a quarter that is not after `day`."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    following = add_months(first, 3)
    return (following if following - _ONE_DAY <= day else first) - _ONE_DAY


def public_activities(until: date) -> ColumnElement[bool]:
    """Activities that are not kept back, have a day, and were known or had begun by then."""
    return and_(
        ~Activity.publish_redaction,
        func.least(
            func.coalesce(Activity.starts_on, Activity.ends_on),
            func.date(func.timezone("UTC", Activity.created_at)),
        )
        <= until,
        func.coalesce(Activity.starts_on, Activity.ends_on).is_not(None),
    )
