"""Cells of a rate table read into values; what is wrong with one is noted, and reading goes on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from services.money import MoneyError, parse_amount
from services.names import fold_name
from services.rates.files import Line

_AMOUNT = re.compile(r"\$?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_MONTH_DAY = re.compile(r"(?:\d{4}-)?(\d{1,2})[-/](\d{1,2})(?:[-/]\d{2,4})?")
_DAY_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%Y%m%d")
_LONGEST_SHOWN = 120

Word = TypeVar("Word", bound=StrEnum)
Problem = dict[str, str]


def read_day(text: str) -> date | None:
    """A day as published: 2026-04-01, 04/01/2026, April 1, 2026 and the like; None for anything else."""
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """One line and what is wrong with it. `names`: heading in the file of each column that we know."""

    line: Line
    names: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def has(self, column: str) -> bool:
        return bool(self._cell(column))

    def fault(self, column: str, code: str, message: str, fix: str) -> None:
        self.problems.append(self._problem(column, code, message, fix))

    def warn(self, column: str, code: str, message: str, fix: str = "") -> None:
        self.warnings.append(self._problem(column, code, message, fix))

    def check_width(self, columns: Sequence[str]) -> None:
        beyond = [cell for cell in self.line.cells[len(columns) :] if cell.strip()]
        if beyond or len(self.line.cells) < len(columns):
            message = f"The line has {len(self.line.cells)} cells, the heading {len(columns)}"
            self.fault("", "width", message, "Put cells that hold a separator into quotes")

    def text(self, column: str, longest: int, *, needed: bool = True) -> str | None:
        value = self._cell(column)
        if not value:
            if needed:
                self.fault(column, "missing", "Nothing stands here", "Fill it in")
            return None
        if len(value) > longest:
            self.fault(column, "too_long", f"More than {longest} characters", "Shorten it")
            return None
        if not value.isprintable():
            self.fault(column, "hidden_characters", "It holds control characters", "Remove them")
            return None
        return value

    def usd(self, column: str) -> Decimal | None:
        """Zero or more dollars, with or without sign and grouping, at most two places."""
        plain = self._numeral(column)
        if plain is None:
            return None
        try:
            return parse_amount(plain)
        except MoneyError as error:
            self.fault(column, error.code, str(error).rstrip("."), "Write dollars and cents, such as 182.00")
            return None

    def number(self, column: str, digits: int, places: int, example: str) -> Decimal | None:
        """More than zero, at most so many digits before and after the point."""
        plain = self._numeral(column)
        if plain is None:
            return None
        whole, _, rest = plain.partition(".")
        value = Decimal(plain)
        if len(whole.lstrip("0")) > digits or len(rest.rstrip("0")) > places or value <= 0:
            message = f"Not a number above zero with at most {places} decimal places"
            self.fault(column, "number_form", message, f"Write it as {example}")
            return None
        return value

    def day(self, column: str, *, needed: bool = False) -> date | None:
        text = self.text(column, 40, needed=needed)
        if text is None:
            return None
        value = read_day(text)
        if value is None or not 1900 <= value.year <= 2200:
            self.fault(column, "day_form", "This is no date", "Write it as YYYY-MM-DD, such as 2026-05-01")
            return None
        return value

    def month_day(self, column: str, default: str) -> str | None:
        """MM-DD. A year may stand before or after it and says nothing."""
        value = self._cell(column)
        if not value:
            return default
        match = _MONTH_DAY.fullmatch(value)
        if match:
            try:  # 2028 has a 29 February
                return f"{date(2028, int(match[1]), int(match[2])):%m-%d}"
            except ValueError:
                pass
        self.fault(column, "season_form", "This is no day of the year", "Write it as MM-DD, such as 06-01")
        return None

    def word(self, column: str, words: type[Word], default: Word | None = None) -> Word | None:
        value = self._cell(column)
        if not value and default is not None:
            return default
        try:
            return words(fold_name(value).replace(" ", "_"))
        except ValueError:
            options = ", ".join(words)
            self.fault(column, "unknown", f"It is none of {options}", f"Write one of {options}")
            return None

    def _numeral(self, column: str) -> str | None:
        value = self._cell(column)
        if not value:
            self.fault(column, "missing", "Nothing stands here", "Write the number; 0 if it is zero")
            return None
        match = _AMOUNT.fullmatch(value)
        if match is None:
            negative = value.startswith(("-", "(")) and any(letter.isdigit() for letter in value)
            code, message = (
                ("amount_negative", "A rate cannot be negative")
                if negative
                else ("not_a_number", "This is no number")
            )
            self.fault(column, code, message, "Write a plain number, such as 182.00")
            return None
        return match[1].replace(",", "") + (match[2] or "")

    def _cell(self, column: str) -> str:
        return self.line.by_column.get(self.names.get(column, ""), "")

    def _problem(self, column: str, code: str, message: str, fix: str) -> Problem:
        return {
            "column": self.names.get(column, column),
            "value": self._cell(column)[:_LONGEST_SHOWN],
            "code": code,
            "message": f"{message}.",
            "fix": f"{fix}." if fix else "",
        }


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept beside each other: amounts and days as text."""
    return {
        name: str(value) if isinstance(value, Decimal | date | StrEnum) else value
        for name, value in values.items()
    }
