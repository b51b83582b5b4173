"""Invariant 20 of vetting: whatever is recorded of somebody, events say nothing of it."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country
from models.database import Database
from models.enums import Role
from models.events import Event
from models.vetting import VettingCase
from schemas.vetting import (
    ForeignParticipantCreate,
    ForeignParticipantUpdate,
    UnitCreate,
    VettingCaseCreate,
    VettingDecide,
    VettingEnter,
    VettingResult,
)
from services.access.policy import Actor, permissions_of
from services.clock import FixedClock
from services.vetting import cases, people, units
from services.workflows.vetting import decide
from tests.factories.activities import post_in
from tests.factories.users import make_user
from tests.services.examples import hold_for_all

CLOCK = FixedClock(datetime(2026, 7, 1, 12, tzinfo=UTC))
#: Long enough not to be part of another word by chance.
WORDS = st.text("BCDFGHJKLMNPQRSTVWXZ", min_size=8, max_size=30)
RECORDS = st.tuples(
    WORDS,
    WORDS,
    st.dates(date(1900, 1, 1), date(2008, 12, 31)),
    st.from_regex(r"[A-Z]{8}[/.-][0-9]{6}", fullmatch=True),
    st.sampled_from(VettingResult),
)


async def _tell_nothing(session: AsyncSession, record: tuple[str, str, date, str, VettingResult]) -> None:
    name, birth_place, birth_date, reference, result = record
    post = await post_in(session)
    user = await make_user(session, Role.POST, post_id=post.id)
    roles = frozenset({Role.POST})
    embassy = Actor(user.id, user.name, roles, permissions_of(roles, None), post_id=post.id)
    genc3 = (await session.get_one(Country, post.country_id)).genc3
    unit_id = await units.create_unit(
        session, embassy, CLOCK, UnitCreate(country=genc3, name="Unit", location="Capital")
    )
    born: dict[str, Any] = {"birth_date": birth_date, "birth_place": birth_place}
    person_id = await people.create_person(
        session, embassy, CLOCK, ForeignParticipantCreate(country=genc3, name=name, unit_id=unit_id, **born)
    )
    await session.flush()
    change = ForeignParticipantUpdate(birth_place=birth_place[::-1], birth_date=birth_date)
    await people.update_person(session, embassy, CLOCK, person_id, 1, change)
    case_id = await cases.nominate(session, embassy, CLOCK, VettingCaseCreate(participant_id=person_id))
    await session.flush()
    case = await session.get_one(VettingCase, case_id)
    await cases.submit(session, embassy, case_id, case.version)
    await session.flush()
    await cases.enter(session, embassy, case_id, case.version, VettingEnter(invest_reference=reference))
    await session.flush()
    verdict = VettingDecide(result=result, decided_on=date(2026, 6, 30))
    await decide(session, embassy, CLOCK, case_id, case.version, verdict)
    await session.flush()
    events = (await session.scalars(select(Event).where(Event.actor_id == user.id))).all()
    assert len(events) >= 7
    told = " ".join(str((e.subject_label, e.reason, e.before, e.after)) for e in events)
    secrets = (name, birth_place, birth_place[::-1], birth_date.isoformat(), reference, result.value)
    assert [secret for secret in secrets if secret in told] == []


async def test_invariant_20_events_say_nothing_of_whoever_is_vetted(database: Database) -> None:
    await hold_for_all(database, RECORDS, _tell_nothing)
