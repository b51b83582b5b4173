"""One activity's story, told through the API up to the chapter one wants: from need to repaid claim."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from cli.demo.client import NOT_YET_THERE, Caller, Record
from cli.demo.vetting import approve_cases, enter_cases, list_participants

CHAPTERS = (
    "drafted",
    "submitted",
    "open",
    "asked",
    "offered",
    "planning",
    "readying",
    "authorized",
    "active",
    "completed",
    "claimed",
    "in_program_review",
    "in_finance_review",
    "decided",
    "certified",
    "paid",
    "closed",
)


@dataclass(frozen=True)
class Partner:
    """An agency that takes part: its record, coordinator, officers, memorandum and money."""

    agency: Record
    coordinator: Caller
    officers: list[Record]
    instrument: Record
    obligation: Record


@dataclass
class Story:
    """Who needs what from whom, and how far it goes by the end of the year."""

    title: str
    need: str
    country: str
    location: str
    modality: str
    expertise: str
    starts_on: date
    days: int
    until: str
    request: Record = field(init=False)
    outreach: Record = field(init=False)
    offer: Record = field(init=False)
    activity: Record = field(init=False)
    cases: list[Record] = field(init=False)
    claim: Record = field(init=False)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=self.days - 1)

    def reaches(self, chapter: str) -> bool:
        return CHAPTERS.index(self.until) >= CHAPTERS.index(chapter)


@dataclass(frozen=True)
class People:
    """Those who act for INL and the post in every story."""

    staff: Caller
    finance: Caller
    certifier: Caller
    treasury: Caller


Scene = tuple[date, Callable[[], None]]
"""A day of the year, and what happens on it."""


def noon(day: date) -> datetime:
    return datetime.combine(day, time(15, 0), tzinfo=UTC)


class Teller:
    """Turns a story into dated scenes, so that many stories can be told side by side in the order of time."""

    def __init__(
        self, story: Story, people: People, post: Caller, partner: Partner, asked: list[Partner]
    ) -> None:
        self.story, self.people, self.post, self.partner, self.asked = story, people, post, partner, asked

    def scenes(self) -> list[Scene]:
        """In order of time; those after the story's last chapter are left out."""
        first, last = self.story.starts_on, self.story.ends_on
        all_scenes: list[tuple[str, int, date, Callable[[], None]]] = [
            ("drafted", -110, first, self.draft),
            ("submitted", -109, first, self.submit),
            ("open", -106, first, self.validate),
            ("asked", -104, first, self.ask),
            ("offered", -96, first, self.make_offer),
            ("planning", -90, first, self.accept),
            ("readying", -50, first, self.ready),
            ("authorized", -14, first, self.authorize),
            ("completed", 1, last, self.finish),
            ("claimed", 4, last, self.submit_claim),
            ("in_program_review", 6, last, self.take),
            ("in_finance_review", 9, last, self.endorse),
            ("decided", 14, last, self.decide),
            ("certified", 17, last, self.certify),
            ("paid", 20, last, self.pay),
            ("closed", 30, last, self.close),
        ]
        return [
            (day + timedelta(days=offset), scene)
            for chapter, offset, day, scene in all_scenes
            if self.story.reaches(chapter)
        ]

    def draft(self) -> None:
        story = self.story
        story.request = self.post.create(
            "/requests",
            {
                "title": story.title,
                "need": story.need,
                "modality": story.modality,
                "countries": [story.country],
                "required_expertise": [story.expertise],
                "starts_on": story.starts_on.isoformat(),
                "ends_on": story.ends_on.isoformat(),
                "headcount": 1,
            },
        )

    def submit(self) -> None:
        self.post.act(self.story.request, "submit")

    def validate(self) -> None:
        body = {"funding_source": "INCLE", "funds": {"amount": "60000.00"}}
        self.people.staff.act(self.story.request, "validate", body)

    def ask(self) -> None:
        staff, story = self.people.staff, self.story
        staff.create(f"{story.request.address}/matches", {})
        for partner in self.asked:
            body = {
                "request_id": story.request["id"],
                "agency_id": partner.agency["id"],
                "chosen_reason": "Known to the post from earlier work.",
            }
            asked = staff.create("/outreach", body)
            if partner is self.partner:
                story.outreach = asked
            elif story.reaches("offered"):
                partner.coordinator.act(asked, "reply", {"answer": "declined"})

    def make_offer(self) -> None:
        story, partner = self.story, self.partner
        partner.coordinator.act(story.outreach, "reply", {"answer": "interested"})
        lodging, meals = 150 * (story.days - 1), 90 * story.days
        story.offer = partner.coordinator.create(
            "/offers",
            {
                "outreach_id": story.outreach["id"],
                "officers": [partner.officers[0]["id"]],
                "starts_on": story.starts_on.isoformat(),
                "ends_on": story.ends_on.isoformat(),
                "cost_lines": [
                    {"category": "airfare", "description": "Flights", "amount": {"amount": "1200.00"}},
                    {"category": "lodging", "description": "Hotel", "amount": {"amount": f"{lodging}.00"}},
                    {"category": "mie", "description": "Meals", "amount": {"amount": f"{meals}.00"}},
                ],
            },
        )

    def accept(self) -> None:
        staff, story = self.people.staff, self.story
        staff.act(story.offer, "accept")
        [row] = staff.items("/activities", request_id=story.request["id"])
        story.activity = staff.get(f"/activities/{row['id']}")
        staff.act(story.request, "close", {"outcome": "filled"})

    def ready(self) -> None:
        staff, story = self.people.staff, self.story
        ties = {
            "instrument_id": self.partner.instrument["id"],
            "obligation_id": self.partner.obligation["id"],
        }
        staff.change(story.activity, ties)
        staff.act(story.activity, "ready")
        story.cases = list_participants(self.post, story.activity, story.country)
        enter_cases(self.post, story.cases)

    def authorize(self) -> None:
        story = self.story
        approve_cases(self.post, story.cases, story.starts_on - timedelta(days=15))
        hold_everything(self.post, story.activity, story.starts_on)
        concurring = self.partner.coordinator if story.modality == "study_visit" else self.post
        concurring.act(story.activity, "concur")
        self.people.staff.act(story.activity, "authorize")

    def finish(self) -> None:
        self.people.staff.wait_for(self.story.activity, "active")
        reporting = self.partner.coordinator if self.story.modality == "study_visit" else self.post
        reporting.act(self.story.activity, "attendance", {"people": 12 + self.story.days})
        reporting.act(self.story.activity, "finish")

    def submit_claim(self) -> None:
        story, coordinator = self.story, self.partner.coordinator
        story.claim = coordinator.create(
            "/claims",
            {
                "activity_id": story.activity["id"],
                "kind": "travel_voucher",
                "period": {"starts_on": story.starts_on.isoformat(), "ends_on": story.ends_on.isoformat()},
                "officer_id": self.partner.officers[0]["id"],
            },
        )
        for line in trip_lines(coordinator, story):
            coordinator.create("/expenses", {"claim_id": story.claim["id"], **line})
        body = {"signatory_name": "Agency coordinator", "certifies_truth": True}
        coordinator.act(story.claim, "submit", body)

    def take(self) -> None:
        self.people.staff.act(self.story.claim, "take")

    def endorse(self) -> None:
        self.people.staff.act(self.story.claim, "endorse")

    def decide(self) -> None:
        self.people.finance.act(self.story.claim, "decide", {})

    def certify(self) -> None:
        self.people.certifier.act(self.story.claim, "certify")

    def pay(self) -> None:
        claim = self.people.staff.refresh(self.story.claim)
        paid_on = self.story.ends_on + timedelta(days=20)
        body = {"treasury_reference": f"TRS-{claim['reference']}", "paid_on": paid_on.isoformat()}
        self.people.treasury.act(claim, "confirm", body)

    def close(self) -> None:
        story = self.story
        reporting = self.partner.coordinator if story.modality == "study_visit" else self.post
        address = f"{story.activity.address}/after-action"
        body = {"summary": f"{story.title}: held as planned.", "people_trained": 12 + story.days}
        reporting.put(address, body, NOT_YET_THERE)
        self.people.staff.act(self.people.staff.get(address), "accept")


