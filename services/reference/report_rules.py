"""How a public report of an activity is read as one of our records. What is not reported stays open."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.enums import ActivityStatus, DatePrecision, Modality

#: Kind of activity in the reports: how we call it, and what it was for the programme.
_TYPES = {
    "hosted_study_visit": ("Study visit", Modality.STUDY_VISIT),
    "hosted_training": ("Training in the United States", Modality.STUDY_VISIT),
    "instructor_certification": ("Certification of instructors", Modality.STUDY_VISIT),
    "study_tours_and_training": ("Study tours and training", Modality.STUDY_VISIT),
    "exchange_visit": ("Exchange visit", Modality.STUDY_VISIT),
    "ilea_course": ("ILEA course", Modality.ILEA_INSTRUCTION),
    "mentoring_training_advising": ("Mentoring, training and advising", Modality.OVERSEAS_MENTOR),
    "assessment_and_mentoring": ("Assessment and mentoring", Modality.OVERSEAS_MENTOR),
    "training_and_mentoring": ("Training and mentoring", Modality.OVERSEAS_TRAIN),
    "training": ("Training", Modality.OVERSEAS_TRAIN),
    "curriculum_and_training": ("Curriculum and training", Modality.OVERSEAS_TRAIN),
    "curriculum_development": ("Curriculum development", Modality.OVERSEAS_ADVISE),
    "technical_assistance": ("Technical assistance", Modality.OVERSEAS_ADVISE),
    "assistance": ("Assistance", Modality.OVERSEAS_ADVISE),
    "partnership": ("Partnership", Modality.OVERSEAS_ADVISE),
    "outreach": ("Outreach to the public", Modality.OVERSEAS_ADVISE),
}
_STATUS = {
    "completed": ActivityStatus.CLOSED,
    "planned": ActivityStatus.PLANNING,
    "ongoing": ActivityStatus.ACTIVE,
    "curtailed": ActivityStatus.CANCELLED,
}
_PRECISION = {
    "day": DatePrecision.DAY,
    "week": DatePrecision.DAY,
    "range": DatePrecision.MONTH,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
    "inferred_year": DatePrecision.YEAR,
    "by_month": DatePrecision.UNKNOWN,
    "by_year": DatePrecision.UNKNOWN,
    "unknown": DatePrecision.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Period:
    """When an activity took place, how far to trust that, and what must be said beside it."""

    starts_on: date | None
    ends_on: date | None
    precision: DatePrecision
    remark: str = ""


def modality(row: Mapping[str, str]) -> Modality:
    """What the activity was for the programme. Officers who only went abroad on an exchange gave advice there."""
    if row["activity_type"] == "exchange_visit" and row["location_kind"] == "overseas":
        return Modality.OVERSEAS_ADVISE
    return _TYPES[row["activity_type"]][1]


def outcome(row: Mapping[str, str]) -> tuple[ActivityStatus, str | None]:
    """The status, and the reported reason of one that was cut short."""
    status = _STATUS[row["status"]]
    return status, row["summary"] if status is ActivityStatus.CANCELLED else None


def period(row: Mapping[str, str]) -> Period:
    """First and last day within the reported precision; an end that is not reported stays open.

    "By" a month or year means no later than it: no first day, and the last possible one as the end, unless the
    activity was still going on.
    """
    precision = _PRECISION[row["date_precision"]]
    if precision is not DatePrecision.UNKNOWN:
        end = row["end_date"]
        return Period(first_day(row["start_date"]), last_day(end) if end else None, precision)
    latest = row["end_date"] or row["start_date"]
    if not latest:
        return Period(None, None, precision)
    if row["status"] == "ongoing":
        return Period(None, None, precision, f"Under way in {latest}.")
    return Period(None, last_day(latest), precision, f"Took place no later than {latest}.")


def title(row: Mapping[str, str], country: str | None) -> str:
    """Kind of activity, country and topic, as far as they are reported."""
    where = f", {country}" if country else ""
    about = f": {row['topic']}" if row["topic"] else ""
    return f"{_TYPES[row['activity_type']][0]}{where}{about}"


def sentence(text: str) -> str:
    """`text` with a full stop at its end; empty stays empty."""
    return f"{text.rstrip('.')}." if text else ""


def first_day(text: str) -> date:
    """The first day of "2013", "2013-04" or "2013-04-19"."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of "2013", "2013-04" or "2013-04-19"."""
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return date(year, month, day)
