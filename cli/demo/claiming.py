"""Chapters of a claim: from the trip's receipts to the treasury's confirmation."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cli.demo.client import Caller
from cli.demo.receipts import bill
from cli.demo.story import Story

SIGNED = {"signatory_name": "Agency coordinator", "certifies_truth": True}
AT_HOME, ABROAD = "America/New_York", "America/Santo_Domingo"


def draft_claim(story: Story) -> None:
    _open_claim(story)
    coordinator = story.partner.coordinator
    lines = trip_lines(coordinator, story)
    bills = {
        category: _upload_bill(story, seller, [line for line in lines if line["category"] == category])
        for category, seller in (("airfare", "Demo Airline"), ("lodging", "Demo Hotel"))
    }
    for line in lines:
        behind = {"receipt_id": bills[line["category"]]} if line["category"] in bills else {}
        coordinator.create("/expenses", {"claim_id": story.claim["id"], **line, **behind})


def draft_half_a_trip(story: Story) -> None:
    """The way there and back is entered, and what the first nights cost; the others wait for the hotel's bill."""
    _open_claim(story)
    coordinator = story.partner.coordinator
    flight, *others = trip_lines(coordinator, story)
    coordinator.create("/expenses", {"claim_id": story.claim["id"], **flight})
    nights = [
        {
            "service_on": line["service_on"],
            "lodging": {"amount": line["amount"], "receipt_attached": True},
        }
        for line in others
        if line["category"] == "lodging"
    ]
    there, home = (story.plot.location, ABROAD), ("Home", AT_HOME)
    trip = {
        "home_zone": AT_HOME,
        "legs": [
            _leg(f"{story.starts_on}T07:00", home, f"{story.starts_on}T15:00", there),
            _leg(f"{story.ends_on}T10:00", there, f"{story.ends_on}T18:00", home),
        ],
        "days": nights[:2],
    }
    address = f"/claims/{story.claim['id']}/trips/{story.officer['id']}"
    coordinator.put(address, trip, coordinator.get(address).etag)


def _upload_bill(story: Story, seller: str, lines: list[dict[str, Any]]) -> str:
    """The id of a receipt that is behind all of these lines."""
    reference, name = story.claim["reference"], story.officer["name"]
    content = bill(seller, f"{reference}-{lines[0]['category']}", name, story.plot.location, lines)
    fields = {"claim_id": story.claim["id"]}
    made = story.partner.coordinator.upload("/receipts", f"{lines[0]['category']}.pdf", content, **fields)
    return str(made["id"])


def _leg(departs_at: str, start: tuple[str, str], arrives_at: str, end: tuple[str, str]) -> dict[str, str]:
    (from_place, departs_zone), (to_place, arrives_zone) = start, end
    return {
        "from_place": from_place,
        "departs_at": departs_at,
        "departs_zone": departs_zone,
        "to_place": to_place,
        "arrives_at": arrives_at,
        "arrives_zone": arrives_zone,
    }


def _open_claim(story: Story) -> None:
    story.claim = story.partner.coordinator.create(
        "/claims",
        {
            "activity_id": story.activity["id"],
            "kind": "travel_voucher",
            "period": {"starts_on": story.starts_on.isoformat(), "ends_on": story.ends_on.isoformat()},
            "officer_id": story.officer["id"],
        },
    )


def submit_claim(story: Story) -> None:
    draft_claim(story)
    story.partner.coordinator.act(story.claim, "submit", SIGNED)


def take(story: Story) -> None:
    story.people.staff.act(story.claim, "take")


def endorse(story: Story) -> None:
    story.people.staff.act(story.claim, "endorse")


def decide(story: Story) -> None:
    """As computed, or otherwise where the story says so."""
    lines = story.people.finance.get(f"{story.claim.address}/review")["lines"]
    otherwise = {"deducted": lines[:1], "disallowed": lines}.get(story.plot.turn, [])
    code, note = (
        ("not_allowable", "Paid by the host already.")
        if story.plot.turn == "deducted"
        else ("no_receipt", "No receipt was attached that shows the trip.")
    )
    decisions = [
        {
            "expense_id": line["id"],
            "approved_amount": {"amount": "0.00"},
            "disallow_code": code,
            "note": note,
        }
        for line in otherwise
    ]
    story.people.finance.act(story.claim, "decide", {"lines": decisions})


def certify(story: Story) -> None:
    story.people.certifier.act(story.claim, "certify")


def make_run(story: Story) -> None:
    body = {"claim_ids": [story.claim["id"]], "note": story.plot.title}
    story.run = story.people.certifier.create("/payment-runs", body)


def send_run(story: Story) -> None:
    make_run(story)
    story.people.certifier.act(story.run, "send")


def pay(story: Story) -> None:
    """Handed to the Treasury and paid: the program knows the day of payment only from the answer."""
    send_run(story)
    answer_run(story, story.ends_on + timedelta(days=20), {"outcome": "paid"})


def answer_run(story: Story, on: date, outcome: dict[str, str]) -> None:
    """What the Treasury says of the story's claim in its run."""
    claim = story.people.staff.refresh(story.claim)
    row = {
        "claim": claim["reference"],
        "treasury_reference": f"TRS-{claim['reference']}",
        "on": on.isoformat(),
        "amount": claim["approved"],
    }
    answer = story.people.treasury.create(f"{story.run.address}/answer", {"rows": [row | outcome]})
    assert answer["refused"] == 0, answer["rows"]


def trip_lines(caller: Caller, story: Story) -> list[dict[str, Any]]:
    """The lines of an ordinary trip: a flight, each night a little under or over the maximum, each day's M&IE."""
    on, days = story.starts_on.isoformat(), story.plot.days
    place = {"country": story.plot.country, "location": story.plot.location}
    [rate] = caller.items("/rates/per-diem", on=on, **place)
    lodging, mie = Decimal(rate["lodging"]["amount"]), Decimal(rate["mie"]["amount"])
    lines = [_line(story, "airfare", on, "Flights", Decimal("1184.20"), receipt_attached=True)]
    for number in range(days):
        day = (story.starts_on + timedelta(days=number)).isoformat()
        share = Decimal("0.75") if number in (0, days - 1) else Decimal(1)
        lines.append(_line(story, "mie", day, "Meals and incidentals", mie * share, here=True))
        if number < days - 1:
            dear = number == 1 and story.plot.turn != "thrifty"
            night = lodging * (Decimal("1.04") if dear else Decimal("0.92"))
            lines.append(_line(story, "lodging", day, "Hotel", night, here=True, receipt_attached=True))
    return lines


def _line(
    story: Story,
    category: str,
    on: str,
    description: str,
    amount: Decimal,
    *,
    here: bool = False,
    **more: Any,
) -> dict[str, Any]:
    place = {"location": story.plot.location} if here else {}
    return {
        "category": category,
        "service_on": on,
        "description": description,
        "amount": {"amount": f"{amount:.2f}", "currency": "USD"},
        **place,
        **more,
    }
