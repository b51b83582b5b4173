"""Tables whose rows have dates of their own: splits of M&IE, mileage, interest, exchange. They add and never end."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import VehicleMode
from models.rate_enums import RateDifference, RateKind
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate
from schemas.rates import MieScope
from services.money import USD, UnknownCurrency, minor_units
from services.rates.cells import Reading, as_json
from services.rates.columns import is_treasury_table
from services.rates.comparison import Comparison, Difference, biggest_change
from services.rates.files import Sheet
from services.rates.rules import RatePolicy
from services.rates.table import Terms
from services.rates.treasury import says_nothing, treasury_rate

PARTS = ("breakfast", "lunch", "dinner", "incidentals")
Values = dict[str, Any]
D = RateDifference


@dataclass(frozen=True, slots=True)
class Series:
    """A kind of rate: its table, what tells its rows apart, what they say, and the column of their first day."""

    table: Any
    key: tuple[str, ...]
    amounts: tuple[str, ...]
    since: str = "effective_from"

    def key_of(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(str(values[name]) for name in self.key)


_SERIES = {
    RateKind.MIE: Series(MieBreakdown, ("scope", "total_usd"), tuple(f"{part}_usd" for part in PARTS)),
    RateKind.MILEAGE: Series(MileageRate, ("mode",), ("usd_per_mile",)),
    RateKind.INTEREST: Series(InterestRate, (), ("percent",)),
    RateKind.EXCHANGE: Series(ExchangeRate, ("currency", "source"), ("usd_per_unit",), "rated_on"),
}


async def compare_series(
    session: AsyncSession,
    kind: RateKind,
    sheet: Sheet,
    names: Mapping[str, str],
    terms: Terms,
    policy: RatePolicy,
    today: date,
) -> Comparison:
    """What each line does to the rate in force on its day, and the rows to add."""
    series = _SERIES[kind]
    rows = await session.execute(select(*series.table.__table__.columns))
    known: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for found in rows:
        recorded: Values = dict(found._mapping)
        known[series.key_of(recorded)].append(recorded)
    result = Comparison()
    lines = sheet.lines
    if is_treasury_table(names):
        lines = tuple(line for line in lines if not says_nothing(line, names["country_currency"]))
        if passed := len(sheet.lines) - len(lines):
            result.notes.append(f"Lines of dollars and of money out of use, passed over: {passed}.")
    for line in lines:
        reading = Reading(line, names)
        reading.check_width(sheet.columns)
        values = _read(kind, reading, terms, today) if not reading.problems else None
        if values is None or reading.problems:
            subject = ", ".join(cell for cell in line.cells[:2] if cell)[:400] or f"Line {line.number}"
            result.rows.append(_row(reading, D.ERROR, subject))
            continue
        same = known[series.key_of(values)]
        before = _in_force(series, same, values)
        difference = _difference(series, reading, before, values)
        row = _row(reading, difference, _subject(kind, values))
        row.after = as_json({name: value for name, value in values.items() if value is not None})
        if before is not None:
            row.before = as_json({name: before[name] for name in (*series.amounts, series.since)})
            pairs = [(before[name], values[name]) for name in series.amounts]
            row.percent = biggest_change(pairs)
        if difference is D.CHANGED and row.percent is not None and abs(row.percent) > policy.jump * 100:
            reading.warn(
                series.amounts[0], "jump", f"A change of {row.percent:+f} percent", "Look at it again"
            )
        result.rows.append(row)
        if difference in (D.NEW, D.CHANGED):
            same.append({"effective_to": None, **values})
            result.additions.append(series.table(**values))
    return result


def _read(kind: RateKind, reading: Reading, terms: Terms, today: date) -> Values | None:
    source = reading.text("source", 120 if kind is RateKind.EXCHANGE else 200, needed=False) or terms.source
    if kind is RateKind.EXCHANGE:
        if is_treasury_table(reading.names):
            return treasury_rate(reading, terms.effective_from)
        return _exchange(reading, terms, source, today)
    since = reading.day("effective_from") or terms.effective_from
    until = reading.day("effective_to")
    if until is not None and until < since:
        reading.fault(
            "effective_to", "order", f"The last day lies before {since}", "Mend one of the two days"
        )
    dated = {"effective_from": since, "effective_to": until, "source": source}
    match kind:
        case RateKind.MILEAGE:
            own = {
                "mode": reading.word("mode", VehicleMode),
                "usd_per_mile": reading.number("usd_per_mile", 4, 4, "0.725"),
            }
        case RateKind.INTEREST:
            own = {"percent": reading.number("percent", 2, 3, "4.125")}
        case _:
            own = _split(reading)
    return None if None in own.values() else {**own, **dated}


def _split(reading: Reading) -> Values:
    parts = {f"{part}_usd": reading.usd(part) for part in PARTS}
    scope = reading.word("scope", MieScope)
    total = None if None in parts.values() else sum(filter(None, parts.values()), Decimal(0))
    if total is not None and reading.has("total") and (told := reading.usd("total")) not in (None, total):
        reading.fault("total", "sum", f"The four parts make {total}, not {told}", "Mend what is wrong")
    return {"scope": scope and scope.value, "total_usd": total, **parts}


def _exchange(reading: Reading, terms: Terms, source: str, today: date) -> Values | None:
    currency = (reading.text("currency", 3) or "").upper()
    rate = reading.number("usd_per_unit", 8, 8, "0.12957")
    rated_on = reading.day("rated_on") or terms.effective_from
    if currency == USD:
        reading.fault("currency", "is_usd", "A dollar is always a dollar", "Take the line out")
    elif currency:
        try:
            minor_units(currency)
        except UnknownCurrency as error:
            reading.fault("currency", error.code, str(error).rstrip("."), "Write the code of ISO 4217")
    if rated_on > today:
        reading.fault("rated_on", "in_the_future", f"Today is {today}", "Leave out rates of days to come")
    if not currency or rate is None:
        return None
    return {"currency": currency, "rated_on": rated_on, "usd_per_unit": rate, "source": source}


def _in_force(series: Series, same: list[Values], values: Values) -> Values | None:
    """Of the rows of the same key, those that cover the first day of the new one: the newest of them."""
    day = values[series.since]
    covering = [
        row
        for row in same
        if row[series.since] <= day and (row.get("effective_to") is None or day <= row["effective_to"])
    ]
    return max(covering, key=lambda row: row[series.since], default=None)


def _difference(series: Series, reading: Reading, before: Values | None, values: Values) -> RateDifference:
    if before is None:
        return D.NEW
    same = all(before[name] == values[name] for name in series.amounts)
    if before[series.since] == values[series.since] and not same:
        message = f"There is another rate from {values[series.since]} already, and rates are never changed"
        reading.fault(
            series.since, "already_exists", message, "Give the day from which the correction counts"
        )
        return D.ERROR
    # A rate of exchange is one of its day, even where it says what the day before said.
    if same and (series.since == "effective_from" or before[series.since] == values[series.since]):
        return D.UNCHANGED
    return D.CHANGED


def _subject(kind: RateKind, values: Values) -> str:
    match kind:
        case RateKind.MIE:
            return f"{values['scope']}, {values['total_usd']}"
        case RateKind.MILEAGE:
            return str(values["mode"])
        case RateKind.INTEREST:
            return f"Interest from {values['effective_from']}"
    return f"{values['currency']}, {values['rated_on']}"


def _row(reading: Reading, difference: RateDifference, subject: str) -> Difference:
    return Difference(
        difference,
        subject,
        reading.line.number,
        problems=reading.problems,
        warnings=reading.warnings,
        cells=reading.line.cells,
    )
