"""Where a demonstration is played: the programme, its clock in the player's hand, and a way to its API."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import UUID

import httpx
import uvloop
from fastapi import FastAPI

from api.app import create_app
from cli.demo.receivers import Receivers
from cli.readiness import make_ready
from cli.terminal import TERMINAL
from models.database import Database
from schemas.service_clients import ClientTokenCreate
from services.clock import FixedClock
from services.identity.clients import issue_client_token
from services.identity.tokens import LONGEST_LIFE
from services.jobs.background import run_once
from services.jobs.worker import work_once
from services.sealing import all_sealed
from services.settings import Settings
from services.workflows.webhooks import queue_deliveries, send_due

Outcome = TypeVar("Outcome")
#: Seconds: so long may a transaction of somebody else last before a demonstration is given up.
LONGEST_SETTLING = 300


class Stage(Protocol):
    """`transport` is what takes requests to `url`; None for the network."""

    url: str
    transport: httpx.BaseTransport | None

    @property
    def administrator(self) -> tuple[str, str]:
        """E-mail address and password of the first administrator."""
        ...

    def now(self) -> datetime:
        """The present on the stage."""
        ...

    def move_to(self, instant: datetime) -> None:
        """Put the present at `instant`; what time brings follows."""
        ...

    def token_of(self, client_id: UUID, name: str) -> str:
        """A token of a service client, which only the machine's own terminal can make."""
        ...


class LocalStage:
    """The program in this process, without a server: what time brings happens whenever the clock is moved.

    Everything goes through the API as from outside. The database is migrated and given its reference data first.
    """

    url = "http://localhost"

    def __init__(self, database_url: str, starts_at: datetime, data_dir: Path | None = None) -> None:
        self._clock = FixedClock(starts_at)
        self._settings = Settings(database_url=database_url, background_seconds=0, requests_per_minute=0)
        if data_dir is not None:
            self._settings = self._settings.model_copy(update={"data_dir": data_dir})
        self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self._database = Database(database_url, pool_size=2, present=self._clock.now)
        self.transport: httpx.BaseTransport | None = None
        self.receivers = Receivers()
        self.administrator = ("", "")

    def __enter__(self) -> Self:
        # Thousands of requests are nothing for a terminal.
        logging.disable(logging.INFO)
        self._runner.__enter__()
        ready = self._runner.run(make_ready(self._database))
        if ready.administrator is None:
            raise ValueError("A demonstration needs a database without users.")
        self.administrator = ready.administrator
        self._app = create_app(self._settings, database=self._database, clock=self._clock)
        self.transport = _InProcess(self._app, self._runner)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._database.close())
        self._runner.close()
        logging.disable(logging.NOTSET)

    def now(self) -> datetime:
        return self._clock.now()

    def move_to(self, instant: datetime) -> None:
        self._clock.instant = instant
        self._runner.run(self._bring_what_is_due())

    async def _bring_what_is_due(self) -> None:
        """Events are told of once they are sealed, which other work on the same PostgreSQL may hold back."""
        async with asyncio.timeout(LONGEST_SETTLING):
            await run_once(self._database, self._clock, self._settings)
            while not await all_sealed(self._database):
                await asyncio.sleep(0.1)
                await run_once(self._database, self._clock, self._settings)

    def catch_up(self) -> None:
        """Do what waits: files to be read and made, messages to other systems, counts to be kept."""
        self._runner.run(self._catch_up())

    async def _catch_up(self) -> None:
        while await work_once(self._database, self._clock, self._app.state.files):
            pass
        await self._bring_what_is_due()
        await queue_deliveries(self._database, self._clock, self._settings)
        await send_due(self._database, self._clock, self._settings, self.receivers)
        await self._app.state.usage.write(self._database)

    def token_of(self, client_id: UUID, name: str) -> str:
        return self._runner.run(self._make_token(client_id, name))

    async def _make_token(self, client_id: UUID, name: str) -> str:
        async with self._database.transaction() as session:
            wanted = ClientTokenCreate(name=name, expires_at=self.now() + LONGEST_LIFE)
            return (await issue_client_token(session, TERMINAL, self._clock, client_id, wanted))[1]


class _InProcess(httpx.BaseTransport):
    """Hands requests to an application of this process, one at a time."""

    def __init__(self, app: FastAPI, runner: asyncio.Runner) -> None:
        self._transport = httpx.ASGITransport(app)
        self._runner = runner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._runner.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        request.headers["Accept-Encoding"] = "identity"
        response = await self._transport.handle_async_request(request)
        return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())
