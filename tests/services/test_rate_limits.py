"""Buckets of requests: how they empty and fill, and that shares never grant more than the whole."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.policy import Actor
from services.errors import RateLimited
from services.rate_limits import RateLimits


def _actor() -> Actor:
    return Actor(id=uuid4(), name="Somebody", roles=frozenset(), permissions=frozenset())


def test_a_bucket_fills_again_as_time_passes() -> None:
    now = [100.0]
    limits, actor = RateLimits(6, now=lambda: now[0]), _actor()
    for _ in range(6):
        limits.take(actor)
    with pytest.raises(RateLimited) as refused:
        limits.take(actor)
    assert refused.value.retry_after_seconds == 10
    now[0] += 10
    limits.take(actor)
    with pytest.raises(RateLimited):
        limits.take(actor)
    limits.take(_actor())


@given(
    quota=st.integers(1, 50),
    workers=st.integers(1, 4),
    steps=st.lists(st.tuples(st.integers(0, 3), st.floats(0, 5)), max_size=300),
)
def test_no_minute_holds_more_than_the_bucket_and_what_came_into_it(
    quota: int, workers: int, steps: list[tuple[int, float]]
) -> None:
    """Whichever process somebody meets, and whenever: a full bucket at most, and a share of a minute since."""
    now = [0.0]
    processes = [RateLimits(quota * workers, share=workers, now=lambda: now[0]) for _ in range(workers)]
    actor, granted = _actor(), []
    for process, pause in steps:
        now[0] += pause
        try:
            processes[process % workers].take(actor)
        except RateLimited:
            continue
        granted.append(now[0])
    whole = quota * workers
    for start in granted:
        within = [at for at in granted if start <= at <= start + 60]
        assert len(within) <= whole + whole * (within[-1] - start) / 60 + workers


def test_who_has_waited_as_told_is_let_in() -> None:
    now = [0.0]
    limits, actor = RateLimits(7, now=lambda: now[0]), _actor()
    for _ in range(200):
        try:
            limits.take(actor)
        except RateLimited as refused:
            now[0] += refused.retry_after_seconds
            limits.take(actor)


def test_none_means_no_limit() -> None:
    limits, actor = RateLimits(None), _actor()
    assert {limits.take(actor) for _ in range(1000)} == {None}
