"""Reading one cell: what it says, and every remark on how it says it. Nothing is guessed: see `issues.py`.

Each function appends to `found` the codes that apply and returns the value, None where the cell is empty or refused.
"""

import math
import re
import unicodedata
from calendar import month_name
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from services.money import MAX_AMOUNT, round_half_up
from services.sheets.workbook import day_of_serial

_ODD = re.compile(r"[^!-~ ]|^[ =+\-@\t\r]|^'[=+\-@]|  | $|<")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUL = re.compile("\x00")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[\t\r\n]*[=+\-@]")
#: As spreadsheets and lists as files, ours among them, mark what is text and no formula or number.
_TEXT_MARK = re.compile("'(?=[=+\\-@])")
_NUMBER_MARK = re.compile("^'(?=[-+(]?\\d)")
_MARKUP = re.compile(r"<[A-Za-z/!][^>]*>")
_SPACES = re.compile("[\\s\u00a0\u200b\u2060\ufeff]+")

_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,2})?", re.ASCII)
_DOLLARS = re.compile(r"^(?:USD|US ?\$|\$)\s*|\s*(?:USD|US ?\$|\$)$", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(
    r"[\u00a2-\u00a5\u20a0-\u20cf]|(?<![A-Za-z])[A-Z]{3,4}(?![A-Za-z])|[A-Z]\$|\b(?:Rs|Fr|kr|z\u0142|K\u010d)(?![a-z])"
)
#: A group of thousands set off by a blank or an apostrophe.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ '\u2019])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?", re.ASCII)
_NEGATIVE = re.compile(r"\(\s*(.*\d.*)\s*\)|[-\u2212]\s*(.*\d.*)|(.*\d)\s*-")
_EXPONENT = re.compile(r"\d(?:\.\d{1,12})?[eE]\+?\d{1,2}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AP]M)?", re.ASCII | re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[ -]([A-Z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"([A-Z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII | re.IGNORECASE)
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}


class DateForm(StrEnum):
    """How the file writes its dates, as its sender states it."""

    ISO = "yyyy-mm-dd"
    DOTS = "dd.mm.yyyy"
    MONTH_FIRST = "mm/dd/yyyy"
    DAY_FIRST = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers and dates of a file are written. `dates` None: nothing was stated. `serials`: it is a workbook."""

    decimal: str = "."
    dates: DateForm | None = None
    workbook: bool = False
    since_1904: bool = False


def clean_text(raw: Any, longest: int, found: list[str], *, free: bool = False) -> str | None:
    """Text of at most `longest` characters. `free` text keeps its spaces and line breaks."""
    if not isinstance(raw, str):
        found.append("text_number")
        raw = plain_number(raw)
    if not _ODD.search(raw):
        if len(raw) > longest:
            found.append("too_long")
            return None
        return raw or None
    if _spoiled(raw, found):
        return None
    marked = _TEXT_MARK.match(raw) is not None
    text = raw[1:] if marked else raw
    if _BIDI.search(text):
        found.append("bidi_control")
        text = _BIDI.sub("", text)
    if not free:
        clean = _SPACES.sub(" ", text).strip()
        if clean != raw[marked:]:
            found.append("whitespace")
        text = clean
        text = unicodedata.normalize("NFC", text)
    elif not text.strip():
        return None
    if _FORMULA.match(text):
        found.append("formula_text")
    if _MARKUP.search(text):
        found.append("markup_text")
    if len(text) > longest:
        found.append("too_long")
        return None
    return text or None


def _spoiled(text: str, found: list[str]) -> bool:
    """Whether there is something in it that no field takes."""
    for pattern, code in ((_SURROGATE, "invalid_byte"), (_NUL, "nul_byte"), (_CONTROL, "control_char")):
        if pattern.search(text):
            found.append(code)
            return True
    return False


def plain_number(raw: Any) -> str:
    """A number of a workbook as people write it: 2040, not 2040.0."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def clean_number(raw: Any, style: Style, found: list[str], *, places: int) -> Decimal | None:
    """Zero or more, with at most `places` decimals."""
    value: Decimal | None
    if isinstance(raw, str) and style.decimal == "." and not style.workbook and _PLAIN.fullmatch(raw):
        value = Decimal(raw)
        if places == 2:
            return value
    elif not _may_be_number(raw):
        found.append("bad_number")
        return None
    elif isinstance(raw, int | float):
        value = Decimal(repr(raw))
        rounded = round_half_up(value, places) if abs(value) < MAX_AMOUNT else value
        # What a workbook keeps as 0.30000000000000004 was typed as 0.30.
        value = rounded if abs(value - rounded) < Decimal("0.0000001") else value
    else:
        value = _read_number(raw, style, found, whole=places == 0)
        if value is None:
            return None
    if value < 0:
        found.append("negative")
        return None
    if value > MAX_AMOUNT or value != round_half_up(value, places):
        found.append("bad_number")
        return None
    return round_half_up(value, places)


def _may_be_number(raw: Any) -> bool:
    if isinstance(raw, float):
        return math.isfinite(raw)
    return isinstance(raw, str | int) and not isinstance(raw, bool)


def _read_number(raw: str, style: Style, found: list[str], *, whole: bool) -> Decimal | None:
    if _spoiled(raw, found):
        return None
    text = _SPACES.sub(" ", raw).strip()
    bare = _NUMBER_MARK.sub("", text, count=1)
    bare = _DOLLARS.sub("", bare).strip()
    marked = bare != text or style.workbook
    if _GROUPED.fullmatch(bare):
        marked, bare = True, re.sub("[ '\u2019]", "", bare)
        if (cents := bare[-3:].find(",")) >= 0 or (cents := bare[-3:].find(".")) >= 0:
            place = len(bare) - len(bare[-3:]) + cents
            bare = bare[:place] + style.decimal + bare[place + 1 :]
    elif text != raw and not style.workbook:
        found.append("whitespace")
    if _OTHER_CURRENCY.search(bare) and any(letter.isdigit() for letter in bare):
        found.append("currency")
        return None
    if (negative := _NEGATIVE.fullmatch(bare)) is not None:
        inner = next(group for group in negative.groups() if group is not None)
        inner = _DOLLARS.sub("", inner).strip()
        found.append("negative" if re.fullmatch(r"\d[\d., '\u2019]*", inner) else "bad_number")
        return None
    if _EXPONENT.fullmatch(bare):
        value = Decimal(bare)
        found.append("text_number" if value <= MAX_AMOUNT else "bad_number")
        return value if value <= MAX_AMOUNT else None
    read, code = _separated(bare, style.decimal, whole=whole)
    if code or marked:
        found.append(code or "text_number")
    return read


def _separated(text: str, mark: str, *, whole: bool) -> tuple[Decimal | None, str]:
    """Digits with separators: `mark` before decimals, the other one between thousands, or plainly the reverse."""
    group = "," if mark == "." else "."
    m, g = re.escape(mark), re.escape(group)
    if re.fullmatch(r"\d{1,15}", text, re.ASCII):
        return Decimal(text), ""
    # No group of thousands begins with a zero.
    if re.fullmatch(rf"[1-9]\d{{0,2}}{m}\d{{3}}", text, re.ASCII):
        return None, "ambiguous_number"
    if re.fullmatch(rf"\d{{1,3}}{g}\d{{3}}", text, re.ASCII) and mark == "," and not whole:
        return None, "ambiguous_number"
    if re.fullmatch(rf"(\d{{1,15}}|\d{{1,3}}({g}\d{{3}})+)({m}\d+)?", text, re.ASCII):
        value = Decimal(text.replace(group, "").replace(mark, "."))
        return (None, "bad_number") if whole and mark in text else (value, "")
    if re.fullmatch(rf"\d{{1,3}}({m}\d{{3}})+{g}\d{{1,2}}|\d{{1,3}}({m}\d{{3}}){{2,}}", text, re.ASCII):
        return Decimal(text.replace(mark, "").replace(group, ".")), "text_number"
    if re.fullmatch(rf"\d+{g}\d{{1,2}}", text, re.ASCII):
        return None, "ambiguous_number"
    return None, "bad_number"


def clean_day(raw: Any, style: Style, found: list[str]) -> date | None:
    """A day between 1900 and 2200."""
    if isinstance(raw, str):
        return _day_of_text(raw, style, found)
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    day = None if isinstance(raw, bool) or not style.workbook else day_of_serial(raw, style.since_1904)
    if day is None:
        found.append("bad_date")
    return day


def _day_of_text(raw: str, style: Style, found: list[str]) -> date | None:
    if _spoiled(raw, found):
        return None
    text = _SPACES.sub(" ", raw).strip()
    if text != raw and not style.workbook:
        found.append("whitespace")
    day, code = _day_of_words(text, style)
    if day is None or not 1900 <= day.year <= 2200:
        found.append(code if code == "ambiguous_date" else "bad_date")
        return None
    if style.workbook:
        found.append("text_number")
    elif code:
        found.append(code)
    return day


def _day_of_words(text: str, style: Style) -> tuple[date | None, str]:
    """The day, and the remark on how it is written; no day where it is none or may be two."""
    if _ISO.fullmatch(text):
        odd = style.dates not in (None, DateForm.ISO) or len(text) < 10
        return _day(*(int(part) for part in text.split("-"))), "normalised" if odd else ""
    if (parts := _DOTS.fullmatch(text)) is not None:
        odd = style.dates not in (None, DateForm.DOTS) or len(parts[3]) == 2
        return _day(_year(parts[3]), int(parts[2]), int(parts[1])), "normalised" if odd else ""
    if (parts := _SLASHES.fullmatch(text)) is not None:
        return _day_of_slashes(int(parts[1]), int(parts[3]), parts[4], style, odd=parts[2] == "-")
    if (time := _TIME.search(text)) is not None and time.end() == len(text):
        day, code = _day_of_words(text[: time.start()], style)
        return day, code or "normalised"
    if (parts := _YEAR_FIRST.fullmatch(text)) is not None:
        return _day(int(parts[1]), int(parts[3]), int(parts[4])), "normalised"
    if (parts := _DAY_AND_MONTH.fullmatch(text)) is not None:
        return _day(_year(parts[3]), _MONTHS.get(parts[2].lower(), 0), int(parts[1])), "normalised"
    if (parts := _MONTH_AND_DAY.fullmatch(text)) is not None:
        return _day(int(parts[3]), _MONTHS.get(parts[1].lower(), 0), int(parts[2])), "normalised"
    return None, ""


def _day_of_slashes(
    first: int, second: int, year: str, style: Style, *, odd: bool
) -> tuple[date | None, str]:
    code = "normalised" if odd or len(year) == 2 else ""
    if style.dates is DateForm.MONTH_FIRST:
        return _day(_year(year), first, second), code
    if style.dates is DateForm.DAY_FIRST:
        return _day(_year(year), second, first), code
    readings = {_day(_year(year), first, second), _day(_year(year), second, first)} - {None}
    if len(readings) == 2:
        return None, "ambiguous_date"
    return (readings.pop(), "normalised") if readings else (None, "")


def _year(text: str) -> int:
    """Two digits stand for 1970 to 2069."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
