"""The columns of a list as a table has them: nested fields become columns of their own, and no cell is a formula."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ARRAY, JSON, Boolean, Case, Cast, ColumnElement, Numeric, Text, case, cast, func
from sqlalchemy import literal_column as literal
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import String

from services.projection import Fields

#: Cells that begin so are taken for formulas by spreadsheets (CWE-1236). A sign before digits makes a number.
FORMULA = r"^([=@\t\r\n]|[-+](?![0-9.]+$))"


def table_columns(fields: Fields) -> dict[str, ColumnElement[Any]]:
    """`fields` as name -> value of one column each, in their order.

    `{"agency": {"id", "name"}}` becomes `agency_id` and `agency_name`; money becomes `claimed` and
    `claimed_currency`; what holds a list stays JSON text.
    """
    return dict(_flat("", fields))


def harmless_text(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """`value` for a text file: an apostrophe before what a spreadsheet would take for a formula; true and false.

    All such beginnings sort before the letters, which spares most texts the pattern.
    """
    if isinstance(value.type, Boolean):
        return cast(value, Text)
    if not isinstance(value.type, String):
        return value
    formula = (value.collate("C") < literal("'A'")) & value.regexp_match(literal(f"E'{FORMULA}'"))
    return case((formula, literal("''''", Text).concat(value)), else_=value)


def is_instant(value: Any) -> bool:
    """Whether `value` is the text of an instant, as `projection.instant` writes it."""
    if isinstance(value, Case) and len(value.whens) == 1:
        return is_instant(value.whens[0][1])
    called = isinstance(value, FunctionElement) and getattr(value, "name", "") == "to_char"
    return called and getattr(next(iter(value.clauses)), "name", "") == "timezone"


def _flat(prefix: str, fields: Fields) -> Iterator[tuple[str, ColumnElement[Any]]]:
    for name, value in fields.items():
        nested = _nested(value)
        if nested is None:
            yield prefix + name, _plain(value)
        elif set(nested) == {"amount", "currency"}:
            yield prefix + name, _plain(nested["amount"])
            yield f"{prefix}{name}_currency", nested["currency"]
        else:
            yield from _flat(f"{prefix}{name}_", nested)


def _nested(value: Any) -> dict[str, Any] | None:
    """The fields of a nested object, or none if it is no object."""
    if isinstance(value, Case) and len(value.whens) == 1 and value.else_ is None:
        condition, inner = value.whens[0]
        nested = _nested(inner)
        # Where the object is null, so is each of its columns.
        return nested and {name: case((condition, _plain(part))) for name, part in nested.items()}
    if isinstance(value, FunctionElement) and getattr(value, "name", "") == "json_build_object":
        parts = list(value.clauses)
        return {part.name.strip("'"): of for part, of in zip(parts[::2], parts[1::2], strict=True)}
    return None


def _plain(value: Any) -> Any:
    """Numbers as numbers, and lists as JSON text."""
    if isinstance(value, Cast) and isinstance(value.type, Text) and isinstance(value.clause.type, Numeric):
        return value.clause
    if isinstance(getattr(value, "type", None), JSON | ARRAY):
        return cast(func.to_jsonb(value), Text)
    return value
