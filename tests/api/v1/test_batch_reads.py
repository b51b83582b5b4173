"""Records read by their ids, sparse and since a time: the same of every list."""

from uuid import uuid4

import httpx
from fastapi import FastAPI

from models.database import Database
from tests.factories.agencies import agency


async def test_all_ids_that_are_named_come_at_once_and_the_missing_are_told(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        agencies = [agency() for _ in range(120)]
        session.add_all(agencies)
    ids, nobodys = [str(each.id) for each in agencies], str(uuid4())
    for limit in ({}, {"limit": 7}):
        answer = await program_officer.get(
            "/agencies", params={"ids": [*ids, nobodys], "fields": "id", **limit}
        )
        body = answer.json()
        assert {item["id"] for item in body["items"]} == set(ids)
        assert all(list(item) == ["id"] for item in body["items"])
        assert (body["missing"], body["next"], body["previous"]) == ([nobodys], None, None)


def test_every_list_takes_ids_fields_and_where_rows_change_a_time(built_app: FastAPI) -> None:
    document = built_app.openapi()
    asked = 0
    for path, operations in document["paths"].items():
        names = {p["name"] for p in operations.get("get", {}).get("parameters", ()) if p["in"] == "query"}
        if not {"limit", "after", "sort"} <= names:
            continue
        asked += 1
        assert {"ids", "fields"} <= names, path
        shape = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        page = document["components"]["schemas"][shape.rpartition("/")[2]]
        row = page["properties"]["items"]["items"]["$ref"].rpartition("/")[2]
        if "updated_at" in document["components"]["schemas"][row]["properties"]:
            assert "updated_since" in names, path
    assert asked > 40
