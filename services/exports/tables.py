"""Short tables, such as those of reports, as files. Lists are written by `services.exports.files`."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from inspect import isclass
from typing import Any, get_args

from pydantic import BaseModel

from schemas.base import Money
from services.exports.columns import FORMULA
from services.exports.files import Workbook

_FORMULA = re.compile(FORMULA)


class TableFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are answers as they cross the wire; of their nested fields those that `columns` name are shown."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]


def columns_of(shape: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The columns of answers of this shape: `agency_id` and `agency_name`, `approved` and `approved_currency`."""
    for name, field in shape.model_fields.items():
        inner = _nested(field.annotation)
        if inner is None:
            yield prefix + name
        elif inner is Money:
            yield from (prefix + name, f"{prefix}{name}_currency")
        else:
            yield from columns_of(inner, f"{prefix}{name}_")


def table_file(table: Table, file_format: TableFormat) -> bytes:
    """CSV with a heading, every text harmless to a spreadsheet; or a workbook of one sheet."""
    rows = [[flat.get(column) for column in table.columns] for flat in map(_flat, table.rows)]
    if file_format is TableFormat.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            [table.columns, *([_harmless(value) for value in row] for row in rows)]
        )
        return text.getvalue().encode()
    file = io.BytesIO()
    workbook = Workbook(file, table.name, table.columns)
    workbook.add(rows)
    workbook.close()
    return file.getvalue()


def _nested(annotation: Any) -> type[BaseModel] | None:
    shapes = (part for part in (annotation, *get_args(annotation)) if isclass(part))
    return next((shape for shape in shapes if issubclass(shape, BaseModel)), None)


def _flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if not isinstance(value, Mapping):
            flat[prefix + name] = value
        elif set(value) == {"amount", "currency"}:
            flat |= {prefix + name: Decimal(value["amount"]), f"{prefix}{name}_currency": value["currency"]}
        else:
            flat |= _flat(value, f"{prefix}{name}_")
    return flat


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
