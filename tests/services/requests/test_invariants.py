"""Invariants 2 and 5 of rankings (domain brief, section 5), for random histories and agencies."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus, OutreachStatus, Role
from models.requests import MatchRun
from services.clock import FixedClock
from services.requests.facts import gather_all, load_need
from services.requests.matching import AgencyFacts
from services.requests.ranking import canonical, make_match_run, replay_of
from tests.factories.activities import make_activity
from tests.factories.agencies import with_expertise
from tests.factories.agreements import make_agency, make_mou
from tests.factories.requests import make_four_agencies, make_officers, make_outreach, make_request
from tests.services.examples import acting, hold_for_all

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
REASONS = st.none() | st.text("abcdefgh ", min_size=1, max_size=20).filter(str.strip)

# -- 2: rankings are told nothing of earlier answers and earlier work ----------------------------------------------

ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(OutreachStatus),
        st.timedeltas(timedelta(minutes=1), timedelta(days=300)),
        REASONS,
    ),
    max_size=5,
)
#: Agency, days before the year of the window, and how the activity ended.
WORK = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 2000),
        st.sampled_from((ActivityStatus.CLOSED, ActivityStatus.COMPLETED, ActivityStatus.CANCELLED)),
    ),
    max_size=5,
)


async def _tell_nothing(session: AsyncSession, history: tuple[list[Any], list[Any]]) -> None:
    four = await make_four_agencies(session)
    agencies = [four.a, four.b, four.c, four.d]
    request = await make_request(session)
    wanted = await load_need(session, request)
    before = await gather_all(session, wanted)
    answers, work = history
    for number, status, latency, reason in answers:
        sent_at = NOW - timedelta(days=301)
        declined = status is OutreachStatus.DECLINED
        silent = status in (OutreachStatus.SENT, OutreachStatus.NO_RESPONSE)
        await make_outreach(
            session,
            status,
            agency=agencies[number],
            sent_at=sent_at,
            due_at=sent_at + timedelta(days=14),
            replied_at=None if silent else sent_at + latency,
            decline_reason=reason if declined else None,
        )
    for number, days, ended in work:
        last = date(2025, 12, 31) - timedelta(days=days)
        await make_activity(
            session, ended, agency_id=agencies[number].id, starts_on=last, ends_on=last, funded=False
        )
    assert await gather_all(session, wanted) == before


async def test_invariant_02_scoring_receives_no_answers_reasons_latency_or_past_activities(
    database: Database,
) -> None:
    """All that the facts of an agency have a place for is what it can do, where it may work and what it wishes."""
    assert {field.name for field in fields(AgencyFacts)} == {
        "agency_id",
        "mous",
        "levels",
        "interest",
        "speakers",
        "unavailable",
        "officers_left",
        "days_left",
        "last_asked_at",
    }
    await hold_for_all(database, st.tuples(ANSWERS, WORK), _tell_nothing, count=20)


# -- 5: a ranking is kept whole, and computed again it is the same --------------------------------------------------

LEVELS = st.integers(1, 3)
AGENCIES = st.lists(
    st.tuples(
        st.fixed_dictionaries({}, optional={"TRF_COL": LEVELS, "POM_CRO": LEVELS}),
        st.integers(0, 3),
        st.booleans(),
        st.none() | st.integers(0, 5),
    ),
    min_size=1,
    max_size=5,
)


async def _kept_whole(
    session: AsyncSession, rows: list[tuple[dict[str, int], int, bool, int | None]]
) -> None:
    agencies: list[Agency] = []
    for levels, officers, in_force, most in rows:
        agency = await make_agency(session, max_officers=most)
        if in_force:
            await make_mou(session, agency)
        await with_expertise(session, agency, **levels)
        await make_officers(session, agency, officers, ("es",))
        agencies.append(agency)
    request = await make_request(session)
    staff = await acting(session, Role.PROGRAM_OFFICER)
    run_id = await make_match_run(session, staff, FixedClock(NOW), request.id)
    await session.flush()
    run = await session.get_one(MatchRun, run_id)
    stored = {name: getattr(run, name) for name in ("rules_version", "weights", "need", "inputs", "result")}
    assert all(stored.values()) or not any(in_force for _, _, in_force, _ in rows)
    before = canonical(stored)
    assert replay_of(stored)["identical"]
    await _change_the_world(session, agencies)
    await session.refresh(run)
    assert canonical({name: getattr(run, name) for name in stored}) == before
    assert replay_of(stored)["identical"]
    ranked = [candidate for candidate in stored["result"] if candidate["rank"]]
    if ranked:
        ranked[0]["score"] = "0.01"
        assert not replay_of(stored)["identical"]


async def _change_the_world(session: AsyncSession, agencies: list[Agency]) -> None:
    """Whatever becomes of the agencies later is no matter of a ranking that was made."""
    for agency in agencies:
        agency.last_asked_at, agency.max_officers = NOW, 0
        await make_officers(session, agency, 1, ("es",))
    await session.flush()


async def test_invariant_05_rankings_keep_inputs_weights_version_and_result_and_replay_alike(
    database: Database,
) -> None:
    await hold_for_all(database, AGENCIES, _kept_whole, count=20)
