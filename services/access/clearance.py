"""Which foreign participants are cleared: person and unit approved through a day (22 USC 2378d; invariant 8)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from models.enums import VettingStatus
from models.vetting import VettingCase

#: An approval that has run out still covers the days before it did.
_GRANTED = (VettingStatus.APPROVED.value, VettingStatus.EXPIRED.value)
_WITHHELD = (VettingStatus.REJECTED.value, VettingStatus.SUSPENDED.value)


def cleared_through(participant_id: Any, unit_id: Any, last_day: Any) -> ColumnElement[bool]:
    """Whether both hold an approval through `last_day`; false without a unit or a day.

    Arguments are columns of a table in the enclosing select.
    """
    return and_(
        _approved("participant_id", participant_id, last_day), _approved("unit_id", unit_id, last_day)
    )


def _approved(column: str, subject: Any, last_day: Any) -> ColumnElement[bool]:
    """An approval through the day that no later case has put in doubt; a renewal under way leaves it standing."""
    case, later = aliased(VettingCase), aliased(VettingCase)
    in_doubt = exists().where(
        getattr(later, column) == getattr(case, column), later.id > case.id, later.status.in_(_WITHHELD)
    )
    return (
        exists()
        .where(
            getattr(case, column) == subject,
            case.status.in_(_GRANTED),
            case.valid_to >= last_day,
            ~in_doubt.correlate_except(later),
        )
        .correlate_except(case)
    )
