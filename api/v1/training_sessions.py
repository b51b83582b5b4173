"""Sessions of the pre-deployment training program, and who attends them."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from schemas.base import Page
from schemas.training import (
    Attendance,
    Enrollment,
    EnrollmentCreate,
    EnrollmentRow,
    TrainingSession,
    TrainingSessionCreate,
    TrainingSessionRow,
    TrainingSessionUpdate,
)
from services.listing import ListQuery
from services.officers import enrollments, training
from services.officers.enrollments import ENROLLMENT, ENROLLMENTS
from services.officers.training import TRAINING_SESSION, TRAINING_SESSIONS

router = Resource("/training-sessions", tags=["training"], route_class=PersonalRoute)
_ENROLLMENT = "/{session_id}/enrollments/{enrollment_id}"


@router.get("", operation_id="training_sessions_list", response_model=Page[TrainingSessionRow])
async def list_sessions(work: Read, query: ListQuery = list_query(TRAINING_SESSIONS)) -> Response:
    return await list_response(work, TRAINING_SESSIONS, query)


@router.post("", operation_id="training_sessions_create", response_model=TrainingSession, status_code=201)
async def create_session(work: Change, data: TrainingSessionCreate) -> Response:
    session_id = await training.create_session(work.session, work.actor, data)
    answer = await TRAINING_SESSION.after_change(
        work.session, work.actor, session_id, today=work.clock.today()
    )
    return record_response(work.request, answer, created_at=f"/api/v1/training-sessions/{session_id}")


@router.get("/{session_id}", operation_id="training_sessions_get", response_model=TrainingSession)
async def get_session(work: Read, session_id: UUID) -> Response:
    today = work.clock.today()
    answer = await TRAINING_SESSION.get(work.connection, work.actor, session_id, today=today)
    return record_response(work.request, answer)


@router.patch("/{session_id}", operation_id="training_sessions_update", response_model=TrainingSession)
async def update_session(
    work: Change, session_id: UUID, version: Version, data: TrainingSessionUpdate
) -> Response:
    await training.update_session(work.session, work.actor, session_id, version, data)
    answer = await TRAINING_SESSION.after_change(
        work.session, work.actor, session_id, today=work.clock.today()
    )
    return record_response(work.request, answer)


@router.delete("/{session_id}", operation_id="training_sessions_delete", status_code=204)
async def delete_session(work: Change, session_id: UUID, version: Version) -> Response:
    await training.delete_session(work.session, work.actor, session_id, version)
    return Response(status_code=204)


@router.get(
    "/{session_id}/enrollments", operation_id="training_enrollments_list", response_model=Page[EnrollmentRow]
)
async def list_enrollments(
    work: Read, session_id: UUID, query: ListQuery = list_query(ENROLLMENTS)
) -> Response:
    """Who is enrolled, as far as the caller may see them: an agency its own officers only."""
    await TRAINING_SESSION.get(work.connection, work.actor, session_id, today=work.clock.today())
    return await list_response(work, ENROLLMENTS, query, enrollments.of_session(session_id))


@router.post(
    "/{session_id}/enrollments",
    operation_id="training_enrollments_create",
    response_model=Enrollment,
    status_code=201,
)
async def enroll(work: Change, session_id: UUID, data: EnrollmentCreate) -> Response:
    enrollment_id = await enrollments.enroll(work.session, work.actor, work.clock, session_id, data)
    answer = await ENROLLMENT.after_change(work.session, work.actor, enrollment_id, today=work.clock.today())
    address = f"/api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(_ENROLLMENT, operation_id="training_enrollments_get", response_model=Enrollment)
async def get_enrollment(work: Read, session_id: UUID, enrollment_id: UUID) -> Response:
    scope = enrollments.of_session(session_id)
    answer = await ENROLLMENT.get(work.connection, work.actor, enrollment_id, scope, today=work.clock.today())
    return record_response(work.request, answer)


@router.delete(_ENROLLMENT, operation_id="training_enrollments_delete", status_code=204)
async def withdraw(work: Change, session_id: UUID, enrollment_id: UUID, version: Version) -> Response:
    await enrollments.withdraw(work.session, work.actor, session_id, enrollment_id, version)
    return Response(status_code=204)


@router.post(
    _ENROLLMENT + "/record-attendance",
    operation_id="training_enrollments_record_attendance",
    response_model=Enrollment,
)
async def record_attendance(
    work: Change, session_id: UUID, enrollment_id: UUID, version: Version, data: Attendance
) -> Response:
    """Say whether an officer attended. Attendance gives a pre-deployment training credential."""
    await enrollments.record_attendance(
        work.session,
        work.actor,
        work.clock,
        session_id,
        enrollment_id,
        version,
        attended=data.attended,
    )
    answer = await ENROLLMENT.after_change(work.session, work.actor, enrollment_id, today=work.clock.today())
    return record_response(work.request, answer)
