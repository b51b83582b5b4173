"""What rankings are made from, gathered for all agencies in one statement.

Nothing here can reach an answer to an outreach: `models.outreach` is not imported, and the statement reads no such
table. All that is known of earlier questions is `agencies.last_asked_at`, the moment of the last one.

Expertise is a list of areas and their topics, and a request may name either. An agency's level for a requested code
is the best of its levels in that code itself, in its area, and in any of its topics: who is good at an area is asked
for its topics too, and who is good at one topic knows the area. Scopes of memoranda and interests are read more
narrowly, because they are limits that the agency set or signed: an area covers its topics, a topic not its area.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Date,
    Row,
    Text,
    and_,
    any_,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.activities import Activity, Assignment
from models.agencies import Agency, AgencyBlackout, AgencyExpertise, AgencyInterest
from models.countries import Country
from models.enums import ActivityStatus, AssignmentStatus, DatePrecision, Modality, MouStatus
from models.expertise import Expertise
from models.mous import Mou
from models.officers import Officer
from models.requests import AssistanceRequest, RequestCountry, RequestExpertise
from services.calendar import count_working_days, days_between, is_working_day
from services.projection import json_list, json_object
from services.requests.matching import AgencyFacts, Interest, MouTerms, Need, Span

_FIRST, _LAST = bindparam("window_first", type_=Date), bindparam("window_last", type_=Date)
_YEAR_FIRST, _YEAR_LAST = bindparam("year_first", type_=Date), bindparam("year_last", type_=Date)
_CODES, _LANGUAGES = bindparam("codes", type_=ARRAY(Text)), bindparam("languages", type_=ARRAY(Text))
_AGENCY = bindparam("agency_id", type_=PG_UUID(as_uuid=True))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request's need, and the area of each requested topic."""

    need: Need
    areas: Mapping[str, str]


def _levels() -> Any:
    """Requested code -> the agency's level for it."""
    asked, related = aliased(Expertise), aliased(Expertise)
    pairs = (
        select(asked.code, related.id)
        .join(
            related, or_(related.id == asked.id, related.id == asked.parent_id, related.parent_id == asked.id)
        )
        .where(asked.code == any_(_CODES))
        .cte("requested")
    )
    best = (
        select(pairs.c.code, func.max(AgencyExpertise.level).label("level"))
        .select_from(AgencyExpertise)
        .join(pairs, pairs.c.id == AgencyExpertise.expertise_id)
        .where(AgencyExpertise.agency_id == Agency.id)
        .group_by(pairs.c.code)
        .correlate(Agency)
        .subquery()
    )
    return select(func.json_object_agg(best.c.code, best.c.level)).scalar_subquery()


def _speakers() -> Any:
    """Language -> officers who speak it, of the requested languages."""
    spoken = func.unnest(Officer.languages).column_valued("spoken", joins_implicitly=True)
    counted = (
        select(spoken.label("language"), func.count().label("officers"))
        .select_from(Officer)
        .where(Officer.agency_id == Agency.id, Officer.archived_at.is_(None), spoken == any_(_LANGUAGES))
        .group_by(spoken)
        .correlate(Agency)
        .subquery()
    )
    return select(func.json_object_agg(counted.c.language, counted.c.officers)).scalar_subquery()


def _days(table: Any, *conditions: Any) -> Any:
    """The agency's spans in `table`, as pairs of days."""
    ends_on = func.coalesce(table.ends_on, table.starts_on)
    return json_list(
        select(func.json_build_array(table.starts_on, ends_on))
        .where(table.agency_id == Agency.id, *conditions)
        .order_by(table.starts_on, ends_on)
        .correlate(Agency)
    )


_NOT_CANCELLED = Activity.status != ActivityStatus.CANCELLED
_PLANNED_IN_WINDOW = and_(
    Officer.agency_id == Agency.id,
    Assignment.status == AssignmentStatus.PLANNED,
    Assignment.starts_on <= _LAST,
    Assignment.ends_on >= _FIRST,
    _NOT_CANCELLED,
)
_ASSIGNED = (
    select(Assignment)
    .join(Officer, Officer.id == Assignment.officer_id)
    .join(Activity, Activity.id == Assignment.activity_id)
    .where(_PLANNED_IN_WINDOW)
    .correlate(Agency)
)


