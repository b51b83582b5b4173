"""Foreign officials of a demonstration and their vetting, and the training that prepares officers."""

from collections.abc import Callable
from datetime import date, timedelta

from cli.demo.client import Caller, Record

LISTED = 3


def list_participants(post: Caller, activity: Record, country: str) -> list[Record]:
    """Three officials of one unit, put on the list and nominated, the unit as well; their open cases.

    Names say what they are: nobody real is meant.
    """
    reference = activity["reference"]
    unit = post.create(
        "/units", {"country": country, "name": f"Demo unit of {reference}", "location": "Capital"}
    )
    cases = [post.create("/vetting-cases", {"unit_id": unit["id"]})]
    for number in range(1, LISTED + 1):
        person = post.create(
            "/foreign-participants",
            {
                "country": country,
                "name": f"Demo participant {number} of {reference}",
                "rank": "Inspector",
                "unit_id": unit["id"],
                "birth_date": date(1980 + number, 1, number).isoformat(),
                "birth_place": "Demo town",
            },
        )
        post.create(f"{activity.address}/participants", {"participant_id": person["id"]})
        cases.append(post.create("/vetting-cases", {"participant_id": person["id"]}))
    return cases


def enter_cases(post: Caller, cases: list[Record]) -> None:
    """All but the last are in review, so that a queue shows every step."""
    for case in cases[:-1]:
        enter_case(post, case)


def enter_case(post: Caller, case: Record) -> None:
    post.act(case, "submit")
    post.act(case, "enter", {"invest_reference": f"DEMO-{case['reference']}"})


def approve_cases(post: Caller, cases: list[Record], on: date) -> None:
    enter_case(post, cases[-1])
    for case in cases:
        post.act(case, "decide", {"result": "approved", "decided_on": on.isoformat()})


def approve_unit(post: Caller, country: str, on: date) -> None:
    """A unit vetted for work of an earlier year."""
    body = {"country": country, "name": "Demo unit of an earlier course", "location": "Capital"}
    unit = post.create("/units", body)
    case = post.create("/vetting-cases", {"unit_id": unit["id"]})
    enter_case(post, case)
    post.act(case, "decide", {"result": "approved", "decided_on": on.isoformat()})


def training_scenes(
    staff: Caller, officers: list[Record], start: date, today: date
) -> list[tuple[date, Callable[[], None]]]:
    """One session that is over, at which all but one attended, and one to come."""
    held = start + timedelta(days=70)
    return [
        (start + timedelta(days=60), lambda: plan_session(staff, officers, held)),
        (held + timedelta(days=5), lambda: record_attendance(staff, held)),
        (today - timedelta(days=3), lambda: plan_session(staff, officers[:2], today + timedelta(days=30))),
    ]


def record_attendance(staff: Caller, first: date) -> None:
    """All enrolled officers but the last attended."""
    [session] = staff.items("/training-sessions", **{"starts_on.gte": first.isoformat()})
    address = f"/training-sessions/{session['id']}/enrollments"
    enrollments = staff.items(address)
    for enrollment in enrollments:
        record = staff.get(f"{address}/{enrollment['id']}")
        staff.act(record, "record-attendance", {"attended": enrollment is not enrollments[-1]})


def plan_session(staff: Caller, officers: list[Record], first: date) -> None:
    session = staff.create(
        "/training-sessions",
        {
            "name": f"Pre-deployment training, {first:%B %Y}",
            "location": "Demo training centre, Virginia",
            "starts_on": first.isoformat(),
            "ends_on": (first + timedelta(days=4)).isoformat(),
            "capacity": 12,
        },
    )
    for officer in officers:
        staff.create(f"{session.address}/enrollments", {"officer_id": officer["id"]})
