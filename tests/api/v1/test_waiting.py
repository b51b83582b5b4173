"""What waits for each person: work that is theirs, and none that only another may do."""

from datetime import date

import httpx
import pytest

from models.activities import Activity, AfterAction, ChecklistItem
from models.agencies import Agency
from models.database import Database
from models.enquiries import Enquiry
from models.enums import ActivityStatus, Modality, OutreachStatus, RequestStatus, Role
from models.requests import AssistanceRequest, RequestClarification
from tests.factories.activities import make_activity, post_in
from tests.factories.requests import make_outreach, make_request
from tests.fixtures.api import NOW, ClientFor

ENDED = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 12)}


async def _kinds(client: httpx.AsyncClient) -> set[tuple[str, str]]:
    """Each kind of work that waits, with the record it is done on."""
    items = (await client.get("/reports/waiting")).json()["items"]
    return {(item["kind"], item["id"]) for item in items}


@pytest.fixture
async def embassy(client_for: ClientFor, database: Database) -> httpx.AsyncClient:
    async with database.transaction() as session:
        post = await post_in(session)
    return await client_for(Role.POST, post_id=post.id)


async def test_waiting_is_empty_for_those_without_work(client_for: ClientFor) -> None:
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.get("/reports/waiting")).json() == {"items": []}


async def test_an_offer_to_decide_names_agency_and_request(
    client_for: ClientFor, program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        outreach = await make_outreach(session, OutreachStatus.OFFERED)
        request = await session.get_one(AssistanceRequest, outreach.request_id)
        asked = await session.get_one(Agency, outreach.agency_id)
    items = (await program_officer.get("/reports/waiting")).json()["items"]
    [item] = [item for item in items if item["kind"] == "decide_offer"]
    assert (item["type"], item["id"]) == ("request", str(request.id))
    assert (item["reference"], item["title"]) == (request.reference, request.title)
    assert item["agency"] == asked.legal_name


async def _with_coordinator(
    database: Database, client_for: ClientFor, status: ActivityStatus, modality: Modality, **values: object
) -> tuple[Activity, httpx.AsyncClient]:
    async with database.transaction() as session:
        activity = await make_activity(session, status, modality=modality, **values)
    return activity, await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)


@pytest.mark.parametrize(
    ("modality", "post_speaks"), [(Modality.OVERSEAS_TRAIN, True), (Modality.STUDY_VISIT, False)]
)
async def test_concurrence_and_the_end_wait_for_the_side_that_speaks(
    client_for: ClientFor,
    embassy: httpx.AsyncClient,
    database: Database,
    modality: Modality,
    post_speaks: bool,
) -> None:
    for status, kind in (
        (ActivityStatus.READYING, "concur_activity"),
        (ActivityStatus.ACTIVE, "finish_activity"),
    ):
        activity, coordinator = await _with_coordinator(database, client_for, status, modality, **ENDED)
        work = (kind, str(activity.id))
        assert (work in await _kinds(embassy)) is post_speaks
        assert (work in await _kinds(coordinator)) is not post_speaks


async def test_the_report_may_be_written_by_either_side(
    client_for: ClientFor, embassy: httpx.AsyncClient, database: Database
) -> None:
    activity, coordinator = await _with_coordinator(
        database, client_for, ActivityStatus.COMPLETED, Modality.OVERSEAS_TRAIN, **ENDED
    )
    for client in (embassy, coordinator):
        assert await _kinds(client) == {("report_activity", str(activity.id))}


async def test_work_that_goes_on_is_not_to_be_finished_yet(
    embassy: httpx.AsyncClient, database: Database
) -> None:
    days = {"starts_on": date(2026, 6, 29), "ends_on": NOW.date()}
    async with database.transaction() as session:
        await make_activity(session, ActivityStatus.ACTIVE, **days)
    assert await _kinds(embassy) == set()


async def test_a_written_report_waits_for_the_programme(
    program_officer: httpx.AsyncClient, embassy: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, ActivityStatus.COMPLETED, **ENDED)
        report = AfterAction(activity_id=activity.id, summary="Twelve instructors trained.", submitted_at=NOW)
        session.add(report)
    assert ("accept_report", str(activity.id)) in await _kinds(program_officer)
    assert await _kinds(embassy) == set()
    async with database.transaction() as session:
        (await session.get_one(AfterAction, report.id)).accepted_at = NOW
    assert "accept_report" not in {kind for kind, _ in await _kinds(program_officer)}


async def test_a_paper_waits_for_the_role_that_owns_it(
    client_for: ClientFor, embassy: httpx.AsyncClient, database: Database
) -> None:
    activity, coordinator = await _with_coordinator(
        database, client_for, ActivityStatus.PLANNING, Modality.OVERSEAS_TRAIN
    )
    soon, later = date(2026, 7, 20), date(2026, 9, 1)
    async with database.transaction() as session:
        session.add_all(
            ChecklistItem(activity_id=activity.id, key=key, title=title, owner_role=role, due_on=due_on)
            for key, title, role, due_on in (
                ("travel", "Travel authorization", Role.AGENCY_COORDINATOR, soon),
                ("visas", "Visas", Role.AGENCY_COORDINATOR, later),
                ("names", "Participant list", Role.POST, soon),
            )
        )
    [paper] = (await coordinator.get("/reports/waiting")).json()["items"]
    assert (paper["kind"], paper["title"], paper["due_on"]) == (
        "settle_paper",
        "Travel authorization",
        "2026-07-20",
    )
    assert ("settle_paper", str(activity.id)) in await _kinds(embassy)


async def test_a_question_about_a_need_waits_for_its_post(
    embassy: httpx.AsyncClient, program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, RequestStatus.SUBMITTED)
        session.add(RequestClarification(request_id=request.id, question="Which dialect?"))
    work = ("answer_question", str(request.id))
    assert work in await _kinds(embassy)
    assert work not in await _kinds(program_officer)


async def test_new_enquiries_wait_for_the_programme(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        enquiry = Enquiry(
            reference="ENQ-T-0001",
            agency_name="Enquiring Police Department",
            state="VA",
            contact_name="Demo Contact",
            contact_email="contact@police.example",
            message="How does one begin?",
            received_at=NOW,
            form_nonce=b"once",
        )
        session.add(enquiry)
    assert ("triage_enquiry", str(enquiry.id)) in await _kinds(program_officer)
