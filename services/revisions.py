"""Which revision of the tables a database has, and which this version of the program was written for.

Asked by every process that serves, so without Alembic: it would take up as much memory as all our tables.
"""

import re
from functools import cache
from importlib.resources import files

from sqlalchemy import text

from models.database import Database

_NAMED = re.compile(r'^(down_revision|revision) = "(\w+)"$', re.MULTILINE)
_HAS_REVISION = text("select to_regclass('alembic_version') is not null")
_REVISION = text("select version_num from alembic_version")


@cache
def newest_revision() -> str:
    """The one that no other builds on."""
    steps = [entry for entry in files("migrations.versions").iterdir() if entry.name.endswith(".py")]
    named = [match for step in steps for match in _NAMED.findall(step.read_text(encoding="utf-8"))]
    built_on = {name for kind, name in named if kind == "down_revision"}
    newest: str
    (newest,) = {name for kind, name in named if kind == "revision"} - built_on
    return newest


async def current_revision(database: Database) -> str | None:
    """None when nothing was ever migrated."""
    async with database.read() as connection:
        if not await connection.scalar(_HAS_REVISION):
            return None
        revision: str | None = await connection.scalar(_REVISION)
        return revision
