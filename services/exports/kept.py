"""How long files of exports are kept."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models.exports import Export
from services.clock import Clock

FOLDER = "exports"
KEPT = timedelta(days=7)


async def forget_expired(session: AsyncSession, clock: Clock) -> None:
    """What was asked stays; the sweep removes the files that no record names."""
    expired = Export.storage_key.is_not(None) & (Export.expires_at < clock.now())
    statement = update(Export).where(expired).values(storage_key=None, version=Export.version + 1)
    await session.execute(statement, execution_options={"synchronize_session": False})
