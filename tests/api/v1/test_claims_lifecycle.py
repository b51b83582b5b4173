"""Every edge of the claim table, the legal and the illegal ones; four people; and races."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from models.claims import Claim, Expense, Payment
from models.database import Database
from models.enums import ClaimStatus, PaymentRegime, Role
from models.events import Event
from models.identity import User, UserRole
from models.obligations import Obligation
from services.clock import FixedClock
from tests.factories.claims import (
    PAYMENT,
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    claim_body,
    make_ground,
    new_claim,
)
from tests.fixtures.api import ClientFor

DEFECTS = {"defects": [{"message": "Which hotel was this?"}]}
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


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


def _client(ground: Ground, event: str) -> httpx.AsyncClient:
    return {
        "take": ground.program,
        "endorse": ground.program,
        "return": ground.finance,
        "decide": ground.finance,
        "certify": ground.certifier,
        "confirm": ground.treasury,
    }.get(event, ground.coordinator)


def _decision(expense: dict[str, Any], state: str) -> dict[str, Any]:
    amount = {"partial": "40.00", "disallowed": "0.00"}.get(state)
    if amount is None:
        return {}
    line = {
        "expense_id": expense["id"],
        "approved_amount": {"amount": amount, "currency": "USD"},
        "disallow_code": "not_allowable",
        "note": "Only the fee for one person.",
    }
    return {"lines": [line]}


async def _claim_in(ground: Ground, state: str) -> dict[str, Any]:
    claim = await new_claim(ground)
    expense = await add_line(ground, claim, "visa_fee", 1, "60.00")
    return await bring_to(ground, claim, state, decision=_decision(expense, state))


def test_the_table_here_names_every_state() -> None:
    assert set(TABLE) == set(ClaimStatus)


@pytest.mark.parametrize("state", TABLE)
async def test_illegal_edges_are_conflicts_that_say_what_is_possible(ground: Ground, state: str) -> None:
    claim = await _claim_in(ground, state)
    before = (await ground.finance.get(f"/claims/{claim['id']}")).json()
    # The reference that paid a claim may be repeated; another one may not.
    bodies = BODIES | {"confirm": PAYMENT | {"treasury_reference": "TRS-0002"}}
    for event in EVENTS:
        if event in TABLE[state]:
            continue
        refused = await act(_client(ground, event), claim, event, bodies.get(event))
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
    claim = await _claim_in(ground, state)
    client = _client(ground, event)
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
    outsiders -= {_client(ground, event)} | ({ground.program} if event == "return" else set())
    for outsider in [*outsiders, await client_for(Role.AUDITOR), await client_for(Role.ADMINISTRATOR)]:
        refused = await outsider.post(
            f"/claims/{claim['id']}/{event}", json=body, headers={"If-Match": '"1-00000000"'}
        )
        assert refused.status_code == 403, (event, refused.text)
        assert refused.json()["permission"].startswith("claims:")


async def test_actions_need_the_version_last_read(ground: Ground) -> None:
    claim = await _claim_in(ground, "submitted")
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
    claim = await _claim_in(ground, "draft")
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
    claim = await _claim_in(ground, "partial")
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
    await bring_to(ground, claim, "partial", decision=_decision(refused_line, "disallowed"))
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


async def _also(database: Database, client: httpx.AsyncClient, *roles: Role) -> None:
    """Lend the client's user further roles."""
    who = (await client.get("/me")).json()["id"]
    async with database.transaction() as session:
        session.add_all(UserRole(user_id=who, role=role) for role in roles)


ALL_DUTIES = (
    Role.AGENCY_COORDINATOR,
    Role.PROGRAM_OFFICER,
    Role.FINANCE_REVIEWER,
    Role.CERTIFYING_OFFICER,
)


