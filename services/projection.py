"""Shapes of answers, made by PostgreSQL: each resource declares its fields once, as name -> SQL expression.

Lists and details select exactly these fields as JSON text, so no row becomes an object on its way out.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, Text, case, cast, func, literal_column
from sqlalchemy.sql.elements import SQLCoreOperations

Expression = SQLCoreOperations[Any] | Any
Fields = Mapping[str, Expression]

#: json_build_object takes at most 100 arguments.
_LARGEST_OBJECT = 50
_RFC_3339 = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


def _constant(text: str) -> ColumnElement[str]:
    """Text of ours that stands in the statement itself: a parameter would be sent, or written in, every time."""
    return literal_column("'" + text.replace("'", "''") + "'", Text)


def json_object(fields: Fields) -> ColumnElement[Any]:
    """A JSON object of `fields`, in their order."""
    items = list(fields.items())
    if len(items) > _LARGEST_OBJECT:
        raise ValueError(f"{len(items)} fields: an answer holds at most {_LARGEST_OBJECT}")
    arguments = [part for name, value in items for part in (_constant(name), value)]
    return func.json_build_object(*arguments, type_=JSON)


def json_text(fields: Fields) -> ColumnElement[str]:
    """The same as text, left undecoded."""
    return cast(json_object(fields), Text)


def money(amount: Expression, currency: Expression = "USD") -> ColumnElement[Any]:
    """`{"amount": "1345.65", "currency": "USD"}`, or null."""
    unit = _constant(currency) if isinstance(currency, str) else currency
    return case(
        (amount.is_not(None), json_object({"amount": cast(amount, Text), "currency": unit})), else_=None
    )


def decimal_text(value: Expression) -> ColumnElement[str]:
    """An exact number as a string."""
    return cast(value, Text)


def instant(value: Expression) -> ColumnElement[str]:
    """RFC 3339 in UTC with `Z`."""
    return func.to_char(func.timezone(_constant("UTC"), value), _constant(_RFC_3339), type_=Text)


def link(key: Expression, fields: Fields) -> ColumnElement[Any]:
    """A nested object such as `{"id": …, "name": …}`, or null where `key` is null."""
    return case((key.is_not(None), json_object(fields)), else_=None)


def json_list(rows: Select[Any]) -> ColumnElement[Any]:
    """A JSON array of the one column that `rows` selects, in its order; empty when there is none."""
    # A subquery in FROM would not be tied to the record it is shown with; the one of an array is.
    return func.array_to_json(func.array(rows.scalar_subquery()), type_=JSON)


def stamps(table: Any) -> dict[str, Expression]:
    """The fields that every changeable record ends with."""
    return {
        "version": table.version,
        "created_at": instant(table.created_at),
        "updated_at": instant(table.updated_at),
    }
