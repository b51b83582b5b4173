"""An operation that will go says so in every answer, refusals included, and in the description."""

from datetime import date

import httpx
import pytest

from api.app import create_app
from api.deprecation import retiring
from api.responses import json_response
from api.unit_of_work import PublicRoute, Read, Resource
from models.database import Database
from services.errors import NotFound
from services.settings import Settings


async def test_every_answer_of_an_operation_that_will_go_says_so(database: Database) -> None:
    app = create_app(Settings(allowed_hosts=("testserver",)), database=database)
    old = Resource("/old", tags=["old"], route_class=PublicRoute)
    terms = retiring(since=date(2026, 1, 1), sunset=date(2027, 6, 30), instead="/api/v1/new")

    @old.get("/{there}", operation_id="old_get", **terms)
    async def get_old(work: Read, there: str):
        if there == "no":
            raise NotFound
        return json_response({"there": there})

    app.router.routes.insert(0, old.routes[0])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1") as client:
        for address, status in (("/old/yes", 200), ("/old/no", 404), ("/old/yes?x=1", 422)):
            answer = await client.get(address)
            assert answer.status_code == status
            assert answer.headers["Deprecation"] == "@1767225600"
            assert answer.headers["Sunset"] == "Wed, 30 Jun 2027 00:00:00 GMT"
            assert answer.headers["Link"] == '</api/v1/new>; rel="successor-version"'
        other = await client.get("/site")
        assert not {"Deprecation", "Sunset", "Link"} & {name.title() for name in other.headers}
    described = app.openapi()["paths"]["/api/v1/old/{there}"]["get"]
    assert described["deprecated"] is True
    assert described["x-retiring"] == {
        "since": "2026-01-01",
        "sunset": "2027-06-30",
        "instead": "/api/v1/new",
    }


def test_nothing_goes_before_it_is_deprecated() -> None:
    with pytest.raises(ValueError, match="sunset"):
        retiring(since=date(2027, 1, 1), sunset=date(2026, 1, 1))
