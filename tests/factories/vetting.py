"""Foreign units and people, and vetting cases in any state. Each is written to the database."""

import itertools
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ActivityParticipant
from models.countries import Post
from models.enums import VettingStatus, VettingSubject
from models.vetting import ForeignParticipant, Unit, VettingCase

DECIDED_ON = date(2026, 3, 2)
_DECIDED = frozenset(VettingStatus) - {
    VettingStatus.NOMINATED,
    VettingStatus.POST_CHECK,
    VettingStatus.IN_REVIEW,
}
_numbers = itertools.count(1)


async def make_unit(session: AsyncSession, post: Post, **values: Any) -> Unit:
    defaults = {"name": f"Unit {next(_numbers)}", "location": "Capital district"}
    unit = Unit(**(defaults | {"country_id": post.country_id} | values))
    session.add(unit)
    await session.flush()
    return unit


async def make_person(session: AsyncSession, post: Post, **values: Any) -> ForeignParticipant:
    """With a unit of their own and all that vetting needs, unless `values` say otherwise."""
    if "unit_id" not in values:
        values["unit_id"] = (await make_unit(session, post)).id
    defaults: dict[str, Any] = {
        "name": f"Participant {next(_numbers)}",
        "rank": "Inspector",
        "birth_date": date(1985, 5, 17),
        "birth_place": "Birthplace",
        "country_id": post.country_id,
    }
    person = ForeignParticipant(**(defaults | values))
    session.add(person)
    await session.flush()
    return person


async def make_case(
    session: AsyncSession,
    post: Post,
    subject: ForeignParticipant | Unit,
    status: VettingStatus = VettingStatus.APPROVED,
    **values: Any,
) -> VettingCase:
    """Decided on 2 March 2026 where decided, and approved for a year."""
    number = next(_numbers)
    of_unit = isinstance(subject, Unit)
    granted = status in (VettingStatus.APPROVED, VettingStatus.EXPIRED)
    defaults: dict[str, Any] = {
        "reference": f"VT-2026-{number:04d}",
        "subject": (VettingSubject.UNIT if of_unit else VettingSubject.PERSON).value,
        "unit_id" if of_unit else "participant_id": subject.id,
        "post_id": post.id,
        "invest_reference": f"INV-{number}" if status in _DECIDED else None,
        "decided_on": DECIDED_ON if status in _DECIDED else None,
        "valid_to": DECIDED_ON + timedelta(days=365) if granted else None,
    }
    case = VettingCase(**(defaults | values), status=status.value)
    session.add(case)
    await session.flush()
    return case


async def make_cleared_person(session: AsyncSession, post: Post, **values: Any) -> ForeignParticipant:
    """Somebody whose person and unit are approved until March 2027."""
    person = await make_person(session, post, **values)
    await make_case(session, post, person)
    await make_case(session, post, await session.get_one(Unit, person.unit_id))
    return person


async def list_participant(
    session: AsyncSession, activity: Activity, person: ForeignParticipant
) -> ActivityParticipant:
    entry = ActivityParticipant(activity_id=activity.id, participant_id=person.id)
    session.add(entry)
    await session.flush()
    return entry
