"""What people without an account do in a demonstration: they ask about partnership on the public page."""

from collections.abc import Callable
from datetime import date, timedelta

import httpx

from cli.demo.cast import Cast
from cli.demo.client import Caller
from cli.demo.stage import Stage
from cli.demo.story import Scene

ENQUIRIES: tuple[tuple[int, str, str, str, str], ...] = (
    (150, "Demo Lakeside Police Department", "MN", "Two of us teach collision reconstruction.", "convert"),
    (300, "Demo Coast Crime Laboratory", "OR", "Could we host a study visit on forensics?", "answer"),
    (320, "Demo Tourism Board", "FL", "We offer hotel rooms to all your guests.", "dismiss"),
    (355, "Demo Valley Sheriff's Office", "CO", "How long are officers usually away?", "take"),
    (
        361,
        "Demo City Police Department",
        "VA",
        "A colleague told me of the programme. Are we part of it?",
        "",
    ),
)
"""Day of the year, agency, state, what is asked, and what becomes of it; the last one is a partner already."""

#: Until then people have kept up with their inboxes.
LAST_READ_DAY = 352


def outside_scenes(cast: Cast, staff: Caller, start: date) -> list[Scene]:
    """Enquiries with their triage, and everybody reading what has come."""
    scenes: list[Scene] = [
        (start + timedelta(days=day), _enquiry(cast.stage, staff, *rest)) for day, *rest in ENQUIRIES
    ]
    return [*scenes, (start + timedelta(days=LAST_READ_DAY), lambda: read_everything(cast))]


def read_everything(cast: Cast) -> None:
    for caller in cast.people.values():
        caller.create("/notifications/read-all", {})


def _enquiry(
    stage: Stage, staff: Caller, name: str, state: str, message: str, outcome: str
) -> Callable[[], None]:
    def scene() -> None:
        _send(stage, name, state, message)
        [received] = staff.items("/enquiries", q=name)
        enquiry = staff.get(f"/enquiries/{received['id']}")
        match outcome:
            case "convert":
                staff.act(enquiry, "convert", {"kind": "municipal_pd"})
            case "answer":
                staff.act(enquiry, "answer", {"answer": "Gladly. We call you next week to talk about dates."})
            case "take":
                staff.act(enquiry, "take")
            case "dismiss":
                staff.act(enquiry, "dismiss", {"reason": "Not a law enforcement agency."})

    return scene


def _send(stage: Stage, name: str, state: str, message: str) -> None:
    with httpx.Client(base_url=f"{stage.url}/api/v1", timeout=30, transport=stage.transport) as http:
        form = http.get("/enquiry-form").raise_for_status().json()
        stage.move_to(stage.now() + timedelta(minutes=5))  # nobody fills in a form in no time
        body = {
            "agency_name": name,
            "state": state,
            "contact_name": f"Contact of {name}",
            "contact_email": "contact@example.org",
            "message": message,
            "form_token": form["form_token"],
        }
        http.post("/enquiries", json=body).raise_for_status()
