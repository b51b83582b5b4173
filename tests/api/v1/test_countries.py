"""Countries, their names and posts over HTTP."""

from datetime import timedelta

import httpx
import pytest

from models.database import Database
from models.enums import ActivityStatus, Role
from services.clock import FixedClock
from tests.factories.activities import country, make_activity
from tests.factories.agencies import agency
from tests.fixtures.api import ClientFor


async def _read(client: httpx.AsyncClient, genc3: str) -> httpx.Response:
    [row] = (await client.get("/countries", params={"genc3": genc3})).json()["items"]
    return await client.get(f"/countries/{row['id']}")


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


async def _resolve(client: httpx.AsyncClient, name: str, **more: object) -> httpx.Response:
    return await client.get("/countries/resolve", params={"name": name, **more})


async def test_list_has_the_seeds_93_and_filters(program_officer: httpx.AsyncClient) -> None:
    counted = await program_officer.get("/countries", params={"count": "exact", "limit": 1})
    assert counted.json()["total"] == 93
    west = await program_officer.get("/countries", params={"bureau": "WHA", "count": "exact"})
    assert west.json()["total"] == 27
    by_alias = await program_officer.get("/countries", params={"q": "congo-kinshasa"})
    assert "COD" in {row["genc3"] for row in by_alias.json()["items"]}


@pytest.mark.parametrize(
    ("name", "genc3"),
    [
        ("GTM", "GTM"),
        ("gt", "GTM"),
        ("  Côte d’Ivoire ", "CIV"),
        ("Macedonia", "MKD"),
        ("West Bank/Gaza", "PSE"),
        ("XKX", "XKS"),
        ("DR Congo", "COD"),
        ("GEO", "GEO"),
    ],
)
async def test_names_and_codes_resolve(program_officer: httpx.AsyncClient, name: str, genc3: str) -> None:
    found = await _resolve(program_officer, name)
    assert (found.status_code, found.json().get("genc3")) == (200, genc3)


async def test_congo_alone_is_asked_back(program_officer: httpx.AsyncClient) -> None:
    asked = await _resolve(program_officer, "Congo")
    assert (asked.status_code, asked.json()["code"]) == (409, "ambiguous")
    assert asked.headers["content-type"] == "application/problem+json"
    candidates = {(c["kind"], c["code"]) for c in asked.json()["candidates"]}
    assert candidates == {("country", "COD"), ("country_without_partnership", "CG")}
    assert asked.json()["errors"][0]["parameter"] == "name"


async def test_georgia_may_be_the_state(program_officer: httpx.AsyncClient) -> None:
    asked = await _resolve(program_officer, "Georgia")
    assert asked.status_code == 409
    assert {(c["kind"], c["code"]) for c in asked.json()["candidates"]} == {
        ("country", "GEO"),
        ("us_state", "GA"),
    }
    told = await _resolve(program_officer, "Georgia", known_to_be_a_country=True)
    assert told.json()["genc3"] == "GEO"


async def test_unknown_names_and_others_countries_are_404_and_told_apart(
    program_officer: httpx.AsyncClient,
) -> None:
    other = await _resolve(program_officer, "France")
    assert (other.status_code, other.json()["detail"]) == (404, "France (FR) is not a partner country.")
    typo = await _resolve(program_officer, "Guatemalla")
    assert typo.status_code == 404
    assert "'Guatemala'" in typo.json()["detail"]
    assert (await _resolve(program_officer, "ZZZ")).status_code == 404
    assert (await program_officer.get("/countries/resolve")).status_code == 422


async def test_a_retired_code_is_named(program_officer: httpx.AsyncClient, clock: FixedClock) -> None:
    read = await _read(program_officer, "GTM")
    address = f"/countries/{read.json()['id']}"
    last = clock.today() - timedelta(days=1)
    retired = await program_officer.patch(
        address, json={"valid_to": last.isoformat()}, headers=_version(read)
    )
    assert retired.json()["valid_to"] == last.isoformat()
    asked = await _resolve(program_officer, "Guatemala")
    assert (asked.status_code, asked.json()["code"]) == (409, "country_retired")
    listed = await program_officer.get(
        "/countries", params={"genc3": "GTM", "valid_on": clock.today().isoformat()}
    )
    assert listed.json()["items"] == []
    academy = {
        "code": "NEW",
        "name": "Academy",
        "city": "Guatemala City",
        "host_country": "Guatemala",
        "established": 2026,
        "region_served": "Central America",
        "longitude": -90.5,
        "latitude": 14.6,
    }
    refused = await program_officer.post("/academies", json=academy | {"country": "GTM"})
    assert refused.json()["errors"][0]["code"] == "retired"
    unknown = await program_officer.post("/academies", json=academy | {"country": "ZZZ"})
    assert unknown.json()["errors"][0]["code"] == "unknown"
    backwards = await program_officer.patch(
        address, json={"valid_from": "2026-07-01"}, headers=_version(retired)
    )
    assert backwards.json()["errors"][0]["pointer"] == "/valid_to"


