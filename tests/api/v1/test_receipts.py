"""Receipts over HTTP: uploaded, shown, attached, and kept."""

import asyncio
import hashlib
import io
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from models.claims import Claim, Expense, Receipt
from models.database import Database
from models.enums import Role
from models.events import Event
from services.adapters.file_store import FileStore
from services.clock import FixedClock
from services.orphans import sweep_orphans
from tests.api.v1.claim_acts import problems_of
from tests.factories.activities import post_in
from tests.factories.claims import Ground, act, add_line, bring_to, make_ground, new_claim
from tests.factories.files import pdf, picture
from tests.fixtures.api import ClientFor
from tests.fixtures.scanner import EICAR, Scanner


async def send(
    client: httpx.AsyncClient,
    claim: dict[str, Any],
    content: bytes = b"",
    name: str = "hotel.pdf",
    headers: dict[str, str] | None = None,
    **fields: Any,
) -> httpx.Response:
    data = {"claim_id": claim["id"], **fields}
    file = {"file": (name, content or pdf(), "application/octet-stream")}
    return await client.post("/receipts", data=data, files=file, headers=headers)


async def uploaded(
    ground: Ground, claim: dict[str, Any], content: bytes = b"", **fields: Any
) -> dict[str, Any]:
    response = await send(ground.coordinator, claim, content, **fields)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


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


async def test_the_same_file_again_is_told_and_blocks_submission(ground: Ground) -> None:
    earlier = await new_claim(ground)
    line = await add_line(ground, earlier, "visa_fee", 1, "60.00", receipt_attached=False)
    first = await uploaded(ground, earlier, expense_id=line["id"], name="visa.pdf")
    await bring_to(ground, earlier, "submitted")
    later = await new_claim(ground)
    again = await add_line(ground, later, "visa_fee", 3, "61.00", receipt_attached=False)
    second = await uploaded(ground, later, expense_id=again["id"], name="copy.pdf")
    [told] = second["same_as"]
    assert (told["id"], told["file_name"], told["claim"]["reference"]) == (
        first["id"], "visa.pdf", earlier["reference"],
    )  # fmt: skip
    assert (await ground.finance.get(f"/receipts/{first['id']}")).json()["same_as"] == []
    assert await problems_of(ground, later) == {f"/expenses/{again['id']}": "same_receipt"}


async def test_an_earlier_upload_of_another_agency_is_not_told(
    ground: Ground, database: Database, client_for: ClientFor
) -> None:
    await uploaded(ground, await new_claim(ground))
    stranger = await make_ground(database, client_for)
    assert (await uploaded(stranger, await new_claim(stranger)))["same_as"] == []


async def test_a_line_has_a_receipt_of_its_claim(ground: Ground) -> None:
    claim, other = await new_claim(ground), await new_claim(ground)
    receipt, foreign = await uploaded(ground, claim), await uploaded(ground, other, picture())
    line = await add_line(ground, claim, "visa_fee", 1, "160.00", receipt_attached=False)
    assert await problems_of(ground, claim) == {f"/expenses/{line['id']}": "no_receipt"}
    address = f"/expenses/{line['id']}"

    async def change(**body: Any) -> httpx.Response:
        tag = (await ground.coordinator.get(address)).headers["etag"]
        return await ground.coordinator.patch(address, json=body, headers={"If-Match": tag})

    refused = await change(receipt_id=foreign["id"])
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/receipt_id")
    attached = (await change(receipt_id=receipt["id"])).json()
    assert (attached["receipt_id"], attached["receipt_attached"]) == (receipt["id"], True)
    shown = (await ground.coordinator.get(f"/receipts/{receipt['id']}")).json()
    assert shown["expenses"] == [{"id": line["id"], "line_number": 1}]
    assert shown["allowed_actions"] == []
    off = (await change(receipt_id=None)).json()
    assert (off["receipt_id"], off["receipt_attached"]) == (None, False)
    on_paper = (await change(receipt_id=receipt["id"])).json() and (
        await change(receipt_id=None, receipt_attached=True)
    ).json()
    assert (on_paper["receipt_id"], on_paper["receipt_attached"]) == (None, True)
    created = await add_line(
        ground, claim, "visa_fee", 2, "90.00", receipt_attached=False, receipt_id=receipt["id"]
    )
    assert (created["receipt_id"], created["receipt_attached"]) == (receipt["id"], True)
    review = (await ground.coordinator.get(f"/claims/{claim['id']}/review")).json()
    assert [one["receipt_id"] for one in review["lines"]] == [None, receipt["id"]]
    full = await send(ground.coordinator, claim, picture(), expense_id=created["id"])
    assert (full.status_code, full.json()["code"]) == (409, "receipt_in_place")


async def test_another_receipt_ends_what_finance_let_stand(ground: Ground) -> None:
    claim = await new_claim(ground)
    line = await add_line(ground, claim, "visa_fee", 1, "160.00")
    headers = {"If-Match": f'"{line["version"]}-0"'}
    overridden = await ground.finance.post(
        f"/expenses/{line['id']}/override-duplicate", json={"reason": "Two visas."}, headers=headers
    )
    assert overridden.json()["duplicate_override_reason"] == "Two visas."
    await uploaded(ground, claim, expense_id=line["id"])
    shown = (await ground.coordinator.get(f"/expenses/{line['id']}")).json()
    assert shown["duplicate_override_reason"] is None


