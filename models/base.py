"""What every table shares: naming of constraints, identifiers, optimistic lock and time stamps."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Usd = Annotated[Decimal, mapped_column(Numeric(14, 2))]
"""US dollars, two places."""
Codes = Annotated[list[str], mapped_column(ARRAY(Text), server_default=text("'{}'"))]
"""A set of natural keys (languages, bureaus, modalities); empty means none was named."""
Json = Annotated[dict[str, Any], mapped_column(JSONB, server_default=text("'{}'"))]


#: Under which name a column's `info` holds the enumeration of its values.
ENUM = "enum"
#: Execution option of an engine: what tells the present.
PRESENT = "present"


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str: Text,
        UUID: PG_UUID(as_uuid=True),
        datetime: DateTime(timezone=True),
        date: Date,
    }


class Identified:
    """A UUIDv7 key: made by the program, so that bulk rows and their events know it before they are written."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)

    def __init__(self, **values: Any) -> None:
        super().__init__(**({"id": uuid7()} | values))


def present(context: Any) -> datetime:
    """The moment at which a row is written, by the clock that its `Database` was given."""
    return present_by(context.execution_options)


def present_by(options: Mapping[str, Any]) -> datetime:
    """The present by an engine's execution options: the machine's own where they name no clock."""
    tell = options.get(PRESENT)
    moment: datetime = tell() if tell else datetime.now(UTC)
    return moment


class Stamped:
    """The server's own defaults are for rows that come by COPY."""

    created_at: Mapped[datetime] = mapped_column(default=present, server_default=func.now(), sort_order=90)
    created_by: Mapped[UUID | None] = mapped_column(sort_order=91)
    updated_at: Mapped[datetime] = mapped_column(
        default=present, onupdate=present, server_default=func.now(), sort_order=92
    )
    updated_by: Mapped[UUID | None] = mapped_column(sort_order=93)


class Versioned(Stamped):
    """A row that people change: `version` is the optimistic lock behind ETag and If-Match."""

    version: Mapped[int] = mapped_column(Integer, server_default="1", sort_order=89)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {
            "version_id_col": cls.__table__.c.version,  # type: ignore[attr-defined]
            "eager_defaults": True,
        }


def enum_column(enum: type[StrEnum], **options: Any) -> Any:
    """A text column. The table holds its values to the enumeration with `enum_check`; filters read it from `info`."""
    default = options.pop("default", None)
    if default is not None:
        options |= {"server_default": str(default), "default": str(default)}
    return mapped_column(String(40), info={ENUM: enum}, **options)


def enum_check(column: str, enum: type[StrEnum]) -> CheckConstraint:
    values = ", ".join(f"'{member.value}'" for member in enum)
    return CheckConstraint(f"{column} in ({values})", name=f"{column}_known")


def references(target: str, *, ondelete: str | None = None, **options: Any) -> Any:
    """A foreign key with an index, since every one of them is followed from the other side too."""
    options.setdefault("index", True)
    return mapped_column(ForeignKey(target, ondelete=ondelete), **options)


def search_column(*columns: str) -> Any:
    """Folded text (lower case, no accents) of `columns`, kept by PostgreSQL, for trigram search."""
    joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
    return mapped_column(
        Text, Computed(f"search_fold({joined})", persisted=True), sort_order=95, deferred=True
    )
