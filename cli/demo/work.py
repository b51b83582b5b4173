"""Chapters from the need to the activity's end, as whoever acts in each does them."""

from datetime import date, timedelta
from typing import Any

from cli.demo.cast import oblige
from cli.demo.client import NOT_YET_THERE, Caller, Record
from cli.demo.story import Partner, Story
from cli.demo.vetting import approve_cases, enter_cases, list_participants


def draft(story: Story) -> None:
    plot = story.plot
    story.request = story.post.create(
        "/requests",
        {
            "title": plot.title,
            "need": f"{plot.title}: {plot.days} days for the national police.",
            "modality": plot.modality,
            "countries": [plot.country],
            "required_expertise": [plot.expertise],
            "starts_on": story.starts_on.isoformat(),
            "ends_on": story.ends_on.isoformat(),
            "headcount": 1,
        },
    )


def submit(story: Story) -> None:
    story.post.act(story.request, "submit")


def validate(story: Story) -> None:
    body = {"funding_source": "INCLE", "funds": {"amount": "60000.00"}}
    story.people.staff.act(story.request, "validate", body)


def ask(story: Story) -> None:
    staff = story.people.staff
    staff.create(f"{story.request.address}/matches", {})
    for partner in story.asked:
        body = {
            "request_id": story.request["id"],
            "agency_id": partner.agency["id"],
            "chosen_reason": "Known to the post from earlier work.",
        }
        story.questions.append((partner, staff.create("/outreach", body)))


def make_offer(story: Story) -> None:
    """The others decline, unless they offer too."""
    story.offer = offer_of(story, story.partner)
    if story.plot.turn == "rivals":
        return
    for partner, question in story.questions:
        if partner is not story.partner:
            partner.coordinator.act(question, "reply", {"answer": "declined"})


def offer_of(story: Story, partner: Partner) -> Record:
    """An agency is interested, and says what it would cost."""
    plot, question = story.plot, next(q for one, q in story.questions if one is partner)
    partner.coordinator.act(question, "reply", {"answer": "interested"})
    officers = [story.officer["id"]] if partner is story.partner else [partner.officers[-1]["id"]]
    if plot.turn == "rivals" and partner is story.partner:
        officers.append(next(one["id"] for one in partner.officers if one["id"] not in officers))
    return partner.coordinator.create(
        "/offers",
        {
            "outreach_id": question["id"],
            "officers": officers,
            "starts_on": story.starts_on.isoformat(),
            "ends_on": story.ends_on.isoformat(),
            "cost_lines": [
                _cost("airfare", "Flights", 1200),
                _cost("lodging", "Hotel", 150 * (plot.days - 1)),
                _cost("mie", "Meals", 90 * plot.days),
            ],
        },
    )


def _cost(category: str, description: str, dollars: int) -> dict[str, Any]:
    return {"category": category, "description": description, "amount": {"amount": f"{dollars}.00"}}


def accept(story: Story) -> None:
    staff = story.people.staff
    staff.act(story.offer, "accept")
    [row] = staff.items("/activities", request_id=story.request["id"])
    story.activity = staff.get(f"/activities/{row['id']}")
    staff.act(story.request, "close", {"outcome": "filled"})


def ready(story: Story) -> None:
    """What is to be closed has money of its own: only then nothing is left of it in the end."""
    staff, partner = story.people.staff, story.partner
    story.obligation = partner.obligation
    if story.reaches("closed"):
        amount, year = story.activity["estimate"]["amount"], story.starts_on
        story.obligation = oblige(
            story.people.budget, partner.instrument, amount, year, story.activity["reference"]
        )
    ties = {"instrument_id": partner.instrument["id"], "obligation_id": story.obligation["id"]}
    staff.change(story.activity, ties)
    staff.act(story.activity, "ready")
    story.cases = list_participants(story.post, story.activity, story.plot.country)
    enter_cases(story.post, story.cases)


def authorize(story: Story) -> None:
    approve_cases(story.post, story.cases, story.starts_on - timedelta(days=15))
    hold_everything(story.post, story.activity, story.starts_on)
    concurring = story.partner.coordinator if story.plot.modality == "study_visit" else story.post
    concurring.act(story.activity, "concur")
    story.people.staff.act(story.activity, "authorize")


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


def finish(story: Story) -> None:
    story.people.staff.wait_for(story.activity, "active")
    story.reporting.act(story.activity, "attendance", {"people": 12 + story.plot.days})
    story.reporting.act(story.activity, "finish")


def close(story: Story) -> None:
    """After-action, and what is left of the money goes back."""
    people, address = story.people, f"{story.activity.address}/after-action"
    body = {"summary": f"{story.plot.title}: held as planned.", "people_trained": 12 + story.plot.days}
    story.reporting.put(address, body, NOT_YET_THERE)
    people.staff.act(people.staff.get(address), "accept")
    left = people.budget.refresh(story.obligation)["unliquidated"]
    release = {"amount": {"amount": left["amount"]}, "reason": "The activity is complete."}
    people.budget.act(story.obligation, "deobligate", release)
    people.staff.act(story.activity, "close")
