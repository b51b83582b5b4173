"""Lines of a per diem table: read, and their places found among those that have rates on record."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country, CountryAlias
from models.enums import PerDiemScope
from models.rates import PerDiemRate
from services.names import fold_name
from services.rates.cells import Reading
from services.rates.files import Sheet, plain_text
from services.rates.places import Place, Recorded, SeasonRate
from services.rates.rules import location_name, mended_season_end, seasons_overlap
from services.rates.table import Terms

ELSEWHERE = "[Other]"
_ELSEWHERE_NAMES = ("[other]", "other", "(other)")


@dataclass(slots=True)
class Entry:
    """A line of the file, as far as it could be read."""

    reading: Reading
    scope: str = PerDiemScope.FOREIGN
    country: str = ""
    location: str = ""
    code: str | None = None
    rate: SeasonRate | None = None
    repeats: bool = False

    @property
    def place(self) -> Place:
        return self.scope, self.country, self.location


@dataclass(frozen=True, slots=True)
class Known:
    """The rates on record and the names of countries. Keys are folded names."""

    rows: Mapping[Place, list[Recorded]]
    published: Mapping[tuple[str, str], str]
    """Names of countries, by scope and key."""
    locations: Mapping[tuple[str, str, str], str]
    """Names of places, by scope, country and key."""
    partners: dict[str, str]
    """The name that a partner country's rates are published under, by its two letters."""
    aliases: Mapping[str, list[CountryAlias]]
    country_ids: Mapping[str, UUID]
    """Partner countries, by their two letters."""

    def country_id(self, name: str) -> UUID | None:
        """The partner country whose rates are published under a name, if it is one."""
        codes = (code for code, published in self.partners.items() if published == name)
        return self.country_ids.get(next(codes, ""))

    @classmethod
    async def load(cls, session: AsyncSession) -> "Known":
        rates = list(await session.scalars(select(PerDiemRate).order_by(PerDiemRate.effective_from)))
        rows: defaultdict[Place, list[Recorded]] = defaultdict(list)
        for rate in rates:
            rows[rate.scope, rate.country_name, rate.location].append(_recorded(rate))
        aliases: defaultdict[str, list[CountryAlias]] = defaultdict(list)
        for alias in await session.scalars(select(CountryAlias)):
            aliases[alias.folded].append(alias)
        countries = (await session.execute(select(Country.genc2, Country.id))).all()
        published = {(rate.scope, _key(rate.country_name)): rate.country_name for rate in rates}
        by_country = {rate.country_id: rate.country_name for rate in rates if rate.scope == "foreign"}
        return cls(
            rows,
            published,
            {(rate.scope, rate.country_name, _key(rate.location)): rate.location for rate in rates},
            {genc2: by_country[id_] for genc2, id_ in countries if id_ in by_country},
            aliases,
            dict(countries),
        )


