"""Obligations over HTTP: what may be obligated, adjusted and released, by whom, and what the ledger then says."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from models.database import Database
from models.enums import ObligationStatus, Role
from models.mous import Instrument
from models.obligations import Obligation
from services.access.policy import SYSTEM
from services.clock import FixedClock
from services.obligations.balance import Balance, needs_review
from services.obligations.ledger import post_deobligation
from services.workflows.clock import run_due
from tests.factories.agreements import make_agency, make_instrument, make_obligation
from tests.fixtures.api import ClientFor

BODY: dict[str, Any] = {
    "document_number": "1019-26-400123",
    "fund": "INCLE 2026",
    "available_from": "2025-10-01",
    "available_to": "2026-09-30",
    "amount": {"amount": "50000.00", "currency": "USD"},
}


def _usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


@pytest.fixture
async def instrument(database: Database) -> Instrument:
    """Signed, with a ceiling of 100,000.00."""
    async with database.transaction() as session:
        return await make_instrument(session, await make_agency(session))


@pytest.fixture
async def obligation(database: Database, instrument: Instrument) -> Obligation:
    """50,000.00 of it."""
    async with database.transaction() as session:
        return await make_obligation(session, await session.merge(instrument))


@pytest.fixture
async def finance(client_for: ClientFor) -> httpx.AsyncClient:
    return await client_for(Role.FINANCE_REVIEWER)


async def _post(client: httpx.AsyncClient, instrument: Instrument, **changes: object) -> httpx.Response:
    return await client.post("/obligations", json=BODY | {"instrument_id": str(instrument.id)} | changes)


async def _act(client: httpx.AsyncClient, record: Obligation, event: str, amount: str) -> httpx.Response:
    etag = (await client.get(f"/obligations/{record.id}")).headers["etag"]
    body = {"amount": _usd(amount), "reason": "As agreed"}
    return await client.post(f"/obligations/{record.id}/{event}", json=body, headers={"If-Match": etag})


async def test_create_posts_the_first_entry(finance: httpx.AsyncClient, instrument: Instrument) -> None:
    created = await _post(finance, instrument)
    assert created.status_code == 201, created.text
    answer = created.json()
    assert (answer["status"], answer["cancels_on"]) == ("open", "2031-09-30")
    sums = {name: answer[name]["amount"] for name in ("obligated", "paid", "deobligated", "unliquidated")}
    assert sums == {
        "obligated": "50000.00",
        "paid": "0.00",
        "deobligated": "0.00",
        "unliquidated": "50000.00",
    }
    assert answer["approved_by"]["name"].startswith("Finance reviewer")
    assert answer["allowed_actions"] == ["adjust", "deobligate"]
    read = await finance.get(created.headers["location"].removeprefix("/api/v1"))
    assert read.json() == answer
    (entry,) = (await finance.get(f"/obligations/{answer['id']}/entries")).json()["items"]
    assert (entry["kind"], entry["recorded_by"]) == ("obligate", answer["approved_by"])
    assert entry["postings"] == [
        {"account": "appropriation", "amount": _usd("-50000.00")},
        {"account": "unliquidated", "amount": _usd("50000.00")},
    ]


async def test_adjust_and_deobligate(finance: httpx.AsyncClient, obligation: Obligation) -> None:
    before = (await finance.get(f"/obligations/{obligation.id}")).json()
    raised = (await _act(finance, obligation, "adjust", "10000.00")).json()
    assert (raised["obligated"], raised["version"]) == (_usd("60000.00"), before["version"] + 1)
    lowered = (await _act(finance, obligation, "adjust", "-500.50")).json()
    assert lowered["obligated"] == _usd("59499.50")
    released = (await _act(finance, obligation, "deobligate", "499.50")).json()
    assert (released["deobligated"], released["unliquidated"]) == (_usd("499.50"), _usd("59000.00"))
    entries = (await finance.get(f"/obligations/{obligation.id}/entries")).json()["items"]
    assert [(entry["kind"], entry["reason"]) for entry in entries] == [
        ("obligate", None),
        ("adjust", "As agreed"),
        ("adjust", "As agreed"),
        ("deobligate", "As agreed"),
    ]
    only = await finance.get(f"/obligations/{obligation.id}/entries", params={"kind": "deobligate"})
    assert [posting["account"] for posting in only.json()["items"][0]["postings"]] == [
        "unliquidated",
        "deobligated",
    ]


@pytest.mark.parametrize(
    ("event", "amount", "code"),
    [
        ("adjust", "50000.01", "over_ceiling"),
        ("adjust", "-50000.01", "below_spent"),
        ("adjust", "0.00", "not_positive"),
        ("deobligate", "50000.01", "over_balance"),
    ],
)
async def test_amounts_that_do_not_fit(
    finance: httpx.AsyncClient, obligation: Obligation, event: str, amount: str, code: str
) -> None:
    refused = await _act(finance, obligation, event, amount)
    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert (await finance.get(f"/obligations/{obligation.id}")).json()["unliquidated"] == _usd("50000.00")


async def test_the_ceiling_binds_all_obligations_of_the_instrument(
    finance: httpx.AsyncClient, instrument: Instrument, obligation: Obligation
) -> None:
    over = await _post(finance, instrument, amount=_usd("50000.01"))
    assert (over.status_code, over.json()["code"]) == (409, "over_ceiling")
    assert (await _post(finance, instrument)).status_code == 201
    assert (await _act(finance, obligation, "adjust", "0.01")).json()["code"] == "over_ceiling"
    await _act(finance, obligation, "deobligate", "100.00")
    assert (await _act(finance, obligation, "adjust", "100.00")).status_code == 200


async def test_at_once_they_do_not_exceed_the_ceiling(
    finance: httpx.AsyncClient, instrument: Instrument
) -> None:
    posts = (
        _post(finance, instrument, document_number=f"AT-ONCE-{number}", amount=_usd("20000.00"))
        for number in range(8)
    )
    answers = await asyncio.gather(*posts)
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [409] * 3


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"available_to": "2025-09-30"}, 422, "before_start"),
        ({"available_from": "2024-10-01", "available_to": "2025-09-30"}, 409, "funds_expired"),
        ({"available_from": "2026-10-01", "available_to": "2027-09-30"}, 409, "not_yet_available"),
        ({"available_from": "2018-10-01", "available_to": "2019-09-30"}, 409, "funds_cancelled"),
        ({"instrument_id": "019a0000-0000-7000-8000-000000000000"}, 422, "unknown"),
        ({"amount": {"amount": "-1.00"}}, 422, "amount_not_positive"),
        ({"amount": {"amount": "1.00", "currency": "XXX"}}, 422, "literal_error"),
        ({"approved_by": "019a0000-0000-7000-8000-000000000000"}, 422, "unknown_field"),
        ({"paid": {"amount": "1.00"}}, 422, "unknown_field"),
        ({"cancels_on": "2031-09-30"}, 422, "unknown_field"),
    ],
)
async def test_bad_input_is_named(
    finance: httpx.AsyncClient, instrument: Instrument, changes: dict[str, Any], status: int, code: str
) -> None:
    refused = await _post(finance, instrument, **changes)
    assert refused.status_code == status, refused.text
    assert [error["code"] for error in refused.json()["errors"]] == [code]


async def test_no_money_without_a_signed_instrument(finance: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        unsigned = await make_instrument(session, await make_agency(session), signed_at=None)
    refused = await _post(finance, unsigned)
    assert (refused.status_code, refused.json()["code"]) == (409, "instrument_not_signed")


async def test_a_taken_document_number_is_named(finance: httpx.AsyncClient, instrument: Instrument) -> None:
    assert (await _post(finance, instrument)).status_code == 201
    again = await _post(finance, instrument)
    assert (again.status_code, again.json()["code"]) == (409, "document_number_taken")


@pytest.mark.parametrize(
    ("status", "possible"),
    [
        (ObligationStatus.OPEN, {"adjust", "deobligate"}),
        (ObligationStatus.EXPIRED, {"deobligate"}),
        (ObligationStatus.CANCELLED, set()),
    ],
)
async def test_what_each_state_admits(
    finance: httpx.AsyncClient,
    database: Database,
    instrument: Instrument,
    clock: FixedClock,
    status: ObligationStatus,
    possible: set[str],
) -> None:
    ended = {ObligationStatus.EXPIRED: 2025, ObligationStatus.CANCELLED: 2020}.get(status, 2026)
    years = {
        "available_from": date(ended - 1, 10, 1),
        "available_to": date(ended, 9, 30),
        "cancels_on": date(ended + 5, 9, 30),
    }
    async with database.transaction() as session:
        record = await make_obligation(session, await session.merge(instrument), **years)
    await run_due(database, clock)
    read = (await finance.get(f"/obligations/{record.id}")).json()
    assert (read["status"], set(read["allowed_actions"])) == (status, possible)
    for event in ("adjust", "deobligate"):
        answer = await _act(finance, record, event, "1.00")
        if event in possible:
            assert answer.status_code == 200, answer.text
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")
            assert (answer.json()["state"], set(answer.json()["allowed_actions"])) == (status, possible)


async def test_before_the_clock_has_come_round_the_dates_decide(
    finance: httpx.AsyncClient, obligation: Obligation, clock: FixedClock, client_for: ClientFor
) -> None:
    clock.instant = datetime(2026, 10, 1, tzinfo=UTC)
    later = await client_for(Role.FINANCE_REVIEWER)
    refused = await _act(later, obligation, "adjust", "1.00")
    assert (refused.status_code, refused.json()["code"]) == (409, "funds_expired")


async def test_who_reads_and_who_manages(
    client_for: ClientFor, obligation: Obligation, instrument: Instrument
) -> None:
    for role in (Role.PROGRAM_OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR, Role.SERVICE_CLIENT):
        reader = await client_for(role)
        read = await reader.get(f"/obligations/{obligation.id}")
        assert (read.status_code, read.json()["allowed_actions"]) == (200, []), role
        assert (await reader.get(f"/obligations/{obligation.id}/entries")).status_code == 200, role
        assert (await _post(reader, instrument)).status_code == 403, role
        assert (await _act(reader, obligation, "adjust", "1.00")).status_code == 403, role
    administrator = await client_for(Role.ADMINISTRATOR)
    assert (await administrator.get("/obligations")).status_code == 403
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=instrument.agency_id)
    assert (await coordinator.get(f"/obligations/{obligation.id}")).status_code == 403


async def test_stale_and_missing_versions(finance: httpx.AsyncClient, obligation: Obligation) -> None:
    body = {"amount": _usd("1.00"), "reason": "More"}
    address = f"/obligations/{obligation.id}/adjust"
    first = (await finance.get(f"/obligations/{obligation.id}")).headers["etag"]
    assert (await finance.post(address, json=body)).status_code == 428
    assert (await finance.post(address, json=body, headers={"If-Match": first})).status_code == 200
    assert (await finance.post(address, json=body, headers={"If-Match": first})).status_code == 412
    assert (await finance.get(f"/obligations/{obligation.id}")).json()["obligated"] == _usd("50001.00")


async def test_a_retry_with_the_same_key_obligates_once(
    finance: httpx.AsyncClient, instrument: Instrument
) -> None:
    body = BODY | {"instrument_id": str(instrument.id)}
    key = {"Idempotency-Key": "obligate-once"}
    first = await finance.post("/obligations", json=body, headers=key)
    second = await finance.post("/obligations", json=body, headers=key)
    assert (first.status_code, second.content) == (201, first.content)
    assert len((await finance.get("/obligations")).json()["items"]) == 1


async def test_filters(finance: httpx.AsyncClient, obligation: Obligation, database: Database) -> None:
    async with database.transaction() as session:
        used_up = await make_instrument(session, await make_agency(session), ceiling_usd=Decimal("10.00"))
        other = await make_obligation(session, used_up, "10.00")
    await _act(finance, other, "deobligate", "10.00")
    for params, expected in (
        ({"has_balance": "false"}, {str(other.id)}),
        ({"instrument_id": str(obligation.instrument_id)}, {str(obligation.id)}),
        ({"agency_id": str(used_up.agency_id)}, {str(other.id)}),
        ({"document_number": other.document_number}, {str(other.id)}),
        ({"status": "expired"}, set()),
        ({"available_to.lte": "2026-09-30", "sort": "-unliquidated"}, {str(obligation.id), str(other.id)}),
    ):
        listed = await finance.get("/obligations", params=params)
        assert {row["id"] for row in listed.json()["items"]} == expected, params


@pytest.mark.parametrize(
    ("moved_days_ago", "ended_days_ago", "amount", "listed"),
    [
        (179, 119, "5.00", False),
        (180, 0, "5.00", True),
        (0, 120, "5.00", True),
        (400, 400, "0.00", False),
        (0, -30, "5.00", False),
    ],
)
async def test_the_review_list_is_the_rules(
    finance: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    moved_days_ago: int,
    ended_days_ago: int,
    amount: str,
    listed: bool,
) -> None:
    """180 days idle, or 120 past performance (domain brief, section 3): the database chooses as the rule does."""
    today = clock.today()
    ended_on = today - timedelta(days=ended_days_ago)
    async with database.transaction() as session:
        instrument = await make_instrument(
            session,
            await make_agency(session),
            performance_starts_on=date(2025, 1, 1),
            performance_ends_on=ended_on,
        )
        record = await make_obligation(session, instrument, "5.00")
        if amount == "0.00":
            day = record.available_from
            await post_deobligation(session, record, Decimal("5.00"), "Not needed", SYSTEM, day)
        # The ledger is append-only; only the test may say when it was written.
        await session.execute(text("ALTER TABLE ledger_entries DISABLE TRIGGER append_only"))
        moved_at = clock.now() - timedelta(days=moved_days_ago)
        await session.execute(text("UPDATE ledger_entries SET created_at = :at"), {"at": moved_at})
    page = await finance.get("/obligations", params={"needs_review": "true"})
    assert page.status_code == 200, page.text
    assert [row["id"] for row in page.json()["items"]] == ([str(record.id)] if listed else [])
    others = await finance.get("/obligations", params={"needs_review": "false"})
    assert len(others.json()["items"]) == (not listed)
    balance = Balance(Decimal("5.00"), Decimal(0), Decimal("5.00") - Decimal(amount))
    moved_on = today - timedelta(days=moved_days_ago)
    assert needs_review(balance, moved_on, ended_on, today, 180, 120) is listed
