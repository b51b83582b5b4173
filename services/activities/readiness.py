"""What a US officer must hold before travelling, and whether it is held.

Sources: pre-deployment training, programme rule; FACT and CTAT, 13 FAM 301.4; medical clearance, 16 FAM 122; country
clearance, Department procedure. Periods and thresholds are dated data.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.enums import Modality, ReadinessType
from services.calendar import add_months, days_between

YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Stay:
    """Days abroad from `first` through `last`. Raises `ValueError` when they are the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A stay cannot end before it starts.")


@dataclass(frozen=True, slots=True)
class PostRules:
    """What one post asks for. `medical_always`: also for stays below the general threshold."""

    visa_needed: bool
    medical_always: bool = False
    spot_for_contractors: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One officer's part in an activity.

    `abroad` is false for work inside the United States, hosting included. `security_training_applies` is the
    recorded determination whether FACT and CTAT cover this traveller.
    """

    stay: Stay
    modality: Modality
    abroad: bool
    post: PostRules
    trainer_certification_asked: bool = False
    contractor: bool = False
    security_training_applies: bool = True


@dataclass(frozen=True, slots=True)
class ReadinessPolicy:
    """Periods as in force from `effective_from`.

    FACT from `fact_from_days` abroad in any twelve months; medical clearance above `medical_over_days` abroad in a
    calendar year; passports valid `passport_months_beyond` the last day. `validity_months`: how long an item lasts
    from its issue. `open_ended`: types that need no expiry date.
    """

    effective_from: date
    fact_from_days: int
    medical_over_days: int
    passport_months_beyond: int
    validity_months: Mapping[ReadinessType, int]
    open_ended: frozenset[ReadinessType]


@dataclass(frozen=True, slots=True)
class Requirement:
    """An item that must be valid from the first day through `through`, and the reason it is asked for."""

    type: ReadinessType
    through: date
    reason: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave to go without an item, given by a named approver until a day."""

    approved_by: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Item:
    """An item on file."""

    type: ReadinessType
    issued_on: date | None = None
    expires_on: date | None = None
    waiver: Waiver | None = None


