"""Text files: separated values of any delimiter, and JSON lines. Read in a stream, so that size costs no memory."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

#: Longest line and longest cell. Longer ones come from a quotation mark that is never closed.
LONGEST_LINE = 4 * 1024 * 1024
LONGEST_CELL = 1024 * 1024
_SAMPLE = 1024 * 1024
_DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableFile(Exception):
    """The file as a whole cannot be read: `str()` says why and what to do."""


@dataclass(slots=True)
class Record:
    """One row as the file has it. `number` counts data rows from 1; `line` is where it starts in a text file, or
    the row of the sheet. `codes` are remarks by column that reading brought up; None stands for the whole row."""

    number: int
    line: int
    cells: list[Any]
    codes: list[tuple[int | None, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out."""

    format: str
    encoding: str | None
    delimiter: str | None
    headings: tuple[str, ...]
    sheet: str | None = None
    since_1904: bool = False

    def as_json(self) -> dict[str, Any]:
        names = ("format", "encoding", "delimiter", "sheet")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def encoding_of(path: Path, stated: str | None) -> str:
    """By its mark, else as stated, else UTF-8. Never guessed. Raises `UnreadableFile` for what is not UTF-8."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if stated is not None:
        try:
            return codecs.lookup(stated).name
        except LookupError:
            raise UnreadableFile(
                f"No encoding is called {stated!r}. Name one such as windows-1252."
            ) from None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        line = sample.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"Line {line} is not UTF-8 (byte {sample[error.start]:02X}). State the encoding of the file, such as "
            "windows-1252: it is not guessed."
        ) from None
    return "utf-8"


def _open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    # Bytes that the encoding does not define become marks that are found cell by cell.
    errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
    return io.TextIOWrapper(path.open("rb"), encoding=encoding, errors=errors, newline="\n")


def _lines(file: io.TextIOWrapper) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise UnreadableFile("A line is longer than four million characters: this is no table.")
        yield line


def delimited_layout(path: Path, encoding: str, delimiter: str | None) -> Layout:
    """Encoding, delimiter and headings. Raises `UnreadableFile` when the delimiter cannot be told."""
    with _open_text(path, encoding) as file:
        first = next((line for line in _lines(file) if line.strip()), "")
        if not first:
            raise UnreadableFile("The file is empty.")
        if delimiter is None:
            counts = {mark: first.count(mark) for mark in _DELIMITERS}
            delimiter = max(counts, key=lambda mark: counts[mark])
            if not counts[delimiter]:
                delimiter = ","
        headings = tuple(heading.strip() for heading in next(csv.reader([first], delimiter=delimiter)))
    return Layout("csv", encoding, delimiter, headings)


def delimited_records(path: Path, layout: Layout) -> Iterator[Record]:
    """Rows below the heading; blank ones are passed over and not counted."""
    assert layout.encoding is not None
    assert layout.delimiter is not None
    csv.field_size_limit(LONGEST_CELL)
    width, number, heading_seen = len(layout.headings), 0, False
    with _open_text(path, layout.encoding) as file:
        reader = csv.reader(_lines(file), delimiter=layout.delimiter)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                number += 1
                yield Record(number, line, [], [(None, "unreadable")])
                continue
            if not any(cells) or not "".join(cells).strip():
                continue
            if not heading_seen:
                heading_seen = True
                continue
            number += 1
            codes: list[tuple[int | None, str]] = [] if len(cells) == width else [(None, "row_width")]
            yield Record(number, line, cells, codes)


def json_lines_layout(path: Path, encoding: str) -> Layout:
    """The names that the first thousand objects have."""
    names: dict[str, None] = {}
    with _open_text(path, encoding) as file:
        for line, _ in zip(_lines(file), range(1000), strict=False):
            names |= dict.fromkeys(_object(line) or ())
    if not names:
        raise UnreadableFile("The file holds no JSON object in its first thousand lines.")
    return Layout("jsonl", encoding, None, tuple(names))


def json_lines_records(path: Path, layout: Layout) -> Iterator[Record]:
    """One object a line; numbers and nulls are taken, nested values and unknown names make the row unreadable."""
    assert layout.encoding is not None
    known = set(layout.headings)
    number = 0
    with _open_text(path, layout.encoding) as file:
        for line, text in enumerate(_lines(file), start=1):
            if not text.strip():
                continue
            number += 1
            values = _object(text)
            nested = values is not None and any(isinstance(v, list | dict) for v in values.values())
            if values is None or nested or not values.keys() <= known:
                yield Record(number, line, [], [(None, "unreadable")])
                continue
            cells = ["" if (value := values.get(name)) is None else value for name in layout.headings]
            yield Record(number, line, cells)


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None
