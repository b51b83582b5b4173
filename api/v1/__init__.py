"""Version 1 of the API: one router a resource."""

from fastapi import APIRouter

from api.unit_of_work import SignedInRoute
from api.v1 import (
    academies,
    agencies,
    countries,
    expertise,
    identity,
    instruments,
    mous,
    obligations,
    officers,
    posts,
    reports,
    training_sessions,
)

router = APIRouter(prefix="/api/v1", route_class=SignedInRoute)
for resource in (
    identity.public,
    identity.router,
    agencies.router,
    expertise.router,
    countries.router,
    posts.router,
    academies.router,
    officers.router,
    training_sessions.router,
    mous.router,
    instruments.router,
    obligations.router,
    reports.router,
):
    router.include_router(resource)
