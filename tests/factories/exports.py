"""Exports that are made to their end."""

from typing import Any

import httpx

from models.database import Database
from services.adapters.file_store import FileStore
from services.clock import Clock
from services.jobs.worker import work_once


async def run_export(
    client: httpx.AsyncClient,
    database: Database,
    clock: Clock,
    files: FileStore,
    resource: str,
    file_format: str = "csv",
    **query: list[str],
) -> dict[str, Any]:
    """The export once its job is over."""
    body = {"resource": resource, "format": file_format, "query": query}
    answer = await client.post("/exports", json=body)
    assert answer.status_code == 202, answer.text
    while await work_once(database, clock, files):
        pass
    done: dict[str, Any] = (await client.get(f"/exports/{answer.json()['id']}")).json()
    return done
