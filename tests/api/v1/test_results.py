"""Results over HTTP: sums by country, sex, rank and course that tell of nobody."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from models.activities import Activity, ActivityParticipant, AfterAction, Evaluation
from models.database import Database
from models.enums import ActivityStatus, Role, Sex
from models.vetting import ForeignParticipant
from tests.factories.activities import country, make_activity, post_in
from tests.factories.agreements import make_agency
from tests.fixtures.api import ClientFor

S = ActivityStatus
DAYS = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 6)}


async def _held(
    database: Database, genc3: str, people: int, women: int = 0, *, evaluated: int = 0, **values: Any
) -> Activity:
    """A completed activity of five days whose people are all on the list; the first `women` of them are women."""
    async with database.transaction() as session:
        post = await post_in(session, genc3)
        there = await country(session, genc3)
        activity = await make_activity(
            session,
            S.COMPLETED,
            country_id=there.id,
            participants_reported=people,
            **({"funded": False} | DAYS | values),
        )
        persons = [
            ForeignParticipant(
                country_id=post.country_id,
                name=f"Official {number}",
                rank="Inspector" if number % 2 else "Chief",
                sex=(Sex.FEMALE if number < women else Sex.MALE).value,
            )
            for number in range(people)
        ]
        session.add_all(persons)
        await session.flush()
        session.add_all(
            ActivityParticipant(activity_id=activity.id, participant_id=one.id, days_attended=5)
            for one in persons
        )
        session.add_all(
            Evaluation(
                activity_id=activity.id,
                participant_id=one.id,
                pre_score=Decimal(50),
                post_score=Decimal(60 + number),
                satisfaction=4,
            )
            for number, one in enumerate(persons[:evaluated])
        )
    return activity


async def _results(client: httpx.AsyncClient, by: str, **query: Any) -> dict[str, Any]:
    answer = await client.get("/reports/results", params={"by": by, "fiscal_year": 2026, **query})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _shown(found: dict[str, Any]) -> list[tuple[Any, Any, bool]]:
    return [(each["name"], each["people"], each["rest"]) for each in found["groups"]]


async def test_small_countries_are_put_together(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for genc3, people in (("GTM", 20), ("PER", 3), ("MEX", 12), ("PAN", 9)):
        await _held(database, genc3, people)
    found = await _results(program_officer, "country")
    assert _shown(found) == [("Guatemala", 20, False), ("Mexico", 12, False), (None, 12, True)]
    assert (found["total"]["people"], found["activities"], found["smallest_cell"]) == (44, 4, 5)
    assert "Peru" not in str(found)
    assert "Panama" not in str(found)


async def test_by_sex_nobody_can_be_told_by_subtraction(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    await _held(database, "GTM", 20, women=4)
    found = await _results(program_officer, "sex")
    # Of 20 people 4 are women: with the men shown, the women would be the difference.
    assert _shown(found) == [(None, 20, True)]
    await _held(database, "PER", 10, women=6)
    assert _shown(await _results(program_officer, "sex")) == [("male", 20, False), ("female", 10, False)]


async def test_those_who_were_counted_and_not_listed_are_a_group(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    activity = await _held(database, "GTM", 20, women=8)
    async with database.transaction() as session:
        (await session.get_one(Activity, activity.id)).participants_reported = 27
    found = await _results(program_officer, "sex")
    assert _shown(found) == [("male", 12, False), ("female", 8, False), (None, 7, False)]


async def test_small_courses_stay_within_what_is_told_of_their_country(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    """Peru has 14; were the course of 10 shown beside it, the one of 4 would be the difference."""
    await _held(database, "GTM", 9, title="Interviews")
    await _held(database, "PER", 10, title="Crashes")
    await _held(database, "PER", 4, title="Forensics")
    assert _shown(await _results(program_officer, "country")) == [
        ("Peru", 14, False),
        ("Guatemala", 9, False),
    ]
    courses = _shown(await _results(program_officer, "course"))
    assert sorted(courses, key=str) == sorted([("Interviews", 9, False), (None, 14, True)], key=str)


async def test_means_need_enough_people_too(program_officer: httpx.AsyncClient, database: Database) -> None:
    await _held(database, "GTM", 20, evaluated=6)
    await _held(database, "PER", 20, evaluated=4)
    found = await _results(program_officer, "country")
    by_name = {each["name"]: each for each in found["groups"]}
    # Guatemala's mean with the one of all would give Peru's, which is of four.
    assert [each["mean_gain"] for each in by_name.values()] == [None, None]
    assert found["total"]["mean_gain"] == "12.10"
    assert found["total"]["mean_satisfaction"] == "4.00"
    assert {each["completion_percent"] for each in by_name.values()} == {"100.00"}


async def test_one_activity_has_sums_of_enough_people(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    many, few = await _held(database, "GTM", 6, evaluated=5), await _held(database, "GTM", 4, evaluated=4)
    answer = (await program_officer.get(f"/activities/{many.id}/results")).json()
    assert (answer["people"], answer["mean_gain"], answer["mean_satisfaction"]) == (6, "12.00", "4.00")
    answer = (await program_officer.get(f"/activities/{few.id}/results")).json()
    nothing = ("people", "mean_gain", "mean_satisfaction", "completion_percent")
    assert {name: answer[name] for name in nothing} == dict.fromkeys(nothing)


async def test_only_what_is_over_and_of_the_year_counts(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    await _held(database, "GTM", 8, starts_on=date(2025, 9, 30), ends_on=date(2025, 10, 4))
    await _held(database, "GTM", 7, starts_on=date(2025, 10, 1), ends_on=date(2025, 10, 5))
    async with database.transaction() as session:
        await make_activity(session, S.ACTIVE, participants_reported=30, **DAYS)
    assert (await _results(program_officer, "country"))["total"]["people"] == 7
    assert (await _results(program_officer, "country", fiscal_year=2025))["total"]["people"] == 8


async def test_reports_are_counted_by_when_they_came(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    held = [await _held(database, "GTM", 6) for _ in range(3)]
    async with database.transaction() as session:
        for activity, day in zip(held, (5, 6), strict=False):
            submitted = datetime(2026, 4, day, 12, tzinfo=UTC)
            session.add(AfterAction(activity_id=activity.id, summary="Done.", submitted_at=submitted))
    found = await _results(program_officer, "country")
    assert found["after_action"] == {"within_days": 30, "on_time": 1, "late": 1, "open": 1}


async def test_agencies_see_the_results_of_their_own(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        mine = await make_agency(session)
    own = await _held(database, "GTM", 8, agency_id=mine.id)
    other = await _held(database, "PER", 9)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    assert _shown(await _results(coordinator, "country")) == [("Guatemala", 8, False)]
    assert (await coordinator.get(f"/activities/{own.id}/results")).status_code == 200
    assert (await coordinator.get(f"/activities/{other.id}/results")).status_code == 404


@pytest.mark.parametrize("query", [{"by": "agency"}, {"fiscal_year": "1"}, {"by": "sex", "country": "GTM"}])
async def test_no_other_cut_is_possible(query: dict[str, str], program_officer: httpx.AsyncClient) -> None:
    """Sex within one country, say: with the tables there are, it would tell of few."""
    assert (await program_officer.get("/reports/results", params=query)).status_code == 422
