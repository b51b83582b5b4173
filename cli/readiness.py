"""What a database needs before anybody can work with it: tables, reference data, a first administrator."""

from dataclasses import dataclass

from models.database import Database
from services import migrations
from services.identity.first_administrator import create_first_administrator
from services.reference.load import load_reference


@dataclass(frozen=True, slots=True)
class Readiness:
    """What had to be done; `administrator` is the e-mail address and password of one that was made."""

    migrated: bool
    rows_loaded: int
    administrator: tuple[str, str] | None


async def make_ready(database: Database) -> Readiness:
    """Safe to run by several processes at once, and again."""
    migrated = bool(await migrations.upgrade(database))
    loaded = await load_reference(database)
    async with database.transaction() as session:
        administrator = await create_first_administrator(session)
    return Readiness(migrated, sum(loaded.added.values()) if loaded.changed else 0, administrator)