_activities = _days(
    Activity,
    _NOT_CANCELLED,
    Activity.date_precision == DatePrecision.DAY,
    Activity.starts_on <= _YEAR_LAST,
    func.coalesce(Activity.ends_on, Activity.starts_on) >= _YEAR_FIRST,
).label("activities")
_assigned_officers = (
    _ASSIGNED.with_only_columns(func.count(Assignment.officer_id.distinct()))
    .scalar_subquery()
    .label("assigned_officers")
)
_assignments = json_list(
    _ASSIGNED.with_only_columns(func.json_build_array(Assignment.starts_on, Assignment.ends_on)).order_by(
        Assignment.starts_on, Assignment.ends_on
    )
).label("assignments")
_blackouts = _days(AgencyBlackout, AgencyBlackout.starts_on <= _LAST, AgencyBlackout.ends_on >= _FIRST).label(
    "blackouts"
)
_mous = json_list(
    select(
        json_object(
            {
                "status": Mou.status,
                "effective_on": Mou.effective_on,
                "ends_on": Mou.ends_on,
                "countries": Mou.scope_countries,
                "bureaus": Mou.scope_bureaus,
                "expertise": Mou.scope_expertise,
                "modalities": Mou.clauses["modalities"],
            }
        )
    )
    .where(Mou.agency_id == Agency.id, Mou.effective_on.is_not(None))
    .order_by(Mou.number)
    .correlate(Agency)
).label("mous")
_interest = (
    select(
        json_object(
            {
                "modalities": AgencyInterest.modalities,
                "countries": AgencyInterest.countries,
                "bureaus": AgencyInterest.bureaus,
                "expertise": AgencyInterest.expertise,
            }
        )
    )
    .where(AgencyInterest.agency_id == Agency.id)
    .correlate(Agency)
    .scalar_subquery()
    .label("interest")
)
_HAS_MOU = exists().where(Mou.agency_id == Agency.id)
_CAPACITY_COLUMNS = (Agency.max_officers, Agency.max_days_per_year, _activities, _assigned_officers)
_CAPACITY = select(*_CAPACITY_COLUMNS).where(Agency.id == _AGENCY)
_ALL = select(
    Agency.id,
    Agency.last_asked_at,
    *_CAPACITY_COLUMNS,
    _mous,
    _levels().label("levels"),
    _interest,
    _speakers().label("speakers"),
    _blackouts,
    _assignments,
).where(Agency.archived_at.is_(None), _HAS_MOU)
_WITHOUT_MOU = select(func.count()).select_from(Agency).where(Agency.archived_at.is_(None), ~_HAS_MOU)


async def load_need(session: AsyncSession, request: AssistanceRequest) -> Wanted:
    """Raises `ValueError` for a request without required expertise: a submitted one has some."""
    area = aliased(Expertise)
    named = (
        await session.execute(
            select(Expertise.code, RequestExpertise.required, area.code)
            .join(RequestExpertise, RequestExpertise.expertise_id == Expertise.id)
            .outerjoin(area, area.id == Expertise.parent_id)
            .where(RequestExpertise.request_id == request.id)
        )
    ).all()
    places = (
        await session.execute(
            select(Country.genc3, Country.bureau)
            .join(RequestCountry, RequestCountry.country_id == Country.id)
            .where(RequestCountry.request_id == request.id)
            .order_by(Country.genc3)
        )
    ).all()
    need = Need(
        request_id=str(request.id),
        modality=Modality(request.modality),
        countries={place.genc3: place.bureau for place in places},
        required=frozenset(code for code, required, _ in named if required),
        desired=frozenset(code for code, required, _ in named if not required),
        languages=frozenset(request.languages),
        window=Span(request.starts_on, request.ends_on),
        headcount=request.headcount,
    )
    return Wanted(need, {code: parent for code, _, parent in named if parent})


async def gather_all(session: AsyncSession, wanted: Wanted) -> tuple[list[AgencyFacts], int]:
    """Facts of every agency that has a memorandum in whatever state, and how many agencies have none."""
    rows = (await session.execute(_ALL, _parameters(wanted.need))).all()
    without = await session.scalar(_WITHOUT_MOU)
    return [_facts(row, wanted) for row in rows], without or 0


