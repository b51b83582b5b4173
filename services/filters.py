"""The filters that lists offer: each a clause over bind parameters, so that its statement can be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, ColumnElement, Text, any_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.types import TypeEngine

from models.base import ENUM


@dataclass(frozen=True, slots=True)
class Filter:
    """`clause` gets the bound value: an array of `type` when `many` (any of them), else a single one.

    `equal`, if there is one, is asked instead when the array would hold one value: only then can PostgreSQL take the
    rows from an index in the order of the list, and stop at the end of the page.
    """

    type: Any
    clause: Callable[[Any], ColumnElement[bool]]
    sql_type: TypeEngine[Any]
    many: bool = True
    description: str = ""
    equal: Callable[[Any], ColumnElement[bool]] | None = None

    def single(self, value: Any) -> bool:
        """Whether `equal` does for `value`."""
        return self.equal is not None and len(value) == 1

    def ask(self, name: str, value: Any) -> ColumnElement[bool]:
        """The clause over the parameter `name`, for `value` and others of its form."""
        if self.equal is not None and self.single(value):
            assert isinstance(self.sql_type, ARRAY)
            return self.equal(bindparam(name, type_=self.sql_type.item_type))
        return self.clause(bindparam(name, type_=self.sql_type))


def _array_of(type_: Any) -> ARRAY[Any]:
    return ARRAY(PG_UUID(as_uuid=True) if type_ is UUID else Text())


def any_of(column: Any, type_: Any = None, description: str = "") -> Filter:
    """Rows whose `column` is one of the values. Left out, `type_` is the column's enumeration, or text."""
    type_ = type_ or getattr(column, "info", {}).get(ENUM, str)
    return Filter(
        type_,
        lambda values: column == any_(values),
        _array_of(type_),
        description=description,
        equal=lambda value: column == value,
    )


def matching(clause: Callable[[Any], ColumnElement[bool]], type_: Any = str, description: str = "") -> Filter:
    """A clause of its own over an array of values."""
    return Filter(type_, clause, _array_of(type_), True, description)


def flag(condition: Any, description: str = "") -> Filter:
    """true: rows where `condition` holds; false: the others."""
    return Filter(bool, lambda value: condition == value, Boolean(), False, description)


def ranges(name: str, column: Any, type_: Any) -> dict[str, Filter]:
    """`name.gte`, `name.gt`, `name.lte` and `name.lt`."""
    operators: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "gte": lambda value: column >= value,
        "gt": lambda value: column > value,
        "lte": lambda value: column <= value,
        "lt": lambda value: column < value,
    }
    return {
        f"{name}.{suffix}": Filter(type_, clause, column.type, False) for suffix, clause in operators.items()
    }


def found_in(table: Any, search_text: Any) -> ColumnElement[bool]:
    """Rows of `table` whose folded text contains `q`; where there is none, rows with words much like it.

    Both are looked up in the trigram index. How alike words are takes long to work out, so it is asked only when it
    decides.
    """
    pattern = select(func.search_fold(bindparam("q_pattern", type_=Text()))).scalar_subquery()
    words = select(func.search_fold(bindparam("q_words", type_=Text()))).scalar_subquery()
    contained = select(table.id).where(search_text.like(pattern)).correlate(None).exists()
    similar = search_text.op("%>", is_comparison=True)(words)
    alike = select(table.id).where(~contained, similar).correlate(None)
    return or_(search_text.like(pattern), table.id == any_(func.array(alike.scalar_subquery())))


def search_values(q: str) -> dict[str, str]:
    """Values for the parameters of `found_in`. Wildcards of LIKE lose their meaning."""
    escaped = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {"q_pattern": f"%{escaped}%", "q_words": q}
