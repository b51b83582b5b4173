"""Reports as they cross the wire."""

from typing import Annotated

from pydantic import Field

from models.enums import ExpenseCategory, Modality
from schemas.base import Link, Money, Output
from schemas.types import Text

_ONE = "(country|agency|category|modality|fiscal_year)"
Grouping = Annotated[
    str,
    Text(
        100,
        pattern=f"{_ONE}(,{_ONE}){{0,4}}",
        form="Name up to five of country, agency, category, modality and fiscal_year, separated by commas.",
        example="country,fiscal_year",
    ),
]
FiscalYear = Annotated[int, Field(ge=1950, le=2200)]


class ReimbursedGroup(Output):
    """One group. Fields that were not grouped by are absent; `country` is null where an expense names none."""

    country: Link | None = None
    agency: Link | None = None
    category: ExpenseCategory | None = None
    modality: Modality | None = None
    fiscal_year: int | None = None
    lines: int
    approved: Money


class ReimbursedReport(Output):
    """Groups, largest first, and the total of all groups, also of those beyond `limit`."""

    items: list[ReimbursedGroup]
    groups: int
    lines: int
    total: Money