async def capacity_left(
    session: AsyncSession, agency_id: UUID, window: Span
) -> tuple[int | None, int | None]:
    """Officers and working days that one agency's self-set maxima leave for a window, None without a maximum."""
    row = (await session.execute(_CAPACITY, _days_of(window) | {"agency_id": agency_id})).one()
    return _officers_left(row), days_left(window, row.max_days_per_year, _spans(row.activities))


def _parameters(need: Need) -> dict[str, Any]:
    asked = {"codes": sorted(need.required | need.desired), "languages": sorted(need.languages)}
    return asked | _days_of(need.window)


def _days_of(window: Span) -> dict[str, Any]:
    return {
        "window_first": window.first,
        "window_last": window.last,
        "year_first": window.first.replace(month=1, day=1),
        "year_last": window.last.replace(month=12, day=31),
    }


def _officers_left(row: Row[Any]) -> int | None:
    return None if row.max_officers is None else max(row.max_officers - row.assigned_officers, 0)


def _facts(row: Row[Any], wanted: Wanted) -> AgencyFacts:
    need = wanted.need
    activities = _spans(row.activities)
    busy = [*_spans(row.blackouts), *activities, *_spans(row.assignments)]
    interest = row.interest or {}
    return AgencyFacts(
        agency_id=str(row.id),
        mous=tuple(
            MouTerms(
                status=MouStatus(mou["status"]),
                effective_on=date.fromisoformat(mou["effective_on"]),
                ends_on=date.fromisoformat(mou["ends_on"]) if mou["ends_on"] else None,
                countries=frozenset(mou["countries"]),
                bureaus=frozenset(mou["bureaus"]),
                expertise=covered(mou["expertise"], wanted.areas),
                modalities=frozenset(map(Modality, mou["modalities"] or ())),
            )
            for mou in row.mous
        ),
        levels=dict(sorted((row.levels or {}).items())),
        interest=Interest(
            modalities=frozenset(map(Modality, interest.get("modalities", ()))),
            countries=frozenset(interest.get("countries", ())),
            bureaus=frozenset(interest.get("bureaus", ())),
            expertise=covered(interest.get("expertise", ()), wanted.areas),
        ),
        speakers=dict(sorted((row.speakers or {}).items())),
        unavailable=tuple(
            span for span in merged(busy) if span.first <= need.window.last and span.last >= need.window.first
        ),
        officers_left=_officers_left(row),
        days_left=days_left(need.window, row.max_days_per_year, activities),
        last_asked_at=row.last_asked_at,
    )


def _spans(pairs: Sequence[Sequence[str]]) -> list[Span]:
    return [Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs]


def covered(limits: Iterable[str], areas: Mapping[str, str]) -> frozenset[str]:
    """`limits`, with the requested topics whose area is among them (`areas`: topic -> area)."""
    named = frozenset(limits)
    return named | {topic for topic, area in areas.items() if area in named}


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as can be, in order."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        if result and span.first <= result[-1].last + timedelta(days=1):
            result[-1] = Span(result[-1].first, max(result[-1].last, span.last))
        else:
            result.append(span)
    return result


def days_left(window: Span, most_per_year: int | None, promised: Iterable[Span]) -> int | None:
    """Working days that the agency may still promise towards `window`, None without a maximum of its own.

    Each calendar year has its own maximum; a day on which two activities run counts once. For a window across the
    end of a year the answer is what the tighter of the years leaves for the whole window.
    """
    if most_per_year is None:
        return None
    asked = count_working_days(window.first, window.last)
    taken = merged(promised)
    left = []
    for year in range(window.first.year, window.last.year + 1):
        first, last = date(year, 1, 1), date(year, 12, 31)
        used = sum(
            is_working_day(day)
            for span in taken
            for day in days_between(max(span.first, first), min(span.last, last))
        )
        asked_then = count_working_days(max(window.first, first), min(window.last, last))
        left.append(most_per_year - used + asked - asked_then)
    return max(min(left), 0)
