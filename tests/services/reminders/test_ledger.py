"""Reminders go once, late rather than never, and only for what still stands."""

import asyncio
import os
import sys
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, func, select, text, update

from models.activities import ChecklistItem
from models.database import Database
from models.enums import ActivityStatus, MouStatus, OutreachStatus, ReadinessType, Role, Urgency
from models.events import Event
from models.mous import Mou
from models.notifications import Notification
from models.officers import Officer, OfficerCredential
from models.outreach import Outreach
from models.reminders import Reminder
from services.clock import FixedClock
from services.workflows.clock import run_due
from tests.factories.activities import make_activity
from tests.factories.agreements import make_agency, make_mou
from tests.factories.claims import add_line, bring_to, make_ground, new_claim
from tests.factories.events import seal_and_tell
from tests.factories.requests import make_outreach, make_request
from tests.factories.users import make_user
from tests.fixtures.api import ClientFor

ENDS_ON = date(2027, 6, 30)


def _at(year: int, month: int, day: int, hour: int = 16) -> FixedClock:
    return FixedClock(datetime(year, month, day, hour, tzinfo=UTC))


async def _sent(database: Database, action: str) -> int:
    async with database.read() as connection:
        statement = select(func.count()).select_from(Event).where(Event.action == action)
        return int(await connection.scalar(statement) or 0)


async def _ledger(database: Database, kind: str = "mou_renewal") -> list[tuple[int, str]]:
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "select stage, case when sent_at is not null then 'sent' when superseded_at is not null"
                " then 'superseded' else 'open' end from reminders where kind = :kind order by deadline, stage desc"
            ),
            {"kind": kind},
        )
    return [(stage, state) for stage, state in rows]


async def _mou(database: Database, **values: object) -> Mou:
    async with database.transaction() as session:
        return await make_mou(session, await make_agency(session), **({"ends_on": ENDS_ON} | values))


async def test_renewal_is_prompted_180_90_and_30_days_before_the_end(database: Database) -> None:
    await _mou(database)
    days = [date(2027, 1, 1) - timedelta(days=1), date(2027, 4, 1), date(2027, 5, 31)]
    for number, day in enumerate(days, start=1):
        before = day - timedelta(days=4)
        await run_due(database, _at(before.year, before.month, before.day))
        assert await _sent(database, "mous.renewal_due") == number - 1
        for _ in range(2):
            await run_due(database, _at(day.year, day.month, day.day))
        assert await _sent(database, "mous.renewal_due") == number
    assert await _ledger(database) == [(180, "sent"), (90, "sent"), (30, "sent")]


async def test_after_a_long_stop_only_the_last_prompt_goes(database: Database) -> None:
    await _mou(database)
    await run_due(database, _at(2026, 7, 1))
    await run_due(database, _at(2027, 6, 15))
    assert await _sent(database, "mous.renewal_due") == 1
    assert await _ledger(database) == [(180, "superseded"), (90, "superseded"), (30, "sent")]


async def test_a_prompt_that_was_missed_for_a_day_goes_late(database: Database) -> None:
    await _mou(database)
    await run_due(database, _at(2026, 7, 1))
    await run_due(database, _at(2027, 1, 9))
    assert await _ledger(database) == [(180, "sent"), (90, "open"), (30, "open")]


async def test_a_renewed_agreement_is_prompted_for_its_new_end(database: Database) -> None:
    mou = await _mou(database)
    await run_due(database, _at(2027, 1, 9))
    async with database.transaction() as session:
        await session.execute(update(Mou).where(Mou.id == mou.id).values(ends_on=date(2029, 6, 30)))
    await run_due(database, _at(2027, 6, 15))
    assert await _sent(database, "mous.renewal_due") == 1
    assert await _ledger(database) == [
        (180, "sent"),
        (90, "superseded"),
        (30, "superseded"),
        *((stage, "open") for stage in (180, 90, 30)),
    ]
    await run_due(database, _at(2029, 1, 9))
    assert await _sent(database, "mous.renewal_due") == 2


