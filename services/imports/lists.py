"""The lists that cells are held to: countries and their other names, expertise, US states."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.countries import Country, CountryAlias
from models.expertise import Expertise
from services.countries.resolve import AMBIGUOUS
from services.names import fold_name
from services.us_states import STATE_NAMES, STATES

_OFFICIAL = re.compile(r"([^()]+?) \((.+ of(?: the)?)\)")


@dataclass(frozen=True, slots=True)
class NamedCountry:
    id: UUID
    name: str
    seed_name: str
    genc3: str


@dataclass(slots=True)
class Lists:
    """`countries` by GENC code and by folded name; `others` maps folded names that are no partner's to a code."""

    countries: dict[str, NamedCountry] = field(default_factory=dict)
    aliases: dict[str, NamedCountry] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)
    expertise: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    _read: dict[str, tuple[NamedCountry | None, tuple[str, ...]]] = field(default_factory=dict)

    def country(self, text: str, found: list[str]) -> NamedCountry | None:
        """The country that `text` names. Another spelling, another name and a name of several are told apart."""
        known = self._read.get(text)
        if known is None:
            known = self._country(text)
            if len(self._read) < 10_000:
                self._read[text] = known
        found += known[1]
        return known[0]

    def _country(self, text: str) -> tuple[NamedCountry | None, tuple[str, ...]]:
        if text in self.countries:
            return self.countries[text], ()
        folded = fold_name(text)
        if folded in self.ambiguous:
            return None, ("ambiguous_country",)
        country = self.aliases.get(folded)
        if country is None and (parts := _OFFICIAL.fullmatch(text)) is not None:
            # "Moldova (Republic of)", which the lists have as "Moldova, Republic of".
            return self._country(f"{parts[1]}, {parts[2]}")
        if country is None:
            return None, ("country_not_in_program" if folded in self.others else "unknown_country",)
        if country.seed_name == text:
            return country, ()
        return country, ("normalised" if folded == fold_name(country.seed_name) else "alias_country",)

    def state(self, text: str, found: list[str]) -> str | None:
        """The two letters of a US state or territory."""
        if text in STATES:
            return text
        code = text.upper() if text.upper() in STATES else STATE_NAMES.get(text.casefold())
        found.append("normalised" if code else "unknown_state")
        return code

    def codes(self, text: str, found: list[str]) -> list[str] | None:
        """Codes of expertise, separated by commas or semicolons."""
        codes = []
        for part in text.replace(";", ",").split(","):
            code = part.strip()
            if not code:
                continue
            if code.upper() not in self.expertise:
                found.append("unknown_code")
                return None
            if code != code.upper():
                found.append("normalised")
            codes.append(code.upper())
        return list(dict.fromkeys(codes))


async def load_lists(connection: AsyncConnection) -> Lists:
    lists = Lists()
    columns = (Country.id, Country.name, Country.seed_name, Country.genc3, Country.genc2)
    by_id = {}
    for row in await connection.execute(select(*columns).where(Country.valid_to.is_(None))):
        country = by_id[row.id] = NamedCountry(row.id, row.name, row.seed_name, row.genc3)
        lists.countries |= {row.genc3: country, row.genc2: country}
        lists.aliases |= {fold_name(row.name): country, fold_name(row.seed_name): country}
    meant: dict[str, set[str]] = {}
    aliases = select(CountryAlias.folded, CountryAlias.kind, CountryAlias.alpha2, CountryAlias.country_id)
    for alias in await connection.execute(aliases):
        if alias.kind == AMBIGUOUS:
            lists.ambiguous.add(alias.folded)
        elif alias.country_id in by_id:
            lists.aliases[alias.folded] = by_id[alias.country_id]
        else:
            lists.others[alias.folded] = alias.alpha2
        if alias.alpha2:
            meant.setdefault(alias.folded, set()).add(alias.alpha2)
    lists.ambiguous |= {name for name, codes in meant.items() if len(codes) > 1}
    expertise = select(Expertise.code, Expertise.id, Expertise.name).where(~Expertise.archived)
    lists.expertise = {row.code: (row.id, row.name) for row in await connection.execute(expertise)}
    return lists