def hold_everything(post: Caller, activity: Record, first_day: date) -> None:
    """Each assigned officer gets every certificate that the trip calls for."""
    for assignment in post.items(f"{activity.address}/assignments"):
        address = f"{activity.address}/assignments/{assignment['id']}/readiness"
        for item in post.get(address)["items"]:
            body = {
                "issued_on": (first_day - timedelta(days=60)).isoformat(),
                "expires_on": (first_day + timedelta(days=500)).isoformat(),
                "evidence": "On file",
            }
            post.put(f"{address}/{item['type']}", body, f'"{item["item"]["version"]}-00000000"')


def trip_lines(caller: Caller, story: Story) -> list[dict[str, Any]]:
    """The lines of an ordinary trip: a flight, each night a little under or over the maximum, each day's M&IE."""
    on = story.starts_on.isoformat()
    [rate] = caller.items("/rates/per-diem", country=story.country, location=story.location, on=on)
    lodging, mie = Decimal(rate["lodging"]["amount"]), Decimal(rate["mie"]["amount"])
    lines: list[dict[str, Any]] = [
        {
            "category": "airfare",
            "service_on": on,
            "description": "Flights",
            "amount": {"amount": "1184.20", "currency": "USD"},
            "receipt_attached": True,
        }
    ]
    for number in range(story.days):
        day = (story.starts_on + timedelta(days=number)).isoformat()
        outer = number in (0, story.days - 1)
        share = Decimal("0.75") if outer else Decimal(1)
        place = {"service_on": day, "location": story.location}
        meals = {"amount": f"{mie * share:.2f}", "currency": "USD"}
        lines.append({"category": "mie", "description": "Meals and incidentals", "amount": meals, **place})
        if number < story.days - 1:
            night = {
                "amount": f"{lodging * (Decimal('1.04') if number == 1 else Decimal('0.92')):.2f}",
                "currency": "USD",
            }
            line = {"category": "lodging", "description": "Hotel", "amount": night, "receipt_attached": True}
            lines.append({**line, **place})
    return lines