async def test_an_agreement_that_was_ended_is_not_prompted(database: Database) -> None:
    mou = await _mou(database)
    await run_due(database, _at(2026, 7, 1))
    async with database.transaction() as session:
        await session.execute(
            text("update mous set status = :status, notice_given_on = '2026-12-01' where id = :id"),
            {"status": MouStatus.TERMINATING.value, "id": mou.id},
        )
    await run_due(database, _at(2027, 1, 9))
    assert await _sent(database, "mous.renewal_due") == 0


async def test_old_records_do_not_flood_people(database: Database) -> None:
    async with database.transaction() as session:
        await make_activity(
            session, ActivityStatus.COMPLETED, starts_on=date(2015, 1, 5), ends_on=date(2015, 1, 9)
        )
        await make_activity(
            session,
            ActivityStatus.COMPLETED,
            starts_on=date(2026, 6, 1),
            ends_on=date(2026, 6, 5),
            source_address="https://example.gov/report",
        )
    await run_due(database, _at(2026, 7, 2))
    assert await _ledger(database, "after_action") == []


async def test_the_after_action_report_is_due_thirty_days_after(database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(
            session, ActivityStatus.COMPLETED, starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 5)
        )
        await make_user(session, Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    await run_due(database, _at(2026, 6, 8))
    assert await _sent(database, "activities.after_action_due") == 0
    await run_due(database, _at(2026, 6, 29))
    assert await _sent(database, "activities.after_action_due") == 1
    await run_due(database, _at(2026, 7, 6))
    assert await _sent(database, "activities.after_action_due") == 2


async def test_an_open_question_is_mentioned_once_in_neutral_words(database: Database) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session)  # due at the end of 13 July in New York
        await make_user(session, Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
        answered = await make_outreach(session, OutreachStatus.DECLINED)
        urgent = await make_request(session, urgency=Urgency.URGENT.value)
        await make_outreach(session, request=urgent, due_at=datetime(2026, 7, 2, 14, tzinfo=UTC))
    await run_due(database, _at(2026, 7, 1))
    assert await _sent(database, "outreach.due_soon") == 0
    await run_due(database, _at(2026, 7, 2, 2))
    assert await _sent(database, "outreach.due_soon") == 1  # the urgent one, twelve hours ahead
    clock = _at(2026, 7, 9)
    for _ in range(2):
        await run_due(database, clock)
    assert await _sent(database, "outreach.due_soon") == 2
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        about = (
            await connection.execute(
                select(Notification.title, Notification.body).where(
                    Notification.subject_id == outreach.id, Notification.kind == "outreach_due_soon"
                )
            )
        ).one()
        assert not await connection.scalar(
            select(func.count())
            .select_from(Event)
            .where(Event.subject_id == answered.id, Event.action != "outreach.created")
        )
    assert about.title.startswith("An answer is still open")
    assert "neither has any consequence" in about.body


async def test_after_the_date_has_passed_there_is_one_message_not_two(database: Database) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session)
        await make_user(session, Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    await run_due(database, _at(2026, 7, 1))
    clock = _at(2026, 7, 20)
    await run_due(database, clock)
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        kinds = (await connection.scalars(select(Notification.kind))).all()
        status = await connection.scalar(select(Outreach.status).where(Outreach.id == outreach.id))
    assert (status, kinds) == ("no_response", ["outreach_date_passed"])
    assert await _ledger(database, "outreach") == [(2, "superseded")]


async def test_paper_is_asked_of_whoever_owes_it_until_it_is_done(database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        names = {}
        for role in (Role.AGENCY_COORDINATOR, Role.PROGRAM_OFFICER):
            names[role] = (await make_user(session, role, agency_id=activity.agency_id)).name
        for key, role, done_at in (
            ("travel", Role.AGENCY_COORDINATOR, None),
            ("instrument", Role.PROGRAM_OFFICER, datetime(2026, 7, 1, tzinfo=UTC)),
        ):
            session.add(
                ChecklistItem(
                    activity_id=activity.id,
                    key=key,
                    title="Travel authorizations and visas",
                    owner_role=role.value,
                    due_on=date(2026, 8, 14),
                    done_at=done_at,
                )
            )
    clock = _at(2026, 7, 31)
    await run_due(database, clock)
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        told = (
            await connection.execute(
                text("select u.name, n.title from notifications n join users u on u.id = n.user_id")
            )
        ).all()
    title = f"Travel authorizations and visas: due on 14 August 2026 for {activity.reference}"
    assert [tuple(row) for row in told] == [(names[Role.AGENCY_COORDINATOR], title)]


async def test_certificates_are_mentioned_before_they_end(database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        officer = Officer(agency_id=agency.id, name="Instructor", languages=[])
        session.add(officer)
        await session.flush()
        await make_user(session, Role.OFFICER, agency_id=agency.id, officer_id=officer.id)
        credential = OfficerCredential(
            officer_id=officer.id,
            type=ReadinessType.CTAT.value,
            issued_on=date(2020, 9, 1),
            expires_on=date(2026, 9, 1),
        )
        session.add(credential)
    clock = _at(2026, 8, 5)
    await run_due(database, clock)
    assert await _ledger(database, "credential") == [(90, "superseded"), (30, "sent")]
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        [message] = (await connection.execute(select(Notification.title, Notification.link))).all()
    assert message.title == "A certificate of Instructor ends on 1 September 2026"
    assert message.link == f"/officers/{officer.id}"


async def test_a_claim_is_mentioned_to_whoever_has_it_now(database: Database, client_for: ClientFor) -> None:
    """Received on 1 July 2026, so it should be decided by the 21st, two working days after Friday the 17th."""
    ground = await make_ground(database, client_for)
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "160.00")
    await bring_to(ground, claim, "finance_review")
    await seal_and_tell(database, _at(2026, 7, 1))
    async with database.transaction() as session:
        await session.execute(delete(Notification))
    clock = _at(2026, 7, 17)
    await run_due(database, clock)
    await seal_and_tell(database, clock)
    async with database.read() as connection:
        kinds = (await connection.scalars(select(Notification.kind).distinct())).all()
    assert kinds.count("claim_finance_review_due") == 1
    assert "claim_program_review_due" not in kinds


async def test_two_processes_elect_one_of_them(database: Database) -> None:
    """Two programs of their own, on one database, at once: one message for each of many records."""
    async with database.transaction() as session:
        await make_user(session, Role.PROGRAM_OFFICER)
        agency = await make_agency(session)
        for number in range(8):
            await make_mou(session, agency, scope_key=f"scope-{number}", ends_on=date(2026, 7, 20))
    program = (
        "import asyncio, sys\n"
        "from datetime import UTC, datetime\n"
        "from models.database import Database\n"
        "from services.clock import FixedClock\n"
        "from services.jobs.background import run_once\n"
        "from services.settings import Settings\n"
        "async def main():\n"
        "    database = Database(sys.argv[1], pool_size=5)\n"
        "    clock = FixedClock(datetime(2026, 7, 2, 16, tzinfo=UTC))\n"
        "    for _ in range(3):\n"
        "        await run_once(database, clock, Settings())\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARTNERSHIPS_")}
    started = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, database.url, env=environment)
        for _ in range(2)
    ]
    assert [await process.wait() for process in started] == [0, 0]
    assert await _sent(database, "mous.renewal_due") == 8
    await seal_and_tell(database, _at(2026, 7, 2))  # what a busy server had not let them seal
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Notification)) == 8
        open_rows = select(func.count()).select_from(Reminder).where(Reminder.sent_at.is_(None))
        assert await connection.scalar(open_rows.where(Reminder.superseded_at.is_(None))) == 0
