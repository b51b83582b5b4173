"""What officers take home: their own transcript, for themselves and the coordinator of their agency."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from models.academies import Academy, IleaOffering, OfferingInstructor
from models.activities import Activity, Assignment
from models.database import Database
from models.enums import ActivityStatus, OfferingProgram, ReadinessType, Role
from models.expertise import Expertise
from models.officers import Officer, TrainingEnrollment
from tests.factories.activities import make_activity, make_assignment
from tests.factories.agreements import make_agency
from tests.factories.officers import credential, officer, training_session
from tests.factories.requests import make_request
from tests.fixtures.api import ClientFor

S = ActivityStatus
EMPTY = {"activities": 0, "days": 0, "hours": "0.00", "countries": 0}


async def _career(database: Database) -> Officer:
    """An officer with work done, going on, ahead and given up; courses taught, training, and papers of all kinds."""
    async with database.transaction() as session:
        agency = await make_agency(session)
        someone = officer(agency, name="Demo Officer", rank="Sergeant")
        session.add(someone)
        await session.flush()
        request = await make_request(session, required=("TRF-COL",), desired=("POM-CRO",))
        own: dict[str, Any] = {"agency_id": agency.id}
        done = await make_activity(
            session,
            S.CLOSED,
            request_id=request.id,
            title="Finished course",
            starts_on=date(2026, 3, 2),
            ends_on=date(2026, 3, 6),
            **own,
        )
        running = await make_activity(
            session,
            S.ACTIVE,
            title="Running course",
            starts_on=date(2026, 6, 29),
            ends_on=date(2026, 7, 10),
            **own,
        )
        ahead = await make_activity(session, S.AUTHORIZED, title="Coming course", **own)
        await make_assignment(session, done, someone, duty="Lead instructor", hours=Decimal("37.50"))
        await make_assignment(session, running, someone)
        await make_assignment(session, ahead, someone)
        gone = await make_activity(
            session,
            S.CANCELLED,
            title="Given up",
            starts_on=date(2026, 2, 2),
            ends_on=date(2026, 2, 6),
            **own,
        )
        await make_assignment(session, gone, someone, status="cancelled")
        academy = (await session.scalars(select(Academy).order_by(Academy.name))).first()
        assert academy is not None
        expertise = (await session.scalars(select(Expertise.id).where(Expertise.code == "TRF-COL"))).one()
        course = IleaOffering(
            academy_id=academy.id,
            program=OfferingProgram.SEMINAR.value,
            title="Traffic seminar",
            expertise_id=expertise,
            starts_on=date(2026, 5, 4),
            ends_on=date(2026, 5, 8),
            seats=30,
        )
        unconfirmed = IleaOffering(
            academy_id=academy.id,
            program=OfferingProgram.SEMINAR.value,
            title="Merely nominated",
            starts_on=date(2026, 5, 4),
            ends_on=date(2026, 5, 8),
            seats=30,
        )
        attended, missed = training_session(name="Attended session"), training_session(name="Missed session")
        session.add_all((course, unconfirmed, attended, missed))
        await session.flush()
        session.add_all(
            (
                OfferingInstructor(
                    offering_id=course.id,
                    officer_id=someone.id,
                    topic="Scenes",
                    confirmed_at=datetime(2026, 4, 1, tzinfo=UTC),
                ),
                OfferingInstructor(offering_id=unconfirmed.id, officer_id=someone.id),
                TrainingEnrollment(session_id=attended.id, officer_id=someone.id, attended=True),
                TrainingEnrollment(session_id=missed.id, officer_id=someone.id, attended=False),
                credential(someone),
                credential(someone, ReadinessType.PASSPORT, number="X7654321"),
                credential(someone, ReadinessType.MEDICAL_CLEARANCE),
            )
        )
    return someone


async def test_a_transcript_holds_what_was_done_and_learned(
    client_for: ClientFor, database: Database
) -> None:
    someone = await _career(database)
    own = await client_for(Role.OFFICER, officer_id=someone.id, agency_id=someone.agency_id)
    answer = await own.get(f"/officers/{someone.id}/transcript")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert found["as_of"] == "2026-07-01"
    assert [(each["title"], each["days"]) for each in found["activities"]] == [
        ("Running course", 3),
        ("Finished course", 5),
    ]
    finished = found["activities"][1]
    assert (finished["role"], finished["hours"], finished["country"]) == (
        "Lead instructor",
        "37.50",
        "Guatemala",
    )
    assert found["totals"] == {"activities": 2, "days": 8, "hours": "37.50", "countries": 1}
    [course] = found["courses"]
    assert (course["title"], course["topic"]) == ("Traffic seminar", "Scenes")
    assert [each["name"] for each in found["training"]] == ["Attended session"]
    assert [each["type"] for each in found["certificates"]] == ["predeployment_training"]
    assert [each["activities"] for each in found["expertise"]] == [1]
    assert finished["expertise"] == [found["expertise"][0]["name"]]


async def test_travel_documents_and_clearances_stay_out(client_for: ClientFor, database: Database) -> None:
    someone = await _career(database)
    own = await client_for(Role.OFFICER, officer_id=someone.id, agency_id=someone.agency_id)
    answer = await own.get(f"/officers/{someone.id}/transcript")
    for word in ("passport", "X7654321", "medical"):
        assert word not in answer.text


async def test_the_pdf_is_accessible_and_says_the_same(client_for: ClientFor, database: Database) -> None:
    someone = await _career(database)
    own = await client_for(Role.OFFICER, officer_id=someone.id, agency_id=someone.agency_id)
    answer = await own.get(f"/officers/{someone.id}/transcript.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="transcript.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    document = PdfReader(io.BytesIO(answer.content))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata is not None
    assert document.metadata.title == "Professional development transcript: Demo Officer"
    words = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for expected in (
        "Sergeant",
        "Finished course",
        "Lead instructor",
        "37.50",
        "Traffic seminar",
        "Attended session",
    ):
        assert expected in words, expected
    for absent in ("Coming course", "Given up", "Missed session", "X7654321"):
        assert absent not in words, absent


async def test_who_has_done_nothing_yet_has_an_empty_one(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        newcomer = officer(await make_agency(session))
        session.add(newcomer)
    own = await client_for(Role.OFFICER, officer_id=newcomer.id, agency_id=newcomer.agency_id)
    assert (await own.get(f"/officers/{newcomer.id}/transcript")).json()["totals"] == EMPTY
    assert (await own.get(f"/officers/{newcomer.id}/transcript.pdf")).status_code == 200


@pytest.mark.parametrize("kind", ["transcript", "transcript.pdf"])
async def test_whose_transcript_is_whose(kind: str, client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        one, colleague = officer(agency), officer(agency)
        session.add_all((one, colleague))
    address = f"/officers/{one.id}/{kind}"

    async def status(role: Role, **ties: UUID) -> int:
        return (await (await client_for(role, **ties)).get(address)).status_code

    mine = {"agency_id": agency.id}
    assert await status(Role.OFFICER, officer_id=one.id, **mine) == 200
    assert await status(Role.AGENCY_COORDINATOR, **mine) == 200
    assert await status(Role.PROGRAM_OFFICER) == await status(Role.AUDITOR) == 200
    assert await status(Role.OFFICER, officer_id=colleague.id, **mine) == 404
    assert await status(Role.AGENCY_COORDINATOR) == 404
    for role in (Role.POST, Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER, Role.ADMINISTRATOR):
        assert await status(role) == 403, role


async def _served(database: Database, status: S) -> tuple[Activity, Assignment]:
    async with database.transaction() as session:
        activity = await make_activity(
            session, status, starts_on=date(2026, 6, 29), ends_on=date(2026, 6, 30)
        )
        return activity, await make_assignment(session, activity)


async def _state(client: httpx.AsyncClient, activity: Activity, one: Assignment, body: Any) -> httpx.Response:
    address = f"/activities/{activity.id}/assignments/{one.id}"
    version = {"If-Match": (await client.get(address)).headers["etag"]}
    return await client.patch(address, json=body, headers=version)


async def test_hours_are_stated_once_work_has_begun(client_for: ClientFor, database: Database) -> None:
    for status in S:
        activity, assignment = await _served(database, status)
        coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
        answer = await _state(coordinator, activity, assignment, {"hours": "12.5", "duty": "Instructor"})
        actions = (await coordinator.get(f"/activities/{activity.id}")).json()["allowed_actions"]
        if status in (S.ACTIVE, S.SUSPENDED, S.COMPLETED):
            assert (answer.status_code, answer.json()["hours"]) == (200, "12.50"), status
            assert "state_hours" in actions
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition"), status
            assert "state_hours" not in actions


@pytest.mark.parametrize("hours", ["0", "-1", "48.01", "1.005", "NaN", 8, True])
async def test_hours_have_to_be_possible(hours: object, client_for: ClientFor, database: Database) -> None:
    activity, assignment = await _served(database, S.ACTIVE)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    refused = await _state(coordinator, activity, assignment, {"hours": hours})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/hours")


async def test_an_officer_does_not_state_their_own_hours(client_for: ClientFor, database: Database) -> None:
    activity, assignment = await _served(database, S.ACTIVE)
    agency = {"agency_id": activity.agency_id}
    own = await client_for(Role.OFFICER, officer_id=assignment.officer_id, **agency)
    assert (await _state(own, activity, assignment, {"hours": "8"})).status_code == 403
