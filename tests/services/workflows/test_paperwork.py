from datetime import date

import pytest

from models.enums import Modality, Role
from services.workflows.paperwork import PaperworkPolicy, checklist

POLICY = PaperworkPolicy(date(2026, 1, 1), 45, 45, 30)
STARTS_ON = date(2026, 9, 14)


def test_lead_times_and_owners() -> None:
    items = checklist(Modality.OVERSEAS_TRAIN, STARTS_ON, 14, POLICY)
    assert [(item.key, item.owner, item.due_on) for item in items] == [
        ("instrument", Role.PROGRAM_OFFICER, date(2026, 7, 31)),
        ("instrument_agency", Role.AGENCY_COORDINATOR, date(2026, 7, 31)),
        ("participants", Role.POST, date(2026, 7, 31)),
        ("travel", Role.AGENCY_COORDINATOR, date(2026, 8, 15)),
        ("country_clearance", Role.PROGRAM_OFFICER, date(2026, 8, 31)),
    ]


def test_only_the_instrument_blocks() -> None:
    assert [
        item.key for item in checklist(Modality.ILEA_INSTRUCTION, STARTS_ON, 14, POLICY) if item.gate
    ] == ["instrument"]


@pytest.mark.parametrize("modality", Modality)
def test_clearance_is_for_travel_abroad(modality: Modality) -> None:
    keys = {item.key for item in checklist(modality, STARTS_ON, 14, POLICY)}
    assert ("country_clearance" in keys) == (modality is not Modality.STUDY_VISIT)
