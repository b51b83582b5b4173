"""Invariant 20 from outside: marked birth and vetting data are looked for wherever anybody but the post could look."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from models.activities import Activity
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus, Role
from models.officers import Officer
from services.clock import FixedClock
from services.notifications.telling import tell_people
from services.sealing import seal_events
from services.workflows.clock import run_due
from tests.factories.activities import make_activity, make_ready_assignment, post_in
from tests.fixtures.addresses import readable_addresses
from tests.fixtures.api import ClientFor

BORN_ON, BORN_IN, INVEST = "1961-02-03", "Markerbirthplace", "INV-MARKER-77"
BIRTH_AND_VETTING = (BORN_ON, BORN_IN, INVEST)
REFUSED_NAME, CLEARED_NAME = "Official Marked Unapproved", "Official Marked Approved"
#: The tables of the data itself. Answers that are kept for retries hold the reference of a case, and no birth data.
KEEPERS = {"foreign_participants", "vetting_cases"}
RETRIES = "idempotency_records"


class Scene:
    """A post vets two people for an activity: one is approved, one refused."""

    def __init__(self, embassy: httpx.AsyncClient) -> None:
        self.embassy = embassy
        self.ids: dict[str, str] = {}
        self.created = 0

    async def create(self, path: str, body: dict[str, Any]) -> httpx.Response:
        self.created += 1
        key = {"Idempotency-Key": f"create-{self.created}"}
        answer = await self.embassy.post(path, json=body, headers=key)
        assert answer.status_code == 201, answer.text
        return answer

    async def act(self, case_id: str, event: str, body: dict[str, Any] | None = None) -> None:
        address = f"/vetting-cases/{case_id}"
        version = {"If-Match": (await self.embassy.get(address)).headers["etag"]}
        answer = await self.embassy.post(f"{address}/{event}", json=body, headers=version)
        assert answer.status_code == 200, answer.text

    async def vet(self, subject: dict[str, str], reference: str, result: str) -> str:
        case_id: str = (await self.create("/vetting-cases", subject)).json()["id"]
        await self.act(case_id, "submit")
        await self.act(case_id, "enter", {"invest_reference": reference})
        await self.act(case_id, "decide", {"result": result, "decided_on": "2026-06-30"})
        return case_id

    async def play(self, activity: Activity) -> None:
        unit = await self.create("/units", {"country": "GTM", "name": "Traffic unit", "location": "Capital"})
        unit_id = unit.json()["id"]
        await self.vet({"unit_id": unit_id}, f"{INVEST}-U", "approved")
        for name, result in ((CLEARED_NAME, "approved"), (REFUSED_NAME, "rejected")):
            person = await self.create(
                "/foreign-participants",
                {
                    "country": "GTM",
                    "name": name,
                    "unit_id": unit_id,
                    "birth_date": BORN_ON,
                    "birth_place": BORN_IN,
                },
            )
            person_id = person.json()["id"]
            entry = await self.create(
                f"/activities/{activity.id}/participants", {"participant_id": person_id}
            )
            self.ids["entry"] = self.ids.get("entry", entry.json()["id"])
            self.ids["person"], self.ids["unit"] = person_id, unit_id
            self.ids["case"] = await self.vet({"participant_id": person_id}, f"{INVEST}-{result}", result)
        await self.act(self.ids["case"], "record-notice", {"given_on": "2026-07-01"})
        await self.mistakes()

    async def mistakes(self) -> None:
        """What is refused is logged and answered too."""
        person = f"/foreign-participants/{self.ids['person']}"
        etag = (await self.embassy.get(person)).headers["etag"]
        for body in ({"birth_date": f"{BORN_ON}T"}, {"birth_place": BORN_IN * 20}, {"birthplace": BORN_IN}):
            refused = await self.embassy.patch(person, json=body, headers={"If-Match": etag})
            assert refused.status_code == 422
            assert BORN_IN not in refused.text
        taken = await self.embassy.patch(person, json={"birth_place": BORN_IN}, headers={"If-Match": '"99"'})
        assert taken.status_code == 412


def _found(marks: tuple[str, ...], where: str) -> list[str]:
    return [mark for mark in marks if mark in where]


async def _tables(database: Database) -> dict[str, str]:
    """Everything that is stored, as text, by table."""
    async with database.read() as connection:
        names = await connection.execute(
            text("select tablename from pg_tables where schemaname = 'public' order by tablename")
        )
        binary = await connection.execute(
            text(
                "select table_name, column_name from information_schema.columns"
                " where table_schema = 'public' and data_type = 'bytea'"
            )
        )
        # Bytes are shown as digits: their text is read beside them.
        legible: dict[str, str] = {}
        for table, column in binary:
            legible[table] = f"{legible.get(table, '')}, encode(t.{column}, 'escape')"
        return {
            name: "\n".join(
                await connection.scalars(
                    text(f'select concat(t::text{legible.get(name, "")}) from "{name}" t')
                )  # noqa: S608
            )
            for name in names.scalars().all()
        }


async def test_invariant_20_marked_data_is_nowhere_but_with_the_post(
    app: FastAPI,
    client_for: ClientFor,
    database: Database,
    clock: FixedClock,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with database.transaction() as session:
        post: Post = await post_in(session)
        activity = await make_activity(session, ActivityStatus.READYING)
        assignment = await make_ready_assignment(session, activity)
        officer = await session.get_one(Officer, assignment.officer_id)
    embassy = await client_for(Role.POST, post_id=post.id)
    seen_addresses: list[str] = []

    async def note(response: httpx.Response) -> None:
        seen_addresses.extend(
            (
                str(response.request.url),
                response.headers.get("location", ""),
                response.headers.get("link", ""),
            )
        )

    embassy.event_hooks["response"].append(note)
    scene = Scene(embassy)
    await scene.play(activity)
    await run_due(database, clock)
    # A year on the approvals run out, which the post is told of.
    await run_due(database, FixedClock(clock.now() + timedelta(days=366)))
    await seal_events(database)
    assert await tell_people(database, clock, by_mail=True) > 0
    # The marks are where they belong: with the post.
    person = (await embassy.get(f"/foreign-participants/{scene.ids['person']}")).json()
    assert (person["birth_date"], person["birth_place"]) == (BORN_ON, BORN_IN)

    stored = await _tables(database)
    assert _found((BORN_IN,), stored["foreign_participants"])
    leaks = {name: _found(BIRTH_AND_VETTING, rows) for name, rows in stored.items() if name not in KEEPERS}
    assert {name: found for name, found in leaks.items() if found and name != RETRIES} == {}
    assert _found((CLEARED_NAME,), stored[RETRIES])
    assert _found((BORN_ON, BORN_IN), stored[RETRIES]) == []
    assert _found(("rejected", CLEARED_NAME, REFUSED_NAME), stored["notifications"] + stored["mails"]) == []
    assert _found((*BIRTH_AND_VETTING, "rejected"), stored["events"]) == []
    assert _found((CLEARED_NAME, REFUSED_NAME), stored["events"]) == []
    assert _found((*BIRTH_AND_VETTING, CLEARED_NAME, REFUSED_NAME), " ".join(seen_addresses)) == []

    known = {
        "activity_id": str(activity.id),
        "assignment_id": str(assignment.id),
        "officer_id": str(officer.id),
        "agency_id": str(activity.agency_id),
        "participant_id": scene.ids["person"],
        "person_id": scene.ids["person"],
        "entry_id": scene.ids["entry"],
        "unit_id": scene.ids["unit"],
        "case_id": scene.ids["case"],
        "record_id": str(activity.id),
        "type": "passport",
        "id": str(activity.id),
    }
    partner = {"agency_id": activity.agency_id}
    readers = {
        Role.AGENCY_COORDINATOR: await client_for(Role.AGENCY_COORDINATOR, **partner),
        Role.OFFICER: await client_for(Role.OFFICER, officer_id=officer.id, **partner),
        Role.ADMINISTRATOR: await client_for(Role.ADMINISTRATOR),
        Role.FINANCE_REVIEWER: await client_for(Role.FINANCE_REVIEWER),
        Role.CERTIFYING_OFFICER: await client_for(Role.CERTIFYING_OFFICER),
        Role.PROGRAM_OFFICER: await client_for(Role.PROGRAM_OFFICER),
        Role.AUDITOR: await client_for(Role.AUDITOR),
    }
    shown: dict[Role, str] = dict.fromkeys(readers, "")
    for role, client in readers.items():
        for address in readable_addresses(app, known):
            for query in ({}, {"limit": "200"}, {"q": "Marker"}, {"q": "1961"}):
                answer = await client.get(address, params=query)
                assert answer.status_code < 500, (role, address, answer.text)
                found = _found(BIRTH_AND_VETTING, answer.text)
                assert found == [], (role, address, query)
                shown[role] += answer.text
                if query and answer.status_code != 200:
                    break
    # A rejection takes people off the list; hosts see approved names, everybody else outside vetting none.
    assert CLEARED_NAME in shown[Role.AGENCY_COORDINATOR]
    assert REFUSED_NAME not in shown[Role.AGENCY_COORDINATOR]
    for role in (Role.OFFICER, Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER):
        assert _found((CLEARED_NAME, REFUSED_NAME), shown[role]) == [], role
    for role in (Role.PROGRAM_OFFICER, Role.AUDITOR):
        assert CLEARED_NAME in shown[role], role

    printed = capfd.readouterr()
    logged = printed.out + printed.err + caplog.text
    assert _found((*BIRTH_AND_VETTING, CLEARED_NAME, REFUSED_NAME), logged) == []
