"""Headings of published tables, and by them what a table is about."""

from collections.abc import Mapping

from models.rate_enums import RateKind
from services.errors import FieldProblem, Invalid
from services.rates.files import FAULT_COLUMNS, Sheet, plain_heading

#: Headings of each kind, as `plain_heading` writes them: ours first, then those of State, Defense and GSA.
_HEADINGS: Mapping[RateKind, Mapping[str, tuple[str, ...]]] = {
    RateKind.PER_DIEM: {
        "scope": ("scope",),
        "country": ("country", "country_name"),
        "alpha2": ("alpha2",),
        "location": ("location", "locality"),
        "location_code": ("location_code",),
        "season_start": ("season_start", "season_start_date", "season_begin", "season_begin_date"),
        "season_end": ("season_end", "season_end_date"),
        "lodging": ("lodging", "lodging_usd", "maximum_lodging_rate", "max_lodging"),
        "mie": ("mie", "mie_usd", "m_ie", "m_ie_rate", "meals_incidentals"),
        "meals": ("local_meals",),
        "incidentals": ("local_incidentals", "incidental_expenses"),
        "per_diem": ("per_diem", "per_diem_usd", "maximum_per_diem_rate", "max_per_diem"),
        "effective_date": ("effective_date",),
        "published": ("published", "publication_date"),
    },
    RateKind.MIE: {
        "scope": ("scope",),
        "total": ("mie_total_usd", "total", "m_ie_total"),
        "breakfast": ("breakfast", "breakfast_usd", "continental_breakfast_breakfast"),
        "lunch": ("lunch", "lunch_usd"),
        "dinner": ("dinner", "dinner_usd"),
        "incidentals": ("incidentals", "incidental_usd", "incidentals_usd", "incidental_expenses"),
    },
    RateKind.MILEAGE: {"mode": ("mode",), "usd_per_mile": ("usd_per_mile",)},
    RateKind.INTEREST: {"percent": ("percent",)},
    RateKind.EXCHANGE: {
        "currency": ("currency",),
        "usd_per_unit": ("usd_per_unit",),
        "rated_on": ("rated_on",),
        "country_currency": ("country_currency_desc", "country_currency_description"),
        "units_per_usd": ("exchange_rate",),
        "effective_date": ("effective_date",),
    },
}
_DATED = {
    "effective_from": ("effective_from",),
    "effective_to": ("effective_to",),
    "source": ("source",),
}
KNOWN_HEADINGS = frozenset(
    name for columns in (*_HEADINGS.values(), _DATED) for names in columns.values() for name in names
)
_NEEDED: Mapping[RateKind, tuple[str, ...]] = {
    RateKind.PER_DIEM: ("country", "location", "lodging"),
    RateKind.MIE: ("scope", "breakfast", "lunch", "dinner", "incidentals"),
    RateKind.MILEAGE: ("mode", "usd_per_mile"),
    RateKind.INTEREST: ("percent",),
    RateKind.EXCHANGE: ("currency", "usd_per_unit"),
}
#: Columns of published tables that are known and say nothing for us.
_SILENT = frozenset(
    {
        "",
        "season_code",
        "record_date",
        "footnotes",
        "footnote_reference",
        "in_seed",
        "fiscal_year",
        "first_last_day_usd",
    }
    | {"first_published", "last_published", *FAULT_COLUMNS}
)


def recognize(sheet: Sheet, kind: RateKind | None) -> tuple[RateKind, dict[str, str], list[str]]:
    """What the table is about, the heading of each column that is known, and headings that are not.

    `kind`: what the caller says it is. Raises `Invalid` naming the columns that are missing.
    """
    given = {plain_heading(column) for column in sheet.columns}
    found = {each: _names(each, given) for each in RateKind}
    fitting = [each for each in RateKind if not _missing(each, found[each])]
    if kind is None and len(fitting) != 1:
        forms = "; ".join(f"{each}: {', '.join(_NEEDED[each])}" for each in RateKind)
        message = f"The heading is of no table that is known. Columns needed, by kind: {forms}."
        raise Invalid(FieldProblem("file", "heading", message))
    kind = kind or fitting[0]
    missing = _missing(kind, found[kind])
    if missing:
        message = (
            f"A table of {kind} needs the columns {', '.join(missing)}. Found: {', '.join(sheet.columns)}."
        )
        raise Invalid(FieldProblem("file", "heading", message))
    unknown = given - set(found[kind].values()) - _SILENT
    return kind, found[kind], [column for column in sheet.columns if plain_heading(column) in unknown]


def _names(kind: RateKind, given: set[str]) -> dict[str, str]:
    known = {**_HEADINGS[kind], **(_DATED if kind is not RateKind.PER_DIEM else {})}
    found = {column: next((name for name in names if name in given), "") for column, names in known.items()}
    return {column: name for column, name in found.items() if name}


def is_treasury_table(names: Mapping[str, str]) -> bool:
    """Whether currencies go by name and rates are units for a dollar, as in the Treasury's reporting rates."""
    return {"country_currency", "units_per_usd"} <= names.keys()


def _missing(kind: RateKind, names: Mapping[str, str]) -> list[str]:
    if kind is RateKind.EXCHANGE and is_treasury_table(names):
        return []
    missing = [column for column in _NEEDED[kind] if column not in names]
    if kind is RateKind.PER_DIEM and "mie" not in names and not {"meals", "incidentals"} <= names.keys():
        missing.append("mie")
    return missing
