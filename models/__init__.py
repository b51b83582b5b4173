"""Tables of the programme. Importing this package registers every table with `Base.metadata`."""

from models import (
    academies,
    activities,
    agencies,
    claims,
    countries,
    events,
    expertise,
    identity,
    mous,
    notifications,
    obligations,
    officers,
    outreach,
    rates,
    requests,
    vetting,
)

__all__ = [
    "academies",
    "activities",
    "agencies",
    "claims",
    "countries",
    "events",
    "expertise",
    "identity",
    "mous",
    "notifications",
    "obligations",
    "officers",
    "outreach",
    "rates",
    "requests",
    "vetting",
]
