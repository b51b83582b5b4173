"""Capability packages: costed templates for offers, not binding."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import Modality
from schemas.base import ABSENT, Input, Link, Money, Output, Patch
from schemas.expertise import ExpertiseLink
from schemas.offers import CostLine, OfferCost
from schemas.types import Code, Text

PackageName = Annotated[str, Text(120)]
Description = Annotated[str, Text(2000)]
Officers = Annotated[int, Strict(), Field(ge=1, le=1000)]
Days = Annotated[int, Strict(), Field(ge=1, le=366)]
CostLines = Annotated[list[CostLine], Field(max_length=100)]


class PackageCreate(Input):
    """The total is the sum of the cost lines, all in US dollars."""

    name: PackageName
    description: Description | None = None
    modality: Modality
    expertise: Code | None = Field(
        default=None, description="Code of an area or topic.", examples=["TRF-COL"]
    )
    officers: Officers
    days: Days
    cost_lines: CostLines = []


class PackageUpdate(Patch):
    name: PackageName = ABSENT
    description: Description | None = None
    modality: Modality = ABSENT
    expertise: Code | None = None
    officers: Officers = ABSENT
    days: Days = ABSENT
    cost_lines: CostLines = ABSENT


class PackageRow(Output):
    id: UUID
    agency: Link
    name: str
    description: str | None
    modality: Modality
    expertise: ExpertiseLink | None
    officers: int
    days: int
    cost_lines: list[OfferCost]
    total: Money
    version: int
    created_at: datetime
    updated_at: datetime


class Package(PackageRow):
    allowed_actions: list[str]
