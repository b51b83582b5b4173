"""Foreign officials who are to take part. What vetting needs of them is shown to nobody but the post."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country
from models.vetting import ForeignParticipant, Unit
from schemas.vetting import ForeignParticipantCreate, ForeignParticipantUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import FieldProblem, Invalid
from services.events import record_event
from services.filters import any_of
from services.listing import Listing
from services.projection import Fields, json_object, link, stamps
from services.records import apply_changes, created, load_for_change
from services.vetting.countries import require_own_country

_COMMON: Fields = {
    "id": ForeignParticipant.id,
    "country": json_object({"id": ForeignParticipant.country_id, "name": Country.name}),
    "unit": link(ForeignParticipant.unit_id, {"id": ForeignParticipant.unit_id, "name": Unit.name}),
    "name": ForeignParticipant.name,
    "rank": ForeignParticipant.rank,
    "sex": ForeignParticipant.sex,
}
_SOURCE = ForeignParticipant.__table__.join(
    Country.__table__, Country.id == ForeignParticipant.country_id
).outerjoin(Unit.__table__, Unit.id == ForeignParticipant.unit_id)

PEOPLE = Listing(
    table=ForeignParticipant,
    exportable=False,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields={**_COMMON, **stamps(ForeignParticipant)},
    sorts={"name": ForeignParticipant.name, "updated_at": ForeignParticipant.updated_at},
    default_sort="name",
    filters={
        "country": any_of(Country.genc3, description="GENC codes of three letters."),
        "country_id": any_of(ForeignParticipant.country_id, UUID),
        "unit_id": any_of(ForeignParticipant.unit_id, UUID),
    },
)


def _hide_birth(actor: Actor, answer: Answer) -> None:
    if not actor.may(Permission.VETTING_MANAGE):
        answer["birth_date"] = answer["birth_place"] = None


def _actions(actor: Actor, _: Answer) -> list[str]:
    return ["update"] if actor.may(Permission.VETTING_MANAGE) else []


PERSON = Detail(
    table=ForeignParticipant,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields={
        **_COMMON,
        "birth_date": ForeignParticipant.birth_date,
        "birth_place": ForeignParticipant.birth_place,
        **stamps(ForeignParticipant),
    },
    actions=_actions,
    finish=_hide_birth,
)
PERSON_CREATED = Detail(
    table=ForeignParticipant,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields={**_COMMON, **stamps(ForeignParticipant)},
    actions=_actions,
)
"""Without birth data: answers to creation are kept for a day, to be replayed to a retry."""


async def create_person(
    session: AsyncSession, actor: Actor, clock: Clock, data: ForeignParticipantCreate
) -> UUID:
    """Raises `Invalid` for another country than the post's, another country's unit, or a birth to come."""
    actor.require(Permission.VETTING_MANAGE)
    country_id = await require_own_country(session, actor, data.country, clock)
    values = data.model_dump(exclude={"country"}, mode="python")
    await _require_sound(session, country_id, values, clock.today())
    person = created(ForeignParticipant(country_id=country_id, **values), actor)
    session.add(person)
    _record(session, actor, "created", person)
    return person.id


async def update_person(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    person_id: UUID,
    version: int,
    data: ForeignParticipantUpdate,
) -> None:
    actor.require(Permission.VETTING_MANAGE)
    person = await load_for_change(session, actor, ForeignParticipant, person_id, version=version)
    changes = data.changes()
    await _require_sound(session, person.country_id, changes, clock.today())
    apply_changes(person, changes, actor)
    _record(session, actor, "updated", person)


async def _require_sound(
    session: AsyncSession, country_id: UUID, values: dict[str, Any], today: date
) -> None:
    born = values.get("birth_date")
    if born is not None and born > today:
        raise Invalid(FieldProblem("birth_date", "in_future", "The date of birth lies in the future."))
    unit_id = values.get("unit_id")
    if unit_id is not None:
        home = await session.scalar(select(Unit.country_id).where(Unit.id == unit_id))
        if home != country_id:
            raise Invalid(FieldProblem("unit_id", "unknown", "The country has no such unit."))


def _record(session: AsyncSession, actor: Actor, verb: str, person: ForeignParticipant) -> None:
    """The log says that a person was recorded, and nothing of who they are (invariant 20)."""
    record_event(
        session,
        actor,
        f"foreign_participants.{verb}",
        person,
        subject_type="foreign_participant",
        permission=Permission.VETTING_MANAGE,
        after={},
    )
