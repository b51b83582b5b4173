"""Enquiries from the public form, and what becomes of them."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text

from models.agencies import Agency, AgencyContact, AgencyOri
from models.database import Database
from models.enquiries import Enquiry
from models.enums import Role
from services.clock import FixedClock
from services.workflows.mailing import send_mail
from tests.factories.agreements import make_agency
from tests.factories.events import seal_and_tell
from tests.fixtures.api import ClientFor
from tests.fixtures.mail import MailHost

BODY = {
    "agency_name": "Juniper Falls Police Department",
    "state": "VA",
    "ori": "VA0990100",
    "contact_name": "Demo chief",
    "contact_title": "Chief of police",
    "contact_email": "Chief@example.org",
    "contact_phone": "+1 555 010 0199",
    "message": "We would like to take part. What would it need?",
}


async def _send(anonymous: httpx.AsyncClient, clock: FixedClock, **changes: Any) -> httpx.Response:
    form = (await anonymous.get("/enquiry-form")).json()
    clock.advance(timedelta(seconds=changes.pop("after", 30)))
    return await anonymous.post("/enquiries", json={**BODY, "form_token": form["form_token"]} | changes)


async def _kept(database: Database) -> int:
    async with database.read() as connection:
        return int(await connection.scalar(select(func.count()).select_from(Enquiry)) or 0)


async def _act(
    client: httpx.AsyncClient, enquiry: dict[str, Any], event: str, body: Any = None
) -> httpx.Response:
    etag = (await client.get(f"/enquiries/{enquiry['id']}")).headers["etag"]
    return await client.post(f"/enquiries/{enquiry['id']}/{event}", json=body, headers={"If-Match": etag})


async def _received(
    anonymous: httpx.AsyncClient, staff: httpx.AsyncClient, clock: FixedClock, **changes: Any
) -> dict[str, Any]:
    assert (await _send(anonymous, clock, **changes)).status_code == 202
    return dict((await staff.get("/enquiries")).json()["items"][0])


async def test_an_enquiry_arrives_and_program_officers_are_told(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    sent = await _send(anonymous, clock)
    assert (sent.status_code, sent.json()) == (202, {"received": True})
    [row] = (await staff.get("/enquiries", params={"q": "juniper"})).json()["items"]
    assert (row["status"], row["reference"]) == ("new", "ENQ-2026-0001")
    enquiry = (await staff.get(f"/enquiries/{row['id']}")).json()
    assert enquiry["contact_email"] == "chief@example.org"
    assert enquiry["allowed_actions"] == ["take", "answer", "convert", "dismiss"]
    await seal_and_tell(database, clock)
    [told] = (await staff.get("/notifications")).json()["items"]
    assert told["title"] == "Juniper Falls Police Department asks about partnership"
    async with database.read() as connection:
        log = (
            await connection.execute(text("select after::text from events where subject_type = 'enquiry'"))
        ).scalars()
    for entry in log:
        assert "chief" not in entry.lower()
        assert "take part" not in entry


@pytest.mark.parametrize(
    "changes",
    [
        {"website": "https://spam.example"},
        {"after": 2},
        {"form_token": "x" * 60},
        {"form_token": "AAAA"},
    ],
)
async def test_what_looks_like_a_programs_work_gets_the_same_answer_and_is_not_kept(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock, changes: dict[str, Any]
) -> None:
    sent = await _send(anonymous, clock, **changes)
    assert (sent.status_code, sent.json()) == (202, {"received": True})
    assert await _kept(database) == 0


async def test_one_form_is_one_enquiry(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    form = (await anonymous.get("/enquiry-form")).json()["form_token"]
    clock.advance(timedelta(seconds=30))
    body = {**BODY, "form_token": form}
    sent = await asyncio.gather(*(anonymous.post("/enquiries", json=body) for _ in range(3)))
    assert [(r.status_code, r.json()) for r in sent] == [(202, {"received": True})] * 3
    assert await _kept(database) == 1


async def test_a_form_that_was_open_for_days_is_sent_once_more(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    refused = await _send(anonymous, clock, after=2 * 86400)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "form_expired"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"state": "XX"}, "/state"),
        ({"ori": "TX0990100"}, "/ori"),
        ({"ori": "short"}, "/ori"),
        ({"contact_email": "nobody"}, "/contact_email"),
        ({"message": ""}, "/message"),
        ({"message": "x" * 4001}, "/message"),
        ({"agency_name": "A\u0000B"}, "/agency_name"),
        ({"contact_phone": "call me"}, "/contact_phone"),
    ],
)
async def test_faults_are_named(
    anonymous: httpx.AsyncClient, clock: FixedClock, changes: dict[str, Any], pointer: str
) -> None:
    refused = await _send(anonymous, clock, **changes)
    assert refused.status_code == 422
    assert pointer in {error["pointer"] for error in refused.json()["errors"]}


async def test_one_address_sends_ten_in_an_hour(anonymous: httpx.AsyncClient, clock: FixedClock) -> None:
    codes = [(await _send(anonymous, clock)).status_code for _ in range(11)]
    assert codes == [202] * 10 + [429]
    clock.advance(timedelta(hours=1))
    assert (await _send(anonymous, clock)).status_code == 202


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.AUDITOR])
async def test_only_program_officers_triage(
    anonymous: httpx.AsyncClient, client_for: ClientFor, clock: FixedClock, role: Role
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    enquiry = await _received(anonymous, staff, clock)
    other = await client_for(role)
    listed = await other.get("/enquiries")
    assert listed.status_code == (200 if role is Role.AUDITOR else 403)
    if role is Role.AUDITOR:
        refused = await _act(other, enquiry, "take")
        assert (refused.status_code, refused.json()["permission"]) == (403, "enquiries:manage")
    assert (await anonymous.get("/enquiries")).status_code == 401


async def test_an_answer_goes_out_as_a_letter(
    anonymous: httpx.AsyncClient,
    client_for: ClientFor,
    database: Database,
    clock: FixedClock,
    mail_host: MailHost,
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    enquiry = await _received(anonymous, staff, clock)
    assert (await _act(staff, enquiry, "take")).json()["status"] == "in_triage"
    answered = await _act(staff, enquiry, "answer", {"answer": "Gladly: we call you next week."})
    assert answered.json()["status"] == "answered"
    await seal_and_tell(database, clock, by_mail=True)
    await send_mail(database, clock, mail_host.settings())
    [letter] = mail_host.inbox.to("chief@example.org")
    assert letter.get_content().startswith("Gladly: we call you next week.")
    await _act(staff, enquiry, "reopen")
    await _act(staff, enquiry, "answer", {"answer": "One thing more: bring a colleague."})
    await seal_and_tell(database, clock, by_mail=True)
    await send_mail(database, clock, mail_host.settings())
    assert len(mail_host.inbox.to("chief@example.org")) == 2


async def test_a_dismissed_one_has_a_reason_and_can_come_back(
    anonymous: httpx.AsyncClient, client_for: ClientFor, clock: FixedClock
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    enquiry = await _received(anonymous, staff, clock)
    assert (await _act(staff, enquiry, "dismiss", {})).status_code == 422
    dismissed = await _act(staff, enquiry, "dismiss", {"reason": "An advertisement."})
    assert (dismissed.json()["status"], dismissed.json()["allowed_actions"]) == ("dismissed", ["reopen"])
    illegal = await _act(staff, enquiry, "convert", {"kind": "municipal_pd"})
    assert illegal.status_code == 409
    reopened = await _act(staff, enquiry, "reopen")
    assert (reopened.json()["status"], reopened.json()["dismiss_reason"]) == ("in_triage", None)


async def test_a_new_agency_becomes_a_prospect_with_its_contact(
    anonymous: httpx.AsyncClient, client_for: ClientFor, clock: FixedClock
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    enquiry = await _received(anonymous, staff, clock)
    missing = await _act(staff, enquiry, "convert", {})
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (422, "/kind")
    converted = await _act(staff, enquiry, "convert", {"kind": "municipal_pd"})
    assert converted.status_code == 200, converted.text
    link = converted.json()["agency"]
    agency = (await staff.get(f"/agencies/{link['id']}")).json()
    assert (agency["status"], agency["legal_name"]) == ("prospect", BODY["agency_name"])
    assert agency["ori_codes"] == ["VA0990100"]
    [contact] = (await staff.get(f"/agencies/{link['id']}/contacts")).json()["items"]
    assert (contact["email"], contact["is_primary"]) == ("chief@example.org", True)


@pytest.mark.parametrize("by", ["ori", "name"])
async def test_an_agency_that_is_known_is_never_made_twice(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock, by: str
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    async with database.transaction() as session:
        name = "JUNIPER FALLS  Police Department." if by == "name" else "Another name altogether"
        known = await make_agency(session, legal_name=name, state="VA")
        if by == "ori":
            session.add(AgencyOri(ori="VA0990100", agency_id=known.id))
        before = await session.scalar(select(func.count()).select_from(Agency))
    enquiry = await _received(anonymous, staff, clock)
    candidates = (await staff.get(f"/enquiries/{enquiry['id']}/agencies")).json()["items"]
    assert (candidates[0]["id"], candidates[0]["sure"]) == (str(known.id), True)
    converted = await _act(staff, enquiry, "convert", {"kind": "municipal_pd"})
    assert converted.json()["agency"]["id"] == str(known.id)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Agency)) == before
        assert await connection.scalar(select(func.count()).select_from(AgencyContact)) == 1


async def test_two_enquiries_of_one_agency_converted_at_once_make_one(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    for number in range(3):
        await _send(anonymous, clock, ori=None, contact_email=f"person{number}@example.org")
    enquiries = (await staff.get("/enquiries")).json()["items"]
    converted = await asyncio.gather(
        *(_act(staff, enquiry, "convert", {"kind": "municipal_pd"}) for enquiry in enquiries)
    )
    assert [response.status_code for response in converted] == [200] * 3
    assert len({response.json()["agency"]["id"] for response in converted}) == 1


async def test_an_officer_can_say_which_agency_it_is(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    staff = await client_for(Role.PROGRAM_OFFICER)
    async with database.transaction() as session:
        other = await make_agency(session, legal_name="County Consolidated Police", state="VA")
    enquiry = await _received(anonymous, staff, clock)
    converted = await _act(staff, enquiry, "convert", {"agency_id": str(other.id)})
    assert converted.json()["agency"] == {"id": str(other.id), "name": "County Consolidated Police"}
    assert (await _act(staff, enquiry, "convert", {"agency_id": str(other.id)})).status_code == 409
