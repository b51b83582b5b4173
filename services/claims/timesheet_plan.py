"""What a timesheet claims: a line each for salary, overtime and fringe, with the numbers behind it.

Sources: 2 CFR 200.430 (records of the work actually done, at most all of a person's time) and 200.431 (fringe at the
agreed rate on its agreed base). Amounts are US dollars.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.claims import Expense
from models.enums import ExpenseCategory
from models.timesheet_enums import FringeBase
from services.claims.allowance import HOURS_IN_DAY, LineAllowance, labour_refusal, line_allowance
from services.claims.assembly import Trip, line_of
from services.claims.lines import ZERO
from services.claims.rates import RateBook
from services.claims.submission import Ground
from services.errors import FieldProblem
from services.money import USD, cents

#: The longest pay period: a month.
LONGEST_DAYS = 31
# As lines keep them, so that a formula reads alike before and after.
_HOURS, _RATE = Decimal("0.01"), Decimal("0.0001")
_NO_RATES = RateBook((), (), ())


@dataclass(frozen=True, slots=True)
class WorkDay:
    """Hours of one day."""

    worked_on: date
    regular: Decimal = ZERO
    overtime: Decimal = ZERO
    leave: Decimal = ZERO
    note: str | None = None

    @property
    def hours(self) -> Decimal:
        return self.regular + self.overtime + self.leave


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pay period. Rates are for an hour; `fringe_percent` is of `fringe_base`."""

    starts_on: date
    ends_on: date
    rate: Decimal
    overtime_rate: Decimal | None
    fringe_percent: Decimal | None
    fringe_base: FringeBase
    days: tuple[WorkDay, ...]

    def total(self, of: Callable[[WorkDay], Decimal]) -> Decimal:
        return sum((of(day) for day in self.days), ZERO)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """The columns of a line and what of it is payable."""

    values: dict[str, Any]
    allowance: LineAllowance


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    sheet: Sheet
    lines: tuple[SheetLine, ...]
    problems: tuple[FieldProblem, ...]


def sheet_problems(
    sheets: Sequence[Sheet], ground: Ground, elsewhere: dict[date, Decimal]
) -> list[FieldProblem]:
    """What is wrong with the sheets of one person. `elsewhere`: their hours in other claims, by day."""
    problems = []
    for index, sheet in enumerate(sheets):
        within = f"periods/{index}"
        if sheet.ends_on < sheet.starts_on:
            message = "The pay period cannot end before it starts."
            problems.append(FieldProblem(f"{within}/ends_on", "order", message))
        elif (sheet.ends_on - sheet.starts_on).days >= LONGEST_DAYS:
            message = f"A pay period has at most {LONGEST_DAYS} days: enter one for each."
            problems.append(FieldProblem(f"{within}/ends_on", "too_long", message))
        for other in sheets[:index]:
            if sheet.starts_on <= other.ends_on and other.starts_on <= sheet.ends_on:
                message = f"It overlaps the pay period from {other.starts_on} to {other.ends_on}."
                problems.append(FieldProblem(f"{within}/starts_on", "overlap", message))
        problems += _day_problems(sheet, within, ground, elsewhere)
    return problems


def _day_problems(
    sheet: Sheet, within: str, ground: Ground, elsewhere: dict[date, Decimal]
) -> list[FieldProblem]:
    problems, seen = [], set()
    first, last = ground.terms.performance_first, ground.terms.performance_last
    for position, day in enumerate(sheet.days):
        on, at = day.worked_on, f"{within}/days/{position}"
        if on in seen:
            problems.append(FieldProblem(f"{at}/worked_on", "repeated", "Name each day once."))
        seen.add(on)
        if not sheet.starts_on <= on <= sheet.ends_on:
            message = f"{on} lies outside the pay period."
            problems.append(FieldProblem(f"{at}/worked_on", "outside_pay_period", message))
        if day.hours == 0:
            continue
        if not first <= on <= last:
            message = f"{on} lies outside the period of performance, {first} to {last}."
            problems.append(FieldProblem(f"{at}/worked_on", "outside_performance", message))
        if on > ground.today:
            message = f"{on} lies ahead: hours are claimed once they are worked (2 CFR 200.430)."
            problems.append(FieldProblem(f"{at}/worked_on", "service_in_future", message))
        together = day.hours + elsewhere.get(on, ZERO)
        if together > HOURS_IN_DAY:
            others = f", {elsewhere[on].normalize():f} of them in other claims" if on in elsewhere else ""
            message = f"{on} has {together.normalize():f} hours{others}: a day has {HOURS_IN_DAY}."
            problems.append(FieldProblem(f"{at}/regular", "hours_over_day", message))
    return problems


