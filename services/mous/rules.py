"""Rules about memoranda that need nothing but their arguments."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class MouPolicy:
    """Dated terms: the days of notice unless the text says others, and when to ask about renewal."""

    notice_days: int
    renewal_prompt_days: tuple[int, ...]


def scope_key(countries: Iterable[str], bureaus: Iterable[str], expertise: Iterable[str]) -> str:
    """What tells an agency's memoranda apart: equal for equal scopes, in whatever order they are named.

    A digest, since it is part of an index, whose rows are of limited size.
    """
    parts = [",".join(sorted(set(codes))) for codes in (countries, bureaus, expertise)]
    if not any(parts):
        return GENERAL
    return "scope-" + hashlib.sha256(";".join(parts).encode()).hexdigest()[:32]


def terminates_on(notice_given_on: date, notice_days: int) -> date:
    """The day on which a notice takes effect."""
    return notice_given_on + timedelta(days=notice_days)
