from datetime import date

import pytest

from models.enums import Modality, Role
from services.activities.rules import PaperworkTerms, paperwork

TERMS = PaperworkTerms(date(2026, 1, 1), 45, 45, 30)
STARTS_ON = date(2026, 9, 14)


def test_lead_times_and_owners() -> None:
    papers = paperwork(Modality.OVERSEAS_TRAIN, STARTS_ON, clearance_lead_days=14, terms=TERMS)
    assert [(paper.key, paper.owner, paper.due_on) for paper in papers] == [
        ("instrument", Role.PROGRAM_OFFICER, date(2026, 7, 31)),
        ("instrument_agency", Role.AGENCY_COORDINATOR, date(2026, 7, 31)),
        ("participants", Role.POST, date(2026, 7, 31)),
        ("travel", Role.AGENCY_COORDINATOR, date(2026, 8, 15)),
        ("country_clearance", Role.PROGRAM_OFFICER, date(2026, 8, 31)),
    ]


def test_only_the_instrument_blocks() -> None:
    papers = paperwork(Modality.ILEA_INSTRUCTION, STARTS_ON, clearance_lead_days=14, terms=TERMS)
    assert [paper.key for paper in papers if paper.gate] == ["instrument"]


@pytest.mark.parametrize("modality", Modality)
def test_clearance_is_for_travel_abroad(modality: Modality) -> None:
    papers = paperwork(modality, STARTS_ON, clearance_lead_days=14, terms=TERMS)
    assert ("country_clearance" in {paper.key for paper in papers}) == (modality is not Modality.STUDY_VISIT)
