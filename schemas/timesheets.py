"""A person's timesheets in a claim, as they cross the wire."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import ExpenseCategory
from models.timesheet_enums import FringeBase
from schemas.base import Input, Link, Money, Output
from schemas.types import Day, Exact, Line

HoursOfDay = Annotated[Decimal, Exact(2, 2, "8", zero=True, most=24)]
HourlyRate = Annotated[Decimal, Exact(4, 4, "52.40")]
Percent = Annotated[Decimal, Exact(3, 2, "31.5", most=100)]


class TimesheetDayInput(Input):
    """What one day was spent on, in hours."""

    worked_on: Day
    regular: HoursOfDay = Decimal(0)
    overtime: HoursOfDay = Decimal(0)
    leave: HoursOfDay = Field(
        default=Decimal(0), description="Written down so that the day is whole; not claimed."
    )
    note: Line | None = None


class TimesheetInput(Input):
    """One pay period with the rates that held in it. A rate that changed within it makes two."""

    starts_on: Day
    ends_on: Day
    rate: HourlyRate = Field(description="US dollars for an hour of regular work.")
    overtime_rate: HourlyRate | None = Field(
        default=None, description="US dollars for an hour of overtime, by the agency's pay policy."
    )
    fringe_percent: Percent | None = None
    fringe_base: FringeBase = FringeBase.SALARY
    days: list[TimesheetDayInput] = Field(default=[], max_length=31)


class TimesheetsInput(Input):
    """All sheets of one person in a claim. One that is left out goes, with its lines."""

    periods: list[TimesheetInput] = Field(max_length=60)


class TimesheetDay(Output):
    worked_on: date
    regular: str
    overtime: str
    leave: str
    note: str | None


class LabourLine(Output):
    """What the sheet claims in one category, and what of it is payable, with the reason."""

    expense_id: UUID | None = Field(description="The line of the claim; null before it is saved.")
    category: ExpenseCategory
    claimed: Money
    allowed: Money
    rule: str
    formula: str
    text: str


class TimesheetProblem(Output):
    field: str
    code: str
    message: str


class Timesheet(Output):
    starts_on: date
    ends_on: date
    rate: str
    overtime_rate: str | None
    fringe_percent: str | None
    fringe_base: FringeBase
    days: list[TimesheetDay]
    regular_hours: str
    overtime_hours: str
    leave_hours: str
    lines: list[LabourLine]
    problems: list[TimesheetProblem]


class Timesheets(Output):
    """One person's timesheets in a claim. `version` is the claim's: its lines are what the sheets make."""

    claim_id: UUID
    officer: Link
    periods: list[Timesheet]
    claimed: Money
    allowed: Money
    refusal: str | None = Field(description="Why labour is not reimbursed here; null where it is.")
    version: int
    allowed_actions: list[str]
