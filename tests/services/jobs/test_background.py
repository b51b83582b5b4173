import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from services.jobs import background


@pytest.mark.parametrize(
    "error", [OperationalError("", {}, OSError()), ValueError("an empty clock"), KeyError()]
)
async def test_a_round_follows_whatever_the_one_before_failed_of(error: Exception) -> None:
    rounds: list[int] = []
    twice = asyncio.Event()

    async def work() -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise error
        twice.set()

    running = asyncio.create_task(background._repeat(work, 0))
    await asyncio.wait_for(twice.wait(), 10)
    running.cancel()
    assert len(rounds) >= 2
