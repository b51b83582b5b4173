"""Version 1 of the API: one router a resource."""

from fastapi import APIRouter

from api.unit_of_work import SignedInRoute
from api.v1 import (
    academies,
    agencies,
    blackouts,
    capability_packages,
    countries,
    expertise,
    identity,
    instruments,
    matches,
    mous,
    obligations,
    offers,
    officers,
    outreach,
    posts,
    rates,
    reports,
    requests,
    training_sessions,
)

router = APIRouter(prefix="/api/v1", route_class=SignedInRoute)
for resource in (
    identity.public,
    identity.router,
    agencies.router,
    capability_packages.router,
    blackouts.router,
    expertise.router,
    countries.router,
    posts.router,
    academies.router,
    requests.router,
    matches.router,
    outreach.router,
    offers.router,
    officers.router,
    training_sessions.router,
    mous.router,
    instruments.router,
    obligations.router,
    rates.router,
    reports.router,
):
    router.include_router(resource)
