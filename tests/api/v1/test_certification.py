"""The payment clock of a claim, and what a certifying officer sees before certifying."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from models.claims import Claim
from models.database import Database
from models.enums import Role
from services.claims.payment_clock import interest
from services.clock import FixedClock
from tests.api.v1.claim_acts import claim_in
from tests.factories.claims import Ground, act, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor

INVOICE = {"kind": "invoice", "period": {"starts_on": "2026-02-01", "ends_on": "2026-02-05"}}
DAYS = {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 2, 5)}


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


async def _decided(ground: Ground, cost: str) -> dict[str, str]:
    claim = await new_claim(ground)
    await add_line(ground, claim, "airfare", 1, cost)
    return await bring_to(ground, claim, "approved")


async def _received_on(
    database: Database, client_for: ClientFor, clock: FixedClock, day: datetime, cost: str, regime: str
) -> tuple[Ground, dict[str, str]]:
    clock.advance(day - clock.now())
    ground = await make_ground(database, client_for, regime=regime, activity=DAYS)
    claim = await new_claim(ground, **INVOICE)
    await add_line(ground, claim, "airfare", 1, cost, service_on="2026-02-01")
    return ground, await bring_to(ground, claim, "approved")


@pytest.mark.parametrize(
    ("days_late", "regime", "charge", "accrued"),
    [
        (0, "vendor_invoice", "nothing", "0.00"),
        (15, "vendor_invoice", "interest", "82.93"),
        (45, "vendor_invoice", "interest", "249.07"),
        (15, "travel_claim", "late_fee", "82.93"),
        (45, "assistance", "nothing", "0.00"),
    ],
)
async def test_the_clock_of_a_claim_shows_the_vectors(
    database: Database,
    client_for: ClientFor,
    clock: FixedClock,
    days_late: int,
    regime: str,
    charge: str,
    accrued: str,
) -> None:
    """48,250.00 received on 2 March 2026, due on 1 April, at 4.125 percent (domain brief, 4.7)."""
    received = datetime(2026, 3, 2, 15, tzinfo=UTC)
    ground, claim = await _received_on(database, client_for, clock, received, "48250.00", regime)
    clock.advance(timedelta(days=30 + days_late))
    program = await client_for(Role.PROGRAM_OFFICER)
    shown = (await program.get(f"/claims/{claim['id']}/payment-clock")).json()
    assert (shown["due_on"], shown["days_left"], shown["running"]) == ("2026-04-01", -days_late, True)
    assert (shown["charge"], shown["accrued"]["amount"]) == (charge, accrued)
    assert (shown["principal"]["amount"], shown["principal_is"]) == ("48250.00", "approved")
    assert (shown["rate"]["percent"], shown["rate"]["effective_from"]) == ("4.125", "2026-01-01")
    if regime == "assistance":
        assert (shown["per_day"]["amount"], shown["formula"]) == ("0.00", None)
    else:
        step = [interest(Decimal(48250), Decimal("0.04125"), days_late + more) for more in (0, 1)]
        assert shown["per_day"]["amount"] == f"{step[1] - step[0]:.2f}"
        assert "(1 + r/12)^n" in shown["formula"]
    certifier = await client_for(Role.CERTIFYING_OFFICER)
    [row] = (await certifier.get("/claims/to-certify")).json()["items"]
    assert row["per_day"]["amount"] == ("0.00" if regime == "assistance" else "5.53")


@pytest.mark.parametrize(
    ("principal", "percent", "days", "owed"),
    [("1500.00", "6.5", 10, "2.71"), ("1500.00", "6", 75, "18.83")],
)
async def test_the_vectors_of_the_rule_come_through_the_interface(
    database: Database,
    client_for: ClientFor,
    clock: FixedClock,
    principal: str,
    percent: str,
    days: int,
    owed: str,
) -> None:
    """5 CFR 1315.17: the rate is published through the interface, then the claim is shown and paid late."""
    clock.advance(datetime(2026, 7, 1, 9, tzinfo=UTC) - clock.now())
    finance = await client_for(Role.FINANCE_REVIEWER)
    rate = {"percent": percent, "effective_from": "2026-07-02", "source": "Example of 5 CFR 1315.17"}
    published = await finance.post("/rates/interest", json=rate)
    assert published.status_code == 201, published.text
    ground, claim = await _received_on(
        database, client_for, clock, datetime(2026, 7, 1, 15, tzinfo=UTC), principal, "vendor_invoice"
    )
    certified = await act(ground.certifier, claim, "certify")
    due = date.fromisoformat(certified.json()["due_on"])
    clock.advance(datetime(due.year, due.month, due.day, 15, tzinfo=UTC) + timedelta(days=days) - clock.now())
    program = await client_for(Role.PROGRAM_OFFICER)
    shown = (await program.get(f"/claims/{claim['id']}/payment-clock")).json()
    assert (shown["days_late"], shown["accrued"]["amount"]) == (days, owed)
    body = {"treasury_reference": "TRS-V", "paid_on": clock.today().isoformat()}
    treasury = await client_for(Role.SERVICE_CLIENT)
    read = await treasury.get(f"/claims/{claim['id']}")
    paid = await treasury.post(
        f"/claims/{claim['id']}/confirm", json=body, headers={"If-Match": read.headers["etag"]}
    )
    assert paid.json()["interest"]["amount"] == owed
    later = (await program.get(f"/claims/{claim['id']}/payment-clock")).json()
    assert (later["running"], later["accrued"]["amount"]) == (False, owed)


async def test_the_clock_of_a_draft_has_not_started(ground: Ground) -> None:
    claim = await new_claim(ground)
    shown = (await ground.coordinator.get(f"/claims/{claim['id']}/payment-clock")).json()
    assert (shown["running"], shown["due_on"], shown["days_left"]) == (False, None, None)


async def test_the_queue_holds_what_can_be_certified_with_its_money(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for, obligated="100.00")
    first, second = await _decided(ground, "60.00"), await _decided(ground, "40.00")
    await claim_in(ground, "submitted")
    rows = (await ground.certifier.get("/claims/to-certify", params={"count": "exact"})).json()
    assert rows["total"] == 2
    assert {row["id"]: (row["approved"]["amount"], row["covered"]) for row in rows["items"]} == {
        first["id"]: ("60.00", True),
        second["id"]: ("40.00", True),
    }
    assert (await act(ground.certifier, first, "certify")).status_code == 200
    third = await _decided(ground, "41.00")
    [kept] = (await ground.certifier.get("/claims/to-certify", params={"covered": "false"})).json()["items"]
    assert (kept["id"], kept["left"]["amount"]) == (third["id"], "40.00")
    refused = await act(ground.certifier, third, "certify")
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["code"]) == (409, "over_balance")
    assert "40.00 USD is left" in error["message"]
    assert (await ground.coordinator.get("/claims/to-certify")).status_code == 403


async def test_what_stands_in_the_way_is_said_before(
    ground: Ground, client_for: ClientFor, database: Database
) -> None:
    claim = await claim_in(ground, "approved")
    address = f"/claims/{claim['id']}/certification"
    shown = (await ground.certifier.get(address)).json()
    assert shown["problems"] == []
    assert "31 USC 3528" in shown["source"]
    people = {hand["duty"]: hand["person"] for hand in shown["hands"]}
    assert people["certifier"] is None
    assert people["preparer"]["name"] != people["program_reviewer"]["name"]
    assert shown["obligation"]["left"]["amount"] == "50000.00"
    reviewer = (await ground.finance.get(address)).json()
    assert [problem["code"] for problem in reviewer["problems"]] == ["forbidden"]
    assert (await ground.coordinator.get(address)).status_code == 403
    assert (await act(ground.certifier, claim, "certify")).status_code == 200
    after = (await ground.certifier.get(address)).json()
    assert [problem["code"] for problem in after["problems"]] == ["illegal_transition"]
    timeline = (await ground.certifier.get(f"/claims/{claim['id']}/timeline")).json()["items"]
    assert (
        next(event for event in timeline if event["action"] == "claims.certified")["reason"]
        == shown["statement"]
    )
    async with database.transaction() as session:
        assert (await session.get_one(Claim, claim["id"])).status == "certified"
