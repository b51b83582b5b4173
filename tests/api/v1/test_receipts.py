"""Receipts over HTTP: uploaded, shown, and kept."""

import asyncio
import hashlib
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from models.claims import Receipt
from models.database import Database
from services.adapters.file_store import FileStore
from services.orphans import sweep_orphans
from tests.api.v1.receipt_acts import send, uploaded
from tests.factories.claims import Ground, new_claim
from tests.factories.files import pdf, picture
from tests.fixtures.scanner import EICAR, Scanner


async def test_a_receipt_is_kept_to_the_byte(ground: Ground) -> None:
    claim = await new_claim(ground)
    response = await send(ground.coordinator, claim, name="Hotel, día 1.pdf")
    receipt = response.json()
    assert response.headers["location"] == f"/api/v1/receipts/{receipt['id']}"
    assert receipt["claim"] == {"id": claim["id"], "reference": claim["reference"]}
    assert (receipt["media_type"], receipt["size_bytes"]) == ("application/pdf", len(pdf()))
    assert receipt["sha256"] == hashlib.sha256(pdf()).hexdigest()
    assert (receipt["expenses"], receipt["same_as"], receipt["allowed_actions"]) == ([], [], ["delete"])
    assert response.headers["etag"].startswith('"1-')
    for client in (ground.coordinator, ground.program, ground.finance, ground.certifier):
        content = await client.get(f"/receipts/{receipt['id']}/content")
        assert (content.status_code, content.content) == (200, pdf())
        listed = (await client.get("/receipts", params={"claim_id": claim["id"]})).json()["items"]
        assert [one["id"] for one in listed] == [receipt["id"]]
    answer = await ground.finance.get(f"/receipts/{receipt['id']}")
    assert answer.json()["allowed_actions"] == []
    assert answer.headers["cache-control"] == "no-store"


async def test_a_file_is_shown_as_what_it_is_and_can_do_nothing(ground: Ground) -> None:
    claim = await new_claim(ground)
    receipt = await uploaded(ground, claim, picture(), name="día\u200e 1.html")
    address = f"/receipts/{receipt['id']}/content"
    shown = await ground.coordinator.get(address)
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["content-disposition"] == (
        "inline; filename=\"d_a 1.html\"; filename*=UTF-8''d%C3%ADa%201.html"
    )
    assert "content-encoding" not in shown.headers
    tag = shown.headers["etag"]
    again = await ground.coordinator.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    head = await ground.coordinator.head(address)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(picture())))


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
    ],
)
async def test_a_part_of_a_file(ground: Ground, asked: str, part: slice) -> None:
    receipt = await uploaded(ground, await new_claim(ground))
    address = f"/receipts/{receipt['id']}/content"
    answer = await ground.coordinator.get(address, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, pdf()[part])
    start = part.indices(len(pdf()))[0]
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(answer.content) - 1}/{len(pdf())}"
    whole = await ground.coordinator.get(address, headers={"Range": asked, "If-Range": '"another"'})
    assert (whole.status_code, whole.content) == (200, pdf())


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("bytes=99999999-", 416),
        ("bytes=9-5", 416),
        ("bytes=-", 200),
        ("bytes=0-1,5-6", 200),
        ("lines=1-2", 200),
    ],
)
async def test_ranges_that_a_file_does_not_have(ground: Ground, asked: str, status: int) -> None:
    receipt = await uploaded(ground, await new_claim(ground))
    answer = await ground.coordinator.get(f"/receipts/{receipt['id']}/content", headers={"Range": asked})
    assert answer.status_code == status, answer.text
    if status == 416:
        assert answer.json()["code"] == "range_not_satisfiable"
        assert answer.headers["content-range"] == f"bytes */{len(pdf())}"


