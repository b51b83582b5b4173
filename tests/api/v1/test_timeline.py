"""Timelines over HTTP: newest first, each told what they may see, and never values."""

from datetime import date

import httpx

from models.activities import Activity
from models.claims import Claim
from models.database import Database
from models.enums import ActivityStatus, ClaimKind, Role
from services.access.permissions import Permission
from services.access.policy import SYSTEM
from services.events import record_event
from tests.factories.activities import make_activity, post_in
from tests.factories.users import make_user
from tests.fixtures.api import ClientFor


async def _with_claim(database: Database) -> Activity:
    """An activity that was suspended and resumed, and a claim on it."""
    async with database.transaction() as session:
        activity = await make_activity(session, ActivityStatus.ACTIVE)
        preparer = await make_user(session, Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
        claim = Claim(
            reference="CLM-T-1",
            kind=ClaimKind.REIMBURSEMENT_REQUEST.value,
            activity_id=activity.id,
            agency_id=activity.agency_id,
            instrument_id=activity.instrument_id,
            obligation_id=activity.obligation_id,
            period_starts_on=date(2026, 9, 14),
            period_ends_on=date(2026, 9, 25),
            prepared_by=preparer.id,
        )
        session.add(claim)
        await session.flush()
        for action, subject, kind, before, after in (
            ("activities.suspended", activity, "activity", "active", "suspended"),
            ("activities.resumed", activity, "activity", "suspended", "active"),
            ("claims.returned", claim, "claim", "program_review", "returned"),
        ):
            record_event(
                session,
                SYSTEM,
                action,
                subject,
                subject_type=kind,
                permission=Permission.CLAIMS_READ,
                reason="Because",
                before={"status": before, "title": "Before"},
                after={"status": after, "title": "After"},
            )
            await session.flush()
    return activity


async def test_newest_first_without_values(program_officer: httpx.AsyncClient, database: Database) -> None:
    activity = await _with_claim(database)
    answer = await program_officer.get(f"/activities/{activity.id}/timeline")
    claim, resumed, suspended = answer.json()["items"]
    assert (claim["action"], claim["reason"], claim["state_after"]) == ("claims.returned", None, None)
    assert (suspended["reason"], suspended["state_before"], suspended["state_after"]) == (
        "Because",
        "active",
        "suspended",
    )
    assert resumed["actor"] == {"name": "System", "role": None}
    assert "Before" not in answer.text


async def test_pages_follow_one_another(program_officer: httpx.AsyncClient, database: Database) -> None:
    activity = await _with_claim(database)
    address = f"/activities/{activity.id}/timeline"
    seen, after = [], None
    while True:
        page = (
            await program_officer.get(address, params={"limit": 1, "after": after} if after else {"limit": 1})
        ).json()
        seen += [event["action"] for event in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == ["claims.returned", "activities.resumed", "activities.suspended"]
    first = (await program_officer.get(address, params={"limit": 1})).json()["next"]
    other = await program_officer.get(f"/agencies/{activity.agency_id}/timeline", params={"after": first})
    assert (other.status_code, other.json()["code"]) == (400, "bad_cursor")


async def test_records_of_others_are_left_out(client_for: ClientFor, database: Database) -> None:
    activity = await _with_claim(database)
    async with database.transaction() as session:
        post = await post_in(session)
        elsewhere = await post_in(session, "PER")
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    for client, sees_claim in (
        (host, True),
        (await client_for(Role.POST, post_id=post.id), True),
        (await client_for(Role.ADMINISTRATOR), False),
        (await client_for(Role.PROGRAM_OFFICER, scopes=("activities:read",)), False),
    ):
        items = (await client.get(f"/activities/{activity.id}/timeline")).json()["items"]
        assert {event["subject"]["type"] for event in items} == {"activity"} | (
            {"claim"} if sees_claim else set()
        )
    stranger = await client_for(Role.POST, post_id=elsewhere.id)
    assert (await stranger.get(f"/activities/{activity.id}/timeline")).status_code == 404
    assert (await host.get(f"/agencies/{activity.agency_id}/timeline")).status_code == 200


async def test_every_kind_has_a_timeline(program_officer: httpx.AsyncClient) -> None:
    nothing = "019a0000-0000-7000-8000-000000000000"
    for kind in ("activities", "requests", "mous", "agencies", "claims"):
        answer = await program_officer.get(f"/{kind}/{nothing}/timeline")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), kind


async def test_only_the_actions_asked_for(program_officer: httpx.AsyncClient, database: Database) -> None:
    activity = await _with_claim(database)
    address = f"/activities/{activity.id}/timeline"
    named = {"action": ["activities.resumed", "activities.suspended"], "limit": 1}
    first = (await program_officer.get(address, params=named)).json()
    second = (await program_officer.get(address, params=named | {"after": first["next"]})).json()
    assert [event["action"] for page in (first, second) for event in page["items"]] == named["action"]
    assert second["next"] is None
    other = await program_officer.get(address, params={"after": first["next"]})
    assert other.json()["code"] == "bad_cursor"
