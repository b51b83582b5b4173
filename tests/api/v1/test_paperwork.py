"""Paperwork over HTTP: dated templates, the list laid out from them, waivers, warnings and the forecast."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from models.activities import ChecklistItem
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import Modality, Role
from tests.factories.activities import make_activity
from tests.factories.agreements import make_agency
from tests.fixtures.api import ClientFor

TEMPLATE: dict[str, Any] = {
    "modality": "study_visit",
    "key": "insurance",
    "title": "Insurance of the visitors",
    "owner_role": "post",
    "days_before": 10,
    "day_kind": "working",
    "gate": True,
    "evidence_wanted": "Number of the policy",
    "effective_from": "2026-07-01",
    "source": "Agreed with the posts",
}
VISIT = {
    "title": "Study visit",
    "modality": "study_visit",
    "country": "GTM",
    "starts_on": "2026-09-14",
    "ends_on": "2026-09-18",
}


async def _add(client: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    return await client.post("/paperwork-templates", json=TEMPLATE | changes)


async def _plan(client: httpx.AsyncClient, database: Database) -> tuple[str, dict[str, dict[str, Any]]]:
    """A new study visit: its address, and its papers by key."""
    async with database.transaction() as session:
        agency = await make_agency(session)
    made = await client.post("/activities", json=VISIT | {"agency_id": str(agency.id)})
    assert made.status_code == 201, made.text
    address = f"/activities/{made.json()['id']}"
    return address, await _papers(client, address)


async def _papers(client: httpx.AsyncClient, address: str) -> dict[str, dict[str, Any]]:
    rows = (await client.get(f"{address}/checklist")).json()["items"]
    return {row["key"]: row for row in rows}


async def test_every_modality_has_its_list(program_officer: httpx.AsyncClient) -> None:
    answer = await program_officer.get("/paperwork-templates", params={"on": "2026-07-01", "limit": 200})
    keys: dict[str, set[str]] = {}
    for row in answer.json()["items"]:
        keys.setdefault(row["modality"], set()).add(row["key"])
    abroad = {"instrument", "instrument_agency", "participants", "travel", "country_clearance"}
    assert keys == {
        modality: abroad - ({"country_clearance"} if modality is Modality.STUDY_VISIT else set())
        for modality in Modality
    }


async def test_a_template_counts_from_its_day_for_what_is_planned_then(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    before, laid_out = await _plan(program_officer, database)
    added = await _add(program_officer)
    assert added.status_code == 201, added.text
    assert (
        await program_officer.get(added.headers["location"].removeprefix("/api/v1"))
    ).json() == added.json()
    assert (await _add(program_officer, key="travel", retired=True)).status_code == 201
    assert (await _add(program_officer, key="visas", effective_from="2026-07-02")).status_code == 201
    _, papers = await _plan(program_officer, database)
    assert papers.keys() == {"instrument", "instrument_agency", "participants", "insurance"}
    insurance = papers["insurance"]
    # Ten working days before 14 September, with Labor Day between them.
    assert (insurance["due_on"], insurance["gate"], insurance["evidence_wanted"]) == (
        "2026-08-28",
        True,
        "Number of the policy",
    )
    assert (await _papers(program_officer, before)).keys() == laid_out.keys()


async def test_new_days_move_a_list_as_it_was_laid_out(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    address, papers = await _plan(program_officer, database)
    await _add(program_officer, key="travel", days_before=60)
    moved = await program_officer.patch(
        address, json={"starts_on": "2026-09-15"}, headers={"If-Match": '"1"'}
    )
    assert moved.status_code == 200, moved.text
    after = await _papers(program_officer, address)
    assert {key: row["due_on"] for key, row in after.items()} == {
        key: (date.fromisoformat(row["due_on"]) + timedelta(1)).isoformat() for key, row in papers.items()
    }


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"effective_from": "2026-06-30"}, "/effective_from"),
        ({"days_before": -1}, "/days_before"),
        ({"days_before": 366}, "/days_before"),
        ({"days_before": True}, "/days_before"),
        ({"owner_role": "auditor"}, "/owner_role"),
        ({"key": "Not a key"}, "/key"),
        ({"modality": "virtual"}, "/modality"),
        ({"title": " "}, "/title"),
        ({"source": None}, "/source"),
        ({"version": 3}, "/version"),
    ],
)
async def test_templates_must_make_sense(
    change: dict[str, Any], pointer: str, program_officer: httpx.AsyncClient
) -> None:
    refused = await _add(program_officer, **change)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer), refused.text


async def test_what_has_counted_stays(program_officer: httpx.AsyncClient) -> None:
    ahead = await _add(program_officer, effective_from="2026-08-01")
    twice = await _add(program_officer, effective_from="2026-08-01")
    assert (twice.status_code, twice.json()["errors"][0]["pointer"]) == (409, "/effective_from")
    address = ahead.headers["location"].removeprefix("/api/v1")
    version = {"If-Match": ahead.headers["etag"]}
    assert (await program_officer.delete(address)).status_code == 428
    assert (await program_officer.delete(address, headers=version)).status_code == 204
    assert (await program_officer.get(address)).status_code == 404
    now = await _add(program_officer)
    kept = await program_officer.delete(
        now.headers["location"].removeprefix("/api/v1"), headers={"If-Match": now.headers["etag"]}
    )
    assert (kept.status_code, kept.json()["code"]) == (409, "in_force")


async def test_only_the_programme_keeps_templates(client_for: ClientFor) -> None:
    for role in (Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.AUDITOR, Role.CERTIFYING_OFFICER):
        client = await client_for(role)
        assert (await client.get("/paperwork-templates")).status_code == 200
        refused = await _add(client)
        assert (refused.status_code, refused.json()["permission"]) == (403, "paperwork:manage"), role


async def test_waivers_end_and_are_taken_back(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.READYING)
        paper = ChecklistItem(
            activity_id=activity.id,
            key="insurance",
            title="Insurance",
            owner_role=Role.AGENCY_COORDINATOR.value,
            days_before=45,
            due_on=activity.starts_on - timedelta(45),
            gate=True,
        )
        session.add(paper)
    address = f"/activities/{activity.id}/checklist/{paper.id}"
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    auditor = await client_for(Role.AUDITOR)

    async def act(client: httpx.AsyncClient, event: str, body: Any = None) -> httpx.Response:
        version = {"If-Match": (await client.get(address)).headers["etag"]}
        return await client.post(f"{address}/{event}", json=body, headers=version)

    async def gate() -> bool:
        gates = (await program_officer.get(f"/activities/{activity.id}/gates")).json()["gates"]
        return next(each["passes"] for each in gates if each["code"] == "paperwork_open")

    waiver = {"reason": "Covered by the agency", "expires_on": "2026-09-24"}
    for client in (coordinator, auditor):
        assert (await act(client, "waive", waiver)).status_code == 403
    past = await act(program_officer, "waive", waiver | {"expires_on": "2026-06-30"})
    assert past.json()["errors"][0]["pointer"] == "/expires_on"
    short = await act(program_officer, "waive", waiver)  # A day less than the activity lasts.
    assert (short.status_code, short.json()["settled"], await gate()) == (200, False, False)
    whole = await act(program_officer, "waive", waiver | {"expires_on": "2026-09-25"})
    assert (whole.json()["settled"], await gate()) == (True, True)
    assert whole.json()["waiver"]["approved_by"]["name"].startswith("Program officer")
    assert whole.json()["allowed_actions"] == ["done", "waive", "reopen"]
    assert (await act(coordinator, "reopen")).status_code == 403
    back = await act(program_officer, "reopen")
    assert (back.json()["waiver"], back.json()["settled"], await gate()) == (None, False, False)
    done = await act(coordinator, "done", {"evidence": "Policy 4711"})
    assert (done.json()["settled"], await gate()) == (True, True)
    refused = await act(program_officer, "waive", waiver | {"expires_on": "2026-09-25"})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_done")


async def test_late_papers_warn_and_open_gates_block_by_name(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.READYING)
        for key, days, is_gate in (("travel", 80, False), ("insurance", 30, True)):
            session.add(
                ChecklistItem(
                    activity_id=activity.id,
                    key=key,
                    title=key.title(),
                    owner_role=Role.POST.value,
                    days_before=days,
                    due_on=activity.starts_on - timedelta(days),
                    gate=is_gate,
                )
            )
    gates = (await program_officer.get(f"/activities/{activity.id}/gates")).json()
    assert gates["warnings"] == [
        {"code": "paper_late", "field": "checklist", "message": "Travel was due on 2026-06-26."}
    ]
    # Eighty days from 1 July end on Saturday, 19 September.
    assert gates["forecast"] == {
        "ready_on": "2026-09-21",
        "on_time": False,
        "days_late": 7,
        "waits_for": ["Travel"],
        "outstanding": 2,
    }
    refused = await program_officer.post(f"/activities/{activity.id}/authorize", headers={"If-Match": '"1"'})
    assert refused.status_code == 409
    problems = {each["code"]: each["message"] for each in refused.json()["errors"]}
    assert problems["paperwork_open"] == "Insurance is neither done nor waived through the last day."
    assert "Travel" not in str(problems)
    async with database.transaction() as session:
        running = await make_activity(session, S.ACTIVE)
    assert (await program_officer.get(f"/activities/{running.id}/gates")).json()["forecast"] is None
