"""What may be asked of a list, as named texts: made from the listing, strict, and described for every door."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from models.export_enums import FileFormat
from schemas.types import Day, Instant, Text
from services.errors import FieldProblem, Invalid
from services.listing import DEFAULT_LIMIT, MAX_LIMIT, Listing, ListQuery

#: Values of one filter in one request.
_MOST_VALUES = 100
_WORD = Annotated[str, Text(200)]
_TYPES: dict[Any, Any] = {date: Day, datetime: Instant, str: _WORD}
#: What asks for a part of a list.
PARTIAL = ("limit", "after", "count")


class ListParameters:
    """Reads the parameters that `listing` takes."""

    def __init__(self, listing: Listing) -> None:
        self.model = _model(listing)
        many = {name for name, rule in listing.filters.items() if rule.many} | {"ids"}
        names = [info.alias or name for name, info in self.model.model_fields.items()]
        #: Names, and whether they may be repeated.
        self.parameters = {name: name in many for name in names}
        self._filters = {name: _attribute(name) for name in listing.filters}

    def read(self, given: Mapping[str, Sequence[str]]) -> ListQuery:
        """The query that `given` asks; of what may not be repeated the last value holds.

        Raises `pydantic.ValidationError`, `Invalid`, and `KeyError` for an unknown name.
        """
        query: Any = self.model.model_validate(
            {name: texts if self.parameters[name] else texts[-1] for name, texts in given.items()}
        )
        filters = {
            name: value
            for name, attribute in self._filters.items()
            if name in given and (value := getattr(query, attribute)) is not None
        }
        return ListQuery(
            limit=query.limit,
            after=query.after,
            sort=_split(query.sort),
            q=getattr(query, "q", None) or None,
            count=query.count,
            fields=_split(query.fields),
            expand=_split(getattr(query, "expand", None)),
            ids=tuple(query.ids or ()),
            updated_since=getattr(query, "updated_since", None),
            format=_file_format(query, given),
            filters=filters,
        )


def _file_format(query: Any, given: Mapping[str, Any]) -> FileFormat | None:
    """Raises `Invalid` where a part of the list is asked for as a file."""
    format_: FileFormat | None = getattr(query, "format", None)
    if format_ is not None and (partial_ := [name for name in PARTIAL if name in given]):
        message = "A file holds every row: leave this away, or take pages of JSON."
        raise Invalid(*(FieldProblem(name, "whole_list", message) for name in partial_))
    return format_


def _split(names: str | None) -> tuple[str, ...]:
    return tuple(names.split(",")) if names else ()


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
            Field(None, description="Only these fields, separated by commas: the answer is a `Selection`."),
        ),
        "ids": (list[UUID] | None, Field(None, max_length=MAX_LIMIT, description="Only these records.")),
    }
    if listing.search is not None:
        fields["q"] = (
            _WORD | None,
            Field(None, description="Search by parts of words; forgives typing mistakes."),
        )
    if listing.exportable:
        fields["format"] = (
            FileFormat | None,
            Field(None, description="The whole list as a file, in the order of `sort`; left out, a page."),
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
    return create_model(f"{name}Query", __config__=ConfigDict(defer_build=True), **fields)


def _names(known: Any, *, signed: bool = False) -> Any:
    known = tuple(known)
    one = ("-?" if signed else "") + f"({'|'.join(known)})"
    # Each name once at most: a length beside the pattern would say the same less well.
    shown: dict[str, Any] = {"pattern": f"^{one}(,{one}){{0,{len(known) - 1}}}$"}
    return Annotated[str, Field(json_schema_extra=shown), AfterValidator(partial(_all_known, known, signed))]


def _all_known(known: Sequence[str], signed: bool, names: str) -> str:
    parts = names.split(",")
    if len(parts) > len(known):
        message = f"There are {len(known)} names, and {len(parts)} were sent: name each once."
        raise PydanticCustomError("too_many_names", "{message}", {"message": message})
    for name in parts:
        bare = name.removeprefix("-") if signed else name
        if bare not in known:
            near = difflib.get_close_matches(bare[:80], known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
            message = f"Unknown name {bare[:80]!r}. {hint}"
            raise PydanticCustomError("unknown_name", "{message}", {"message": message})
    return names
