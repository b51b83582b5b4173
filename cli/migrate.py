"""`partnerships migrate`: the tables of the configured database."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from cli.database import open_database
from cli.logs import configure_logging
from models.database import Database
from services import migrations
from services.settings import Settings

Result = TypeVar("Result")

app = typer.Typer(help="Migrate the tables of the database.", no_args_is_help=True)


def _with_database(work: Callable[[Database], Awaitable[Result]]) -> Result:
    settings = Settings()
    configure_logging(settings)

    async def run() -> Result:
        async with open_database(settings) as database:
            return await work(database)

    return asyncio.run(run())


@app.command()
def up(revision: Annotated[str, typer.Argument(help="Where to stop.")] = "head") -> None:
    """Migrate up."""
    changed = _with_database(lambda database: migrations.upgrade(database, revision))
    typer.echo("Migrated." if changed else "Nothing to migrate.")


@app.command()
def down(
    revision: Annotated[str, typer.Argument(help="Revision to go back to; `base` removes all.")],
) -> None:
    """Undo migrations. Data in removed columns and tables is lost."""
    _with_database(lambda database: migrations.downgrade(database, revision))
    typer.echo(f"Back at {revision}.")


@app.command()
def check() -> None:
    """Compare the tables with the models; exit code 1 and a list when they differ."""
    differences = _with_database(migrations.drift)
    for difference in differences:
        typer.echo(difference)
    raise typer.Exit(code=1 if differences else 0)
