"""`partnerships serve`: database, API and client, started and stopped together on one port."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
import uvicorn
from rich.console import Console
from uvicorn.supervisors import Multiprocess

from cli.demo.load import HalfLoaded, ensure_demo, refuse_half_a_year
from cli.logs import configure_logging
from cli.protocol import BoundedProtocol
from cli.readiness import make_ready
from models.database import Database
from services.adapters.embedded_postgres import EmbeddedPostgresError, database_address
from services.settings import Settings

#: How long requests in progress may take once the program was told to stop.
SHUTDOWN_SECONDS = 10

console = Console(highlight=False, soft_wrap=True)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 for any free one.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that answer requests.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load a year of the programme first.")] = False,
) -> None:
    """Start the database if none is configured, migrate, load reference data, and serve API and client."""
    given: dict[str, Any] = {"host": host, "port": port, "workers": workers}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    configure_logging(settings)
    config = _server_config(settings)
    listener = config.bind_socket()
    try:
        with _end_on_signals(), database_address(settings, watch=True) as address, _no_signals_after():
            embedded = settings.database_url is None
            settings = settings.model_copy(update={"database_url": address})
            refuse_half_a_year(settings, console, embedded=embedded, anew=demo)
            greeting = ensure_demo(settings, console) if demo else None
            sign_in = asyncio.run(_prepare(settings))
            _answer_requests(settings, config, listener, greeting or sign_in)
    except (EmbeddedPostgresError, HalfLoaded) as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(code=1) from error
    except KeyboardInterrupt:
        console.print("Stopped.")


async def _prepare(settings: Settings) -> str:
    """Makes the database ready; returns what to tell people about signing in."""
    assert settings.database_url is not None
    database = Database(settings.database_url, pool_size=settings.pool_size)
    try:
        with console.status("Making tables and loading reference data ..."):
            ready = await make_ready(database)
    finally:
        await database.close()
    if ready.migrated:
        console.print("Made the tables.")
    if ready.rows_loaded:
        console.print(f"Loaded {ready.rows_loaded:,} rows of reference data.")
    if ready.administrator is None:
        return "Sign in with your e-mail address and password."
    email, password = ready.administrator
    return (
        f"Sign in as [bold]{email}[/bold] with the password [bold]{password}[/bold] (shown only this once)."
    )


def _server_config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "cli.worker:app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        # Its lines would hold query strings; the API logs requests itself.
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=30,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


def _answer_requests(
    settings: Settings, config: uvicorn.Config, listener: socket.socket, sign_in: str
) -> None:
    os.environ |= {
        "DATABASE_URL": settings.database_url or "",
        "PARTNERSHIPS_HOST": settings.host,
        "PARTNERSHIPS_PORT": str(settings.port),
        "PARTNERSHIPS_WORKERS": str(settings.workers),
    }
    address = settings.public_url or "http://{}:{}".format(*listener.getsockname()[:2])
    greeting = f"\n  INL Police Partnerships is at [bold]{address}[/bold]\n  {sign_in}\n  Ctrl-C stops it.\n"
    if settings.workers > 1:
        console.print(greeting)
        Multiprocess(config, sockets=[listener]).run()
        return
    server = _AnnouncingServer(config, greeting)
    server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(code=1)


class _AnnouncingServer(uvicorn.Server):
    """Says where it is only once it answers there."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            console.print(self._greeting)


@contextmanager
def _end_on_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the program as Ctrl-C does: through every `finally`."""

    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    yield


@contextmanager
def _no_signals_after() -> Iterator[None]:
    """A second Ctrl-C must not interrupt the clean stop of the database."""
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
