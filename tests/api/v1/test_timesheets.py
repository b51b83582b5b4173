"""Labour from timesheets over HTTP: the worked example to the cent, the lines it makes, and what is refused."""

from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.enums import Role
from models.mous import Instrument
from tests.factories.agreements import make_mou
from tests.factories.claims import Ground, act, add_line, bring_to, line, make_ground, make_officer, new_claim
from tests.fixtures.api import ClientFor

#: Domain brief 4.5: 40 h at 52.40, 6 h at 78.60, fringe of 31.5 percent of the salary.
EXAMPLE = {
    "starts_on": "2026-06-01",
    "ends_on": "2026-06-14",
    "rate": "52.40",
    "overtime_rate": "78.60",
    "fringe_percent": "31.5",
    "days": [
        {"worked_on": "2026-06-01", "regular": "8", "overtime": "2"},
        {"worked_on": "2026-06-02", "regular": "8"},
        {"worked_on": "2026-06-03", "regular": "8", "overtime": "4"},
        {"worked_on": "2026-06-04", "regular": "8"},
        {"worked_on": "2026-06-05", "regular": "8"},
        {"worked_on": "2026-06-08", "leave": "8", "note": "Holiday"},
    ],
}


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for, salary_reimbursable=True)


@pytest.fixture
async def claim(ground: Ground) -> dict[str, Any]:
    return await new_claim(ground, kind="invoice", officer_id=None)


def address(ground: Ground, claim: dict[str, Any]) -> str:
    return f"/claims/{claim['id']}/timesheets/{ground.officer.id}"


def period(*days: tuple[int, str], **changes: Any) -> dict[str, Any]:
    """The example with other days of June: the day and its regular hours."""
    body = EXAMPLE | {"days": [{"worked_on": f"2026-06-{day:02d}", "regular": hours} for day, hours in days]}
    return body | changes


async def put(ground: Ground, claim: dict[str, Any], *periods: dict[str, Any]) -> httpx.Response:
    current = await ground.coordinator.get(address(ground, claim))
    headers = {"If-Match": current.headers["etag"]}
    return await ground.coordinator.put(
        address(ground, claim), json={"periods": list(periods)}, headers=headers
    )


async def saved(ground: Ground, claim: dict[str, Any], *periods: dict[str, Any]) -> dict[str, Any]:
    answer = await put(ground, claim, *periods)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def lines_of(ground: Ground, claim: dict[str, Any]) -> dict[str, dict[str, Any]]:
    answer = await ground.coordinator.get(f"/claims/{claim['id']}/review")
    return {one["category"]: one for one in answer.json()["lines"]}


