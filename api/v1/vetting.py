"""Foreign units and people, and their vetting. Answers hold personal data and are never stored on the way."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.vetting import (
    ForeignParticipant,
    ForeignParticipantCreate,
    ForeignParticipantCreated,
    ForeignParticipantRow,
    ForeignParticipantUpdate,
    Unit,
    UnitCreate,
    UnitRow,
    UnitUpdate,
    VettingCase,
    VettingCaseCreate,
    VettingCaseRow,
    VettingDecide,
    VettingEnter,
    VettingNotice,
    VettingQueueRow,
)
from services.listing import ListQuery
from services.vetting import cases, people, units
from services.vetting.queue import QUEUE
from services.workflows import vetting as decisions

router = Resource(tags=["vetting"])


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@router.get("/units", operation_id="units_list", response_model=Page[UnitRow])
async def list_units(work: Read, query: ListQuery = list_query(units.UNITS)) -> Response:
    return await list_response(work, units.UNITS, query)


@router.post("/units", operation_id="units_create", response_model=Unit, status_code=201)
async def create_unit(work: Change, data: UnitCreate) -> Response:
    unit_id = await units.create_unit(work.session, work.actor, work.clock, data)
    answer = await units.UNIT.after_change(work.session, work.actor, unit_id)
    return record_response(work.request, answer, created_at=f"/api/v1/units/{unit_id}")


@router.get("/units/{unit_id}", operation_id="units_get", response_model=Unit)
async def get_unit(work: Read, unit_id: UUID) -> Response:
    return record_response(work.request, await units.UNIT.get(work.connection, work.actor, unit_id))


@router.patch("/units/{unit_id}", operation_id="units_update", response_model=Unit)
async def update_unit(work: Change, unit_id: UUID, version: Version, data: UnitUpdate) -> Response:
    await units.update_unit(work.session, work.actor, unit_id, version, data)
    return record_response(work.request, await units.UNIT.after_change(work.session, work.actor, unit_id))


@router.get(
    "/foreign-participants",
    operation_id="foreign_participants_list",
    response_model=Page[ForeignParticipantRow],
)
async def list_people(work: Read, query: ListQuery = list_query(people.PEOPLE)) -> Response:
    return _private(await list_response(work, people.PEOPLE, query))


@router.post(
    "/foreign-participants",
    operation_id="foreign_participants_create",
    response_model=ForeignParticipantCreated,
    status_code=201,
)
async def create_person(work: Change, data: ForeignParticipantCreate) -> Response:
    """Birth data is for vetting: it is shown to nobody but the post, and the answer does not repeat it."""
    person_id = await people.create_person(work.session, work.actor, work.clock, data)
    answer = await people.PERSON_CREATED.after_change(work.session, work.actor, person_id)
    address = f"/api/v1/foreign-participants/{person_id}"
    return _private(record_response(work.request, answer, created_at=address))


@router.get(
    "/foreign-participants/{person_id}",
    operation_id="foreign_participants_get",
    response_model=ForeignParticipant,
)
async def get_person(work: Read, person_id: UUID) -> Response:
    answer = await people.PERSON.get(work.connection, work.actor, person_id)
    return _private(record_response(work.request, answer))


@router.patch(
    "/foreign-participants/{person_id}",
    operation_id="foreign_participants_update",
    response_model=ForeignParticipant,
)
async def update_person(
    work: Change, person_id: UUID, version: Version, data: ForeignParticipantUpdate
) -> Response:
    await people.update_person(work.session, work.actor, work.clock, person_id, version, data)
    answer = await people.PERSON.after_change(work.session, work.actor, person_id)
    return _private(record_response(work.request, answer))


@router.get("/vetting-queue", operation_id="vetting_queue_list", response_model=Page[VettingQueueRow])
async def list_queue(work: Read, query: ListQuery = list_query(QUEUE)) -> Response:
    """Everybody on the lists of activities, by lead time, with what is to be done next."""
    return _private(await list_response(work, QUEUE, query))


@router.get("/vetting-cases", operation_id="vetting_cases_list", response_model=Page[VettingCaseRow])
async def list_cases(work: Read, query: ListQuery = list_query(cases.CASES)) -> Response:
    return _private(await list_response(work, cases.CASES, query))


@router.post(
    "/vetting-cases", operation_id="vetting_cases_create", response_model=VettingCase, status_code=201
)
async def nominate(work: Change, data: VettingCaseCreate) -> Response:
    """Open a case of one person or one unit."""
    case_id = await cases.nominate(work.session, work.actor, work.clock, data)
    answer = await cases.CASE.after_change(work.session, work.actor, case_id)
    return _private(record_response(work.request, answer, created_at=f"/api/v1/vetting-cases/{case_id}"))


@router.get("/vetting-cases/{case_id}", operation_id="vetting_cases_get", response_model=VettingCase)
async def get_case(work: Read, case_id: UUID) -> Response:
    answer = await cases.CASE.get(work.connection, work.actor, case_id)
    return _private(record_response(work.request, answer))


async def _answer(work: Change, case_id: UUID) -> Response:
    answer = await cases.CASE.after_change(work.session, work.actor, case_id)
    return _private(record_response(work.request, answer))


@router.post(
    "/vetting-cases/{case_id}/submit", operation_id="vetting_cases_submit", response_model=VettingCase
)
async def submit_case(work: Change, case_id: UUID, version: Version) -> Response:
    """To the post's check, when what vetting needs of person and unit is recorded."""
    await cases.submit(work.session, work.actor, case_id, version)
    return await _answer(work, case_id)


@router.post("/vetting-cases/{case_id}/enter", operation_id="vetting_cases_enter", response_model=VettingCase)
async def enter_case(work: Change, case_id: UUID, version: Version, data: VettingEnter) -> Response:
    """The case is in INVEST."""
    await cases.enter(work.session, work.actor, case_id, version, data)
    return await _answer(work, case_id)


@router.post(
    "/vetting-cases/{case_id}/decide", operation_id="vetting_cases_decide", response_model=VettingCase
)
async def decide_case(work: Change, case_id: UUID, version: Version, data: VettingDecide) -> Response:
    """Take over the result. A rejection removes the person from activities that are not over."""
    await decisions.decide(work.session, work.actor, work.clock, case_id, version, data)
    return await _answer(work, case_id)


@router.post(
    "/vetting-cases/{case_id}/new-information",
    operation_id="vetting_cases_new_information",
    response_model=VettingCase,
)
async def take_new_information(work: Change, case_id: UUID, version: Version) -> Response:
    """Something came up: the approval is suspended. What it was is not kept here."""
    await cases.take_new_information(work.session, work.actor, case_id, version)
    return await _answer(work, case_id)


@router.post(
    "/vetting-cases/{case_id}/re-review", operation_id="vetting_cases_re_review", response_model=VettingCase
)
async def review_again(work: Change, case_id: UUID, version: Version) -> Response:
    await cases.review_again(work.session, work.actor, case_id, version)
    return await _answer(work, case_id)


@router.post(
    "/vetting-cases/{case_id}/record-notice",
    operation_id="vetting_cases_record_notice",
    response_model=VettingCase,
)
async def record_notice(work: Change, case_id: UUID, version: Version, data: VettingNotice) -> Response:
    """The duties that follow a rejection are met (22 USC 2378d(c))."""
    await cases.record_notice(work.session, work.actor, work.clock, case_id, version, data)
    return await _answer(work, case_id)
