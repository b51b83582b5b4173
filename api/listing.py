"""Query parameters of lists, made from the listing they ask: strict, and described in OpenAPI."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field, create_model

from schemas.types import Day, Instant, Text
from services.listing import DEFAULT_LIMIT, MAX_LIMIT, Listing, ListQuery

#: Values of one filter in one request.
_MOST_VALUES = 100
_WORD = Annotated[str, Text(200)]
_TYPES: dict[Any, Any] = {date: Day, datetime: Instant, str: _WORD}


def list_query(listing: Listing) -> Any:
    """A dependency that reads the parameters `listing` takes. Unknown ones never get this far."""
    model = _model(listing)

    async def read(query: Any) -> ListQuery:
        given = query.model_dump(exclude_unset=True)
        filters = {
            name: given[_attribute(name)]
            for name in listing.filters
            if given.get(_attribute(name)) is not None
        }
        return ListQuery(
            limit=query.limit,
            after=query.after,
            sort=tuple(query.sort.split(",")) if query.sort else (),
            q=getattr(query, "q", None) or None,
            count=query.count,
            fields=tuple(query.fields.split(",")) if query.fields else (),
            expand=tuple(given["expand"].split(",")) if given.get("expand") else (),
            ids=tuple(query.ids or ()),
            updated_since=given.get("updated_since"),
            filters=filters,
        )

    read.__annotations__["query"] = Annotated[model, Query()]
    return Depends(read)


def _attribute(filter_name: str) -> str:
    return filter_name.replace(".", "_")


def _model(listing: Listing) -> type[BaseModel]:
    fields: dict[str, Any] = {
        "limit": (int, Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="Rows in a page.")),
        "after": (
            Annotated[str, Text(2000)] | None,
            Field(None, description="`next` or `previous` of another page of this query."),
        ),
        "sort": (
            _names(listing.sorts, signed=True) | None,
            Field(
                None,
                description=f"Columns, `-` for descending: {', '.join(listing.sorts)}."
                f" Default `{listing.default_sort}`.",
            ),
        ),
        "count": (
            Literal["exact", "estimate"] | None,
            Field(None, description="Add the number of rows as `total`."),
        ),
        "fields": (
            _names(listing.fields) | None,
            Field(None, description="Only these fields, separated by commas."),
        ),
        "ids": (list[UUID] | None, Field(None, max_length=MAX_LIMIT, description="Only these records.")),
    }
    if listing.search is not None:
        fields["q"] = (
            _WORD | None,
            Field(None, description="Search by parts of words; forgives typing mistakes."),
        )
    if hasattr(listing.table, "updated_at"):
        fields["updated_since"] = (Instant | None, Field(None, description="Changed at or after this time."))
    if listing.expansions:
        fields["expand"] = (
            _names(listing.expansions) | None,
            Field(None, description="Nested records to include."),
        )
    for name, rule in listing.filters.items():
        single = _TYPES.get(rule.type, rule.type)
        type_ = list[single] if rule.many else single  # type: ignore[valid-type]
        description = rule.description or ("Any of these values." if rule.many else None)
        fields[_attribute(name)] = (
            type_ | None,
            Field(None, alias=name, description=description, max_length=_MOST_VALUES if rule.many else None),
        )
    name = "".join(part.title() for part in listing.table.__tablename__.split("_"))
    return create_model(f"{name}Query", __config__=ConfigDict(populate_by_name=False), **fields)


def _names(known: Any, *, signed: bool = False) -> Any:
    one = ("-?" if signed else "") + f"({'|'.join(known)})"
    return Annotated[str, Field(pattern=f"^{one}(,{one})*$", max_length=500)]
