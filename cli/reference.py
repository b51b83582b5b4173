"""`partnerships reference`: the reference data that the program ships."""

import asyncio
from typing import Annotated

import typer

from cli.database import open_database
from cli.logs import configure_logging
from services.reference.load import LoadReport, SetState, load_reference, reference_status
from services.settings import Settings

app = typer.Typer(help="Load countries, expertise, agencies and rates.", no_args_is_help=True)


@app.command()
def load(
    small: Annotated[
        bool, typer.Option("--small", help="Leave out agencies and past per diem rates.")
    ] = False,
) -> None:
    """Add what the database lacks. What is there stays as it is."""
    settings = Settings()
    configure_logging(settings)

    async def run() -> LoadReport:
        async with open_database(settings) as database:
            return await load_reference(database, small=small)

    report = asyncio.run(run())
    for name, added in report.added.items():
        typer.echo(f"{name}: {added:,} added")
    if not report.added:
        typer.echo("Nothing to load.")


@app.command()
def status() -> None:
    """Say which sets are loaded; exit code 1 when one is missing or outdated."""
    settings = Settings()
    configure_logging(settings)

    async def run() -> dict[str, SetState]:
        async with open_database(settings) as database:
            return await reference_status(database)

    states = asyncio.run(run())
    for name, state in states.items():
        typer.echo(f"{name}: {state}")
    raise typer.Exit(code=0 if set(states.values()) == {SetState.CURRENT} else 1)
