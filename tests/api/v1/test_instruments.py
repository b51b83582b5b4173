"""Instruments over HTTP: which choices the law knows, what a signature fixes, and who sees the money."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from models.agencies import Agency
from models.database import Database
from models.enums import AgencyKind, Role
from tests.factories.agreements import make_agency, make_instrument, make_mou, make_obligation
from tests.fixtures.api import ClientFor

BODY: dict[str, Any] = {
    "number": "SINLEC26CA0500",
    "kind": "cooperative_agreement",
    "regime": "assistance",
    "ceiling": {"amount": "250000.00"},
    "performance_starts_on": "2026-08-01",
    "performance_ends_on": "2027-07-31",
    "fiscal_strips": [{"appropriation": "1911.6X1022", "object_class": "4121"}],
}


@pytest.fixture
async def agency(database: Database) -> Agency:
    async with database.transaction() as session:
        return await make_agency(session)


async def _post(client: httpx.AsyncClient, agency: Agency, **changes: object) -> httpx.Response:
    return await client.post("/instruments", json=BODY | {"agency_id": str(agency.id)} | changes)


async def test_create_change_sign(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    created = await _post(program_officer, agency, mou_id=str(mou.id))
    assert created.status_code == 201, created.text
    answer = created.json()
    assert answer["ceiling"] == {"amount": "250000.00", "currency": "USD"}
    assert answer["obligated"] == {"amount": "0.00", "currency": "USD"}
    assert answer["mou"] == {"id": str(mou.id), "reference": mou.number}
    assert answer["allowed_actions"] == ["update", "sign", "delete"]
    address = f"/instruments/{answer['id']}"
    changed = await program_officer.patch(
        address,
        json={"regime": "travel_claim", "mou_id": None, "ceiling": {"amount": "300000"}},
        headers={"If-Match": created.headers["etag"]},
    )
    assert changed.status_code == 200, changed.text
    assert (changed.json()["regime"], changed.json()["mou"]) == ("travel_claim", None)
    signed = await program_officer.post(f"{address}/sign", headers={"If-Match": changed.headers["etag"]})
    assert signed.json()["signed_at"] == "2026-07-01T12:00:00.000000Z"
    assert signed.json()["allowed_actions"] == ["update"]
    again = await program_officer.post(f"{address}/sign", headers={"If-Match": signed.headers["etag"]})
    assert (again.status_code, again.json()["code"]) == (409, "already_signed")


async def test_a_signature_fixes_what_it_is(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        instrument = await make_instrument(session, agency)
        await make_obligation(session, instrument, "60000.00")
    address = f"/instruments/{instrument.id}"
    read = await program_officer.get(address)
    assert read.json()["obligated"]["amount"] == "60000.00"

    async def change(**body: object) -> httpx.Response:
        version = (await program_officer.get(address)).headers["etag"]
        return await program_officer.patch(address, json=body, headers={"If-Match": version})

    fixed = await change(kind="grant")
    assert (fixed.status_code, fixed.json()["code"]) == (409, "instrument_signed")
    lower = await change(ceiling={"amount": "59999.99"})
    assert (lower.status_code, lower.json()["code"]) == (409, "below_obligated")
    modified = await change(
        ceiling={"amount": "60000.00"}, performance_ends_on="2027-03-31", kind=BODY["kind"]
    )
    assert modified.status_code == 200, modified.text
    assert modified.json()["performance_ends_on"] == "2027-03-31"
    version = {"If-Match": modified.headers["etag"]}
    kept = await program_officer.delete(address, headers=version)
    assert (kept.status_code, kept.json()["code"]) == (409, "instrument_signed")


async def test_one_never_signed_can_be_removed(program_officer: httpx.AsyncClient, agency: Agency) -> None:
    created = await _post(program_officer, agency)
    address = created.headers["location"].removeprefix("/api/v1")
    removed = await program_officer.delete(address, headers={"If-Match": created.headers["etag"]})
    assert removed.status_code == 204
    assert (await program_officer.get(address)).status_code == 404


async def test_an_interagency_agreement_is_with_a_federal_agency(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        federal = await make_agency(session, kind=AgencyKind.FEDERAL_LE.value, state="US")
    choice = {"kind": "interagency_agreement", "regime": "vendor_invoice"}
    assert (await _post(program_officer, federal, **choice)).status_code == 201
    refused = await _post(program_officer, agency, **choice)
    assert [error["code"] for error in refused.json()["errors"]] == ["not_federal"]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"regime": "vendor_invoice"}, "/regime", "not_of_this_kind"),
        ({"kind": "contract"}, "/regime", "not_of_this_kind"),
        (
            {"kind": "invitational_travel", "regime": "travel_claim", "travel_basis": "agency_policy_capped"},
            "/travel_basis",
            "not_of_this_kind",
        ),
        ({"performance_ends_on": "2026-07-31"}, "/performance_ends_on", "before_start"),
        ({"agency_id": "019a0000-0000-7000-8000-000000000000"}, "/agency_id", "unknown"),
        ({"mou_id": "019a0000-0000-7000-8000-000000000000"}, "/mou_id", "unknown"),
        ({"ceiling": {"amount": "-5.00"}}, "/ceiling/amount", "amount_not_positive"),
        ({"ceiling": {"amount": "0.00"}}, "/ceiling/amount", "amount_not_positive"),
        ({"ceiling": {"amount": "1.005"}}, "/ceiling/amount", "amount_form"),
        ({"ceiling": {"amount": "NaN"}}, "/ceiling/amount", "amount_form"),
        ({"ceiling": {"amount": 5}}, "/ceiling/amount", "amount_form"),
        ({"ceiling": {"amount": "5.00", "currency": "EUR"}}, "/ceiling/currency", "literal_error"),
        ({"signed_at": "2026-01-01T00:00:00Z"}, "/signed_at", "unknown_field"),
    ],
)
async def test_bad_input_is_named(
    program_officer: httpx.AsyncClient, agency: Agency, changes: dict[str, Any], pointer: str, code: str
) -> None:
    refused = await _post(program_officer, agency, **changes)
    assert refused.status_code == 422, refused.text
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [(pointer, code)]


async def test_a_memorandum_is_of_the_same_agency(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        foreign = await make_mou(session, await make_agency(session))
    refused = await _post(program_officer, agency, mou_id=str(foreign.id))
    assert refused.json()["errors"][0]["pointer"] == "/mou_id"


async def test_a_taken_number_is_named(program_officer: httpx.AsyncClient, agency: Agency) -> None:
    assert (await _post(program_officer, agency)).status_code == 201
    again = await _post(program_officer, agency)
    assert (again.status_code, again.json()["code"]) == (409, "number_taken")


async def test_a_signature_in_the_future_is_refused(
    program_officer: httpx.AsyncClient, agency: Agency
) -> None:
    created = await _post(program_officer, agency)
    address = created.headers["location"].removeprefix("/api/v1")
    refused = await program_officer.post(
        f"{address}/sign",
        json={"signed_at": "2026-07-02T00:00:00Z"},
        headers={"If-Match": created.headers["etag"]},
    )
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "in_future")


async def test_who_sees_and_who_changes(client_for: ClientFor, agency: Agency, database: Database) -> None:
    async with database.transaction() as session:
        mine = await make_instrument(session, agency)
        other = await make_instrument(session, await make_agency(session))
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)
    listed = (await coordinator.get("/instruments")).json()["items"]
    assert [row["id"] for row in listed] == [str(mine.id)]
    assert (await coordinator.get(f"/instruments/{other.id}")).status_code == 404
    own = (await coordinator.get(f"/instruments/{mine.id}")).json()
    assert (own["obligated"], own["unliquidated"], own["allowed_actions"]) == (None, None, [])
    for role in (Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR):
        reader = await client_for(role)
        assert (await reader.get(f"/instruments/{mine.id}")).status_code == 200, role
        refused = await _post(reader, agency)
        assert (refused.status_code, refused.json()["permission"]) == (403, "instruments:edit"), role


async def test_filters(program_officer: httpx.AsyncClient, agency: Agency, database: Database) -> None:
    async with database.transaction() as session:
        signed = await make_instrument(session, agency)
        draft = await make_instrument(session, agency, signed_at=None, ceiling_usd=Decimal("5.00"))
    for params, expected in (
        ({"signed": "true"}, {str(signed.id)}),
        ({"signed": "false"}, {str(draft.id)}),
        ({"number": draft.number}, {str(draft.id)}),
        ({"kind": "grant"}, set()),
        ({"performance_ends_on.lt": "2027-01-01", "sort": "-ceiling"}, {str(signed.id), str(draft.id)}),
    ):
        listed = await program_officer.get("/instruments", params=params | {"agency_id": str(agency.id)})
        assert {row["id"] for row in listed.json()["items"]} == expected, params
