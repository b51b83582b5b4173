"""Rules about what a request may ask for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.enums import Modality
from services.errors import FieldProblem

#: Longer needs are split: a ranking looks at every day of the window.
LONGEST_WINDOW_DAYS = 366


def problems(values: Mapping[str, Any]) -> list[FieldProblem]:
    """Everything wrong with a request's `modality`, window, certification and expertise, taken together."""
    found = []
    starts_on: date = values["starts_on"]
    ends_on: date = values["ends_on"]
    if ends_on < starts_on:
        found.append(FieldProblem("ends_on", "before_start", "The window cannot end before it starts."))
    elif (ends_on - starts_on).days >= LONGEST_WINDOW_DAYS:
        message = f"A window has at most {LONGEST_WINDOW_DAYS} days. Make several requests."
        found.append(FieldProblem("ends_on", "window_too_long", message))
    if values["modality"] == Modality.STUDY_VISIT and values["trainer_cert_required"]:
        # Hosting a study visit never requires trainer certification (seed; invariant 7).
        message = "A study visit never requires trainer certification."
        found.append(FieldProblem("trainer_cert_required", "not_with_study_visit", message))
    both = sorted(set(values["required_expertise"]) & set(values["desired_expertise"]))
    if both:
        message = f"{', '.join(both)} cannot be both required and desired."
        found.append(FieldProblem("desired_expertise", "required_already", message))
    return found
