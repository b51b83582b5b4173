"""Which agencies may be asked for a request, and in which order.

The inputs are what an agency can do, where it may work and what it has said it wishes to do. They have no place
for how it answered before: a refusal must never cost an agency anything. `last_asked_at` orders equal scores
only, and is the moment of asking, the same whatever the answer was. Everything is a pure function of its inputs,
so a stored ranking can be replayed and compared.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from models.enums import Modality, MouStatus
from services.calendar import days_between, is_working_day
from services.money import cents

RULE_VERSION = "1"
TOP_LEVEL = 3


class Ineligible(StrEnum):
    """Why an agency cannot be asked for a request."""

    NO_ACTIVE_MOU = "no_active_mou"
    MOU_STARTS_AFTER_WINDOW_OPENS = "mou_starts_after_window_opens"
    MOU_ENDS_BEFORE_WINDOW_CLOSES = "mou_ends_before_window_closes"
    OUTSIDE_MOU_PLACES = "outside_mou_places"
    OUTSIDE_MOU_EXPERTISE = "outside_mou_expertise"
    OUTSIDE_MOU_MODALITIES = "outside_mou_modalities"
    LACKS_REQUIRED_EXPERTISE = "lacks_required_expertise"
    OUTSIDE_INTEREST_MODALITIES = "outside_interest_modalities"
    OUTSIDE_INTEREST_PLACES = "outside_interest_places"
    OUTSIDE_INTEREST_EXPERTISE = "outside_interest_expertise"
    OVER_OFFICER_CAPACITY = "over_officer_capacity"
    OVER_DAY_CAPACITY = "over_day_capacity"
    NO_FREE_WORKING_DAYS = "no_free_working_days"


class Part(StrEnum):
    """The parts of a score."""

    REQUIRED_EXPERTISE = "required_expertise"
    DESIRED_EXPERTISE = "desired_expertise"
    LANGUAGE = "language"
    AVAILABILITY = "availability"


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar days from `first` through `last`. Raises `ValueError` when they are the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A span of days cannot end before it starts.")


@dataclass(frozen=True, slots=True)
class Need:
    """What a request asks for.

    `countries` maps each country code to its bureau. `required` and `desired` are the codes of areas and topics that
    the request names; an agency's levels are given for these. `headcount` is people, at least 1.
    """

    request_id: str
    modality: Modality
    countries: Mapping[str, str]
    required: frozenset[str]
    desired: frozenset[str]
    languages: frozenset[str]
    window: Span
    headcount: int

    def __post_init__(self) -> None:
        if self.headcount < 1:
            raise ValueError("A request needs at least one person.")
        if not self.required:
            raise ValueError("A request names at least one required expertise.")


@dataclass(frozen=True, slots=True)
class MouTerms:
    """One MOU of an agency; an empty scope is unlimited, `ends_on` None is open-ended."""

    status: MouStatus
    effective_on: date
    ends_on: date | None = None
    countries: frozenset[str] = frozenset()
    bureaus: frozenset[str] = frozenset()
    expertise: frozenset[str] = frozenset()
    modalities: frozenset[Modality] = frozenset()


@dataclass(frozen=True, slots=True)
class Interest:
    """What an agency wishes to be asked for; an empty set is open to all."""

    modalities: frozenset[Modality] = frozenset()
    countries: frozenset[str] = frozenset()
    bureaus: frozenset[str] = frozenset()
    expertise: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What an agency can do.

    `levels`: expertise code to level 1-3. `speakers`: language to number of officers. `unavailable`: days the
    agency has blocked or promised elsewhere, overlaps allowed. `officers_left` and `days_left`: what remains of
    its self-set maxima for the window and the year, None when it set none.
    """

    agency_id: str
    mous: tuple[MouTerms, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    interest: Interest = field(default_factory=Interest)
    speakers: Mapping[str, int] = field(default_factory=dict)
    unavailable: tuple[Span, ...] = ()
    officers_left: int | None = None
    days_left: int | None = None
    last_asked_at: datetime | None = None

    def __post_init__(self) -> None:
        if any(not 1 <= level <= TOP_LEVEL for level in self.levels.values()):
            raise ValueError(f"An expertise level lies between 1 and {TOP_LEVEL}.")


@dataclass(frozen=True, slots=True)
class Weights:
    """The points each part can give, 100 together; effective-dated data, named by `version`."""

    version: str
    required: Decimal
    desired: Decimal
    language: Decimal
    availability: Decimal

    def __post_init__(self) -> None:
        points = (self.required, self.desired, self.language, self.availability)
        if any(not value.is_finite() or value < 0 for value in points) or sum(points) != 100:
            raise ValueError("The weights of a score are not negative and add up to 100.")


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score. `points` are rounded for reading; the total is rounded from the exact parts."""

    part: Part
    points: Decimal
    maximum: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of 100, rounded once, and how they came about."""

    total: Decimal
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency in a ranking: with a rank and a score when eligible, else with every reason why not."""

    agency_id: str
    rank: int | None
    score: Score | None
    reasons: tuple[Ineligible, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking with all that is needed to compute it again."""

    rule_version: str
    need: Need
    weights: Weights
    agencies: tuple[AgencyFacts, ...]
    candidates: tuple[Candidate, ...]


def _covers(need: Need, countries: frozenset[str], bureaus: frozenset[str]) -> bool:
    """Whether every country of the need is named, itself or by its bureau; naming no place covers all."""
    if not countries and not bureaus:
        return True
    return all(country in countries or bureau in bureaus for country, bureau in need.countries.items())


def _mou_reasons(need: Need, terms: MouTerms) -> tuple[Ineligible, ...]:
    reasons = []
    if terms.effective_on > need.window.first:
        reasons.append(Ineligible.MOU_STARTS_AFTER_WINDOW_OPENS)
    if terms.ends_on is not None and terms.ends_on < need.window.last:
        reasons.append(Ineligible.MOU_ENDS_BEFORE_WINDOW_CLOSES)
    if not _covers(need, terms.countries, terms.bureaus):
        reasons.append(Ineligible.OUTSIDE_MOU_PLACES)
    if terms.expertise and not need.required <= terms.expertise:
        reasons.append(Ineligible.OUTSIDE_MOU_EXPERTISE)
    if terms.modalities and need.modality not in terms.modalities:
        reasons.append(Ineligible.OUTSIDE_MOU_MODALITIES)
    return tuple(reasons)


def _interest_reasons(need: Need, interest: Interest) -> tuple[Ineligible, ...]:
    reasons = []
    if interest.modalities and need.modality not in interest.modalities:
        reasons.append(Ineligible.OUTSIDE_INTEREST_MODALITIES)
    if not _covers(need, interest.countries, interest.bureaus):
        reasons.append(Ineligible.OUTSIDE_INTEREST_PLACES)
    if interest.expertise and not need.required <= interest.expertise:
        reasons.append(Ineligible.OUTSIDE_INTEREST_EXPERTISE)
    return tuple(reasons)


def free_working_days(window: Span, unavailable: Iterable[Span]) -> int:
    """Working days of `window` that no span of `unavailable` touches; spans may overlap or enclose it."""
    taken = tuple(unavailable)
    days = _working_days(window)
    if not taken:
        return len(days)
    return sum(not any(span.first <= day <= span.last for span in taken) for day in days)


@lru_cache(maxsize=64)
def _working_days(window: Span) -> tuple[date, ...]:
    """Kept, since every agency of a ranking is held against the same window."""
    return tuple(day for day in days_between(window.first, window.last) if is_working_day(day))


def ineligibility(need: Need, agency: AgencyFacts) -> tuple[Ineligible, ...]:
    """Every reason why `agency` cannot be asked for `need`; empty when it can.

    One active MOU must fit alone: the end of one and the scope of another do not add up. Where none fits, the
    reasons are those of the closest.
    """
    active = [terms for terms in agency.mous if terms.status is MouStatus.ACTIVE]
    if active:
        per_mou = [_mou_reasons(need, terms) for terms in active]
        closest = min(per_mou, key=len)
        reasons = list(closest)
    else:
        reasons = [Ineligible.NO_ACTIVE_MOU]
    if not need.required <= agency.levels.keys():
        reasons.append(Ineligible.LACKS_REQUIRED_EXPERTISE)
    reasons.extend(_interest_reasons(need, agency.interest))
    working_days = len(_working_days(need.window))
    if agency.officers_left is not None and need.headcount > agency.officers_left:
        reasons.append(Ineligible.OVER_OFFICER_CAPACITY)
    if agency.days_left is not None and working_days > agency.days_left:
        reasons.append(Ineligible.OVER_DAY_CAPACITY)
    if working_days and not free_working_days(need.window, agency.unavailable):
        reasons.append(Ineligible.NO_FREE_WORKING_DAYS)
    return tuple(reasons)


def _mean(shares: Iterable[Fraction]) -> Fraction:
    """The mean share; the whole when nothing was asked for, since nothing is missing."""
    values = tuple(shares)
    return sum(values, Fraction()) / len(values) if values else Fraction(1)


def _levels_in_words(codes: Iterable[str], levels: Mapping[str, int]) -> str:
    named = ", ".join(f"{code} level {levels.get(code, 0)} of {TOP_LEVEL}" for code in sorted(codes))
    return named or "none asked for"


def score(need: Need, agency: AgencyFacts, weights: Weights) -> Score:
    """How well an agency fits a need, 0 to 100.

    required * (level / 3) + desired * (level / 3) + language * (speakers / headcount, at most 1)
    + availability * (free working days / working days of the window). Several codes or languages count with
    their mean; a part of which nothing is asked is given in full. The total is rounded once, half-up.
    """
    working_days = len(_working_days(need.window))
    free = free_working_days(need.window, agency.unavailable)
    speakers = ", ".join(
        f"{agency.speakers.get(language, 0)} of {need.headcount} officers speak {language}"
        for language in sorted(need.languages)
    )
    parts = (
        (
            Part.REQUIRED_EXPERTISE,
            weights.required,
            _mean(Fraction(agency.levels.get(code, 0), TOP_LEVEL) for code in need.required),
            f"Required expertise: {_levels_in_words(need.required, agency.levels)}",
        ),
        (
            Part.DESIRED_EXPERTISE,
            weights.desired,
            _mean(Fraction(agency.levels.get(code, 0), TOP_LEVEL) for code in need.desired),
            f"Desired expertise: {_levels_in_words(need.desired, agency.levels)}",
        ),
        (
            Part.LANGUAGE,
            weights.language,
            _mean(
                min(Fraction(agency.speakers.get(language, 0), need.headcount), Fraction(1))
                for language in need.languages
            ),
            f"Language: {speakers or 'none asked for'}",
        ),
        (
            Part.AVAILABILITY,
            weights.availability,
            Fraction(free, working_days) if working_days else Fraction(1),
            f"Availability: {free} of {working_days} working days free",
        ),
    )
    exact = [_exactly(maximum) * share for _, maximum, share, _ in parts]
    return Score(
        total=_points(sum(exact, Fraction())),
        parts=tuple(
            ScorePart(part, _points(points), maximum, f"{text}: {_points(points)} of {maximum} points.")
            for (part, maximum, _, text), points in zip(parts, exact, strict=True)
        ),
    )


_exactly = lru_cache(maxsize=64)(Fraction)


@lru_cache(maxsize=4096)
def _points(exact: Fraction) -> Decimal:
    return cents(Decimal(exact.numerator) / Decimal(exact.denominator))


def tie_break(need: Need, agency: AgencyFacts) -> tuple[bool, float, str]:
    """Among equal scores: never asked first, then asked longest ago, then a fixed shuffle for each request."""
    asked = agency.last_asked_at
    digest = hashlib.sha256(f"{need.request_id}:{agency.agency_id}".encode()).hexdigest()
    return asked is not None, asked.timestamp() if asked else 0.0, digest


def rank(need: Need, agencies: Iterable[AgencyFacts], weights: Weights) -> Ranking:
    """Order the eligible agencies by score, best first, and list the others with their reasons.

    Equal means equal as shown, to two places. The order in which the agencies come in has no influence.
    """
    facts = tuple(sorted(agencies, key=lambda agency: agency.agency_id))
    judged = [(agency, ineligibility(need, agency)) for agency in facts]
    scored = [(agency, score(need, agency, weights)) for agency, reasons in judged if not reasons]
    scored.sort(key=lambda pair: (-pair[1].total, tie_break(need, pair[0])))
    eligible = [
        Candidate(agency.agency_id, place, points, ())
        for place, (agency, points) in enumerate(scored, start=1)
    ]
    others = [Candidate(agency.agency_id, None, None, reasons) for agency, reasons in judged if reasons]
    return Ranking(RULE_VERSION, need, weights, facts, (*eligible, *others))


def replay(ranking: Ranking) -> Ranking:
    """Compute a stored ranking again from its own inputs; equal to it unless it was altered."""
    return rank(ranking.need, ranking.agencies, ranking.weights)
