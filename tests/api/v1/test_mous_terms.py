"""What a memorandum says on a day, what limits follow from it, and the work that outlasts it."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from models.activities import Activity
from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus, MouStatus, Role
from models.mous import Mou
from services.clock import FixedClock
from services.workflows.clock import run_due
from tests.api.v1.mou_acts import BODIES, HASH, act, make_draft
from tests.factories.activities import make_activity, make_assignment
from tests.factories.agreements import make_agency, make_mou
from tests.factories.requests import make_partner, make_request
from tests.fixtures.api import ClientFor

#: Signed on 30 June 2026; `clock` stands at 1 July.
CHANGES: dict[str, Any] = {
    "notice_days": 60,
    "scope_countries": ["GTM", "HND"],
    "clauses": {
        "salary_reimbursable": True,
        "liability": None,
        "modalities": ["study_visit"],
        "caps": [{"category": "lodging", "amount": {"amount": "9000.00"}, "per": "fiscal_year"}],
    },
}
LATER = BODIES["amend"] | {"ends_on": None, "effective_on": "2026-07-15", "changes": CHANGES}


@pytest.fixture
async def agency(database: Database) -> Agency:
    async with database.transaction() as session:
        return await make_agency(session)


@pytest.fixture
async def mou(database: Database, agency: Agency) -> Mou:
    clauses = {"salary_reimbursable": False, "liability": "Each party bears its own."}
    async with database.transaction() as session:
        return await make_mou(session, agency, scope_countries=["GTM"], clauses=clauses)


async def _terms(client: httpx.AsyncClient, mou: Mou, on: str) -> dict[str, Any]:
    answer = await client.get(f"/mous/{mou.id}/terms", params={"on": on})
    assert answer.status_code == 200, answer.text
    terms: dict[str, Any] = answer.json()
    return terms


async def test_an_amendment_holds_from_its_day(
    program_officer: httpx.AsyncClient, mou: Mou, database: Database, clock: FixedClock
) -> None:
    amended = (await act(program_officer, mou.id, "amend", LATER)).json()
    assert (amended["notice_days"], amended["clauses"]["salary_reimbursable"]) == (30, False)
    before, after = [await _terms(program_officer, mou, day) for day in ("2026-07-14", "2026-07-15")]
    assert (before["amendments"], after["amendments"]) == ([], [1])
    assert (before["scope_countries"], after["scope_countries"]) == (["GTM"], ["GTM", "HND"])
    assert (before["notice_days"], after["notice_days"]) == (30, 60)
    assert before["clauses"]["liability"] == "Each party bears its own."
    assert after["clauses"]["liability"] is None
    assert after["clauses"]["caps"] == [
        {"category": "lodging", "amount": {"amount": "9000.00", "currency": "USD"}, "per": "fiscal_year"}
    ]

    clock.advance(timedelta(days=14))
    await run_due(database, clock)
    now = (await program_officer.get(f"/mous/{mou.id}")).json()
    assert (now["notice_days"], now["clauses"]) == (60, after["clauses"])
    (row,) = (await program_officer.get(f"/mous/{mou.id}/amendments")).json()["items"]
    assert (row["effective_on"], row["changes"]) == ("2026-07-15", after_json(CHANGES))
    assert row["applied_at"] is not None
    # The old text is still known.
    assert await _terms(program_officer, mou, "2026-07-14") == before


def after_json(changes: dict[str, Any]) -> dict[str, Any]:
    """As sent, with what the form of a cap adds."""
    caps = [cap | {"amount": cap["amount"] | {"currency": "USD"}} for cap in changes["clauses"]["caps"]]
    return changes | {"clauses": changes["clauses"] | {"caps": caps}}


async def test_amendments_build_on_one_another(program_officer: httpx.AsyncClient, mou: Mou) -> None:
    """One that is recorded second but holds first is overlaid by the other; a new end holds from its signatures."""
    await act(program_officer, mou.id, "amend", LATER)
    first = BODIES["amend"] | {"changes": {"notice_days": 45, "purpose": "Courses and visits."}}
    renewed = (await act(program_officer, mou.id, "amend", first)).json()
    assert (renewed["notice_days"], renewed["purpose"], renewed["ends_on"]) == (
        45,
        "Courses and visits.",
        "2029-12-31",
    )
    days = ("2026-06-29", "2026-06-30", "2026-07-15")
    terms = [await _terms(program_officer, mou, day) for day in days]
    assert [one["notice_days"] for one in terms] == [30, 45, 60]
    assert [one["ends_on"] for one in terms] == ["2027-12-31", "2029-12-31", "2029-12-31"]
    assert terms[2]["purpose"] == "Courses and visits."


@pytest.mark.parametrize(
    ("on", "within"),
    [("2025-12-31", False), ("2026-01-01", True), ("2027-12-31", True), ("2028-01-01", False)],
)
async def test_terms_say_whether_the_day_is_within_the_term(
    program_officer: httpx.AsyncClient, mou: Mou, on: str, within: bool
) -> None:
    assert (await _terms(program_officer, mou, on))["within_term"] is within


async def test_terms_are_those_of_ones_own_memorandum(client_for: ClientFor, mou: Mou) -> None:
    stranger = await client_for(Role.AGENCY_COORDINATOR)
    assert (await stranger.get(f"/mous/{mou.id}/terms")).status_code == 404
    own = await client_for(Role.AGENCY_COORDINATOR, agency_id=mou.agency_id)
    assert (await own.get(f"/mous/{mou.id}/terms")).json()["on"] == "2026-07-01"
    assert (await own.get(f"/mous/{mou.id}/terms", params={"on": "2026-02-30"})).status_code == 422


async def test_a_scope_that_another_holds_waits(
    program_officer: httpx.AsyncClient, agency: Agency, mou: Mou, database: Database, clock: FixedClock
) -> None:
    """The amended scope becomes that of a second memorandum, which begins before the amendment holds."""
    await act(program_officer, mou.id, "amend", LATER)
    draft = await make_draft(program_officer, agency, scope_countries=["GTM", "HND"])
    async with database.transaction() as session:
        other = await session.get_one(Mou, draft["id"])
        other.status, other.effective_on, other.ends_on = "active", date(2026, 7, 10), date(2026, 7, 20)
        other.inl_signed_on = other.agency_signed_on = date(2026, 7, 1)
    clock.advance(timedelta(days=14))
    await run_due(database, clock)
    assert (await program_officer.get(f"/mous/{mou.id}")).json()["notice_days"] == 30
    clock.advance(timedelta(days=14))
    await run_due(database, clock)
    assert (await program_officer.get(f"/mous/{mou.id}")).json()["notice_days"] == 60


async def test_kinds_of_assistance_outside_the_clauses_are_not_asked_for(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        agency = await make_partner(session)
        request = await make_request(session)
    ranking = (await program_officer.post(f"/requests/{request.id}/matches")).json()
    assert [one["agency"]["id"] for one in ranking["candidates"]] == [str(agency.id)]
    (row,) = (await program_officer.get("/mous", params={"agency_id": str(agency.id)})).json()["items"]
    only = BODIES["amend"] | {"changes": {"clauses": {"modalities": ["study_visit"]}}}
    assert (await act(program_officer, row["id"], "amend", only)).status_code == 200
    ranking = (await program_officer.post(f"/requests/{request.id}/matches")).json()
    assert ranking["candidates"] == []
    (told,) = [one for one in ranking["ineligible"] if one["agency"]["id"] == str(agency.id)]
    assert [reason["code"] for reason in told["reasons"]] == ["outside_mou_modalities"]


async def _activity(database: Database, agency: Agency, **values: Any) -> Activity:
    async with database.transaction() as session:
        status = values.pop("status", ActivityStatus.PLANNING)
        return await make_activity(session, status, agency_id=agency.id, funded=False, **values)


async def test_planned_work_that_outlasts_its_memorandum_is_shown_on_both(
    program_officer: httpx.AsyncClient, agency: Agency, mou: Mou, database: Database
) -> None:
    activity = await _activity(database, agency)
    for status in (ActivityStatus.ACTIVE, ActivityStatus.CANCELLED, ActivityStatus.COMPLETED):
        await _activity(database, agency, status=status)
    quiet = (await program_officer.get(f"/activities/{activity.id}")).json()
    assert (quiet["agreement"]["id"], quiet["agreement"]["outlived"]) == (str(mou.id), False)
    assert (await program_officer.get(f"/mous/{mou.id}")).json()["outlived_by"] == []

    assert (await act(program_officer, mou.id, "notice")).status_code == 200
    warned = (await program_officer.get(f"/activities/{activity.id}")).json()["agreement"]
    assert (warned["status"], warned["last_on"], warned["outlived"]) == ("terminating", "2026-07-31", True)
    shown = (await program_officer.get(f"/mous/{mou.id}")).json()["outlived_by"]
    assert [(one["id"], one["ends_on"]) for one in shown] == [(str(activity.id), "2026-09-25")]

    async with database.transaction() as session:
        longer = await make_mou(session, agency, scope_bureaus=["WHA"], scope_key="america")
    covered = (await program_officer.get(f"/activities/{activity.id}")).json()["agreement"]
    assert (covered["id"], covered["outlived"]) == (str(longer.id), False)
    assert (await program_officer.get(f"/mous/{mou.id}")).json()["outlived_by"] == []


async def test_what_runs_under_a_memorandum_is_listed_by_place(
    program_officer: httpx.AsyncClient, agency: Agency, mou: Mou, database: Database
) -> None:
    inside = await _activity(database, agency)
    async with database.transaction() as session:
        elsewhere = await make_mou(session, agency, scope_countries=["KEN"], scope_key="kenya")
    listed = await program_officer.get("/activities", params={"mou_id": str(mou.id)})
    assert [row["id"] for row in listed.json()["items"]] == [str(inside.id)]
    none = await program_officer.get("/activities", params={"mou_id": str(elsewhere.id)})
    assert none.json()["items"] == []


async def test_who_may_not_read_agreements_is_not_told_of_them(
    client_for: ClientFor, agency: Agency, mou: Mou, database: Database
) -> None:
    activity = await _activity(database, agency)
    certifier = await client_for(Role.CERTIFYING_OFFICER)
    assert (await certifier.get(f"/activities/{activity.id}")).json()["agreement"]["id"] == str(mou.id)
    async with database.transaction() as session:
        assignment = await make_assignment(session, activity)
    officer = await client_for(Role.OFFICER, agency_id=agency.id, officer_id=assignment.officer_id)
    assert (await officer.get(f"/activities/{activity.id}")).json()["agreement"] is None


async def test_renewal_due_lists_those_being_asked_about(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database, clock: FixedClock
) -> None:
    """180 days before the end is the first prompt; 1 July to 28 December are 180 days."""
    async with database.transaction() as session:
        due = await make_mou(session, agency, ends_on=date(2026, 12, 28), scope_key="a")
        await make_mou(session, agency, ends_on=date(2026, 12, 29), scope_key="b")
        await make_mou(session, agency, ends_on=None, scope_key="c")
        ending = {"ends_on": date(2026, 12, 1), "scope_key": "d"}
        await make_mou(session, agency, MouStatus.TERMINATING, **ending)
    own = {"agency_id": str(agency.id)}
    listed = await program_officer.get("/mous", params=own | {"renewal_due": "true"})
    assert [row["id"] for row in listed.json()["items"]] == [str(due.id)]
    others = await program_officer.get("/mous", params=own | {"renewal_due": "false", "count": "exact"})
    assert others.json()["total"] == 3

    await run_due(database, clock)
    prompts = (await program_officer.get(f"/mous/{due.id}")).json()["prompts"]
    assert [(one["days_before"], one["sent_at"] is not None) for one in prompts] == [
        (180, True),
        (90, False),
        (30, False),
    ]


async def test_the_years_ends_are_a_range_of_last_days(
    program_officer: httpx.AsyncClient, agency: Agency, mou: Mou
) -> None:
    year = {"last_on.gte": "2026-01-01", "last_on.lt": "2027-01-01"}
    assert (await program_officer.get("/mous", params=year)).json()["items"] == []
    await act(program_officer, mou.id, "notice")
    (row,) = (await program_officer.get("/mous", params=year)).json()["items"]
    assert (row["last_on"], row["ends_on"]) == ("2026-07-31", "2027-12-31")


async def test_documents_say_where_the_file_is(client_for: ClientFor, mou: Mou) -> None:
    own = await client_for(Role.AGENCY_COORDINATOR, agency_id=mou.agency_id)
    assert (await own.get(f"/mous/{mou.id}")).json()["allowed_actions"] == ["notice", "file_document"]
    body = {"kind": "council_approval", "title": "Vote", "text_sha256": HASH, "dated_on": "2026-06-01"}
    filed = await own.post(f"/mous/{mou.id}/documents", json=body | {"kept_at": "Clerk 2026-17"})
    assert filed.json()["kept_at"] == "Clerk 2026-17"
    (listed,) = (await own.get(f"/mous/{mou.id}")).json()["documents"]
    assert listed["kept_at"] == "Clerk 2026-17"
