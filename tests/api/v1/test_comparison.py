"""Offers made from packages, and offers side by side: what is not known is said to be unknown, nobody's no is shown."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from models.agencies import CapabilityPackage
from models.database import Database
from models.enums import Modality, ReadinessType, Role
from models.enums import OutreachStatus as S
from models.officers import Officer, OfficerCredential
from models.requests import AssistanceRequest
from services.sealing import seal_events
from tests.factories.activities import post_in
from tests.factories.requests import make_offer, make_officers, make_outreach, make_partner, make_request
from tests.fixtures.addresses import readable_addresses
from tests.fixtures.api import ClientFor

LODGING = {"category": "lodging", "description": "Hotel", "amount": {"amount": "900.00", "currency": "USD"}}
TICKET = {"category": "airfare", "description": "Flight", "amount": {"amount": "640.50", "currency": "USD"}}


class Asked:
    """An interested agency with an officer and a package of its own."""

    def __init__(
        self, client: httpx.AsyncClient, outreach_id: UUID, officer_id: UUID, package_id: UUID
    ) -> None:
        self.client, self.outreach_id = client, outreach_id
        self.officer_id, self.package_id = officer_id, package_id

    async def offer(self, **changes: Any) -> httpx.Response:
        body = {
            "outreach_id": str(self.outreach_id),
            "officers": [str(self.officer_id)],
            "starts_on": "2026-09-14",
            "ends_on": "2026-09-18",
            "package_id": str(self.package_id),
        }
        return await self.client.post("/offers", json=body | changes)


@pytest.fixture
async def asked(database: Database, client_for: ClientFor) -> Asked:
    async with database.transaction() as session:
        agency = await make_partner(session)
        (officer,) = await make_officers(session, agency, 1)
        outreach = await make_outreach(session, S.INTERESTED, agency=agency)
        package = CapabilityPackage(
            agency_id=agency.id,
            name="Crash course",
            modality=Modality.OVERSEAS_TRAIN.value,
            officers=1,
            days=5,
            cost_lines=[LODGING, TICKET],
            total_usd=1540.50,
        )
        session.add(package)
    client = await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)
    return Asked(client, outreach.id, officer.id, package.id)


async def test_an_offer_takes_the_lines_of_its_package(asked: Asked) -> None:
    made = await asked.offer()
    assert made.status_code == 201, made.text
    offer = made.json()
    assert (offer["cost_lines"], offer["package_name"]) == ([LODGING, TICKET], "Crash course")
    assert offer["total"] == {"amount": "1540.50", "currency": "USD"}
    # The package goes, the offer remembers it.
    address = f"/agencies/{offer['agency']['id']}/capability-packages/{asked.package_id}"
    etag = (await asked.client.get(address)).headers["etag"]
    assert (await asked.client.delete(address, headers={"If-Match": etag})).status_code == 204
    assert (await asked.client.get(f"/offers/{offer['id']}")).json()["package_name"] == "Crash course"


async def test_lines_that_are_named_go_before_those_of_the_package(asked: Asked) -> None:
    offer = (await asked.offer(cost_lines=[TICKET])).json()
    assert (offer["cost_lines"], offer["package_name"]) == ([TICKET], "Crash course")


async def test_a_package_is_the_agencys_own(asked: Asked, database: Database) -> None:
    async with database.transaction() as session:
        other = await make_partner(session)
        theirs = CapabilityPackage(
            agency_id=other.id, name="Other", modality="study_visit", officers=1, days=1, total_usd=0
        )
        session.add(theirs)
    for package_id in (theirs.id, UUID(int=7)):
        refused = await asked.offer(package_id=str(package_id))
        assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
            ("/package_id", "not_of_agency")
        ]
    without = await asked.offer(package_id=None)
    assert [(e["pointer"], e["code"]) for e in without.json()["errors"]] == [("/cost_lines", "too_short")]


async def _request_with_offers(database: Database) -> tuple[AssistanceRequest, dict[str, UUID]]:
    """Two offers; besides, an agency that declined, one that took its offer back, and one that has not answered."""
    async with database.transaction() as session:
        request = await make_request(session, languages=["es"], headcount=2)
        agencies = {}
        for name, status in (
            ("cheaper", S.INTERESTED),
            ("dearer", S.INTERESTED),
            ("declined", S.DECLINED),
            ("withdrawn", S.WITHDRAWN),
            ("silent", S.NO_RESPONSE),
        ):
            agency = await make_partner(session)
            agency.legal_name = f"Agency {name}"
            await make_officers(session, agency, 1)
            spoken = ["es"] if name == "cheaper" else []
            of_agency = update(Officer).where(Officer.agency_id == agency.id)
            await session.execute(of_agency.values(languages=spoken))
            outreach = await make_outreach(session, status, request=request, agency=agency)
            agencies[name] = agency.id
            if status is S.INTERESTED:
                outreach.status = S.OFFERED.value
                lines = [TICKET, TICKET] if name == "cheaper" else [TICKET, LODGING]
                total = "1281.00" if name == "cheaper" else "1540.50"
                await make_offer(session, outreach, total, cost_lines=lines)
    return request, agencies


async def test_offers_are_compared_line_by_line_and_unknowns_are_null(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    request, _ = await _request_with_offers(database)
    answer = await program_officer.get(f"/requests/{request.id}/comparison")
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["categories"], shown["headcount"]) == (["lodging", "airfare"], 2)
    cheaper, dearer = shown["items"]
    assert [one["agency"]["name"] for one in (cheaper, dearer)] == ["Agency cheaper", "Agency dearer"]
    assert [cost["amount"] and cost["amount"]["amount"] for cost in cheaper["costs"]] == [None, "1281.00"]
    assert [cost["amount"] and cost["amount"]["amount"] for cost in dearer["costs"]] == ["900.00", "640.50"]
    assert cheaper["speakers"] == [{"language": "es", "officers": 1, "unknown": 0}]
    assert dearer["speakers"] == [{"language": "es", "officers": 0, "unknown": 1}]
    assert (dearer["officers"][0]["languages"], dearer["officers"][0]["certified"]) == (None, None)
    assert (cheaper["working_days"], cheaper["allowed_actions"]) == (10, ["accept", "pass_over"])
    for nobody in ("declined", "withdrawn", "silent"):
        assert nobody not in answer.text


async def test_a_certificate_counts_if_it_lasts_through_the_offer(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    request, agencies = await _request_with_offers(database)
    address = f"/requests/{request.id}/comparison"
    for expires_on, certified in ((date(2026, 9, 24), None), (date(2026, 9, 25), True)):
        async with database.transaction() as session:
            officer = (await program_officer.get(address)).json()["items"][0]["officers"][0]
            held = await session.get_one(Officer, officer["id"])
            session.add(
                OfficerCredential(
                    officer_id=held.id,
                    type=ReadinessType.TRAINER_CERTIFICATION.value,
                    issued_on=date(2026, 1, 1),
                    expires_on=expires_on,
                )
            )
        officer = (await program_officer.get(address)).json()["items"][0]["officers"][0]
        assert officer["certified"] is certified


async def test_who_compares_sees_no_more_than_their_own(
    client_for: ClientFor, database: Database, program_officer: httpx.AsyncClient
) -> None:
    request, agencies = await _request_with_offers(database)
    own = await client_for(Role.AGENCY_COORDINATOR, agency_id=agencies["dearer"])
    shown = (await own.get(f"/requests/{request.id}/comparison")).json()
    assert [one["agency"]["name"] for one in shown["items"]] == ["Agency dearer"]
    stranger = await client_for(Role.AGENCY_COORDINATOR)
    assert (await stranger.get(f"/requests/{request.id}/comparison")).status_code == 404
    finance = await client_for(Role.FINANCE_REVIEWER)
    assert (await finance.get(f"/requests/{request.id}/comparison")).status_code == 403


async def test_invariant_3_a_marked_reason_is_nowhere_that_a_selector_can_look(
    app: FastAPI, client_for: ClientFor, database: Database
) -> None:
    mark = "Zqmarkedreason"
    async with database.transaction() as session:
        post = await post_in(session)
        request = await make_request(session, post=post)
        outreach = await make_outreach(session, request=request)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    address = f"/outreach/{outreach.id}"
    etag = (await coordinator.get(address)).headers["etag"]
    body = {"answer": "declined", "reason": mark}
    assert (
        await coordinator.post(f"{address}/reply", json=body, headers={"If-Match": etag})
    ).status_code == 200
    assert mark in (await coordinator.get(address)).text
    await seal_events(database)

    known = {
        "request_id": str(request.id),
        "outreach_id": str(outreach.id),
        "agency_id": str(outreach.agency_id),
        "record_id": str(outreach.id),
    }
    for role, values in (
        (Role.PROGRAM_OFFICER, {}),
        (Role.POST, {"post_id": post.id}),
        (Role.FINANCE_REVIEWER, {}),
        (Role.ADMINISTRATOR, {}),
    ):
        reader = await client_for(role, **values)
        read = 0
        for place in readable_addresses(app, known):
            for query in ({}, {"q": mark}):
                answer = await reader.get(place, params=query)
                assert mark not in answer.text.replace(f"q={mark}", ""), (role, place, query)
                read += answer.status_code == 200
        assert read > 10
