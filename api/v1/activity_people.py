"""Who takes part in activities: officers with their readiness, and foreign participants."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from models.enums import ReadinessType
from schemas.activity_records import Participant, ParticipantAdd, ParticipantUpdate
from schemas.assignments import (
    Assignment,
    AssignmentCreate,
    AssignmentRow,
    AssignmentUpdate,
    Readiness,
    ReadinessItem,
    ReadinessSet,
    ReadinessWaive,
)
from schemas.base import Page
from schemas.readiness import ReadinessMatrix
from services.activities import assignments, items, matrix, participants
from services.activities.parts import of_activity
from services.activities.queries import ACTIVITY
from services.listing import ListQuery

router = Resource("/activities/{activity_id}", tags=["activities"])
_READINESS = "/assignments/{assignment_id}/readiness"


@router.get("/assignments", operation_id="assignments_list", response_model=Page[AssignmentRow])
async def list_assignments(
    work: Read, activity_id: UUID, query: ListQuery = list_query(assignments.ASSIGNMENTS)
) -> Response:
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    scope = of_activity(assignments.ASSIGNMENTS, activity_id)
    return await list_response(work, assignments.ASSIGNMENTS, query, scope)


@router.post("/assignments", operation_id="assignments_create", response_model=Assignment, status_code=201)
async def assign_officer(work: Change, activity_id: UUID, data: AssignmentCreate) -> Response:
    """409 names the activity on which the officer is at the time."""
    assignment_id = await assignments.assign(work.session, work.actor, activity_id, data)
    answer = await assignments.ASSIGNMENT.after_change(work.session, work.actor, assignment_id)
    address = f"/api/v1/activities/{activity_id}/assignments/{assignment_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/assignments/{assignment_id}", operation_id="assignments_get", response_model=Assignment)
async def get_assignment(work: Read, activity_id: UUID, assignment_id: UUID) -> Response:
    scope = of_activity(assignments.ASSIGNMENT, activity_id)
    answer = await assignments.ASSIGNMENT.get(work.connection, work.actor, assignment_id, scope)
    return record_response(work.request, answer)


@router.patch("/assignments/{assignment_id}", operation_id="assignments_update", response_model=Assignment)
async def update_assignment(
    work: Change, activity_id: UUID, assignment_id: UUID, version: Version, data: AssignmentUpdate
) -> Response:
    await assignments.update_assignment(work.session, work.actor, activity_id, assignment_id, version, data)
    answer = await assignments.ASSIGNMENT.after_change(work.session, work.actor, assignment_id)
    return record_response(work.request, answer)


@router.post(
    "/assignments/{assignment_id}/cancel", operation_id="assignments_cancel", response_model=Assignment
)
async def cancel_assignment(
    work: Change, activity_id: UUID, assignment_id: UUID, version: Version
) -> Response:
    await assignments.cancel_assignment(work.session, work.actor, activity_id, assignment_id, version)
    answer = await assignments.ASSIGNMENT.after_change(work.session, work.actor, assignment_id)
    return record_response(work.request, answer)


@router.get("/readiness", operation_id="readiness_matrix", response_model=ReadinessMatrix)
async def get_readiness_matrix(work: Read, activity_id: UUID) -> Response:
    """Every planned officer against everything asked for: how it stands, why, and what to do."""
    return json_response(await matrix.matrix_of_activity(work.connection, work.actor, activity_id))


@router.get(_READINESS, operation_id="readiness_get", response_model=Readiness)
async def get_readiness(work: Read, activity_id: UUID, assignment_id: UUID) -> Response:
    """Everything the officer must hold, and what is valid, missing or expires too early."""
    answer = await matrix.readiness(work.connection, work.actor, activity_id, assignment_id)
    return json_response(answer)


@router.get(f"{_READINESS}/{{type}}", operation_id="readiness_items_get", response_model=ReadinessItem)
async def get_readiness_item(
    work: Read, activity_id: UUID, assignment_id: UUID, type: ReadinessType
) -> Response:
    answer = await items.readiness_item(work.connection, work.actor, activity_id, assignment_id, type)
    return record_response(work.request, answer)


@router.put(f"{_READINESS}/{{type}}", operation_id="readiness_items_set", response_model=ReadinessItem)
async def set_readiness_item(
    work: Change,
    activity_id: UUID,
    assignment_id: UUID,
    type: ReadinessType,
    version: Version,
    data: ReadinessSet,
) -> Response:
    """Record an item. `If-Match: "0"` while nothing is on file."""
    answer = await items.set_item(
        work.session, work.actor, work.clock, activity_id, assignment_id, type, version, data
    )
    return record_response(work.request, answer)


@router.post(
    f"{_READINESS}/{{type}}/waive", operation_id="readiness_items_waive", response_model=ReadinessItem
)
async def waive_readiness_item(
    work: Change,
    activity_id: UUID,
    assignment_id: UUID,
    type: ReadinessType,
    version: Version,
    data: ReadinessWaive,
) -> Response:
    """Let the officer go without the item until a day. `If-Match: "0"` while nothing is on file."""
    answer = await items.waive_item(
        work.session, work.actor, work.clock, activity_id, assignment_id, type, version, data
    )
    return record_response(work.request, answer)


@router.get("/participants", operation_id="participants_list", response_model=Page[Participant])
async def list_participants(
    work: Read, activity_id: UUID, query: ListQuery = list_query(participants.PARTICIPANTS)
) -> Response:
    """Hosts see only those whose person and unit are approved."""
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    scope = of_activity(participants.PARTICIPANTS, activity_id)
    return await list_response(work, participants.PARTICIPANTS, query, scope)


@router.post("/participants", operation_id="participants_create", response_model=Participant, status_code=201)
async def add_participant(work: Change, activity_id: UUID, data: ParticipantAdd) -> Response:
    entry_id = await participants.add_participant(work.session, work.actor, activity_id, data)
    answer = await participants.PARTICIPANT.after_change(work.session, work.actor, entry_id)
    address = f"/api/v1/activities/{activity_id}/participants/{entry_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/participants/{entry_id}", operation_id="participants_get", response_model=Participant)
async def get_participant(work: Read, activity_id: UUID, entry_id: UUID) -> Response:
    scope = of_activity(participants.PARTICIPANT, activity_id)
    answer = await participants.PARTICIPANT.get(work.connection, work.actor, entry_id, scope)
    return record_response(work.request, answer)


@router.patch("/participants/{entry_id}", operation_id="participants_update", response_model=Participant)
async def update_participant(
    work: Change, activity_id: UUID, entry_id: UUID, version: Version, data: ParticipantUpdate
) -> Response:
    """Confirm that somebody has returned home."""
    await participants.update_participant(
        work.session, work.actor, work.clock, activity_id, entry_id, version, data
    )
    answer = await participants.PARTICIPANT.after_change(work.session, work.actor, entry_id)
    return record_response(work.request, answer)


@router.delete("/participants/{entry_id}", operation_id="participants_delete", status_code=204)
async def remove_participant(work: Change, activity_id: UUID, entry_id: UUID, version: Version) -> Response:
    await participants.remove_participant(
        work.session, work.actor, work.clock, activity_id, entry_id, version
    )
    return Response(status_code=204)
