"""Short references that people use, such as RFA-2026-0012."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.events import ReferenceCounter


async def next_reference(session: AsyncSession, prefix: str, year: int) -> str:
    """The next free reference of `prefix` in `year`. Numbers of undone transactions are given out again."""
    counter = ReferenceCounter.__table__
    statement = (
        insert(ReferenceCounter)
        .values(prefix=prefix, year=year, last=1)
        .on_conflict_do_update(
            index_elements=[counter.c.prefix, counter.c.year], set_={"last": counter.c.last + 1}
        )
        .returning(counter.c.last)
    )
    number = await session.scalar(statement)
    return f"{prefix}-{year}-{number:04d}"
