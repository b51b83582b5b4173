"""The change feed as it crosses the wire: CloudEvents 1.0."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from models.feed_enums import FedSubject
from schemas.base import Input, Output
from schemas.types import Text

MOST_VALUES = 100
Position = Annotated[
    str,
    Text(
        19, 1, r"[0-9]+", "Write a position as digits, such as the `next` of a page.", "0000000000000000042"
    ),
]
EventType = Annotated[
    str,
    Text(
        100,
        3,
        r"[a-z_]+\.([a-z_]+|\*)",
        "Write a type such as claims.submitted, or claims.* for all of claims.",
        "claims.*",
    ),
]


class EventFilters(Input):
    type: list[EventType] = Field(
        default=[], max_length=MOST_VALUES, description="Any of these: `claims.submitted`, or `claims.*`."
    )
    subject_type: list[FedSubject] = Field(
        default=[], max_length=MOST_VALUES, description="About records of any of these kinds."
    )
    subject_id: list[UUID] = Field(
        default=[], max_length=MOST_VALUES, description="About any of these records."
    )
    agency_id: list[UUID] = Field(default=[], max_length=MOST_VALUES, description="Of any of these agencies.")
    include: Literal["record"] | None = Field(
        default=None, description="`record`: with the record as its list shows it now."
    )


class EventQuery(EventFilters):
    after: Position | None = Field(
        default=None, description="What happened after this position. Left out: from the beginning."
    )
    limit: int = Field(default=50, ge=1, le=200, description="Events in a page.")


class EventStreamQuery(EventFilters):
    after: Position | None = Field(
        default=None,
        description="What happened after this position; the header `Last-Event-ID` goes before. "
        "Left out: from now on.",
    )


class ChangedSubject(Output):
    type: FedSubject
    id: UUID
    label: str | None = Field(description="Its reference or name.", examples=["CLM-2026-0007"])


class Change(Output):
    """Which record changed, and where it is read. Values are read from the record, never from the event."""

    subject: ChangedSubject
    gone: bool = Field(
        description="A tombstone: the record is not there any more, or no longer yours to see. Forget it."
    )
    version: int | None = Field(description="Of the record now, which may have changed since.")
    status: str | None = Field(description="Of the record now.", examples=["submitted"])
    changed: list[str] = Field(
        description="Names of the fields that this event is about.", examples=[["status"]]
    )
    agency_id: UUID | None
    link: str | None = Field(description="Where the record is read.")
    record: dict[str, Any] | None = Field(
        default=None, description="As its list shows it now; only with `include=record`."
    )


class CloudEvent(Output):
    """One event in the shape of CloudEvents 1.0."""

    specversion: Literal["1.0"]
    id: UUID = Field(description="Of the event: the same wherever and however often it is told.")
    source: str = Field(examples=["https://partnerships.example.gov/api/v1"])
    type: str = Field(examples=["claims.submitted"])
    subject: str = Field(examples=["claim/01985c2e-7d4b-7a31-8f00-5d1c6a2b9e44"])
    time: datetime
    datacontenttype: Literal["application/json"]
    sequence: str = Field(
        description="Its position: gap-free and final. Sorts as text.", examples=["0000000000000000042"]
    )
    data: Change


class EventPage(Output):
    """Events in order. A page may hold fewer than `limit`, even none, before the end is reached."""

    items: list[CloudEvent]
    next: str = Field(
        description="Position to go on from: keep it, whatever the page held.",
        examples=["0000000000000000042"],
    )
    has_more: bool = Field(description="Whether the log went further when the page was made.")


class EventPosition(Output):
    """Read it first, then the lists; then follow from it, and nothing is missed."""

    position: str = Field(examples=["0000000000000000042"])
