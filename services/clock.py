"""The one source of the present moment: code that needs the time is given a `Clock`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the time, always in UTC."""

    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        ...

    def today(self) -> date:
        """The present calendar day in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FileClock:
    """A clock that several processes read from one file, for demonstrations that play a year in a minute.

    The file holds one instant in ISO 8601; whoever plays moves it on by writing another.
    """

    path: Path

    def now(self) -> datetime:
        return datetime.fromisoformat(self.path.read_text(encoding="ascii").strip()).astimezone(UTC)

    def today(self) -> date:
        return self.now().date()

    def set(self, instant: datetime) -> None:
        """Put the present at `instant`, in one step for every reader."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(instant.astimezone(UTC).isoformat(), encoding="ascii")
        fresh.replace(self.path)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until told to move, for tests and replays.

    Raises `ValueError` for an instant without a time zone.
    """

    instant: datetime

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError("A clock needs an instant with a time zone.")
        self.instant = self.instant.astimezone(UTC)

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def advance(self, by: timedelta) -> None:
        """Move the clock on (or back, with a negative span)."""
        self.instant += by
