"""What an officer takes home from the programme, as it crosses the wire."""

from datetime import date
from uuid import UUID

from pydantic import Field

from models.enums import ActivityStatus, Modality, OfferingProgram, ReadinessType
from schemas.base import Output


class TranscriptOfficer(Output):
    id: UUID
    name: str
    rank: str | None
    languages: list[str]


class TranscriptAgency(Output):
    id: UUID
    name: str
    state: str


class TranscriptActivity(Output):
    """Work that has begun. `days` are those of the officer, up to the day of the transcript."""

    id: UUID
    reference: str
    title: str
    modality: Modality
    status: ActivityStatus
    country: str | None
    role: str | None
    starts_on: date
    ends_on: date
    days: int
    hours: str | None = Field(description="As stated by the agency or the programme; null where nobody did.")
    expertise: list[str]


class TranscriptCourse(Output):
    """A course at an International Law Enforcement Academy in which the officer taught."""

    title: str
    academy: str
    program: OfferingProgram
    topic: str | None
    starts_on: date
    ends_on: date


class TranscriptTraining(Output):
    name: str
    location: str
    starts_on: date
    ends_on: date


class TranscriptCertificate(Output):
    type: ReadinessType
    issued_on: date
    expires_on: date | None


class TranscriptExpertise(Output):
    name: str
    activities: int


class TranscriptTotals(Output):
    activities: int
    days: int
    hours: str
    countries: int


class Transcript(Output):
    """Professional development: no travel documents, clearances or addresses."""

    as_of: date
    officer: TranscriptOfficer
    agency: TranscriptAgency
    totals: TranscriptTotals
    activities: list[TranscriptActivity]
    courses: list[TranscriptCourse]
    training: list[TranscriptTraining]
    certificates: list[TranscriptCertificate]
    expertise: list[TranscriptExpertise]
