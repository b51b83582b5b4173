"""`partnerships users`: people, from the terminal of the machine itself."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy import select

from cli.database import open_database
from cli.logs import configure_logging
from cli.terminal import TERMINAL, run
from models.enums import Role
from models.identity import User
from schemas.identity import TokenCreate, UserCreate
from services.access.policy import Actor
from services.clock import SystemClock
from services.identity.secrets import new_password
from services.identity.tokens import create_token
from services.identity.users import create_user
from services.settings import Settings

app = typer.Typer(help="People.", no_args_is_help=True)


@app.command()
def create(
    email: Annotated[str, typer.Argument(help="E-mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="Name to show.")],
    role: Annotated[list[Role], typer.Option(help="Repeat for several roles.")],
    agency: Annotated[UUID | None, typer.Option(help="Agency of a coordinator or officer.")] = None,
    officer: Annotated[UUID | None, typer.Option(help="Record of an officer.")] = None,
    post: Annotated[UUID | None, typer.Option(help="Post of an embassy's user.")] = None,
) -> None:
    """Create a user and show the generated password once."""
    settings = Settings()
    configure_logging(settings)
    password = new_password()
    data = UserCreate(
        email=email,
        name=name,
        roles=role,
        password=password,
        agency_id=agency,
        officer_id=officer,
        post_id=post,
    )

    async def make() -> None:
        async with open_database(settings) as database, database.transaction() as session:
            await create_user(session, TERMINAL, data)

    run(make())
    typer.echo(f"Created {email}. Password (shown only this once): {password}")


@app.command()
def token(
    email: Annotated[str, typer.Argument(help="Whose token.")],
    name: Annotated[str, typer.Option(help="What the token is for.")],
    scope: Annotated[list[str], typer.Option(help="`read`, `write` or a permission; repeat for several.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="Days until it expires.")] = 90,
) -> None:
    """Make an API token and print it: the only time that it can be seen."""
    settings = Settings()
    configure_logging(settings)

    async def make() -> str:
        clock = SystemClock()
        async with open_database(settings) as database, database.transaction() as session:
            user = await session.scalar(select(User).where(User.email == email.lower()))
            if user is None:
                typer.echo(f"There is no user {email}.", err=True)
                raise typer.Exit(code=1)
            owner = Actor(user.id, user.name, frozenset(), frozenset(), csrf_token="terminal")  # noqa: S106
            data = TokenCreate(name=name, scopes=scope, expires_at=clock.now() + timedelta(days=days))
            return (await create_token(session, owner, clock, data))[1]

    typer.echo(run(make()))
