"""Files with faults of every kind, made from a seed, and what must become of each of their rows."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from xlsxwriter import Workbook

from services.imports.issues import CODES, Severity


@dataclass
class Row:
    """A row as it is written, the codes that it must have, and what it must be read as."""

    cells: list[Any]
    codes: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)

    def fault(self, columns: Sequence[str], column: str, value: Any, *codes: str, **values: Any) -> None:
        self.cells[columns.index(column)] = value
        self.codes, self.columns, self.values = set(codes), {column}, values
        if "end_before_start" in codes:
            self.columns |= set(columns)


@dataclass
class Made:
    content: bytes
    #: As expected files have them: record, line, status, codes, columns; the rows that are good are left out.
    wanted: dict[str, Any]
    rows: list[Row]


ACTIVITIES = (
    "record_id", "ori", "country", "activity_type", "start_date", "end_date", "participants", "cost_usd", "remarks",
)  # fmt: skip
#: Column, what is written, the codes that it must have, what it must be read as where it is taken.
PLAIN: tuple[tuple[str, str, tuple[str, ...], Any], ...] = (
    ("ori", "", ("missing_required",), None),
    ("ori", "ZZ0000000", ("unknown_agency",), None),
    ("ori", "ak0010100", (), None),
    ("country", "", ("missing_required",), None),
    ("country", "\u00a0", ("missing_required",), None),
    ("country", "Wakanda", ("unknown_country",), None),
    ("country", "Guatamala", ("unknown_country",), None),
    ("country", "Zaire", ("unknown_country",), None),
    ("country", "Latin America", ("unknown_country",), None),
    ("country", "Congo", ("ambiguous_country",), None),
    ("country", "Korea", ("ambiguous_country",), None),
    ("country", "Turkey", ("country_not_in_program",), None),
    ("country", "United States", ("country_not_in_program",), None),
    ("country", "GUATEMALA", ("normalised",), "GT"),
    ("country", " Guatemala", ("whitespace",), "GT"),
    ("country", "  guatemala ", ("normalised", "whitespace"), "GT"),
    ("country", "M\u00e9xico", ("normalised",), "MX"),
    ("country", "Viet Nam", ("alias_country",), "VN"),
    ("country", "Moldova (Republic of)", ("alias_country",), "MD"),
    ("country", "DR Congo", ("alias_country",), "CD"),
    ("country", "Guinea", (), "GN"),
    ("activity_type", "=cmd|'/C calc'!A0", ("formula_text",), None),
    ("activity_type", "'=1+1", ("formula_text",), None),
    ("activity_type", "<b>train</b>", ("markup_text",), None),
    ("activity_type", "tr\x00ain", ("nul_byte",), None),
    ("activity_type", "tr\x1bain", ("control_char",), None),
    ("activity_type", "x" * 101, ("too_long",), None),
    ("start_date", "2021-02-30", ("bad_date",), None),
    ("start_date", "2021-13-01", ("bad_date",), None),
    ("start_date", "44242", ("bad_date",), None),
    ("start_date", "Q3 2021", ("bad_date",), None),
    ("start_date", "1021-01-05", ("bad_date",), None),
    ("start_date", "15. Januar 2021", ("bad_date",), None),
    ("start_date", "", ("missing_required",), None),
    ("start_date", "2021-01-05\x00", ("nul_byte",), None),
    ("start_date", "01/02/2021", ("ambiguous_date",), None),
    ("start_date", "01-02-21", ("ambiguous_date",), None),
    ("start_date", "05-Jan-2021", ("normalised",), "2021-01-05"),
    ("start_date", "January 5, 2021", ("normalised",), "2021-01-05"),
    ("start_date", "2021-01-05T08:30:00", ("normalised",), "2021-01-05"),
    ("start_date", "2021/01/05", ("normalised",), "2021-01-05"),
    ("start_date", "2021-1-5", ("normalised",), "2021-01-05"),
    ("end_date", "2021-01-01", ("end_before_start",), None),
    ("participants", "many", ("bad_number",), None),
    ("participants", "12.5", ("bad_number",), None),
    ("participants", "10%", ("bad_number",), None),
    ("participants", "-3", ("negative",), None),
    ("participants", "1.000", ("ambiguous_number",), None),
    ("participants", "1,234", (), 1234),
    ("participants", "1 234", ("text_number",), 1234),
    ("participants", "1.2E+03", ("text_number",), 1200),
    ("participants", "'12", ("text_number",), 12),
    ("participants", "0", (), 0),
    ("participants", "", (), None),
    ("cost_usd", "TBD", ("bad_number",), None),
    ("cost_usd", "#N/A", ("bad_number",), None),
    ("cost_usd", "1e400", ("bad_number",), None),
    ("cost_usd", "12..5", ("bad_number",), None),
    ("cost_usd", "10.005", ("ambiguous_number",), None),
    ("cost_usd", "0.005", ("bad_number",), None),
    ("cost_usd", "(1,234.50)", ("negative",), None),
    ("cost_usd", "-$250.00", ("negative",), None),
    ("cost_usd", "250.00-", ("negative",), None),
    ("cost_usd", "1.234", ("ambiguous_number",), None),
    ("cost_usd", "1,23", ("ambiguous_number",), None),
    ("cost_usd", "\u20ac 500.00", ("currency",), None),
    ("cost_usd", "GBP500", ("currency",), None),
    ("cost_usd", "C$ 500.00", ("currency",), None),
    ("cost_usd", "$1,234.50 USD", ("text_number",), 1234.5),
    ("cost_usd", "1.234.567,89", ("text_number",), 1234567.89),
    ("cost_usd", "1\u00a0234,56", ("text_number",), 1234.56),
    ("cost_usd", "1'234.56", ("text_number",), 1234.56),
    ("cost_usd", "1,234,567.89", (), 1234567.89),
    ("remarks", "one\ntwo, \"three\"", (), 'one\ntwo, "three"'),
    ("remarks", "pay\u202efdp.exe", ("bidi_control",), "payfdp.exe"),
    ("remarks", "\U0001f46e\u200d\u2640\ufe0f ready", (), "\U0001f46e\u200d\u2640\ufe0f ready"),
)  # fmt: skip
#: The same where decimals stand behind a comma and days are written with points.
COMMAS: tuple[tuple[str, str, tuple[str, ...], Any], ...] = (
    ("cost_usd", "1.234,50", (), 1234.5),
    ("cost_usd", "1234,5", (), 1234.5),
    ("cost_usd", "12.345.678,90", (), 12345678.9),
    ("cost_usd", "USD 1.000,00", ("text_number",), 1000),
    ("cost_usd", "1 234,50", ("text_number",), 1234.5),
    ("cost_usd", "1,234,567.89", ("text_number",), 1234567.89),
    ("cost_usd", "1.234", ("ambiguous_number",), None),
    ("cost_usd", "1,234", ("ambiguous_number",), None),
    ("cost_usd", "12.50", ("ambiguous_number",), None),
    ("cost_usd", "(1.234,50)", ("negative",), None),
    ("cost_usd", "\u20ac 500,00", ("currency",), None),
    ("cost_usd", "500,00 CHF", ("currency",), None),
    ("cost_usd", "1.23.4,5", ("bad_number",), None),
    ("start_date", "31.11.2021", ("bad_date",), None),
    ("start_date", "29.02.2021", ("bad_date",), None),
    ("start_date", "00.00.0000", ("bad_date",), None),
    ("start_date", "01/02/2021", ("ambiguous_date",), None),
    ("start_date", "05.01.21", ("normalised",), "2021-01-05"),
    ("start_date", "2021-01-05", ("normalised",), "2021-01-05"),
    ("start_date", "5 Jan 2021", ("normalised",), "2021-01-05"),
    ("country", "C\u00f4te d\u2019Ivoire", ("normalised",), "CI"),
    ("country", "S\u00e3o Tom\u00e9 and Pr\u00edncipe", ("country_not_in_program",), None),
    ("remarks", "\u201cquoted\u201d \u2013 one; two \u2026", (), "\u201cquoted\u201d \u2013 one; two \u2026"),
    ("remarks", "bad \udc81 byte", ("invalid_byte",), None),
)


def activities(
    rows: int, seed: int, faults: Sequence[tuple[str, str, tuple[str, ...], Any]], *, commas: bool = False
) -> list[Row]:
    """Good rows with faults strewn among them, each of those given at least once, and repeated keys."""
    random, made = Random(seed), []
    for number in range(rows):
        day = "05.01.2021" if commas else "2021-01-05"
        end = "09.01.2021" if commas else "2021-01-09"
        cost = f"{number % 900},50" if commas else f"{number % 900}.50"
        made.append(
            Row([f"R{number:06d}", "AK0010100", "Guatemala", "train", day, end, str(number % 40), cost, ""])
        )
    places = random.sample(range(1, rows - 4), len(faults) * 2 + 4)
    for place, (column, value, codes, read) in zip(places, [*faults, *faults], strict=False):
        made[place].fault(ACTIVITIES, column, value, *codes, **({} if read is None else {column: read}))
    same, other, wide, narrow = places[-4:]
    first = next(row for row in made if not row.codes and not row.values)
    made[same] = Row(list(first.cells), {"dup_exact"}, {"record_id"})
    made[other] = Row(
        [*first.cells[:-2], "77,00" if commas else "77.00", ""], {"dup_conflict"}, {"record_id"}
    )
    made[wide] = Row([*made[wide].cells, "more"], {"row_width"})
    made[narrow] = Row(made[narrow].cells[:4], {"row_width"})
    return made


def text_file(
    rows: Sequence[Row],
    columns: Sequence[str],
    encoding: str,
    *,
    delimiter: str = ",",
    newline: str = "\n",
    titles: Sequence[str] = (),
    final_newline: bool = True,
) -> Made:
    """`rows` as separated values below `titles`, with blank rows and the heading once more on their way."""
    lines = [*titles, delimiter.join(columns)]
    within = 0
    records: list[dict[str, Any]] = []
    number = ignored = 0
    for place, row in enumerate(rows):
        if place % 500 == 499:
            lines += ["", delimiter * (len(columns) - 1), delimiter.join(columns)]
            ignored += 1
        at = len(lines) + within + 1
        number += 1
        text = delimiter.join(_quoted(cell, delimiter) for cell in row.cells)
        records += _record(row, number, {"line": at})
        within += text.count("\n")
        lines.append(text)
    content = newline.join([*lines, ""] if final_newline else lines)
    errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
    return Made(content.encode(encoding, errors), _wanted(number, records, ignored), list(rows))


def _quoted(cell: str, delimiter: str) -> str:
    odd = any(mark in cell for mark in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if odd else cell


def _record(row: Row, number: int, place: dict[str, int]) -> list[dict[str, Any]]:
    if not row.codes:
        return [{"record": number, "status": "good", **place}]
    bad = any(CODES[code][0] is Severity.ERROR for code in row.codes)
    codes = {code for code in row.codes if not bad or CODES[code][0] is Severity.ERROR}
    status = "bad" if bad else "warn"
    return [{"record": number, "status": status, "codes": codes, "columns": row.columns, **place}]


def _wanted(records: int, rows: list[dict[str, Any]], ignored: int) -> dict[str, Any]:
    totals = {status: sum(row["status"] == status for row in rows) for status in ("good", "warn", "bad")}
    return {"records": records, "rows": rows, "totals": {**totals, "ignored": ignored}}


TRIPS = (
    "Expense No",
    "Agency",
    "ORI",
    "Country",
    "Trip start",
    "Trip end",
    "Lodging",
    "M&IE",
    "Airfare",
    "Note",
)
_NO_RESULT = 987654321


def workbook(rows: Sequence[Row], *, since_1904: bool) -> Made:
    """A workbook with titles in merged cells, a sheet before and a hidden one behind, totals and notes.

    Cells that are tuples are `(number, "date")`, `("=…", result)` for a formula, and `("=…", None)` for one without.
    """
    content, records, number, ignored = io.BytesIO(), [], 0, 0
    book = Workbook(content, {"date_1904": since_1904})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("READ ME").write(0, 0, "How to read the second sheet")
    sheet = book.add_worksheet("Expenses")
    hidden = book.add_worksheet("lists")
    hidden.hide()
    hidden.write_row(0, 0, TRIPS)
    sheet.merge_range(0, 0, 1, len(TRIPS) - 1, "Expenses of the year")
    sheet.write_row(3, 0, TRIPS)
    line = 4
    for place, row in enumerate(rows):
        if place % 40 == 39:
            sheet.write(line, 0, "Subtotal")
            sheet.write(line, 6, 1000)
            sheet.write_row(line + 2, 0, TRIPS)
            line, ignored = line + 3, ignored + 2
        number += 1
        for column, cell in enumerate(row.cells):
            if isinstance(cell, tuple) and cell[1] == "date":
                sheet.write_number(line, column, cell[0], day)
            elif isinstance(cell, tuple):
                sheet.write_formula(line, column, cell[0], None, _NO_RESULT if cell[1] is None else cell[1])
            elif isinstance(cell, bool):
                sheet.write_boolean(line, column, cell)
            elif isinstance(cell, str):
                sheet.write_string(line, column, cell)
            else:
                sheet.write_number(line, column, cell)
        records += _record(row, number, {"row": line + 1})
        line += 1
    sheet.write(line + 1, 0, "Grand total")
    sheet.write(line + 1, 6, 9000)
    sheet.write(line + 3, 0, "Figures as reported; see the note on rates.")
    book.close()
    return Made(_without_results(content.getvalue()), _wanted(number, records, ignored + 2), list(rows))


def _without_results(content: bytes) -> bytes:
    """The formulas that are to have none, which the writer does not leave out."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rf"<v>{_NO_RESULT}</v>".encode(), b"", old.read(name)))
    return changed.getvalue()
