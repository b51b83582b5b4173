"""Every edge of the claim table, the legal and the illegal ones, and what each brings about."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.claims import Claim
from models.database import Database
from models.enums import ClaimStatus, PaymentRegime, Role
from models.events import Event
from services.clock import FixedClock
from tests.api.v1.claim_acts import DEFECTS, claim_in, decision_on
from tests.factories.claims import (
    PAYMENT,
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    make_ground,
    new_claim,
)
from tests.fixtures.api import ClientFor

BODIES: dict[str, Any] = {
    "submit": SIGNED,
    "resubmit": SIGNED,
    "return": DEFECTS,
    "decide": {},
    "confirm": PAYMENT,
}


#: What each state admits, and where it leads.
TABLE: dict[str, dict[str, str]] = {
    "draft": {"submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"take": "program_review"},
    "program_review": {"endorse": "finance_review", "return": "returned"},
    "finance_review": {"decide": "approved", "return": "returned"},
    "returned": {"resubmit": "submitted", "withdraw": "withdrawn"},
    "approved": {"certify": "certified"},
    "partial": {"certify": "certified", "reclaim": "partial"},
    "disallowed": {"reclaim": "disallowed"},
    "certified": {"confirm": "paid"},
    "paid": {},
    "withdrawn": {},
}


EVENTS = (
    "submit",
    "take",
    "endorse",
    "return",
    "resubmit",
    "decide",
    "certify",
    "confirm",
    "reclaim",
    "withdraw",
)


def client_of(ground: Ground, event: str) -> httpx.AsyncClient:
    return {
        "take": ground.program,
        "endorse": ground.program,
        "return": ground.finance,
        "decide": ground.finance,
        "certify": ground.certifier,
        "confirm": ground.treasury,
    }.get(event, ground.coordinator)


def test_the_table_here_names_every_state() -> None:
    assert set(TABLE) == set(ClaimStatus)


@pytest.mark.parametrize("state", TABLE)
async def test_illegal_edges_are_conflicts_that_say_what_is_possible(ground: Ground, state: str) -> None:
    claim = await claim_in(ground, state)
    before = (await ground.finance.get(f"/claims/{claim['id']}")).json()
    # The reference that paid a claim may be repeated; another one may not.
    bodies = BODIES | {"confirm": PAYMENT | {"treasury_reference": "TRS-0002"}}
    for event in EVENTS:
        if event in TABLE[state]:
            continue
        refused = await act(client_of(ground, event), claim, event, bodies.get(event))
        assert refused.status_code == 409, (event, refused.text)
        problem = refused.json()
        assert (problem["code"], problem["state"]) == ("illegal_transition", state), event
        assert set(problem["allowed_actions"]) <= set(TABLE[state])
    after = (await ground.finance.get(f"/claims/{claim['id']}")).json()
    assert after == before


@pytest.mark.parametrize(
    ("state", "event", "target"),
    [(state, event, target) for state, events in TABLE.items() for event, target in events.items()],
)
async def test_legal_edges(ground: Ground, database: Database, state: str, event: str, target: str) -> None:
    claim = await claim_in(ground, state)
    client = client_of(ground, event)
    offered = (await client.get(f"/claims/{claim['id']}")).json()["allowed_actions"]
    assert event in offered
    answer = await act(client, claim, event, BODIES.get(event))
    assert answer.status_code in (200, 201), answer.text
    async with database.transaction() as session:
        assert await session.scalar(select(Claim.status).where(Claim.id == claim["id"])) == target
        events = list(
            await session.scalars(select(Event).where(Event.subject_id == claim["id"]).order_by(Event.id))
        )
    if event != "reclaim":
        assert answer.json()["status"] == target
        assert events[-1].after is not None
        assert events[-1].after["status"] == target
        assert (events[-1].before or {})["status"] == state


@pytest.mark.parametrize("event", EVENTS)
async def test_events_are_for_their_role_alone(ground: Ground, client_for: ClientFor, event: str) -> None:
    claim = await new_claim(ground)
    body = BODIES.get(event)
    outsiders = {ground.program, ground.finance, ground.certifier, ground.treasury, ground.coordinator}
    # Finance records by hand what no system of the Treasury says.
    others = {"return": {ground.program}, "confirm": {ground.finance}}
    outsiders -= {client_of(ground, event)} | others.get(event, set())
    for outsider in [*outsiders, await client_for(Role.AUDITOR), await client_for(Role.ADMINISTRATOR)]:
        refused = await outsider.post(
            f"/claims/{claim['id']}/{event}", json=body, headers={"If-Match": '"1-00000000"'}
        )
        assert refused.status_code == 403, (event, refused.text)
        assert refused.json()["permission"].startswith("claims:")


async def test_actions_need_the_version_last_read(ground: Ground) -> None:
    claim = await claim_in(ground, "submitted")
    address = f"/claims/{claim['id']}/take"
    assert (await ground.program.post(address)).status_code == 428
    stale = await ground.program.post(address, headers={"If-Match": '"1-00000000"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")


async def test_a_new_line_makes_the_signature_of_an_older_reading_void(ground: Ground) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    read = await ground.coordinator.get(f"/claims/{claim['id']}")
    await add_line(ground, claim, "visa_fee", 2, "61.00")
    stale = await ground.coordinator.post(
        f"/claims/{claim['id']}/submit", json=SIGNED, headers={"If-Match": read.headers["etag"]}
    )
    assert stale.status_code == 412


async def test_truth_must_be_certified(ground: Ground) -> None:
    claim = await claim_in(ground, "draft")
    for body in (
        {"signatory_name": "X", "certifies_truth": False},
        {"signatory_name": "X"},
        {"certifies_truth": True},
        {"signatory_name": "X", "certifies_truth": 1},
    ):
        refused = await act(ground.coordinator, claim, "submit", body)
        assert refused.status_code == 422, body


async def test_return_lists_every_defect_and_starts_the_reviews_over(ground: Ground) -> None:
    claim = await new_claim(ground)
    expense = await add_line(ground, claim, "visa_fee", 1, "60.00")
    await bring_to(ground, claim, "finance_review")
    other = await new_claim(ground)
    foreign = await add_line(ground, other, "visa_fee", 2, "61.00")
    astray = {"defects": [{"expense_id": foreign["id"], "message": "Which?"}]}
    refused = await act(ground.finance, claim, "return", astray)
    assert refused.json()["errors"][0]["pointer"] == "/defects/0/expense_id"
    assert (await act(ground.finance, claim, "return", {"defects": []})).status_code == 422
    defects = [{"expense_id": expense["id"], "message": "No date."}, {"message": "No signature."}]
    returned = (await act(ground.finance, claim, "return", {"defects": defects})).json()
    [notice] = returned["notices"]
    assert notice["kind"] == "returned"
    assert [(i["line_number"], i["message"]) for i in notice["items"]] == [
        (1, "No date."),
        (None, "No signature."),
    ]
    assert (returned["program_reviewer"], returned["finance_reviewer"]) == (None, None)
    assert (returned["due_on"], returned["acts_next"]) == (None, "agency_coordinator")


async def test_a_long_hold_shortens_the_payment_period_of_an_invoice(
    database: Database, client_for: ClientFor, clock: FixedClock
) -> None:
    ground = await make_ground(database, client_for, regime=PaymentRegime.VENDOR_INVOICE.value)
    claim = await new_claim(ground, kind="invoice", officer_id=None)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    submitted = await bring_to(ground, claim, "submitted")
    # Received 1 July, thirty days end on the 31st, a Friday.
    assert (submitted["proper_on"], submitted["due_on"]) == ("2026-07-01", "2026-07-31")
    assert submitted["act_by"] == "2026-07-11"
    await act(ground.program, claim, "take")
    clock.advance(timedelta(days=12))
    assert (await act(ground.program, claim, "return", DEFECTS)).status_code == 200
    resubmitted = (await act(ground.coordinator, claim, "resubmit", SIGNED)).json()
    # Twelve days held, seven permitted: 25 days from 13 July.
    assert (resubmitted["received_on"], resubmitted["proper_on"]) == ("2026-07-01", "2026-07-13")
    assert resubmitted["due_on"] == "2026-08-07"


async def test_an_invoice_after_office_hours_counts_for_the_next_business_day(
    database: Database, client_for: ClientFor, clock: FixedClock
) -> None:
    ground = await make_ground(database, client_for, regime=PaymentRegime.VENDOR_INVOICE.value)
    clock.advance(timedelta(days=1, hours=10))  # 2 July, 18:00 in Washington; the 3rd is a holiday
    claim = await new_claim(ground, kind="invoice")
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    submitted = await bring_to(ground, claim, "submitted")
    assert submitted["proper_on"] == "2026-07-06"


async def test_reclaim_makes_one_linked_draft_at_a_time(ground: Ground) -> None:
    claim = await claim_in(ground, "partial")
    child = await act(ground.coordinator, claim, "reclaim")
    assert child.status_code == 201
    assert child.headers["location"] == f"/api/v1/claims/{child.json()['id']}"
    assert child.json()["parent"] == {"id": claim["id"], "reference": claim["reference"]}
    assert (child.json()["status"], child.json()["summary"]) == ("draft", [])
    again = await act(ground.coordinator, claim, "reclaim")
    assert (again.status_code, again.json()["code"]) == (409, "already_reclaimed")
    await act(ground.coordinator, child.json(), "withdraw")
    assert (await act(ground.coordinator, claim, "reclaim")).status_code == 201


async def test_a_disallowed_line_can_be_claimed_again_and_a_paid_one_cannot(ground: Ground) -> None:
    claim = await new_claim(ground)
    refused_line = await add_line(ground, claim, "visa_fee", 1, "60.00")
    await add_line(ground, claim, "airfare", 1, "500.00")
    await bring_to(ground, claim, "partial", decision=decision_on(refused_line, "disallowed"))
    child = (await act(ground.coordinator, claim, "reclaim")).json()
    await add_line(ground, child, "visa_fee", 1, "60.00")
    repeated = await add_line(ground, child, "airfare", 1, "500.00")
    refused = await act(ground.coordinator, child, "submit", SIGNED)
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == (f"/expenses/{repeated['id']}", "same_expense")


async def test_decisions_stay_within_what_is_allowed_and_say_why(ground: Ground) -> None:
    claim = await new_claim(ground)
    over = await add_line(ground, claim, "lodging", 1, "226.50")
    await bring_to(ground, claim, "finance_review")

    def decided(amount: str, **changes: Any) -> dict[str, Any]:
        line = {"expense_id": over["id"], "approved_amount": {"amount": amount, "currency": "USD"}}
        return {"lines": [line | changes]}

    for body, pointer, code in (
        (decided("210.01"), "/lines/0/approved_amount/amount", "over_allowed"),
        (decided("226.50"), "/lines/0/approved_amount/amount", "over_allowed"),
        (decided("-1.00"), "/lines/0/approved_amount/amount", "amount_negative"),
        (decided("100.00"), "/lines/0/disallow_code", "missing"),
        (decided("1.00", expense_id=claim["id"]), "/lines/0/expense_id", "unknown"),
        (
            decided("1.00", approved_amount={"amount": "1.00", "currency": "EUR"}),
            "/lines/0/approved_amount/currency",
            "not_usd",
        ),
        ({"lines": decided("210.00")["lines"] * 2}, "/lines/1/expense_id", "repeated"),
    ):
        refused = await act(ground.finance, claim, "decide", body)
        [error] = refused.json()["errors"]
        assert (refused.status_code, error["pointer"], error["code"]) == (422, pointer, code)
    final = await act(
        ground.finance,
        claim,
        "decide",
        decided("100.00", disallow_code="not_allowable", note="Half a night."),
    )
    [item] = final.json()["notices"][0]["items"]
    assert (item["disallowed"]["amount"], item["disallow_code"]) == ("126.50", "not_allowable")
    assert item["message"] == "Half a night."
    [line] = (await ground.finance.get("/expenses", params={"claim_id": claim["id"]})).json()["items"]
    assert (line["approved"]["amount"], line["disallow_code"]) == ("100.00", "not_allowable")
