"""Claims over HTTP: the worked examples to the cent, what stands against submitting, and what each reader gets."""

from decimal import Decimal
from typing import Any

import pytest

from models.database import Database
from tests.factories.claims import (
    SIGNED,
    Ground,
    act,
    add_line,
    make_ground,
    new_claim,
)
from tests.fixtures.api import ClientFor


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


async def _worked_example(ground: Ground) -> dict[str, Any]:
    claim = await new_claim(ground)
    for day, cost in enumerate(("198.00", "198.00", "226.50", "226.50"), start=1):
        await add_line(ground, claim, "lodging", day, cost)
    await add_line(ground, claim, "mie", 1, "75.00")
    await add_line(ground, claim, "mie", 2, "75.00", meals_furnished=["lunch"])
    await add_line(ground, claim, "mie", 3, "100.00")
    await add_line(ground, claim, "mie", 4, "20.00", meals_furnished=["breakfast", "lunch", "dinner"])
    await add_line(ground, claim, "mie", 5, "75.00")
    await add_line(ground, claim, "mileage", 1, "24.65", quantity="34", receipt_attached=False)
    await add_line(ground, claim, "visa_fee", 1, "160.00")
    return claim


def _sum(lines: list[dict[str, Any]], column: str, category: str) -> str:
    return str(sum(Decimal(line[column]["amount"]) for line in lines if line["category"] == category))


async def test_worked_example_of_travel_to_the_cent(ground: Ground) -> None:
    claim = await _worked_example(ground)
    assert claim["reference"] == "CLM-2026-0001"
    submitted = await act(ground.coordinator, claim, "submit", SIGNED)
    assert submitted.status_code == 200, submitted.text
    review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
    lines = review["lines"]
    assert [line["line_number"] for line in lines] == list(range(1, 12))
    assert {c: _sum(lines, "allowed", c) for c in ("lodging", "mie", "mileage", "visa_fee")} == {
        "lodging": "816.00",
        "mie": "345.00",
        "mileage": "24.65",
        "visa_fee": "160.00",
    }
    assert (review["claimed"]["amount"], review["allowed"]["amount"]) == ("1378.65", "1345.65")
    assert lines[2]["explanation"]["text"] == (
        "Lodging is paid at cost up to the locality maximum of 210.00 a night: 226.50 claimed, 210.00 allowed."
    )
    decided = await bring_to_decision(ground, claim)
    assert decided["status"] == "partial"
    money = {name: decided[name]["amount"] for name in ("claimed", "approved", "disallowed")}
    assert money == {"claimed": "1378.65", "approved": "1345.65", "disallowed": "33.00"}
    [notice] = decided["notices"]
    assert [(i["line_number"], i["disallowed"]["amount"], i["disallow_code"]) for i in notice["items"]] == [
        (3, "16.50", "over_max"),
        (4, "16.50", "over_max"),
    ]
    assert [s["category"] for s in decided["summary"]] == ["lodging", "mie", "mileage", "visa_fee"]
    assert decided["summary"][0]["approved"]["amount"] == "816.00"


async def bring_to_decision(ground: Ground, claim: dict[str, Any]) -> dict[str, Any]:
    for client, event, body in (
        (ground.program, "take", None),
        (ground.program, "endorse", None),
        (ground.finance, "decide", {}),
    ):
        response = await act(client, claim, event, body)
        assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer
