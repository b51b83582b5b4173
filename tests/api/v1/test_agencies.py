"""Agencies over HTTP: the wire conventions, once for all resources that follow them."""

from datetime import date

import httpx

from api.pages import SELECTION_TYPE
from models.database import Database
from models.enums import Role
from tests.factories.agencies import agency, with_expertise
from tests.factories.agreements import make_agency, make_mou
from tests.fixtures.api import ClientFor

BODY = {
    "legal_name": "Fairview Police Department",
    "kind": "municipal_pd",
    "state": "VA",
    "oris": ["VA0990100"],
}


async def _create(client: httpx.AsyncClient, **changes: object) -> httpx.Response:
    response = await client.post("/agencies", json=BODY | changes)
    assert response.status_code == 201, response.text
    return response


async def test_create_answers_201_with_location_body_and_etag(program_officer: httpx.AsyncClient) -> None:
    created = await _create(program_officer)
    assert created.headers["location"] == f"/api/v1/agencies/{created.json()['id']}"
    assert created.json()["ori_codes"] == ["VA0990100"]
    read = await program_officer.get(f"/agencies/{created.json()['id']}")
    assert read.json() == created.json()
    assert read.headers["etag"] == created.headers["etag"]
    assert set(read.json()["allowed_actions"]) == {"update", "archive"}


