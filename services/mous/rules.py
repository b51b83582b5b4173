"""Rules about memoranda that need nothing but their arguments."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment as far as it changes terms. `ends_on` holds from `signed_on` (the second signature) on, `changes`
    from `effective_on` on."""

    sequence: int
    signed_on: date
    effective_on: date
    ends_on: date | None
    changes: Mapping[str, Any]


def amended(terms: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`terms` after a merge patch; a clause that becomes null is no longer in the text."""
    clauses = dict(terms["clauses"]) | dict(changes.get("clauses") or {})
    return {
        **terms,
        **changes,
        "clauses": {name: value for name, value in clauses.items() if value is not None},
    }


def terms_on(signed: Mapping[str, Any], amendments: Iterable[Amended], day: date) -> dict[str, Any]:
    """What holds on `day`: the signed terms, changed by every amendment that holds by then, in their order.

    A new last day counts from its signatures on, whatever day the rest begins: who has renewed is not asked again.
    """
    terms = dict(signed)
    ordered = sorted(amendments, key=lambda one: (one.effective_on, one.sequence))
    for one in ordered:
        if one.effective_on <= day:
            terms = amended(terms, one.changes)
    for one in sorted(ordered, key=lambda one: one.sequence):
        if one.ends_on is not None and one.signed_on <= day:
            terms["ends_on"] = one.ends_on.isoformat()
    return terms
