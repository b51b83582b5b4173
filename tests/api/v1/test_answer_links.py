"""Answering a question without an account: once, knowingly, and with nothing to be found out on the way."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from models.agencies import AgencyContact
from models.answer_links import AnswerLink
from models.database import Database
from models.enums import OutreachStatus, RequestStatus, Role
from models.events import Event
from models.outreach import Outreach
from services.clock import FixedClock
from services.outreach.links import issue_link
from services.workflows.mailing import send_mail
from tests.factories.events import happened, seal_and_tell
from tests.factories.requests import make_outreach, make_request
from tests.factories.users import make_user
from tests.fixtures.api import ClientFor
from tests.fixtures.mail import MailHost


async def _asked(
    database: Database, clock: FixedClock, status: OutreachStatus = OutreachStatus.SENT, **values: Any
) -> tuple[Outreach, str]:
    async with database.transaction() as session:
        outreach = await make_outreach(session, status, **values)
        return outreach, await issue_link(session, clock, outreach, "Demo contact")


def _with(token: str) -> dict[str, str]:
    return {"Answer-Token": token}


async def _status(database: Database, outreach: Outreach) -> Any:
    async with database.read() as connection:
        statement = select(Outreach.status, Outreach.late, Outreach.decline_reason)
        return (await connection.execute(statement.where(Outreach.id == outreach.id))).one()


async def test_looking_answers_nothing_however_often(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    outreach, token = await _asked(database, clock)
    for _ in range(3):
        shown = await anonymous.get("/answer-link", headers=_with(token))
        assert shown.status_code == 200, shown.text
        assert shown.headers["cache-control"] == "no-store"
    body = shown.json()
    assert (body["state"], body["late"], body["recipient"]) == ("open", False, "Demo contact")
    assert body["countries"] == ["Guatemala"]
    assert body["expertise"][0] == "Collision investigation and reconstruction" or len(body["expertise"]) == 2
    head = await anonymous.head("/answer-link", headers=_with(token))
    assert head.status_code == 200
    assert (await _status(database, outreach)).status == "sent"


async def test_a_no_with_a_reason_is_taken_once_and_its_reason_stays_hidden(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    outreach, token = await _asked(database, clock)
    answer = {"answer": "declined", "reason": "Short of people"}
    given = await anonymous.post("/answer-link", headers=_with(token), json=answer)
    assert given.json() == {"answer": "declined", "late": False}
    assert tuple(await _status(database, outreach)) == ("declined", False, "Short of people")
    again = await anonymous.post("/answer-link", headers=_with(token), json={"answer": "interested"})
    assert (again.status_code, again.json()["code"]) == (410, "link_used")
    assert "programme officer" in again.json()["detail"]
    shown = await anonymous.get("/answer-link", headers=_with(token))
    assert shown.json()["state"] == "answered"
    staff = await client_for(Role.PROGRAM_OFFICER)
    assert "decline_reason" not in (await staff.get(f"/outreach/{outreach.id}")).json()
    async with database.read() as connection:
        event = (
            await connection.execute(
                select(Event.actor_id, Event.actor_name, Event.actor_role, Event.after).where(
                    Event.action == "outreach.answered"
                )
            )
        ).one()
    assert (event.actor_id, event.actor_name) == (None, "Demo contact (by link)")
    assert event.actor_role == "agency_coordinator"
    assert "Short of people" not in str(event.after)


async def test_a_late_answer_is_welcome_and_flagged(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    outreach, token = await _asked(database, clock)
    clock.advance(timedelta(days=40))
    assert (await anonymous.get("/answer-link", headers=_with(token))).json()["late"] is True
    given = await anonymous.post("/answer-link", headers=_with(token), json={"answer": "interested"})
    assert given.json() == {"answer": "interested", "late": True}
    assert tuple(await _status(database, outreach)) == ("interested", True, None)


async def test_a_link_ends(anonymous: httpx.AsyncClient, database: Database, clock: FixedClock) -> None:
    outreach, token = await _asked(database, clock)
    clock.advance(timedelta(days=80))
    for response in (
        await anonymous.get("/answer-link", headers=_with(token)),
        await anonymous.post("/answer-link", headers=_with(token), json={"answer": "interested"}),
    ):
        assert (response.status_code, response.json()["code"]) == (410, "link_expired")
    assert (await _status(database, outreach)).status == "sent"


async def test_a_closed_request_takes_no_answer(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, RequestStatus.FILLED)
    _, token = await _asked(database, clock, request=request)
    assert (await anonymous.get("/answer-link", headers=_with(token))).json()["state"] == "closed"
    refused = await anonymous.post("/answer-link", headers=_with(token), json={"answer": "interested"})
    assert (refused.status_code, refused.json()["code"]) == (410, "need_closed")


async def test_what_was_not_made_here_is_alike_refused(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    _, token = await _asked(database, clock)
    _, other = await _asked(database, clock)
    swapped = token[:22] + other[22:]
    changed = ("A" if token[30] != "A" else "B").join((token[:30], token[31:]))
    for wrong in ("", "x", token[:-1], token[:40], token + "AAAA", swapped, changed, "é" * 10, "=" * 90):
        headers = {"Answer-Token": wrong.encode()} if not wrong.isascii() else _with(wrong)
        refused = await anonymous.get("/answer-link", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (410, "link_broken"), wrong
        assert "Copy the whole link" in refused.json()["detail"]
    assert (await anonymous.get("/answer-link")).status_code == 422
    assert (await anonymous.get("/answer-link", headers=_with("A" * 500))).status_code == 422


async def test_two_answers_at_once_are_one(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    _, token = await _asked(database, clock)
    answers = await asyncio.gather(
        *(
            anonymous.post("/answer-link", headers=_with(token), json={"answer": choice})
            for choice in ("interested", "declined", "interested", "declined")
        )
    )
    assert sorted(response.status_code for response in answers) == [200, 410, 410, 410]


async def test_guessing_is_slowed_by_address(anonymous: httpx.AsyncClient) -> None:
    guesses = [
        await anonymous.post("/answer-link", headers=_with("x"), json={"answer": "declined"})
        for _ in range(21)
    ]
    assert [guess.status_code for guess in guesses] == [410] * 20 + [429]
    assert guesses[-1].json()["code"] == "too_many_requests"
    assert int(guesses[-1].headers["Retry-After"]) > 0
    assert "RateLimit-Policy" not in guesses[-1].headers  # which is that of signing in


async def test_the_letter_holds_the_only_copy_of_the_secret(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session, message="Could you help?")
        for name, email, primary in (
            ("Primary", "primary@example.org", True),
            ("Second", "second@example.org", False),
        ):
            session.add(
                AgencyContact(agency_id=outreach.agency_id, name=name, email=email, is_primary=primary)
            )
        happened(session, "outreach.sent", outreach, "outreach", agency_id=outreach.agency_id)
    await seal_and_tell(database, clock, by_mail=True)
    await send_mail(database, clock, mail_host.settings())
    [letter] = mail_host.inbox.messages
    assert letter["To"] == "primary@example.org"
    body = letter.get_content()
    assert "Answering is voluntary, and a no has no consequence" in " ".join(body.split())
    found = re.search(r"https://partnerships\.example\.gov/answer#(\S+)", body)
    assert found is not None
    token = found[1]
    async with database.read() as connection:
        tables = ("answer_links", "mails", "events", "notifications")
        for table in tables:
            rows = (await connection.execute(text(f"select row_to_json(t)::text from {table} t"))).scalars()
            assert not any(token in row or token[22:60] in row for row in rows)
        assert await connection.scalar(select(AnswerLink.recipient)) == "Primary"
    given = await anonymous.post("/answer-link", headers=_with(token), json={"answer": "interested"})
    assert given.status_code == 200


async def test_agencies_that_are_not_needed_are_told_in_neutral_words(
    client_for: ClientFor, database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    async with database.transaction() as session:
        request = await make_request(session)
        asked = {
            status: await make_outreach(session, status, request=request)
            for status in (OutreachStatus.SENT, OutreachStatus.INTERESTED, OutreachStatus.DECLINED)
        }
        for status, outreach in asked.items():
            await make_user(session, Role.AGENCY_COORDINATOR, name=status.value, agency_id=outreach.agency_id)
    etag = (await staff.get(f"/requests/{request.id}")).headers["etag"]
    closed = await staff.post(
        f"/requests/{request.id}/close",
        json={"outcome": "unfilled", "reason": "The post has withdrawn the need."},
        headers={"If-Match": etag},
    )
    assert closed.status_code == 200, closed.text
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        told = (
            await connection.execute(
                text(
                    "select u.name, n.title, n.body from notifications n join users u on u.id = n.user_id"
                    " where n.kind = 'outreach_stood_down' order by u.name"
                )
            )
        ).all()
    assert [row.name for row in told] == ["interested", "sent"]
    assert all(row.title.startswith("No longer needed") and "Thank you" in row.body for row in told)
    assert (await _status(database, asked[OutreachStatus.SENT])).status == "sent"


@pytest.mark.parametrize("body", [{}, {"answer": "maybe"}, {"answer": "declined", "reason": "x" * 501}])
async def test_answers_have_a_form(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock, body: dict[str, str]
) -> None:
    _, token = await _asked(database, clock)
    assert (await anonymous.post("/answer-link", headers=_with(token), json=body)).status_code == 422
