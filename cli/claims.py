"""`partnerships claims`: whether what was computed can be computed again."""

import asyncio
from typing import Annotated

import typer

from cli.database import open_database
from cli.logs import configure_logging
from services.claims.verification import Verification, verify_claims
from services.settings import Settings

app = typer.Typer(help="Claims and their computations.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `verify` a command of its own."""


@app.command()
def verify(
    claim: Annotated[str | None, typer.Option(help="Reference of one claim; without it all of them.")] = None,
) -> None:
    """Compute every stored line again from its stored inputs; exit code 1 when one comes out otherwise."""
    settings = Settings()
    configure_logging(settings)

    async def run() -> Verification:
        async with open_database(settings) as database, database.read() as connection:
            return await verify_claims(connection, claim)

    result = asyncio.run(run())
    for difference in result.differences:
        where = f"{difference.claim} line {difference.line_number}"
        typer.echo(f"{where}: stored {difference.stored}, computed again {difference.again}", err=True)
    typer.echo(f"{result.lines:,} lines verified, {len(result.differences):,} differ.")
    raise typer.Exit(code=1 if result.differences else 0)