async def test_pictures_have_a_thumbnail_and_documents_have_none(ground: Ground) -> None:
    claim = await new_claim(ground)
    shot, document = await uploaded(ground, claim, picture("PNG")), await uploaded(ground, claim)
    assert (shot["has_thumbnail"], document["has_thumbnail"]) == (True, False)
    small = await ground.finance.get(f"/receipts/{shot['id']}/thumbnail")
    assert (small.status_code, small.headers["content-type"]) == (200, "image/jpeg")
    assert len(small.content) < 10_000
    assert (await ground.finance.get(f"/receipts/{document['id']}/thumbnail")).status_code == 404


async def test_what_is_not_taken_is_said_and_not_kept(ground: Ground, database: Database) -> None:
    claim = await new_claim(ground)
    for content, code in (
        (b"<html><script>alert(1)</script>", "type_not_taken"),
        (picture() + pdf(), "file_ambiguous"),
        (picture()[:-100], "file_damaged"),
    ):
        refused = await send(ground.coordinator, claim, content, name="hotel.pdf")
        assert refused.status_code == 422, refused.text
        [error] = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/file", code)
    empty = await ground.coordinator.post(
        "/receipts", data={"claim_id": claim["id"]}, files={"file": ("a.pdf", b"")}
    )
    assert empty.json()["errors"][0]["code"] == "file_empty"
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Receipt)) == 0


async def test_parts_of_the_form_are_held_to(ground: Ground) -> None:
    claim, file = await new_claim(ground), ("a.pdf", pdf())
    wrong: list[tuple[dict[str, Any], Any, str, str]] = [
        ({"claim_id": claim["id"]}, {"other": file}, "/other", "part_kind"),
        ({"claim_id": claim["id"], "file": "text"}, {"other": file}, "/file", "part_kind"),
        ({}, {"file": file}, "/claim_id", "missing"),
        ({"claim_id": "x"}, {"file": file}, "/claim_id", "uuid_parsing"),
        ({"claim_id": str(uuid4())}, {"file": file}, "/claim_id", "unknown"),
        ({"claim_id": claim["id"], "claimid": "x"}, {"file": file}, "/claimid", "unknown_field"),
        ({"claim_id": claim["id"], "status": "x"}, {"file": file}, "/status", "unknown_field"),
        ({"claim_id": claim["id"], "expense_id": str(uuid4())}, {"file": file}, "/expense_id", "unknown"),
        ({"claim_id": [claim["id"]] * 2}, {"file": file}, "/claim_id", "part_repeated"),
        ({"claim_id": claim["id"]}, [("file", file)] * 2, "/file", "part_repeated"),
    ]
    for data, files, pointer, code in wrong:
        refused = await ground.coordinator.post("/receipts", data=data, files=files)
        assert refused.status_code == 422, (data, refused.text)
        assert (refused.json()["errors"][0]["pointer"], refused.json()["errors"][0]["code"]) == (
            pointer,
            code,
        )
    without = await ground.coordinator.post("/receipts", files={"claim_id": (None, claim["id"])})
    assert without.json()["errors"][0]["pointer"] == "/file"
    many = await ground.coordinator.post("/receipts", files=[("file", file)] * 5)
    assert (many.status_code, many.json()["code"]) == (400, "bad_request")
    for kind in ("application/json", "application/pdf", "multipart/mixed; boundary=x", ""):
        refused = await ground.coordinator.post("/receipts", content=b"{}", headers={"Content-Type": kind})
        assert refused.status_code == 415, kind
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert (
        await ground.coordinator.post("/receipts", content=b"--y\r\nnothing", headers=broken)
    ).status_code == 400


