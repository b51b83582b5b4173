"""Officers and what they hold. Nothing is written before the session is flushed."""

import itertools
from datetime import date
from typing import Any

from models.agencies import Agency
from models.enums import ReadinessType
from models.officers import Officer, OfficerCredential, TrainingSession

_numbers = itertools.count(1)


def officer(of: Agency, **values: Any) -> Officer:
    return Officer(
        **({"agency_id": of.id, "name": f"Officer {next(_numbers):04d}", "languages": ["es"]} | values)
    )


def credential(
    of: Officer, type_: ReadinessType = ReadinessType.PREDEPLOYMENT_TRAINING, **values: Any
) -> OfficerCredential:
    defaults = {"type": type_.value, "issued_on": date(2026, 1, 15), "expires_on": date(2028, 1, 15)}
    return OfficerCredential(**(defaults | {"officer_id": of.id} | values))


def training_session(**values: Any) -> TrainingSession:
    defaults = {
        "name": f"Pre-deployment training {next(_numbers)}",
        "location": "Training centre, Virginia",
        "starts_on": date(2026, 7, 6),
        "ends_on": date(2026, 7, 10),
        "capacity": 20,
    }
    return TrainingSession(**(defaults | values))
