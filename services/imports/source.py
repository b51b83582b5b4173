"""A file of an import, opened: its layout, which column is which field, and its records in a stream."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.imports.cells import DateForm, Style
from services.imports.fields import Field, Plan, suggest
from services.imports.lists import Lists
from services.sheets.delimited import (
    Record,
    UnreadableFile,
    delimited_layout,
    delimited_records,
    encoding_of,
    json_lines_layout,
    json_lines_records,
)
from services.sheets.workbook import BROKEN, Workbook

_ZIP = b"PK\x03\x04"
#: What stops an old binary workbook (XLS) from being read as text.
_COMPOUND = b"\xd0\xcf\x11\xe0"

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stated:
    """What the sender of a file says about it; None and empty: nothing."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str = "."
    dates: DateForm | None = None
    sheet: str | None = None
    mapping: Mapping[str, str | None] | None = None


class Source:
    """Raises `UnreadableFile` for a file that cannot be read as a whole, or is not as it was said to be."""

    def __init__(self, path: Path, fields: tuple[Field, ...], stated: Stated) -> None:
        self._path, self._fields, self._stated = path, fields, stated
        with path.open("rb") as file:
            start = file.read(4)
        self._heading_row = 0
        if start.startswith(_COMPOUND):
            raise UnreadableFile(
                "This is a workbook of an old kind, or one with a password. Save it as .xlsx."
            )
        if start == _ZIP:
            with Workbook(path) as book, _readable():
                self.layout, self._heading_row = book.layout(stated.sheet, self._known)
        else:
            encoding = encoding_of(path, stated.encoding)
            first = _first_letters(path, encoding)
            if first == "[{":
                raise UnreadableFile("This is a JSON list. Write one object a line, without the brackets.")
            if first.startswith("{"):
                self.layout = json_lines_layout(path, encoding)
            else:
                self.layout, self._heading_row = delimited_layout(
                    path, encoding, stated.delimiter, self._known
                )
        self.mapping = self._mapping()

    def _mapping(self) -> dict[str, str]:
        headings = self.layout.headings
        stated = self._stated.mapping or {}
        unknown = [heading for heading in stated if heading not in headings]
        if unknown:
            raise UnreadableFile(f"The file has no column {unknown[0]!r}. It has: {', '.join(headings)}.")
        names = {column.name for column in self._fields}
        wrong = [name for name in stated.values() if name is not None and name not in names]
        if wrong:
            raise UnreadableFile(f"There is no field {wrong[0]!r}. There are: {', '.join(sorted(names))}.")
        suggested = {
            heading: name
            for heading, name in suggest(headings, self._fields).items()
            if heading not in stated and name not in stated.values()
        }
        mapping = suggested | {heading: name for heading, name in stated.items() if name is not None}
        if twice := [heading for heading in mapping if headings.count(heading) > 1]:
            raise UnreadableFile(f"The file has two columns called {twice[0]!r}. Rename the one not meant.")
        return mapping

    def missing(self) -> list[str]:
        """Fields that are needed, and that no column holds."""
        return [c.name for c in self._fields if c.required and c.name not in self.mapping.values()]

    def _known(self, headings: tuple[str, ...]) -> int:
        """How many of some headings are."""
        stated = self._stated.mapping or {}
        return len({*suggest(headings, self._fields), *(h for h in headings if h in stated)})

    def plan(self, lists: Lists) -> Plan:
        """Raises `UnreadableFile` where a field that is needed has no column."""
        if missing := self.missing():
            raise UnreadableFile(
                f"No column holds {', '.join(missing)}. The file has: {', '.join(self.layout.headings)}. "
                "Say which column is which field."
            )
        style = Style(
            self._stated.decimal,
            self._stated.dates,
            workbook=self.layout.format == "xlsx",
            since_1904=self.layout.since_1904,
        )
        fields = {column.name: column for column in self._fields}
        return Plan(self.layout.headings, self.mapping, fields, style, lists)

    def about(self) -> int | None:
        """About how many rows a text file has; None for a workbook."""
        if self.layout.format == "xlsx":
            return None
        with self._path.open("rb") as file:
            lines = sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))
        return max(lines - self._heading_row, 0) or None

    def records(self) -> Iterator[Record]:
        """Data rows in their order; those that are no data have the number 0."""
        if self.layout.format == "xlsx":
            with Workbook(self._path) as book, _readable():
                book.prepare(self.layout)
                yield from book.records(self.layout, self._heading_row)
        elif self.layout.format == "jsonl":
            yield from json_lines_records(self._path, self.layout)
        else:
            yield from delimited_records(self._path, self.layout, self._heading_row)


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a broken workbook raises means that it cannot be read."""
    try:
        yield
    except BROKEN as error:
        raise UnreadableFile("This workbook is damaged. Save it anew, or as CSV.") from error


def _first_letters(path: Path, encoding: str) -> str:
    """Two of them, for a list."""
    with path.open(encoding=encoding, errors="replace") as file:
        return "".join(file.read(4096).split())[:2]


def chunks(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """At most `size` at a time."""
    chunk: list[Record] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
