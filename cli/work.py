"""`partnerships worker`: what the server does between requests, without a server. On as many machines as wanted."""

import asyncio
import signal

from cli.database import open_database
from cli.logs import configure_logging
from services.adapters.file_store import FileStore
from services.clock import SystemClock
from services.jobs.background import keep_running
from services.settings import Settings


def worker() -> None:
    """Run imports and whatever else waits, until stopped. `DATABASE_URL` names the database of the servers."""
    settings = Settings()
    configure_logging(settings)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    async with open_database(settings) as database:
        working = asyncio.create_task(keep_running(database, SystemClock(), FileStore(settings), settings))
        for order in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(order, working.cancel)
        await asyncio.gather(working, return_exceptions=True)
