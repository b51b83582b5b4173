"""A traveller's trip over HTTP: the worked example to the cent, the lines it makes, and what a careless hand meets."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from models.database import Database
from models.enums import Role
from tests.factories.activities import country
from tests.factories.claims import (
    PLACE,
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    make_ground,
    make_officer,
    make_rate,
    new_claim,
)
from tests.fixtures.api import ClientFor

CHICAGO, GUATEMALA = "America/Chicago", "America/Guatemala"


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


@pytest.fixture
async def claim(ground: Ground) -> dict[str, Any]:
    return await new_claim(ground)


def leg(departs: str, zone: str, arrives: str, there: str, to: str) -> dict[str, str]:
    return {
        "from_place": "Somewhere",
        "departs_at": departs,
        "departs_zone": zone,
        "to_place": to,
        "arrives_at": arrives,
        "arrives_zone": there,
    }


OUT = leg("2026-06-01T08:00", CHICAGO, "2026-06-01T13:00", GUATEMALA, PLACE)
BACK = leg("2026-06-05T09:00", GUATEMALA, "2026-06-05T16:00", CHICAGO, "Chicago")


def night(cost: str, **more: Any) -> dict[str, Any]:
    return {"amount": {"amount": cost, "currency": "USD"}, "receipt_attached": True} | more


def day(number: int, **said: Any) -> dict[str, Any]:
    return {"service_on": f"2026-06-{number:02d}", **said}


ALL_MEALS = ["breakfast", "lunch", "dinner"]
EXAMPLE = [
    day(1, lodging=night("198.00")),
    day(2, lodging=night("198.00"), meals_furnished=["lunch"]),
    day(3, lodging=night("226.50")),
    day(4, lodging=night("226.50"), meals_furnished=ALL_MEALS, note="Dinner given by the academy"),
]


def body(*days: dict[str, Any], legs: Any = (OUT, BACK), **more: Any) -> dict[str, Any]:
    return {"home_zone": CHICAGO, "legs": list(legs), "days": list(days)} | more


def address(ground: Ground, claim: dict[str, Any]) -> str:
    return f"/claims/{claim['id']}/trips/{ground.officer.id}"


async def put(ground: Ground, claim: dict[str, Any], sent: dict[str, Any]) -> httpx.Response:
    current = await ground.coordinator.get(address(ground, claim))
    headers = {"If-Match": current.headers["etag"]}
    return await ground.coordinator.put(address(ground, claim), json=sent, headers=headers)


async def saved(ground: Ground, claim: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    answer = await put(ground, claim, sent)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def lines_of(ground: Ground, claim: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await ground.coordinator.get(f"/claims/{claim['id']}/review")
    lines: list[dict[str, Any]] = answer.json()["lines"]
    return lines


def claimed(lines: list[dict[str, Any]], category: str) -> Decimal:
    return sum((Decimal(one["claimed"]["amount"]) for one in lines if one["category"] == category), Decimal())


async def test_there_is_no_trip_until_one_is_kept(ground: Ground, claim: dict[str, Any]) -> None:
    answer = await ground.coordinator.get(address(ground, claim))
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["saved"], shown["days"], shown["legs"], shown["version"]) == (
        False,
        [],
        [],
        claim["version"],
    )
    assert shown["allowed_actions"] == ["update"]


async def test_the_worked_example_comes_to_1345_65(ground: Ground, claim: dict[str, Any]) -> None:
    """Domain brief 4.3: lodging 816.00 with 33.00 over the maximum, M&IE 345.00, mileage 24.65, visa 160.00."""
    trip = await saved(ground, claim, body(*EXAMPLE))
    totals = {name: amount["amount"] for name, amount in trip["totals"].items()}
    assert totals == {
        "lodging_claimed": "849.00",
        "lodging_allowed": "816.00",
        "mie_claimed": "345.00",
        "mie_allowed": "345.00",
    }
    assert [one["mie"]["allowed"]["amount"] for one in trip["days"]] == [
        "75.00",
        "75.00",
        "100.00",
        "20.00",
        "75.00",
    ]
    third = trip["days"][2]
    assert [(p["field"], p["code"]) for p in third["problems"]] == [("lodging", "over_max")]
    assert third["rate"]["location"] == PLACE
    assert third["rate"]["lodging"]["amount"] == "210.00"
    assert third["lodging"]["formula"] == "min(226.50, 210.00)"
    assert trip["days"][4]["rate"]["looked_up_on"] == "2026-06-04"
    mileage = await add_line(ground, claim, "mileage", 1, "24.65", quantity="34", receipt_attached=False)
    await add_line(ground, claim, "visa_fee", 1, "160.00")
    assert mileage["quantity"] == "34"
    decided = await bring_to(ground, claim, "partial")
    amounts = {name: decided[name]["amount"] for name in ("claimed", "allowed", "approved", "disallowed")}
    assert amounts == {
        "claimed": "1378.65",
        "allowed": "1345.65",
        "approved": "1345.65",
        "disallowed": "33.00",
    }


async def test_a_preview_keeps_nothing(ground: Ground, claim: dict[str, Any]) -> None:
    answer = await ground.coordinator.post(f"{address(ground, claim)}/preview", json=body(*EXAMPLE))
    assert answer.status_code == 200, answer.text
    assert answer.json()["totals"]["lodging_allowed"]["amount"] == "816.00"
    assert answer.json()["days"][0]["lodging"]["expense_id"] is None
    assert await lines_of(ground, claim) == []
    assert (await ground.coordinator.get(address(ground, claim))).json()["saved"] is False


async def test_saving_again_changes_nothing_and_a_change_changes_its_line_alone(
    ground: Ground, claim: dict[str, Any]
) -> None:
    await saved(ground, claim, body(*EXAMPLE))
    before = {line["id"]: line for line in await lines_of(ground, claim)}
    await saved(ground, claim, body(*EXAMPLE))
    assert {line["id"]: line for line in await lines_of(ground, claim)} == before
    await saved(ground, claim, body(*EXAMPLE[:1], day(2, lodging=night("180.00")), *EXAMPLE[2:]))
    after = {line["id"]: line for line in await lines_of(ground, claim)}
    changed = [line for key, line in after.items() if before[key] != line]
    assert before.keys() == after.keys()
    assert sorted((line["category"], line["service_on"]) for line in changed) == [
        ("lodging", "2026-06-02"),
        ("mie", "2026-06-02"),
    ]
    assert claimed(list(after.values()), "lodging") == Decimal("831.00")
    total = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()["claimed"]["amount"]
    assert Decimal(total) == sum(claimed(list(after.values()), c) for c in ("lodging", "mie"))


async def test_a_shorter_trip_takes_the_lines_of_its_lost_days_away_and_no_others(
    ground: Ground, claim: dict[str, Any]
) -> None:
    visa = await add_line(ground, claim, "visa_fee", 5, "160.00")
    await saved(ground, claim, body(*EXAMPLE))
    early = leg("2026-06-03T09:00", GUATEMALA, "2026-06-03T16:00", CHICAGO, "Chicago")
    trip = await saved(ground, claim, body(*EXAMPLE[:2], legs=(OUT, early)))
    assert [one["kind"] for one in trip["days"]] == ["first", "full", "last"]
    lines = await lines_of(ground, claim)
    assert {line["id"] for line in lines if line["category"] == "visa_fee"} == {visa["id"]}
    assert {line["service_on"] for line in lines if line["category"] == "mie"} == {
        f"2026-06-{number:02d}" for number in (1, 2, 3)
    }
    refused = await put(ground, claim, body(*EXAMPLE, legs=(OUT, early)))
    assert refused.status_code == 422
    assert [error["code"] for error in refused.json()["errors"]] == ["not_a_day_of_the_trip"]


async def test_lines_written_by_hand_become_the_trips(ground: Ground, claim: dict[str, Any]) -> None:
    by_hand = await add_line(ground, claim, "lodging", 2, "150.00")
    await saved(ground, claim, body(*EXAMPLE))
    found = [line for line in await lines_of(ground, claim) if line["id"] == by_hand["id"]]
    assert found[0]["claimed"]["amount"] == "198.00"


async def test_a_place_without_a_rate_is_told_at_its_day_and_the_rest_is_kept(
    ground: Ground, claim: dict[str, Any]
) -> None:
    trip = await saved(ground, claim, body(day(3, place="Nowhere", lodging=night("90.00"))))
    codes = {one["service_on"]: [p["code"] for p in one["problems"]] for one in trip["days"]}
    assert codes["2026-06-03"] == ["rate_missing"]
    assert codes["2026-06-02"] == []
    assert trip["days"][2]["mie"] is None
    assert trip["days"][2]["place_given"] is True
    lines = await lines_of(ground, claim)
    assert len([line for line in lines if line["category"] == "mie"]) == 4
    assert claimed(lines, "lodging") == Decimal("90.00")


async def test_a_night_in_another_currency_is_claimed_at_its_rate(
    ground: Ground, claim: dict[str, Any]
) -> None:
    quetzal = {"amount": {"amount": "1500.00", "currency": "GTQ"}, "fx_source": "card", "fx_rate": "0.12938"}
    trip = await saved(ground, claim, body(day(1, lodging=quetzal | {"receipt_attached": True})))
    shown = trip["days"][0]["lodging"]
    assert (shown["claimed"]["amount"], shown["amount"]["currency"], shown["fx_rate"]) == (
        "194.07",
        "GTQ",
        "0.12938",
    )
    refused = await put(ground, claim, body(day(1, lodging={"amount": quetzal["amount"]})))
    assert refused.status_code == 422
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/days/0/lodging/fx_source", "missing")
    ]


async def test_a_trip_of_twelve_hours_has_no_meals_line(ground: Ground, claim: dict[str, Any]) -> None:
    there = leg("2026-06-02T08:00", GUATEMALA, "2026-06-02T09:00", GUATEMALA, PLACE)
    home = leg("2026-06-02T18:00", GUATEMALA, "2026-06-02T20:00", GUATEMALA, "Home")
    trip = await saved(ground, claim, body(legs=(there, home), home_zone=GUATEMALA))
    assert [(one["kind"], one["mie"]) for one in trip["days"]] == [("none", None)]
    assert await lines_of(ground, claim) == []
    said = body(day(2, meals_furnished=["lunch"]), legs=(there, home), home_zone=GUATEMALA)
    trip = await saved(ground, claim, said)
    assert [p["code"] for p in trip["days"][0]["problems"]] == ["furnished_meals_without_allowance"]


async def test_days_outside_the_claim_make_no_lines(ground: Ground, claim: dict[str, Any]) -> None:
    long = leg("2026-06-07T09:00", GUATEMALA, "2026-06-07T16:00", CHICAGO, "Chicago")
    trip = await saved(ground, claim, body(legs=(OUT, long)))
    assert [one["in_claim"] for one in trip["days"]] == [True] * 5 + [False] * 2
    assert len(await lines_of(ground, claim)) == 5


async def test_a_claim_changed_meanwhile_is_a_stale_version_and_nothing_is_lost(
    ground: Ground, claim: dict[str, Any]
) -> None:
    tag = (await ground.coordinator.get(address(ground, claim))).headers["etag"]
    await add_line(ground, claim, "lodging", 1, "99.00")
    stale = await ground.coordinator.put(
        address(ground, claim), json=body(*EXAMPLE), headers={"If-Match": tag}
    )
    assert stale.status_code == 412
    assert [line["claimed"]["amount"] for line in await lines_of(ground, claim)] == ["99.00"]


async def test_a_trip_that_moves_no_line_is_a_change_of_its_claim_all_the_same(
    ground: Ground, claim: dict[str, Any]
) -> None:
    first = await put(ground, claim, body(*EXAMPLE))
    same = await put(ground, claim, body(*EXAMPLE))
    assert same.json()["version"] == first.json()["version"]
    noted = [dict(EXAMPLE[0], note="The train was late"), *EXAMPLE[1:]]
    changed = await put(ground, claim, body(*noted))
    assert changed.json()["version"] > first.json()["version"]
    headers = {"If-Match": first.headers["etag"]}
    stale = await ground.coordinator.put(address(ground, claim), json=body(*EXAMPLE), headers=headers)
    assert stale.status_code == 412


async def test_a_claim_that_was_handed_in_keeps_its_trip(ground: Ground, claim: dict[str, Any]) -> None:
    await saved(ground, claim, body(*EXAMPLE))
    answer = await act(ground.coordinator, claim, "submit", SIGNED)
    assert answer.status_code == 200, answer.text
    refused = await put(ground, claim, body())
    assert (refused.status_code, refused.json()["code"]) == (409, "not_editable")
    trip = (await ground.program.get(address(ground, claim))).json()
    assert (trip["allowed_actions"], trip["totals"]["lodging_allowed"]["amount"]) == ([], "816.00")


async def test_others_trips_are_not_there(
    database: Database, client_for: ClientFor, ground: Ground, claim: dict[str, Any]
) -> None:
    other = await make_ground(database, client_for)
    assert (await other.coordinator.get(address(ground, claim))).status_code == 404
    foreign = f"/claims/{claim['id']}/trips/{other.officer.id}"
    assert (await ground.coordinator.get(foreign)).status_code == 404
    headers = {"If-Match": (await ground.coordinator.get(f"/claims/{claim['id']}")).headers["etag"]}
    assert (await ground.coordinator.put(foreign, json=body(), headers=headers)).status_code == 404
    assert (await ground.program.put(address(ground, claim), json=body(), headers=headers)).status_code == 403
    async with database.transaction() as session:
        colleague = await make_officer(session, ground.agency, "A colleague")
    own = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    theirs = f"/claims/{claim['id']}/trips/{colleague.id}"
    assert (await own.put(theirs, json=body(), headers=headers)).status_code == 403


async def test_two_places_take_each_their_rate(
    database: Database, ground: Ground, claim: dict[str, Any]
) -> None:
    async with database.transaction() as session:
        await make_rate(session, location="Second City", lodging_usd=Decimal(100), mie_usd=Decimal(80))
    over = leg("2026-06-03T09:00", GUATEMALA, "2026-06-03T12:00", GUATEMALA, "Second City")
    trip = await saved(ground, claim, body(legs=(OUT, over, BACK)))
    assert [one["rate"]["mie"]["amount"] for one in trip["days"]] == [
        "100.00",
        "100.00",
        "80.00",
        "80.00",
        "80.00",
    ]
    lines = [line for line in await lines_of(ground, claim) if line["category"] == "mie"]
    assert claimed(lines, "mie") == Decimal("75") + 100 + 80 + 80 + 60


async def test_a_night_in_a_third_country_takes_the_rate_of_its_place(
    database: Database, ground: Ground, claim: dict[str, Any]
) -> None:
    async with database.transaction() as session:
        honduras = (await country(session, "HND")).id
        await make_rate(
            session,
            country_id=honduras,
            country_name="THIRDLAND",
            location="Border town",
            lodging_usd=Decimal(90),
        )
    trip = await saved(
        ground,
        claim,
        body(day(1, lodging=night("98.00"), place="Border town"), day(2, place="Border town, Thirdland")),
    )
    first, second, third = trip["days"][:3]
    assert first["rate"]["country_name"] == second["rate"]["country_name"] == "THIRDLAND"
    assert first["lodging"]["allowed"]["amount"] == "90.00"
    assert third["rate"]["country_name"] == "TESTLAND"
    answer = await ground.coordinator.get(f"/claims/{claim['id']}/review")
    handed = await ground.coordinator.post(
        f"/claims/{claim['id']}/submit", json=SIGNED, headers={"If-Match": answer.headers["etag"]}
    )
    assert handed.status_code == 200, handed.text
    lines = await lines_of(ground, claim)
    lodging = next(line for line in lines if line["category"] == "lodging")
    assert lodging["allowed"]["amount"] == "90.00"
