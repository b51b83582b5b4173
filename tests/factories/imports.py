"""Files with faults, what must become of their rows, and imports that are run to their end."""

from pathlib import Path
from typing import Any

import httpx
import orjson

from models.database import Database
from services.clock import Clock
from services.jobs.worker import work_once

FOLDER = Path(__file__).parents[1] / "data" / "imports"


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads((FOLDER / f"{name}.expected.json").read_bytes())
    return found


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


async def run_import(
    client: httpx.AsyncClient, database: Database, clock: Clock, file: bytes, kind: str, **options: Any
) -> dict[str, Any]:
    """The import once its job is over."""
    answer = await client.post("/imports", params={"kind": kind, **options}, content=file)
    assert answer.status_code == 202, answer.text
    while await work_once(database, clock):
        pass
    address = f"/imports/{answer.json()['id']}"
    done: dict[str, Any] = (await client.get(address)).json()
    return done


async def all_rows(client: httpx.AsyncClient, done: dict[str, Any], **filters: Any) -> list[dict[str, Any]]:
    """Every row of an import, in its order."""
    rows: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    while True:
        query = {"limit": 200, **filters, **after}
        page = (await client.get(f"/imports/{done['id']}/rows", params=query)).json()
        rows += page["items"]
        if not page["next"]:
            return rows
        after = {"after": page["next"]}
