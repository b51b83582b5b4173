"""Imports, their rows, and the jobs that run them, as they cross the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from models.import_enums import ImportKind, ImportMode, ImportOutcome, JobKind, JobStatus, RowOutcome
from schemas.base import ABSENT, Input, Link, Output, Patch
from schemas.types import Flag, Label, Text

Encoding = Annotated[
    str, Text(40, 1, r"[A-Za-z0-9_.:-]+", "Name an encoding such as utf-8 or windows-1252.", "utf-8")
]
Delimiter = Annotated[str, Field(min_length=1, max_length=1, pattern=r"^[\t !#-~]$", examples=[";"])]
Decimal = Literal[".", ","]
Dates = Literal["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yyyy", "dd/mm/yyyy"]
SourceSystem = Annotated[
    str,
    Text(40, 1, r"[a-z0-9_.-]+", "Name the other system in lower case, such as ilms.", "ilms"),
]
Heading = Annotated[str, Text(200)]
TemplateName = Annotated[str, Text(80), Field(examples=["Monthly expenses of the finance system"])]
Pair = Annotated[
    str,
    Text(300, 2, r".*[^=].*=.*|[^=]+=", "Write a name, an equals sign and a value.", "modality=study_visit"),
]


class ImportReading(Input):
    """What is said of a file and what is to be done with it. What is left out is found in it, or is not done."""

    mode: ImportMode = Field(
        default=ImportMode.UPSERT,
        description="insert: only new records. update: only those there are. upsert: both.",
    )
    all_or_nothing: Flag = Field(
        default=False, description="Write only if no row is refused. Left out: the good rows are written."
    )
    source: SourceSystem = Field(
        default="import", description="The system whose keys the rows have: a key means one record of it."
    )
    encoding: Encoding | None = Field(
        default=None, description="Needed for files that are neither UTF-8 nor marked: it is not guessed."
    )
    delimiter: Delimiter | None = None
    decimal: Decimal = Field(default=".", description="What stands before decimals.")
    dates: Dates | None = Field(default=None, description="How the file writes dates.")
    sheet: Label | None = Field(default=None, description="Sheet of a workbook.")


class ImportOptions(ImportReading):
    kind: ImportKind
    dry_run: Flag = Field(default=False, description="Say what each row would do, and write nothing.")
    file_name: Label | None = None
    template: UUID | None = Field(
        default=None,
        description="A template, which says what is not said here of encoding, columns and so on.",
    )
    like: UUID | None = Field(
        default=None, description="An earlier import whose encoding, forms, columns and defaults hold again."
    )


Mapping = Annotated[
    dict[Heading, Label | None],
    Field(
        max_length=200,
        description="Field of a column by its heading, null for one to leave out. Others go by their usual names.",
    ),
]
Defaults = Annotated[
    dict[Label, Label],
    Field(max_length=20, description="Values for rows that have none, such as `modality`."),
]


class ImportStart(ImportOptions):
    mapping: Mapping = {}
    defaults: Defaults = {}


class ImportFile(ImportOptions):
    """The same as query parameters, beside a file that is sent whole."""

    dry_run: bool = False
    all_or_nothing: bool = False
    column: list[Pair] = Field(
        default=[], max_length=200, description="`Heading=field`, or `Heading=` for a column to leave out."
    )
    default: list[Pair] = Field(
        default=[], max_length=20, description="`field=value` for rows that have none."
    )

    def start(self, file_name: str | None) -> ImportStart:
        options = {name: getattr(self, name) for name in self.model_fields_set - {"column", "default"}}
        mapping = {
            heading: name or None for heading, _, name in (pair.rpartition("=") for pair in self.column)
        }
        defaults = {name: value for name, _, value in (pair.partition("=") for pair in self.default)}
        options |= {"mapping": mapping} if mapping else {}
        options |= {"defaults": defaults} if defaults else {}
        return ImportStart(**({"file_name": file_name} | options))


class TemplateCreate(ImportReading):
    """How files of one kind are read, kept under a name."""

    kind: ImportKind
    name: TemplateName
    shared: Flag = Field(default=False, description="For everybody of the same agency, post or office too.")
    mapping: Mapping = {}
    defaults: Defaults = {}


class TemplateUpdate(Patch):
    name: TemplateName = ABSENT
    shared: Flag = ABSENT
    mode: ImportMode = ABSENT
    all_or_nothing: Flag = ABSENT
    source: SourceSystem = ABSENT
    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    decimal: Decimal = ABSENT
    dates: Dates | None = None
    sheet: Label | None = None
    mapping: Mapping = ABSENT
    defaults: Defaults = ABSENT


class TemplateRow(Output):
    id: UUID
    kind: ImportKind
    name: str
    shared: bool
    owner: Link | None
    options: dict[str, Any] = Field(description="What it says of a file, as an import is told it.")
    version: int
    created_at: datetime
    updated_at: datetime


class Template(TemplateRow):
    allowed_actions: list[str]


class Layout(Output):
    """How the file was read."""

    format: Literal["csv", "jsonl", "xlsx"]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    headings: list[str]
    mapping: dict[str, str] = Field(description="Field by heading. Columns that are not named were left out.")


class JobLink(Output):
    id: UUID
    status: JobStatus


class ImportRow(Output):
    id: UUID
    kind: ImportKind
    mode: ImportMode
    dry_run: bool
    file_name: str | None
    job: JobLink | None = Field(description="Null while the file is being received.")
    outcome: ImportOutcome | None = Field(description="Null until a run over the whole file has ended.")
    records: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    refused: int
    warned: int
    version: int
    created_at: datetime
    updated_at: datetime


class Import(Output):
    """An import. Its counts are of the rows done so far; `dry_run` counts what would be done."""

    id: UUID
    kind: ImportKind
    mode: ImportMode
    dry_run: bool
    all_or_nothing: bool
    source: str
    file_name: str | None
    stated: dict[str, Any]
    found: Layout | None
    size_bytes: int
    received_bytes: int = Field(
        description="From the start of the file without a gap: where the next part begins."
    )
    job: JobLink | None
    problem: str | None = Field(description="Why the file as a whole could not be read.")
    outcome: ImportOutcome | None
    records: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    refused: int
    warned: int
    ignored: int = Field(description="Titles, totals and notes of a sheet, which are no data.")
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class ColumnOfFile(Output):
    heading: str
    field: str | None = Field(description="Field that it is taken for; null: it is left out.")
    values: list[str] = Field(description="What stands in it first; empty cells are passed over.")


class ImportColumns(Output):
    """The columns of a file and what they are taken for, by what was stated and by their usual names."""

    problem: str | None = Field(description="Why the file cannot be read; null when it can.")
    columns: list[ColumnOfFile]
    missing: list[str] = Field(description="Fields that are needed, and that no column holds.")


class ImportRun(Input):
    """Another run over a file that is here, such as the real one after a dry one.

    What is left out stays as it was stated before.
    """

    dry_run: Flag = False
    mapping: Mapping | None = None
    defaults: Defaults | None = None


class Issue(Output):
    code: str
    severity: Literal["error", "warning", "note"]
    column: str | None = Field(description="Heading as the file has it; null: of the row as a whole.")
    value: str | None = Field(description="As it was read.")
    message: str
    fix: str | None


class ImportedRow(Output):
    """What became of one row, or in a dry run would become of it."""

    id: UUID
    number: int = Field(description="Data rows counted from 1.")
    line: int = Field(description="Where the row begins in a text file; in a workbook, its row of the sheet.")
    outcome: RowOutcome
    target_id: UUID | None = Field(description="The record that the row is about.")
    issues: list[Issue]
    changes: dict[str, list[Any]] = Field(description="Old and new value of each field that changes.")


class FieldOfKind(Output):
    name: str
    required: bool
    key: bool = Field(description="Tells records apart: rows of the same key are the same record.")
    headings: list[str] = Field(description="Headings that are taken for it.")


class KindOfImport(Output):
    kind: ImportKind
    allowed: bool = Field(description="Whether you may send it.")
    fields: list[FieldOfKind]
    defaults: list[str] = Field(description="Fields for which `defaults` may hold a value.")


class KindsOfImport(Output):
    items: list[KindOfImport]


class JobProgress(Output):
    done: int = Field(description="Rows of the file that are done.")
    total: int | None = Field(description="About how many there are; null where that is not known.")


class JobLinks(Output):
    subject: str
    events: str


class JobRow(Output):
    id: UUID
    kind: JobKind
    status: JobStatus
    subject_id: UUID
    progress: JobProgress
    attempts: int
    cancel_requested: bool
    problem: str | None
    links: JobLinks
    started_at: datetime | None
    finished_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class Job(JobRow):
    created_by: UUID | None
    allowed_actions: list[str]
