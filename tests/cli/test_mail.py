"""Mail from the terminal: how it stands, a second try, and a link to hand over."""

import asyncio
import os
import re
import sys
from datetime import UTC, datetime

import httpx
from sqlalchemy import select

from models.database import Database
from models.enums import MailKind, MailStatus
from models.notifications import Mail
from services.clock import FixedClock
from tests.factories.requests import make_outreach
from tests.fixtures.mail import PASSWORD, MailHost

NOW = datetime(2026, 7, 1, tzinfo=UTC)


async def _run(database: Database, *arguments: str, **environment: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARTNERSHIPS_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from cli.main import app; app()",
        "mail",
        *arguments,
        env=kept | {"DATABASE_URL": database.url, "COLUMNS": "300"} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_a_lost_letter_is_shown_and_queued_again(database: Database) -> None:
    async with database.transaction() as session:
        mail = Mail(
            key="one",
            kind=MailKind.NOTIFICATION.value,
            status=MailStatus.UNKNOWN.value,
            address="a@example.org",
            created_at=NOW,
            due_at=NOW,
            problem="The connection broke.",
        )
        session.add(mail)
    code, shown = await _run(database, "status")
    assert code == 0
    assert f"{mail.id}  unknown" in shown
    assert "The connection broke." in shown
    assert (await _run(database, "retry", str(mail.id))) == (0, "Queued again.\n")
    async with database.read() as connection:
        assert await connection.scalar(select(Mail.status)) == "queued"
    code, refused = await _run(database, "retry", str(mail.id))
    assert (code, "no such letter" in refused) == (1, True)


async def test_a_test_letter_says_whether_mail_works(database: Database, mail_host: MailHost) -> None:
    code, said = await _run(database, "test", "a@example.org")
    assert (code, "PARTNERSHIPS_SMTP_HOST" in said) == (1, True)
    settings = {
        "PARTNERSHIPS_SMTP_HOST": "127.0.0.1",
        "PARTNERSHIPS_SMTP_PORT": str(mail_host.port),
        "PARTNERSHIPS_SMTP_USERNAME": "partnerships",
        "PARTNERSHIPS_SMTP_PASSWORD": PASSWORD,
        "PARTNERSHIPS_SMTP_CA_FILE": str(mail_host.ca_file),
        "PARTNERSHIPS_MAIL_FROM": "partnerships@example.gov",
    }
    assert (await _run(database, "test", "a@example.org", **settings))[0] == 0
    assert len(mail_host.inbox.to("a@example.org")) == 1
    code, said = await _run(database, "test", "refused@example.org", **settings)
    assert (code, "No such user" in said) == (1, True)


async def test_a_link_to_hand_over_works(
    database: Database, anonymous: httpx.AsyncClient, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session)
    code, shown = await _run(
        database,
        "answer-link",
        outreach.reference,
        PARTNERSHIPS_PUBLIC_URL="https://partnerships.example.gov",
    )
    found = re.fullmatch(r"https://partnerships\.example\.gov/answer#(\S+)\n", shown)
    assert (code, found is not None) == (0, True), shown
    asked = await anonymous.get("/answer-link", headers={"Answer-Token": found[1]})
    assert asked.json()["state"] == "open"
    assert (await _run(database, "answer-link", "OUT-0000-0000"))[0] == 1
