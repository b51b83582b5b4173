"""Limits by address: counted for all processes together, over a span of time, without keeping addresses."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from models.answer_links import Throttle
from models.database import Database
from services.clock import FixedClock
from services.errors import TooManyUses
from services.throttle import Limit, count_use, forget_old_uses

TWICE = Limit("test.twice", uses=2, within=timedelta(minutes=10))


async def test_beyond_the_limit_one_waits_until_the_span_is_over(
    database: Database, clock: FixedClock
) -> None:
    for _ in range(2):
        await count_use(database, clock, TWICE, "192.0.2.1")
        clock.advance(timedelta(minutes=4))
    with pytest.raises(TooManyUses) as refused:
        await count_use(database, clock, TWICE, "192.0.2.1")
    assert refused.value.retry_after_seconds == 120
    await count_use(database, clock, TWICE, "192.0.2.2")
    await count_use(database, clock, Limit("test.other", 1, timedelta(minutes=10)), "192.0.2.1")
    clock.advance(timedelta(minutes=2))
    await count_use(database, clock, TWICE, "192.0.2.1")


async def test_a_household_of_ipv6_is_one_address(database: Database, clock: FixedClock) -> None:
    await count_use(database, clock, TWICE, "2001:db8:1:2::1")
    await count_use(database, clock, TWICE, "2001:db8:1:2:ffff::9")
    with pytest.raises(TooManyUses):
        await count_use(database, clock, TWICE, "2001:db8:1:2:abcd::1")
    await count_use(database, clock, TWICE, "2001:db8:1:3::1")
    await count_use(database, clock, TWICE, None)


async def test_uses_at_once_are_all_counted(database: Database, clock: FixedClock) -> None:
    limit = Limit("test.many", uses=5, within=timedelta(minutes=10))
    outcomes = await asyncio.gather(
        *(count_use(database, clock, limit, "192.0.2.1") for _ in range(8)), return_exceptions=True
    )
    assert sum(isinstance(outcome, TooManyUses) for outcome in outcomes) == 3


async def test_the_table_holds_no_address_and_forgets(database: Database, clock: FixedClock) -> None:
    await count_use(database, clock, TWICE, "192.0.2.77")
    async with database.read() as connection:
        rows = (await connection.execute(text("select row_to_json(t)::text from throttles t"))).scalars()
        assert not any("192.0.2" in row for row in rows)
    async with database.transaction() as session:
        await forget_old_uses(session, clock.now() + timedelta(days=2))
        assert await session.scalar(select(func.count()).select_from(Throttle)) == 0
