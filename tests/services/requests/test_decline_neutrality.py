"""Invariant 1: whatever agencies answered before changes no later eligibility, score or rank."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.database import Database
from models.enums import OutreachStatus as Ending
from models.outreach import Outreach
from services.requests.ranking import canonical, plain, rank_now, result_of
from tests.factories.requests import make_four_agencies, make_offer, make_outreach, make_request

TODAY = datetime(2026, 7, 1, 12, tzinfo=UTC)
OTHERS = (Ending.NO_RESPONSE, Ending.WITHDRAWN, Ending.NOT_SELECTED)
#: Agency A to D, days before the ranking that it was asked, how it ended, and the ending a decline is swapped for.
HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 400),
        st.sampled_from((Ending.DECLINED, Ending.DECLINED, *OTHERS)),
        st.sampled_from(OTHERS),
    ),
    min_size=1,
    max_size=6,
)


async def _ranked(session: AsyncSession, request: object) -> bytes:
    """All that a later ranking sees and says, as bytes."""
    ranking, without_mou = await rank_now(session, request, date(2026, 7, 1))  # type: ignore[arg-type]
    return canonical([plain(ranking.agencies), result_of(ranking), without_mou])


async def _swap(session: AsyncSession, outreach: Outreach, ending: Ending) -> None:
    """At the same instant, with the traces that the other ending leaves."""
    outreach.status, outreach.decline_reason = ending.value, None  # type: ignore[assignment]
    if ending is Ending.NO_RESPONSE:
        outreach.replied_at = None
    else:
        await make_offer(session, outreach)
    await session.flush()


async def _rankings(address: str, history: list[tuple[int, int, Ending, Ending]]) -> tuple[bytes, bytes]:
    database = Database(address, pool_size=1)
    try:
        async with database.transaction() as session:
            four = await make_four_agencies(session)
            agencies: list[Agency] = [four.a, four.b, four.c, four.d]
            declined = []
            for number, days, ending, other in history:
                agency, sent_at = agencies[number], TODAY - timedelta(days=days)
                agency.last_asked_at = max(filter(None, (agency.last_asked_at, sent_at)))
                outreach = await make_outreach(
                    session, ending, agency=agency, sent_at=sent_at, due_at=sent_at + timedelta(days=14)
                )
                if ending is Ending.DECLINED:
                    outreach.decline_reason = "Short of staff."
                    declined.append((outreach, other))
            request = await make_request(session)
            before = await _ranked(session, request)
            for outreach, other in declined:
                await _swap(session, outreach, other)
            after = await _ranked(session, request)
            await session.rollback()
            return before, after
    finally:
        await database.close()


@given(HISTORIES)
@settings(max_examples=25, deadline=None)
def _swapping_declines_changes_nothing(address: str, history: list[tuple[int, int, Ending, Ending]]) -> None:
    before, after = asyncio.run(_rankings(address, history))
    assert before == after


async def test_invariant_1_declines_change_no_later_eligibility_score_or_rank(database: Database) -> None:
    await asyncio.to_thread(_swapping_declines_changes_nothing, database.url)
