"""The groups of a report as a table, to be taken away as a file."""

from collections.abc import Iterable
from typing import Any

from schemas.ageing import AgeBucket
from schemas.reports import ReimbursedGroup
from schemas.spending import PaymentTimesGroup
from services.detail import Answer
from services.exports.tables import Table, columns_of

_DIMENSIONS = {"country", "agency", "category", "modality", "fiscal_year"}


def reimbursed_table(answer: Answer, group_by: Iterable[str]) -> Table:
    """One row for each group, with the dimensions that were asked for."""
    others = tuple(_DIMENSIONS.difference(group_by))
    columns = [name for name in columns_of(ReimbursedGroup) if not name.startswith(others)]
    return Table("reimbursed", columns, answer["items"])


def payment_times_table(answer: Answer) -> Table:
    """One row for each group."""
    return Table("payment-times", list(columns_of(PaymentTimesGroup)), answer["groups"])


def ageing_table(answer: Answer) -> Table:
    """One row for each group and age, so that no claim is counted in two rows."""
    rows: list[dict[str, Any]] = [
        {"key": group["key"], "name": group["name"], **bucket}
        for group in answer["groups"]
        for bucket in group["buckets"]
    ]
    return Table("claims-by-age", ["key", "name", *columns_of(AgeBucket)], rows)
