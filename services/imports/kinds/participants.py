"""Foreign participants of the country of a post, and the activities that they are to take part in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select

from models.activities import Activity, ActivityParticipant
from models.countries import Country, Post
from models.enums import Sex
from models.vetting import ForeignParticipant, Unit
from schemas.activity_records import ParticipantAdd
from schemas.vetting import ForeignParticipantCreate, ForeignParticipantUpdate
from services.access.permissions import Permission
from services.access.visibility import visible
from services.activities.participants import add_participant
from services.imports.fields import Field, Plan, Row, word
from services.imports.kinds.base import RowByRow, Work, among, compare, copy_refs, known_by_key
from services.vetting.people import create_person, update_person

_PERSON = TypeAdapter(ForeignParticipantCreate)
_COMPARED = ("name", "unit_id", "rank", "sex", "birth_date", "birth_place")
#: What is known of a birth is shown to nobody, in what changes neither.
_WITHHELD = ("birth_date", "birth_place")
_SUBJECT = "foreign_participant"


class Participants(RowByRow):
    """Whoever runs it deals with these people by hand too: their post (decision 31). Vetting is asked for by hand."""

    name = "participants"
    permissions = (Permission.VETTING_MANAGE,)
    fields = (
        Field("external_id", required=True, headings=("Participant no", "Participant id", "Id"), key=True),
        Field("name", required=True, headings=("Name", "Full name", "Participant")),
        Field("unit", headings=("Unit", "Organisation", "Organization"), longest=200),
        Field("rank", headings=("Rank", "Title"), longest=80),
        Field("sex", headings=("Sex", "Gender"), longest=20),
        Field("birth_date", "day", headings=("Date of birth", "Birth date", "DOB", "Born"), withheld=True),
        Field("birth_place", headings=("Place of birth", "Birth place"), longest=120, withheld=True),
        Field("activity", headings=("Activity", "Activity reference"), longest=20),
    )

    def check(self, row: Row, plan: Plan) -> None:
        if (sex := row.values.get("sex")) is not None:
            row.values["sex"] = word(sex)
            if row.values["sex"] not in set(Sex):
                plan.issue(row, "unknown_code", "sex", f"One of {', '.join(Sex)}.")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        country = await _own_country(work)
        units = await _units(work, country, rows)
        activities = await _activities(work, rows)
        keys = {row.values["external_id"] for row in rows}
        known = await known_by_key(work.session, work.source, _SUBJECT, keys)
        current = await _people(work, known)
        listed = await _listed(work, known)
        for row in rows:
            if country is None:
                work.plan.issue(row, "bad_value", None, "Only a post imports participants, of its country.")
                continue
            if not _place(work, row, units, activities) or not _take(work, row, country.genc3):
                continue
            existing = known.get(row.values["external_id"])
            if existing is not None and existing not in current:
                work.plan.issue(row, "bad_value", "external_id", "This key is of somebody of another post.")
                continue
            if existing is not None:
                stated = [name for name in _COMPARED if name != "sex" or row.values.get("sex")]
                compare(row, current[existing], stated)
                row.changes |= {name: [None, None] for name in _WITHHELD if name in row.changes}
                if row.beside is not None and (row.beside, existing) not in listed:
                    row.changes["activity"] = [None, row.values["activity"]]
            self.settle(work, row, existing)

    async def write_row(self, work: Work, row: Row) -> None:
        session, actor, clock = work.session, work.actor, work.clock
        if row.outcome == "create":
            row.target = await create_person(session, actor, clock, ForeignParticipantCreate(**row.record))
            await session.flush()
            await copy_refs(work, _SUBJECT, [(row.values["external_id"], row.target)])
        assert row.target is not None
        changed = [name for name in _COMPARED if name in row.changes]
        if row.outcome == "update" and changed:
            statement = select(ForeignParticipant.version).where(ForeignParticipant.id == row.target)
            version = await session.scalar(statement) or 0
            data = ForeignParticipantUpdate(**{name: row.record[name] for name in changed})
            await update_person(session, actor, clock, row.target, version, data)
        if row.beside is not None and (row.outcome == "create" or "activity" in row.changes):
            await add_participant(session, actor, row.beside, ParticipantAdd(participant_id=row.target))


def _place(work: Work, row: Row, units: dict[str, UUID], activities: dict[str, UUID]) -> bool:
    """The unit and the activity that the row names; whether there are such."""
    values = row.values
    unit, activity = values.get("unit"), values.get("activity")
    values["unit_id"] = units.get(unit.casefold()) if unit else None
    row.beside = activities.get(activity) if activity else None
    if unit and values["unit_id"] is None:
        work.plan.issue(row, "bad_value", "unit", "The country has no such unit: record the unit first.")
    if activity and row.beside is None:
        work.plan.issue(row, "bad_value", "activity", "There is no activity of this reference.")
    return not row.refused


def _take(work: Work, row: Row, country: str) -> bool:
    """The record that the row describes, held to the form of people; whether it is one."""
    facts: dict[str, Any] = {name: row.values.get(name) for name in _COMPARED} | {"country": country}
    facts["sex"] = facts["sex"] or Sex.UNDISCLOSED
    try:
        row.record = _PERSON.validate_python(facts).model_dump()
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            work.plan.issue(row, "bad_value", str(fault["loc"][0]), fault["msg"])
        return False
    return True


async def _own_country(work: Work) -> Any:
    statement = select(Country.id, Country.genc3).join(Post).where(Post.id == work.actor.post_id)
    return (await work.session.execute(statement)).one_or_none()


async def _units(work: Work, country: Any, rows: Sequence[Row]) -> dict[str, UUID]:
    if country is None:
        return {}
    names = {row.values["unit"].casefold() for row in rows if row.values.get("unit")}
    statement = select(func.lower(Unit.name), Unit.id).where(
        Unit.country_id == country.id, func.lower(Unit.name).in_(names)
    )
    return dict((await work.session.execute(statement)).all())


async def _activities(work: Work, rows: Sequence[Row]) -> dict[str, UUID]:
    references = {row.values["activity"] for row in rows if row.values.get("activity")}
    seen = visible(work.actor, Activity)
    statement = select(Activity.reference, Activity.id).where(Activity.reference.in_(references), seen.clause)
    return dict((await work.session.execute(statement, dict(seen.parameters))).all())


async def _people(work: Work, known: dict[str, UUID]) -> dict[UUID, Any]:
    seen = visible(work.actor, ForeignParticipant)
    columns = (ForeignParticipant.id, *(getattr(ForeignParticipant, name) for name in _COMPARED))
    statement = select(*columns).where(among(ForeignParticipant.id, known.values()), seen.clause)
    return {one.id: one for one in await work.session.execute(statement, dict(seen.parameters))}


async def _listed(work: Work, known: dict[str, UUID]) -> set[tuple[UUID, UUID]]:
    """Activity and person of every entry that stands."""
    statement = select(ActivityParticipant.activity_id, ActivityParticipant.participant_id).where(
        among(ActivityParticipant.participant_id, known.values()), ActivityParticipant.removed_at.is_(None)
    )
    found = await work.session.execute(statement)
    return {(row.activity_id, row.participant_id) for row in found}
