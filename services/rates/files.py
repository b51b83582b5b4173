"""A table as somebody sends it: bytes become rows of text, each with the line it starts on."""

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.errors import FieldProblem, Invalid
from services.sheets.delimited import UnreadableFile
from services.sheets.workbook import BROKEN, Workbook

MOST_ROWS = 20_000
LONGEST_CELL = 500
_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t"
_ZIP = b"PK\x03\x04"
#: Dashes that stand for a hyphen in names, and quotes that stand for straight ones.
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | dict.fromkeys("\u2018\u2019", "'")
    | {"\u00a0": " ", "\u200b": "", "\ufeff": ""}
)
#: What the file of faults adds to the columns that were sent.
FAULT_COLUMNS = ("fault_column", "fault", "fix")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: where it starts (the heading is on line 1), and its cells by plain heading."""

    number: int
    cells: tuple[str, ...]
    by_column: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. `columns` as they are written in the file; `notes` are about the file as a whole."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def plain_heading(heading: str) -> str:
    """`Meals & Incidentals` as `meals_incidentals`."""
    return re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")


def plain_text(cell: str) -> str:
    """A cell without outer and doubled blanks, its dashes and quotes straight."""
    return " ".join(cell.translate(_PLAIN).split())


def read_sheet(content: bytes, known: Collection[str]) -> Sheet:
    """Read a workbook (XLSX), or a CSV file of UTF-8, UTF-16 with a mark or Windows-1252; comma, semicolon or tab.

    `known`: headings by which the heading of a workbook is told from the titles above it. Raises `Invalid` naming
    `file` when it is no such file, has no heading or no rows, or too many of them.
    """
    return _read_workbook(content, known) if content.startswith(_ZIP) else _read_text(content)


def _read_workbook(content: bytes, known: Collection[str]) -> Sheet:
    def count_known(headings: tuple[str, ...]) -> int:
        return sum(plain_heading(heading) in known for heading in headings)

    try:
        with Workbook(io.BytesIO(content)) as book:
            layout, heading_row = book.layout(None, count_known)
            book.prepare(layout)
            columns = _heading(layout.headings)
            lines: list[Line] = []
            for record in book.records(layout, heading_row):
                if record.number == 0:
                    continue
                if len(lines) == MOST_ROWS:
                    raise _too_many()
                lines.append(line_of(record.line, [_as_text(cell) for cell in record.cells], columns))
    except UnreadableFile as error:
        raise _fault("not_a_workbook", str(error)) from error
    except BROKEN as error:
        raise _fault("not_a_workbook", "This workbook is damaged. Save it anew, or as CSV.") from error
    if not lines:
        raise _no_rows()
    return Sheet(columns, tuple(lines), (f"Read from the sheet {layout.sheet}.",))


def _as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell.isoformat() if isinstance(cell, date) else f"{cell:.15g}" if isinstance(cell, float) else cell


def _read_text(content: bytes) -> Sheet:
    text, notes = _decode(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns: tuple[str, ...] = ()
    lines: list[Line] = []
    starts = 1
    try:
        for row in reader:
            number, starts = starts, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = _heading(row)
                continue
            if len(lines) == MOST_ROWS:
                raise _too_many()
            lines.append(line_of(number, row, columns))
    except csv.Error as error:
        message = f"The file stops being CSV on line {reader.line_num}: {error}."
        raise _fault("not_csv", message) from error
    if not lines:
        raise _no_rows()
    return Sheet(columns, tuple(lines), notes)


def line_of(number: int, row: Sequence[str], columns: Sequence[str]) -> Line:
    """A row under its headings, its cells cut to what anybody would look at."""
    cells = tuple(cell[:LONGEST_CELL] for cell in row)
    texts = (plain_text(_bared(cell)) for cell in cells)
    return Line(number, cells, dict(zip(map(plain_heading, columns), texts, strict=False)))


def write_faults(
    columns: Sequence[str], rows: Sequence[tuple[Sequence[str], Sequence[dict[str, str]]]]
) -> str:
    """The file again as CSV, each row with what is wrong in it: to be mended in place and sent once more."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*map(_harmless, columns), *FAULT_COLUMNS])
    for cells, problems in rows:
        filled = [*cells, *[""] * (len(columns) - len(cells))]
        faults = ("; ".join(problem[part] for problem in problems) for part in ("column", "message", "fix"))
        writer.writerow([*map(_harmless, filled), *map(_harmless, faults)])
    return out.getvalue()


def _decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _BYTE_ORDER if content.startswith(mark)), "utf-8")
    notes: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _fault("encoding", "Save the file as UTF-8 and send it again.") from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise _fault("encoding", "Save the file as UTF-8 and send it again.") from None
        notes = ("The file is not UTF-8 and was read as Windows-1252: look at names with accents.",)
    if "\x00" in text:
        raise _fault("not_text", "This is no CSV file: it holds NUL characters.")
    return text, notes


def _heading(row: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(plain_text(cell) for cell in row)
    names = [plain_heading(column) for column in columns if column]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _fault("repeated_column", f"The heading has {twice[0]} twice. Remove one of the columns.")
    return columns


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bared(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _too_many() -> Invalid:
    return _fault("too_many_rows", f"Send at most {MOST_ROWS:,} rows in one file.")


def _no_rows() -> Invalid:
    return _fault("empty", "The file has no rows under its heading.")


def _fault(code: str, message: str) -> Invalid:
    return Invalid(FieldProblem("file", code, message))
