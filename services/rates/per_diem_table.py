"""A published table of per diem: what it does to the rates in force, place by place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import PerDiemScope
from models.rate_editions import RateEdition
from models.rate_enums import EditionCoverage, EditionStatus, RateDifference, RateKind
from models.rates import PerDiemRate
from services.rates.cells import as_json
from services.rates.comparison import Comparison, Difference, biggest_change
from services.rates.files import Sheet
from services.rates.per_diem_lines import Entry, Known, read
from services.rates.places import InForce, Place, PlaceChange, Recorded, SeasonRate, compare
from services.rates.rules import ALL_YEAR, RatePolicy
from services.rates.table import Terms

D = RateDifference


async def compare_table(
    session: AsyncSession, sheet: Sheet, names: Mapping[str, str], terms: Terms, policy: RatePolicy
) -> Comparison:
    """What the table does to the rates in force on its day, and the rows that put it in force."""
    known = await Known.load(session)
    entries = read(sheet, names, terms, known)
    scopes = frozenset(entry.scope for entry in entries if entry.rate)
    result = Comparison(scopes=scopes, notes=_notes(entries, terms))
    listed: defaultdict[Place, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.rate is None:
            result.rows.append(_faulty(entry))
        elif entry.repeats:
            result.rows.append(_row(entry, D.UNCHANGED))
        else:
            listed[entry.place].append(entry)
    flawed = {entry.place for entry in entries if entry.rate is None}
    spoken_of = _spoken_of(entries, scopes, terms)
    places = dict.fromkeys([*listed, *(place for place in known.rows if spoken_of(place))])
    next_table = await _next_table(session, terms, scopes)
    for place in places:
        if place in flawed and not listed[place]:
            continue  # what its lines say is not known
        before = InForce.of(known.rows.get(place, ()), terms.effective_from)
        change = compare(before, [entry.rate for entry in listed[place] if entry.rate])
        rows = _rows(place, listed[place], change, policy)
        if change.differs and _told_already(known.rows.get(place, ()), terms.effective_from):
            _refuse(rows, place, terms.effective_from)
        elif change.differs:
            last = _last_day(known.rows.get(place, ()), terms.effective_from, next_table)
            result.additions += _additions(place, listed[place], change, before, terms, last, known)
        result.rows += rows
    _note_renamed(result.rows)
    _note_missing_countries(result, places, listed, terms)
    return result


def _spoken_of(entries: Iterable[Entry], scopes: frozenset[str], terms: Terms) -> "Places":
    countries = {(entry.scope, entry.country) for entry in entries if entry.country}
    whole = terms.coverage is EditionCoverage.WHOLE_TABLE
    return Places(scopes, None if whole else frozenset(countries))


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a table has to list to keep their rates."""

    scopes: frozenset[str]
    countries: frozenset[tuple[str, str]] | None

    def __call__(self, place: Place) -> bool:
        return place[0] in self.scopes and (self.countries is None or place[:2] in self.countries)


def _rows(
    place: Place, entries: Sequence[Entry], change: PlaceChange, policy: RatePolicy
) -> list[Difference]:
    rows = []
    for entry, (former, same) in zip(entries, change.former, strict=True):
        kind = D.UNCHANGED if same else D.CHANGED if former else D.NEW
        row = _row(entry, kind, former)
        if kind is D.CHANGED and row.percent is not None and abs(row.percent) > policy.jump * 100:
            message = f"A change of {row.percent:+f} percent"
            entry.reading.warn("lodging", "jump", message, "Look at the table again before it counts")
        rows.append(row)
    rows += [
        Difference(D.ENDED, _subject(place, row.rate.season), before=_former(row)) for row in change.ended
    ]
    return rows


def _row(entry: Entry, difference: RateDifference, former: Recorded | None = None) -> Difference:
    assert entry.rate
    pairs = zip(former.rate.amounts, entry.rate.amounts, strict=True) if former else ()
    return Difference(
        difference,
        _subject(entry.place, entry.rate.season),
        entry.reading.line.number,
        _former(former) if former else None,
        _amounts(entry.rate, entry.code),
        biggest_change(pairs) if former else None,
        entry.reading.problems,
        entry.reading.warnings,
        entry.reading.line.cells,
    )


def _faulty(entry: Entry) -> Difference:
    line = entry.reading.line
    written = [
        line.by_column.get(entry.reading.names.get(column, ""), "") for column in ("country", "location")
    ]
    return Difference(
        D.ERROR,
        ", ".join(filter(None, written))[:400] or f"Line {line.number}",
        line.number,
        problems=entry.reading.problems,
        warnings=entry.reading.warnings,
        cells=line.cells,
    )


def _subject(place: Place, season: tuple[str, str]) -> str:
    name = f"{place[1]}, {place[2]}"
    return name if season == ALL_YEAR else f"{name}, {season[0]} to {season[1]}"


