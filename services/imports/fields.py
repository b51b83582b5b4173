"""What the rows of a kind of import may hold, which column holds it, and a row once it is read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

import orjson

from services.imports.cells import Style, clean_day, clean_number, clean_text
from services.imports.issues import CODES, Issue, Severity
from services.imports.lists import Lists
from services.names import fold_name
from services.sheets.delimited import Record

Reader = Literal["text", "free", "whole", "money", "rate", "day", "country", "state", "ori", "codes"]
#: Decimals that numbers of these kinds may have.
PLACES: Mapping[str, int] = {"whole": 0, "money": 2, "rate": 4}
#: Readers of texts that repeat, and how many of each are remembered.
_REPEATED = ("day", "country", "state", "codes", "whole")
MOST_KNOWN = 10_000
_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """`headings`: what columns of it are usually called. `key`: it tells rows of the file apart.

    `withheld`: what was written is never shown again, such as a date of birth.
    """

    name: str
    reader: Reader = "text"
    required: bool = False
    headings: tuple[str, ...] = ()
    longest: int = 200
    key: bool = False
    withheld: bool = False
    description: str = ""


@dataclass(slots=True)
class Row:
    """One data row. `values` by field, None where the cell is empty; `cells` as the file has them.

    What is done with it: `target` is the record it is about, `changes` old and new values by column,
    `record` the columns to be written, and `beside` what a kind has found out about the record around it.
    """

    number: int
    line: int
    cells: list[Any]
    values: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    key: str | None = None
    outcome: str = ""
    target: UUID | None = None
    record: dict[str, Any] = field(default_factory=dict)
    beside: Any = None
    changes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return bool(self.issues) and any(CODES[issue.code][0] is Severity.ERROR for issue in self.issues)


@lru_cache(maxsize=4096)
def word(text: str) -> str:
    """`text` as names of fields and codes are compared."""
    return _WORDS.sub("_", fold_name(text)).strip("_")


def suggest(headings: Sequence[str], fields: Iterable[Field]) -> dict[str, str]:
    """Which heading holds which field, by the usual names. Each field has one column at most."""
    names = {word(name): f.name for f in reversed(tuple(fields)) for name in (*f.headings, f.name)}
    found: dict[str, str] = {}
    for heading in headings:
        name = names.get(word(heading))
        if name is not None and name not in found.values():
            found[heading] = name
    return found


@dataclass(slots=True)
class Plan:
    """How rows of one file are read: its headings, the field of each, and how it writes numbers and dates."""

    headings: tuple[str, ...]
    mapping: Mapping[str, str]
    fields: Mapping[str, Field]
    style: Style
    lists: Lists
    _columns: list[tuple[int, str, Field]] = field(default_factory=list)
    _headings_of: dict[str, str] = field(default_factory=dict)
    _known: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {reader: {} for reader in _REPEATED}
        for place, heading in enumerate(self.headings):
            name = self.mapping.get(heading)
            if name is not None:
                self._columns.append((place, heading, self.fields[name]))
                self._headings_of[name] = heading

    def column(self, name: str) -> str:
        """The heading under which the file has a field."""
        return self._headings_of.get(name, name)

    def issue(self, row: Row, code: str, name: str | None = None, detail: str = "") -> None:
        """A remark on the value of a field. What must not be shown again is left out of it."""
        value = None
        if name is not None and name in self._headings_of and not self.fields[name].withheld:
            place = self.headings.index(self._headings_of[name])
            value = str(row.cells[place]) if place < len(row.cells) else None
        row.issues.append(Issue(code, self.column(name) if name else None, value, detail))

    def read(self, record: Record) -> Row:
        row = Row(record.number, record.line, record.cells)
        spoiled: set[int] = set()
        for place, code in record.codes:
            heading = self.headings[place] if place is not None else None
            value = str(record.cells[place]) if place is not None else None
            if place is None or heading in self.mapping:
                row.issues.append(Issue(code, heading, value))
            if place is not None and CODES[code][0] is Severity.ERROR:
                spoiled.add(place)
        if any(place is None and CODES[code][0] is Severity.ERROR for place, code in record.codes):
            return row
        values = row.values
        for place, heading, column in self._columns:
            raw = record.cells[place]
            if raw == "" or place in spoiled:
                values[column.name] = None
                missing = column.required and place not in spoiled
                if missing:
                    row.issues.append(Issue("missing_required", heading))
                continue
            value, found = self._read(column, raw)
            values[column.name] = value
            if not found:
                if value is None and column.required:
                    row.issues.append(Issue("missing_required", heading))
                continue
            if value is None and column.required and found == ("whitespace",):
                found = ("missing_required",)
            shown = None if column.withheld else str(raw)
            row.issues += [Issue(code, heading, shown) for code in found]
        return row

    def _read(self, column: Field, raw: Any) -> tuple[Any, tuple[str, ...]]:
        """Value and remarks. Texts that come again and again, such as days and countries, are read once."""
        known = self._known.get(column.reader)
        if known is None or not isinstance(raw, str):
            found: list[str] = []
            return self._clean(column, raw, found), tuple(found)
        if raw not in known:
            found = []
            value = self._clean(column, raw, found)
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[raw] = (value, tuple(found))
        return known[raw]

    def _clean(self, column: Field, raw: Any, found: list[str]) -> Any:
        reader = column.reader
        if reader == "text":
            return clean_text(raw, column.longest, found)
        if reader == "free":
            return clean_text(raw, column.longest, found, free=True)
        if reader == "day":
            return clean_day(raw, self.style, found)
        if reader in PLACES:
            number = clean_number(raw, self.style, found, places=PLACES[reader])
            return int(number) if number is not None and reader == "whole" else number
        text = clean_text(raw, 200, found)
        if text is None:
            return None
        if reader == "ori":
            return text.upper()
        lists = self.lists
        look = {"country": lists.country, "state": lists.state, "codes": lists.codes}[reader]
        return look(text, found)


def content_of(row: Row) -> bytes:
    """What the row says once it is cleaned, for comparing it with another row of its key."""
    return orjson.dumps(list(row.values.values()), default=str)
