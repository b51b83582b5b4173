"""`serve --demo`: a year of the programme in an empty database, and who may sign in to look at it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg
import orjson
from rich.console import Console
from sqlalchemy import make_url, select

from cli.demo.before import opening
from cli.demo.plots import PLOTS, Plot
from cli.demo.stage import LocalStage
from cli.demo.story import noon
from cli.demo.year import play_year, sign_ins
from models.database import Database
from models.identity import User
from services.identity.secrets import new_password
from services.settings import Settings

USERS_FILE = "demo-users.json"
#: Names the database that a year is being played in. While it is there, that database holds half a year.
UNFINISHED_FILE = "demo-unfinished"


class HalfLoaded(Exception):
    """The loading of the demonstration was interrupted; the message says what to do."""


@dataclass(frozen=True)
class Users:
    """Who may sign in: the administrator with a password of their own, and one user for each role."""

    administrator: str
    administrator_password: str
    password: str
    people: dict[str, str]

    def keep(self, file: Path) -> None:
        """In a file that only its owner may read."""
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


def refuse_half_a_year(settings: Settings, console: Console, *, embedded: bool, anew: bool) -> None:
    """See to a demonstration whose loading was interrupted.

    `anew` clears the embedded database, which then holds nothing else. Raises `HalfLoaded` when it may not, or
    when the database is somebody else's to clear.
    """
    assert settings.database_url is not None
    file = settings.data_dir / UNFINISHED_FILE
    if not file.exists() or file.read_text(encoding="utf-8") != _name_of(settings.database_url):
        return
    if not asyncio.run(_has_users(settings.database_url)):
        return
    if not embedded:
        raise HalfLoaded(
            "Loading the demonstration was interrupted: the database holds half of it. Empty the database and "
            f"start with --demo again, or remove {file} to use what is there."
        )
    if not anew:
        raise HalfLoaded(
            "Loading the demonstration was interrupted: the database holds half of it. Start with --demo to load "
            f"it anew, or remove {settings.data_dir} to begin without one."
        )
    console.print(
        "Loading the demonstration was interrupted. What there is of it is removed; it is loaded anew."
    )
    asyncio.run(_clear(settings.database_url))


def ensure_demo(settings: Settings, console: Console, plots: Sequence[Plot] = PLOTS) -> str | None:
    """Play the year if nobody has; what to tell people about signing in, or None where the database is in use.

    Passwords are made anew for each demonstration, so its users are kept in a file in the data folder.
    """
    assert settings.database_url is not None
    file = settings.data_dir / USERS_FILE
    if asyncio.run(_has_users(settings.database_url)):
        if file.exists():
            return Users(**orjson.loads(file.read_bytes())).greeting(file)
        console.print("There are users already: a demonstration is only loaded into an empty database.")
        return None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    unfinished = settings.data_dir / UNFINISHED_FILE
    unfinished.write_text(_name_of(settings.database_url), encoding="utf-8")
    today = date.today()  # noqa: DTZ011 - the year ends on the day that the viewer's calendar shows
    with (
        console.status("Playing a year of the programme ...") as status,
        LocalStage(settings.database_url, noon(opening(today)), settings.data_dir) as stage,
    ):
        users = Users(*stage.administrator, new_password(), sign_ins())
        play_year(
            stage, today, users.password, lambda month: status.update(f"Playing a year: {month} ..."), plots
        )
    users.keep(file)
    unfinished.unlink()
    return users.greeting(file)


def _name_of(database_url: str) -> str:
    return make_url(database_url).render_as_string(hide_password=True)


async def _has_users(database_url: str) -> bool:
    database = Database(database_url, pool_size=1)
    try:
        async with database.read() as connection:
            if not await connection.run_sync(lambda sync: sync.dialect.has_table(sync, User.__tablename__)):
                return False
            return await connection.scalar(select(User.id).limit(1)) is not None
    finally:
        await database.close()


async def _clear(database_url: str) -> None:
    address = make_url(database_url).set(drivername="postgresql")
    beside = address.set(database="postgres").render_as_string(hide_password=False)
    connection = await asyncpg.connect(beside)
    try:
        await connection.execute(f'DROP DATABASE "{address.database}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{address.database}"')
    finally:
        await connection.close()
