"""Countries, the other names they go by, and posts, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import ActivityStatus
from schemas.base import ABSENT, CountryLink, Input, Link, Output, Patch
from schemas.types import Day, Label, Name

LeadDays = Annotated[int, Strict(), Field(ge=0, le=365, examples=[14])]


class CountryUpdate(Patch):
    """`valid_from` and `valid_to` are the first and the last day of the code."""

    name: Label = ABSENT
    capital: Label | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class CountryRow(Output):
    id: UUID
    genc3: str
    genc2: str
    name: str
    seed_name: str
    bureau: str
    capital: str | None
    longitude: float
    latitude: float
    valid_from: date | None
    valid_to: date | None
    version: int
    updated_at: datetime


class CountryFigures(Output):
    """Counted over what the caller may see; null where the caller may not see any."""

    activities_by_status: dict[ActivityStatus, int] | None
    active_agencies: list[Link] = Field(description="With an authorized, active or suspended activity there.")
    open_requests: int | None
    per_diem_locations: list[str] | None = Field(description="Places with a rate of their own in force.")


class Country(Output):
    id: UUID
    genc3: str
    genc2: str
    name: str
    seed_name: str
    bureau: str
    bureau_name: str
    capital: str | None
    longitude: float
    latitude: float
    valid_from: date | None
    valid_to: date | None
    aliases: list[str]
    posts: list[Link]
    figures: CountryFigures
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class CountryMatch(Output):
    """The one country that a name stands for."""

    id: UUID
    genc3: str
    genc2: str
    name: str
    bureau: str


class AliasCreate(Input):
    alias: Name


class Alias(Output):
    id: UUID
    country: Link
    alias: str
    kind: str
    version: int
    created_at: datetime
    updated_at: datetime


class AliasDetail(Alias):
    allowed_actions: list[str]


class PostUpdate(Patch):
    clearance_lead_days: LeadDays = ABSENT


class PostRow(Output):
    id: UUID
    name: str
    country: CountryLink
    bureau: str
    clearance_lead_days: int
    version: int
    created_at: datetime
    updated_at: datetime


class Post(PostRow):
    allowed_actions: list[str]
