"""Lists, done once: filters, sorting, search and keyset pages for every resource.

A `Listing` states what may be shown, filtered and sorted. Statements are built once for each shape of query and
kept, with every value a bind parameter; PostgreSQL makes the JSON; rows added or removed meanwhile never make one
appear twice or vanish, since pages are bounded by sort values and not by counts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    FromClause,
    Select,
    Text,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.expression import ClauseElement

from models.base import Base
from models.export_enums import FileFormat
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import Visibility, visible
from services.errors import FieldProblem, Invalid
from services.filters import Filter, found_in, search_values
from services.keyset import Cursor, Sort, beyond, decode, encode, fingerprint, shape
from services.prepared import Prepared, PreparedByShape
from services.projection import Fields, json_text

MAX_LIMIT = 200
DEFAULT_LIMIT = 50


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a caller asks of a list, already checked for form."""

    limit: int = DEFAULT_LIMIT
    after: str | None = None
    sort: tuple[str, ...] = ()
    q: str | None = None
    count: str | None = None
    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    ids: tuple[UUID, ...] = ()
    updated_since: datetime | None = None
    format: FileFormat | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows a list to one parent record: a fixed clause, and the values of its parameters."""

    clause: ColumnElement[bool]
    values: Mapping[str, Any]


@dataclass(slots=True)
class Page:
    """JSON texts of the rows, cursors to both sides, and on demand the total and the asked ids not found.

    `selected`: the rows hold the fields asked for alone.
    """

    items: list[str]
    next: str | None
    previous: str | None
    total: int | None = None
    missing: list[UUID] | None = None
    selected: bool = False


@dataclass
class Listing:
    """What a list of `table` may show, filter, sort and search. `source` joins what `fields` need."""

    table: Any
    permission: Permission | None
    """None: whoever is signed in, narrowed to rows of their own."""
    source: FromClause | type[Base]
    fields: Fields
    sorts: Mapping[str, Any]
    default_sort: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    search: Any | None = None
    expansions: Fields = field(default_factory=dict)
    where: ColumnElement[bool] | None = None
    exportable: bool = True
    """Whether the whole list can be had as a file: never what tells of vetting, of births or of secrets."""
    _statements: PreparedByShape = field(default_factory=PreparedByShape, init=False, repr=False)

    async def page(
        self, connection: AsyncConnection, actor: Actor, query: ListQuery, scope: Scope | None = None
    ) -> Page:
        """One page of what `actor` may see. Raises `Forbidden`, `BadCursor`, `Invalid`."""
        if self.permission:
            actor.require(self.permission)
        seen = visible(actor, self.table)
        sorts = self._sorts(query.sort or (self.default_sort,))
        mark = fingerprint(
            self.table.__tablename__,
            [(s.name, s.descending) for s in sorts],
            query.q,
            query.filters,
            query.ids,
            query.updated_since,
            scope.values if scope else None,
        )
        # Of ids that are named one page holds all: what is not in it is missing.
        limit = max(query.limit, len(query.ids))
        cursor = decode(query.after, query=mark, sorts=sorts) if query.after else None
        conditions = _Conditions(self, query, seen, scope)
        values = conditions.values | (cursor.bound(sorts) if cursor else {})
        key = ("page", conditions.key, query.fields, query.expand, limit, *sorts, shape(cursor))
        statement = self._statements.get(
            key, lambda: self._page_statement(query, limit, sorts, cursor, conditions.clauses())
        )
        rows = await statement.rows(connection, values)
        page = _cut(rows, limit, cursor, mark)
        page.selected = bool(query.fields)
        if query.count:
            page.total = await self._total(connection, query.count, conditions)
        if query.ids:
            found = {row[-1] for row in rows}
            page.missing = [id_ for id_ in query.ids if str(id_) not in found]
        return page

    async def total(
        self, connection: AsyncConnection, actor: Actor, query: ListQuery, scope: Scope | None = None
    ) -> int:
        """How many rows there are at this moment. Raises `Forbidden`."""
        if self.permission:
            actor.require(self.permission)
        return await self._total(
            connection, "exact", _Conditions(self, query, visible(actor, self.table), scope)
        )

    async def some(
        self, connection: AsyncConnection, actor: Actor, ids: Sequence[UUID], fields: Fields
    ) -> dict[UUID, Any]:
        """`fields` of those among `ids` that the list would show to `actor`: none without its permission."""
        if not ids or (self.permission and not actor.may(self.permission)):
            return {}
        seen = visible(actor, self.table)
        query = ListQuery(ids=tuple(ids))
        conditions = _Conditions(self, query, seen, None)
        statement = self._statements.get(
            ("some", conditions.key, tuple(fields)),
            lambda: (
                select(self.table.id, json_text(fields)).select_from(self.source).where(*conditions.clauses())
            ),
        )
        rows = await statement.rows(connection, conditions.values)
        return {UUID(str(id_)): text for id_, text in rows}

    def whole(
        self,
        connection: AsyncConnection,
        actor: Actor,
        query: ListQuery,
        scope: Scope | None,
        columns: Callable[[Fields], Sequence[ColumnElement[Any]]],
    ) -> tuple[str, list[Any]]:
        """The statement for all rows that `actor` may see, and its arguments. Raises `Forbidden`, `Invalid`."""
        if self.permission:
            actor.require(self.permission)
        sorts = self._sorts(query.sort or (self.default_sort,))
        conditions = _Conditions(self, query, visible(actor, self.table), scope)
        rows = (
            select(*columns(self.shown(query)))
            .select_from(self.source)
            .where(*conditions.clauses())
            .order_by(*(s.order(False) for s in sorts))
        )
        return Prepared(rows).on_driver(connection, conditions.values)

    def shown(self, query: ListQuery) -> Fields:
        """The fields that a row has in the answer."""
        shown = {
            name: value for name, value in self.fields.items() if not query.fields or name in query.fields
        }
        return shown | {name: self.expansions[name] for name in query.expand}

    def _sorts(self, names: Sequence[str]) -> list[Sort]:
        """The columns to sort by, ties broken by id."""
        bare = [name.removeprefix("-") for name in names]
        for position, name in enumerate(bare):
            if name not in self.sorts:
                known = ", ".join(self.sorts)
                raise Invalid(FieldProblem("sort", "unknown_sort", f"Cannot sort by {name}. Known: {known}."))
            if name in bare[:position]:
                raise Invalid(FieldProblem("sort", "repeated_sort", f"sort names {name} twice."))
        sorts = [Sort(b, self.sorts[b], name.startswith("-")) for b, name in zip(bare, names, strict=True)]
        return [*sorts, Sort("id", self.table.id, sorts[-1].descending)]

    def _page_statement(
        self,
        query: ListQuery,
        limit: int,
        sorts: Sequence[Sort],
        cursor: Cursor | None,
        conditions: Sequence[ColumnElement[bool]],
    ) -> Select[Any]:
        backwards = cursor is not None and cursor.backwards
        columns: list[ColumnElement[Any]] = [
            json_text(self.shown(query)),
            *(cast(s.column, Text) for s in sorts),
        ]
        return (
            select(*columns)
            .select_from(self.source)
            .where(*conditions, *([beyond(sorts, cursor)] if cursor else []))
            .order_by(*(s.order(backwards) for s in sorts))
            # Written in: a plan kept for a page of unknown length would be one for a tenth of the table.
            .limit(literal_column(str(limit + 1)))
        )

    async def _total(self, connection: AsyncConnection, how: str, conditions: "_Conditions") -> int:
        statement = self._statements.get(
            ("count", conditions.key),
            lambda: select(func.count(self.table.id)).select_from(self.source).where(*conditions.clauses()),
        )
        if how == "exact":
            return int(await statement.value(connection, conditions.values))
        rows = select(self.table.id).select_from(self.source).where(*conditions.clauses())
        plan = (await connection.execute(_Explain(rows), conditions.values)).scalar_one()
        return int((orjson.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]["Plan Rows"])


class _Conditions:
    """The WHERE of a query: its values, its clauses, and the key that tells statements apart."""

    def __init__(self, listing: Listing, query: ListQuery, seen: Visibility, scope: Scope | None) -> None:
        self._listing, self._query, self._seen, self._scope = listing, query, seen, scope
        self.key = (
            seen.key,
            tuple((name, listing.filters[name].single(value)) for name, value in query.filters.items()),
            bool(query.ids),
            query.updated_since is not None,
            query.q is not None,
            tuple(scope.values) if scope else None,
        )
        self.values: dict[str, Any] = {**seen.parameters, **(scope.values if scope else {})}
        for name, value in query.filters.items():
            self.values[_parameter(name)] = value[0] if listing.filters[name].single(value) else value
        if query.ids:
            self.values["ids"] = list(query.ids)
        if query.updated_since is not None:
            self.values["updated_since"] = query.updated_since
        if query.q is not None:
            self.values |= search_values(query.q)

    def clauses(self) -> list[ColumnElement[bool]]:
        listing, query = self._listing, self._query
        clauses = [self._seen.clause, listing.where, self._scope.clause if self._scope else None]
        for name, value in query.filters.items():
            clauses.append(listing.filters[name].ask(_parameter(name), value))
        if query.ids:
            clauses.append(listing.table.id == any_(bindparam("ids", type_=ARRAY(PG_UUID(as_uuid=True)))))
        if query.updated_since is not None:
            since = bindparam("updated_since", type_=DateTime(timezone=True))
            clauses.append(listing.table.updated_at >= since)
        if query.q is not None and listing.search is not None:
            clauses.append(found_in(listing.table, listing.search))
        return [clause for clause in clauses if clause is not None]


def _parameter(filter_name: str) -> str:
    return "filter_" + filter_name.replace(".", "_")


def _cut(rows: Sequence[Sequence[Any]], limit: int, cursor: Cursor | None, mark: str) -> Page:
    """A page of at most `limit` rows in reading order; one row more was asked for, to know of a further page."""
    backwards = cursor is not None and cursor.backwards
    more = len(rows) > limit
    kept = list(reversed(rows[:limit])) if backwards else list(rows[:limit])
    items = [row[0] for row in kept]
    if not kept:
        return Page(items, None, None)
    has_next = backwards or more
    has_previous = more if backwards else cursor is not None
    return Page(
        items,
        encode(kept[-1][1:], backwards=False, query=mark) if has_next else None,
        encode(kept[0][1:], backwards=True, query=mark) if has_previous else None,
    )


class _Explain(Executable, ClauseElement):
    inherit_cache = False

    def __init__(self, statement: Select[Any]) -> None:
        self.statement = statement


@compiles(_Explain, "postgresql")
def _compile_explain(element: _Explain, compiler: Any, **options: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.statement, **options)}"