def read(sheet: Sheet, names: Mapping[str, str], terms: Terms, known: Known) -> list[Entry]:
    """Every line, with what is wrong with it: in itself, and beside the other lines of its place."""
    entries = [_entry(Reading(line, names), sheet, terms, known) for line in sheet.lines]
    by_place: defaultdict[Place, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.rate is None:
            continue
        for other in by_place[entry.place]:
            _check_beside(entry, other)
        if entry.reading.problems:
            entry.rate = None
        elif not entry.repeats:
            by_place[entry.place].append(entry)
    return entries


def _key(name: str) -> str:
    return fold_name(plain_text(name))


def _recorded(rate: PerDiemRate) -> Recorded:
    return Recorded(
        str(rate.id),
        (rate.scope, rate.country_name, rate.location),
        rate.location_code,
        SeasonRate((rate.season_start, rate.season_end), rate.lodging_usd, rate.mie_usd),
        rate.effective_from,
        rate.effective_to,
        rate.withdrawn,
    )


def _entry(reading: Reading, sheet: Sheet, terms: Terms, known: Known) -> Entry:
    entry = Entry(reading)
    reading.check_width(sheet.columns)
    if reading.problems:
        return entry
    scope = reading.word("scope", PerDiemScope, PerDiemScope.FOREIGN)
    written = reading.text("country", 100)
    if scope and written:
        entry.scope, entry.country = scope.value, _country(reading, written, scope, known)
        entry.location = _location(reading, entry, known)
    start, end = reading.month_day("season_start", "01-01"), reading.month_day("season_end", "12-31")
    lodging, mie = reading.usd("lodging"), _mie(reading)
    if lodging is not None and mie is not None and reading.has("per_diem"):
        told = reading.usd("per_diem")
        if told not in (None, lodging + mie):
            message = f"Lodging of {lodging} and M&IE of {mie} make {lodging + mie}, not {told}"
            reading.fault("per_diem", "sum", message, "Mend the amount that is wrong")
    _check_dates(reading, terms)
    entry.code = (reading.text("location_code", 20, needed=False) or "").removesuffix(".0") or None
    if start and end and lodging is not None and mie is not None and not reading.problems:
        end = mended_season_end(entry.country, entry.location, start, end)
        entry.rate = SeasonRate((start, end), lodging, mie)
    return entry


def _location(reading: Reading, entry: Entry, known: Known) -> str:
    """The place, spelled as in the rates on record."""
    written = location_name(reading.line.by_column.get(reading.names["location"], ""))
    if not written or len(written) > 120:
        reading.text("location", 120)
        return ""
    folded = fold_name(written)
    if folded in _ELSEWHERE_NAMES:
        return ELSEWHERE
    return known.locations.get((entry.scope, entry.country, folded), written)


def _mie(reading: Reading) -> Decimal | None:
    """M&IE as one amount, or as Defense publishes it: local meals and local incidentals."""
    if "mie" in reading.names:
        return reading.usd("mie")
    meals, incidentals = reading.usd("meals"), reading.usd("incidentals")
    return None if meals is None or incidentals is None else meals + incidentals


def _check_dates(reading: Reading, terms: Terms) -> None:
    since = reading.day("effective_date")
    if since is not None and since > terms.effective_from:
        message = f"The rate counts from {since}, the table is to count from {terms.effective_from}"
        reading.fault(
            "effective_date", "effective_later", message, "Send the table with the day that it counts from"
        )


def _country(reading: Reading, written: str, scope: str, known: Known) -> str:
    """The name that the country's rates are published under. A name for several countries is a fault."""
    folded = fold_name(written)
    code = reading.line.by_column.get(reading.names.get("alpha2", ""), "").upper()
    aliases = known.aliases.get(folded, [])
    named = {alias.alpha2 for alias in aliases if alias.alpha2}
    published = known.published.get((scope, folded))
    if published or scope != PerDiemScope.FOREIGN:
        return published or written
    if code in known.country_ids and (not named or code in named):
        return known.partners.setdefault(code, written)
    if len(named) > 1 or any(alias.alpha2 is None for alias in aliases):
        reading.fault(
            "country",
            "country_ambiguous",
            f"{written} stands for several countries",
            "Write the name that its rates are published under, such as that of the table before",
        )
        return written
    if not named:
        message = f"{written} is no country that is known; its rates are kept under this name"
        reading.warn("country", "country_unknown", message, "Look whether it is spelled right")
        return written
    [genc2] = named
    return known.partners.setdefault(genc2, written) if genc2 in known.country_ids else written


def _check_beside(entry: Entry, other: Entry) -> None:
    assert entry.rate and other.rate  # noqa: PT018
    if entry.rate == other.rate and not entry.repeats:
        entry.repeats = True
        message = f"Line {other.reading.line.number} says the same; this line is left out"
        entry.reading.warn("location", "repeated_line", message)
    elif entry.rate != other.rate and seasons_overlap(entry.rate.season, other.rate.season):
        message = f"Line {other.reading.line.number} has another rate for {entry.location} on the same days"
        entry.reading.fault("season_start", "seasons_overlap", message, "Keep one of the two lines")
