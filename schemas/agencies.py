"""Agencies as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import AgencyKind, AgencyStatus, Modality
from schemas.base import ABSENT, ExternalRef, Input, Link, Output, Patch
from schemas.types import CONTROL, Code, Count, Day, Email, Flag, Genc3, Label, Line, Name, Text

State = Annotated[str, Text(2, 2, "[A-Z]{2}", "Name a state by its two capital letters, such as VA.", "VA")]
Ori = Annotated[
    str,
    Text(
        9,
        9,
        "[A-Z]{2}[A-Z0-9]{7}",
        "Write an ORI as two letters and seven letters or digits, such as VA0290100.",
        "VA0290100",
    ),
]
Uei = Annotated[
    str,
    Text(
        12,
        12,
        "[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}",
        "Write a UEI as twelve capital letters and digits, without I and O and no zero in front.",
        "ZQGGHJH74DW7",
    ),
]
Zip = Annotated[str, Text(10, 5, r"\d{5}(-\d{4})?", "Write a ZIP code as 22030 or 22030-1234.", "22030")]
StateFips = Annotated[str, Text(2, 2, r"\d{2}", "Write a state's FIPS code as two digits, such as 51.", "51")]
CountyFips = Annotated[
    str, Text(5, 5, r"\d{5}", "Write a county's FIPS code as five digits, such as 51059.", "51059")
]
GnisId = Annotated[
    str, Text(10, 1, r"\d{1,10}", "Write a GNIS id as up to ten digits, such as 1498476.", "1498476")
]
Website = Annotated[
    str,
    Text(
        300,
        pattern=rf"https?://[^\s{CONTROL}]+",
        form="Write an address that starts with https:// or http://.",
        example="https://fairview.example.org",
    ),
]
Phone = Annotated[
    str,
    Text(
        40,
        7,
        r"[+0-9().x-][+0-9 ().x-]{5,38}[+0-9().x-]",
        "Write a telephone number with digits, blanks and + ( ) . x - only, such as +1 703 555 0100.",
        "+1 703 555 0100",
    ),
]
LegalName = Annotated[str, Text(255), Field(examples=["Fairview Police Department"])]
Notes = Annotated[str, Text(32_767)]
People = Annotated[int, Strict(), Field(ge=0, le=2_000_000_000)]
Level = Annotated[int, Strict(), Field(ge=1, le=3)]
DaysPerYear = Annotated[int, Strict(), Field(ge=0, le=366)]


class AgencyCreate(Input):
    legal_name: LegalName
    kind: AgencyKind
    state: State
    city: Label | None = None
    county: Name | None = None
    zip: Zip | None = None
    uei: Uei | None = None
    oris: list[Ori] = Field(default=[], max_length=20)
    state_fips: StateFips | None = None
    county_fips: CountyFips | None = None
    gnis_id: GnisId | None = None
    website: Website | None = None
    population: People | None = None
    employees: People | None = None
    sworn_officers: People | None = None
    max_officers: Count | None = None
    max_days_per_year: DaysPerYear | None = None
    notes: Notes | None = Field(default=None, description="Shown to staff and to the agency itself.")


class AgencyUpdate(Patch):
    """An agency's own coordinator changes what it wishes to commit; staff change the rest as well."""

    legal_name: LegalName = ABSENT
    kind: AgencyKind = ABSENT
    status: AgencyStatus = ABSENT
    city: Label | None = None
    county: Name | None = None
    zip: Zip | None = None
    uei: Uei | None = None
    oris: list[Ori] = Field(default=ABSENT, max_length=20)
    state_fips: StateFips | None = None
    county_fips: CountyFips | None = None
    gnis_id: GnisId | None = None
    website: Website | None = None
    population: People | None = None
    employees: People | None = None
    sworn_officers: People | None = None
    max_officers: Count | None = None
    max_days_per_year: DaysPerYear | None = None
    notes: Notes | None = Field(default=None, description="Shown to staff and to the agency itself.")


class AgencyRow(Output):
    id: UUID
    legal_name: str
    kind: AgencyKind
    status: AgencyStatus
    state: str
    city: str | None
    ori_codes: list[str]
    sworn_officers: int | None
    employees: int | None
    mou_status: str | None
    mou_ends_on: date | None
    expertise: list[str]
    archived: bool
    version: int
    updated_at: datetime


class Agency(Output):
    id: UUID
    legal_name: str
    kind: AgencyKind
    status: AgencyStatus
    state: str
    city: str | None
    county: str | None
    zip: str | None
    latitude: float | None
    longitude: float | None
    state_fips: str | None
    county_fips: str | None
    gnis_id: str | None
    uei: str | None
    ori_codes: list[str]
    website: str | None
    fbi_type: str | None
    population: int | None
    employees: int | None
    sworn_officers: int | None
    years_reported_last_10: int | None
    max_officers: int | None
    max_days_per_year: int | None
    last_asked_at: datetime | None
    notes: str | None
    archived: bool
    external_refs: list[ExternalRef]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class ContactCreate(Input):
    name: Name
    title: Annotated[str, Text(120)] | None = None
    email: Email | None = None
    phone: Phone | None = None
    is_primary: Flag = False


class ContactUpdate(Patch):
    name: Name = ABSENT
    title: Annotated[str, Text(120)] | None = None
    email: Email | None = None
    phone: Phone | None = None
    is_primary: Flag = ABSENT


class Contact(Output):
    id: UUID
    agency: Link
    name: str
    title: str | None
    email: str | None
    phone: str | None
    is_primary: bool
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class AgencyExpertiseSet(Input):
    """Level 1 to 3 from credentials, not from past INL work."""

    level: Level
    evidence: Line | None = None
    verified_on: Day | None = None


class AgencyExpertise(Output):
    id: UUID
    code: str
    name: str
    level: int
    evidence: str | None
    verified_on: date | None
    version: int


class InterestsSet(Input):
    """What the agency wishes to do. An empty list is open to all."""

    modalities: list[Modality] = Field(default=[], max_length=10)
    countries: list[Genc3] = Field(default=[], max_length=100)
    bureaus: list[Annotated[str, Text(4)]] = Field(default=[], max_length=10)
    expertise: list[Code] = Field(default=[], max_length=150)


class Interests(Output):
    modalities: list[Modality]
    countries: list[str]
    bureaus: list[str]
    expertise: list[str]
    version: int
