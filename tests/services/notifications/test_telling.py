"""People are told of each event once, and only those whom it concerns and who may see the record."""

import asyncio
import sys
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.enums import NotificationDelivery, NotificationTopic, Role, UserStatus
from models.events import Event
from models.notifications import Mail, Notification, NotificationMute, NotificationPreference
from services.clock import FixedClock
from services.notifications.telling import tell_people
from services.sealing import seal_events
from tests.factories.activities import make_activity
from tests.factories.agreements import make_agency, make_mou
from tests.factories.events import acting, happened, seal_and_tell, settle
from tests.factories.requests import make_outreach, make_request
from tests.factories.users import make_user


async def _inbox(database: Database) -> list[tuple[str, str]]:
    """Names of people (their role and number) and what they were told."""
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "select u.name, n.kind from notifications n join users u on u.id = n.user_id"
                " order by u.name, n.kind"
            )
        )
    return [(name, kind) for name, kind in rows]


async def test_a_question_to_an_agency_reaches_its_coordinators_and_nobody_else(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session)
        staff = await make_user(session, Role.PROGRAM_OFFICER, name="Sender")
        await make_user(session, Role.PROGRAM_OFFICER, name="Colleague")
        await make_user(session, Role.AGENCY_COORDINATOR, name="Ours", agency_id=outreach.agency_id)
        await make_user(
            session,
            Role.AGENCY_COORDINATOR,
            name="Gone",
            agency_id=outreach.agency_id,
            status=UserStatus.DISABLED.value,
        )
        other = await make_agency(session)
        await make_user(session, Role.AGENCY_COORDINATOR, name="Theirs", agency_id=other.id)
        happened(session, "outreach.sent", outreach, "outreach", acting(staff))
    assert await seal_and_tell(database, clock) == 1
    assert await _inbox(database) == [("Ours", "outreach_sent")]
    async with database.read() as connection:
        title, body, link = (
            await connection.execute(select(Notification.title, Notification.body, Notification.link))
        ).one()
    assert title.startswith("Asked of you: Crash investigation")
    assert "14 July 2026, 03:59 UTC" in body
    assert link == f"/outreach/{outreach.id}"


async def test_whoever_did_it_is_not_told(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        staff = await make_user(session, Role.PROGRAM_OFFICER, name="One who acts")
        await make_user(session, Role.PROGRAM_OFFICER, name="One who is told")
        happened(session, "requests.submitted", request, "request", acting(staff))
    await seal_and_tell(database, clock)
    assert await _inbox(database) == [("One who is told", "request_submitted")]


async def test_the_owner_is_told_and_when_gone_everybody_with_the_role(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        owner = await make_user(session, Role.PROGRAM_OFFICER, name="Owner")
        await make_user(session, Role.PROGRAM_OFFICER, name="Colleague")
        mou = await make_mou(session, await make_agency(session), created_by=owner.id)
        happened(session, "mous.concurred", mou, "mou")
    await seal_and_tell(database, clock)
    assert await _inbox(database) == [("Owner", "mou_concurred")]
    async with database.transaction() as session:
        (await session.get_one(type(owner), owner.id)).status = UserStatus.DISABLED.value
        happened(session, "mous.activated", mou, "mou")
    await seal_and_tell(database, clock)
    assert ("Colleague", "mou_activated") in await _inbox(database)
    assert ("Owner", "mou_activated") not in await _inbox(database)


async def test_nobody_is_told_of_a_record_they_may_not_open(database: Database, clock: FixedClock) -> None:
    """The officer named by an event has no part in that activity."""
    async with database.transaction() as session:
        outreach = await make_outreach(session)
        # Tied to the agency, yet without a role that shows outreach.
        await make_user(session, Role.AUDITOR, name="Auditor", agency_id=outreach.agency_id)
        owner = await make_user(session, Role.FINANCE_REVIEWER, name="Former staff")
        outreach.created_by = owner.id
        happened(session, "outreach.answered", outreach, "outreach")
    await seal_and_tell(database, clock)
    assert await _inbox(database) == []


async def test_two_at_once_tell_once(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        for number in range(3):
            await make_user(session, Role.PROGRAM_OFFICER, name=f"Staff {number}")
        for _ in range(20):
            happened(session, "requests.submitted", request, "request")
    await settle(database)
    told = await asyncio.gather(*(tell_people(database, clock, by_mail=True, batch=3) for _ in range(4)))
    assert sum(told) == 60
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Notification)) == 60
        assert await connection.scalar(select(func.count()).select_from(Mail)) == 60


async def test_what_was_cut_off_is_done_again_and_nothing_twice(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        await make_user(session, Role.PROGRAM_OFFICER)
        for _ in range(5):
            happened(session, "requests.submitted", request, "request")
        await session.execute(
            text(
                "create function cut_off() returns trigger language plpgsql as"
                " $$ begin if (select count(*) from notifications) = 3 then raise exception 'cut off'; end if;"
                " return new; end $$"
            )
        )
        await session.execute(
            text(
                "create trigger cut_off before insert on notifications for each row execute function cut_off()"
            )
        )
    await settle(database)
    with pytest.raises(DBAPIError, match="cut off"):
        await tell_people(database, clock, by_mail=False, batch=2)
    whole_batches = len(await _inbox(database))
    assert 0 < whole_batches < 4
    async with database.transaction() as session:
        await session.execute(text("drop trigger cut_off on notifications"))
    assert await tell_people(database, clock, by_mail=False, batch=2) == 5 - whole_batches
    assert await tell_people(database, clock, by_mail=False) == 0
    async with database.read() as connection:
        assert await connection.scalar(select(func.count(func.distinct(Notification.event_id)))) == 5


async def test_events_are_told_of_however_late_they_settle(database: Database, clock: FixedClock) -> None:
    """A transaction that began first and ends last is not passed by."""
    async with database.transaction() as session:
        request = await make_request(session)
        await make_user(session, Role.PROGRAM_OFFICER)
    async with database.transaction() as slow:
        happened(slow, "requests.submitted", request, "request")
        await slow.flush()
        async with database.transaction() as quick:
            happened(quick, "requests.submitted", request, "request")
        await seal_events(database)
        assert await tell_people(database, clock, by_mail=False) == 0
    assert await seal_and_tell(database, clock) == 2


async def test_wishes_decide_how_and_a_mute_keeps_quiet_for_its_time(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        people = {
            name: await make_user(session, Role.PROGRAM_OFFICER, name=name)
            for name in ("at once", "digest", "app", "mutes kind", "mutes record", "muted before")
        }
        for name, how in (("digest", "daily_digest"), ("app", "in_app")):
            session.add(
                NotificationPreference(
                    user_id=people[name].id,
                    delivery={NotificationTopic.REQUESTS.value: how},
                    zone="America/New_York",
                    digest_hour=8,
                )
            )
        quiet = {"label": "Quiet", "created_at": clock.now()}
        record = {"subject_type": "request", "subject_id": request.id}
        for name, values in (
            ("mutes kind", {"kind": "request_submitted", "until": date(2026, 7, 1)}),
            ("mutes record", {**record, "until": date(2026, 7, 31)}),
            ("muted before", {"kind": "request_submitted", "until": date(2026, 6, 30)}),
        ):
            session.add(NotificationMute(user_id=people[name].id, **values, **quiet))
        happened(session, "requests.submitted", request, "request")
    await seal_and_tell(database, clock, by_mail=True)
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "select u.name, n.delivery, n.muted, n.read_at is not null, m.address = u.email"
                " from notifications n join users u on u.id = n.user_id left join mails m on m.id = n.mail_id"
            )
        )
        found = {name: tuple(rest) for name, *rest in rows}
    assert found == {
        "at once": ("immediate", False, False, True),
        "digest": ("daily_digest", False, False, None),
        "app": ("in_app", False, False, None),
        "mutes kind": (NotificationDelivery.IN_APP.value, True, True, None),
        "mutes record": (NotificationDelivery.IN_APP.value, True, True, None),
        "muted before": ("immediate", False, False, True),
    }


async def test_without_a_mail_server_no_letters_pile_up(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        await make_user(session, Role.PROGRAM_OFFICER)
        happened(session, "requests.submitted", request, "request")
    assert await seal_and_tell(database, clock) == 1
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Mail)) == 0


