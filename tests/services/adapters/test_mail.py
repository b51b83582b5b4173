"""What a letter looks like on the wire, and what the mail server's answers mean."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.adapters.mail import (
    AnswerLost,
    BadAddress,
    Letter,
    MailServer,
    Refused,
    Unreachable,
    write_message,
)
from services.settings import Settings
from tests.fixtures.mail import MailHost

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
SENDER = "Police Partnerships <partnerships@example.gov>"


def _message(subject: str = "Subject", address: str = "name@example.org", **values: str):
    letter = Letter(subject, values.get("text", "Text"), "https://partnerships.example.gov/profile")
    return write_message(letter, sender=SENDER, address=address, message_id="one", now=NOW)


def test_a_letter_says_from_whom_and_how_to_have_none() -> None:
    message = _message(text="Première ligne\n.\nlast")
    assert message["From"] == SENDER
    assert message["Message-ID"] == "<one@example.gov>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://partnerships.example.gov/profile>"
    assert message.get_content() == "Première ligne\n.\nlast\n"


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
def test_no_header_can_be_smuggled_into_a_subject(line_end: str) -> None:
    message = _message(f"Title{line_end}Bcc: other@example.org{line_end}{line_end}Body")
    assert message["Bcc"] is None
    head, _, body = message.as_bytes().partition(b"\r\n\r\n")
    assert b"\r\nBcc:" not in head
    assert body.strip() == b"Text"
    assert message["Subject"] == "Title Bcc: other@example.org Body"


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org,b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "<a@example.org>",
        "a b@example.org",
        "@",
    ],
)
def test_an_address_is_one_address(address: str) -> None:
    with pytest.raises(BadAddress):
        _message(address=address)


async def test_it_goes_over_tls_with_a_password(mail_host: MailHost) -> None:
    server = MailServer(mail_host.settings())
    for number in (1, 2):
        await server.offer("name@example.org")
        await server.hand_over(_message(f"Letter {number}"))
    await server.close()
    assert [m["Subject"] for m in mail_host.inbox.to("name@example.org")] == ["Letter 1", "Letter 2"]
    assert mail_host.inbox.encrypted == [True, True]


async def test_a_certificate_nobody_vouches_for_is_not_trusted(mail_host: MailHost) -> None:
    with pytest.raises(Unreachable):
        await MailServer(mail_host.settings(smtp_ca_file=None)).offer("name@example.org")


async def test_a_wrong_password_is_no_fault_of_the_letter(mail_host: MailHost) -> None:
    with pytest.raises(Unreachable):
        await MailServer(mail_host.settings(smtp_password="wrong")).offer("name@example.org")


async def test_answers_tell_lasting_from_passing_refusals(mail_host: MailHost) -> None:
    server = MailServer(mail_host.settings())
    with pytest.raises(Refused) as refused:
        await server.offer("refused@example.org")
    assert refused.value.lasting
    with pytest.raises(Refused) as busy:
        await server.offer("busy@example.org")
    assert not busy.value.lasting
    await server.offer("name@example.org")
    await server.hand_over(_message())
    await server.offer("cut@example.org")
    with pytest.raises(AnswerLost):
        await server.hand_over(_message(address="cut@example.org"))
    await server.close()


async def test_a_server_that_is_not_there(mail_host: MailHost) -> None:
    await mail_host.stop()
    with pytest.raises(Unreachable):
        await MailServer(mail_host.settings()).offer("name@example.org")
    await mail_host.start()


def test_settings_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValidationError, match="mail_from"):
        Settings(smtp_host="mail.example.gov")
    with pytest.raises(ValidationError, match="TLS"):
        Settings(
            smtp_host="mail.example.gov", mail_from=SENDER, smtp_security="none", smtp_username="somebody"
        )
    assert "password" not in repr(Settings(smtp_password="a password", smtp_ca_file=Path("x"))).replace(
        "smtp_password=SecretStr('**********')", ""
    )
