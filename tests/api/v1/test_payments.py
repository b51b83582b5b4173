"""Payments over HTTP: what lateness costs in each regime, and books that always balance."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from models.claims import Claim, Expense, Payment
from models.database import Database
from models.enums import PaymentRegime, Role
from models.obligations import Obligation
from models.rates import InterestRate
from services.clock import FixedClock
from tests.factories.claims import (
    PAYMENT,
    Ground,
    act,
    add_line,
    bring_to,
    make_ground,
    make_officer,
    new_claim,
)
from tests.fixtures.api import ClientFor

REGIMES = {
    # Example of 4.7: 48,250.00 received Monday 2 March, due 1 April, at 4.125 percent.
    PaymentRegime.VENDOR_INVOICE: ("interest", "82.93", "249.07"),
    PaymentRegime.TRAVEL_CLAIM: ("late_fee", "82.93", "249.07"),
    PaymentRegime.ASSISTANCE: ("nothing", "0.00", "0.00"),
}


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


async def _certified(ground: Ground, cost: str = "60.00") -> dict[str, Any]:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, cost)
    return await bring_to(ground, claim, "certified")


async def _confirm(client: httpx.AsyncClient, claim: dict[str, Any], **changes: Any) -> httpx.Response:
    return await act(client, claim, "confirm", PAYMENT | changes)


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(("days_late", "column"), [(15, 1), (45, 2)])
async def test_late_payments_carry_what_their_regime_says(
    database: Database,
    client_for: ClientFor,
    clock: FixedClock,
    regime: PaymentRegime,
    days_late: int,
    column: int,
) -> None:
    clock.advance(datetime(2026, 3, 2, 15, tzinfo=UTC) - clock.now())
    charge, amount = REGIMES[regime][0], REGIMES[regime][column]
    days = {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 2, 5)}
    ground = await make_ground(database, client_for, regime=regime.value, activity=days)
    claim = await new_claim(
        ground, kind="invoice", period={"starts_on": "2026-02-01", "ends_on": "2026-02-05"}
    )
    await add_line(ground, claim, "airfare", 1, "48250.00", service_on="2026-02-01")
    certified = await bring_to(ground, claim, "certified")
    assert (certified["proper_on"], certified["due_on"]) == ("2026-03-02", "2026-04-01")
    clock.advance(timedelta(days=30 + days_late))
    paid_on = (date(2026, 4, 1) + timedelta(days=days_late)).isoformat()
    paid = await _confirm(ground.treasury, claim, paid_on=paid_on)
    assert paid.status_code == 200, paid.text
    money = {name: paid.json()[name]["amount"] for name in ("claimed", "approved", "paid", "interest")}
    assert money == {"claimed": "48250.00", "approved": "48250.00", "paid": "48250.00", "interest": amount}
    payment = (await ground.finance.get(f"/payments/{paid.json()['payment']['id']}")).json()
    assert (payment["charge"], payment["days_late"]) == (charge, days_late)
    assert f"{days_late} days late" in payment["explanation"]
    async with database.transaction() as session:
        obligation = await session.get_one(Obligation, ground.obligation.id)
        # Interest and fees never come from the obligation.
        assert (str(obligation.paid_usd), str(obligation.unliquidated_usd)) == ("48250.00", "1750.00")


async def test_interest_needs_a_published_rate(ground: Ground, clock: FixedClock, database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(text("UPDATE instruments SET regime = 'travel_claim'"))
        # As on the first days of a half-year, before the Treasury has published its rate.
        await session.execute(text("ALTER TABLE interest_rates DISABLE TRIGGER USER"))
        await session.execute(text("DELETE FROM interest_rates WHERE effective_from = '2026-07-01'"))
    claim = await _certified(ground, "6000.00")
    assert claim["due_on"] == "2026-07-31"
    clock.advance(timedelta(days=60))
    late = {"paid_on": "2026-08-30"}
    refused = await _confirm(ground.treasury, claim, **late)
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/paid_on", "interest_rate_missing")
    async with database.transaction() as session:
        session.add(InterestRate(percent=Decimal("4.5"), effective_from=date(2026, 7, 1), source="Test"))
    paid = await _confirm(ground.treasury, claim, **late)
    # One month of 30 days: 6000 x 0.045 / 12.
    assert paid.json()["interest"]["amount"] == "22.50"


async def test_repeating_a_confirmation_changes_nothing(ground: Ground, database: Database) -> None:
    claim = await _certified(ground)
    read = await ground.treasury.get(f"/claims/{claim['id']}")
    address, headers = f"/claims/{claim['id']}/confirm", {"If-Match": read.headers["etag"]}
    first = await ground.treasury.post(address, json=PAYMENT, headers=headers)
    assert first.status_code == 200, first.text
    again = await ground.treasury.post(address, json=PAYMENT, headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    other = await _confirm(ground.treasury, claim, treasury_reference="TRS-0002")
    assert (other.status_code, other.json()["code"]) == (409, "illegal_transition")
    second = await _certified(ground, "61.00")
    taken = await _confirm(ground.treasury, second)
    assert (taken.status_code, taken.json()["code"]) == (409, "treasury_reference_used")
    listed = await ground.finance.get("/payments", params={"obligation_id": str(ground.obligation.id)})
    [row] = listed.json()["items"]
    assert (row["claim"]["reference"], row["amount"]["amount"]) == (claim["reference"], "60.00")


@pytest.mark.parametrize(
    ("paid_on", "code"),
    [("2026-07-02", "in_future"), ("2026-06-30", "before_certification"), ("2026-02-30", None)],
)
async def test_days_of_payment_that_cannot_be(ground: Ground, paid_on: str, code: str | None) -> None:
    claim = await _certified(ground)
    refused = await _confirm(ground.treasury, claim, paid_on=paid_on)
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["pointer"]) == (422, "/paid_on")
    assert code in (None, error["code"])


async def test_the_treasurys_token_needs_its_scope_and_no_other(
    ground: Ground, client_for: ClientFor
) -> None:
    claim = await _certified(ground)
    match = {"If-Match": f'"{claim["version"]}-0"'}
    reader = await client_for(Role.SERVICE_CLIENT, scopes=("read",))
    address = f"/claims/{claim['id']}/confirm"
    refused = await reader.post(address, json=PAYMENT, headers=match)
    assert (refused.status_code, refused.json()["permission"]) == (403, "write")
    bare = await client_for(Role.SERVICE_CLIENT, scopes=("claims:confirm_payment",))
    assert (await bare.get(f"/claims/{claim['id']}")).status_code == 403
    paid = await bare.post(address, json=PAYMENT, headers=match)
    assert (paid.status_code, paid.json()["status"]) == (200, "paid")


async def test_payments_are_seen_with_their_claim(ground: Ground, client_for: ClientFor) -> None:
    claim = await _certified(ground)
    payment_id = (await _confirm(ground.treasury, claim)).json()["payment"]["id"]
    own = await ground.coordinator.get(f"/payments/{payment_id}")
    assert (own.status_code, own.json()["obligation"]) == (200, None)
    assert own.json()["treasury_reference"] == "TRS-0001"
    unchanged = await ground.coordinator.get(
        f"/payments/{payment_id}", headers={"If-None-Match": own.headers["etag"]}
    )
    assert unchanged.status_code == 304
    agency = {"agency_id": ground.agency.id}
    me = await client_for(Role.OFFICER, **agency, officer_id=ground.officer.id)
    assert (await me.get(f"/payments/{payment_id}")).status_code == 200
    for params, count in (
        ({"agency_id": str(ground.agency.id)}, 1),
        ({"claim_id": claim["id"], "charge": "nothing"}, 1),
        ({"paid_on.gt": "2026-07-01"}, 0),
        ({"treasury_reference": ["TRS-0001", "TRS-0009"]}, 1),
    ):
        listed = (await ground.coordinator.get("/payments", params=params)).json()["items"]
        assert len(listed) == count, params
    stranger = await client_for(Role.AUDITOR)
    assert (await stranger.get("/payments")).json()["items"][0]["id"] == payment_id


async def test_invariant_10_paid_and_left_and_released_make_the_obligated_sum(
    ground: Ground, database: Database
) -> None:
    claims = [await _certified(ground, f"{n}00.00") for n in range(1, 5)]
    answers = await asyncio.gather(
        *(
            _confirm(ground.treasury, claim, treasury_reference=f"TRS-{n:04d}")
            for n, claim in enumerate(claims)
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    async with database.transaction() as session:
        obligation = await session.get_one(Obligation, ground.obligation.id)
        paid = await session.scalar(text("SELECT sum(amount_usd) FROM payments"))
        postings = await session.scalar(text("SELECT sum(amount_usd) FROM ledger_postings"))
    assert (paid, obligation.paid_usd) == (Decimal("1000.00"), Decimal("1000.00"))
    assert obligation.obligated_usd == (
        obligation.paid_usd + obligation.unliquidated_usd + obligation.deobligated_usd
    )
    assert postings == 0


async def test_invariant_10_nothing_is_paid_from_cancelled_or_exhausted_funds(
    ground: Ground, clock: FixedClock
) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    await bring_to(ground, claim, "approved")
    clock.advance(timedelta(days=365 * 6))
    refused = await act(ground.certifier, claim, "certify")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "funds_cancelled")


async def test_certification_needs_what_is_left_to_cover_the_claim(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for, obligated="59.99")
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    await bring_to(ground, claim, "approved")
    refused = await act(ground.certifier, claim, "certify")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "over_balance")


async def test_expired_funds_pay_only_for_work_begun_in_their_time(
    database: Database, client_for: ClientFor, clock: FixedClock
) -> None:
    ground = await make_ground(database, client_for)
    claims = []
    for starts_on in ("2026-06-01", "2026-10-05"):
        claims.append(await new_claim(ground, period={"starts_on": starts_on, "ends_on": "2026-10-06"}))
    clock.advance(datetime(2026, 10, 10, tzinfo=UTC) - clock.now())
    for claim, status in zip(claims, (200, 409), strict=True):
        await add_line(ground, claim, "visa_fee", 1, f"{status}.00", service_on="2026-10-06")
        await bring_to(ground, claim, "approved")
        answer = await act(ground.certifier, claim, "certify")
        assert answer.status_code == status, answer.text
    assert answer.json()["errors"][0]["code"] == "debt_after_availability"


_CENTS = st.decimals(min_value="0.01", max_value="400.00", places=2)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.tuples(st.sampled_from(["lodging", "mie", "visa_fee"]), _CENTS), min_size=1, max_size=5)
)
async def test_invariants_9_13_and_15_hold_for_any_amounts(
    ground: Ground, database: Database, lines: list[tuple[str, Decimal]]
) -> None:
    claim = await new_claim(ground, officer_id=None)
    async with database.transaction() as session:  # a person of their own, so that days do not clash
        officer = await make_officer(session, ground.agency)
    for number, (category, amount) in enumerate(lines):
        await add_line(ground, claim, category, 1 + number, f"{amount:.2f}", officer_id=str(officer.id))
    for client, event, body in (
        (ground.coordinator, "submit", {"signatory_name": "Signatory", "certifies_truth": True}),
        (ground.program, "take", None),
        (ground.program, "endorse", None),
        (ground.finance, "decide", {}),
    ):
        answer = await act(client, claim, event, body)
        assert answer.status_code == 200, answer.text
    decided = answer.json()
    review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
    noticed = {
        item["line_number"]: Decimal(item["disallowed"]["amount"])
        for notice in decided["notices"]
        for item in notice["items"]
    }
    for row in review["lines"]:
        claimed, approved = (Decimal(row[name]["amount"]) for name in ("claimed", "approved"))
        assert 0 <= approved <= claimed
        assert noticed.get(row["line_number"], Decimal(0)) == claimed - approved
        assert (row["disallow_code"] is None) == (approved == claimed)
        if row["category"] == "lodging":
            assert approved <= 210
        if row["category"] == "mie":
            assert approved <= 100
            assert approved >= min(claimed, Decimal(20))
    total = sum((Decimal(row["approved"]["amount"]) for row in review["lines"]), Decimal(0))
    assert Decimal(decided["approved"]["amount"]) == total
    if total:
        await act(ground.certifier, claim, "certify")
        paid = await _confirm(ground.treasury, claim, treasury_reference=f"TRS-{claim['reference']}")
        assert Decimal(paid.json()["paid"]["amount"]) == total
        async with database.transaction() as session:
            day = await session.scalar(select(Payment.paid_on).where(Payment.claim_id == claim["id"]))
            assert day == date(2026, 7, 1)
            unpaid = await session.scalars(
                select(Expense.id).where(
                    Expense.claim_id == claim["id"], Expense.approved_usd > 0, Expense.paid_on.is_(None)
                )
            )
            assert list(unpaid) == []
            status = await session.scalar(select(Claim.status).where(Claim.id == claim["id"]))
            assert status == "paid"
