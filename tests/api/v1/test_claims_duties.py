"""Four people on one claim, claims that stay as they are, and races for one claim or one sum."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from models.claims import Expense, Payment
from models.database import Database
from models.enums import Role
from models.identity import User, UserRole
from models.obligations import Obligation
from tests.api.v1.claim_acts import DEFECTS, claim_in
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
    claim = await claim_in(ground, "approved")
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
    claim = await claim_in(ground, "approved")
    with pytest.raises(IntegrityError, match="four_people"):
        async with database.transaction() as session:
            await session.execute(
                text(f"UPDATE claims SET certified_by = {column} WHERE id = :id"), {"id": claim["id"]}
            )


@pytest.mark.parametrize("state", ["certified", "paid"])
async def test_invariant_14_certified_claims_and_their_lines_stay_as_they_are(
    ground: Ground, database: Database, state: str
) -> None:
    claim = await claim_in(ground, state)
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
    claim = await claim_in(ground, "certified")
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
