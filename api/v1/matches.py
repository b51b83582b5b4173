"""Rankings of agencies for a request."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.matches import MatchReplay, MatchRun, MatchRunRow
from services.listing import ListQuery
from services.requests import matches
from services.requests.queries import REQUEST
from services.requests.ranking import make_match_run

router = Resource("/requests/{request_id}/matches", tags=["requests"])


@router.get("", operation_id="request_matches_list", response_model=Page[MatchRunRow])
async def list_match_runs(
    work: Read, request_id: UUID, query: ListQuery = list_query(matches.MATCH_RUNS)
) -> Response:
    await REQUEST.get(work.connection, work.actor, request_id)
    scope = matches.of_request(request_id)
    return await list_response(work, matches.MATCH_RUNS, query, scope)


@router.post("", operation_id="request_matches_create", response_model=MatchRun, status_code=201)
async def create_match_run(work: Change, request_id: UUID) -> Response:
    """Ranks all agencies now, and keeps the ranking with its inputs."""
    run_id = await make_match_run(work.session, work.actor, work.clock, request_id)
    answer = await matches.MATCH_RUN.after_change(work.session, work.actor, run_id)
    return record_response(work.request, answer, created_at=f"/api/v1/requests/{request_id}/matches/{run_id}")


@router.get("/{run_id}", operation_id="request_matches_get", response_model=MatchRun)
async def get_match_run(work: Read, request_id: UUID, run_id: UUID) -> Response:
    scope = matches.of_request(request_id)
    answer = await matches.MATCH_RUN.get(work.connection, work.actor, run_id, scope)
    return record_response(work.request, answer)


@router.get("/{run_id}/replay", operation_id="request_matches_replay", response_model=MatchReplay)
async def replay_match_run(work: Read, request_id: UUID, run_id: UUID) -> Response:
    """Computes the ranking again from its stored inputs and compares the two."""
    return json_response(await matches.replay(work.connection, work.actor, request_id, run_id))
