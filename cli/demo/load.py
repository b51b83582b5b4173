"""`serve --demo`: a year of the programme in an empty database, and who may sign in to look at it."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson
from rich.console import Console
from sqlalchemy import select

from cli.demo.server import DemoServer
from cli.demo.story import noon
from cli.demo.year import play_year, sign_ins
from models.database import Database
from models.identity import User
from services.identity.secrets import new_password
from services.settings import Settings

USERS_FILE = "demo-users.json"


@dataclass(frozen=True)
class Users:
    """Who may sign in: the administrator with a password of their own, and one user for each role."""

    administrator: str
    administrator_password: str
    password: str
    people: dict[str, str]

    def keep(self, file: Path) -> None:
        """In a file that only its owner may read, before the year is played: an interrupted one can be looked at."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(orjson.dumps(self, option=orjson.OPT_INDENT_2))

    def greeting(self, file: Path) -> str:
        lines = [
            f"Sign in as [bold]{self.administrator}[/bold] with the password"
            f" [bold]{self.administrator_password}[/bold]",
            f"or, with the password [bold]{self.password}[/bold], as:",
            *(f"  {name:<20} [bold]{email}[/bold]" for name, email in self.people.items()),
            f"These are kept in {file}.",
        ]
        return "\n  ".join(lines)


def ensure_demo(settings: Settings, console: Console) -> str | None:
    """Play the year if nobody has; what to tell people about signing in, or None where the database is in use.

    Passwords are made anew for each demonstration, so its users are kept in a file in the data folder.
    """
    assert settings.database_url is not None
    file = settings.data_dir / USERS_FILE
    if file.exists():
        return Users(**orjson.loads(file.read_bytes())).greeting(file)
    if asyncio.run(_has_users(settings.database_url)):
        console.print("There are users already: a demonstration is only loaded into an empty database.")
        return None
    today = date.today()  # noqa: DTZ011 - the year ends on the day that the viewer's calendar shows
    with (
        console.status("Playing a year of the programme ...") as status,
        tempfile.TemporaryDirectory() as folder,
        DemoServer(Path(folder), noon(today), settings.database_url) as server,
    ):
        assert server.administrator is not None
        users = Users(*server.administrator, new_password(), sign_ins())
        users.keep(file)
        play_year(server, today, users.password, lambda month: status.update(f"Playing a year: {month} ..."))
    return users.greeting(file)


async def _has_users(database_url: str) -> bool:
    database = Database(database_url, pool_size=1)
    try:
        async with database.read() as connection:
            if not await connection.run_sync(lambda sync: sync.dialect.has_table(sync, User.__tablename__)):
                return False
            return await connection.scalar(select(User.id).limit(1)) is not None
    finally:
        await database.close()
