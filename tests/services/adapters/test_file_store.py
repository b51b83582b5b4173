"""A folder of files: written once, found again, swept by age."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from services.adapters.file_store import FileLost, FileStore, StoreAway
from services.settings import Settings


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(Settings(data_dir=tmp_path))


async def _old(store: FileStore, prefix: str, age: timedelta) -> list[str]:
    return [key async for keys in store.older_than(prefix, age) for key in keys]


async def test_what_is_kept_is_found_again_and_nobody_else_may_look(store: FileStore, tmp_path: Path) -> None:
    await store.put("receipts/one", io.BytesIO(b"content"))
    assert await store.read("receipts/one") == b"content"
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


async def test_what_is_there_is_not_written_over(store: FileStore) -> None:
    await store.put("receipts/one", io.BytesIO(b"first"))
    with pytest.raises(StoreAway):
        await store.put("receipts/one", io.BytesIO(b"second"))
    assert await store.read("receipts/one") == b"first"


@pytest.mark.parametrize("key", ["receipts/none", "../secret", "receipts/../../secret"])
async def test_no_key_leads_out_of_the_folder(store: FileStore, tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_text("secret")
    await store.put("receipts/one", io.BytesIO(b"content"))
    with pytest.raises((FileLost, ValueError)):
        await store.read(key)


async def test_old_files_are_told_from_new_ones_and_removed(store: FileStore, tmp_path: Path) -> None:
    for name in ("receipts/old", "receipts/new", "others/old"):
        await store.put(name, io.BytesIO(b"x"))
    for name in ("receipts/old", "others/old"):
        os.utime(tmp_path / "files" / name, (time.time() - 7200,) * 2)
    assert await _old(store, "receipts", timedelta(hours=1)) == ["receipts/old"]
    await store.remove(["receipts/old"])
    await store.remove(["receipts/old"])
    assert await _old(store, "receipts", timedelta(0)) == ["receipts/new"]


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file in the way")
    with pytest.raises(StoreAway):
        await FileStore(Settings(data_dir=tmp_path)).put("receipts/one", io.BytesIO(b"x"))
