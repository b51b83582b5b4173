"""Exports as they cross the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.export_enums import ExportResource, FileFormat, FilterValues
from schemas.base import Input, Output
from schemas.imports import JobLink, JobProgress
from schemas.types import Text

ParameterName = Annotated[str, Text(60, 1, r"[a-z0-9_.]+", "Name a parameter of the list.", "sort")]
ParameterValue = Annotated[str, Text(2000, 0)]
ParameterValues = Annotated[list[ParameterValue], Field(max_length=200)]


class ExportCreate(Input):
    """A list, as `GET /api/v1/{resource}` gives it with these parameters, as one file."""

    resource: ExportResource
    format: FileFormat
    query: dict[ParameterName, ParameterValues] = Field(
        default={},
        max_length=50,
        description="Parameters of the list by name, each with its values: filters, `q`, `sort`, `fields`, `expand`, "
        "`ids`, `updated_since`. Left out: every row and field.",
        examples=[{"sort": ["-updated_at"], "fields": ["id,updated_at"]}],
    )


class ExportRow(Output):
    id: UUID
    resource: ExportResource
    format: FileFormat
    query: dict[str, list[str]]
    job: JobLink
    progress: JobProgress
    problem: str | None = Field(description="Why the file could not be made.")
    file_name: str
    rows: int | None = Field(description="Null until the file is made.")
    size_bytes: int | None
    sha256: str | None = Field(description="Of the file, in hexadecimal digits.")
    ready: bool = Field(description="Whether the file can be fetched: made, and not expired.")
    taken_at: datetime | None = Field(description="The moment whose rows the file holds.")
    expires_at: datetime | None = Field(description="When the file goes; what was asked stays.")
    version: int
    created_at: datetime
    updated_at: datetime


class ExportLinks(Output):
    job: str
    events: str
    file: str | None


class Export(ExportRow):
    links: ExportLinks
    allowed_actions: list[str]


class ListFilter(Output):
    name: str
    values: FilterValues
    choices: list[str] = Field(description="All values there are, where there are few.")
    many: bool = Field(description="Several values: any of them.")
    description: str


class ExportableList(Output):
    resource: ExportResource
    parameters: list[str]
    fields: list[str] = Field(description="For `fields`: what a row may hold.")
    sorts: list[str] = Field(description="For `sort`, with `-` for descending.")
    filters: list[ListFilter]
    formats: list[FileFormat]


class ExportableLists(Output):
    """The lists that you may read, and what may be asked of each."""

    items: list[ExportableList]
