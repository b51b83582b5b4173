"""What was reimbursed, by country, agency, category, modality and fiscal year.

Read from rollups that triggers keep in the transaction of each payment, so the answer takes a few milliseconds however
many expenses there are, and equals a recount at any moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, ColumnElement, Select, Text, any_, bindparam, cast, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.agencies import Agency
from models.claims import ReimbursedCountryTotal, ReimbursedTotal
from models.countries import Country
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer
from services.errors import FieldProblem, Invalid
from services.prepared import PreparedByShape
from services.projection import Fields, json_object, link, money

#: Dimensions that the smaller rollup has too.
_BY_COUNTRY = frozenset({"country", "category", "fiscal_year"})


@dataclass(frozen=True, slots=True)
class ReimbursedQuery:
    """Dimensions to group by, values to narrow each to (none: all), and how many groups to show."""

    group_by: tuple[str, ...]
    only: Mapping[str, Sequence[Any]]
    limit: int


async def reimbursed_totals(connection: AsyncConnection, actor: Actor, query: ReimbursedQuery) -> Answer:
    """Groups with their number of paid lines and approved amount, largest first, and the total of all.

    Raises `Invalid` when a dimension is named twice.
    """
    actor.require(Permission.REPORTS_READ)
    if len(set(query.group_by)) < len(query.group_by):
        raise Invalid(FieldProblem("group_by", "repeated", "Name each dimension once."))
    seen = visible(actor, ReimbursedTotal)
    needed = {*query.group_by, *query.only}
    small = needed <= _BY_COUNTRY and seen.key == "all"
    table: Any = ReimbursedCountryTotal if small else ReimbursedTotal
    values = {f"only_{name}": list(only) for name, only in query.only.items()}
    statement = _STATEMENTS.get(
        (small, seen.key, query.group_by, tuple(query.only), query.limit),
        lambda: _statement(table, query, None if small else seen.clause),
    )
    answer: Answer = orjson.loads(await statement.value(connection, values | dict(seen.parameters)))
    return answer


_STATEMENTS = PreparedByShape()


def _columns(table: Any) -> dict[str, Any]:
    columns = {
        "country": table.country_id,
        "category": table.category,
        "fiscal_year": table.fiscal_year,
    }
    return columns | (
        {"agency": table.agency_id, "modality": table.modality} if table is ReimbursedTotal else {}
    )


def _statement(table: Any, query: ReimbursedQuery, seen: ColumnElement[bool] | None) -> Select[Any]:
    columns = _columns(table)
    conditions = [
        columns[name] == any_(bindparam(f"only_{name}", type_=ARRAY(columns[name].type)))
        for name in query.only
    ]
    if seen is not None:
        conditions.append(seen)
    keys = [columns[name].label(name) for name in query.group_by]
    grouped = (
        select(
            *keys,
            func.sum(table.lines).label("lines"),
            func.sum(table.approved_usd).label("approved"),
        )
        .where(*conditions)
        .group_by(*keys)
        .having(func.sum(table.lines) > 0)
        .cte("grouped")
    )
    top = (
        select(grouped)
        .order_by(grouped.c.approved.desc(), *(grouped.c[name] for name in query.group_by))
        .limit(literal_column(str(query.limit)))
        .subquery("top")
    )
    source: Any = top
    shown: dict[str, Any] = {}
    for name in query.group_by:
        shown[name] = top.c[name]
        if name == "country":
            source = source.outerjoin(Country, Country.id == top.c.country)
            shown[name] = link(Country.id, {"id": Country.id, "name": Country.name})
        elif name == "agency":
            source = source.join(Agency, Agency.id == top.c.agency)
            shown[name] = json_object({"id": Agency.id, "name": Agency.legal_name})
    fields: Fields = {**shown, "lines": top.c.lines, "approved": money(top.c.approved)}
    order = [top.c.approved.desc(), *(top.c[name] for name in query.group_by)]
    items = select(json_object(fields).label("item")).select_from(source).order_by(*order).subquery("items")
    listed = select(func.coalesce(func.json_agg(items.c.item), func.json_build_array())).scalar_subquery()
    total = func.coalesce(func.sum(grouped.c.approved), 0)
    return select(
        cast(
            json_object(
                {
                    "items": listed,
                    "groups": func.count(),
                    "lines": func.coalesce(func.sum(grouped.c.lines), 0),
                    "total": money(func.round(total, 2)),
                }
            ),
            Text,
        )
    ).select_from(grouped)


def narrowed(
    country_id: Sequence[UUID] | None,
    agency_id: Sequence[UUID] | None,
    category: Sequence[str] | None,
    modality: Sequence[str] | None,
    fiscal_year: Sequence[int] | None,
) -> dict[str, Sequence[Any]]:
    """The dimensions that were narrowed, by name."""
    given = {
        "country": country_id,
        "agency": agency_id,
        "category": category,
        "modality": modality,
        "fiscal_year": fiscal_year,
    }
    return {name: values for name, values in given.items() if values}