def plan_sheet(sheet: Sheet, officer_id: UUID, ground: Ground) -> PlannedSheet:
    """The lines of a sheet that `sheet_problems` finds nothing wrong with. Nothing is written."""
    problems: list[FieldProblem] = []
    drafts = [_hours(sheet, ExpenseCategory.SALARY, lambda day: day.regular, sheet.rate)]
    overtime = sheet.total(lambda day: day.overtime)
    if overtime and sheet.overtime_rate is None:
        message = "Give the rate of an hour of overtime: without it, overtime makes no line."
        problems.append(FieldProblem("overtime_rate", "missing", message))
    elif sheet.overtime_rate is not None:
        drafts.append(_hours(sheet, ExpenseCategory.OVERTIME, lambda day: day.overtime, sheet.overtime_rate))
    drafts.append(_fringe(sheet, [draft for draft in drafts if draft]))
    lines = []
    for draft in drafts:
        if draft is None:
            continue
        # The sheet is the record of the hours worked that labour is paid on.
        common = {"officer_id": officer_id, "currency": USD, "receipt_attached": True}
        values = {**common, **draft, "claimed_usd": draft["amount"]}
        allowance = _allowed(values, ground)
        if allowance.disallow_code is not None:
            problems.append(FieldProblem("days", allowance.disallow_code.value, allowance.explanation))
        lines.append(SheetLine(values, allowance))
    return PlannedSheet(sheet, tuple(lines), tuple(problems))


def _hours(
    sheet: Sheet, category: ExpenseCategory, of: Callable[[WorkDay], Decimal], rate: Decimal
) -> dict[str, Any] | None:
    worked = [day.worked_on for day in sheet.days if of(day)]
    hours = sheet.total(of)
    amount = cents(hours * rate)
    if amount == 0:
        return None
    first, last = min(worked), max(worked)
    return {
        "category": category.value,
        "service_on": first,
        "service_ends_on": None if first == last else last,
        "description": f"{category.value.capitalize()} by timesheet, {sheet.starts_on} to {sheet.ends_on}",
        "quantity": hours.quantize(_HOURS),
        "unit_rate": rate.quantize(_RATE),
        "amount": amount,
    }


def _fringe(sheet: Sheet, labour: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The agreed share of what is paid for the hours of its base, on the first of their days."""
    within = {ExpenseCategory.SALARY.value}
    if sheet.fringe_base is FringeBase.SALARY_AND_OVERTIME:
        within.add(ExpenseCategory.OVERTIME.value)
    base = [draft for draft in labour if draft["category"] in within]
    paid = sum((draft["amount"] for draft in base), ZERO)
    if sheet.fringe_percent is None or paid == 0:
        return None
    share = (sheet.fringe_percent / 100).quantize(_RATE)
    amount = cents(paid * share)
    if amount == 0:
        return None
    return {
        "category": ExpenseCategory.FRINGE.value,
        "service_on": min(draft["service_on"] for draft in base),
        "service_ends_on": None,
        "description": f"Fringe at {sheet.fringe_percent.normalize():f}% of "
        f"{sheet.fringe_base.value.replace('_', ' ')}, {sheet.starts_on} to {sheet.ends_on}",
        "quantity": paid,
        "unit_rate": share,
        "amount": amount,
    }


def _allowed(values: dict[str, Any], ground: Ground) -> LineAllowance:
    line = line_of(Expense(**values, meals_furnished=[]), _NO_TRIP, _NO_RATES, ground.per_diem)
    return line_allowance(line, ground.terms, ground.allowance, ground.per_diem)


# Labour is judged without a trip and without rates of a place.
_NO_TRIP = Trip(date.min, date.max, {})


def refusal(ground: Ground) -> str | None:
    """Why labour is not reimbursed under these terms; None where it is."""
    found = labour_refusal(ground.terms)
    return found and f"{found}."