class Standing(StrEnum):
    """How a requirement stands, best first."""

    MET = "met"
    WAIVED = "waived"
    EXPIRES_TOO_EARLY = "expires_too_early"
    ISSUED_TOO_LATE = "issued_too_late"
    EXPIRY_UNKNOWN = "expiry_unknown"
    WAIVER_ENDS_TOO_EARLY = "waiver_ends_too_early"
    MISSING = "missing"

    @property
    def passes(self) -> bool:
        return self in (Standing.MET, Standing.WAIVED)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one requirement stands, in a code and in words."""

    requirement: Requirement
    standing: Standing
    message: str


def most_days_in_twelve_months(stay: Stay, others: Iterable[Stay]) -> int:
    """The most days abroad in any twelve months that hold a day of `stay`, all stays together.

    A day in two stays counts once. Stays before and after are counted alike.
    """
    days = sorted({day for span in (stay, *others) for day in days_between(span.first, span.last)})
    most = 0
    for start, opens in enumerate(days):
        if opens > stay.last:
            break
        closes = add_months(opens, YEAR_MONTHS)
        if closes > stay.first:
            most = max(most, bisect_left(days, closes) - start)
    return most


def most_days_in_calendar_year(stay: Stay, others: Iterable[Stay]) -> int:
    """The most days abroad in a calendar year that `stay` touches, all stays together."""
    days = {day for span in (stay, *others) for day in days_between(span.first, span.last)}
    return max(sum(day.year == year for day in days) for year in range(stay.first.year, stay.last.year + 1))


def requirements(duty: Duty, other_stays: Iterable[Stay], policy: ReadinessPolicy) -> tuple[Requirement, ...]:
    """What the officer must hold. `other_stays` are all their other assignments abroad, past and planned.

    Hosting a study visit never asks for trainer certification, whatever the request says.
    """
    last = duty.stay.last
    asked: list[tuple[ReadinessType, date, str]] = []
    if duty.trainer_certification_asked and duty.modality is not Modality.STUDY_VISIT:
        asked.append((ReadinessType.TRAINER_CERTIFICATION, last, "The request asks for certified trainers."))
    if duty.abroad:
        asked.extend(_abroad(duty, tuple(other_stays), policy))
    return tuple(Requirement(*each) for each in asked)


def _abroad(
    duty: Duty, others: tuple[Stay, ...], policy: ReadinessPolicy
) -> Iterable[tuple[ReadinessType, date, str]]:
    last = duty.stay.last
    yield ReadinessType.PREDEPLOYMENT_TRAINING, last, "All overseas work needs pre-deployment training."
    if duty.security_training_applies:
        days = most_days_in_twelve_months(duty.stay, others)
        words = f"{days} days abroad in twelve months; FACT is needed from {policy.fact_from_days}."
        yield ReadinessType.FACT if days >= policy.fact_from_days else ReadinessType.CTAT, last, words
    in_year = most_days_in_calendar_year(duty.stay, others)
    if in_year > policy.medical_over_days:
        words = f"{in_year} days abroad in a calendar year, more than {policy.medical_over_days}."
        yield ReadinessType.MEDICAL_CLEARANCE, last, words
    elif duty.post.medical_always:
        yield ReadinessType.MEDICAL_CLEARANCE, last, "The post asks for medical clearance."
    yield ReadinessType.COUNTRY_CLEARANCE, last, "The post must clear every visit."
    through = add_months(last, policy.passport_months_beyond)
    words = f"The passport must hold {policy.passport_months_beyond} months beyond the last day."
    yield ReadinessType.PASSPORT, through, words
    if duty.post.visa_needed:
        yield ReadinessType.VISA, last, "The country asks for a visa."
    if duty.contractor and duty.post.spot_for_contractors:
        yield ReadinessType.SPOT, last, "The post asks contractors to be registered in SPOT."


def valid_until(item: Item, policy: ReadinessPolicy) -> date | None:
    """The last day an item counts: its stated expiry or the end of its period, whichever is earlier.

    None when neither is known.
    """
    ends = [item.expires_on] if item.expires_on is not None else []
    months = policy.validity_months.get(item.type)
    if item.issued_on is not None and months is not None:
        ends.append(add_months(item.issued_on, months))
    return min(ends, default=None)


def _standing(requirement: Requirement, item: Item, duty: Duty, policy: ReadinessPolicy) -> Standing:
    """Valid means issued by the first day and not expired before the last that is needed."""
    if item.waiver is not None:
        ends = item.waiver.expires_on
        return Standing.WAIVED if ends >= duty.stay.last else Standing.WAIVER_ENDS_TOO_EARLY
    if item.issued_on is None:
        return Standing.MISSING
    if item.issued_on > duty.stay.first:
        return Standing.ISSUED_TOO_LATE
    until = valid_until(item, policy)
    if until is None:
        return Standing.MET if item.type in policy.open_ended else Standing.EXPIRY_UNKNOWN
    return Standing.MET if until >= requirement.through else Standing.EXPIRES_TOO_EARLY


def _serves(item: Item, requirement: Requirement) -> bool:
    """FACT, the longer course, also serves where CTAT is asked for."""
    if item.type is requirement.type:
        return True
    return requirement.type is ReadinessType.CTAT and item.type is ReadinessType.FACT and item.waiver is None


def assess(
    needed: Iterable[Requirement], items: Iterable[Item], duty: Duty, policy: ReadinessPolicy
) -> tuple[Finding, ...]:
    """How each requirement stands, by the best item on file. Items nobody asked for are left out of account."""
    on_file = tuple(items)
    order = list(Standing)
    findings = []
    for requirement in needed:
        standings = [
            _standing(requirement, item, duty, policy) for item in on_file if _serves(item, requirement)
        ]
        best = min(standings, key=order.index, default=Standing.MISSING)
        findings.append(Finding(requirement, best, _in_words(requirement, best, duty)))
    return tuple(findings)


def _in_words(requirement: Requirement, standing: Standing, duty: Duty) -> str:
    name = _NAMES[requirement.type]
    first, last, through = duty.stay.first, duty.stay.last, requirement.through
    return {
        Standing.MET: f"Valid {name} through {through}.",
        Standing.WAIVED: f"The {name} is waived through {last}.",
        Standing.EXPIRES_TOO_EARLY: f"The {name} expires before {through}.",
        Standing.ISSUED_TOO_LATE: f"The {name} is issued after {first}, the first day.",
        Standing.EXPIRY_UNKNOWN: f"The {name} needs an expiry date.",
        Standing.WAIVER_ENDS_TOO_EARLY: f"The waiver of the {name} ends before {last}, the last day.",
        Standing.MISSING: f"There is no {name} on file. {requirement.reason}",
    }[standing]


_NAMES: Mapping[ReadinessType, str] = {
    ReadinessType.PREDEPLOYMENT_TRAINING: "pre-deployment training",
    ReadinessType.FACT: "FACT certificate",
    ReadinessType.CTAT: "CTAT certificate",
    ReadinessType.MEDICAL_CLEARANCE: "medical clearance",
    ReadinessType.COUNTRY_CLEARANCE: "country clearance",
    ReadinessType.PASSPORT: "passport",
    ReadinessType.VISA: "visa",
    ReadinessType.SPOT: "SPOT registration",
    ReadinessType.TRAINER_CERTIFICATION: "trainer certification",
}
_REMEDIES: Mapping[ReadinessType, str] = {
    ReadinessType.PREDEPLOYMENT_TRAINING: "Enrol the officer in a training session that ends by {first}.",
    ReadinessType.FACT: "Book the officer on FACT (CT650), to be finished by {first}, and record the certificate.",
    ReadinessType.CTAT: "Have the officer take CTAT (CT401) by {first}, and record the certificate.",
    ReadinessType.MEDICAL_CLEARANCE: "Ask for medical clearance that holds through {through}, and record it.",
    ReadinessType.COUNTRY_CLEARANCE: "The post approves the visit in eCC and records the clearance.",
    ReadinessType.PASSPORT: "Have the passport renewed: it must hold through {through}.",
    ReadinessType.VISA: "Apply for a visa that holds through {through}, and record it.",
    ReadinessType.SPOT: "Have the contracting officer register the officer in SPOT, and record it.",
    ReadinessType.TRAINER_CERTIFICATION: "Record the trainer certification, or assign a certified officer.",
}


def remedy(finding: Finding, duty: Duty) -> str | None:
    """What to do about a requirement that does not pass, in words."""
    requirement = finding.requirement
    if finding.standing.passes:
        return None
    if finding.standing is Standing.EXPIRY_UNKNOWN:
        return "Record until when it holds."
    if finding.standing is Standing.WAIVER_ENDS_TOO_EARLY:
        return f"The programme extends the waiver through {duty.stay.last}, or the officer gets the item."
    return _REMEDIES[requirement.type].format(first=duty.stay.first, through=requirement.through)


def ready(findings: Iterable[Finding]) -> bool:
    """Whether nothing that blocks is left."""
    return all(finding.standing.passes for finding in findings)
