"""The Treasury's reporting rates of exchange, in the form in which it publishes them (fiscaldata.treasury.gov).

Currencies are named and have no code, and a rate says how many units a dollar buys.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.money import USD
from services.rates.cells import Reading
from services.rates.files import Line
from services.rates.treasury_currencies import CODES

SOURCE = "Treasury Reporting Rates of Exchange"
_PLACES = Decimal("0.00000001")


def usd_for_one(units_per_usd: Decimal) -> Decimal:
    """US dollars for one unit, to eight places, of how many units one dollar buys."""
    return (1 / units_per_usd).quantize(_PLACES, ROUND_HALF_UP)


def says_nothing(line: Line, heading: str) -> bool:
    """Whether a line is of a country that uses the dollar, or of money that is no longer any."""
    return CODES.get(line.by_column.get(heading, "").casefold()) in ("", USD)


def treasury_rate(reading: Reading, published: date) -> dict[str, Any] | None:
    """The row of one line; None, and a fault on the line, when it cannot be read.

    `published`: the day of the rate where the line names none.
    """
    name = reading.text("country_currency", 120)
    units = reading.number("units_per_usd", 12, 8, "7.655")
    rated_on = reading.day("effective_date") or published
    code = CODES.get(name.casefold()) if name else None
    if name and code is None:
        message = f"No currency is known as {name}"
        reading.fault(
            "country_currency", "currency_unknown", message, "Enter its rate by itself, with the code"
        )
    if code is None or units is None or reading.problems:
        return None
    return {
        "currency": code,
        "rated_on": rated_on,
        "usd_per_unit": usd_for_one(units),
        "source": SOURCE,
        "reporting_only": True,
    }
