"""One kind of work, as a select of the rows on which it waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, null, select

from models.base import Base
from services.access.permissions import Permission
from services.access.policy import Actor

MOST = 50

Rows = Callable[[date, Actor], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: who may do it, on which rows, and by when."""

    kind: str
    subject: str
    permission: Permission
    table: type[Base]
    reference: Any
    title: Any
    due_on: Any
    rows: Rows
    joins: tuple[tuple[Any, Any], ...] = ()
    agency: Any = None
    """Name of the agency that it comes from, where the title does not say it."""
    record: Any = None
    """Key of the record that it is done on; that of the row by default."""

    def statement(self, today: date, actor: Actor) -> Select[*tuple[Any, ...]]:
        key = self.table.id  # type: ignore[attr-defined]
        record = key if self.record is None else self.record
        due = cast(self.due_on, Date)
        columns = (
            record.label("id"),
            self.reference.label("reference"),
            self.title.label("title"),
            due.label("due_on"),
            (null() if self.agency is None else self.agency).label("agency"),
        )
        statement = select(*columns).select_from(self.table)
        for target, condition in self.joins:
            statement = statement.join(target, condition)
        return statement.where(self.rows(today, actor)).order_by(due.asc().nulls_last(), key).limit(MOST)
