"""The payment file: what a run tells the Treasury's side, in a form that docs/payments.md describes."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COLUMNS = (
    "record",
    "run",
    "line",
    "claim",
    "payee",
    "agency",
    "uei",
    "regime",
    "instrument",
    "obligation",
    "fund",
    "amount_usd",
    "due_on",
    "certified_on",
)
#: What a spreadsheet would take for a formula (CWE-1236), as lists written as files have it.
_FORMULA = re.compile(r"[=@\t\r\n]|[-+](?![0-9.]+$)")


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One claim to be paid, US dollars without interest: that is known once the day of payment is."""

    line: int
    claim: str
    payee: str
    agency: str
    uei: str | None
    regime: str
    instrument: str
    obligation: str
    fund: str
    amount_usd: Decimal
    due_on: date | None
    certified_on: date | None


def payment_file(run: str, lines: Iterable[PaymentLine]) -> bytes:
    """UTF-8 CSV (RFC 4180): column names, a `payment` record for each line, a `total` record. The same every time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count, total = 0, Decimal("0.00")
    for one in lines:
        count, total = count + 1, total + one.amount_usd
        writer.writerow(
            harmless(str(cell))
            for cell in (
                "payment",
                run,
                one.line,
                one.claim,
                one.payee,
                one.agency,
                one.uei or "",
                one.regime,
                one.instrument,
                one.obligation,
                one.fund,
                f"{one.amount_usd:.2f}",
                one.due_on or "",
                one.certified_on or "",
            )
        )
    writer.writerow(["total", run, count, "", "", "", "", "", "", "", "", f"{total:.2f}", "", ""])
    return text.getvalue().encode()


def harmless(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
