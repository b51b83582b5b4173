"""Letters leave once: a server's refusals, outages and lost answers, and other processes, change nothing in that."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from models.database import Database
from models.enums import MailKind, NotificationTopic, Role
from models.notifications import Mail, Notification, NotificationPreference
from services.access.policy import SYSTEM
from services.clock import FixedClock
from services.outbox import ATTEMPT_LASTS, LIFECYCLE, queue_mail, take_mail
from services.settings import Settings
from services.workflows.mailing import keep_informed, send_mail
from tests.factories.events import happened, seal_and_tell
from tests.factories.requests import make_request
from tests.factories.users import make_user
from tests.fixtures.mail import MailHost


async def _told(database: Database, clock: FixedClock, *addresses: str) -> None:
    """One message to each."""
    async with database.transaction() as session:
        request = await make_request(session, title="Crash\r\nBcc: nobody@example.org")
        for address in addresses:
            await make_user(session, Role.PROGRAM_OFFICER, email=address)
        happened(session, "requests.submitted", request, "request")
    await seal_and_tell(database, clock, by_mail=True)


async def _fates(database: Database) -> dict[str, str]:
    async with database.read() as connection:
        rows = (await connection.execute(select(Mail.address, Mail.status))).all()
    return {row.address: row.status for row in rows}


async def test_a_letter_has_title_text_and_link_and_goes_once(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(database, clock, "one@example.org")
    assert await send_mail(database, clock, mail_host.settings()) == 1
    assert await send_mail(database, clock, mail_host.settings()) == 0
    [message] = mail_host.inbox.messages
    assert "waits to be validated" in message["Subject"]
    text = message.get_content()
    assert "https://partnerships.example.gov/requests/" in text
    assert "https://partnerships.example.gov/profile" in text
    assert message["Bcc"] is None
    assert await _fates(database) == {"one@example.org": "sent"}


async def test_an_address_that_is_refused_does_not_hold_up_others(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(
        database, clock, "refused@example.org", "a,b@example.org", "busy@example.org", "z@example.org"
    )
    assert await send_mail(database, clock, mail_host.settings()) == 1
    assert await _fates(database) == {
        "refused@example.org": "failed",
        "a,b@example.org": "failed",
        "busy@example.org": "queued",
        "z@example.org": "sent",
    }
    mail_host.inbox.busy = False
    assert await send_mail(database, clock, mail_host.settings()) == 0  # its pause is not over
    clock.advance(timedelta(minutes=2))
    assert await send_mail(database, clock, mail_host.settings()) == 1
    assert len(mail_host.inbox.to("busy@example.org")) == 1


async def test_a_letter_that_cannot_be_written_does_not_hold_up_others(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    async with database.transaction() as session:
        await queue_mail(session, MailKind.QUESTION, "gone@example.org", "gone", uuid4(), clock.now())
    await _told(database, clock, "z@example.org")
    assert await send_mail(database, clock, mail_host.settings()) == 1
    assert await _fates(database) == {"gone@example.org": "failed", "z@example.org": "sent"}


async def test_pauses_grow_and_end_after_days(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(database, clock, "busy@example.org")
    pauses = []
    while (await _fates(database))["busy@example.org"] == "queued":
        await send_mail(database, clock, mail_host.settings())
        async with database.read() as connection:
            due_at = await connection.scalar(select(Mail.due_at))
        if (await _fates(database))["busy@example.org"] == "queued":
            pauses.append(due_at - clock.now())
            clock.advance(pauses[-1])
    assert await _fates(database) == {"busy@example.org": "failed"}
    assert pauses[0] == timedelta(minutes=1)
    assert timedelta(days=4) < sum(pauses, timedelta()) <= timedelta(days=5)
    assert max(pauses) == timedelta(hours=4)
    assert pauses[:5] == sorted(pauses[:5])
    assert mail_host.inbox.messages == []


async def test_while_the_server_is_away_letters_wait(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(database, clock, "a@example.org", "b@example.org")
    await mail_host.stop()
    assert await send_mail(database, clock, mail_host.settings()) == 0
    await mail_host.start()
    clock.advance(timedelta(minutes=2))
    assert await send_mail(database, clock, mail_host.settings()) == 2
    assert len(mail_host.inbox.messages) == 2


async def test_a_lost_answer_is_never_followed_by_a_second_letter(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(database, clock, "cut@example.org", "z@example.org")
    await send_mail(database, clock, mail_host.settings())
    assert await _fates(database) == {"cut@example.org": "unknown", "z@example.org": "sent"}
    clock.advance(timedelta(days=1))
    await send_mail(database, clock, mail_host.settings())
    assert len(mail_host.inbox.to("cut@example.org")) == 1


@pytest.mark.parametrize(("handed_over", "fate", "letters"), [(False, "sent", 1), (True, "unknown", 0)])
async def test_a_process_that_ended_leaves_no_letter_behind(
    database: Database, clock: FixedClock, mail_host: MailHost, handed_over: bool, fate: str, letters: int
) -> None:
    await _told(database, clock, "a@example.org")
    async with database.transaction() as session:
        mail = await take_mail(session, clock.now())
        assert mail is not None
        if handed_over:
            LIFECYCLE.fire(SYSTEM, mail, "hand_over")
    assert await send_mail(database, clock, mail_host.settings()) == 0
    clock.advance(ATTEMPT_LASTS)
    assert await send_mail(database, clock, mail_host.settings()) == letters
    assert await _fates(database) == {"a@example.org": fate}


async def test_many_processes_send_each_letter_once(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    addresses = [f"person{number}@example.org" for number in range(12)]
    await _told(database, clock, *addresses)
    sent = await asyncio.gather(*(send_mail(database, clock, mail_host.settings()) for _ in range(3)))
    assert sum(sent) == 12
    assert sorted(message["To"] for message in mail_host.inbox.messages) == sorted(addresses)


async def test_what_was_read_in_the_app_is_not_mailed_any_more(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    await _told(database, clock, "a@example.org")
    async with database.transaction() as session:
        await session.execute(update(Notification).values(read_at=clock.now()))
    assert await send_mail(database, clock, mail_host.settings()) == 0
    assert await _fates(database) == {"a@example.org": "dropped"}


async def test_without_a_mail_server_nothing_is_tried(database: Database, clock: FixedClock) -> None:
    await _told(database, clock, "a@example.org")
    assert await send_mail(database, clock, Settings()) == 0
    assert await _fates(database) == {"a@example.org": "queued"}


async def _digest_reader(database: Database, clock: FixedClock, email: str, hour: int = 8) -> None:
    async with database.transaction() as session:
        user = await make_user(session, Role.PROGRAM_OFFICER, email=email)
        session.add(
            NotificationPreference(
                user_id=user.id,
                delivery={NotificationTopic.REQUESTS.value: "daily_digest"},
                zone="America/New_York",
                digest_hour=hour,
            )
        )


async def _happens(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        happened(session, "requests.submitted", request, "request")
    await seal_and_tell(database, clock, by_mail=True)


async def test_a_digest_goes_on_working_days_at_the_readers_hour(
    database: Database, clock: FixedClock, mail_host: MailHost
) -> None:
    """Thursday 2 July 2026, then Independence Day kept on Friday and a weekend; New York is four hours behind."""
    settings = mail_host.settings()
    await _digest_reader(database, clock, "digest@example.org", hour=9)
    clock.advance(timedelta(hours=2))  # Wednesday 1 July, 14:00 UTC: 10 in New York
    await _happens(database, clock)
    await _happens(database, clock)
    await keep_informed(database, clock, settings)
    await send_mail(database, clock, settings)
    [first] = mail_host.inbox.messages
    assert first["Subject"] == "2 things in your inbox"
    assert first.get_content().count("https://partnerships.example.gov/requests/") == 2

    await _happens(database, clock)
    await keep_informed(database, clock, settings)
    await send_mail(database, clock, settings)
    assert len(mail_host.inbox.messages) == 1  # today's has gone

    clock.advance(timedelta(hours=22))  # Thursday, 8 in New York
    await keep_informed(database, clock, settings)
    await send_mail(database, clock, settings)
    assert len(mail_host.inbox.messages) == 1
    clock.advance(timedelta(hours=1))
    await keep_informed(database, clock, settings)
    await send_mail(database, clock, settings)
    assert [m["Subject"] for m in mail_host.inbox.messages][1:] == ["One thing in your inbox"]

    clock.advance(timedelta(days=1))  # Friday 3 July: the holiday as observed
    await _happens(database, clock)
    for _ in range(3):
        await keep_informed(database, clock, settings)
        await send_mail(database, clock, settings)
        clock.advance(timedelta(days=1))
    assert len(mail_host.inbox.messages) == 2
    await keep_informed(database, clock, settings)  # Monday 6 July
    await send_mail(database, clock, settings)
    assert len(mail_host.inbox.messages) == 3