async def test_an_uncited_receipt_of_a_draft_can_be_taken_back(ground: Ground, database: Database) -> None:
    claim = await new_claim(ground)
    line = await add_line(ground, claim, "visa_fee", 1, "160.00")
    receipt = await uploaded(ground, claim, expense_id=line["id"])
    address = f"/receipts/{receipt['id']}"
    tag = {"If-Match": (await ground.coordinator.get(address)).headers["etag"]}
    used = await ground.coordinator.delete(address, headers=tag)
    assert (used.status_code, used.json()["code"]) == (409, "receipt_in_use")
    await ground.coordinator.patch(
        f"/expenses/{line['id']}", json={"receipt_id": None}, headers={"If-Match": '"2-0"'}
    )
    assert (await ground.coordinator.delete(address)).status_code == 428
    assert (await ground.coordinator.delete(address, headers={"If-Match": '"2-0"'})).status_code == 412
    assert (await ground.finance.delete(address, headers=tag)).status_code == 403
    assert (await ground.coordinator.delete(address, headers=tag)).status_code == 204
    assert (await ground.coordinator.get(address)).status_code == 404
    async with database.read() as connection:
        told = await connection.execute(
            select(Event.action, Event.after).where(Event.action.like("claims.receipt%")).order_by(Event.id)
        )
        (added, after), (removed, _) = told.all()
    assert (added, removed) == ("claims.receipt_added", "claims.receipt_removed")
    assert after["sha256"] == receipt["sha256"]
    assert "hotel.pdf" not in str(after)


async def test_nothing_is_removed_behind_a_claim_that_was_handed_in(
    ground: Ground, database: Database, clock: FixedClock
) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    first = await uploaded(ground, claim)
    tag = {"If-Match": '"1-0"'}
    await bring_to(ground, claim, "submitted")
    late = await send(ground.coordinator, claim, picture())
    assert (late.status_code, late.json()["code"]) == (409, "not_editable")
    refused = await ground.coordinator.delete(f"/receipts/{first['id']}", headers=tag)
    assert (refused.status_code, refused.json()["state"]) == (409, "submitted")
    await act(ground.program, claim, "take")
    await act(ground.program, claim, "return", {"defects": [{"message": "Which hotel?"}]})
    clock.advance(timedelta(hours=1))
    second = await uploaded(ground, claim, picture())
    kept = await ground.coordinator.delete(f"/receipts/{first['id']}", headers=tag)
    assert (kept.status_code, kept.json()["code"]) == (409, "handed_in")
    assert (await ground.coordinator.get(f"/receipts/{first['id']}")).json()["allowed_actions"] == []
    assert second["allowed_actions"] == ["delete"]
    # Nor by who goes round the program.
    for statement in (
        delete(Receipt).where(Receipt.file_name == "hotel.pdf", Receipt.media_type == "application/pdf"),
        update(Receipt).values(sha256=b"0" * 32),
    ):
        with pytest.raises(DBAPIError, match="stays as it is"):
            async with database.transaction() as session:
                await session.execute(statement)
    assert (await ground.coordinator.delete(f"/receipts/{second['id']}", headers=tag)).status_code == 204


async def test_a_certified_claim_keeps_its_receipts(ground: Ground, database: Database) -> None:
    claim = await new_claim(ground)
    line = await add_line(ground, claim, "visa_fee", 1, "160.00")
    receipt = await uploaded(ground, claim, expense_id=line["id"])
    await bring_to(ground, claim, "certified")
    shown = await ground.certifier.get(f"/receipts/{receipt['id']}/content")
    assert shown.content == pdf()
    with pytest.raises(DBAPIError, match="stays as it is"):
        async with database.transaction() as session:
            await session.execute(update(Expense).where(Expense.claim_id == Claim.id).values(receipt_id=None))


async def test_another_agencys_receipt_is_as_if_it_were_not(
    ground: Ground, database: Database, client_for: ClientFor
) -> None:
    claim = await new_claim(ground)
    receipt = await uploaded(ground, claim, picture())
    stranger = await make_ground(database, client_for)
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=stranger.officer.id)
    async with database.transaction() as session:
        elsewhere = await post_in(session, "HND")
    post = await client_for(Role.POST, post_id=elsewhere.id)
    administrator = await client_for(Role.ADMINISTRATOR)
    nothing = str(uuid4())
    for client in (stranger.coordinator, officer, post):
        for rest in ("", "/content", "/thumbnail"):
            theirs = await client.get(f"/receipts/{receipt['id']}{rest}")
            none = await client.get(f"/receipts/{nothing}{rest}")
            assert (theirs.status_code, none.status_code) == (404, 404), rest
            bodies = [{**one.json(), "instance": None} for one in (theirs, none)]
            assert bodies[0] == bodies[1]
        assert (await client.get("/receipts")).json()["items"] == []
    for client in (stranger.coordinator, officer):
        gone = await client.delete(f"/receipts/{receipt['id']}", headers={"If-Match": '"1-0"'})
        assert gone.status_code == 404
        refused = await send(client, claim, picture())
        assert refused.json()["errors"][0] == {
            "pointer": "/claim_id", "code": "unknown", "message": "There is no such claim.",
        }  # fmt: skip
    assert (await administrator.get(f"/receipts/{receipt['id']}")).status_code == 403
    owner = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    assert (await owner.get(f"/receipts/{receipt['id']}/content")).status_code == 200


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
