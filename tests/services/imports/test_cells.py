"""Cells as files have them: what is read, what is remarked, and what is never guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.imports.cells import DateForm, Style, clean_day, clean_number, clean_text

US, COMMA = Style(), Style(decimal=",")
SHEET, SHEET_1904 = Style(workbook=True), Style(workbook=True, since_1904=True)


@pytest.mark.parametrize(
    ("raw", "style", "places", "value", "codes"),
    [
        ("1047.29", US, 2, "1047.29", []),
        ("1,234", US, 0, "1234", []),
        ("1,234,567.89", US, 2, "1234567.89", []),
        ("1.234,50", US, 2, "1234.50", ["text_number"]),
        ("0.725", US, 4, "0.725", []),
        ("1.234", US, 2, None, ["ambiguous_number"]),
        ("1,23", US, 2, None, ["ambiguous_number"]),
        ("1.234", COMMA, 2, None, ["ambiguous_number"]),
        ("1234,5", COMMA, 2, "1234.5", []),
        ("$ 1,234.50", US, 2, "1234.50", ["text_number"]),
        ("\u00a3 5", US, 2, None, ["currency"]),
        ("500 EUR", US, 2, None, ["currency"]),
        ("GBP5", US, 2, None, ["currency"]),
        ("C$ 5", US, 2, None, ["currency"]),
        ("$5 USD", US, 2, "5", ["text_number"]),
        ("1\u202f234,56", COMMA, 2, "1234.56", ["text_number"]),
        ("1'234.56", COMMA, 2, "1234.56", ["text_number"]),
        ("1 23", US, 2, None, ["bad_number"]),
        ("'12", US, 0, "12", ["text_number"]),
        ("5\udcc3", US, 2, None, ["invalid_byte"]),
        ("-0.01", US, 2, None, ["negative"]),
        ("(12)", US, 2, None, ["negative"]),
        ("12-", US, 2, None, ["negative"]),
        ("1e5", US, 0, "100000", ["text_number"]),
        ("1e400", US, 2, None, ["bad_number"]),
        ("NaN", US, 2, None, ["bad_number"]),
        ("Infinity", US, 2, None, ["bad_number"]),
        ("1_000", US, 2, None, ["bad_number"]),
        ("\u0661\u0662", US, 0, None, ["bad_number"]),
        ("9" * 40, US, 2, None, ["bad_number"]),
        ("0x1F", US, 0, None, ["bad_number"]),
        (0.1 + 0.2, SHEET, 2, "0.30", []),
        (0.125, SHEET, 2, None, ["bad_number"]),
        (float("inf"), SHEET, 2, None, ["bad_number"]),
        (float("nan"), SHEET, 2, None, ["bad_number"]),
        (1e300, SHEET, 2, None, ["bad_number"]),
        (True, SHEET, 2, None, ["bad_number"]),
        (date(2024, 1, 1), SHEET, 2, None, ["bad_number"]),
    ],
)
def test_numbers(raw: Any, style: Style, places: int, value: str | None, codes: list[str]) -> None:
    found: list[str] = []
    read = clean_number(raw, style, found, places=places)
    assert (read, found) == (None if value is None else Decimal(value), codes)


@pytest.mark.parametrize(
    ("raw", "style", "day", "codes"),
    [
        ("2024-02-29", US, date(2024, 2, 29), []),
        ("2023-02-29", US, None, ["bad_date"]),
        ("1.2.2024", US, date(2024, 2, 1), []),
        ("01.02.24", US, date(2024, 2, 1), ["normalised"]),
        ("3/4/2024", US, None, ["ambiguous_date"]),
        ("4/4/2024", US, date(2024, 4, 4), ["normalised"]),
        ("4/17/2024", US, date(2024, 4, 17), ["normalised"]),
        ("17/4/2024", US, date(2024, 4, 17), ["normalised"]),
        ("3/4/2024", Style(dates=DateForm.MONTH_FIRST), date(2024, 3, 4), []),
        ("3/4/2024", Style(dates=DateForm.DAY_FIRST), date(2024, 4, 3), []),
        ("17/4/2024", Style(dates=DateForm.MONTH_FIRST), None, ["bad_date"]),
        ("03-04-2024", US, None, ["ambiguous_date"]),
        ("17-04-2024", US, date(2024, 4, 17), ["normalised"]),
        ("17-Apr-24", US, date(2024, 4, 17), ["normalised"]),
        ("Sept. 17, 2024", US, date(2024, 9, 17), ["normalised"]),
        ("31 Feb 2024", US, None, ["bad_date"]),
        ("17 Avril 2024", US, None, ["bad_date"]),
        ("2024-04-17 08:30", US, date(2024, 4, 17), ["normalised"]),
        ("2024-04-17T08:30:00Z", US, None, ["bad_date"]),
        ("3/4/2024 0:00", US, None, ["ambiguous_date"]),
        ("2024-04-17\x00", US, None, ["nul_byte"]),
        ("45012", US, None, ["bad_date"]),
        ("0001-01-01", US, None, ["bad_date"]),
        ("9999-12-31", US, None, ["bad_date"]),
        ("today", US, None, ["bad_date"]),
        (45292.75, SHEET, date(2024, 1, 1), []),
        (60.0, SHEET, None, ["bad_date"]),
        (59.0, SHEET, date(1900, 2, 28), []),
        (61.0, SHEET, date(1900, 3, 1), []),
        (43830.0, SHEET_1904, date(2024, 1, 1), []),
        (-1.0, SHEET, None, ["bad_date"]),
        (float("nan"), SHEET, None, ["bad_date"]),
        (float("inf"), SHEET, None, ["bad_date"]),
        (True, SHEET, None, ["bad_date"]),
    ],
)
def test_days(raw: Any, style: Style, day: date | None, codes: list[str]) -> None:
    found: list[str] = []
    assert (clean_day(raw, style, found), found) == (day, codes)


@pytest.mark.parametrize(
    ("raw", "free", "text", "codes"),
    [
        ("Plain", False, "Plain", []),
        (" two  blanks ", False, "two blanks", ["whitespace"]),
        ("'=1+1", False, "=1+1", ["formula_text"]),
        ("\ufeffmark", False, "mark", ["whitespace"]),
        ("\t=1+1", True, "\t=1+1", ["formula_text"]),
        ("a\u202eb", True, "ab", ["bidi_control"]),
        ("Ca\u0303on", False, "C\u00e3on", []),
        ("<b>x</b>", True, "<b>x</b>", ["markup_text"]),
        ("a < b", True, "a < b", []),
        ("x\x00y", True, None, ["nul_byte"]),
        ("x\x1by", True, None, ["control_char"]),
        ("x\udc81y", True, None, ["invalid_byte"]),
        ("x" * 21, False, None, ["too_long"]),
        ("\u0301" * 30, False, None, ["too_long"]),
        ("   ", True, None, []),
        (2040.0, False, "2040", ["text_number"]),
    ],
)
def test_texts(raw: Any, free: bool, text: str | None, codes: list[str]) -> None:
    found: list[str] = []
    assert (clean_text(raw, 20, found, free=free), found) == (text, codes)


@given(st.text() | st.floats() | st.integers() | st.booleans())
def test_no_cell_is_too_strange_to_be_refused_in_words(raw: Any) -> None:
    for style in (US, COMMA, SHEET, SHEET_1904):
        for read in (
            lambda found, style=style: clean_number(raw, style, found, places=2),
            lambda found, style=style: clean_day(raw, style, found),
            lambda found: clean_text(raw, 100, found),
        ):
            found: list[str] = []
            value = read(found)
            assert value is not None or found or not str(raw).strip() or not value


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_plain_amount_is_read_to_the_cent(amount: Decimal) -> None:
    for raw in (f"{amount:.2f}", f"{amount:,.2f}", f"${amount:,.2f}"):
        found: list[str] = []
        assert clean_number(raw, US, found, places=2) == amount, raw
