"""Vouchers: the form of the regime, accessible, the same bytes each time, and without what must not be in it."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from models.database import Database
from models.enums import Role
from tests.api.v1.claim_acts import decision_on
from tests.factories.claims import Ground, act, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor

FORMS = {
    "vendor_invoice": ("SF-1034", "Public voucher for purchases and services other than personal"),
    "travel_claim": ("SF-1012", "Travel voucher"),
    "assistance": ("SF-270", "Request for advance or reimbursement"),
}


async def _partial(ground: Ground, lines: int = 1) -> dict[str, Any]:
    claim = await new_claim(ground)
    first = await add_line(ground, claim, "visa_fee", 1, "60.00")
    for number in range(1, lines):
        await add_line(ground, claim, "airfare", 2, f"{100 + number}.00", description=f"Flight {number}")
    return await bring_to(ground, claim, "partial", decision=decision_on(first, "partial"))


def _text(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


@pytest.mark.parametrize("regime", FORMS)
async def test_the_form_of_the_regime_tagged_and_titled(
    database: Database, client_for: ClientFor, regime: str
) -> None:
    ground = await make_ground(database, client_for, regime=regime)
    claim = await _partial(ground)
    address = f"/claims/{claim['id']}/voucher"
    preview = await ground.certifier.get(address)
    assert (preview.status_code, preview.headers["content-type"]) == (200, "application/pdf"), preview.text
    assert "Preview: not certified" in _text(PdfReader(io.BytesIO(preview.content)))
    assert (await act(ground.certifier, claim, "certify")).status_code == 200
    made = await ground.certifier.get(address)
    assert (await ground.certifier.get(address)).content == made.content
    document = PdfReader(io.BytesIO(made.content))
    form, title = FORMS[regime]
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-US"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata is not None
    assert document.metadata.title == f"{form}, {title}: {claim['reference']}"
    text = _text(document)
    for words in (
        "Certified for payment on 1 Jul 2026",
        ground.agency.legal_name,
        ground.instrument.number,
        ground.obligation.document_number,
        ground.obligation.fund,
        "not_allowable",
        "Only the fee for one person.",
        "20.00",
        "40.00",
        "Left blank",
    ):
        assert words in text, words
    assert "Preview" not in text


async def test_long_claims_run_over_pages_with_their_heads(database: Database, client_for: ClientFor) -> None:
    ground = await make_ground(database, client_for, regime="travel_claim")
    claim = await _partial(ground, lines=60)
    made = await ground.certifier.get(f"/claims/{claim['id']}/voucher")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages]
    assert len(pages) >= 3
    with_lines = [page for page in pages if "Flight" in page]
    assert len(with_lines) >= 2
    assert all("Articles or services" in page for page in with_lines)
    assert "Flight 59" in " ".join(pages)


async def test_who_sees_a_voucher_and_when(database: Database, client_for: ClientFor) -> None:
    ground = await make_ground(database, client_for)
    claim = await new_claim(ground)
    early = await ground.finance.get(f"/claims/{claim['id']}/voucher")
    assert (early.status_code, early.json()["code"]) == (409, "no_voucher_yet")
    decided = await _partial(ground)
    address = f"/claims/{decided['id']}/voucher"
    own = await ground.coordinator.get(address)
    text = _text(PdfReader(io.BytesIO(own.content)))
    assert ground.obligation.document_number not in text
    assert "Shown to the Department only" in text
    other = await client_for(
        Role.AGENCY_COORDINATOR, agency_id=(await make_ground(database, client_for)).agency.id
    )
    assert (await other.get(address)).status_code == 404
    administrator = await client_for(Role.ADMINISTRATOR)
    assert (await administrator.get(address)).status_code == 403
