"""What time brings about: elected, in order, with its events, and safe to repeat."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.enums import MouStatus, ObligationStatus
from models.events import Event
from models.mous import Mou
from models.obligations import Obligation
from services.clock import Clock, FixedClock
from services.due import DueStep
from services.workflows.clock import STEPS, run_due
from tests.factories.agreements import make_agency, make_instrument, make_mou, make_obligation

NOW = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
SIGNED = {"inl_signed_on": date(2026, 6, 1), "agency_signed_on": date(2026, 6, 2)}


def _on(day: date) -> FixedClock:
    return FixedClock(datetime(day.year, day.month, day.day, tzinfo=UTC))


async def _mou(database: Database, status: MouStatus, **values: object) -> Mou:
    async with database.transaction() as session:
        return await make_mou(session, await make_agency(session), status, **values)


async def _status(database: Database, record: Mou | Obligation) -> str:
    table = type(record)
    async with database.read() as connection:
        return str(await connection.scalar(select(table.status).where(table.id == record.id)))


async def _events(database: Database, record: Mou | Obligation) -> list[str]:
    """Since the record was made."""
    async with database.read() as connection:
        rows = await connection.scalars(
            select(Event.action).where(Event.subject_id == record.id).order_by(Event.id)
        )
    return [action for action in rows if not action.endswith(".created")]


@pytest.mark.parametrize("status", [MouStatus.ACTIVE, MouStatus.SUSPENDED])
async def test_a_memorandum_expires_the_day_after_its_end(database: Database, status: MouStatus) -> None:
    mou = await _mou(database, status, ends_on=date(2026, 6, 30))
    await run_due(database, _on(date(2026, 6, 30)))
    assert await _status(database, mou) == status
    moved = await run_due(database, _on(date(2026, 7, 1)))
    assert (moved["mous.expire"], await _status(database, mou)) == (1, "expired")
    assert await _events(database, mou) == ["mous.renewal_due", "mous.expired"]
    assert (await run_due(database, _on(date(2026, 7, 1))))["mous.expire"] == 0


async def test_a_memorandum_terminates_when_the_days_of_notice_are_over(database: Database) -> None:
    mou = await _mou(database, MouStatus.TERMINATING, notice_given_on=date(2026, 6, 1), notice_days=30)
    await run_due(database, _on(date(2026, 6, 30)))
    assert await _status(database, mou) == "terminating"
    await run_due(database, _on(date(2026, 7, 1)))
    assert await _status(database, mou) == "terminated"
    assert await _events(database, mou) == ["mous.terminated"]


async def test_a_signed_memorandum_begins_on_its_day(database: Database) -> None:
    mou = await _mou(database, MouStatus.SIGNING, effective_on=date(2026, 8, 1), **SIGNED)
    half = await _mou(
        database, MouStatus.SIGNING, effective_on=date(2026, 8, 1), inl_signed_on=date(2026, 6, 1)
    )
    await run_due(database, _on(date(2026, 7, 31)))
    assert await _status(database, mou) == "signing"
    await run_due(database, _on(date(2026, 8, 1)))
    assert (await _status(database, mou), await _status(database, half)) == ("active", "signing")
    assert await _events(database, mou) == ["mous.activated"]


async def test_the_successor_begins_when_the_predecessor_has_ended(database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        old = await make_mou(session, agency, ends_on=date(2026, 8, 31))
        new = await make_mou(session, agency, MouStatus.SIGNING, effective_on=date(2026, 7, 1), **SIGNED)
        rival = await make_mou(session, agency, MouStatus.SIGNING, effective_on=date(2026, 7, 1), **SIGNED)
    await run_due(database, _on(date(2026, 8, 31)))
    assert await _status(database, new) == "signing"
    moved = await run_due(database, _on(date(2026, 9, 1)))
    assert (moved["mous.expire"], moved["mous.activate"]) == (1, 1)
    assert [await _status(database, mou) for mou in (old, new, rival)] == ["expired", "active", "signing"]


async def test_an_obligation_expires_and_is_cancelled(database: Database) -> None:
    async with database.transaction() as session:
        obligation = await make_obligation(
            session, await make_instrument(session, await make_agency(session))
        )
    for day, status in (
        (date(2026, 9, 30), ObligationStatus.OPEN),
        (date(2026, 10, 1), ObligationStatus.EXPIRED),
        (date(2031, 9, 29), ObligationStatus.EXPIRED),
        (date(2031, 9, 30), ObligationStatus.CANCELLED),
    ):
        await run_due(database, _on(day))
        assert await _status(database, obligation) == status
    assert await _events(database, obligation) == [
        "obligations.obligated",
        "obligations.expired",
        "obligations.cancelled",
    ]


async def test_after_a_long_stop_every_event_comes_in_one_run(database: Database) -> None:
    async with database.transaction() as session:
        obligation = await make_obligation(
            session, await make_instrument(session, await make_agency(session))
        )
    moved = await run_due(database, _on(date(2040, 1, 1)))
    assert (moved["obligations.expire"], moved["obligations.cancel"]) == (1, 1)
    assert await _status(database, obligation) == "cancelled"


async def test_more_than_one_batch(database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        for number in range(7):
            await make_mou(session, agency, scope_key=f"scope-{number}", ends_on=date(2026, 6, 30))
    moved = await run_due(database, FixedClock(NOW), batch=3)
    assert moved["mous.expire"] == 7


async def test_two_runs_at_once_do_the_work_once(database: Database) -> None:
    mou = await _mou(database, MouStatus.ACTIVE, ends_on=date(2026, 6, 30))
    inside, may_go = asyncio.Event(), asyncio.Event()

    async def hold(session: AsyncSession, clock: Clock, limit: int) -> int:
        inside.set()
        await may_go.wait()
        return 0

    first = asyncio.create_task(run_due(database, FixedClock(NOW), (DueStep("hold", hold), *STEPS)))
    await inside.wait()
    assert await run_due(database, FixedClock(NOW)) == {}
    may_go.set()
    assert (await first)["mous.expire"] == 1
    assert await _events(database, mou) == ["mous.expired"]


async def test_a_row_that_somebody_is_changing_waits_for_the_next_run(database: Database) -> None:
    mou = await _mou(database, MouStatus.ACTIVE, ends_on=date(2026, 6, 30))
    async with database.transaction() as session:
        await session.execute(update(Mou).where(Mou.id == mou.id).values(title="Being edited"))
        assert (await run_due(database, FixedClock(NOW)))["mous.expire"] == 0
    assert (await run_due(database, FixedClock(NOW)))["mous.expire"] == 1


async def test_a_step_that_fails_does_not_keep_others_from_running(database: Database) -> None:
    mou = await _mou(database, MouStatus.ACTIVE, ends_on=date(2026, 6, 30))

    async def fail(session: AsyncSession, clock: Clock, limit: int) -> int:
        raise OperationalError("SELECT 1", {}, Exception("the connection is lost"))

    moved = await run_due(database, FixedClock(NOW), (DueStep("fail", fail), *STEPS))
    assert (moved["fail"], moved["mous.expire"]) == (0, 1)
    assert await _status(database, mou) == "expired"


async def test_nothing_is_due_without_dates(database: Database) -> None:
    mou = await _mou(database, MouStatus.ACTIVE, ends_on=None)
    moved = await run_due(database, FixedClock(NOW + timedelta(days=36_500)))
    assert (moved["mous.expire"], await _status(database, mou)) == (0, "active")