async def test_a_record_that_is_gone_is_passed_by(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        await make_user(session, Role.PROGRAM_OFFICER)
        happened(session, "requests.submitted", request, "request")
        await session.flush()
        await session.execute(text("delete from request_countries"))
        await session.execute(text("delete from request_expertise"))
        await session.execute(text("delete from requests"))
        happened(session, "users.created", await make_user(session, Role.AUDITOR), "user")
    assert await seal_and_tell(database, clock) == 0
    async with database.read() as connection:
        sealed = await connection.scalar(select(func.count()).select_from(Event))
        at = await connection.scalar(text("select position from notification_cursor"))
    assert at == sealed


async def test_an_event_that_cannot_be_told_does_not_hold_up_others(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        request = await make_request(session)
        await make_user(session, Role.PROGRAM_OFFICER)
        # Whose paper it is should stand in `after`.
        happened(session, "activities.paper_due_soon", activity, "activity")
        happened(session, "requests.submitted", request, "request")
    assert await seal_and_tell(database, clock) == 1


async def test_a_process_killed_in_the_middle_loses_nothing_and_repeats_nothing(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        for number in range(4):
            await make_user(session, Role.PROGRAM_OFFICER, name=f"Staff {number}")
        for _ in range(120):
            happened(session, "requests.submitted", request, "request")
    await settle(database)
    program = (
        "import asyncio, sys\n"
        "from models.database import Database\n"
        "from services.clock import SystemClock\n"
        "from services.notifications.telling import tell_people\n"
        "async def main():\n"
        "    database = Database(sys.argv[1], pool_size=2)\n"
        "    await tell_people(database, SystemClock(), by_mail=True, batch=1)\n"
        "asyncio.run(main())\n"
    )

    async def told() -> int:
        async with database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(Notification)) or 0)

    for goal in (1, 100):
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, database.url)
        while process.returncode is None:
            if await told() >= goal:
                process.kill()
                break
            await asyncio.sleep(0.005)
        await process.wait()
    while await tell_people(database, clock, by_mail=True):
        pass
    async with database.read() as connection:
        # A killed process's transaction may hold the cursor for a moment.
        while await connection.scalar(text("select position from notification_cursor")) < 120:
            await tell_people(database, clock, by_mail=True)
        assert await told() == 480
        assert await connection.scalar(select(func.count()).select_from(Mail)) == 480
