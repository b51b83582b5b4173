"""Planning reminders and sending them: each once, late rather than never, and after a long stop only the last one.

Both are steps of the programme's clock, which one process at a time runs. Sending is an event in the log, from which
people are told like of any other.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date, Row, cast, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.reminders import Reminder
from services.access.policy import SYSTEM
from services.clock import Clock
from services.due import DueStep
from services.events import loggable, record_event
from services.policies import policy_in_force
from services.reminders.rules import RenewalTerms, Terms
from services.reminders.sources import LONGEST_OVER, SOURCES, Policies, Source

_OPEN = (Reminder.sent_at.is_(None), Reminder.superseded_at.is_(None))
_BY_KIND = {source.kind: source for source in SOURCES}


async def _policies(session: AsyncSession, clock: Clock) -> Policies:
    today = clock.today()
    return Policies(
        await policy_in_force(session, "reminders", Terms, today),
        await policy_in_force(session, "mous", RenewalTerms, today),
    )


async def plan(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Rows for deadlines that have none yet; how many deadlines."""
    policies = await _policies(session, clock)
    planned = 0
    for source in SOURCES:
        rows = await _unplanned(session, clock, source, policies, limit - planned)
        reminders = [
            {
                "id": uuid7(),
                "kind": source.kind,
                "subject_id": row.subject_id,
                "deadline": row.written,
                "stage": stage,
                "due_at": due_at,
            }
            for row in rows
            for stage, due_at in source.moments(row, policies)
        ]
        if reminders:
            await session.execute(insert(Reminder), reminders)
        planned += len(rows)
        if planned == limit:
            break
    return planned


async def _unplanned(
    session: AsyncSession, clock: Clock, source: Source, policies: Policies, limit: int
) -> list[Row[Any]]:
    standing = source.statement(policies).subquery()
    known = exists().where(
        Reminder.kind == source.kind,
        Reminder.subject_id == standing.c.subject_id,
        Reminder.deadline == standing.c.written,
    )
    recent = cast(standing.c.deadline, Date) >= clock.today() - timedelta(days=LONGEST_OVER)
    statement = select(standing).where(recent, ~known).order_by(standing.c.subject_id).limit(limit)
    return list((await session.execute(statement)).all())


async def send_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Send what is due, or supersede what no longer stands; how many deadlines."""
    due = (
        select(Reminder.kind, Reminder.subject_id, Reminder.deadline)
        .where(*_OPEN, Reminder.due_at <= clock.now())
        .distinct()
        .order_by(Reminder.kind, Reminder.subject_id, Reminder.deadline)
        .limit(limit)
    )
    deadlines = (await session.execute(due)).all()
    policies = await _policies(session, clock) if deadlines else None
    for kind, subject_id, deadline in deadlines:
        assert policies is not None
        of_it = (Reminder.kind == kind, Reminder.subject_id == subject_id, Reminder.deadline == deadline)
        source = _BY_KIND[kind]
        standing = source.statement(policies).subquery()
        row = (
            await session.execute(
                select(standing).where(standing.c.subject_id == subject_id, standing.c.written == deadline)
            )
        ).one_or_none()
        if row is None:
            await session.execute(update(Reminder).where(*of_it, *_OPEN).values(superseded_at=clock.now()))
            continue
        await _send(session, clock, source, row, of_it)
    return len(deadlines)


async def _send(
    session: AsyncSession, clock: Clock, source: Source, row: Row[Any], of_it: tuple[Any, ...]
) -> None:
    statement = (
        select(Reminder)
        .where(*of_it, *_OPEN, Reminder.due_at <= clock.now())
        .order_by(Reminder.due_at, Reminder.stage.desc())
        .with_for_update()
    )
    *earlier, last = (await session.scalars(statement)).all()
    for reminder in earlier:
        reminder.superseded_at = clock.now()
    last.sent_at = clock.now()
    told = {name: loggable(getattr(row, f"told_{name}")) for name in source.told}
    told["due_at" if isinstance(row.deadline, datetime) else "due_on"] = loggable(row.deadline)
    record_event(
        session,
        SYSTEM,
        source.action,
        await session.get_one(source.table, row.record_id),
        subject_type=source.subject_type,
        label=row.label,
        agency_id=row.agency_id,
        after=told,
    )


#: In this order: what was planned and is due at once is sent in the same run.
DUE_STEPS = (DueStep("reminders.plan", plan), DueStep("reminders.send", send_due))
