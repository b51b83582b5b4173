"""Payment runs: what may be in one, a file that never changes, and answers that are taken once."""

import asyncio
import csv
import hashlib
import io
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.database import Database
from models.enums import Role
from models.obligations import Obligation
from services.clock import FixedClock
from services.payment_runs.file import harmless
from tests.factories.claims import PAYMENT, Ground, act, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor

Claims = Callable[[int], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for, regime="travel_claim")


@pytest.fixture
def certified(ground: Ground) -> Claims:
    """So many certified claims of 100.01, 100.02 and so on."""

    async def make(count: int) -> list[dict[str, Any]]:
        claims = []
        for number in range(1, count + 1):
            claim = await new_claim(ground)
            await add_line(ground, claim, "airfare", 1, f"100.{number:02d}")
            claims.append(await bring_to(ground, claim, "certified"))
        return claims

    return make


async def _run(ground: Ground, claims: list[dict[str, Any]], *events: str) -> dict[str, Any]:
    made = await ground.certifier.post("/payment-runs", json={"claim_ids": [claim["id"] for claim in claims]})
    assert made.status_code == 201, made.text
    run: dict[str, Any] = made.json()
    for event in events:
        answer = await _act(ground.certifier, run, event)
        assert answer.status_code == 200, answer.text
        run = answer.json()
    return run


async def _act(
    client: httpx.AsyncClient, run: dict[str, Any], event: str, body: Any = None
) -> httpx.Response:
    address = f"/payment-runs/{run['id']}"
    etag = (await client.get(address)).headers["etag"]
    return await client.post(f"{address}/{event}", json=body, headers={"If-Match": etag})


