"""A person's hours in a claim: kept day by day, claimed as lines of salary, overtime and fringe."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.claims import Claim, Expense
from models.enums import ClaimStatus
from models.officers import Officer
from models.timesheet_enums import FringeBase
from models.timesheets import Timesheet, TimesheetDay
from schemas.timesheets import TimesheetInput, TimesheetsInput
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.commands import record, require_editable
from services.claims.expenses import append_line, change_line, remove_line
from services.claims.persons import claim_row, ground_for, may_change, person_of, require_person
from services.claims.submission import Ground
from services.claims.timesheet_answer import timesheets_answer
from services.claims.timesheet_plan import PlannedSheet, Sheet, WorkDay, plan_sheet, refusal, sheet_problems
from services.clock import Clock
from services.detail import Answer
from services.errors import Conflict, Invalid
from services.records import apply_changes, created, load_for_change, load_visible, touch

_NOT_CLAIMED = (ClaimStatus.WITHDRAWN.value, ClaimStatus.DISALLOWED.value)


async def get_timesheets(
    connection: AsyncConnection, actor: Actor, clock: Clock, claim_id: UUID, officer_id: UUID
) -> Answer:
    """The sheets as they stand, with what they claim; none while there are none.

    Raises `NotFound` for a claim that is not the actor's to see, and for somebody who is not of its agency.
    """
    actor.require(Permission.CLAIMS_READ)
    claim = await claim_row(connection, actor, claim_id)
    officer = await person_of(connection, claim, officer_id)
    return await _answer(connection, actor, clock, claim, officer)


async def preview_timesheets(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    claim_id: UUID,
    officer_id: UUID,
    data: TimesheetsInput,
) -> Answer:
    """What `set_timesheets` would make of them; nothing is written. Raises as it does."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_visible(session, actor, Claim, claim_id)
    officer = await person_of(session, claim, await require_person(session, actor, claim, officer_id))
    ground = await ground_for(session, clock, claim)
    planned = await _plan(session, claim, officer_id, data, ground)
    lines = await _line_ids(session, claim_id, officer_id)
    return timesheets_answer(claim, officer, planned, lines, refusal(ground), _actions(actor, claim))