async def test_detail_counts_what_the_reader_may_see(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        here = await country(session, "GTM")
        mine, other = agency(), agency()
        session.add_all([mine, other])
        await session.flush()
        await make_activity(session, ActivityStatus.ACTIVE, agency_id=mine.id, country_id=here.id)
        await make_activity(session, ActivityStatus.PLANNING, agency_id=other.id, country_id=here.id)
        await make_activity(session, ActivityStatus.AUTHORIZED, agency_id=other.id, country_id=here.id)
    before = (await _read(program_officer, "GTM")).json()["figures"]
    assert before["activities_by_status"]["active"] >= 1
    assert before["activities_by_status"]["planning"] >= 1
    assert {str(mine.id), str(other.id)} <= {row["id"] for row in before["active_agencies"]}
    assert before["open_requests"] == 0
    assert "Guatemala City" in before["per_diem_locations"]
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    own = (await _read(coordinator, "GTM")).json()["figures"]
    assert own["activities_by_status"] == {"active": 1}
    assert [row["id"] for row in own["active_agencies"]] == [str(mine.id)]
    certifier = await client_for(Role.CERTIFYING_OFFICER)
    assert (await _read(certifier, "GTM")).json()["figures"]["open_requests"] is None


async def test_a_renamed_country_keeps_its_former_name_as_an_alias(
    program_officer: httpx.AsyncClient,
) -> None:
    read = await _read(program_officer, "GTM")
    address = f"/countries/{read.json()['id']}"
    renamed = await program_officer.patch(address, json={"name": "Quauhtlemallan"}, headers=_version(read))
    assert renamed.json()["version"] == read.json()["version"] + 1
    assert {"Quauhtlemallan", "Guatemala"} <= set(renamed.json()["aliases"])
    for name in ("Quauhtlemallan", "Guatemala"):
        assert (await _resolve(program_officer, name)).json()["genc3"] == "GTM"
    found = await program_officer.get("/countries", params={"q": "quauhtlem"})
    assert [row["genc3"] for row in found.json()["items"]] == ["GTM"]
    taken = await program_officer.patch(address, json={"name": "Honduras"}, headers=_version(renamed))
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")


async def test_aliases_are_added_listed_and_removed(program_officer: httpx.AsyncClient) -> None:
    address = f"/countries/{(await _read(program_officer, 'GTM')).json()['id']}/aliases"
    added = await program_officer.post(address, json={"alias": "Gūatemala del Norte"})
    assert added.status_code == 201
    assert (await _resolve(program_officer, "guatemala del norte")).json()["genc3"] == "GTM"
    listed = (await program_officer.get(address)).json()["items"]
    assert "Gūatemala del Norte" in {row["alias"] for row in listed}
    [name] = [row for row in listed if row["alias"] == "Guatemala"]
    kept = await program_officer.get(f"{address}/{name['id']}")
    refused = await program_officer.delete(f"{address}/{name['id']}", headers=_version(kept))
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    own = f"{address}/{added.json()['id']}"
    assert (await program_officer.delete(own)).status_code == 428
    assert (await program_officer.delete(own, headers=_version(added))).status_code == 204
    assert (await program_officer.get(own)).status_code == 404
    assert (await _resolve(program_officer, "guatemala del norte")).status_code == 404


@pytest.mark.parametrize(
    ("alias", "status", "code"),
    [
        ("Guatemala", 409, "known"),
        ("honduras", 409, "taken"),
        ("France", 409, "taken"),
        ("Congo", 409, "ambiguous_name"),
        ("\u0301", 422, "no_letters"),
    ],
)
async def test_aliases_that_mean_something_else_are_refused(
    program_officer: httpx.AsyncClient, alias: str, status: int, code: str
) -> None:
    address = f"/countries/{(await _read(program_officer, 'GTM')).json()['id']}/aliases"
    refused = await program_officer.post(address, json={"alias": alias})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (status, code)


async def test_posts_say_how_early_they_want_clearance(
    program_officer: httpx.AsyncClient, client_for: ClientFor
) -> None:
    [row] = (await program_officer.get("/posts", params={"country": "GTM"})).json()["items"]
    assert (row["country"]["genc3"], row["bureau"], row["clearance_lead_days"]) == ("GTM", "WHA", 14)
    read = await program_officer.get(f"/posts/{row['id']}")
    changed = await program_officer.patch(
        f"/posts/{row['id']}", json={"clearance_lead_days": 20}, headers=_version(read)
    )
    assert changed.json()["clearance_lead_days"] == 20
    for bad in (-1, 366, True, "20", 1.5):
        refused = await program_officer.patch(
            f"/posts/{row['id']}", json={"clearance_lead_days": bad}, headers=_version(changed)
        )
        assert refused.status_code == 422, bad
    auditor = await client_for(Role.AUDITOR)
    not_theirs = await auditor.patch(
        f"/posts/{row['id']}", json={"clearance_lead_days": 1}, headers=_version(changed)
    )
    assert (not_theirs.status_code, not_theirs.json()["permission"]) == (403, "countries:manage")
