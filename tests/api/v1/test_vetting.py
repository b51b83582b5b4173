"""Units, foreign participants and vetting cases over HTTP: every edge of the table, and what stays hidden."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.activities import ActivityParticipant
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus, Role
from models.enums import VettingStatus as S
from models.events import Event
from models.vetting import VettingCase
from services.clock import FixedClock
from services.workflows.clock import run_due
from tests.factories.activities import make_activity, post_in
from tests.factories.vetting import DECIDED_ON, list_participant, make_case, make_person, make_unit
from tests.fixtures.api import ClientFor

_DECISION = {"decided_on": "2026-06-30"}
#: Event -> (body, state it leads from -> state it leads to).
EDGES: dict[str, tuple[dict[str, Any] | None, dict[S, S]]] = {
    "submit": (None, {S.NOMINATED: S.POST_CHECK}),
    "enter": ({"invest_reference": "INV-77"}, {S.POST_CHECK: S.IN_REVIEW}),
    "decide approved": (_DECISION | {"result": "approved"}, {S.IN_REVIEW: S.APPROVED}),
    "decide rejected": (_DECISION | {"result": "rejected"}, {S.IN_REVIEW: S.REJECTED}),
    "decide suspended": (_DECISION | {"result": "suspended"}, {S.IN_REVIEW: S.SUSPENDED}),
    "new-information": (None, {S.APPROVED: S.SUSPENDED}),
    "re-review": (None, {S.SUSPENDED: S.IN_REVIEW}),
    "record-notice": ({"given_on": "2026-07-01"}, {S.REJECTED: S.REJECTED}),
}


@pytest.fixture
async def post(database: Database) -> Post:
    async with database.transaction() as session:
        return await post_in(session)


@pytest.fixture
async def embassy(client_for: ClientFor, post: Post) -> httpx.AsyncClient:
    return await client_for(Role.POST, post_id=post.id)


async def _fire(
    client: httpx.AsyncClient, case: VettingCase | str, event: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    address = f"/vetting-cases/{getattr(case, 'id', case)}"
    version = {"If-Match": (await client.get(address)).headers["etag"]}
    return await client.post(f"{address}/{event}", json=body, headers=version)


@pytest.mark.parametrize("edge", EDGES)
async def test_every_edge_of_the_state_table(
    edge: str, embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    body, edges = EDGES[edge]
    event = edge.split()[0]
    async with database.transaction() as session:
        cases = {
            status: await make_case(session, post, await make_person(session, post), status) for status in S
        }
    for status, case in cases.items():
        answer = await _fire(embassy, case, event, body)
        after = (await embassy.get(f"/vetting-cases/{case.id}")).json()
        if status in edges:
            assert answer.status_code == 200, (status, answer.text)
            assert answer.json() == after
            assert (after["status"], after["version"]) == (edges[status], 2)
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition"), status
            assert (after["status"], after["version"], answer.json()["state"]) == (status, 1, status)


async def test_allowed_actions_follow_the_table(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        cases = {
            status: await make_case(session, post, await make_unit(session, post), status) for status in S
        }
    shown = {
        status: (await embassy.get(f"/vetting-cases/{case.id}")).json()["allowed_actions"]
        for status, case in cases.items()
    }
    assert shown == {
        S.NOMINATED: ["submit"],
        S.POST_CHECK: ["enter"],
        S.IN_REVIEW: ["decide"],
        S.APPROVED: ["new_information"],
        S.REJECTED: ["record_notice"],
        S.SUSPENDED: ["re_review"],
        S.EXPIRED: [],
    }


async def test_from_nomination_to_approval(embassy: httpx.AsyncClient) -> None:
    unit = await embassy.post("/units", json={"country": "GTM", "name": "Traffic division"})
    assert unit.status_code == 201, unit.text
    person = await embassy.post(
        "/foreign-participants",
        json={"country": "GTM", "name": "Official", "unit_id": unit.json()["id"], "birth_place": "Antigua"},
    )
    assert person.status_code == 201, person.text
    assert person.json()["unit"]["name"] == "Traffic division"
    case = await embassy.post("/vetting-cases", json={"participant_id": person.json()["id"]})
    assert (case.status_code, case.json()["reference"]) == (201, "VET-2026-0001")
    incomplete = await _fire(embassy, case.json()["id"], "submit")
    assert incomplete.status_code == 409
    assert {e["code"] for e in incomplete.json()["errors"]} == {"person_incomplete", "unit_incomplete"}
    for address, change, etag in (
        (f"/units/{unit.json()['id']}", {"location": "Capital"}, unit.headers["etag"]),
        (
            f"/foreign-participants/{person.json()['id']}",
            {"birth_date": "1985-05-17"},
            person.headers["etag"],
        ),
    ):
        assert (await embassy.patch(address, json=change, headers={"If-Match": etag})).status_code == 200
    case_id = case.json()["id"]
    assert (await _fire(embassy, case_id, "submit")).json()["status"] == S.POST_CHECK
    entered = await _fire(embassy, case_id, "enter", {"invest_reference": "INV-2026/5"})
    assert entered.json()["invest_reference"] == "INV-2026/5"
    approved = await _fire(embassy, case_id, "decide", {"result": "approved", "decided_on": "2026-06-30"})
    assert (approved.json()["decided_on"], approved.json()["valid_to"]) == ("2026-06-30", "2027-06-30")
    assert approved.json()["notice_due"] is False


async def test_units_need_a_location_to_be_submitted(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        unit = await make_unit(session, post, location=None)
        homeless = await make_person(session, post, unit_id=None)
        case = await make_case(session, post, unit, S.NOMINATED)
        other = await make_case(session, post, homeless, S.NOMINATED)
    for each, code in ((case, "unit_incomplete"), (other, "person_incomplete")):
        refused = await _fire(embassy, each, "submit")
        assert [e["code"] for e in refused.json()["errors"]] == [code]


async def test_one_case_at_a_time(embassy: httpx.AsyncClient, post: Post, database: Database) -> None:
    async with database.transaction() as session:
        people = {status: await make_person(session, post) for status in S}
        for status, person in people.items():
            await make_case(session, post, person, status)
    for status, person in people.items():
        answer = await embassy.post("/vetting-cases", json={"participant_id": str(person.id)})
        over = status in (S.APPROVED, S.REJECTED, S.EXPIRED)
        assert answer.status_code == (201 if over else 409), status
        if not over:
            assert answer.json()["code"] == "case_open"


async def test_cases_name_one_subject_of_the_posts_country(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        person = await make_person(session, post)
        foreign = await make_unit(session, await post_in(session, "PER"))
    both = {"participant_id": str(person.id), "unit_id": str(person.unit_id)}
    for body in ({}, both, {"unit_id": str(foreign.id)}, {"participant_id": str(foreign.id)}):
        assert (await embassy.post("/vetting-cases", json=body)).status_code == 422, body
    for body in (both | {"status": "approved"}, {"unit_id": str(person.unit_id), "valid_to": "2030-01-01"}):
        assert (await embassy.post("/vetting-cases", json=body)).status_code == 422
    wrong = await embassy.post("/units", json={"country": "PER", "name": "x"})
    assert wrong.json()["errors"][0] == {
        "pointer": "/country",
        "code": "not_yours",
        "message": "Name the country of your post.",
    }
    crossed = await embassy.post(
        "/foreign-participants", json={"country": "GTM", "name": "x", "unit_id": str(foreign.id)}
    )
    assert crossed.json()["errors"][0]["pointer"] == "/unit_id"
    born = await embassy.post(
        "/foreign-participants", json={"country": "GTM", "name": "x", "birth_date": "2026-07-02"}
    )
    assert born.json()["errors"][0]["pointer"] == "/birth_date"


async def test_decisions_and_references_are_checked(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        decided = await make_case(session, post, await make_unit(session, post))
        checked = await make_case(session, post, await make_unit(session, post), S.POST_CHECK)
        reviewed = await make_case(session, post, await make_unit(session, post), S.IN_REVIEW)
        rejected = await make_case(session, post, await make_unit(session, post), S.REJECTED)
    taken = await _fire(embassy, checked, "enter", {"invest_reference": decided.invest_reference})
    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/invest_reference")
    for body in (
        {"result": "approved", "decided_on": "2026-07-02"},
        {"result": "expired", "decided_on": "2026-06-30"},
        {"result": "approved"},
        {"result": "rejected", "decided_on": "2026-06-30", "reason": "derogatory detail"},
    ):
        assert (await _fire(embassy, reviewed, "decide", body)).status_code == 422, body
    for day in ("2026-03-01", "2026-07-02"):
        refused = await _fire(embassy, rejected, "record-notice", {"given_on": day})
        assert refused.json()["errors"][0]["pointer"] == "/given_on"


async def test_a_rejection_removes_the_person_and_leaves_a_duty(
    embassy: httpx.AsyncClient, client_for: ClientFor, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        person = await make_person(session, post)
        case = await make_case(session, post, person, S.IN_REVIEW)
        ahead = await make_activity(session, ActivityStatus.AUTHORIZED)
        over = await make_activity(session, ActivityStatus.COMPLETED)
        for activity in (ahead, over):
            await list_participant(session, activity, person)
    rejected = await _fire(embassy, case, "decide", _DECISION | {"result": "rejected"})
    assert rejected.json()["notice_due"] is True
    async with database.transaction() as session:
        entries = {e.activity_id: e.removed_at for e in await session.scalars(select(ActivityParticipant))}
    assert (entries[ahead.id] is not None, entries[over.id]) == (True, None)
    duties = await embassy.get("/vetting-cases", params={"notice_due": "true"})
    assert [row["id"] for row in duties.json()["items"]] == [str(case.id)]
    given = await _fire(embassy, case, "record-notice", {"given_on": "2026-07-01"})
    assert (given.json()["notice_due"], given.json()["allowed_actions"]) == (False, [])
    again = await _fire(embassy, case, "record-notice", {"given_on": "2026-07-01"})
    assert again.json()["errors"][0]["code"] == "already_given"


async def test_approvals_expire_after_their_last_day(
    embassy: httpx.AsyncClient, post: Post, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        today = await make_case(session, post, await make_unit(session, post), valid_to=date(2026, 7, 1))
        yesterday = [
            await make_case(session, post, await make_unit(session, post), valid_to=date(2026, 6, 30))
            for _ in range(3)
        ]
    assert (await run_due(database, clock, batch=2))["vetting_cases.expire"] == 3
    assert (await run_due(database, clock, batch=2))["vetting_cases.expire"] == 0
    for case, status in ((today, S.APPROVED), *((each, S.EXPIRED) for each in yesterday)):
        assert (await embassy.get(f"/vetting-cases/{case.id}")).json()["status"] == status


async def test_invariant_20_birth_and_vetting_data_stay_with_the_post(
    embassy: httpx.AsyncClient, client_for: ClientFor, post: Post, database: Database
) -> None:
    created = await embassy.post(
        "/foreign-participants",
        json={"country": "GTM", "name": "Official", "birth_date": "1985-05-17", "birth_place": "Antigua"},
    )
    address = f"/foreign-participants/{created.json()['id']}"
    # Answers to creation are kept for retries, so they repeat no birth data.
    assert {"birth_date", "birth_place"}.isdisjoint(created.json())
    assert (await embassy.get(address)).json()["birth_date"] == "1985-05-17"
    assert created.headers["cache-control"] == "no-store"
    async with database.transaction() as session:
        case = await make_case(session, post, await make_person(session, post), S.IN_REVIEW)
    await _fire(embassy, case, "decide", _DECISION | {"result": "rejected"})
    for role in (Role.PROGRAM_OFFICER, Role.AUDITOR):
        client = await client_for(role)
        shown = await client.get(address)
        assert (shown.json()["birth_date"], shown.json()["birth_place"]) == (None, None), role
        for listed in (await client.get("/foreign-participants"), await embassy.get("/foreign-participants")):
            assert "birth" not in listed.text
        result = (await client.get(f"/vetting-cases/{case.id}")).json()
        assert (result["status"], result["invest_reference"], result["allowed_actions"]) == (
            S.REJECTED,
            None,
            [],
        )
    async with database.transaction() as session:
        events = (await session.scalars(select(Event))).all()
    told = [e for e in events if e.subject_type in ("foreign_participant", "vetting_case")]
    assert {e.action for e in told} == {"foreign_participants.created", "vetting_cases.decided"}
    assert all(e.before is None and e.after is None and e.reason is None for e in told)
    text = " ".join(str((e.subject_label, e.before, e.after, e.reason)) for e in events)
    for secret in ("1985", "Antigua", "Official", "rejected", "INV-"):
        assert secret not in text


async def test_posts_see_their_own(client_for: ClientFor, post: Post, database: Database) -> None:
    async with database.transaction() as session:
        elsewhere = await post_in(session, "PER")
        person = await make_person(session, post)
        case = await make_case(session, post, person)
    stranger = await client_for(Role.POST, post_id=elsewhere.id)
    for path in (
        f"/units/{person.unit_id}",
        f"/foreign-participants/{person.id}",
        f"/vetting-cases/{case.id}",
    ):
        assert (await stranger.get(path)).status_code == 404, path
    for path in ("/units", "/foreign-participants", "/vetting-cases"):
        assert (await stranger.get(path)).json()["items"] == []
    refused = await stranger.post(f"/vetting-cases/{case.id}/new-information", headers={"If-Match": '"1"'})
    assert refused.status_code == 404


async def test_who_reads_and_who_acts(client_for: ClientFor, post: Post, database: Database) -> None:
    async with database.transaction() as session:
        case = await make_case(session, post, await make_unit(session, post), S.IN_REVIEW)
    for role in (Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER):
        client = await client_for(role)
        for path in ("/units", "/foreign-participants", "/vetting-cases", f"/vetting-cases/{case.id}"):
            assert (await client.get(path)).status_code == 403, (role, path)
    officer = await client_for(Role.PROGRAM_OFFICER)
    decision = _DECISION | {"result": "approved"}
    assert (await _fire(officer, case, "decide", decision)).json()["permission"] == "vetting:decide"
    assert (await officer.post("/units", json={"country": "GTM", "name": "x"})).status_code == 403
    service = await client_for(Role.SERVICE_CLIENT, scopes=("vetting:read", "vetting:decide"))
    assert (await service.get("/foreign-participants")).json()["items"] == []
    assert (
        await service.post(f"/vetting-cases/{case.id}/submit", headers={"If-Match": '"1"'})
    ).status_code == 403
    assert (await _fire(service, case, "decide", decision)).json()["valid_to"] == "2027-06-30"


async def test_lists_are_filtered(embassy: httpx.AsyncClient, post: Post, database: Database) -> None:
    async with database.transaction() as session:
        person = await make_person(session, post)
        of_person = await make_case(session, post, person)
        of_unit = await make_case(session, post, await make_unit(session, post), S.REJECTED)

    async def found(**params: str) -> set[str]:
        page = await embassy.get("/vetting-cases", params=params)
        assert page.status_code == 200, page.text
        return {row["id"] for row in page.json()["items"]}

    assert await found() == {str(of_person.id), str(of_unit.id)}
    assert await found(status="rejected") == {str(of_unit.id)}
    assert await found(subject="person") == {str(of_person.id)}
    assert await found(participant_id=str(person.id)) == {str(of_person.id)}
    assert await found(unit_id=str(of_unit.unit_id)) == {str(of_unit.id)}
    assert await found(**{"valid_to.gte": DECIDED_ON.isoformat()}) == {str(of_person.id)}
    assert (await embassy.get("/foreign-participants", params={"q": "Participant"})).status_code == 422
    units = await embassy.get("/units", params={"country": "GTM", "sort": "-name"})
    assert len(units.json()["items"]) == 2
    twice = await embassy.post("/units", json={"country": "GTM", "name": units.json()["items"][0]["name"]})
    assert (twice.status_code, twice.json()["errors"][0]["pointer"]) == (409, "/name")