async def set_timesheets(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    claim_id: UUID,
    officer_id: UUID,
    version: int,
    data: TimesheetsInput,
) -> Answer:
    """Keep a person's sheets and make their lines; those of sheets that are left out go. `version` is the claim's.

    Raises `IllegalTransition` unless the claim is a draft or was returned, `Conflict` where the instrument or the
    memorandum does not reimburse labour, and `Invalid` for pay periods that overlap or exceed a month, for days
    outside them, outside the performance or ahead, and for more than 24 hours on a day, other claims included.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    require_editable(actor, claim)
    await require_person(session, actor, claim, officer_id)
    # Two claims for one person's day cannot pass each other by.
    await session.execute(select(Officer.id).where(Officer.id == officer_id).with_for_update())
    ground = await ground_for(session, clock, claim)
    planned = await _plan(session, claim, officer_id, data, ground)
    stored = {sheet.starts_on: sheet for sheet in await _stored(session, claim_id, officer_id)}
    for one in planned:
        sheet = await _keep(session, actor, claim, officer_id, stored.pop(one.sheet.starts_on, None), one)
        await _write_lines(session, actor, claim, sheet.id, one)
    for gone in stored.values():
        await _write_lines(session, actor, claim, gone.id, None)
        await session.delete(gone)
    touch(claim, actor)
    after = {"officer_id": str(officer_id), **data.model_dump(mode="json")}
    record(session, actor, "timesheets_set", claim, before={}, after=after)
    await session.flush()
    return await _answer(session, actor, clock, claim, await person_of(session, claim, officer_id))


async def _plan(
    session: AsyncSession, claim: Claim, officer_id: UUID, data: TimesheetsInput, ground: Ground
) -> list[PlannedSheet]:
    sheets = [_sheet_of(period) for period in data.periods]
    if sheets and (why := refusal(ground)):
        raise Conflict(f"{why} Hours cannot be claimed.", code="labour_not_reimbursable")
    days = {day.worked_on for sheet in sheets for day in sheet.days}
    problems = sheet_problems(sheets, ground, await _elsewhere(session, claim, officer_id, days))
    if problems:
        raise Invalid(*problems)
    return [plan_sheet(sheet, officer_id, ground) for sheet in sheets]


def _sheet_of(period: TimesheetInput) -> Sheet:
    days = [WorkDay(**day.model_dump()) for day in period.days]
    return Sheet(
        **{name: getattr(period, name) for name in _KEPT},
        days=tuple(sorted((day for day in days if day.hours or day.note), key=lambda day: day.worked_on)),
    )


_KEPT = ("starts_on", "ends_on", "rate", "overtime_rate", "fringe_percent", "fringe_base")


async def _elsewhere(
    session: AsyncSession, claim: Claim, officer_id: UUID, days: set[date]
) -> dict[date, Decimal]:
    """Hours of the same person on these days in other claims that stand or are being prepared."""
    rows = await session.execute(
        select(
            TimesheetDay.worked_on,
            func.sum(TimesheetDay.regular + TimesheetDay.overtime + TimesheetDay.leave),
        )
        .join(Timesheet, Timesheet.id == TimesheetDay.timesheet_id)
        .join(Claim, Claim.id == Timesheet.claim_id)
        .where(
            Timesheet.officer_id == officer_id,
            Timesheet.claim_id != claim.id,
            Claim.status.not_in(_NOT_CLAIMED),
            TimesheetDay.worked_on.in_(days),
        )
        .group_by(TimesheetDay.worked_on)
    )
    return {day: hours for day, hours in rows if hours}


async def _stored(session: AsyncSession, claim_id: UUID, officer_id: UUID) -> Sequence[Timesheet]:
    rows = await session.scalars(
        select(Timesheet).where(Timesheet.claim_id == claim_id, Timesheet.officer_id == officer_id)
    )
    return rows.all()


async def _keep(
    session: AsyncSession,
    actor: Actor,
    claim: Claim,
    officer_id: UUID,
    stored: Timesheet | None,
    planned: PlannedSheet,
) -> Timesheet:
    """The row of a sheet, with its days written anew."""
    if stored is None:
        stored = created(Timesheet(claim_id=claim.id, officer_id=officer_id), actor)
        session.add(stored)
    apply_changes(stored, {name: getattr(planned.sheet, name) for name in _KEPT}, actor)
    await session.flush()
    await session.execute(delete(TimesheetDay).where(TimesheetDay.timesheet_id == stored.id))
    days = [
        {name: getattr(day, name) for name in ("worked_on", "regular", "overtime", "leave", "note")}
        for day in planned.sheet.days
    ]
    if days:
        await session.execute(insert(TimesheetDay), [{"timesheet_id": stored.id, **day} for day in days])
    return stored


async def _write_lines(
    session: AsyncSession, actor: Actor, claim: Claim, sheet_id: UUID, planned: PlannedSheet | None
) -> None:
    """Make the lines of a sheet what the plan says; what is alike already stays untouched. None: no lines."""
    present = {
        expense.category: expense
        for expense in await session.scalars(select(Expense).where(Expense.timesheet_id == sheet_id))
    }
    for line in planned.lines if planned else ():
        expense = present.pop(line.values["category"], None)
        if expense is None:
            await append_line(session, actor, claim, {**line.values, "timesheet_id": sheet_id})
            continue
        changes = {name: value for name, value in line.values.items() if getattr(expense, name) != value}
        if changes:
            change_line(session, actor, claim, expense, changes)
    for expense in present.values():
        await remove_line(session, actor, claim, expense)
    await session.flush()


async def _answer(
    session: AsyncSession | AsyncConnection, actor: Actor, clock: Clock, claim: Any, officer: Any
) -> Answer:
    ground = await ground_for(session, clock, claim)
    planned = [
        plan_sheet(sheet, officer.id, ground) for sheet in await _sheets(session, claim.id, officer.id)
    ]
    lines = await _line_ids(session, claim.id, officer.id)
    return timesheets_answer(claim, officer, planned, lines, refusal(ground), _actions(actor, claim))


async def _sheets(session: AsyncSession | AsyncConnection, claim_id: UUID, officer_id: UUID) -> list[Sheet]:
    mine = (Timesheet.claim_id == claim_id) & (Timesheet.officer_id == officer_id)
    found = await session.execute(
        select(*Timesheet.__table__.columns).where(mine).order_by(Timesheet.starts_on)
    )
    worked = await session.execute(
        select(*TimesheetDay.__table__.columns)
        .join(Timesheet, Timesheet.id == TimesheetDay.timesheet_id)
        .where(mine)
        .order_by(TimesheetDay.worked_on)
    )
    by_sheet: dict[UUID, list[WorkDay]] = {}
    for sheet_id, *facts in worked:
        by_sheet.setdefault(sheet_id, []).append(WorkDay(*facts))
    return [
        Sheet(
            row.starts_on,
            row.ends_on,
            row.rate,
            row.overtime_rate,
            row.fringe_percent,
            FringeBase(row.fringe_base),
            tuple(by_sheet.get(row.id, ())),
        )
        for row in found
    ]


async def _line_ids(
    session: AsyncSession | AsyncConnection, claim_id: UUID, officer_id: UUID
) -> Mapping[tuple[Any, str], UUID]:
    rows = await session.execute(
        select(Timesheet.starts_on, Expense.category, Expense.id)
        .join(Expense, Expense.timesheet_id == Timesheet.id)
        .where(Timesheet.claim_id == claim_id, Timesheet.officer_id == officer_id)
    )
    return {(starts_on, category): expense_id for starts_on, category, expense_id in rows}


def _actions(actor: Actor, claim: Any) -> list[str]:
    return ["update"] if may_change(actor, claim) else []
