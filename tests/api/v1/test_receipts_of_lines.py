"""Receipts and the lines that have them: attached, told of once more, taken back, and kept behind a claim."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from models.claims import Claim, Expense, Receipt
from models.database import Database
from models.enums import Role
from models.events import Event
from services.clock import FixedClock
from tests.api.v1.claim_acts import problems_of
from tests.api.v1.receipt_acts import send, uploaded
from tests.factories.activities import post_in
from tests.factories.claims import Ground, act, add_line, bring_to, make_ground, new_claim
from tests.factories.files import pdf, picture
from tests.fixtures.api import ClientFor


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