def problems(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return {(one["pointer"], one["code"]) for one in answer.json()["errors"]}


async def test_the_worked_example_comes_to_3227_84(ground: Ground, claim: dict[str, Any]) -> None:
    shown = await saved(ground, claim, EXAMPLE)
    assert (shown["claimed"]["amount"], shown["allowed"]["amount"], shown["refusal"]) == (
        "3227.84",
        "3227.84",
        None,
    )
    [sheet] = shown["periods"]
    assert [(one["category"], one["claimed"]["amount"], one["formula"]) for one in sheet["lines"]] == [
        ("salary", "2096.00", "40.00 x 52.4000"),
        ("overtime", "471.60", "6.00 x 78.6000"),
        ("fringe", "660.24", "0.3150 x 2096.00"),
    ]
    assert (sheet["regular_hours"], sheet["overtime_hours"], sheet["leave_hours"]) == ("40", "6", "8")
    assert sheet["problems"] == []
    lines = await lines_of(ground, claim)
    assert {one["category"]: one["expense_id"] for one in sheet["lines"]} == {
        name: one["id"] for name, one in lines.items()
    }
    salary = lines["salary"]
    assert (salary["service_on"], salary["service_ends_on"], salary["officer"]["id"]) == (
        "2026-06-01",
        "2026-06-05",
        str(ground.officer.id),
    )
    assert salary["receipt_attached"]


async def test_what_the_sheets_made_is_submitted_and_approved_to_the_cent(
    ground: Ground, claim: dict[str, Any]
) -> None:
    await saved(ground, claim, EXAMPLE)
    decided = await bring_to(ground, claim, "approved")
    assert decided["approved"]["amount"] == "3227.84"
    texts = {name: one["explanation"]["formula"] for name, one in (await lines_of(ground, claim)).items()}
    assert texts["fringe"] == "0.3150 x 2096.00"


async def test_a_preview_is_what_would_be_kept_and_keeps_nothing(
    ground: Ground, claim: dict[str, Any]
) -> None:
    answer = await ground.coordinator.post(f"{address(ground, claim)}/preview", json={"periods": [EXAMPLE]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["claimed"]["amount"] == "3227.84"
    assert (await ground.coordinator.get(address(ground, claim))).json()["periods"] == []
    assert await lines_of(ground, claim) == {}


async def test_lines_follow_their_sheet_and_go_with_it(ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, EXAMPLE)
    before = await lines_of(ground, claim)
    await saved(ground, claim, period((1, "8"), (2, "7.5"), overtime_rate=None, fringe_percent=None))
    after = await lines_of(ground, claim)
    assert set(after) == {"salary"}
    assert after["salary"]["id"] == before["salary"]["id"]
    assert after["salary"]["claimed"]["amount"] == "812.20"  # 15.5 x 52.40
    await saved(ground, claim)
    assert await lines_of(ground, claim) == {}
    total = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()["claimed"]["amount"]
    assert total == "0.00"


async def test_pay_periods_stand_beside_each_other_with_their_own_rates(
    ground: Ground, claim: dict[str, Any]
) -> None:
    shown = await saved(
        ground,
        claim,
        period((1, "8"), ends_on="2026-06-03", fringe_percent=None),
        period((4, "8"), starts_on="2026-06-04", rate="60", fringe_base="salary_and_overtime"),
    )
    assert [one["claimed"]["amount"] for sheet in shown["periods"] for one in sheet["lines"]] == [
        "419.20",
        "480.00",
        "151.20",
    ]


async def test_fringe_on_overtime_too_takes_both(ground: Ground, claim: dict[str, Any]) -> None:
    shown = await saved(ground, claim, EXAMPLE | {"fringe_base": "salary_and_overtime"})
    assert shown["periods"][0]["lines"][2]["claimed"]["amount"] == "808.79"  # 31.5 % of 2,567.60 = 808.794


async def test_overtime_without_its_rate_is_kept_and_said(ground: Ground, claim: dict[str, Any]) -> None:
    shown = await saved(ground, claim, EXAMPLE | {"overtime_rate": None})
    [problem] = shown["periods"][0]["problems"]
    assert (problem["field"], problem["code"]) == ("overtime_rate", "missing")
    assert [one["category"] for one in shown["periods"][0]["lines"]] == ["salary", "fringe"]


async def test_a_day_has_24_hours_whatever_they_are(ground: Ground, claim: dict[str, Any]) -> None:
    day = {"worked_on": "2026-06-01", "regular": "16", "overtime": "4", "leave": "4"}
    assert (await put(ground, claim, EXAMPLE | {"days": [day]})).status_code == 200
    over = await put(ground, claim, EXAMPLE | {"days": [day | {"leave": "4.01"}]})
    assert problems(over) == {("/periods/0/days/0/regular", "hours_over_day")}
    assert "24.01 hours" in over.text


async def test_another_claim_of_the_person_counts_into_the_day(ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, period((1, "16")))
    other = await new_claim(ground, kind="invoice", officer_id=None)
    refused = await put(ground, other, period((1, "9")))
    assert problems(refused) == {("/periods/0/days/0/regular", "hours_over_day")}
    assert "16 of them in other claims" in refused.text
    assert (await put(ground, other, period((1, "8")))).status_code == 200
    await bring_to(ground, claim, "withdrawn")
    assert (await put(ground, other, period((1, "24")))).status_code == 200


async def test_hours_by_hand_and_by_sheet_make_one_day(ground: Ground, claim: dict[str, Any]) -> None:
    """A sheet's hours count on their own days, however long its period is."""
    await saved(ground, claim, period((1, "20"), (5, "2")))
    hand = {"quantity": "5", "unit_rate": "52.40", "officer_id": str(ground.officer.id)}
    await add_line(ground, claim, "salary", 1, "262.00", **hand)
    refused = await act(
        ground.coordinator, claim, "submit", {"signatory_name": "Signatory", "certifies_truth": True}
    )
    assert refused.status_code == 422
    assert "hours_over_day" in {one["code"] for one in refused.json()["errors"]}


async def test_days_and_periods_that_cannot_be(ground: Ground, claim: dict[str, Any]) -> None:
    assert problems(await put(ground, claim, period((20, "8")))) == {
        ("/periods/0/days/0/worked_on", "outside_pay_period")
    }
    assert problems(await put(ground, claim, period((1, "8"), (1, "4")))) == {
        ("/periods/0/days/1/worked_on", "repeated")
    }
    assert problems(await put(ground, claim, period(ends_on="2026-05-31"))) == {
        ("/periods/0/ends_on", "order")
    }
    assert problems(await put(ground, claim, period(ends_on="2026-07-02"))) == {
        ("/periods/0/ends_on", "too_long")
    }
    assert problems(
        await put(ground, claim, EXAMPLE, period(starts_on="2026-06-14", ends_on="2026-06-27"))
    ) == {("/periods/1/starts_on", "overlap")}
    early = {"starts_on": "2025-12-29", "ends_on": "2026-01-04"}
    days = [{"worked_on": "2025-12-31", "regular": "8"}]
    assert problems(await put(ground, claim, EXAMPLE | early | {"days": days})) == {
        ("/periods/0/days/0/worked_on", "outside_performance")
    }


async def test_hours_ahead_are_not_worked_yet(ground: Ground, claim: dict[str, Any]) -> None:
    ahead = {"starts_on": "2026-12-20", "ends_on": "2026-12-31"}
    refused = await put(
        ground, claim, EXAMPLE | ahead | {"days": [{"worked_on": "2026-12-31", "regular": "8"}]}
    )
    assert problems(refused) == {("/periods/0/days/0/worked_on", "service_in_future")}


@pytest.mark.parametrize("hours", ["-1", "24.5", "1.234", 8, "NaN", True])
async def test_hours_have_an_exact_form(ground: Ground, claim: dict[str, Any], hours: Any) -> None:
    days = [{"worked_on": "2026-06-01", "regular": hours}]
    refused = await put(ground, claim, EXAMPLE | {"days": days})
    assert {pointer for pointer, _ in problems(refused)} == {"/periods/0/days/0/regular"}


async def test_an_instrument_without_labour_refuses_and_says_why(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for)
    claim = await new_claim(ground, kind="invoice", officer_id=None)
    shown = (await ground.coordinator.get(address(ground, claim))).json()
    assert shown["refusal"] == "The instrument does not reimburse labour."
    refused = await put(ground, claim, EXAMPLE)
    assert (refused.status_code, refused.json()["code"]) == (409, "labour_not_reimbursable")
    assert "The instrument does not reimburse labour." in refused.json()["detail"]
    assert (await put(ground, claim)).status_code == 200


@pytest.mark.parametrize(("clauses", "status"), [({}, 409), ({"salary_reimbursable": True}, 200)])
async def test_the_memorandum_has_to_reimburse_labour_too(
    database: Database, client_for: ClientFor, clauses: dict[str, Any], status: int
) -> None:
    ground = await make_ground(database, client_for, salary_reimbursable=True)
    async with database.transaction() as session:
        mou = await make_mou(session, ground.agency, clauses=clauses)
        instrument = await session.get_one(Instrument, ground.instrument.id)
        instrument.mou_id = mou.id
    claim = await new_claim(ground, kind="invoice", officer_id=None)
    answer = await put(ground, claim, EXAMPLE)
    assert answer.status_code == status, answer.text
    if status == 409:
        assert "The memorandum of understanding does not reimburse labour." in answer.json()["detail"]
        hand = {"quantity": "8", "unit_rate": "52.40", "officer_id": str(ground.officer.id)}
        await add_line(ground, claim, "salary", 1, "419.20", **hand)
        signed = {"signatory_name": "Signatory", "certifies_truth": True}
        refused = await act(ground.coordinator, claim, "submit", signed)
        assert [one["code"] for one in refused.json()["errors"]] == ["not_in_instrument"]


async def test_a_line_of_a_sheet_is_changed_in_the_sheet(ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, EXAMPLE)
    salary = (await lines_of(ground, claim))["salary"]
    where = f"/expenses/{salary['id']}"
    current = await ground.coordinator.get(where)
    assert current.json()["allowed_actions"] == ["update"]
    headers = {"If-Match": current.headers["etag"]}
    changed = await ground.coordinator.patch(where, json={"quantity": "41"}, headers=headers)
    removed = await ground.coordinator.delete(where, headers=headers)
    assert {(one.status_code, one.json()["code"]) for one in (changed, removed)} == {
        (409, "line_of_timesheet")
    }
    evidence = await ground.coordinator.patch(where, json={"receipt_attached": True}, headers=headers)
    assert evidence.status_code == 200, evidence.text


async def test_two_people_at_one_sheet_meet_the_newer_version(ground: Ground, claim: dict[str, Any]) -> None:
    """Also where no amount moves: a remark is enough."""
    current = await ground.coordinator.get(address(ground, claim))
    headers = {"If-Match": current.headers["etag"]}
    await saved(ground, claim, period((1, "8")))
    stale = await ground.coordinator.put(address(ground, claim), json={"periods": []}, headers=headers)
    assert stale.status_code == 412
    current = await ground.coordinator.get(address(ground, claim))
    noted = period((1, "8"))
    noted["days"][0]["note"] = "Classroom"
    await saved(ground, claim, noted)
    headers = {"If-Match": current.headers["etag"]}
    stale = await ground.coordinator.put(address(ground, claim), json={"periods": []}, headers=headers)
    assert stale.status_code == 412


async def test_sheets_are_for_those_who_may_see_the_claim(
    database: Database, client_for: ClientFor, ground: Ground, claim: dict[str, Any]
) -> None:
    await saved(ground, claim, EXAMPLE)
    other = await make_ground(database, client_for, salary_reimbursable=True)
    assert (await other.coordinator.get(address(ground, claim))).status_code == 404
    assert (await ground.coordinator.get(address(other, claim))).status_code == 404
    assert (await ground.finance.get(address(ground, claim))).json()["allowed_actions"] == []
    async with database.transaction() as session:
        colleague = await make_officer(session, ground.agency, "Colleague")
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    own = await new_claim(ground)
    theirs = f"/claims/{own['id']}/timesheets/{colleague.id}"
    current = await officer.get(address(ground, own))
    headers = {"If-Match": current.headers["etag"]}
    assert (await officer.put(theirs, json={"periods": []}, headers=headers)).status_code == 403


async def test_what_was_handed_in_stands(database: Database, ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, EXAMPLE)
    await bring_to(ground, claim, "submitted")
    refused = await put(ground, claim)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_editable")


async def test_the_database_keeps_hours_of_a_certified_claim(
    database: Database, ground: Ground, claim: dict[str, Any]
) -> None:
    await saved(ground, claim, EXAMPLE)
    await bring_to(ground, claim, "certified")
    for statement in (
        "UPDATE timesheet_days SET regular = 1",
        "DELETE FROM timesheet_days",
        "UPDATE timesheets SET rate = 1",
    ):
        with pytest.raises(DBAPIError, match="certified claim"):
            async with database.transaction() as session:
                await session.execute(text(statement))


async def test_the_line_says_which_sheet_it_follows(ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, EXAMPLE)
    await ground.coordinator.post("/expenses", json=line(claim, "visa_fee", 1, "160.00"))
    lines = await lines_of(ground, claim)
    assert lines["visa_fee"]["timesheet_id"] is None
    assert len({lines[name]["timesheet_id"] for name in ("salary", "overtime", "fringe")} - {None}) == 1
    assert sum(Decimal(one["claimed"]["amount"]) for one in lines.values()) == Decimal("3387.84")
