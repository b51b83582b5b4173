"""Text files: separated values of any delimiter, and JSON lines. Read in a stream, so that size costs no memory."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
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
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What spreadsheets write in a line before the heading, to say which delimiter they used.
_SEPARATOR = re.compile(r"\s*\"?sep=([,;|:\t])\"?\s*", re.IGNORECASE)
#: Rows among which the heading is looked for.
_HEADING_WITHIN = 30
#: Headings that are known, for a row to be the heading.
FEWEST_KNOWN = 2
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\\s]+")
#: Share of lines with bytes that are not UTF-8 from which on the whole file must be in another encoding.
_FEW_LINES = 100
_MARKED = "partnerships-marked"
_NO_TABLES = frozenset(
    {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "utf-7"}
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
    """By its mark, else as stated, else UTF-8. Never guessed.

    Raises `UnreadableFile` for what is plainly in another one. A few bytes that are wrong spoil their rows alone.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if stated is not None:
        return _stated(stated, sample)
    if sample.count(0) * 4 > len(sample):
        raise UnreadableFile(
            "Every other byte of this file is zero: it seems to be UTF-16 without the mark that says so. State the "
            "encoding, such as utf-16le."
        )
    if (error := _not_utf8(sample)) is not None:
        lines = sample.decode("utf-8", "surrogateescape").splitlines()
        if sum("\udc80" <= max(line, default="") <= "\udcff" for line in lines) * _FEW_LINES > len(lines):
            line = sample.count(b"\n", 0, error.start) + 1
            raise UnreadableFile(
                f"Line {line} is not UTF-8 (byte {sample[error.start]:02X}). State the encoding of the file, such "
                "as windows-1252: it is not guessed."
            )
    return "utf-8"


def _not_utf8(sample: bytes) -> UnicodeDecodeError | None:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        return error
    return None


def _stated(stated: str, sample: bytes) -> str:
    try:
        name = codecs.lookup(stated).name
        # Some codecs are for other things than texts, and some for texts that are no tables.
        fits = 'A1,;\t|"\n'.encode(name).decode(name) == 'A1,;\t|"\n' and name not in _NO_TABLES
    except (LookupError, UnicodeError):
        fits = False
    if not fits:
        raise UnreadableFile(f"No encoding is called {stated!r}. Name one such as windows-1252.")
    if name in ("utf-16", "utf-32"):
        raise UnreadableFile(f"The file has no mark of {name}. State {name}le or {name}be.")
    wide = name.startswith(("utf", "gb18030"))
    if not wide and not sample.isascii() and b"\0" not in sample and _not_utf8(sample) is None:
        raise UnreadableFile(
            f"The file was said to be {stated}, but all that is not ASCII in it is UTF-8. State utf-8."
        )
    return name


def _mark(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes that the encoding does not define become marks that are found cell by cell."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_MARKED, _mark)


def _open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    # Lines may end in any of three ways, even within one file; they are left as they are.
    return io.TextIOWrapper(path.open("rb"), encoding=encoding, errors=_MARKED, newline="")


class _Lines:
    """The lines of a file, some of which may be read once more. `number` is that of the last one."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._again: list[str] = []
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise UnreadableFile("A line is longer than four million characters: this is no table.")
        self.number += 1
        self._taken.append(line)
        return line

    def row_begins(self) -> int:
        """The number of its first line."""
        self._taken.clear()
        return self.number + 1

    def give_back(self) -> None:
        """All lines of the row but the first."""
        again = self._taken[1:]
        self.number -= len(again)
        self._again += reversed(again)


def _rows(file: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Cells of each row and the line where it begins; None for one that cannot be read.

    A quotation mark that is never closed spoils its own line: the next ones are read as if it were not there.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.row_begins()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.give_back()
            yield line, None
            continue
        if any(cells) and "".join(cells).strip():
            yield line, cells


def heading_of(cell: Any) -> str:
    """A heading in one line, with nothing in it that cannot be shown."""
    return _UNPRINTABLE.sub(" ", str(cell)).strip()


def delimited_layout(
    path: Path, encoding: str, stated: str | None, known: Callable[[tuple[str, ...]], int]
) -> tuple[Layout, int]:
    """Encoding, delimiter and headings, and the line of the heading: the first row with headings that are known.

    `known` counts them. Where no row has any, the first one is taken. Raises `UnreadableFile` for an empty file.
    """
    with _open_text(path, encoding) as file:
        first = next((line for line in _Lines(file) if line.strip()), "")
    if not first:
        raise UnreadableFile("The file is empty.")
    said = _SEPARATOR.fullmatch(first)
    found: list[tuple[int, str, int, tuple[str, ...]]] = []
    stated = stated or (said[1] if said else None)
    for delimiter in stated or _DELIMITERS:
        with _open_text(path, encoding) as file:
            for (line, cells), _ in zip(_rows(file, delimiter), range(_HEADING_WITHIN), strict=False):
                headings = tuple(heading_of(cell) for cell in cells or ())
                if (count := known(headings)) >= FEWEST_KNOWN:
                    found.append((count, delimiter, line, headings))
                    break
    if found:
        _, delimiter, line, headings = max(found, key=lambda one: one[0])
        return Layout("csv", encoding, delimiter, headings), line
    delimiter = stated or max(_DELIMITERS, key=first.count)
    with _open_text(path, encoding) as file:
        rows = (row for row in _rows(file, delimiter) if row[1] is not None)
        line, cells = next(rows, (1, [first]))
    return Layout("csv", encoding, delimiter, tuple(heading_of(cell) for cell in cells or ())), line


def delimited_records(path: Path, layout: Layout, heading_line: int) -> Iterator[Record]:
    """Rows below the heading; blank ones are passed over and not counted. Those that are no data have number 0."""
    assert layout.encoding is not None
    assert layout.delimiter is not None
    width, number = len(layout.headings), 0
    with _open_text(path, layout.encoding) as file:
        for line, cells in _rows(file, layout.delimiter):
            if line <= heading_line:
                continue
            if cells is None:
                number += 1
                yield Record(number, line, [], [(None, "unreadable")])
                continue
            if is_total(cells) or (
                cells[0].strip() == layout.headings[0] and is_heading(cells, layout.headings)
            ):
                yield Record(0, line, cells)
                continue
            number += 1
            yield Record(number, line, cells, [] if len(cells) == width else [(None, "row_width")])


_TOTAL = re.compile(r"\s*(sub\s*-?\s*|grand\s*)?totals?\b.*", re.IGNORECASE | re.DOTALL)


def is_heading(cells: list[Any], headings: tuple[str, ...]) -> bool:
    """The heading once more, as where files were put together."""
    return tuple(heading_of(cell) for cell in cells) == headings


def is_total(cells: list[Any]) -> bool:
    """A row that begins with such a word and has little else."""
    first = (cells and cells[0]) or next((cell for cell in cells if cell != ""), None)
    if not isinstance(first, str) or _TOTAL.fullmatch(first) is None:
        return False
    return 2 * sum(1 for cell in cells if cell != "") <= len(cells)


def json_lines_layout(path: Path, encoding: str) -> Layout:
    """The names that the first thousand objects have."""
    names: dict[str, None] = {}
    with _open_text(path, encoding) as file:
        for line, _ in zip(_Lines(file), range(1000), strict=False):
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
        for line, text in enumerate(_Lines(file), start=1):
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
