"""What all shapes share: unknown fields are refused, and a patch tells absent from null."""

from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from schemas.types import Amount, Currency, Line, PositiveAmount

Item = TypeVar("Item")


ABSENT: Any = None
"""Default of a patch's fields that null cannot clear: an absent one is never read."""


def _without_defaults(schema: dict[str, Any]) -> None:
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


class Input(BaseModel):
    """A body that a caller sends. A field we do not know is an error, not something to ignore."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Patch(Input):
    """A JSON merge patch (RFC 7396): an absent field stays, null clears."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    def changes(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class Output(BaseModel):
    """A shape that we send. Clients must expect fields to be added."""

    # PostgreSQL makes the answers: these only describe them, and need no validators.
    model_config = ConfigDict(defer_build=True)


class Money(Output):
    """An exact amount as a string, with its ISO 4217 currency."""

    amount: Amount
    currency: Currency


class MoneyInput(Input):
    amount: Amount
    currency: Currency = "USD"


class DollarsInput(Input):
    """More than zero US dollars: instruments and obligations are in no other currency."""

    amount: PositiveAmount
    currency: Literal["USD"] = "USD"


class SignedDollarsInput(Input):
    """US dollars, less than zero to take away."""

    amount: Amount
    currency: Literal["USD"] = "USD"


class Link(Output):
    id: UUID
    name: str


class CountryLink(Link):
    genc3: str


class Reference(Output):
    """A record that people know by its short reference."""

    id: UUID
    reference: str


class ExternalRef(Output):
    """Another system's key for a record."""

    system: str
    key: str


class Page(Output, Generic[Item]):
    """One page of a list. `next` and `previous` are cursors for `after`; null at the ends."""

    items: list[Item]
    next: str | None
    previous: str | None
    total: int | None = Field(default=None, description="Only when asked for with `count`.")
    missing: list[UUID] | None = Field(
        default=None, description="Ids asked for with `ids` that were not found."
    )

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`AgencyPage` for a page of `AgencyRow`: a name that reads well in generated clients."""
        return f"{params[0].__name__.removesuffix('Row')}Page"


class Selection(Page[dict[str, Any]]):
    """A page whose rows hold only what `fields` and `expand` name."""


class FieldError(Output):
    pointer: str | None = Field(default=None, description="RFC 6901 pointer into the body.")
    parameter: str | None = Field(default=None, description="Query, path or header parameter at fault.")
    code: str
    message: str


class Problem(Output):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description="A stable word for programs.")
    detail: str
    instance: str | None = Field(
        default=None, description="The id of the request, to quote when asking for help."
    )
    errors: list[FieldError] = []
    state: str | None = Field(
        default=None, description="The record's state, when an action was not possible."
    )
    allowed_actions: list[str] | None = None
    permission: str | None = Field(default=None, description="The permission that is missing.")
    candidates: list[dict[str, str]] | None = Field(
        default=None, description="What an ambiguous name may stand for, and how to say so without doubt."
    )


class Reason(Input):
    """Why: kept with the event."""

    reason: Line