def _row(claim: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    return {
        "claim": claim["reference"],
        "treasury_reference": f"TRS-{claim['reference']}",
        "on": "2026-07-01",
        "amount": claim["approved"],
    } | changes


async def _answer(ground: Ground, run: dict[str, Any], *rows: dict[str, Any]) -> dict[str, Any]:
    answer = await ground.treasury.post(f"/payment-runs/{run['id']}/answer", json={"rows": rows})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_the_file_of_a_sent_run_never_changes(
    ground: Ground, certified: Claims, database: Database
) -> None:
    claims = await certified(3)
    run = await _run(ground, claims)
    early = await ground.certifier.get(f"/payment-runs/{run['id']}/file")
    assert (early.status_code, early.json()["code"]) == (409, "not_sent")
    sent = (await _act(ground.certifier, run, "send")).json()
    assert (sent["status"], sent["lines"], sent["total"]["amount"]) == ("sent", 3, "300.06")
    first = await ground.certifier.get(f"/payment-runs/{run['id']}/file")
    assert first.headers["content-type"].startswith("text/csv")
    assert hashlib.sha256(first.content).hexdigest() == sent["file_sha256"]
    rows = list(csv.DictReader(io.StringIO(first.text)))
    assert [row["claim"] for row in rows[:-1]] == [claim["reference"] for claim in claims]
    assert (rows[-1]["record"], rows[-1]["line"], rows[-1]["amount_usd"]) == ("total", "3", "300.06")
    assert {row["obligation"] for row in rows[:-1]} == {ground.obligation.document_number}
    async with database.transaction() as session:
        await session.execute(text("UPDATE agencies SET legal_name = 'Renamed'"))
    await _answer(ground, run, _row(claims[0]))
    assert (await ground.certifier.get(f"/payment-runs/{run['id']}/file")).content == first.content
    for statement in (
        "UPDATE payment_runs SET file_content = ''",
        "UPDATE payment_run_items SET amount_usd = 1",
        "DELETE FROM payment_run_items",
        "DELETE FROM payment_runs",
    ):
        with pytest.raises(IntegrityError):
            async with database.transaction() as session:
                await session.execute(text(statement))


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-2+3", "'-2+3"), ("-2.50", "-2.50"), ("Fairview", "Fairview")],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


async def test_a_claim_is_in_one_run_and_certified(ground: Ground, certified: Claims) -> None:
    one, two, three = await certified(3)
    draft = await new_claim(ground)
    run = await _run(ground, [one])
    ids = [two["id"], one["id"], draft["id"], two["id"], run["id"]]
    refused = await ground.certifier.post("/payment-runs", json={"claim_ids": ids})
    assert refused.status_code == 422
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [
        ("/claim_ids/1", "in_another_run"),
        ("/claim_ids/2", "not_certified"),
        ("/claim_ids/3", "repeated"),
        ("/claim_ids/4", "unknown"),
    ]
    added = await _act(ground.certifier, run, "add", {"claim_ids": [two["id"], three["id"]]})
    assert (added.json()["lines"], added.json()["version"]) == (3, 2)
    removed = await _act(ground.certifier, run, "remove", {"claim_ids": [one["id"]]})
    assert removed.json()["total"]["amount"] == "200.05"
    again = await _act(ground.certifier, run, "remove", {"claim_ids": [one["id"]]})
    assert [error["code"] for error in again.json()["errors"]] == ["not_in_run"]
    await _act(ground.certifier, run, "remove", {"claim_ids": [two["id"], three["id"]]})
    empty = await _act(ground.certifier, run, "send")
    assert (empty.status_code, empty.json()["errors"][0]["code"]) == (409, "empty_run")
    cancelled = await _act(ground.certifier, run, "cancel")
    assert (cancelled.json()["status"], cancelled.json()["allowed_actions"]) == ("cancelled", [])
    assert (await _act(ground.certifier, run, "add", {"claim_ids": [one["id"]]})).status_code == 409


async def test_at_once_a_claim_gets_into_one_run_only(ground: Ground, certified: Claims) -> None:
    [claim] = await certified(1)
    posts = [ground.certifier.post("/payment-runs", json={"claim_ids": [claim["id"]]}) for _ in range(6)]
    answers = await asyncio.gather(*posts)
    assert sorted(answer.status_code for answer in answers)[0] == 201
    assert [answer.status_code for answer in answers].count(201) == 1
    assert {answer.status_code for answer in answers} <= {201, 409, 422}


async def test_answers_come_in_parts_and_again(ground: Ground, certified: Claims, database: Database) -> None:
    one, two, three = await certified(3)
    run = await _run(ground, [one, two, three], "send")
    first = await _answer(ground, run, _row(one))
    assert (first["confirmed"], first["pending"], first["status"]) == (1, 2, "sent")
    assert first["rows"][0]["interest"]["amount"] == "0.00"
    rest = await _answer(ground, run, _row(one), _row(two), _row(three))
    assert (rest["repeated"], rest["confirmed"], rest["pending"], rest["status"]) == (1, 2, 0, "confirmed")
    again = await _answer(ground, run, _row(one), _row(two), _row(three))
    assert (again["repeated"], again["refused"]) == (3, 0)
    shown = (await ground.finance.get(f"/payment-runs/{run['id']}")).json()
    assert (shown["status"], shown["paid"]["amount"], shown["pending"]["amount"]) == (
        "confirmed",
        "300.06",
        "0.00",
    )
    assert (await ground.finance.get(f"/claims/{two['id']}")).json()["status"] == "paid"
    async with database.transaction() as session:
        assert str((await session.get_one(Obligation, ground.obligation.id)).paid_usd) == "300.06"
        assert await session.scalar(text("SELECT count(*) FROM payments")) == 3


async def test_every_bad_row_is_named_and_nothing_else_is_lost(ground: Ground, certified: Claims) -> None:
    one, two, three, elsewhere = await certified(4)
    run = await _run(ground, [one, two, three], "send")
    answer = await _answer(
        ground,
        run,
        _row(one),
        _row(one, treasury_reference="TRS-OTHER"),
        _row(two, amount={"amount": "100.03", "currency": "USD"}),
        _row(three, on="2026-07-02"),
        _row(elsewhere),
        _row(one, claim="CLM-2026-9999"),
    )
    assert [(row["row"], row["result"], row["code"]) for row in answer["rows"]] == [
        (1, "confirmed", None),
        (2, "refused", "doubled"),
        (3, "refused", "amount_differs"),
        (4, "refused", "in_future"),
        (5, "refused", "not_in_run"),
        (6, "refused", "not_in_run"),
    ]
    assert "100.02 USD of the payment file" in answer["rows"][2]["message"]
    assert (answer["confirmed"], answer["refused"], answer["pending"]) == (1, 5, 2)
    used = await _answer(ground, run, _row(two, treasury_reference=f"TRS-{one['reference']}"), _row(three))
    assert [(row["result"], row["code"]) for row in used["rows"]] == [
        ("refused", "treasury_reference_used"),
        ("confirmed", None),
    ]
    other = await _answer(ground, run, _row(one, treasury_reference="TRS-OTHER"))
    assert (other["rows"][0]["code"], other["pending"]) == ("already_paid", 1)
    assert (await ground.finance.get(f"/claims/{two['id']}")).json()["status"] == "certified"


async def test_what_the_treasury_returns_goes_into_a_new_run(ground: Ground, certified: Claims) -> None:
    [claim] = await certified(1)
    run = await _run(ground, [claim], "send")
    bare = await _answer(ground, run, _row(claim, outcome="returned"))
    assert bare["rows"][0]["code"] == "reason_missing"
    returned = _row(claim, outcome="returned", reason="The account is closed.")
    answer = await _answer(ground, run, returned)
    assert (answer["returned"], answer["status"]) == (1, "confirmed")
    assert (await _answer(ground, run, returned))["repeated"] == 1
    assert (await ground.finance.get(f"/claims/{claim['id']}")).json()["status"] == "certified"
    [item] = (await ground.finance.get(f"/payment-runs/{run['id']}/items")).json()["items"]
    assert (item["status"], item["return_reason"]) == ("returned", "The account is closed.")
    second = await _run(ground, [claim], "send")
    paid = await _answer(ground, second, _row(claim, treasury_reference="TRS-SECOND"))
    assert (paid["confirmed"], paid["status"]) == (1, "confirmed")
    late = await _answer(ground, run, _row(claim))
    assert late["rows"][0]["code"] == "already_returned"


async def test_interest_is_worked_out_when_it_is_confirmed(
    ground: Ground, certified: Claims, clock: FixedClock, client_for: ClientFor
) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "airfare", 1, "20000.00")
    claim = await bring_to(ground, claim, "certified")
    run = await _run(ground, [claim], "send")
    finance = await client_for(Role.FINANCE_REVIEWER)
    rate = {"percent": "4.5", "effective_from": "2026-07-02", "source": "Example"}
    assert (await finance.post("/rates/interest", json=rate)).status_code == 201
    clock.advance(timedelta(days=60))
    treasury = await client_for(Role.SERVICE_CLIENT)
    rows = {"rows": [_row(claim, on="2026-08-15")]}
    answer = (await treasury.post(f"/payment-runs/{run['id']}/answer", json=rows)).json()
    # 15 days after 31 July: 20,000 x 0.045 x 15 / 360.
    assert answer["rows"][0]["interest"]["amount"] == "37.50"
    shown = (await (await client_for(Role.AUDITOR)).get(f"/payment-runs/{run['id']}")).json()
    assert (shown["paid"]["amount"], shown["interest"]["amount"]) == ("20000.00", "37.50")