async def test_invariant_11_four_people_on_one_claim(ground: Ground, database: Database) -> None:
    for client, own in (
        (ground.coordinator, ALL_DUTIES[0]),
        (ground.program, ALL_DUTIES[1]),
        (ground.finance, ALL_DUTIES[2]),
    ):
        await _also(database, client, *(role for role in ALL_DUTIES if role is not own))
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    await bring_to(ground, claim, "submitted")

    async def refused(client: httpx.AsyncClient, event: str, code: str, body: Any = None) -> None:
        answer = await act(client, claim, event, body)
        assert (answer.status_code, answer.json()["code"]) == (409, code), answer.text
        assert "must be somebody else" in answer.json()["detail"]

    await refused(ground.coordinator, "take", "already_preparer")
    await act(ground.program, claim, "take")
    await refused(ground.coordinator, "endorse", "already_preparer")
    await refused(ground.coordinator, "return", "already_preparer", DEFECTS)
    await act(ground.program, claim, "endorse")
    await refused(ground.coordinator, "decide", "already_preparer", {})
    await refused(ground.program, "decide", "already_program_reviewer", {})
    await act(ground.finance, claim, "decide", {})
    await refused(ground.coordinator, "certify", "already_preparer")
    await refused(ground.program, "certify", "already_program_reviewer")
    await refused(ground.finance, "certify", "already_finance_reviewer")
    assert (await act(ground.certifier, claim, "certify")).status_code == 200


async def test_invariant_11_who_wrote_a_line_has_prepared(
    ground: Ground, database: Database, client_for: ClientFor
) -> None:
    helper = await client_for(Role.AGENCY_COORDINATOR, agency_id=ground.agency.id)
    await _also(database, helper, Role.PROGRAM_OFFICER)
    claim = await new_claim(ground)
    line = {
        "claim_id": claim["id"],
        "category": "visa_fee",
        "service_on": "2026-06-01",
        "description": "Visa",
        "amount": {"amount": "60.00", "currency": "USD"},
    }
    assert (await helper.post("/expenses", json=line)).status_code == 201
    await bring_to(ground, claim, "submitted")
    refused = await act(helper, claim, "take")
    assert (refused.status_code, refused.json()["code"]) == (409, "already_preparer")


async def test_invariant_11_the_approver_of_the_obligation_cannot_certify(
    ground: Ground, database: Database
) -> None:
    claim = await _claim_in(ground, "approved")
    who = (await ground.certifier.get("/me")).json()["id"]
    async with database.transaction() as session:
        await session.execute(
            update(Obligation).where(Obligation.id == ground.obligation.id).values(approved_by=who)
        )
    refused = await act(ground.certifier, claim, "certify")
    assert (refused.status_code, refused.json()["code"]) == (409, "approved_obligation")


@pytest.mark.parametrize("column", ["prepared_by", "program_reviewed_by", "finance_reviewed_by"])
async def test_invariant_11_is_kept_by_the_database_too(
    ground: Ground, database: Database, column: str
) -> None:
    claim = await _claim_in(ground, "approved")
    with pytest.raises(IntegrityError, match="four_people"):
        async with database.transaction() as session:
            await session.execute(
                text(f"UPDATE claims SET certified_by = {column} WHERE id = :id"), {"id": claim["id"]}
            )


