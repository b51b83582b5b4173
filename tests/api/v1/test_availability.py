"""What an agency could send, and when it cannot: capability packages and blackouts over HTTP."""

import httpx
import pytest

from models.agencies import Agency
from models.database import Database
from models.enums import Role
from tests.factories.agencies import agency
from tests.fixtures.api import ClientFor

PACKAGE = {
    "name": "Crash investigation course",
    "modality": "overseas_train",
    "expertise": "TRF-COL",
    "officers": 2,
    "days": 10,
    "cost_lines": [
        {"category": "airfare", "description": "Two return flights", "amount": {"amount": "2400.10"}},
        {"category": "lodging", "description": "Ten nights", "amount": {"amount": "1995.25"}},
    ],
}
BLACKOUT = {"starts_on": "2026-12-20", "ends_on": "2027-01-03", "reason": "Holidays"}


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


def _address(response: httpx.Response) -> str:
    return response.headers["location"].removeprefix("/api/v1")


async def _two(database: Database) -> tuple[Agency, Agency]:
    async with database.transaction() as session:
        pair = agency(), agency()
        session.add_all(pair)
    return pair


@pytest.fixture
async def agencies(database: Database) -> tuple[Agency, Agency]:
    return await _two(database)


async def _coordinator(client_for: ClientFor, of: Agency) -> httpx.AsyncClient:
    return await client_for(Role.AGENCY_COORDINATOR, agency_id=of.id)


async def test_packages_are_kept_by_their_agency(
    client_for: ClientFor, program_officer: httpx.AsyncClient, agencies: tuple[Agency, Agency]
) -> None:
    mine, other = agencies
    coordinator = await _coordinator(client_for, mine)
    address = f"/agencies/{mine.id}/capability-packages"
    added = await coordinator.post(address, json=PACKAGE)
    assert added.status_code == 201, added.text
    assert added.json()["total"] == {"amount": "4395.35", "currency": "USD"}
    assert added.json()["expertise"]["code"] == "TRF-COL"
    assert (await coordinator.get(_address(added))).json() == added.json()
    renamed = await coordinator.patch(_address(added), json={"name": "Course"}, headers=_version(added))
    assert renamed.json()["total"] == added.json()["total"]
    cheaper = await coordinator.patch(
        _address(added),
        json={"cost_lines": PACKAGE["cost_lines"][:1], "expertise": None},  # type: ignore[index]
        headers=_version(renamed),
    )
    assert (cheaper.json()["total"]["amount"], cheaper.json()["expertise"]) == ("2400.10", None)
    found = await program_officer.get(address, params={"modality": "overseas_train"})
    assert [row["id"] for row in found.json()["items"]] == [added.json()["id"]]
    stranger = await _coordinator(client_for, other)
    assert (await stranger.get(address)).status_code == 404
    assert (await stranger.post(address, json=PACKAGE)).status_code == 404
    theirs = f"/agencies/{other.id}/capability-packages/{added.json()['id']}"
    assert (await stranger.get(theirs)).status_code == 404
    assert (await stranger.delete(theirs, headers=_version(cheaper))).status_code == 404
    assert (await coordinator.delete(_address(added), headers=_version(added))).status_code == 412
    assert (await coordinator.delete(_address(added), headers=_version(cheaper))).status_code == 204


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"expertise": "NOPE"}, "/expertise"),
        ({"officers": 0}, "/officers"),
        ({"days": 367}, "/days"),
        ({"total": {"amount": "1.00"}}, "/total"),
        ({"cost_lines": [{"category": "airfare", "description": "x", "amount": {"amount": "-1"}}]}, None),
        ({"cost_lines": [{"category": "airfare", "description": "x", "amount": {"amount": "1.001"}}]}, None),
    ],
)
async def test_bad_packages_are_named(
    client_for: ClientFor, agencies: tuple[Agency, Agency], changes: dict[str, object], pointer: str | None
) -> None:
    coordinator = await _coordinator(client_for, agencies[0])
    address = f"/agencies/{agencies[0].id}/capability-packages"
    refused = await coordinator.post(address, json=PACKAGE | changes)
    expected = pointer or "/cost_lines/0/amount/amount"
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, expected)


async def test_blackouts_do_not_overlap(client_for: ClientFor, agencies: tuple[Agency, Agency]) -> None:
    mine, other = agencies
    coordinator = await _coordinator(client_for, mine)
    address = f"/agencies/{mine.id}/blackouts"
    added = await coordinator.post(address, json=BLACKOUT)
    assert added.status_code == 201, added.text
    assert (await coordinator.get(_address(added))).json() == added.json()
    for first, last in (
        ("2027-01-03", "2027-01-10"),
        ("2026-12-01", "2026-12-20"),
        ("2026-12-01", "2027-02-01"),
        ("2026-12-24", "2026-12-26"),
    ):
        refused = await coordinator.post(address, json={"starts_on": first, "ends_on": last})
        assert (refused.status_code, refused.json()["code"]) == (409, "overlap"), (first, last)
    after = await coordinator.post(address, json={"starts_on": "2027-01-04", "ends_on": "2027-01-04"})
    assert (after.status_code, after.json()["reason"]) == (201, None)
    wider = await coordinator.patch(
        _address(after), json={"starts_on": "2027-01-02"}, headers=_version(after)
    )
    assert (wider.status_code, wider.json()["code"]) == (409, "overlap")
    shorter = await coordinator.patch(
        _address(added), json={"ends_on": "2026-12-31"}, headers=_version(added)
    )
    assert shorter.json()["ends_on"] == "2026-12-31"
    wider = await coordinator.patch(
        _address(after), json={"starts_on": "2027-01-02"}, headers=_version(after)
    )
    assert wider.status_code == 200
    listed = await coordinator.get(address, params={"ends_on.gte": "2027-01-01"})
    assert [row["id"] for row in listed.json()["items"]] == [after.json()["id"]]
    stranger = await _coordinator(client_for, other)
    assert (await stranger.get(address)).status_code == 404
    assert (await coordinator.delete(_address(added))).status_code == 428
    assert (await coordinator.delete(_address(added), headers=_version(shorter))).status_code == 204


async def test_bad_blackouts_are_named(client_for: ClientFor, agencies: tuple[Agency, Agency]) -> None:
    coordinator = await _coordinator(client_for, agencies[0])
    address = f"/agencies/{agencies[0].id}/blackouts"
    for changes, pointer in (
        ({"ends_on": "2026-12-19"}, "/ends_on"),
        ({"starts_on": "2026-02-29"}, "/starts_on"),
        ({"starts_on": 20261220}, "/starts_on"),
        ({"agency_id": str(agencies[1].id)}, "/agency_id"),
    ):
        refused = await coordinator.post(address, json=BLACKOUT | changes)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_officers_and_auditors_only_read(
    client_for: ClientFor, agencies: tuple[Agency, Agency]
) -> None:
    mine, _ = agencies
    for role in (Role.OFFICER, Role.AUDITOR):
        client = await client_for(role, agency_id=mine.id)
        for path, body in (("capability-packages", PACKAGE), ("blackouts", BLACKOUT)):
            address = f"/agencies/{mine.id}/{path}"
            assert (await client.get(address)).status_code == 200
            refused = await client.post(address, json=body)
            assert (refused.status_code, refused.json()["permission"]) == (403, "agencies:update")
