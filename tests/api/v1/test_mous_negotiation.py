"""Memoranda before they are in force: the text, the agency's concurrence, and the signatures."""

import asyncio
from datetime import date
from typing import Any

import httpx
import pytest

from models.agencies import Agency
from models.database import Database
from models.enums import AgencyStatus, MouStatus, Role
from services.mous.rules import scope_key
from tests.api.v1.mou_acts import TEXT, TODAY, act, make_draft
from tests.factories.agreements import make_agency, make_mou
from tests.fixtures.api import ClientFor


@pytest.fixture
async def agency(database: Database) -> Agency:
    async with database.transaction() as session:
        return await make_agency(session)


@pytest.fixture
async def coordinator(client_for: ClientFor, agency: Agency) -> httpx.AsyncClient:
    return await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)


async def test_a_change_of_the_text_takes_the_concurrence_back(
    program_officer: httpx.AsyncClient, coordinator: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await make_draft(program_officer, agency)
    await act(program_officer, mou["id"], "send")
    concurred = await act(coordinator, mou["id"], "concur")
    changed = await program_officer.patch(
        f"/mous/{mou['id']}",
        json={"clauses": {"insurance": "Each party insures its own.", "salary_reimbursable": True}},
        headers={"If-Match": concurred.headers["etag"]},
    )
    assert changed.status_code == 200, changed.text
    assert changed.json()["agency_concurred_at"] is None
    assert changed.json()["clauses"]["insurance"] == "Each party insures its own."
    assert changed.json()["clauses"]["voluntary"] is True
    cleared = await program_officer.patch(
        f"/mous/{mou['id']}",
        json={"clauses": {"insurance": None}},
        headers={"If-Match": changed.headers["etag"]},
    )
    assert cleared.json()["clauses"]["insurance"] is None
    assert cleared.json()["clauses"]["salary_reimbursable"] is True
    refused = await act(program_officer, mou["id"], "agree")
    assert [error["code"] for error in refused.json()["errors"]] == ["agency_not_concurred"]


async def test_the_text_is_settled_after_negotiation(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.CLEARANCE)
    read = await program_officer.get(f"/mous/{mou.id}")
    refused = await program_officer.patch(
        f"/mous/{mou.id}", json={"title": "Other"}, headers={"If-Match": read.headers["etag"]}
    )
    assert (refused.status_code, refused.json()["state"]) == (409, "clearance")


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"effective_on": "2027-01-01", "ends_on": "2026-12-31"}, "/ends_on", "before_start"),
        ({"scope_countries": ["GTM", "ZZZ"]}, "/scope_countries/1", "unknown"),
        ({"scope_bureaus": ["XX"]}, "/scope_bureaus/0", "unknown"),
        ({"scope_expertise": ["TRF-COL", "NOPE"]}, "/scope_expertise/1", "unknown"),
        ({"agency_id": "019a0000-0000-7000-8000-000000000000"}, "/agency_id", "unknown"),
        ({"status": "active"}, "/status", "unknown_field"),
        ({"clauses": {"voluntery": True}}, "/clauses/voluntery", "unknown_field"),
        ({"ends_on": "2026-02-30"}, "/ends_on", None),
        ({"notice_days": 366}, "/notice_days", "less_than_equal"),
    ],
)
async def test_bad_drafts_are_named(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    changes: dict[str, Any],
    pointer: str,
    code: str | None,
) -> None:
    refused = await program_officer.post("/mous", json=TEXT | {"agency_id": str(agency.id)} | changes)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["pointer"] == pointer
    assert code in (None, error["code"])


