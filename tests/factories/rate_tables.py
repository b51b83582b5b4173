"""Rate tables as they are published, made from the rates that the program ships."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

import xlsxwriter

from services.reference.files import read_rows

HEADING = (
    "Country",
    "Location",
    "Season Code",
    "Season Start Date",
    "Season End Date",
    "Lodging",
    "Meals & Incidentals",
    "Per Diem",
    "Effective Date",
    "Footnote Reference",
    "Location Code",
    "Publication Date",
)


def state_row(row: Mapping[str, str], month: date) -> list[str]:
    """A row of State's monthly file, in its own forms."""
    return [
        row["country"],
        row["location"],
        row["season_code"],
        f"{month.year}-{row['season_start']}",
        f"{month.year}-{row['season_end']}",
        f"{float(row['lodging_usd'])}",
        f"{float(row['mie_usd'])}",
        f"{float(row['per_diem_usd'])}",
        row["effective_date"],
        row.get("footnotes", "").replace(";", ","),
        f"{row['location_code']}.0" if row["location_code"] else "",
        f"{month:%B} {month.day}, {month.year}",
    ]


def csv_bytes(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([list(heading), *map(list, rows)])
    return out.getvalue().encode()


def state_workbook(month: date, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The same table as a workbook: titles above the heading, amounts as numbers, seasons as days."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, day = book.add_worksheet("Per diem"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.merge_range(0, 0, 0, len(HEADING) - 1, "Foreign Per Diem Rates")
    sheet.write(1, 0, f"In effect {month:%B %Y}")
    sheet.write_row(3, 0, HEADING)
    for number, row in enumerate(rows, 4):
        for place, cell in enumerate(state_row(row, month)):
            if HEADING[place].startswith("Season ") and HEADING[place].endswith("Date"):
                sheet.write_datetime(number, place, date.fromisoformat(f"2028{cell[4:]}"), day)
            elif HEADING[place] in ("Lodging", "Meals & Incidentals", "Per Diem"):
                sheet.write_number(number, place, float(cell))
            else:
                sheet.write_string(number, place, cell)
    book.close()
    return out.getvalue()


def foreign_rows() -> list[dict[str, str]]:
    """The 1,079 rows of April 2026."""
    return [row for row in read_rows("per_diem.csv.gz") if row["scope"] == "foreign"]


def state_file(month: date, rows: Iterable[Mapping[str, str]]) -> bytes:
    return csv_bytes(HEADING, (state_row(row, month) for row in rows))


def history_rows(month: date) -> list[dict[str, str]]:
    """What the history says was published for a month."""
    day = month.isoformat()
    return [
        row
        for row in read_rows("per_diem_history.csv.gz")
        if row["first_published"] <= day <= row["last_published"]
    ]


def history_months() -> list[date]:
    return [date(2023 + number // 12, number % 12 + 1, 1) for number in range(40)]