async def test_a_claim_confirmed_by_itself_counts_in_its_run(ground: Ground, certified: Claims) -> None:
    one, two = await certified(2)
    run = await _run(ground, [one, two], "send")
    assert (await act(ground.treasury, one, "confirm", PAYMENT)).status_code == 200
    half = (await ground.finance.get(f"/payment-runs/{run['id']}")).json()
    assert (half["status"], half["pending_lines"]) == ("sent", 1)
    await act(ground.treasury, two, "confirm", PAYMENT | {"treasury_reference": "TRS-0002"})
    assert (await ground.finance.get(f"/payment-runs/{run['id']}")).json()["status"] == "confirmed"


async def test_who_makes_reads_and_answers_runs(
    ground: Ground, certified: Claims, client_for: ClientFor
) -> None:
    claims = await certified(1)
    run = await _run(ground, claims)
    assert (
        await ground.treasury.post(f"/payment-runs/{run['id']}/answer", json={"rows": [_row(claims[0])]})
    ).json()["code"] == "illegal_transition"
    address = f"/payment-runs/{run['id']}"
    for client in (ground.finance, await client_for(Role.AUDITOR)):
        assert (await client.get(address)).json()["allowed_actions"] == []
        assert (await client.post("/payment-runs", json={"claim_ids": [claims[0]["id"]]})).status_code == 403
    for client in (ground.coordinator, ground.program, await client_for(Role.POST)):
        assert (await client.get(address)).status_code == 403
        assert (await client.get("/payment-runs")).status_code == 403
    answered = await ground.certifier.post(f"{address}/answer", json={"rows": [_row(claims[0])]})
    assert answered.status_code == 403


_COLUMNS = "claim,amount_usd,treasury_reference,on,outcome,reason"


async def _send(client: httpx.AsyncClient, run: dict[str, Any], *lines: str) -> httpx.Response:
    content = "\r\n".join(lines).encode()
    return await client.post(f"/payment-runs/{run['id']}/answer-file", files={"file": ("a.csv", content)})


