"""The vetting queue of a post: whom activities still need vetted, by lead time, and what comes next."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from models.activities import ChecklistItem
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus, Role
from models.enums import VettingStatus as S
from models.vetting import Unit
from tests.factories.activities import ENDS_ON, STARTS_ON, make_activity, post_in
from tests.factories.vetting import list_participant, make_case, make_cleared_person, make_person
from tests.fixtures.api import ClientFor


@pytest.fixture
async def post(database: Database) -> Post:
    async with database.transaction() as session:
        return await post_in(session)


@pytest.fixture
async def embassy(client_for: ClientFor, post: Post) -> httpx.AsyncClient:
    return await client_for(Role.POST, post_id=post.id)


async def _rows(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/vetting-queue", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_each_case_says_what_comes_next(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    """The person first, then the unit; an approval that ends in the middle of the course needs another."""
    short = {"valid_to": ENDS_ON - timedelta(1)}
    expected: dict[str, str | None] = {}
    async with database.transaction() as session:
        activity = await make_activity(session)

        async def listed(next_step: str | None, of_person: Any, of_unit: Any = None, **values: Any) -> None:
            person = await make_person(session, post, **values)
            for subject, case in (
                (person, of_person),
                (person.unit_id and await session.get_one(Unit, person.unit_id), of_unit),
            ):
                if case is not None:
                    status, more = case if isinstance(case, tuple) else (case, {})
                    await make_case(session, post, subject, status, **more)
            await list_participant(session, activity, person)
            expected[person.name] = next_step

        await listed("nominate_person", None)
        await listed("submit", S.NOMINATED)
        await listed("enter", S.POST_CHECK)
        await listed("decide", S.IN_REVIEW)
        await listed("re_review", S.SUSPENDED)
        await listed("replace", S.REJECTED)
        await listed("nominate_person", (S.EXPIRED, short))
        await listed("nominate_person", (S.APPROVED, short))
        await listed("name_unit", S.APPROVED, unit_id=None)
        await listed("nominate_unit", S.APPROVED)
        await listed("decide", S.APPROVED, S.IN_REVIEW)
        await listed("replace", S.APPROVED, S.REJECTED)
        await listed("nominate_unit", S.APPROVED, (S.APPROVED, short))
        await listed(None, S.APPROVED, S.APPROVED)
    rows = await _rows(embassy, limit="50")
    assert {row["participant"]["name"]: row["next_step"] for row in rows} == expected
    assert {row["participant"]["name"] for row in rows if row["cleared"]} == {
        name for name, step in expected.items() if step is None
    }
    to_decide = await _rows(embassy, next_step="decide")
    assert len(to_decide) == 2


async def test_the_queue_goes_by_lead_time(
    embassy: httpx.AsyncClient, post: Post, database: Database
) -> None:
    async with database.transaction() as session:
        person = await make_person(session, post)
        done = await make_cleared_person(session, post)
        late = await make_activity(
            session, starts_on=STARTS_ON + timedelta(30), ends_on=ENDS_ON + timedelta(30)
        )
        soon = await make_activity(session)
        over = await make_activity(
            session, ActivityStatus.COMPLETED, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 6)
        )
        session.add(
            ChecklistItem(
                activity_id=late.id,
                key="participants",
                title="Participant list to vetting",
                owner_role=Role.POST.value,
                days_before=90,
                due_on=STARTS_ON - timedelta(60),
            )
        )
        for activity in (late, soon, over):
            await list_participant(session, activity, person)
        await list_participant(session, soon, done)
    ahead = await _rows(embassy, ahead="true", cleared="false")
    assert [(row["activity"]["id"], row["due_on"]) for row in ahead] == [
        (str(late.id), "2026-07-16"),
        (str(soon.id), "2026-09-14"),
    ]
    by_start = await _rows(embassy, ahead="true", cleared="false", sort="starts_on")
    assert [row["activity"]["id"] for row in by_start] == [str(soon.id), str(late.id)]
    one = await _rows(embassy, activity_id=str(soon.id))
    assert {row["participant"]["id"] for row in one} == {str(person.id), str(done.id)}
    first = await embassy.get("/vetting-queue", params={"limit": 1, "count": "exact"})
    rest = await embassy.get("/vetting-queue", params={"limit": 9, "after": first.json()["next"]})
    assert (first.json()["total"], len(rest.json()["items"])) == (4, 3)


async def test_who_sees_the_queue(client_for: ClientFor, post: Post, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        await list_participant(session, activity, await make_cleared_person(session, post))
        elsewhere = await post_in(session, "PER")
    assert await _rows(await client_for(Role.POST, post_id=elsewhere.id)) == []
    for role in (Role.PROGRAM_OFFICER, Role.AUDITOR):
        assert len(await _rows(await client_for(role))) == 1
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    for client in (host, await client_for(Role.ADMINISTRATOR), await client_for(Role.FINANCE_REVIEWER)):
        refused = await client.get("/vetting-queue")
        assert (refused.status_code, refused.json()["permission"]) == (403, "vetting:read")


async def test_work_that_waits_for_a_post(embassy: httpx.AsyncClient, post: Post, database: Database) -> None:
    """Duties after a withheld approval, lists with somebody uncleared, and attendance that lost its approval."""
    async with database.transaction() as session:
        ahead = await make_activity(session)
        running = await make_activity(session, ActivityStatus.ACTIVE)
        cleared = await make_activity(session)
        person, done = await make_person(session, post), await make_cleared_person(session, post)
        for activity in (ahead, running):
            await list_participant(session, activity, person)
        await list_participant(session, cleared, done)
        withheld = await make_case(session, post, await make_person(session, post), S.REJECTED)
    items = (await embassy.get("/reports/waiting")).json()["items"]
    waiting = {(item["kind"], item["id"]) for item in items}
    assert waiting == {
        ("vet_participants", str(ahead.id)),
        ("mend_vetting", str(running.id)),
        ("give_notice", str(withheld.id)),
    }
    assert person.name not in str(items)


async def test_birth_data_is_no_way_in(embassy: httpx.AsyncClient, post: Post, database: Database) -> None:
    """Nobody can be found by when or where they were born, be it by filter, order or search."""
    async with database.transaction() as session:
        await make_person(session, post, birth_place="Quetzaltenango")
    for path in ("/foreign-participants", "/vetting-queue", "/vetting-cases"):
        for query in (
            {"birth_date": "1985-05-17"},
            {"birth_date.gte": "1985-01-01"},
            {"birth_place": "Quetzaltenango"},
            {"sort": "birth_date"},
            {"sort": "birth_place"},
            {"fields": "birth_date"},
            {"expand": "birth_place"},
            {"q": "Quetzaltenango"},
        ):
            refused = await embassy.get(path, params=query)
            assert refused.status_code == 422, (path, query)
    found = await embassy.get("/search", params={"q": "Quetzaltenango"})
    assert found.json()["items"] == []
