"""Is the process alive, and is it ready to serve: for load balancers, outside the version."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from api.responses import json_response
from models.database import Database
from services.revisions import current_revision, newest_revision

router = APIRouter(tags=["health"])


@router.get(
    "/healthz", operation_id="health", summary="The process is alive", openapi_extra={"x-public": True}
)
async def health() -> Response:
    return json_response({"status": "ok"}, cache="no-store")


@router.get(
    "/readyz",
    operation_id="readiness",
    summary="Database reachable and migrated",
    openapi_extra={"x-public": True},
)
async def readiness(request: Request) -> Response:
    database: Database = request.app.state.database
    try:
        migrated = await current_revision(database) == newest_revision()
    except (SQLAlchemyError, OSError):
        return json_response({"status": "database_unavailable"}, cache="no-store", status=503)
    if not migrated:
        return json_response({"status": "not_migrated"}, cache="no-store", status=503)
    return json_response({"status": "ok"}, cache="no-store")
