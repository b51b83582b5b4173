"""Whom the activities of a post still need vetted, by lead time, and what is to be done next (domain brief, section 3).

A person needs an approval of their own and one of their unit through the activity's last day.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from models.activities import Activity, ActivityParticipant, ChecklistItem
from models.countries import Country
from models.enums import ActivityStatus, VettingStatus
from models.vetting import ForeignParticipant, Unit, VettingCase
from schemas.vetting import NextStep
from services.access.clearance import cleared_through
from services.access.permissions import Permission
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.projection import Fields, json_object, link, stamps

_AHEAD = Activity.status.not_in(
    [status.value for status in (ActivityStatus.COMPLETED, ActivityStatus.CLOSED, ActivityStatus.CANCELLED)]
)


def _newest(name: str, column: Any, subject: Any) -> Any:
    """The newest case of a person or of a unit."""
    row = aliased(VettingCase)
    statement = select(row.id, row.reference, row.status, row.valid_to).where(
        getattr(row, column) == subject, subject.is_not(None)
    )
    return statement.order_by(row.id.desc()).limit(1).lateral(name)


_PERSON = _newest("person_case", "participant_id", ForeignParticipant.id)
_UNIT = _newest("unit_case", "unit_id", ForeignParticipant.unit_id)
_CLEARED = cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on)
_PAPER = (
    select(func.min(ChecklistItem.due_on))
    .where(ChecklistItem.activity_id == Activity.id, ChecklistItem.key == "participants")
    .correlate(Activity)
    .scalar_subquery()
)
_DUE_ON = func.coalesce(_PAPER, Activity.starts_on)


def _approved(newest: Any) -> ColumnElement[bool]:
    return func.coalesce(
        and_(newest.c.status == VettingStatus.APPROVED.value, newest.c.valid_to >= Activity.ends_on), False
    )


def _steps(newest: Any, nominate: NextStep) -> list[tuple[ColumnElement[bool], str]]:
    """What the newest case of a subject waits for; a new case where there is none, or it does not last."""
    waiting = {
        VettingStatus.NOMINATED: NextStep.SUBMIT,
        VettingStatus.POST_CHECK: NextStep.ENTER,
        VettingStatus.IN_REVIEW: NextStep.DECIDE,
        VettingStatus.SUSPENDED: NextStep.RE_REVIEW,
    }
    steps = [(newest.c.status == status.value, step.value) for status, step in waiting.items()]
    return [*steps, (~_approved(newest), nominate.value)]


_NEXT_STEP = case(
    (_CLEARED, None),
    (Activity.ends_on.is_(None), NextStep.DATE_ACTIVITY.value),
    (
        or_(_PERSON.c.status == VettingStatus.REJECTED.value, _UNIT.c.status == VettingStatus.REJECTED.value),
        NextStep.REPLACE.value,
    ),
    (ForeignParticipant.unit_id.is_(None), NextStep.NAME_UNIT.value),
    *_steps(_PERSON, NextStep.NOMINATE_PERSON),
    *_steps(_UNIT, NextStep.NOMINATE_UNIT),
    else_=literal(NextStep.DECIDE.value),
)


def _case(newest: Any) -> ColumnElement[Any]:
    return link(
        newest.c.id,
        {
            "id": newest.c.id,
            "reference": newest.c.reference,
            "status": newest.c.status,
            "valid_to": newest.c.valid_to,
        },
    )


_FIELDS: Fields = {
    "id": ActivityParticipant.id,
    "activity": json_object(
        {
            "id": Activity.id,
            "reference": Activity.reference,
            "title": Activity.title,
            "status": Activity.status,
            "starts_on": Activity.starts_on,
            "ends_on": Activity.ends_on,
        }
    ),
    "participant": json_object(
        {
            "id": ForeignParticipant.id,
            "name": ForeignParticipant.name,
            "rank": ForeignParticipant.rank,
            "country": Country.genc3,
        }
    ),
    "unit": link(ForeignParticipant.unit_id, {"id": ForeignParticipant.unit_id, "name": Unit.name}),
    "person_case": _case(_PERSON),
    "unit_case": _case(_UNIT),
    "cleared": _CLEARED,
    "next_step": _NEXT_STEP,
    "due_on": _DUE_ON,
    **stamps(ActivityParticipant),
}
_SOURCE = (
    ActivityParticipant.__table__.join(Activity.__table__, Activity.id == ActivityParticipant.activity_id)
    .join(ForeignParticipant.__table__, ForeignParticipant.id == ActivityParticipant.participant_id)
    .join(Country.__table__, Country.id == ForeignParticipant.country_id)
    .outerjoin(Unit.__table__, Unit.id == ForeignParticipant.unit_id)
    .outerjoin(_PERSON, true())
    .outerjoin(_UNIT, true())
)

QUEUE = Listing(
    table=ActivityParticipant,
    exportable=False,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"due_on": _DUE_ON, "starts_on": Activity.starts_on, "name": ForeignParticipant.name},
    default_sort="due_on",
    filters={
        "activity_id": any_of(ActivityParticipant.activity_id, UUID),
        "cleared": flag(_CLEARED),
        "ahead": flag(_AHEAD, "true: of activities that are not over."),
        "next_step": any_of(_NEXT_STEP),
        **ranges("starts_on", Activity.starts_on, date),
    },
    where=ActivityParticipant.removed_at.is_(None),
)
