"""What may be wrong with a row: `code` for programs, which does not change, the sentence and the fix for people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: Longest part of a cell that is shown again.
SHOWN = 200


class Severity(StrEnum):
    ERROR = "error"
    """The row is refused, and only this row."""
    WARNING = "warning"
    """The row is taken with a cleaned value."""
    NOTE = "note"
    """Nothing is wrong; worth knowing."""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

#: Severity, what is the matter, what to do.
CODES: dict[str, tuple[Severity, str, str]] = {
    "alias_country": (W, "Another name of the country was taken.", ""),
    "already_exists": (
        E,
        "There is such a record already.",
        "Import with mode upsert or update to change it.",
    ),
    "ambiguous_agency": (E, "Several agencies go by this name.", "Name the agency by its ORI."),
    "ambiguous_claim": (E, "Several open claims fit.", "Name the claim by its reference."),
    "ambiguous_country": (E, "This may mean more than one country.", "Write the country's GENC code."),
    "ambiguous_date": (
        E,
        "This date can be read two ways.",
        "Write it as YYYY-MM-DD, or state the form of dates.",
    ),
    "ambiguous_number": (E, "This number can be read two ways.", "Write it plainly, such as 1234.50."),
    "bad_date": (E, "This is no date.", "Write it as YYYY-MM-DD."),
    "bad_number": (E, "This is no number that fits here.", "Write it plainly, such as 1234.50."),
    "bad_value": (E, "This value does not fit.", "See the message."),
    "bidi_control": (W, "A mark that reverses reading direction was taken out.", ""),
    "cell_error": (E, "The spreadsheet shows an error here.", "Mend the formula, or write the value."),
    "claim_closed": (
        E,
        "This claim can no longer be changed.",
        "Name a claim that is a draft or was returned.",
    ),
    "control_char": (E, "There is a control character.", "Remove it."),
    "country_not_in_program": (
        E,
        "This country is no partner of the programme.",
        "Leave the row out, or ask.",
    ),
    "currency": (E, "This amount is in another currency than US dollars.", "Give the amount in US dollars."),
    "dup_conflict": (E, "An earlier row has this key and other content.", "Keep one of the two."),
    "dup_exact": (W, "An earlier row says the same; this one was skipped.", ""),
    "end_before_start": (E, "The end comes before the start.", "Correct one of the two dates."),
    "formula_no_value": (
        E,
        "The formula has no stored result.",
        "Open and save the workbook, or write the value.",
    ),
    "formula_text": (W, "Text that a spreadsheet would run was taken as text.", ""),
    "hidden_row": (N, "This row is hidden in the workbook; it was read like any other.", ""),
    "invalid_byte": (E, "There is a byte that the encoding does not define.", "Correct the text."),
    "markup_text": (W, "Text that looks like HTML was taken as text.", ""),
    "merged_fill": (W, "The value of the merged cells was taken.", ""),
    "missing_external_id": (W, "There is no key: the record is known by its other values alone.", ""),
    "missing_required": (E, "A value is needed here.", "Fill the cell."),
    "negative": (E, "The number is below zero.", "Write zero or more."),
    "no_open_claim": (
        E,
        "No open claim fits this trip.",
        "Open the claim first, or name it by its reference.",
    ),
    "normalised": (W, "A variant was taken as the usual form.", ""),
    "not_found": (E, "There is no such record to change.", "Import with mode upsert to add it."),
    "nul_byte": (E, "There is a NUL character.", "Remove it."),
    "ori_state_mismatch": (W, "The ORI begins with the letters of another state.", ""),
    "row_width": (
        E,
        "The row has more or fewer cells than the heading.",
        "Put cells that hold the delimiter in quotes.",
    ),
    "text_number": (W, "A number or date kept as text was read.", ""),
    "too_long": (E, "The text is longer than the field.", "Shorten it."),
    "unknown_agency": (E, "No agency has this ORI.", "Correct the ORI, or add the agency first."),
    "unknown_claim": (E, "There is no such claim.", "Name a claim by its reference, such as CLM-2026-0001."),
    "unknown_code": (E, "This code is not on the list.", "Use a code of the list."),
    "unknown_country": (E, "This names no country.", "Write the country's name or its GENC code."),
    "unknown_state": (E, "This is no US state or territory.", "Write the two letters of the state."),
    "unreadable": (E, "This row cannot be read.", "Look for a quotation mark that is never closed."),
    "whitespace": (W, "Spaces were cleaned.", ""),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One remark on one row. `column` is the heading as the file has it; `value` as it was read."""

    code: str
    column: str | None = None
    value: str | None = None
    detail: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code][0]

    def as_json(self) -> dict[str, Any]:
        severity, message, fix = CODES[self.code]
        return {
            "code": self.code,
            "severity": severity.value,
            "column": self.column,
            "value": shown(self.value),
            "message": f"{message} {self.detail}".strip(),
            "fix": fix or None,
        }


def shown(value: str | None) -> str | None:
    """A cell as it can be shown again: short, and without what neither JSON nor PostgreSQL holds."""
    if value is None:
        return None
    short = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return short.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