async def test_unchanged_record_is_304(program_officer: httpx.AsyncClient) -> None:
    created = await _create(program_officer)
    address = f"/agencies/{created.json()['id']}"
    again = await program_officer.get(address, headers={"If-None-Match": created.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_patch_leaves_absent_fields_and_clears_null_ones(program_officer: httpx.AsyncClient) -> None:
    created = await _create(program_officer, city="Fairview", max_officers=4)
    address = f"/agencies/{created.json()['id']}"
    changed = await program_officer.patch(
        address, json={"max_officers": None}, headers={"If-Match": created.headers["etag"]}
    )
    assert changed.status_code == 200
    assert (changed.json()["city"], changed.json()["max_officers"]) == ("Fairview", None)
    assert changed.json()["version"] == created.json()["version"] + 1


async def test_null_for_a_required_field_is_refused(program_officer: httpx.AsyncClient) -> None:
    created = await _create(program_officer)
    refused = await program_officer.patch(
        f"/agencies/{created.json()['id']}",
        json={"legal_name": None},
        headers={"If-Match": created.headers["etag"]},
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/legal_name"


async def test_stale_write_is_412_and_a_missing_version_428(program_officer: httpx.AsyncClient) -> None:
    created = await _create(program_officer)
    address = f"/agencies/{created.json()['id']}"
    first = {"If-Match": created.headers["etag"]}
    assert (await program_officer.patch(address, json={"city": "A"}, headers=first)).status_code == 200
    stale = await program_officer.patch(address, json={"city": "B"}, headers=first)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert (await program_officer.patch(address, json={"city": "C"})).status_code == 428
    assert (await program_officer.get(address)).json()["city"] == "A"


async def test_idempotency_key_replays_the_first_answer(program_officer: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "first-try"}
    first = await program_officer.post("/agencies", json=BODY, headers=key)
    second = await program_officer.post("/agencies", json=BODY, headers=key)
    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["etag"] == first.headers["etag"]
    other = await program_officer.post("/agencies", json=BODY | {"city": "Else"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")


async def test_unknown_body_field_is_named_with_the_nearest_known_one(
    program_officer: httpx.AsyncClient,
) -> None:
    refused = await program_officer.post("/agencies", json=BODY | {"legal_nam": "x"})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    [error] = refused.json()["errors"]
    assert error["pointer"] == "/legal_nam"
    assert "'legal_name'" in error["message"]


async def test_unknown_query_parameter_is_named_with_the_nearest_known_one(
    program_officer: httpx.AsyncClient,
) -> None:
    refused = await program_officer.get("/agencies", params={"stat": "VA"})
    assert refused.status_code == 422
    [error] = refused.json()["errors"]
    assert error["parameter"] == "stat"
    assert "'state'" in error["message"] or "'status'" in error["message"]


async def test_callers_cannot_set_what_is_not_theirs(program_officer: httpx.AsyncClient) -> None:
    for field in ("status", "version", "id", "created_at"):
        refused = await program_officer.post("/agencies", json=BODY | {field: "x"})
        assert refused.status_code == 422, field


async def test_pages_show_every_row_once_in_both_directions(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        session.add_all(agency(state="WY", sworn_officers=n % 4 or None) for n in range(23))
    for sort in ("legal_name", "-legal_name", "sworn_officers", "-sworn_officers", "kind,-sworn_officers"):
        seen: list[str] = []
        params = {"state": "WY", "sort": sort, "limit": "5"}
        while True:
            page = (await program_officer.get("/agencies", params=params)).json()
            seen += [row["id"] for row in page["items"]]
            if page["next"] is None:
                break
            params["after"] = page["next"]
        assert len(seen) == len(set(seen)) == 23, sort
        back: list[str] = [row["id"] for row in page["items"]]
        while page["previous"]:
            page = (
                await program_officer.get("/agencies", params=params | {"after": page["previous"]})
            ).json()
            back = [row["id"] for row in page["items"]] + back
        assert back == seen, sort


async def test_a_cursor_of_another_query_is_refused(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        session.add_all(agency(state="WY") for _ in range(3))
    page = await program_officer.get("/agencies", params={"state": "WY", "limit": 1})
    assert 'rel="next"' in page.headers["link"]
    for params in ({"state": "VA"}, {"state": "WY", "sort": "kind"}):
        other = await program_officer.get("/agencies", params=params | {"after": page.json()["next"]})
        assert (other.status_code, other.json()["code"]) == (400, "bad_cursor")
    for broken in ("x", "////", "W10", "bm90IGpzb24"):
        refused = await program_officer.get("/agencies", params={"after": broken})
        assert refused.status_code == 400, broken


async def test_counts_fields_ids_and_search(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        session.add(agency(legal_name="Cañon City Police Department", state="CO", city="Cañon City"))
    found = await program_officer.get("/agencies", params={"q": "canon cit", "fields": "id,legal_name"})
    assert [set(row) for row in found.json()["items"]] == [{"id", "legal_name"}]
    # Another shape than the list's own is another type, so that no description is broken.
    assert found.headers["Content-Type"] == SELECTION_TYPE
    twice = await program_officer.get("/agencies", params={"fields": ",".join(["id"] * 40)})
    assert twice.json()["errors"][0]["code"] == "too_many_names"
    typo = await program_officer.get("/agencies", params={"q": "Cannon City Polise"})
    assert [row["city"] for row in typo.json()["items"]] == ["Cañon City"]
    assert (await program_officer.get("/agencies", params={"q": "100%_"})).json()["items"] == []
    for count in ("exact", "estimate"):
        counted = await program_officer.get("/agencies", params={"state": "CO", "count": count})
        assert counted.json()["total"] >= 1
    known, unknown = found.json()["items"][0]["id"], "019a0000-0000-7000-8000-000000000000"
    batch = (await program_officer.get("/agencies", params={"ids": [known, unknown]})).json()
    assert ([row["id"] for row in batch["items"]], batch["missing"]) == ([known], [unknown])


async def test_coordinators_see_and_set_only_their_own(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        mine, other = agency(), agency()
        session.add_all([mine, other])
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    listed = await coordinator.get("/agencies")
    assert [row["id"] for row in listed.json()["items"]] == [str(mine.id)]
    assert (await coordinator.get(f"/agencies/{other.id}")).status_code == 404
    own = await coordinator.get(f"/agencies/{mine.id}")
    version = {"If-Match": own.headers["etag"]}
    renamed = await coordinator.patch(f"/agencies/{mine.id}", json={"legal_name": "Ours"}, headers=version)
    assert (renamed.status_code, renamed.json()["permission"]) == (403, "agencies:create")
    capacity = await coordinator.patch(f"/agencies/{mine.id}", json={"max_officers": 2}, headers=version)
    assert capacity.json()["max_officers"] == 2


async def test_signed_out_and_read_only_callers(anonymous: httpx.AsyncClient, client_for: ClientFor) -> None:
    refused = await anonymous.get("/agencies")
    assert (refused.status_code, refused.headers["www-authenticate"][:6]) == (401, "Bearer")
    reader = await client_for(Role.PROGRAM_OFFICER, scopes=("read",))
    assert (await reader.get("/agencies")).status_code == 200
    assert (await reader.post("/agencies", json=BODY)).status_code == 403


async def test_contacts_expertise_and_interests(program_officer: httpx.AsyncClient) -> None:
    address = f"/agencies/{(await _create(program_officer)).json()['id']}"
    first = await program_officer.post(
        f"{address}/contacts", json={"name": "Liaison office", "is_primary": True}
    )
    assert first.status_code == 201, first.text
    second = await program_officer.post(
        f"{address}/contacts", json={"name": "Training office", "is_primary": True}
    )
    assert second.status_code == 201
    listed = (await program_officer.get(f"{address}/contacts")).json()["items"]
    assert {row["name"]: row["is_primary"] for row in listed} == {
        "Liaison office": False,
        "Training office": True,
    }
    removed = await program_officer.delete(
        second.headers["location"].removeprefix("/api/v1"), headers={"If-Match": second.headers["etag"]}
    )
    assert removed.status_code == 204
    level = await program_officer.put(f"{address}/expertise/TRF-COL", json={"level": 3})
    assert level.json()["name"] == "Collision investigation and reconstruction"
    assert (await program_officer.put(f"{address}/expertise/NOPE", json={"level": 3})).status_code == 422
    interests = await program_officer.get(f"{address}/interests")
    assert interests.json()["modalities"] == []
    said = await program_officer.put(
        f"{address}/interests",
        json={"countries": ["GTM"], "bureaus": ["WHA"], "modalities": ["study_visit"]},
        headers={"If-Match": interests.headers["etag"]},
    )
    assert said.json()["countries"] == ["GTM"]
    unknown = await program_officer.put(
        f"{address}/interests", json={"countries": ["ZZZ"]}, headers={"If-Match": said.headers["etag"]}
    )
    assert unknown.json()["errors"][0]["pointer"] == "/countries/0"


async def test_rows_show_the_expertise_of_their_own_agency(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    names = ("Ashford Police", "Birchport Police", "Cedarvale Police")
    async with database.transaction() as session:
        first, second, third = (agency(legal_name=name, state="WY") for name in names)
        session.add_all((first, second, third))
        await session.flush()
        await with_expertise(session, first, TRF_COL=3)
        await with_expertise(session, second, INV_GEN=2)
    page = (await program_officer.get("/agencies", params={"q": "Police", "state": "WY"})).json()
    shown = {row["legal_name"]: row["expertise"] for row in page["items"] if row["legal_name"] in names}
    assert [len(shown[name]) for name in names] == [1, 1, 0]
    assert shown[names[0]] != shown[names[1]]


async def test_the_end_of_the_memorandum_filters_and_sorts(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        soon, late = await make_agency(session), await make_agency(session)
        await make_mou(session, soon, ends_on=date(2026, 9, 1))
        await make_mou(session, late, ends_on=date(2028, 9, 1))
    by_end = {"sort": "mou_ends_on", "limit": 2}
    items = (await program_officer.get("/agencies", params=by_end)).json()["items"]
    assert [item["id"] for item in items] == [str(soon.id), str(late.id)]
    ending = {"mou_ends_on.lte": "2026-12-31"}
    items = (await program_officer.get("/agencies", params=ending)).json()["items"]
    assert [(item["id"], item["mou_ends_on"]) for item in items] == [(str(soon.id), "2026-09-01")]
