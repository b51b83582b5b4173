"""Expertise as it crosses the wire: areas, and the topics within each."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from schemas.base import ABSENT, Input, Output, Patch
from schemas.types import Line, Text

ExpertiseCode = Annotated[
    str,
    Text(
        40,
        pattern="[A-Z][A-Z0-9]*(-[A-Z0-9]+)*",
        form="Write a code in capital letters and digits, parts joined by hyphens, such as TRF-COL.",
        example="TRF-COL",
    ),
]
ExpertiseName = Annotated[str, Text(120)]
Source = Annotated[str, Text(200)]


class ExpertiseCreate(Input):
    """Without `parent_id` an area, with it a topic of that area."""

    code: ExpertiseCode
    name: ExpertiseName
    parent_id: UUID | None = None
    definition: Line
    source: Source | None = None


class ExpertiseUpdate(Patch):
    """The code stays: agencies' interests and other systems hold it."""

    name: ExpertiseName = ABSENT
    parent_id: UUID | None = None
    definition: Line = ABSENT
    source: Source | None = None


class ExpertiseLink(Output):
    id: UUID
    code: str
    name: str


class ExpertiseRow(Output):
    id: UUID
    code: str
    name: str
    parent: ExpertiseLink | None
    definition: str
    in_seed: bool
    archived: bool
    version: int
    updated_at: datetime


class Topic(ExpertiseLink):
    archived: bool


class Expertise(Output):
    id: UUID
    code: str
    name: str
    parent: ExpertiseLink | None
    topics: list[Topic]
    definition: str
    source: str | None
    in_seed: bool
    archived: bool
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class AgencyCount(Output):
    code: str
    agencies: int


class AgencyCounts(Output):
    items: list[AgencyCount]
