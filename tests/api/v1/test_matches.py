"""Rankings over HTTP: the worked example of the domain brief (4.2) and its invariants, named by their numbers."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, update

from models.agencies import Agency, AgencyExpertise, AgencyInterest
from models.database import Database
from models.enums import MouStatus, OutreachStatus, RequestStatus, Role
from models.mous import Mou
from models.outreach import Outreach
from models.requests import AssistanceRequest, MatchRun
from tests.factories.activities import make_activity, make_assignment
from tests.factories.agencies import agency as new_agency
from tests.factories.requests import (
    FourAgencies,
    make_four_agencies,
    make_outreach,
    make_partner,
    make_request,
)
from tests.fixtures.api import ClientFor

ENDINGS = (
    OutreachStatus.DECLINED,
    OutreachStatus.NO_RESPONSE,
    OutreachStatus.WITHDRAWN,
    OutreachStatus.NOT_SELECTED,
)


@pytest.fixture
async def four(database: Database) -> FourAgencies:
    async with database.transaction() as session:
        return await make_four_agencies(session)


@pytest.fixture
async def request_id(database: Database) -> UUID:
    async with database.transaction() as session:
        return (await make_request(session)).id


async def _rank(client: httpx.AsyncClient, request_id: UUID) -> dict[str, Any]:
    made = await client.post(f"/requests/{request_id}/matches")
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json()
    assert made.headers["location"] == f"/api/v1/requests/{request_id}/matches/{body['id']}"
    return body


def _order(run: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(c["agency"]["name"], c["rank"], c["score"]) for c in run["candidates"]]


def _reasons(run: dict[str, Any], agency: Agency) -> list[str]:
    return [
        reason["code"]
        for entry in run["ineligible"]
        if entry["agency"]["id"] == str(agency.id)
        for reason in entry["reasons"]
    ]


async def test_worked_example(
    program_officer: httpx.AsyncClient, request_id: UUID, four: FourAgencies
) -> None:
    run = await _rank(program_officer, request_id)
    assert _order(run) == [("Agency B", 1, "76.67"), ("Agency A", 2, "70.00"), ("Agency D", 3, "62.67")]
    assert _reasons(run, four.c) == ["no_active_mou"]
    points = {c["agency"]["name"]: [part["points"] for part in c["parts"]] for c in run["candidates"]}
    assert points == {
        "Agency B": ["33.33", "13.33", "20.00", "10.00"],
        "Agency A": ["50.00", "0.00", "10.00", "10.00"],
        "Agency D": ["50.00", "6.67", "0.00", "6.00"],
    }
    assert run["candidates"][2]["explanation"] == (
        "Rank 3 with 62.67 of 100 points. Required expertise: TRF-COL level 3 of 3: 50.00 of 50 points. "
        "Desired expertise: POM-CRO level 1 of 3: 6.67 of 20 points. "
        "Language: 0 of 2 officers speak es: 0.00 of 20 points. "
        "Availability: 6 of 10 working days free: 6.00 of 10 points."
    )
    assert run["need"]["countries"] == {"GTM": "WHA"}
    assert run["weights"]["version"] == "2026.1"


async def test_agencies_without_a_memorandum_are_counted_and_archived_ones_left_out(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID, four: FourAgencies
) -> None:
    before = await _rank(program_officer, request_id)
    async with database.transaction() as session:
        session.add_all([new_agency(), new_agency(), new_agency(archived_at=four.a.created_at)])
        await session.execute(
            update(Agency).where(Agency.id == four.b.id).values(archived_at=four.b.created_at)
        )
    after = await _rank(program_officer, request_id)
    assert after["without_mou"] == before["without_mou"] + 2
    assert [name for name, _, _ in _order(after)] == ["Agency A", "Agency D"]
    assert _reasons(after, four.b) == []


async def test_runs_are_listed_newest_first_and_read_again(
    program_officer: httpx.AsyncClient, request_id: UUID, four: FourAgencies, database: Database
) -> None:
    first, second = [await _rank(program_officer, request_id) for _ in range(2)]
    listed = (await program_officer.get(f"/requests/{request_id}/matches")).json()["items"]
    assert [row["id"] for row in listed] == [second["id"], first["id"]]
    assert (listed[0]["eligible"], listed[0]["ineligible"]) == (3, len(second["ineligible"]))
    read = await program_officer.get(f"/requests/{request_id}/matches/{first['id']}")
    assert read.json() == first
    async with database.transaction() as session:
        other = (await make_request(session)).id
    assert (await program_officer.get(f"/requests/{other}/matches/{first['id']}")).status_code == 404
    assert (await program_officer.get(f"/requests/{other}/matches/{first['id']}/replay")).status_code == 404


async def test_candidates_tell_whether_they_were_asked(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID, four: FourAgencies
) -> None:
    run = await _rank(program_officer, request_id)
    assert [c["contacted"] for c in run["candidates"]] == [False, False, False]
    asked = await program_officer.post(
        "/outreach", json={"request_id": str(request_id), "agency_id": str(four.b.id)}
    )
    assert asked.status_code == 201, asked.text
    again = (await program_officer.get(f"/requests/{request_id}/matches/{run['id']}")).json()
    assert {c["agency"]["name"] for c in again["candidates"] if c["contacted"]} == {"Agency B"}
    async with database.transaction() as session:
        other = await make_request(session)
    about_another = await _rank(program_officer, other.id)
    assert len(about_another["candidates"]) > 0
    assert [c["agency"]["name"] for c in about_another["candidates"] if c["contacted"]] == []


async def test_a_level_counts_from_the_code_its_area_and_its_topics(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        by_area = await make_partner(session, TRF=2)
        by_topic = await make_partner(session, TRF_COL=2)
        by_sibling = await make_partner(session, TRF_STP=3)
        for_topic = await make_request(session, desired=())
        for_area = await make_request(session, required=("TRF",), desired=())
    topic = await _rank(program_officer, for_topic.id)
    assert {c["agency"]["id"]: c["parts"][0]["points"] for c in topic["candidates"]} == {
        str(by_area.id): "33.33",
        str(by_topic.id): "33.33",
    }
    assert _reasons(topic, by_sibling) == ["lacks_required_expertise"]
    area = await _rank(program_officer, for_area.id)
    assert {c["agency"]["id"]: c["parts"][0]["points"] for c in area["candidates"]} == {
        str(by_area.id): "33.33",
        str(by_topic.id): "33.33",
        str(by_sibling.id): "50.00",
    }


async def test_scopes_and_interests_cover_the_topics_of_their_areas_but_not_the_reverse(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        wide, narrow, elsewhere = [await make_partner(session, TRF=3) for _ in range(3)]
        for agency, codes in ((wide, ["TRF"]), (narrow, ["TRF-COL"]), (elsewhere, ["GNG"])):
            await session.execute(update(Mou).where(Mou.agency_id == agency.id).values(scope_expertise=codes))
            session.add(AgencyInterest(agency_id=agency.id, expertise=codes))
        for_topic = await make_request(session)
        for_area = await make_request(session, required=("TRF",))
    outside = ["outside_mou_expertise", "outside_interest_expertise"]
    topic, area = [await _rank(program_officer, request.id) for request in (for_topic, for_area)]
    assert {c["agency"]["id"] for c in topic["candidates"]} == {str(wide.id), str(narrow.id)}
    assert {c["agency"]["id"] for c in area["candidates"]} == {str(wide.id)}
    assert _reasons(topic, elsewhere) == _reasons(area, narrow) == outside


async def test_days_and_officers_promised_elsewhere_are_not_free(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID
) -> None:
    async with database.transaction() as session:
        agency = await make_partner(session)
        days = {"starts_on": date(2026, 9, 21), "ends_on": date(2026, 9, 22)}
        activity = await make_activity(session, agency_id=agency.id, funded=False, **days)
        await make_assignment(session, activity)
    run = await _rank(program_officer, request_id)
    [candidate] = run["candidates"]
    assert candidate["parts"][3]["explanation"].startswith("Availability: 8 of 10 working days free")
    async with database.transaction() as session:
        await session.execute(
            update(Agency).where(Agency.id == agency.id).values(max_officers=2, max_days_per_year=11)
        )
    assert _reasons(await _rank(program_officer, request_id), agency) == [
        "over_officer_capacity",
        "over_day_capacity",
    ]
    async with database.transaction() as session:
        await session.execute(
            update(Agency).where(Agency.id == agency.id).values(max_officers=3, max_days_per_year=12)
        )
    assert len((await _rank(program_officer, request_id))["candidates"]) == 1


async def test_invariant_6_nobody_is_ranked_or_asked_without_an_active_memorandum(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID
) -> None:
    async with database.transaction() as session:
        agency = await make_partner(session)
    for status in MouStatus:
        if status is MouStatus.ACTIVE:
            continue
        async with database.transaction() as session:
            await session.execute(update(Mou).where(Mou.agency_id == agency.id).values(status=status.value))
        run = await _rank(program_officer, request_id)
        assert (run["candidates"], _reasons(run, agency)) == ([], ["no_active_mou"])
        refused = await program_officer.post(
            "/outreach", json={"request_id": str(request_id), "agency_id": str(agency.id)}
        )
        assert (refused.status_code, refused.json()["code"]) == (409, "agency_ineligible")
        assert [error["code"] for error in refused.json()["errors"]] == ["no_active_mou"]


async def _with_history(database: Database, agency: Agency, ending: OutreachStatus, number: int = 4) -> None:
    async with database.transaction() as session:
        for _ in range(number):
            earlier = await make_request(session)
            await make_outreach(session, ending, request=earlier, agency=agency)


async def test_invariant_1_other_endings_leave_every_rank_and_score(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID, four: FourAgencies
) -> None:
    plain = await _rank(program_officer, request_id)
    await _with_history(database, four.a, OutreachStatus.DECLINED)
    results = [(await _rank(program_officer, request_id))["candidates"]]
    for ending in ENDINGS[1:]:
        async with database.transaction() as session:
            await session.execute(update(Outreach).values(status=ending.value))
        results.append((await _rank(program_officer, request_id))["candidates"])
    async with database.transaction() as session:
        await session.execute(
            update(Outreach).values(replied_at=None, late=True, decline_reason="Short of staff")
        )
    results.append((await _rank(program_officer, request_id))["candidates"])
    assert all(result == plain["candidates"] for result in results)
    assert _order(plain)[1] == ("Agency A", 2, "70.00")


@pytest.mark.parametrize("ending", ENDINGS)
async def test_invariant_1_other_endings_leave_every_eligibility(
    program_officer: httpx.AsyncClient,
    database: Database,
    request_id: UUID,
    four: FourAgencies,
    ending: OutreachStatus,
) -> None:
    await _with_history(database, four.b, ending)
    asked = await program_officer.post(
        "/outreach", json={"request_id": str(request_id), "agency_id": str(four.b.id)}
    )
    assert asked.status_code == 201, asked.text


async def test_invariant_5_a_run_replays_to_the_same_bytes_whatever_has_changed_since(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID, four: FourAgencies
) -> None:
    run = await _rank(program_officer, request_id)
    async with database.transaction() as session:
        await session.execute(update(AgencyExpertise).values(level=1))
        await session.execute(update(Mou).values(status=MouStatus.SUSPENDED.value))
    address = f"/requests/{request_id}/matches/{run['id']}/replay"
    replay = (await program_officer.get(address)).json()
    assert replay["identical"] is True
    assert replay["stored_sha256"] == replay["replayed_sha256"]
    async with database.transaction() as session:
        stored = await session.get_one(MatchRun, UUID(run["id"]))
        best, second, *others = stored.result
        stored.result = [second | {"rank": 1}, best | {"rank": 2}, *others]
    altered = (await program_officer.get(address)).json()
    assert altered["identical"] is False


async def test_invariant_5_a_run_keeps_inputs_weights_and_version(
    program_officer: httpx.AsyncClient, database: Database, request_id: UUID, four: FourAgencies
) -> None:
    run = await _rank(program_officer, request_id)
    async with database.read() as connection:
        columns = (MatchRun.rules_version, MatchRun.weights, MatchRun.inputs, MatchRun.need)
        row = (await connection.execute(select(*columns).where(MatchRun.id == UUID(run["id"])))).one()
    assert row.rules_version == run["rules_version"]
    assert row.weights == run["weights"]
    [a] = [agency for agency in row.inputs if agency["agency_id"] == str(four.a.id)]
    assert (a["levels"], a["speakers"]) == ({"TRF-COL": 3}, {"es": 1})
    [b] = [agency for agency in row.inputs if agency["agency_id"] == str(four.b.id)]
    assert (b["levels"], b["speakers"]) == ({"POM-CRO": 2, "TRF-COL": 2}, {"es": 2})


async def test_only_submitted_and_open_requests_are_ranked_for(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for status in RequestStatus:
        async with database.transaction() as session:
            request = await make_request(session, status)
        made = await program_officer.post(f"/requests/{request.id}/matches")
        allowed = status in (RequestStatus.SUBMITTED, RequestStatus.OPEN)
        assert made.status_code == (201 if allowed else 409)


async def test_rankings_are_made_by_staff_and_read_by_auditors(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database, request_id: UUID
) -> None:
    run = await _rank(program_officer, request_id)
    address = f"/requests/{request_id}/matches"
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.get(f"{address}/{run['id']}")).status_code == 200
    assert (await auditor.get(f"{address}/{run['id']}/replay")).json()["identical"] is True
    assert (await auditor.post(address)).json()["permission"] == "requests:manage"
    async with database.transaction() as session:
        partner = await make_partner(session)
        request = await session.get_one(AssistanceRequest, request_id)
        await make_outreach(session, request=request, agency=partner)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=partner.id)
    assert (await coordinator.get(address)).json()["permission"] == "matches:read"
