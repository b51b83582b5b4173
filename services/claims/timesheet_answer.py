"""Planned timesheets in the shape of the wire."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.claims.lines import ZERO
from services.claims.timesheet_plan import PlannedSheet, SheetLine
from services.detail import Answer
from services.money import USD

#: Line ids by first day of the pay period and category.
LineIds = Mapping[tuple[Any, str], UUID]


def timesheets_answer(
    claim: Any,
    officer: Any,
    planned: Sequence[PlannedSheet],
    lines: LineIds,
    refusal: str | None,
    actions: Sequence[str],
) -> Answer:
    made = [line.allowance for sheet in planned for line in sheet.lines]
    return {
        "claim_id": claim.id,
        "officer": {"id": officer.id, "name": officer.name},
        "periods": [_sheet(one, lines) for one in planned],
        "claimed": _usd(sum((one.claimed for one in made), ZERO)),
        "allowed": _usd(sum((one.allowed for one in made), ZERO)),
        "refusal": refusal,
        "version": claim.version,
        "allowed_actions": list(actions),
    }


def _sheet(planned: PlannedSheet, lines: LineIds) -> Answer:
    sheet = planned.sheet
    return {
        "starts_on": sheet.starts_on,
        "ends_on": sheet.ends_on,
        "rate": _number(sheet.rate),
        "overtime_rate": sheet.overtime_rate and _number(sheet.overtime_rate),
        "fringe_percent": sheet.fringe_percent and _number(sheet.fringe_percent),
        "fringe_base": sheet.fringe_base.value,
        "days": [
            {
                "worked_on": day.worked_on,
                "regular": _number(day.regular),
                "overtime": _number(day.overtime),
                "leave": _number(day.leave),
                "note": day.note,
            }
            for day in sheet.days
        ],
        "regular_hours": _number(sheet.total(lambda day: day.regular)),
        "overtime_hours": _number(sheet.total(lambda day: day.overtime)),
        "leave_hours": _number(sheet.total(lambda day: day.leave)),
        "lines": [
            _line(line, lines.get((sheet.starts_on, line.values["category"]))) for line in planned.lines
        ],
        "problems": [
            {"field": problem.field, "code": problem.code, "message": problem.message}
            for problem in planned.problems
        ],
    }


def _line(line: SheetLine, expense_id: UUID | None) -> Answer:
    found = line.allowance
    return {
        "expense_id": expense_id,
        "category": line.values["category"],
        "claimed": _usd(found.claimed),
        "allowed": _usd(found.allowed),
        "rule": found.rule,
        "formula": found.formula,
        "text": found.explanation,
    }


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _usd(amount: Decimal) -> dict[str, str]:
    return {"amount": f"{amount:.2f}", "currency": USD}
