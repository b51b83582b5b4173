"""Officers of partner agencies and their credentials, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import ReadinessType
from schemas.base import ABSENT, ExternalRef, Input, Link, Output, Patch
from schemas.types import Day, Email, Language, Name, Text

Rank = Annotated[str, Text(80)]
Languages = Annotated[
    list[Language],
    Field(max_length=20, description="ISO 639-1 codes of the languages the officer teaches in."),
]
Number = Annotated[str, Text(80)]
Evidence = Annotated[str, Text(300)]


class OfficerCreate(Input):
    """An officer of the caller's own agency: nominations come from the home agency."""

    name: Name
    rank: Rank | None = None
    email: Email | None = None
    languages: Languages = []


class OfficerUpdate(Patch):
    name: Name = ABSENT
    rank: Rank | None = None
    email: Email | None = None
    languages: Languages = ABSENT


class OfficerRow(Output):
    id: UUID
    name: str
    rank: str | None
    agency: Link
    languages: list[str]
    archived: bool
    version: int
    updated_at: datetime


class Officer(Output):
    id: UUID
    name: str
    rank: str | None
    email: str | None
    agency: Link
    languages: list[str]
    archived: bool
    external_refs: list[ExternalRef]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class CredentialCreate(Input):
    type: ReadinessType
    number: Number | None = None
    issued_on: Day
    expires_on: Day | None = None
    evidence: Evidence | None = None


class CredentialUpdate(Patch):
    """The type stays: another kind of credential is another record."""

    number: Number | None = None
    issued_on: Day = ABSENT
    expires_on: Day | None = None
    evidence: Evidence | None = None


class CredentialRow(Output):
    id: UUID
    officer: Link
    type: ReadinessType
    number: str | None
    issued_on: date
    expires_on: date | None
    evidence: str | None
    given_by_training: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Credential(CredentialRow):
    allowed_actions: list[str]
