"""`partnerships clients`: service clients, from the terminal of the machine itself."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer

from api.app import clock_of
from cli.database import open_database
from cli.logs import configure_logging
from cli.terminal import TERMINAL, run
from schemas.service_clients import ClientTokenCreate, ServiceClientCreate
from services.identity.clients import create_client, issue_client_token
from services.settings import Settings

app = typer.Typer(help="Service clients.", no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Name that the event log shows.")],
    contact: Annotated[str, typer.Option(help="Whom to ask about it.")],
    purpose: Annotated[str, typer.Option(help="What it is for.")],
    scope: Annotated[list[str], typer.Option(help="`read`, `write` or a permission; repeat for several.")],
    network: Annotated[list[str] | None, typer.Option(help="Where it may call from; repeatable.")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="Days until its token expires.")] = 90,
) -> None:
    """Make a service client and print its token: the only time that it can be seen."""
    settings = Settings()
    configure_logging(settings)
    clock = clock_of(settings)
    data = ServiceClientCreate(
        name=name, contact=contact, purpose=purpose, scopes=scope, allowed_networks=network or []
    )
    token = ClientTokenCreate(name="First token", expires_at=clock.now() + timedelta(days=days))

    async def make() -> str:
        async with open_database(settings) as database, database.transaction() as session:
            client_id = await create_client(session, TERMINAL, clock, data)
            await session.flush()
            return (await issue_client_token(session, TERMINAL, clock, client_id, token))[1]

    typer.echo(run(make()))


@app.command()
def token(
    client: Annotated[UUID, typer.Argument(help="Id of the service client.")],
    name: Annotated[str, typer.Option(help="What the token is for.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="Days until it expires.")] = 90,
    overlap: Annotated[
        int | None, typer.Option(min=0, max=720, help="Hours until the client's other tokens end.")
    ] = None,
) -> None:
    """Make a token of a service client and print it; with --overlap, in the place of those it has."""
    settings = Settings()
    configure_logging(settings)
    clock = clock_of(settings)
    data = ClientTokenCreate(name=name, expires_at=clock.now() + timedelta(days=days), overlap_hours=overlap)

    async def make() -> str:
        async with open_database(settings) as database, database.transaction() as session:
            return (await issue_client_token(session, TERMINAL, clock, client, data))[1]

    typer.echo(run(make()))
