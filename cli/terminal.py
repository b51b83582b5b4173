"""Who acts from the terminal, and how it says what was refused."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import typer

from models.enums import Role
from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import DomainError

Outcome = TypeVar("Outcome")

#: Whoever may run a command owns the machine; the event log names the terminal.
TERMINAL = Actor(
    id=None,
    name="Terminal",
    roles=frozenset({Role.ADMINISTRATOR}),
    permissions=frozenset(
        {Permission.USERS_MANAGE, Permission.SERVICE_CLIENTS_READ, Permission.SERVICE_CLIENTS_MANAGE}
    ),
    csrf_token="terminal",  # noqa: S106 - as good as a session
)


def run(work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """Raises `typer.Exit` after printing what was refused, field by field."""
    try:
        return asyncio.run(work)
    except DomainError as error:
        for problem in error.problems:
            typer.echo(f"{problem.field}: {problem.message}", err=True)
        typer.echo(error.detail, err=True)
        raise typer.Exit(code=1) from error