async def test_the_answer_comes_as_a_file_and_bad_rows_are_named_by_line(
    ground: Ground, certified: Claims
) -> None:
    one, two, three, four = await certified(4)
    run = await _run(ground, [one, two, three, four], "send")
    lines = [
        _COLUMNS,
        f"{one['reference']},100.01,TRS-1,2026-07-01,,",
        f"{two['reference']},100.02,TRS-2,07/01/2026,paid,",
        f'{three["reference"]},100.03,TRS-3,2026-07-01,returned,"The account\nis closed."',
        ",,,,,",
        f"{four['reference']},a hundred,TRS-4,2026-07-01,late,",
        "CLM-1999-0001,1.00,TRS-5,2026-07-01,,",
    ]
    answer = await _send(ground.finance, run, *lines)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert [(row["row"], row["line"], row["result"], row["code"]) for row in said["rows"]] == [
        (1, 2, "confirmed", None),
        (2, 3, "refused", "unreadable"),
        (3, 5, "returned", None),
        (4, 7, "refused", "unreadable"),
        (5, 8, "refused", "not_in_run"),
    ]
    assert said["rows"][1]["message"] == "`on` '07/01/2026': Write the day as 2026-09-28."
    assert "`outcome` 'late'" in said["rows"][3]["message"]
    assert "`amount_usd` 'a hundred'" in said["rows"][3]["message"]
    lines[2] = lines[2].replace("07/01/2026", "2026-07-01")
    lines[5] = lines[5].replace("a hundred", "100.04").replace("late", "paid")
    again = (await _send(ground.finance, run, *lines[:-1])).json()
    assert [row["result"] for row in again["rows"]] == ["repeated", "confirmed", "repeated", "confirmed"]
    assert (again["status"], again["pending"]) == ("confirmed", 0)


async def test_the_payment_file_comes_back_with_columns_added(ground: Ground, certified: Claims) -> None:
    run = await _run(ground, await certified(2), "send")
    sent = (await ground.certifier.get(f"/payment-runs/{run['id']}/file")).text.splitlines()
    lines = [f"{sent[0]},Treasury_Reference,On"]
    lines += [f"{line},TRS-{number},2026-07-01" for number, line in enumerate(sent[1:], start=1)]
    answer = (await _send(ground.treasury, run, *lines)).json()
    assert (answer["confirmed"], answer["status"]) == (2, "confirmed")
    other = [line.replace(run["reference"], "RUN-2026-9999") for line in lines]
    refused = (await _send(ground.treasury, run, *other)).json()
    assert {row["code"] for row in refused["rows"]} == {"other_run"}


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "columns", "claim"),
        (b"claim,on\r\nX,2026-07-01\r\n", "columns", "amount_usd, treasury_reference"),
        (f"{_COLUMNS},claim\r\n".encode(), "columns", "twice"),
        (f"{_COLUMNS}\r\n".encode(), "no_rows", "no rows"),
        (f'{_COLUMNS}\r\n"X" y,1,2,3,4,5\r\n'.encode(), "not_csv", "follows line 1"),
        (f"{_COLUMNS}\r\nCLM,1,T\xe9,2026-07-01,,\r\n".encode("latin-1"), "not_utf8", "Line 2"),
        (f"{_COLUMNS}\r\n".encode() + b"x,,,,,\r\n" * 1001, "too_many_rows", "1,001"),
        (b"x" * 1_000_001, "too_large", "1,000,000"),
    ],
)
async def test_what_is_no_answer_file_is_refused_whole(
    ground: Ground, certified: Claims, content: bytes, code: str, word: str
) -> None:
    run = await _run(ground, await certified(1), "send")
    files = {"file": ("a.csv", content)}
    refused = await ground.finance.post(f"/payment-runs/{run['id']}/answer-file", files=files)
    assert refused.status_code == 422, refused.text
    [fault] = refused.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/file", code)
    assert word in fault["message"]


async def test_who_certified_does_not_say_that_it_was_paid(
    ground: Ground, certified: Claims, database: Database
) -> None:
    [claim] = await certified(1)
    run = await _run(ground, [claim], "send")
    async with database.transaction() as session:
        await session.execute(
            text(
                "INSERT INTO user_roles (user_id, role)"
                " SELECT certified_by, 'finance_reviewer' FROM claims WHERE id = :id"
            ),
            {"id": claim["id"]},
        )
    answer = await ground.certifier.post(f"/payment-runs/{run['id']}/answer", json={"rows": [_row(claim)]})
    assert [row["code"] for row in answer.json()["rows"]] == ["same_person"]
    assert (await _answer(ground, run, _row(claim)))["confirmed"] == 1
