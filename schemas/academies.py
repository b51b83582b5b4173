"""International Law Enforcement Academies, their courses and who teaches there, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import AcademyStatus, OfferingProgram
from schemas.base import ABSENT, CountryLink, Input, Link, Output, Patch
from schemas.expertise import ExpertiseLink
from schemas.types import Code, Day, Genc3, Text

AcademyCode = Annotated[
    str,
    Text(
        20,
        pattern="[A-Z0-9]+(-[A-Z0-9]+)*",
        form="Write a code in capital letters and digits, parts joined by hyphens, such as ILEA-BUD.",
        example="ILEA-BUD",
    ),
]
Title = Annotated[str, Text(160)]
Place = Annotated[str, Text(80)]
Region = Annotated[str, Text(200)]
Year = Annotated[int, Strict(), Field(ge=1900, le=2200)]
Longitude = Annotated[float, Strict(), Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Strict(), Field(ge=-90, le=90, allow_inf_nan=False)]
Seats = Annotated[int, Strict(), Field(ge=1, le=1000)]


class AcademyCreate(Input):
    """`country` is the GENC code of the host where that is a partner country: Roswell's is not."""

    code: AcademyCode
    name: Title
    city: Place
    host_country: Place
    country: Genc3 | None = None
    established: Year
    region_served: Region
    longitude: Longitude
    latitude: Latitude


class AcademyUpdate(Patch):
    name: Title = ABSENT
    city: Place = ABSENT
    host_country: Place = ABSENT
    country: Genc3 | None = None
    established: Year = ABSENT
    region_served: Region = ABSENT
    status: AcademyStatus = ABSENT
    longitude: Longitude = ABSENT
    latitude: Latitude = ABSENT


class AcademyRow(Output):
    id: UUID
    code: str
    name: str
    city: str
    host_country: str
    country: CountryLink | None
    established: int
    region_served: str
    status: AcademyStatus
    longitude: float
    latitude: float
    version: int
    created_at: datetime
    updated_at: datetime


class Academy(AcademyRow):
    allowed_actions: list[str]


class OfferingCreate(Input):
    program: OfferingProgram
    title: Title
    expertise: Code | None = Field(default=None, description="Code of an area or topic.", examples=["THB"])
    starts_on: Day
    ends_on: Day
    seats: Seats


class OfferingUpdate(Patch):
    program: OfferingProgram = ABSENT
    title: Title = ABSENT
    expertise: Code | None = None
    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    seats: Seats = ABSENT


class OfferingRow(Output):
    id: UUID
    academy: Link
    program: OfferingProgram
    title: str
    expertise: ExpertiseLink | None
    starts_on: date
    ends_on: date
    seats: int
    version: int
    created_at: datetime
    updated_at: datetime


class Offering(OfferingRow):
    allowed_actions: list[str]


class InstructorCreate(Input):
    """Exactly one of the two: an officer of a partner agency, or a senior officer of a partner country.

    An agency nominates its own officers, which the programme confirms.
    """

    officer_id: UUID | None = None
    participant_id: UUID | None = None
    topic: Title | None = None


class InstructorRow(Output):
    id: UUID
    officer: Link | None
    participant: Link | None
    topic: str | None
    confirmed_at: datetime | None = Field(description="Null while an agency's nomination waits.")
    version: int
    created_at: datetime
    updated_at: datetime


class Instructor(InstructorRow):
    allowed_actions: list[str]