async def test_too_large_is_refused_while_it_comes_in(ground: Ground) -> None:
    claim = await new_claim(ground)
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7'
        for _ in range(40):
            sent += 1
            yield b"0" * 1024 * 1024

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = await ground.coordinator.post("/receipts", content=endless(), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    announced = await send(ground.coordinator, claim, b"%PDF-" + b"0" * 11 * 1024 * 1024)
    assert announced.status_code == 413
    other = await ground.coordinator.post("/claims", content=b" " * 2 * 1024 * 1024)
    assert other.status_code in (413, 415)


async def test_who_may_not_upload_is_told_before_the_file(
    ground: Ground, anonymous: httpx.AsyncClient
) -> None:
    claim = await new_claim(ground)

    async def never() -> Any:
        raise AssertionError("the body was read")
        yield b""

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    unknown = await anonymous.post("/receipts", content=never(), headers=headers)
    assert unknown.status_code == 401
    refused = await ground.finance.post("/receipts", content=never(), headers=headers)
    assert (refused.status_code, refused.json()["permission"]) == (403, "claims:prepare")
    assert claim


async def test_a_retry_is_answered_with_the_first_receipt(ground: Ground) -> None:
    claim, key = await new_claim(ground), {"Idempotency-Key": "k1"}
    first = await send(ground.coordinator, claim, headers=key)
    again = await send(ground.coordinator, claim, headers=key)  # httpx draws another boundary
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    other = await send(ground.coordinator, claim, picture(), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    renamed = await send(ground.coordinator, claim, name="other.pdf", headers=key)
    assert renamed.json()["code"] == "idempotency_mismatch"
    listed = (await ground.coordinator.get("/receipts", params={"claim_id": claim["id"]})).json()["items"]
    assert len(listed) == 1


async def test_uploads_at_once_are_all_kept(ground: Ground) -> None:
    claim = await new_claim(ground)
    answers = await asyncio.gather(
        *(send(ground.coordinator, claim, picture(shade=shade), name=f"{shade}.jpg") for shade in range(5))
    )
    assert [answer.status_code for answer in answers] == [201] * 5
    listed = (await ground.coordinator.get("/receipts", params={"claim_id": claim["id"]})).json()["items"]
    assert {one["file_name"] for one in listed} == {f"{shade}.jpg" for shade in range(5)}


@pytest.fixture
def scanned(app: FastAPI, scanner: Scanner) -> Iterator[Scanner]:
    before = app.state.settings
    app.state.settings = before.model_copy(update={"clamd_host": "127.0.0.1", "clamd_port": scanner.port})
    yield scanner
    app.state.settings = before


async def test_malware_is_refused_and_without_a_scanner_nothing_is_kept(
    ground: Ground, scanned: Scanner, database: Database
) -> None:
    claim = await new_claim(ground)
    infected = await send(ground.coordinator, claim, pdf() + EICAR)
    assert (infected.status_code, infected.json()["code"]) == (422, "malware_found")
    await scanned.stop()
    away = await send(ground.coordinator, claim)
    assert (away.status_code, away.json()["code"]) == (503, "unavailable")
    assert away.headers["retry-after"] == "30"
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Receipt)) == 0


async def test_files_without_a_record_are_swept_up_when_they_are_old(
    ground: Ground, app: FastAPI, database: Database, tmp_path: Path
) -> None:
    receipt = await uploaded(ground, await new_claim(ground))
    files: FileStore = app.state.files
    for name in ("receipts/old", "receipts/young"):
        await files.put(name, io.BytesIO(b"x"))
    long_ago = time.time() - 7 * 3600
    for name in ("old", receipt["id"]):
        os.utime(tmp_path / "files" / "receipts" / name, (long_ago, long_ago))
    assert await sweep_orphans(database, files, "receipts", Receipt.storage_key) == 1
    assert {file.name for file in (tmp_path / "files" / "receipts").iterdir()} == {"young", receipt["id"]}


async def test_a_file_that_was_altered_in_the_store_is_not_shown(ground: Ground, tmp_path: Path) -> None:
    receipt = await uploaded(ground, await new_claim(ground))
    kept = tmp_path / "files" / "receipts" / receipt["id"]
    kept.write_bytes(kept.read_bytes().replace(b"198", b"998") + b"\n")
    answer = await ground.coordinator.get(f"/receipts/{receipt['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    kept.unlink()
    assert (await ground.coordinator.get(f"/receipts/{receipt['id']}/content")).status_code == 503