@pytest.mark.parametrize("state", ["certified", "paid"])
async def test_invariant_14_certified_claims_and_their_lines_stay_as_they_are(
    ground: Ground, database: Database, state: str
) -> None:
    claim = await _claim_in(ground, state)
    [line] = (await ground.finance.get("/expenses", params={"claim_id": claim["id"]})).json()["items"]
    match = {"If-Match": f'"{line["version"]}-00000000"'}
    for answer in (
        await ground.coordinator.patch(f"/expenses/{line['id']}", json={"description": "x"}, headers=match),
        await ground.coordinator.delete(f"/expenses/{line['id']}", headers=match),
        await ground.coordinator.patch(
            f"/claims/{claim['id']}",
            json={"kind": "invoice"},
            headers={"If-Match": f'"{claim["version"]}-0"'},
        ),
        await ground.coordinator.post("/expenses", json=_another(claim)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "not_editable")
    for statement in (
        "UPDATE claims SET approved_usd = 1 WHERE id = :claim",
        "UPDATE claims SET status = 'draft' WHERE id = :claim",
        "DELETE FROM claims WHERE id = :claim",
        "UPDATE expenses SET approved_usd = 1, disallow_code = 'not_allowable' WHERE claim_id = :claim",
        "UPDATE expenses SET claimed_usd = 70 WHERE claim_id = :claim",
        "DELETE FROM expenses WHERE claim_id = :claim",
    ):
        with pytest.raises(IntegrityError):
            async with database.transaction() as session:
                await session.execute(text(statement), {"claim": claim["id"]})


def _another(claim: dict[str, Any]) -> dict[str, Any]:
    return {
        "claim_id": claim["id"],
        "category": "visa_fee",
        "service_on": "2026-06-02",
        "description": "Late addition",
        "amount": {"amount": "1.00", "currency": "USD"},
    }


async def test_two_certifications_cannot_count_on_the_same_money(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for, obligated="100.00")
    claims = []
    for day in (1, 2):
        claim = await new_claim(ground)
        await add_line(ground, claim, "visa_fee", day, "60.00")
        claims.append(await bring_to(ground, claim, "approved"))
    answers = await asyncio.gather(*(act(ground.certifier, claim, "certify") for claim in claims))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [loser] = [answer.json() for answer in answers if answer.status_code == 409]
    assert (loser["code"], loser["errors"][0]["code"]) == ("guard_failed", "over_balance")


async def test_racing_events_on_one_claim_have_one_winner(ground: Ground, database: Database) -> None:
    claim = await _claim_in(ground, "certified")
    read = await ground.treasury.get(f"/claims/{claim['id']}")
    headers = {"If-Match": read.headers["etag"]}
    references = [f"TRS-{n:04d}" for n in range(6)]
    answers = await asyncio.gather(
        *(
            ground.treasury.post(
                f"/claims/{claim['id']}/confirm",
                json=PAYMENT | {"treasury_reference": reference},
                headers=headers,
            )
            for reference in references
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * 5]
    async with database.transaction() as session:
        assert len(list(await session.scalars(select(Payment)))) == 1
        paid = await session.scalar(select(Obligation.paid_usd).where(Obligation.id == ground.obligation.id))
    assert str(paid) == "60.00"


async def test_two_claims_for_one_persons_day_cannot_pass_each_other_by(ground: Ground) -> None:
    claims = []
    for _ in range(2):
        claim = await new_claim(ground)
        await add_line(ground, claim, "mie", 2, "100.00")
        claims.append(claim)
    answers = await asyncio.gather(*(act(ground.coordinator, claim, "submit", SIGNED) for claim in claims))
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_an_agency_without_uei_cannot_be_paid_but_its_officer_can(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for, registered=False)
    for officer, status in ((None, 409), (str(ground.officer.id), 200)):
        claim = await new_claim(ground, officer_id=officer)
        await add_line(ground, claim, "visa_fee", 1, "60.00")
        await bring_to(ground, claim, "approved")
        answer = await act(ground.certifier, claim, "certify")
        assert answer.status_code == status, answer.text
        if status == 409:
            assert answer.json()["errors"][0]["code"] == "uei_missing"


async def test_submission_on_behalf_of_another_preparer_moves_the_duty(
    ground: Ground, client_for: ClientFor, database: Database
) -> None:
    colleague = await client_for(Role.AGENCY_COORDINATOR, agency_id=ground.agency.id)
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    submitted = (await act(colleague, claim, "submit", SIGNED)).json()
    who = (await colleague.get("/me")).json()["id"]
    assert submitted["prepared_by"]["id"] == who
    async with database.transaction() as session:
        assert await session.get(User, who) is not None
        lines = await session.scalars(select(Expense).where(Expense.claim_id == claim["id"]))
        assert all(str(line.created_by) != who for line in lines)


async def test_creating_needs_an_activity_with_money(ground: Ground) -> None:
    unknown = claim_body(ground, activity_id="019a0000-0000-7000-8000-000000000000")
    refused = await ground.coordinator.post("/claims", json=unknown)
    assert refused.json()["errors"][0]["pointer"] == "/activity_id"
