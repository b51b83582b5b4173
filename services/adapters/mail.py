"""Mail over SMTP. Unset settings mean that there is no mail, and people are told in the application alone."""

import re
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime

import aiosmtplib

from services.settings import Settings

TIMEOUT_SECONDS = 30
#: Anything that could end a header line, and other characters that are not shown.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to one address. `link` is where the reader chooses what is mailed to them."""

    subject: str
    text: str
    preferences_link: str | None = None


class BadAddress(ValueError):
    """No mail server could take a letter to this address."""


class Refused(Exception):
    """The mail server does not take this letter. `lasting`: nor will it later."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {_UNSHOWN.sub(' ', text)}"[:300])
        self.lasting = code >= 500


class Unreachable(Exception):
    """The mail server cannot be talked to now; nothing was handed over."""


class AnswerLost(Exception):
    """The connection broke after the text: the letter may have been taken."""


def write_message(
    letter: Letter, *, sender: str, address: str, message_id: str, now: datetime
) -> EmailMessage:
    """The message with its headers. Raises `BadAddress`; line breaks in the subject become blanks."""
    message = EmailMessage(policy=SMTP_POLICY)
    try:
        to = Address(addr_spec=address)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise BadAddress(address) from error
    message["From"] = sender
    message["To"] = to
    message["Subject"] = _UNSHOWN.sub(" ", letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.preferences_link:
        message["List-Unsubscribe"] = f"<{letter.preferences_link}>"
    message.set_content(letter.text)
    return message


@dataclass
class MailServer:
    """One connection at a time, opened when it is first needed."""

    settings: Settings
    _connection: aiosmtplib.SMTP | None = field(default=None, init=False)

    async def offer(self, address: str) -> None:
        """Whether the server takes mail for `address`. Raises `Refused`, `Unreachable`."""
        connection = await self._connected()
        try:
            await connection.mail(self.settings.mail_sender_address)
            await connection.rcpt(address)
        except aiosmtplib.SMTPRecipientRefused as error:
            await self._reset()
            raise Refused(error.code, error.message) from error
        except (UnicodeEncodeError, aiosmtplib.SMTPNotSupported) as error:
            await self._reset()
            raise Refused(553, "The mail server does not take this form of address.") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            await self.close()
            raise Unreachable(_UNSHOWN.sub(" ", str(error))[:300]) from error

    async def hand_over(self, message: EmailMessage) -> None:
        """The text, after `offer`. Raises `Refused`, `AnswerLost`."""
        assert self._connection is not None
        try:
            await self._connection.data(message.as_bytes())
        except aiosmtplib.SMTPResponseException as error:
            await self._reset()
            raise Refused(error.code, str(error.message)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            await self.close()
            raise AnswerLost(type(error).__name__) from error

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._connection is not None and self._connection.is_connected:
            return self._connection
        settings = self.settings
        password = settings.smtp_password
        tls = settings.smtp_security != "none"
        connection = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username,
            password=password.get_secret_value() if password else None,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=ssl.create_default_context(cafile=settings.smtp_ca_file) if tls else None,
            timeout=TIMEOUT_SECONDS,
        )
        try:
            await connection.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Unreachable(_UNSHOWN.sub(" ", str(error))[:300]) from error
        self._connection = connection
        return connection

    async def _reset(self) -> None:
        """Ready for the next letter; a connection that does not take even that is closed."""
        try:
            if self._connection is not None:
                await self._connection.rset()
        except (aiosmtplib.SMTPException, OSError):
            await self.close()
