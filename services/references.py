"""Short references that people use, such as RFA-2026-0012."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.events import ReferenceCounter


async def next_reference(session: AsyncSession, prefix: str, year: int) -> str:
    """The next free reference of `prefix` in `year`. Numbers of undone transactions are given out again."""
    [reference] = await next_references(session, prefix, year, 1)
    return reference


async def next_references(session: AsyncSession, prefix: str, year: int, count: int) -> list[str]:
    """The next `count` of them, in their order."""
    if not count:
        return []
    counter = ReferenceCounter.__table__
    statement = (
        insert(ReferenceCounter)
        .values(prefix=prefix, year=year, last=count)
        .on_conflict_do_update(
            index_elements=[counter.c.prefix, counter.c.year], set_={"last": counter.c.last + count}
        )
        .returning(counter.c.last)
    )
    last = await session.scalar(statement) or count
    return [f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
