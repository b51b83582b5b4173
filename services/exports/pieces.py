"""How files are handed on: piece by piece, as they are made."""

from collections.abc import Awaitable, Callable

Write = Callable[[bytes], Awaitable[None]]
#: Hears of so many rows more. Lines within texts count as rows in files of CSV: it is for those who wait.
Told = Callable[[int], Awaitable[None]]


async def nobody(rows: int) -> None:
    """For files whose reader sees them grow."""


def rows_of(status: str) -> int:
    """How many rows a `COPY` had, by what PostgreSQL says at its end."""
    return int(status.rpartition(" ")[2])