def _amounts(rate: SeasonRate, code: str | None) -> dict[str, object]:
    start, end = rate.season
    return as_json(
        {
            "lodging": rate.lodging,
            "mie": rate.mie,
            "season_start": start,
            "season_end": end,
            "location_code": code,
        }
    )


def _former(row: Recorded) -> dict[str, object]:
    return _amounts(row.rate, row.location_code) | as_json({"effective_from": row.effective_from})


def _told_already(rows: Iterable[Recorded], day: date) -> bool:
    return any(row.effective_from == day for row in rows)


def _refuse(rows: Sequence[Difference], place: Place, day: date) -> None:
    for row in rows:
        row.difference = D.ERROR
        row.problems = [
            {
                "column": "",
                "value": "",
                "code": "already_exists",
                "message": f"{place[1]}, {place[2]} has other rates from {day} already, and rates are never changed.",
                "fix": "Send what corrects them as a table that counts from another day.",
            }
        ]


async def _next_table(session: AsyncSession, terms: Terms, scopes: Iterable[str]) -> date | None:
    """The day from which a later table of these areas counts."""
    day: date | None = await session.scalar(
        select(func.min(RateEdition.effective_from)).where(
            RateEdition.kind == RateKind.PER_DIEM,
            RateEdition.status == EditionStatus.APPLIED,
            RateEdition.effective_from > terms.effective_from,
            RateEdition.scopes.op("&&")(sorted(scopes)),
        )
    )
    return day


def _last_day(rows: Iterable[Recorded], day: date, next_table: date | None) -> date | None:
    """A table of the past says nothing of the days for which a later one is known."""
    later = [row.effective_from for row in rows if row.effective_from > day]
    first = min([*later, *([next_table] if next_table else [])], default=None)
    return first - timedelta(days=1) if first else None


def _additions(
    place: Place,
    entries: Sequence[Entry],
    change: PlaceChange,
    before: InForce,
    terms: Terms,
    last: date | None,
    known: Known,
) -> list[PerDiemRate]:
    """All seasons of a place that differs, and a withdrawal where days are left without a rate."""
    codes = [row.location_code for row in before.by_day.values() if row.location_code]
    common = {
        "scope": place[0],
        "country_name": place[1],
        "country_id": known.country_id(place[1]) if place[0] == PerDiemScope.FOREIGN else None,
        "location": place[2],
        "effective_from": terms.effective_from,
        "effective_to": last,
        "source": terms.source,
    }
    rates = [
        PerDiemRate(
            **common,
            location_code=entry.code or next(iter(codes), None),
            season_start=entry.rate.season[0],
            season_end=entry.rate.season[1],
            lodging_usd=entry.rate.lodging,
            mie_usd=entry.rate.mie,
        )
        for entry in entries
        if entry.rate
    ]
    if change.ended:
        rates.append(
            PerDiemRate(
                **common,
                location_code=next(iter(codes), None),
                season_start=ALL_YEAR[0],
                season_end=ALL_YEAR[1],
                lodging_usd=Decimal(0),
                mie_usd=Decimal(0),
                withdrawn=True,
            )
        )
    return rates


def _note_renamed(rows: Sequence[Difference]) -> None:
    """A place that is new under the code of one that ends has most likely got another name."""
    ended = {row.before["location_code"]: row for row in rows if row.difference is D.ENDED and row.before}
    for row in rows:
        code = row.after["location_code"] if row.difference is D.NEW and row.after else None
        if code and code in ended:
            message = (
                f"It has the code {code} of {ended[code].subject}, which ends: perhaps another name for it."
            )
            problem = {"column": "location", "value": "", "code": "renamed", "message": message, "fix": ""}
            row.warnings = [*row.warnings, problem]


def _note_missing_countries(
    result: Comparison, places: Iterable[Place], listed: Mapping[Place, list[Entry]], terms: Terms
) -> None:
    there = {place[:2] for place, entries in listed.items() if entries}
    missing = sorted({place[1] for place in places if place[:2] not in there and not listed[place]})
    ended = {row.subject.partition(",")[0] for row in result.rows if row.difference is D.ENDED}
    missing = [name for name in missing if name.partition(",")[0] in ended]
    if missing and terms.coverage is EditionCoverage.WHOLE_TABLE:
        names = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
        result.notes.append(
            f"No place of {names} is in the file: all their rates end. "
            "If the file is a part of the table, send it as one of the listed countries alone."
        )


def _notes(entries: Iterable[Entry], terms: Terms) -> list[str]:
    published = {
        day for entry in entries if entry.reading.has("published") and (day := entry.reading.day("published"))
    }
    if len(published) == 1 and published != {terms.effective_from}:
        [day] = published
        return [f"The file says that it is the table of {day}; it is to count from {terms.effective_from}."]
    return []
