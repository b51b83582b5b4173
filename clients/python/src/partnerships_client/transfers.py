"""Files in and out: imports in parts that can be taken up again, exports fetched until they are whole."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import httpx

from . import models as m
from .calls import ProblemError, new_key
from .operations import Operations

PART_BYTES = 8 * 1024 * 1024
_PAUSE_SECONDS = 0.5
Progress = Callable[[int, int | None], None]
"""Told again and again: how many rows are done, and of about how many."""


class JobFailed(Exception):
    """A job ended without doing what it was there for; `job` says how."""

    def __init__(self, job: m.Job) -> None:
        self.job = job
        super().__init__(f"The job {job['id']} is {job['status']}. {job['problem'] or ''}".strip())


@dataclass(frozen=True)
class Imported:
    """An import that is over. `record` counts its rows: created, updated, unchanged, skipped, refused, warned."""

    api: Transfers
    record: m.Import

    @property
    def refused(self) -> int:
        return self.record["refused"]

    def errors(self) -> list[m.ImportedRow]:
        """Every refused row: number, line, and each issue with its column, value, code, message and fix."""
        return list(self.api.import_rows_list(self.record["id"], outcome=["error"]))

    def save_refused(self, path: str | Path) -> None:
        """The refused rows in the form in which they came, with what is wrong: to be mended and sent again."""
        Path(path).write_bytes(self.api.imports_refused(self.record["id"]))


class Transfers(Operations):
    """Imports and exports from beginning to end."""

    def import_file(
        self,
        kind: m.ImportKind,
        path: str | Path,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        staged: bool | None = None,
        idempotency_key: str | None = None,
        **stated: Any,
    ) -> Imported:
        """Read a file into records, and wait for the end.

        Small files go in one call, others in parts (`staged` says which; left out, by size). `stated` is what
        `ImportStart` names: `source`, `mode`, `all_or_nothing`, `dates`, `mapping`, `template` and so on. Raises
        `ProblemError` when it is refused, `JobFailed` when the file as a whole cannot be read.
        """
        path = Path(path)
        if staged is None:
            staged = path.stat().st_size > PART_BYTES
        words = {"kind": kind, "dry_run": dry_run, "file_name": path.name[-100:], **stated}
        if staged:
            record = self.imports_stage(cast("m.ImportStart", words), idempotency_key=idempotency_key)
            return self.resume_import(record["id"], path, progress=progress)
        answer = self.send(
            "POST",
            "/api/v1/imports",
            query=_as_parameters(words),
            content=path.read_bytes(),
            idempotency_key=idempotency_key or new_key(),
        )
        return self.finish_import(answer.json()["id"], progress=progress)

    def resume_import(
        self, import_id: str, path: str | Path, *, progress: Progress | None = None
    ) -> Imported:
        """Send what is still missing of a staged import, start it, and wait for the end."""
        record = self.imports_get(import_id)
        if record["job"] is None:
            with Path(path).open("rb") as file:
                size = file.seek(0, 2)
                while (position := record["received_bytes"]) < size:
                    file.seek(position)
                    record = self.imports_put_part(import_id, file.read(PART_BYTES), position)
            record = self.imports_get(import_id)
            start = cast("m.ImportRun", {"dry_run": record["dry_run"]})
            self.imports_start(import_id, start, record, idempotency_key=import_id)
        return self.finish_import(import_id, progress=progress)

    def finish_import(self, import_id: str, *, progress: Progress | None = None) -> Imported:
        """Wait for an import that was started. Raises `JobFailed`."""
        job = self.imports_get(import_id)["job"]
        if job is None:
            raise ValueError("This import was not started: resume_import sends its file.")
        self.wait(job["id"], progress=progress)
        return Imported(self, self.imports_get(import_id))

    def wait(self, job_id: str, *, progress: Progress | None = None) -> m.Job:
        """A job once it has succeeded. Raises `JobFailed` when it ends in another way."""
        while True:
            job = self.jobs_get(job_id)
            if progress is not None:
                progress(job["progress"]["done"], job["progress"]["total"])
            if job["finished_at"] is not None:
                if job["status"] != "succeeded":
                    raise JobFailed(job)
                return job
            time.sleep(_PAUSE_SECONDS)

    def export_file(
        self,
        resource: m.ExportResource,
        path: str | Path,
        *,
        format: m.FileFormat | None = None,  # noqa: A002
        query: Mapping[str, Sequence[str]] | None = None,
        progress: Progress | None = None,
    ) -> m.Export:
        """Have a list made into a file, wait, and fetch it to `path`; the format is that of the name if left out.

        A connection that breaks is taken up where it was, and the file has its name only once it is whole.
        """
        path = Path(path)
        wanted = {
            "resource": resource,
            "format": format or path.suffix.removeprefix("."),
            "query": {name: list(values) for name, values in (query or {}).items()},
        }
        made = self.exports_create(cast("m.ExportCreate", wanted))
        self.wait(made["job"]["id"], progress=progress)
        made = self.exports_get(made["id"])
        self.fetch_export(made, path)
        return made

    def fetch_export(self, made: m.Export, path: str | Path) -> None:
        """Fetch the file of an export that is ready. Raises `OSError` when what arrived is not what was made."""
        path = Path(path)
        part = path.with_name(f"{path.name}.part")
        until = time.monotonic() + self.patience
        with part.open("w+b") as file:
            while file.tell() < (made["size_bytes"] or 0):
                before = file.tell()
                try:
                    self._fetch_on(made["id"], file)
                except (httpx.TransportError, ProblemError) as error:
                    lasting = isinstance(error, ProblemError) and error.status not in (429, 502, 503, 504)
                    if file.tell() > before:
                        until = time.monotonic() + self.patience
                    elif lasting or time.monotonic() > until:
                        raise
                    time.sleep(_PAUSE_SECONDS)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != made["sha256"]:
            part.unlink()
            raise OSError("What arrived is not the file that was made. Fetch it again.")
        part.replace(path)

    def _fetch_on(self, export_id: str, file: IO[bytes]) -> None:
        address = f"/api/v1/exports/{export_id}/file"
        headers = {"Range": f"bytes={file.tell()}-", "Accept-Encoding": "identity", "Accept": "*/*"}
        with self.open(address, headers) as answer:
            for piece in answer.iter_bytes():
                file.write(piece)


def _as_parameters(words: dict[str, Any]) -> dict[str, Any]:
    """What a body of `ImportStart` says, as parameters of the call that carries the file."""
    query = dict(words)
    mapping, defaults = query.pop("mapping", None) or {}, query.pop("defaults", None) or {}
    query["column"] = [f"{heading}={name or ''}" for heading, name in mapping.items()]
    query["default"] = [f"{name}={value}" for name, value in defaults.items()]
    return query
