from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.clock import Clock, FixedClock, SystemClock


def test_system_clock_is_utc() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


def test_fixed_clock_tells_the_day_in_utc() -> None:
    evening_in_washington = datetime(2026, 3, 2, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
    clock: Clock = FixedClock(evening_in_washington)
    assert clock.now() == evening_in_washington
    assert clock.today() == date(2026, 3, 3)


def test_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(datetime(2026, 3, 2, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.advance(timedelta(hours=48))
    assert clock.today() == date(2026, 3, 4)


def test_fixed_clock_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 3, 2))  # noqa: DTZ001
