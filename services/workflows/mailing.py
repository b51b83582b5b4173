"""Sending what is queued: each letter by one process, its text written at that moment, its fate noted at each step."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

import structlog
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.enums import MailKind, MailStatus
from models.notifications import Mail
from services.access.policy import SYSTEM
from services.adapters.mail import (
    AnswerLost,
    BadAddress,
    Letter,
    MailServer,
    Refused,
    Unreachable,
    write_message,
)
from services.clock import Clock
from services.enquiries.letters import answer_letter
from services.notifications.digests import queue_digests
from services.notifications.letters import digest_letter, notification_letter
from services.notifications.telling import tell_people
from services.outbox import GIVEN_UP_AFTER, LIFECYCLE, free_abandoned, postpone, take_mail
from services.outreach.letters import question_letter, stand_down_letter
from services.settings import Settings

log = structlog.get_logger(__name__)

Writer = Callable[[AsyncSession, Clock, str, Mail], Awaitable[Letter | None]]
#: Writes the text of a letter, or says with None that it is no longer needed.
WRITERS: Mapping[MailKind, Writer] = {
    MailKind.NOTIFICATION: notification_letter,
    MailKind.DIGEST: digest_letter,
    MailKind.QUESTION: question_letter,
    MailKind.STAND_DOWN: stand_down_letter,
    MailKind.ENQUIRY_ANSWER: answer_letter,
}


async def keep_informed(database: Database, clock: Clock, settings: Settings) -> None:
    """Inboxes and digests. Safe to run in many processes and to be cut off anywhere."""
    by_mail = settings.smtp_host is not None
    await tell_people(database, clock, by_mail=by_mail)
    if by_mail:
        async with database.transaction() as session:
            await queue_digests(session, clock)


async def send_mail(database: Database, clock: Clock, settings: Settings) -> int:
    """Everything that is due; how many letters the server took. Stops for now when the server cannot be reached.

    Without a mail server nothing is sent, and what is queued waits.
    """
    if settings.smtp_host is None:
        return 0
    async with database.transaction() as session:
        await free_abandoned(session, clock.now())
    server = MailServer(settings)
    sent = 0
    try:
        while True:
            async with database.transaction() as session:
                mail = await take_mail(session, clock.now())
            if mail is None:
                return sent
            letter = await _write(database, clock, settings, mail.id)
            if letter is not None:
                sent += await _send(database, clock, server, mail, letter)
    except Unreachable as error:
        log.warning("mail_server_unreachable", error=str(error))
        return sent
    finally:
        await server.close()


async def _write(database: Database, clock: Clock, settings: Settings, mail_id: UUID) -> Letter | None:
    """None for what is no longer news: it waited for days for a mail server, or its writer says so.

    A letter that cannot be written must not hold up the others.
    """
    try:
        async with database.transaction() as session:
            mail = await session.get_one(Mail, mail_id, with_for_update=True)
            letter = None
            if clock.now() - mail.created_at <= GIVEN_UP_AFTER:
                letter = await WRITERS[MailKind(mail.kind)](session, clock, settings.site_url, mail)
            if letter is None:
                LIFECYCLE.fire(SYSTEM, mail, "drop")
            return letter
    except (LookupError, ValueError, NoResultFound) as error:
        log.error("letter_not_written", mail=str(mail_id), exc_info=error)
    async with database.transaction() as session:
        mail = await session.get_one(Mail, mail_id, with_for_update=True)
        LIFECYCLE.fire(SYSTEM, mail, "refuse")
        mail.problem = "The letter could not be written: what it is about is not there."
    return None


async def _send(database: Database, clock: Clock, server: MailServer, mail: Mail, letter: Letter) -> int:
    settings = server.settings
    try:
        message = write_message(
            letter,
            sender=settings.mail_from or "",
            address=mail.address,
            message_id=str(mail.id),
            now=clock.now(),
        )
        await server.offer(mail.address)
        if not await _fire(database, mail.id, mail.attempts, "hand_over"):
            await server.close()  # another process has taken it over
            return 0
        await server.hand_over(message)
    except BadAddress:
        await _fire(database, mail.id, mail.attempts, "refuse", "This is not an address that mail can go to.")
    except Refused as error:
        await _refused(database, clock, mail, error)
    except AnswerLost as error:
        await _fire(database, mail.id, mail.attempts, "lose", str(error))
    except Unreachable as error:
        async with database.transaction() as session:
            postpone(await session.get_one(Mail, mail.id, with_for_update=True), clock.now(), str(error))
        raise
    else:
        async with database.transaction() as session:
            sent = await session.get_one(Mail, mail.id, with_for_update=True)
            LIFECYCLE.fire(SYSTEM, sent, "acknowledge")
            sent.sent_at = clock.now()
        return 1
    return 0


async def _refused(database: Database, clock: Clock, mail: Mail, error: Refused) -> None:
    if error.lasting:
        await _fire(database, mail.id, mail.attempts, "refuse", str(error))
        return
    async with database.transaction() as session:
        postpone(await session.get_one(Mail, mail.id, with_for_update=True), clock.now(), str(error))


async def _fire(
    database: Database, mail_id: UUID, attempt: int, event: str, problem: str | None = None
) -> bool:
    """False when this attempt is no longer the one under way."""
    async with database.transaction() as session:
        mail = await session.get_one(Mail, mail_id, with_for_update=True)
        if mail.attempts != attempt or mail.status not in (MailStatus.TAKEN, MailStatus.HANDED_OVER):
            return False
        LIFECYCLE.fire(SYSTEM, mail, event)
        mail.problem = problem
        return True
