"""`partnerships mail`: how the mail stands, and what only the machine's own terminal may do about it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, NoReturn, TypeVar
from uuid import UUID, uuid4

import typer
from sqlalchemy import func, select

from cli.database import open_database
from cli.logs import configure_logging
from models.agencies import AgencyContact
from models.database import Database
from models.enums import MailStatus
from models.notifications import Mail
from models.outreach import Outreach
from services.access.policy import SYSTEM
from services.adapters.mail import BadAddress, Letter, MailServer, Refused, Unreachable, write_message
from services.clock import SystemClock
from services.outbox import LIFECYCLE
from services.outreach.links import issue_link
from services.settings import Settings

app = typer.Typer(help="Mail to people.", no_args_is_help=True)

Result = TypeVar("Result")


@app.command()
def status() -> None:
    """How many letters stand where, and what was not delivered."""

    async def read(database: Database) -> None:
        async with database.read() as connection:
            counts = await connection.execute(
                select(Mail.status, func.count()).group_by(Mail.status).order_by(Mail.status)
            )
            for state, count in counts:
                typer.echo(f"{state:<12} {count}")
            lost = select(Mail).where(Mail.status.in_((MailStatus.FAILED.value, MailStatus.UNKNOWN.value)))
            for mail in await connection.execute(lost.order_by(Mail.created_at.desc()).limit(50)):
                typer.echo(
                    f"{mail.id}  {mail.status:<8} {mail.kind:<14} {mail.address}  {mail.problem or ''}"
                )

    _run(read)


@app.command()
def retry(mail: Annotated[UUID, typer.Argument(help="Id of a letter that `status` shows.")]) -> None:
    """Send a failed letter again, or one of which nobody knows whether it arrived."""

    async def queue(database: Database) -> None:
        async with database.transaction() as session:
            found = await session.get(Mail, mail, with_for_update=True)
            if found is None or found.status not in (MailStatus.FAILED, MailStatus.UNKNOWN):
                _refuse("There is no such letter that failed or may be lost.")
            LIFECYCLE.fire(SYSTEM, found, "queue_again")
            found.due_at = found.created_at = SystemClock().now()

    _run(queue)
    typer.echo("Queued again.")


@app.command()
def test(address: Annotated[str, typer.Argument(help="Where to send a letter.")]) -> None:
    """Send one letter with the settings as they are, and say what the mail server answered."""
    settings = Settings()
    configure_logging(settings)
    if settings.smtp_host is None:
        _refuse("There is no mail server: set PARTNERSHIPS_SMTP_HOST and PARTNERSHIPS_MAIL_FROM.")

    async def send() -> None:
        server = MailServer(settings)
        letter = Letter(
            "Mail works", f"This letter was sent to see whether mail works.\n\n{settings.site_url}\n"
        )
        try:
            message = write_message(
                letter,
                sender=settings.mail_from or "",
                address=address,
                message_id=str(uuid4()),
                now=SystemClock().now(),
            )
            await server.offer(address)
            await server.hand_over(message)
        finally:
            await server.close()

    try:
        asyncio.run(send())
    except BadAddress:
        _refuse(f"{address} is not an address that mail can go to.")
    except (Refused, Unreachable) as error:
        _refuse(f"Not sent: {error}")
    typer.echo(f"The mail server has taken a letter to {address}.")


@app.command(name="answer-link")
def answer_link(
    reference: Annotated[str, typer.Argument(help="Reference of the question, such as OUT-2026-0001.")],
    recipient: Annotated[
        str | None, typer.Option(help="Whom it is for; by default the primary contact.")
    ] = None,
) -> None:
    """Make a link to answer a question without an account, to hand over where no mail is sent."""
    settings = Settings()

    async def issue(database: Database) -> str:
        async with database.transaction() as session:
            outreach = await session.scalar(select(Outreach).where(Outreach.reference == reference))
            if outreach is None:
                _refuse(f"There is no question {reference}.")
            primary = select(AgencyContact.name).where(
                AgencyContact.agency_id == outreach.agency_id, AgencyContact.is_primary
            )
            name = recipient or await session.scalar(primary) or "Agency contact"
            return await issue_link(session, SystemClock(), outreach, name)

    typer.echo(f"{settings.site_url}/answer#{_run(issue)}")


def _run(work: Callable[[Database], Awaitable[Result]]) -> Result:
    settings = Settings()
    configure_logging(settings)

    async def run() -> Result:
        async with open_database(settings) as database:
            return await work(database)

    return asyncio.run(run())


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code=1)
