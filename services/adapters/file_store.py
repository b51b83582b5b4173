"""Where uploaded files are kept: a folder on this machine, or a bucket. What is there is never written over."""

import asyncio
import os
from collections.abc import AsyncIterable, AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from services.settings import Settings

_PIECE = 256 * 1024


class FileLost(Exception):
    """The store has no file of that key."""


class StoreAway(Exception):
    """The store cannot be reached, or does not let us in."""


class FileStore:
    """Keys are made by the program: no name that somebody gave becomes part of a path."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _folder(self) -> Path | None:
        return None if self._settings.file_store_url else self._settings.data_dir.absolute() / "files"

    @cached_property
    def _store(self) -> ObjectStore:
        if self._folder is None:
            return from_url(self._settings.file_store_url or "")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(self._folder)

    async def put(self, key: str, file: BinaryIO) -> None:
        """Keep `file`, on disk before this returns. Raises `StoreAway`, also where there is such a key already."""
        file.seek(0)
        try:
            await obstore.put_async(self._store, key, file, mode="create", use_multipart=False)
            if self._folder is not None:
                await asyncio.to_thread(_onto_disk, self._folder / key)
        except (BaseError, OSError) as error:
            raise StoreAway from error

    async def put_large(self, key: str, file: BinaryIO) -> None:
        """Keep `file` without holding all of it in memory. `key` must be new. Raises `StoreAway`."""
        file.seek(0)
        try:
            await obstore.put_async(self._store, key, file, use_multipart=True, max_concurrency=2)
            if self._folder is not None:
                await asyncio.to_thread(_onto_disk, self._folder / key)
        except (BaseError, OSError) as error:
            raise StoreAway from error

    async def stream(self, key: str, span: tuple[int, int] | None = None) -> AsyncIterator[bytes]:
        """The file piece by piece, or its bytes from the first of `span` to before the second.

        Raises `FileLost`, `StoreAway`, both before the first piece.
        """
        try:
            found = await obstore.get_async(self._store, key, options={"range": span} if span else None)
        except (NotFoundError, FileNotFoundError) as error:
            raise FileLost(key) from error
        except (BaseError, OSError) as error:
            raise StoreAway from error
        return _pieces(found.stream(min_chunk_size=_PIECE))

    async def read(self, key: str) -> bytes:
        """The whole file. Raises `FileLost`, `StoreAway`."""
        try:
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError) as error:
            raise FileLost(key) from error
        except (BaseError, OSError) as error:
            raise StoreAway from error

    async def older_than(self, prefix: str, age: timedelta) -> AsyncIterator[list[str]]:
        """Keys under `prefix`, some at a time, of files that were kept longer ago. Raises `StoreAway`."""
        # The store dates its files by the machine's clock, not by the program's.
        before = datetime.now(UTC) - age
        try:
            async for found in obstore.list(self._store, prefix, chunk_size=500):
                yield [file["path"] for file in found if file["last_modified"] < before]
        except (BaseError, OSError) as error:
            raise StoreAway from error

    async def remove(self, keys: list[str]) -> None:
        """Raises `StoreAway`. A file that is gone already is no failure."""
        try:
            await obstore.delete_async(self._store, keys)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise StoreAway from error


async def _pieces(chunks: AsyncIterable[Any]) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        yield bytes(chunk)


def _onto_disk(file: Path) -> None:
    """A record must not outlive its file where the power fails."""
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
