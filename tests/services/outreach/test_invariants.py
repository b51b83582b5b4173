"""Invariants 3 and 4 of answers (domain brief, section 5), for random answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.database import Database
from models.enums import OutreachStatus, Role
from models.events import Event
from models.outreach import Outreach
from schemas.outreach import OutreachCreate, OutreachReply
from services.clock import FixedClock
from services.outreach.commands import reply
from services.outreach.queries import OUTREACH
from services.requests.facts import capacity_left
from services.requests.matching import Span
from services.workflows.contacting import contact_agency
from tests.factories.requests import DUE_AT, SENT_AT, make_outreach, make_partner, make_request
from tests.services.examples import acting, hold_for_all

#: Long enough not to be part of another word by chance.
REASONS = st.none() | st.text("BCDFGHJKLMNPQRSTVWXZ", min_size=8, max_size=40)
SELECTORS = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.POST)
#: In time or late; both are answers.
DELAYS = st.timedeltas(timedelta(minutes=1), DUE_AT - SENT_AT + timedelta(days=30))


async def _answer(
    session: AsyncSession, outreach: Outreach, answer: str, reason: str | None, delay: timedelta
) -> None:
    coordinator = await acting(session, Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    data = OutreachReply.model_validate({"answer": answer} | ({"reason": reason} if reason else {}))
    clock = FixedClock(outreach.sent_at + delay)
    await reply(session, coordinator, clock, outreach.id, outreach.version, data)
    await session.flush()


# -- 3: a decline needs no reason, and those who choose never see one -----------------------------------------------


async def _keep_to_oneself(session: AsyncSession, given: tuple[str | None, timedelta]) -> None:
    reason, delay = given
    outreach = await make_outreach(session)
    await _answer(session, outreach, "declined", reason, delay)
    assert outreach.status == OutreachStatus.DECLINED
    request = outreach.request_id
    post_id = await session.scalar(text("select post_id from requests where id = :id"), {"id": request})
    for role in SELECTORS:
        ties = {"post_id": post_id} if role is Role.POST else {}
        actor = await acting(session, role, **ties)
        if not actor.may(OUTREACH.permission):  # type: ignore[arg-type]
            continue
        shown = await OUTREACH.after_change(session, actor, outreach.id)
        assert "decline_reason" not in shown
        assert reason is None or reason not in orjson.dumps(shown).decode()
    events = (await session.scalars(select(Event).where(Event.subject_id == outreach.id))).all()
    told = " ".join(str((event.reason, event.before, event.after)) for event in events)
    assert events
    assert reason is None or reason not in told


async def test_invariant_03_a_decline_needs_no_reason_and_selectors_never_see_one(database: Database) -> None:
    await hold_for_all(database, st.tuples(REASONS, DELAYS), _keep_to_oneself, count=20)


# -- 4: a decline costs nothing ------------------------------------------------------------------------------------

ANSWERS = st.lists(
    st.tuples(st.sampled_from(["declined", "declined", "interested"]), REASONS, DELAYS),
    min_size=1,
    max_size=3,
)
WINDOW = Span(datetime(2026, 9, 14, tzinfo=UTC).date(), datetime(2026, 9, 25, tzinfo=UTC).date())
_STANDING = text(
    "select json_build_object("
    " 'mous', (select json_agg(m order by m.id) from (select * from mous where agency_id = :id) m),"
    " 'agency', (select row_to_json(a) from agencies a where id = :id),"
    " 'claims', (select json_agg(c order by c.due_on, c.id) from claims c where agency_id = :id),"
    " 'prompts', (select json_agg(r order by r.id) from reminders r where r.kind like 'mou%'))::text"
)


async def _standing(session: AsyncSession, agency: Agency) -> tuple[Any, ...]:
    """Memoranda, the agency with the moment it was last asked, order of payment, prompts, and capacity."""
    row = await session.scalar(_STANDING, {"id": agency.id})
    return row, await capacity_left(session, agency.id, WINDOW)


async def _cost_nothing(session: AsyncSession, answers: list[tuple[str, str | None, timedelta]]) -> None:
    agency = await make_partner(session)
    agency.last_asked_at, agency.max_officers, agency.max_days_per_year = SENT_AT, 4, 60
    asked = [await make_outreach(session, agency=agency) for _ in answers]
    await session.flush()
    before = await _standing(session, agency)
    for outreach, (answer, reason, delay) in zip(asked, answers, strict=True):
        await _answer(session, outreach, answer, reason, delay)
        assert await _standing(session, agency) == before
    staff = await acting(session, Role.PROGRAM_OFFICER)
    data = OutreachCreate(
        request_id=(await make_request(session)).id, agency_id=agency.id, chosen_reason="Known to the post"
    )
    waiting = sum(answer == "interested" for answer, _, _ in answers)
    if waiting < len(answers):  # as soon as one has declined there is room for another question
        await contact_agency(session, staff, FixedClock(SENT_AT), data)


async def test_invariant_04_declines_alter_no_memorandum_prompt_capacity_payment_or_contact(
    database: Database,
) -> None:
    await hold_for_all(database, ANSWERS, _cost_nothing, count=20)
