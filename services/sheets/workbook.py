"""Workbooks (XLSX), read cell by cell from their XML.

The readers that were tried show a formula without a result, an error value and an empty cell alike, and load a sheet
whole. Here a formula without a result is told apart, and what is kept in memory is the table of shared texts alone.
"""

import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree

from services.sheets.delimited import (
    FEWEST_KNOWN,
    Layout,
    Record,
    UnreadableFile,
    heading_of,
    is_heading,
    is_total,
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: What reading a broken workbook raises.
BROKEN = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, IndexError, ValueError, EOFError)
#: What a workbook may unpack to, in bytes: all of it, and its table of shared texts.
MOST_UNPACKED = 1024**3
MOST_TEXTS = 96 * 1024**2
#: Numbers of the built-in formats that show a date.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
#: How XML holds characters that it does not take.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
#: Rows among which the heading is looked for.
_HEADING_WITHIN = 30


@dataclass(slots=True)
class _Sheet:
    name: str
    path: str
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    number: int
    hidden: bool
    cells: dict[int, Any]
    codes: dict[int, str]


class Workbook:
    """One workbook. Raises `UnreadableFile` for what is none, is locked, or unpacks to more than is taken."""

    def __init__(self, file: Path | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            unpacked = sum(info.file_size for info in self._zip.infolist())
            if unpacked > MOST_UNPACKED:
                raise UnreadableFile("This workbook unpacks to more than a gigabyte. Save the sheet as CSV.")
            self._read_parts()
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, EOFError) as error:
            raise UnreadableFile(
                "This is no workbook that can be read. Save it as .xlsx without a password."
            ) from error

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _read_parts(self) -> None:
        book = self._tree("xl/workbook.xml")
        properties = book.find(f"{_MAIN}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in self._tree("xl/_rels/workbook.xml.rels")
        }
        self.sheets = []
        for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION)) or ""
            if sheet.get("state", "visible") == "visible" and target:
                place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                self.sheets.append(_Sheet(sheet.get("name", ""), place))
        self._texts = self._shared_texts()
        self._dates = self._date_styles()

    def _tree(self, name: str) -> ElementTree.Element:
        with self._zip.open(name) as part:
            return _parse(part.read(64 * 1024**2))

    def _shared_texts(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return []
        if self._zip.getinfo("xl/sharedStrings.xml").file_size > MOST_TEXTS:
            raise UnreadableFile("This workbook holds too much text to be read. Save the sheet as CSV.")
        texts = []
        for element in self._elements("xl/sharedStrings.xml", "si"):
            texts.append(_text(element))
        return texts

    def _date_styles(self) -> frozenset[int]:
        """Places in the list of cell styles that show dates."""
        if "xl/styles.xml" not in self._zip.namelist():
            return frozenset()
        styles = self._tree("xl/styles.xml")
        own = {
            int(entry.get("numFmtId", "0")): entry.get("formatCode", "")
            for entry in styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
        }
        shown = [int(style.get("numFmtId", "0")) for style in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
        return frozenset(
            place for place, number in enumerate(shown)
            if number in _DATE_FORMATS or re.search("[dmyDMY]", _LITERAL.sub("", own.get(number, "")))
        )  # fmt: skip

    def _elements(self, part_name: str, *tags: str) -> Iterator[ElementTree.Element]:
        wanted = {f"{_MAIN}{tag}" for tag in tags}
        with self._zip.open(part_name) as part:
            if b"<!DOCTYPE" in part.peek(4096)[:4096]:  # type: ignore[attr-defined]
                raise UnreadableFile("This workbook declares entities, which none needs.")
            open_elements: list[ElementTree.Element] = []
            for event, element in ElementTree.iterparse(part, ("start", "end")):  # noqa: S314 - see above
                if event == "start":
                    open_elements.append(element)
                    continue
                open_elements.pop()
                if element.tag in wanted:
                    yield element
                    # Else a million empty rows would stay.
                    open_elements[-1].remove(element)

    def _read_merges(self, sheet: _Sheet) -> None:
        for element in self._elements(sheet.path, "mergeCell", "row"):
            if element.tag == f"{_MAIN}row":
                continue
            corners = element.get("ref", "").split(":")
            if len(corners) == 2:
                (left, top), (right, bottom) = (_place(corner) for corner in corners)
                if bottom - top > 10_000 or right - left > 500:
                    continue
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        if (row, column) != (top, left):
                            sheet.merges[row, column] = (top, left)

    def rows(self, sheet: _Sheet) -> Iterator[_Row]:
        number = 0
        for element in self._elements(sheet.path, "row"):
            number = int(element.get("r", number + 1))
            row = _Row(number, element.get("hidden") in ("1", "true"), {}, {})
            column = -1
            for cell in element:
                reference = cell.get("r")
                column = _place(reference)[0] if reference else column + 1
                value, code = self._value(cell)
                if value is not None and value != "":
                    row.cells[column] = value
                if code:
                    row.codes[column] = code
            yield row

    def _value(self, cell: ElementTree.Element) -> tuple[Any, str]:
        kind, raw = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
        if kind == "e":
            return raw, "cell_error"
        if kind == "inlineStr":
            return _text(cell), ""
        if raw is None or (raw == "" and kind != "str"):
            return None, "formula_no_value" if cell.find(f"{_MAIN}f") is not None else ""
        if kind == "s":
            return self._texts[int(raw)], ""
        if kind in ("str", "d"):
            return raw, ""
        if kind == "b":
            return raw == "1", ""
        number = float(raw)
        if int(cell.get("s", "0")) in self._dates:
            day: date | None = day_of_serial(number, self.since_1904)
            return (number if day is None else day), ""
        return number, ""

    def layout(self, wanted: str | None, known: Any) -> tuple[Layout, int]:
        """The sheet and the row of its heading. `known` counts headings that are.

        `wanted` names a sheet; left out, the first visible one with a heading is taken.
        """
        sheets = [sheet for sheet in self.sheets if wanted in (None, sheet.name)]
        for sheet in sheets:
            for row, _ in zip(self.rows(sheet), range(_HEADING_WITHIN), strict=False):
                width = max(row.cells, default=-1) + 1
                headings = tuple(heading_of(row.cells.get(place, "")) for place in range(width))
                if known(headings) >= FEWEST_KNOWN:
                    return Layout("xlsx", None, None, headings, sheet.name, self.since_1904), row.number
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise UnreadableFile(f"No sheet has a row of headings that are known. Sheets: {names}.")

    def prepare(self, layout: Layout) -> None:
        """Find the merged cells of the sheet, which its XML names last."""
        self._read_merges(next(sheet for sheet in self.sheets if sheet.name == layout.sheet))

    def records(self, layout: Layout, heading_row: int) -> Iterator[Record]:
        """Rows below the heading that are data. Titles, totals, notes and repeated headings are no rows."""
        sheet = next(sheet for sheet in self.sheets if sheet.name == layout.sheet)
        width, number = len(layout.headings), 0
        heads: dict[tuple[int, int], Any] = {}
        corners = set(sheet.merges.values())
        for row in self.rows(sheet):
            if row.number <= heading_row:
                continue
            heads |= {(row.number, c): v for c, v in row.cells.items() if (row.number, c) in corners}
            own = [row.cells.get(place, "") for place in range(width)]
            codes = {place: code for place, code in row.codes.items() if place < width}
            if not codes and not any(cell != "" for cell in own):
                continue
            if not _is_data(own, layout.headings):
                yield Record(0, row.number, own)
                continue
            number += 1
            remarks: list[tuple[int | None, str]] = list(codes.items())
            for place in range(width):
                head = sheet.merges.get((row.number, place))
                if head is not None and head in heads and head[1] == place:
                    own[place] = heads[head]
                    remarks.append((place, "merged_fill"))
            if row.hidden:
                remarks.append((None, "hidden_row"))
            yield Record(number, row.number, own, remarks)


def _is_data(cells: list[Any], headings: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell != ""]
    if len(filled) == 1 and isinstance(filled[0], str) and len(headings) > 2:
        return False
    return not (is_heading(cells, headings) or is_total(cells))


def day_of_serial(raw: float, since_1904: bool) -> date | None:
    """A day as workbooks count them. Number 60 of the older system is the day that never was, 29 February 1900."""
    if not math.isfinite(raw):
        return None
    number = int(raw)
    if not 0 < number < 110_000 or (number == 60 and not since_1904):
        return None
    if since_1904:
        return _EPOCH_1904 + timedelta(days=number)
    return _EPOCH_1900 + timedelta(days=number + (number < 60))


def _place(reference: str) -> tuple[int, int]:
    """Column from 0 and row from 1 of a reference such as B62."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(match[2])


def _text(element: ElementTree.Element) -> str:
    """All runs of a text, but for phonetic ones."""
    parts = [t.text or "" for t in element.iterfind(f"{_MAIN}t")]
    parts += [t.text or "" for t in element.iterfind(f"{_MAIN}r/{_MAIN}t")]
    parts += [t.text or "" for t in element.iterfind(f"{_MAIN}is/{_MAIN}t")]
    parts += [t.text or "" for t in element.iterfind(f"{_MAIN}is/{_MAIN}r/{_MAIN}t")]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


def _parse(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content[:4096]:
        raise UnreadableFile("This workbook declares entities, which none needs.")
    return ElementTree.fromstring(content)  # noqa: S314 - no entities: see above
