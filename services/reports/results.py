"""People trained and what they learned: by country, sex, rank and course of a fiscal year, and of one activity.

What is told of groups that are small goes by `small_cells`. Courses belong to countries, so their small ones are put
together within each group of countries that is shown. One activity has sums only: with its groups, those of all
other activities could be told from the year's.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.academies import IleaOffering
from models.activities import Activity, ActivityParticipant, AfterAction, Evaluation
from models.countries import Country
from models.enums import ActivityStatus
from models.vetting import ForeignParticipant
from schemas.results import ResultsBy
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.calendar import fiscal_year, fiscal_year_end
from services.clock import Clock
from services.detail import Answer
from services.errors import NotFound
from services.listing import Scope
from services.money import round_half_up
from services.policies import policy_in_force
from services.reports.small_cells import Cell, Measure, collapse, together, told

#: Activities whose results there are.
OVER = Activity.status.in_((ActivityStatus.COMPLETED.value, ActivityStatus.CLOSED.value))
_NOTHING: ColumnElement[Any] = cast(null(), Text)
_MEASURES = ("completion_percent", "mean_gain", "mean_satisfaction")
_Key = tuple[str | None, str | None, str | None]
"""Of a group: code, name, and the country it belongs to."""


@dataclass(frozen=True, slots=True)
class ResultTerms:
    """Of the policy on results."""

    effective_from: date
    smallest_cell: int


@dataclass(frozen=True, slots=True)
class ReportTerms:
    """Of the policy on reminders: by when a report is due."""

    effective_from: date
    after_action_within_days: int


async def results(
    connection: AsyncConnection, actor: Actor, clock: Clock, year: int | None, by: ResultsBy
) -> Answer:
    """In the shape of `schemas.results.Results`, of the completed activities that the actor may see."""
    actor.require(Permission.REPORTS_READ)
    year = year or fiscal_year(clock.today())
    terms = await policy_in_force(connection, "results", ResultTerms, clock.today())
    scope = _scope(actor, and_(OVER, Activity.starts_on.between(*days_of(year))))
    return {
        "fiscal_year": year,
        "by": by,
        "smallest_cell": terms.smallest_cell,
        **await told_of(connection, scope, by, terms.smallest_cell),
        "after_action": await _reports(connection, scope, clock.today()),
    }


async def told_of(connection: AsyncConnection, scope: Scope, by: ResultsBy, least: int) -> Answer:
    """What may be told of the activities of `scope`: how many they are, the sums of all, and those of groups."""
    cells = [pair for pair in await _cells(connection, scope, by) if pair[1].people > 0]
    if by is ResultsBy.COURSE:
        countries = await _cells(connection, scope, ResultsBy.COUNTRY)
        shown = _within_countries(cells, countries, least)
    else:
        shown = collapse([cell for _, cell in cells], least)
    activities = await connection.scalar(
        select(func.count()).select_from(Activity).where(scope.clause), dict(scope.values)
    )
    return {
        "activities": activities,
        "total": _total([cell for _, cell in cells], least),
        "groups": _groups(shown, least),
    }


async def results_of_activity(
    connection: AsyncConnection, actor: Actor, clock: Clock, activity_id: UUID
) -> Answer:
    """In the shape of `schemas.results.ActivityResults`. Raises `NotFound`."""
    actor.require(Permission.ACTIVITIES_READ)
    terms = await policy_in_force(connection, "results", ResultTerms, clock.today())
    scope = _scope(actor, Activity.id == activity_id)
    known = select(Activity.id).where(scope.clause)
    if await connection.scalar(known, dict(scope.values)) is None:
        raise NotFound
    cells = await _cells(connection, scope, ResultsBy.COURSE)
    total = _total([cell for _, cell in cells], terms.smallest_cell)
    return {"activity_id": activity_id, "smallest_cell": terms.smallest_cell, **total}


def _scope(actor: Actor, which: ColumnElement[bool]) -> Scope:
    seen = visible(actor, Activity)
    return Scope(and_(which, seen.clause), seen.parameters)


def days_of(year: int) -> tuple[date, date]:
    return date(year - 1, 10, 1), fiscal_year_end(year)


def _group(by: ResultsBy) -> tuple[Any, Any, Any]:
    """Code, name and country of the group, as columns of the sources below."""
    match by:
        case ResultsBy.COUNTRY:
            return Country.genc3, Country.name, Country.genc3
        case ResultsBy.SEX:
            return ForeignParticipant.sex, ForeignParticipant.sex, _NOTHING
        case ResultsBy.RANK:
            return ForeignParticipant.rank, ForeignParticipant.rank, _NOTHING
        case ResultsBy.COURSE:
            title = func.coalesce(IleaOffering.title, Activity.title)
            return _NOTHING, title, Country.genc3


async def _cells(connection: AsyncConnection, scope: Scope, by: ResultsBy) -> list[tuple[str | None, Cell]]:
    """Every group with its country, small or not. What the list of participants does not hold has no name."""
    group = _group(by)
    people: dict[_Key, int] = {}
    measures: dict[_Key, list[Measure]] = {}

    async def read(statement: Select[*tuple[Any, ...]]) -> Any:
        return (await connection.execute(statement, dict(scope.values))).all()

    reported = await read(_reported(scope, group if by in (ResultsBy.COUNTRY, ResultsBy.COURSE) else None))
    for *key, count in reported:
        people[tuple(key)] = people.get(tuple(key), 0) + count
    for *key, came, of_all, every_day in await read(_listed(scope, group)):
        _measures_of(measures, key)[0] += Measure(Decimal(every_day), of_all)
        if by in (ResultsBy.SEX, ResultsBy.RANK):
            people[tuple(key)] = people.get(tuple(key), 0) + came
            people[None, None, None] = people.get((None, None, None), 0) - came
    for *key, gain, gained, satisfaction, satisfied in await read(_evaluated(scope, group)):
        _measures_of(measures, key)[1] += Measure(gain, gained)
        _measures_of(measures, key)[2] += Measure(satisfaction, satisfied)
    return [
        (key[2], Cell(max(count, 0), key[1], key[0], measures=tuple(measures.get(key, _none()))))
        for key, count in people.items()
    ]


def _none() -> list[Measure]:
    return [Measure() for _ in _MEASURES]


def _measures_of(measures: dict[_Key, list[Measure]], key: list[Any]) -> list[Measure]:
    return measures.setdefault((key[0], key[1], key[2]), _none())


def _source(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.outerjoin(Country, Country.id == Activity.country_id).outerjoin(
        IleaOffering, IleaOffering.id == Activity.offering_id
    )


def _reported(scope: Scope, group: tuple[Any, Any, Any] | None) -> Select[*tuple[Any, ...]]:
    """Heads as they were counted; of groups that only the list knows, all of them, without a name."""
    keys = group or (_NOTHING, _NOTHING, _NOTHING)
    heads = func.coalesce(func.sum(Activity.participants_reported), 0)
    grouped = _source(select(*keys, heads).select_from(Activity)).where(scope.clause)
    return grouped.group_by(*group) if group else grouped


def _listed(scope: Scope, group: tuple[Any, Any, Any]) -> Select[*tuple[Any, ...]]:
    """Of those on the list whose days are known: how many came, how many they are, and who came every day."""
    days = Activity.ends_on - Activity.starts_on + 1
    return (
        _source(
            select(
                *group,
                func.count().filter(ActivityParticipant.days_attended > 0),
                func.count(),
                func.count().filter(ActivityParticipant.days_attended >= days),
            )
            .select_from(ActivityParticipant)
            .join(Activity, Activity.id == ActivityParticipant.activity_id)
            .join(ForeignParticipant, ForeignParticipant.id == ActivityParticipant.participant_id)
        )
        .where(
            scope.clause,
            ActivityParticipant.removed_at.is_(None),
            ActivityParticipant.days_attended.is_not(None),
        )
        .group_by(*group)
    )


def _evaluated(scope: Scope, group: tuple[Any, Any, Any]) -> Select[*tuple[Any, ...]]:
    gain = Evaluation.post_score - Evaluation.pre_score
    return (
        _source(
            select(
                *group,
                func.coalesce(func.sum(gain), 0),
                func.count(gain),
                func.coalesce(func.sum(Evaluation.satisfaction), 0),
                func.count(Evaluation.satisfaction),
            )
            .select_from(Evaluation)
            .join(Activity, Activity.id == Evaluation.activity_id)
            .outerjoin(ForeignParticipant, ForeignParticipant.id == Evaluation.participant_id)
        )
        .where(scope.clause)
        .group_by(*group)
    )


def _within_countries(
    courses: list[tuple[str | None, Cell]], countries: list[tuple[str | None, Cell]], least: int
) -> list[Cell]:
    """Courses put together within each group of countries that the table of countries shows."""
    shown = {cell.code for cell in collapse([cell for _, cell in countries], least) if not cell.is_rest}

    def place(pair: tuple[str | None, Cell]) -> str:
        return f"in {pair[0]}" if pair[0] in shown else "elsewhere"

    by_place = groupby(sorted(courses, key=place), key=place)
    collapsed = [collapse([cell for _, cell in pairs], least) for _, pairs in by_place]
    return [cell for cells in collapsed for cell in cells]


def _total(cells: list[Cell], least: int) -> Answer:
    total = together(cells) if cells else Cell(0, measures=tuple(_none()))
    return _figures(total, [each.count >= least for each in total.measures], least)


def _groups(cells: list[Cell], least: int) -> list[Answer]:
    by_measure = [told([cell.measures[place] for cell in cells], least) for place in range(len(_MEASURES))]
    return [
        {
            "code": cell.code,
            "name": cell.name,
            "rest": cell.is_rest,
            **_figures(cell, [known[row] for known in by_measure], least),
        }
        for row, cell in enumerate(cells)
    ]


def _figures(cell: Cell, known: list[bool], least: int) -> Answer:
    means = (
        _mean(measure, 100 if name == "completion_percent" else 1) if tell else None
        for name, measure, tell in zip(_MEASURES, cell.measures, known, strict=True)
    )
    people = cell.people if cell.people >= least or cell.people == 0 else None
    return {"people": people, **dict(zip(_MEASURES, means, strict=True))}


def _mean(measure: Measure, factor: int) -> str | None:
    if not measure.count:
        return None
    return str(round_half_up(measure.total * factor / measure.count, 2))


async def _reports(connection: AsyncConnection, scope: Scope, today: date) -> Answer:
    terms = await policy_in_force(connection, "reminders", ReportTerms, today)
    handed_in = func.date(func.timezone("UTC", AfterAction.submitted_at))
    in_time = handed_in <= Activity.ends_on + terms.after_action_within_days
    standing = case((AfterAction.id.is_(None), "open"), (in_time, "on_time"), else_="late")
    rows = await connection.execute(
        select(standing, func.count())
        .select_from(Activity)
        .outerjoin(AfterAction, AfterAction.activity_id == Activity.id)
        .where(scope.clause)
        .group_by(standing),
        dict(scope.values),
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    return {
        "within_days": terms.after_action_within_days,
        **{name: counts.get(name, 0) for name in ("on_time", "late", "open")},
    }
