"""The two-level list of expertise over HTTP."""

import httpx
import pytest

from models.database import Database
from models.enums import Role
from tests.factories.agencies import agency, with_expertise
from tests.fixtures.api import ClientFor

AREA = {"code": "K9", "name": "Dog units", "definition": "Leading and training dogs."}


async def _create(client: httpx.AsyncClient, **values: object) -> httpx.Response:
    response = await client.post("/expertise", json=AREA | values)
    assert response.status_code == 201, response.text
    return response


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


def _address(response: httpx.Response) -> str:
    return f"/expertise/{response.json()['id']}"


async def test_list_is_a_tree(program_officer: httpx.AsyncClient) -> None:
    areas = (await program_officer.get("/expertise", params={"area": True, "limit": 200})).json()["items"]
    assert len(areas) == 19
    assert all(row["parent"] is None for row in areas)
    topics = (await program_officer.get("/expertise", params={"parent": "TRF"})).json()["items"]
    assert {row["parent"]["code"] for row in topics} == {"TRF"}
    assert "TRF-COL" in {row["code"] for row in topics}
    found = (await program_officer.get("/expertise", params={"q": "colision"})).json()["items"]
    assert "TRF-COL" in {row["code"] for row in found}


async def test_create_read_and_update(program_officer: httpx.AsyncClient) -> None:
    area = await _create(program_officer)
    assert area.headers["location"] == f"/api/v1{_address(area)}"
    topic = await _create(program_officer, code="K9-TRK", name="Tracking", parent_id=area.json()["id"])
    assert topic.json()["parent"]["code"] == "K9"
    read = await program_officer.get(_address(area))
    assert [row["code"] for row in read.json()["topics"]] == ["K9-TRK"]
    assert set(read.json()["allowed_actions"]) == {"update", "archive"}
    renamed = await program_officer.patch(_address(area), json={"name": "Canine"}, headers=_version(read))
    assert renamed.json()["name"] == "Canine"
    stale = await program_officer.patch(_address(area), json={"name": "Dogs"}, headers=_version(read))
    assert stale.status_code == 412


async def test_there_is_no_third_level(program_officer: httpx.AsyncClient) -> None:
    area, other = await _create(program_officer), await _create(program_officer, code="HRS", name="Horses")
    topic = await _create(program_officer, code="K9-TRK", parent_id=area.json()["id"])
    below = await program_officer.post(
        "/expertise", json=AREA | {"code": "K9-TRK-X", "parent_id": topic.json()["id"]}
    )
    assert (below.status_code, below.json()["errors"][0]["code"]) == (422, "third_level")
    moved = await program_officer.patch(
        _address(area), json={"parent_id": other.json()["id"]}, headers=_version(area)
    )
    assert (moved.status_code, moved.json()["errors"][0]["pointer"]) == (422, "/parent_id")
    elsewhere = await program_officer.patch(
        _address(topic), json={"parent_id": other.json()["id"]}, headers=_version(topic)
    )
    assert elsewhere.json()["parent"]["code"] == "HRS"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"code": "TRF"}, 409, "code_taken"),
        ({"code": "trf x"}, 422, "form"),
        ({"parent_id": "019a0000-0000-7000-8000-000000000000"}, 422, "unknown"),
        ({"archived": True}, 422, "unknown_field"),
    ],
)
async def test_bad_input_is_named(
    program_officer: httpx.AsyncClient, changes: dict[str, object], status: int, code: str
) -> None:
    refused = await program_officer.post("/expertise", json=AREA | changes)
    assert refused.status_code == status
    assert code in {refused.json()["code"], *(error["code"] for error in refused.json()["errors"])}


async def test_archive_goes_from_topics_to_area_and_back(program_officer: httpx.AsyncClient) -> None:
    area = await _create(program_officer)
    topic = await _create(program_officer, code="K9-TRK", parent_id=area.json()["id"])
    in_use = await program_officer.post(f"{_address(area)}/archive", headers=_version(area))
    assert (in_use.status_code, in_use.json()["code"]) == (409, "topics_in_use")
    topic = await program_officer.post(f"{_address(topic)}/archive", headers=_version(topic))
    assert (topic.json()["archived"], topic.json()["allowed_actions"]) == (True, ["update", "restore"])
    area = await program_officer.get(_address(area))
    area = await program_officer.post(f"{_address(area)}/archive", headers=_version(area))
    assert area.json()["archived"] is True
    too_early = await program_officer.post(f"{_address(topic)}/restore", headers=_version(topic))
    assert (too_early.status_code, too_early.json()["code"]) == (409, "area_archived")
    listed = await program_officer.get("/expertise", params={"archived": True})
    assert {row["code"] for row in listed.json()["items"]} == {"K9", "K9-TRK"}
    area = await program_officer.post(f"{_address(area)}/restore", headers=_version(area))
    restored = await program_officer.post(f"{_address(topic)}/restore", headers=_version(topic))
    assert restored.json()["archived"] is False


async def test_agencies_are_counted_for_each_code_as_far_as_they_are_seen(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        one, two = agency(), agency()
        session.add_all([one, two])
        await session.flush()
        await with_expertise(session, one, TRF_COL=3, TRF=1)
        await with_expertise(session, two, TRF_COL=1)
    everybody = (await program_officer.get("/expertise/agency-counts")).json()["items"]
    assert {row["code"]: row["agencies"] for row in everybody} == {"TRF": 2, "TRF-COL": 2}
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=two.id)
    own = (await coordinator.get("/expertise/agency-counts")).json()["items"]
    assert {row["code"]: row["agencies"] for row in own} == {"TRF": 1, "TRF-COL": 1}


async def test_only_staff_change_the_list(client_for: ClientFor) -> None:
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.get("/expertise")).status_code == 200
    refused = await auditor.post("/expertise", json=AREA)
    assert (refused.status_code, refused.json()["permission"]) == (403, "expertise:manage")