async def test_an_end_before_the_start_is_refused_on_change_too(
    program_officer: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await make_draft(program_officer, agency, effective_on="2026-08-01")
    refused = await program_officer.patch(
        f"/mous/{mou['id']}", json={"ends_on": "2026-07-31"}, headers={"If-Match": f'"{mou["version"]}"'}
    )
    assert refused.json()["errors"][0] == {
        "pointer": "/ends_on",
        "code": "before_start",
        "message": "It cannot end before it starts on 2026-08-01.",
    }


async def test_a_taken_number_is_named(program_officer: httpx.AsyncClient, agency: Agency) -> None:
    await make_draft(program_officer, agency, number="MOU-2026-0001")
    again = await program_officer.post(
        "/mous", json=TEXT | {"agency_id": str(agency.id), "number": "MOU-2026-0001"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "number_taken")
    assert (await make_draft(program_officer, agency))["number"] == "MOU-2026-0002"


async def test_a_draft_without_scope_or_partner_is_not_sent(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        former = await make_agency(session, status=AgencyStatus.FORMER.value)
    mou = await make_draft(program_officer, former, scope_countries=[])
    refused = await act(program_officer, mou["id"], "send")
    assert {error["code"] for error in refused.json()["errors"]} == {"agency_archived", "scope_missing"}


async def test_a_second_one_of_the_same_scope_is_a_clear_conflict(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    key = scope_key(["GTM"], [], [])
    async with database.transaction() as session:
        held = await make_mou(session, agency, scope_countries=["GTM"], scope_key=key)
        signing: dict[str, Any] = {"status": MouStatus.SIGNING, "effective_on": None, "inl_signed_on": TODAY}
        same = await make_mou(session, agency, scope_key=key, **signing)
        other_scope = await make_mou(session, agency, scope_key=scope_key(["HND"], [], []), **signing)
        later = signing | {"effective_on": date(2028, 1, 1), "ends_on": None}
        successor = await make_mou(session, agency, scope_key=key, **later)
    body = {"party": "agency", "signed_on": "2026-07-01"}
    refused = await act(program_officer, same.id, "sign", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "mou_in_force")
    assert f"{held.number} with the same agency and scope is in force through 2027-12-31" in refused.text
    assert (await program_officer.get(f"/mous/{same.id}")).json()["agency_signed_on"] is None
    assert (await act(program_officer, other_scope.id, "sign", body)).json()["status"] == "active"
    signed = (await act(program_officer, successor.id, "sign", body)).json()
    assert (signed["status"], signed["effective_on"]) == ("signing", "2028-01-01")


async def test_two_signatures_at_once_bring_one_into_force(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    signing: dict[str, Any] = {"status": MouStatus.SIGNING, "effective_on": None, "inl_signed_on": TODAY}
    async with database.transaction() as session:
        mous = [await make_mou(session, agency, **signing) for _ in range(4)]
    body = {"party": "agency", "signed_on": "2026-07-01"}
    answers = await asyncio.gather(*(act(program_officer, mou.id, "sign", body) for mou in mous))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"party": "inl", "signed_on": "2026-07-02"}, 422, "invalid"),
        ({"party": "agency", "signed_on": "2026-06-01"}, 409, "already_signed"),
        ({"party": "other", "signed_on": "2026-06-01"}, 422, "invalid"),
    ],
)
async def test_signatures_that_cannot_be(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    database: Database,
    body: dict[str, str],
    status: int,
    code: str,
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING, agency_signed_on=date(2026, 6, 1))
    refused = await act(program_officer, mou.id, "sign", body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_the_agency_signs_for_itself_only(
    coordinator: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING)
    refused = await act(coordinator, mou.id, "sign", {"party": "inl", "signed_on": "2026-07-01"})
    assert (refused.status_code, refused.json()["permission"]) == (403, "mous:edit")


async def test_one_that_would_end_before_it_starts_is_not_signed(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    ended = {"effective_on": None, "ends_on": date(2026, 6, 30), "inl_signed_on": date(2026, 6, 1)}
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING, **ended)
    refused = await act(program_officer, mou.id, "sign", {"party": "agency", "signed_on": "2026-07-01"})
    assert (refused.status_code, refused.json()["code"]) == (409, "ends_before_start")
