"""`partnerships reference`, as typed in a terminal."""

import asyncio

import pytest
from click.testing import Result
from sqlalchemy import delete
from typer.testing import CliRunner

from cli.main import app
from models.database import Database
from models.identity import ExternalRef


@pytest.fixture
def in_terminal(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("DATABASE_URL", database.url)
    return database


async def run(*words: str) -> Result:
    """In a thread of its own, since every command runs an event loop."""
    return await asyncio.to_thread(CliRunner().invoke, app, ["reference", *words])


async def test_loading_names_the_sets_and_is_done_once(in_terminal: Database) -> None:
    async with in_terminal.transaction() as session:
        await session.execute(delete(ExternalRef).where(ExternalRef.key == "mileage_rates"))
    first = await run("load", "--small")
    assert first.exit_code == 0
    assert "mileage_rates: " in first.stdout
    assert (await run("load", "--small")).stdout == "Nothing to load.\n"


async def test_status_fails_while_a_set_is_missing(in_terminal: Database) -> None:
    await run("load", "--small")
    status = await run("status")
    assert status.exit_code == 1
    assert "countries: current\n" in status.stdout
    assert "agencies: missing\n" in status.stdout
