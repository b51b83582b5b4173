"""Rankings of agencies for a request, as they cross the wire."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from schemas.base import Output, Reference


class MatchRunRow(Output):
    id: UUID
    request: Reference
    rules_version: str
    weights_version: str
    eligible: int = Field(description="Agencies ranked.")
    ineligible: int = Field(description="Agencies with a memorandum that cannot be asked.")
    without_mou: int = Field(description="Agencies without any memorandum: counted only.")
    created_at: datetime


class MatchedAgency(Output):
    id: UUID
    name: str
    state: str


class MatchPart(Output):
    part: str
    points: str
    maximum: str
    explanation: str


class MatchCandidate(Output):
    agency: MatchedAgency
    rank: int
    score: str = Field(description="0 to 100, rounded once, with two decimal places.", examples=["76.67"])
    parts: list[MatchPart]
    explanation: str
    contacted: bool = Field(description="Whether the agency has been asked about this request.")


class MatchReason(Output):
    code: str
    message: str


class MatchIneligible(Output):
    agency: MatchedAgency
    reasons: list[MatchReason]


class MatchRun(Output):
    """A ranking as it was made. Whether an agency has been asked since is looked up anew."""

    id: UUID
    request: Reference
    rules_version: str
    weights: dict[str, str]
    need: dict[str, Any]
    candidates: list[MatchCandidate]
    ineligible: list[MatchIneligible]
    without_mou: int
    created_at: datetime
    version: int
    allowed_actions: list[str]


class MatchReplay(Output):
    """The ranking computed again from its stored inputs."""

    identical: bool = Field(description="Whether the result is the same, byte for byte.")
    stored_sha256: str
    replayed_sha256: str
