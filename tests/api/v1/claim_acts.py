"""What tests do to a claim."""

from typing import Any

from tests.factories.claims import (
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    new_claim,
)

DEFECTS = {"defects": [{"message": "Which hotel was this?"}]}


def decision_on(expense: dict[str, Any], state: str) -> dict[str, Any]:
    amount = {"partial": "40.00", "disallowed": "0.00"}.get(state)
    if amount is None:
        return {}
    line = {
        "expense_id": expense["id"],
        "approved_amount": {"amount": amount, "currency": "USD"},
        "disallow_code": "not_allowable",
        "note": "Only the fee for one person.",
    }
    return {"lines": [line]}


async def claim_in(ground: Ground, state: str) -> dict[str, Any]:
    claim = await new_claim(ground)
    expense = await add_line(ground, claim, "visa_fee", 1, "60.00")
    return await bring_to(ground, claim, state, decision=decision_on(expense, state))


async def problems_of(ground: Ground, claim: dict[str, Any]) -> dict[str, str]:
    """Code by pointer of what stands against submitting."""
    refused = await act(ground.coordinator, claim, "submit", SIGNED)
    assert refused.status_code == 422, refused.text
    unchanged = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()
    assert unchanged["status"] == "draft"
    return {error["pointer"]: error["code"] for error in refused.json()["errors"]}
