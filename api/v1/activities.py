"""Activities and their way from plan to close."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.activities import (
    Activity,
    ActivityCreate,
    ActivityRow,
    ActivityUpdate,
    AttendanceRecord,
    Cancellation,
    Gates,
)
from schemas.base import Page, Reason
from services.activities import attendance, commands, progress
from services.activities.consequences import consequences_of_cancelling
from services.activities.gates import gates_of
from services.activities.queries import ACTIVITIES, ACTIVITY, asked_by
from services.listing import ListQuery

router = Resource("/activities", tags=["activities"])


async def _answer(work: Change, activity_id: UUID) -> Response:
    return record_response(work.request, await ACTIVITY.after_change(work.session, work.actor, activity_id))


@router.get("", operation_id="activities_list", response_model=Page[ActivityRow])
async def list_activities(work: Read, query: ListQuery = list_query(ACTIVITIES)) -> Response:
    query = asked_by(query, work.actor)
    return await list_response(work, ACTIVITIES, query)


@router.post("", operation_id="activities_create", response_model=Activity, status_code=201)
async def create_activity(work: Change, data: ActivityCreate) -> Response:
    """Start work without an offer. Its paperwork is laid out by the dates."""
    activity_id = await commands.create_activity(work.session, work.actor, work.clock, data)
    answer = await ACTIVITY.after_change(work.session, work.actor, activity_id)
    return record_response(work.request, answer, created_at=f"/api/v1/activities/{activity_id}")


@router.get("/{activity_id}", operation_id="activities_get", response_model=Activity)
async def get_activity(work: Read, activity_id: UUID) -> Response:
    return record_response(work.request, await ACTIVITY.get(work.connection, work.actor, activity_id))


@router.patch("/{activity_id}", operation_id="activities_update", response_model=Activity)
async def update_activity(
    work: Change, activity_id: UUID, version: Version, data: ActivityUpdate
) -> Response:
    """While planning or readying. New days or another venue void the concurrence."""
    await commands.update_activity(work.session, work.actor, work.clock, activity_id, version, data)
    return await _answer(work, activity_id)


@router.get("/{activity_id}/gates", operation_id="activities_gates", response_model=Gates)
async def get_gates(work: Read, activity_id: UUID) -> Response:
    """What stands between the activity and its go-ahead."""
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    return json_response(await gates_of(work.connection, work.actor, activity_id, work.clock.today()))


@router.post("/{activity_id}/ready", operation_id="activities_ready", response_model=Activity)
async def make_ready(work: Change, activity_id: UUID, version: Version) -> Response:
    """Paperwork complete: a signed instrument, and an obligation that pays the estimate."""
    await progress.make_ready(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/concur", operation_id="activities_concur", response_model=Activity)
async def concur(work: Change, activity_id: UUID, version: Version) -> Response:
    """The post, or for a study visit the host agency's coordinator, agrees that the activity goes."""
    await progress.concur(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/authorize", operation_id="activities_authorize", response_model=Activity)
async def authorize(work: Change, activity_id: UUID, version: Version) -> Response:
    """The go-ahead, when every gate passes."""
    await progress.authorize(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/suspend", operation_id="activities_suspend", response_model=Activity)
async def suspend(work: Change, activity_id: UUID, version: Version, data: Reason) -> Response:
    """Hold the activity for a reason of the programme, the post or the agency."""
    await progress.suspend(work.session, work.actor, work.clock, activity_id, version, data.reason)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/resume", operation_id="activities_resume", response_model=Activity)
async def resume(work: Change, activity_id: UUID, version: Version) -> Response:
    """Go on, when every gate passes again."""
    await progress.resume(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/attendance", operation_id="activities_attendance", response_model=Activity)
async def record_attendance(
    work: Change, activity_id: UUID, version: Version, data: AttendanceRecord
) -> Response:
    """How many people came, and for those on the list, for how many days."""
    await attendance.record_attendance(work.session, work.actor, work.clock, activity_id, version, data)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/finish", operation_id="activities_finish", response_model=Activity)
async def finish(work: Change, activity_id: UUID, version: Version) -> Response:
    """The work is done; the post says so, or the host agency of a study visit."""
    await progress.finish(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.post("/{activity_id}/close", operation_id="activities_close", response_model=Activity)
async def close(work: Change, activity_id: UUID, version: Version) -> Response:
    """Report accepted, claims final, no money left."""
    await progress.close(work.session, work.actor, work.clock, activity_id, version)
    return await _answer(work, activity_id)


@router.get(
    "/{activity_id}/cancellation", operation_id="activities_cancellation", response_model=Cancellation
)
async def get_cancellation(work: Read, activity_id: UUID) -> Response:
    """What cancelling would bring about, to be shown before it is confirmed."""
    today = work.clock.today()
    return json_response(await consequences_of_cancelling(work.connection, work.actor, activity_id, today))


@router.post("/{activity_id}/cancel", operation_id="activities_cancel", response_model=Activity)
async def cancel(work: Change, activity_id: UUID, version: Version, data: Reason) -> Response:
    """Give the activity up before it is completed."""
    await progress.cancel(work.session, work.actor, work.clock, activity_id, version, data.reason)
    return await _answer(work, activity_id)
