"""Paperwork, programme and results of activities."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.activity_records import (
    AfterAction,
    AfterActionSet,
    Evaluation,
    EvaluationCreate,
    EvaluationUpdate,
    ItineraryCreate,
    ItineraryItem,
    ItineraryUpdate,
)
from schemas.base import Page
from schemas.paperwork import ChecklistDone, ChecklistItem, ChecklistWaive
from schemas.results import ActivityResults
from services.activities import after_action, checklist, evaluations, itinerary
from services.activities.parts import of_activity
from services.activities.queries import ACTIVITY
from services.listing import ListQuery
from services.reports.results import results_of_activity

router = Resource("/activities/{activity_id}", tags=["activities"])


@router.get("/checklist", operation_id="checklist_list", response_model=Page[ChecklistItem])
async def list_checklist(
    work: Read, activity_id: UUID, query: ListQuery = list_query(checklist.CHECKLIST)
) -> Response:
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    scope = of_activity(checklist.CHECKLIST, activity_id)
    return await list_response(work, checklist.CHECKLIST, query, scope)


@router.get("/checklist/{item_id}", operation_id="checklist_get", response_model=ChecklistItem)
async def get_checklist_item(work: Read, activity_id: UUID, item_id: UUID) -> Response:
    scope = of_activity(checklist.CHECKLIST_ITEM, activity_id)
    answer = await checklist.CHECKLIST_ITEM.get(work.connection, work.actor, item_id, scope)
    return record_response(work.request, answer)


@router.post("/checklist/{item_id}/done", operation_id="checklist_done", response_model=ChecklistItem)
async def mark_done(
    work: Change, activity_id: UUID, item_id: UUID, version: Version, data: ChecklistDone
) -> Response:
    """The owner of the paper, or the programme, says that it is done and what shows it."""
    await checklist.mark_done(work.session, work.actor, work.clock, activity_id, item_id, version, data)
    answer = await checklist.CHECKLIST_ITEM.after_change(work.session, work.actor, item_id)
    return record_response(work.request, answer)


@router.post("/checklist/{item_id}/waive", operation_id="checklist_waive", response_model=ChecklistItem)
async def waive(
    work: Change, activity_id: UUID, item_id: UUID, version: Version, data: ChecklistWaive
) -> Response:
    """Let the activity do without the paper until a day. Whoever acts is the approver."""
    await checklist.waive(work.session, work.actor, work.clock, activity_id, item_id, version, data)
    answer = await checklist.CHECKLIST_ITEM.after_change(work.session, work.actor, item_id)
    return record_response(work.request, answer)


@router.post("/checklist/{item_id}/reopen", operation_id="checklist_reopen", response_model=ChecklistItem)
async def reopen(work: Change, activity_id: UUID, item_id: UUID, version: Version) -> Response:
    await checklist.reopen(work.session, work.actor, activity_id, item_id, version)
    answer = await checklist.CHECKLIST_ITEM.after_change(work.session, work.actor, item_id)
    return record_response(work.request, answer)


@router.get("/after-action", operation_id="after_action_get", response_model=AfterAction)
async def get_after_action(work: Read, activity_id: UUID) -> Response:
    answer = await after_action.after_action(work.connection, work.actor, activity_id)
    return record_response(work.request, answer)


@router.put("/after-action", operation_id="after_action_set", response_model=AfterAction)
async def set_after_action(
    work: Change, activity_id: UUID, version: Version, data: AfterActionSet
) -> Response:
    """Write the report, or rewrite it until it is accepted. `If-Match: "0"` for the first time."""
    report_id = await after_action.write_after_action(
        work.session, work.actor, work.clock, activity_id, version, data
    )
    answer = await after_action.AFTER_ACTION.after_change(work.session, work.actor, report_id)
    return record_response(work.request, answer)


@router.post("/after-action/accept", operation_id="after_action_accept", response_model=AfterAction)
async def accept_after_action(work: Change, activity_id: UUID, version: Version) -> Response:
    report_id = await after_action.accept_after_action(
        work.session, work.actor, work.clock, activity_id, version
    )
    answer = await after_action.AFTER_ACTION.after_change(work.session, work.actor, report_id)
    return record_response(work.request, answer)


@router.get("/itinerary", operation_id="itinerary_list", response_model=Page[ItineraryItem])
async def list_itinerary(
    work: Read, activity_id: UUID, query: ListQuery = list_query(itinerary.ITINERARY)
) -> Response:
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    scope = of_activity(itinerary.ITINERARY, activity_id)
    return await list_response(work, itinerary.ITINERARY, query, scope)


@router.post("/itinerary", operation_id="itinerary_create", response_model=ItineraryItem, status_code=201)
async def add_itinerary_item(work: Change, activity_id: UUID, data: ItineraryCreate) -> Response:
    item_id = await itinerary.add_item(work.session, work.actor, activity_id, data)
    answer = await itinerary.ITINERARY_ITEM.after_change(work.session, work.actor, item_id)
    address = f"/api/v1/activities/{activity_id}/itinerary/{item_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/itinerary/{item_id}", operation_id="itinerary_get", response_model=ItineraryItem)
async def get_itinerary_item(work: Read, activity_id: UUID, item_id: UUID) -> Response:
    scope = of_activity(itinerary.ITINERARY_ITEM, activity_id)
    answer = await itinerary.ITINERARY_ITEM.get(work.connection, work.actor, item_id, scope)
    return record_response(work.request, answer)


@router.patch("/itinerary/{item_id}", operation_id="itinerary_update", response_model=ItineraryItem)
async def update_itinerary_item(
    work: Change, activity_id: UUID, item_id: UUID, version: Version, data: ItineraryUpdate
) -> Response:
    await itinerary.update_item(work.session, work.actor, activity_id, item_id, version, data)
    answer = await itinerary.ITINERARY_ITEM.after_change(work.session, work.actor, item_id)
    return record_response(work.request, answer)


@router.delete("/itinerary/{item_id}", operation_id="itinerary_delete", status_code=204)
async def remove_itinerary_item(work: Change, activity_id: UUID, item_id: UUID, version: Version) -> Response:
    await itinerary.remove_item(work.session, work.actor, activity_id, item_id, version)
    return Response(status_code=204)


@router.get("/results", operation_id="activities_results", response_model=ActivityResults)
async def get_results(work: Read, activity_id: UUID) -> Response:
    """Sums of attendance and evaluations, each of enough people to tell of nobody."""
    return json_response(await results_of_activity(work.connection, work.actor, work.clock, activity_id))


@router.get("/evaluations", operation_id="evaluations_list", response_model=Page[Evaluation])
async def list_evaluations(
    work: Read, activity_id: UUID, query: ListQuery = list_query(evaluations.EVALUATIONS)
) -> Response:
    await ACTIVITY.get(work.connection, work.actor, activity_id)
    scope = of_activity(evaluations.EVALUATIONS, activity_id)
    return await list_response(work, evaluations.EVALUATIONS, query, scope)


@router.post("/evaluations", operation_id="evaluations_create", response_model=Evaluation, status_code=201)
async def add_evaluation(work: Change, activity_id: UUID, data: EvaluationCreate) -> Response:
    evaluation_id = await evaluations.add_evaluation(work.session, work.actor, activity_id, data)
    answer = await evaluations.EVALUATION.after_change(work.session, work.actor, evaluation_id)
    address = f"/api/v1/activities/{activity_id}/evaluations/{evaluation_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/evaluations/{evaluation_id}", operation_id="evaluations_get", response_model=Evaluation)
async def get_evaluation(work: Read, activity_id: UUID, evaluation_id: UUID) -> Response:
    scope = of_activity(evaluations.EVALUATION, activity_id)
    answer = await evaluations.EVALUATION.get(work.connection, work.actor, evaluation_id, scope)
    return record_response(work.request, answer)


@router.patch("/evaluations/{evaluation_id}", operation_id="evaluations_update", response_model=Evaluation)
async def update_evaluation(
    work: Change, activity_id: UUID, evaluation_id: UUID, version: Version, data: EvaluationUpdate
) -> Response:
    await evaluations.update_evaluation(work.session, work.actor, activity_id, evaluation_id, version, data)
    answer = await evaluations.EVALUATION.after_change(work.session, work.actor, evaluation_id)
    return record_response(work.request, answer)


@router.delete("/evaluations/{evaluation_id}", operation_id="evaluations_delete", status_code=204)
async def remove_evaluation(
    work: Change, activity_id: UUID, evaluation_id: UUID, version: Version
) -> Response:
    await evaluations.remove_evaluation(work.session, work.actor, activity_id, evaluation_id, version)
    return Response(status_code=204)
