"""How one row of the table in `kinds.py` is written: an event, whom it concerns, and the words for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.enums import NotificationTopic as Topic
from services.notifications.audience import Party


@dataclass(frozen=True, slots=True)
class Kind:
    """`title`, `body` and `link` take the facts of the record and what the event has in `after`, by name."""

    name: str
    action: str
    subject_type: str
    topic: Topic
    to: Sequence[Party]
    title: str
    body: str
    link: str

    def words(self, facts: Mapping[str, Any]) -> dict[str, str]:
        shown = {name: _said(name, value) for name, value in facts.items()}
        return {
            "title": self.title.format_map(shown)[:300],
            "body": self.body.format_map(shown)[:1000],
            "link": self.link.format_map(shown),
        }


def _said(name: str, value: Any) -> str:
    if isinstance(value, str) and name.endswith("_on"):
        value = date.fromisoformat(value)  # from the log, which holds JSON
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y, %H:%M} UTC"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return "" if value is None else str(value).replace("_", " ")


def on_request(verb: str, to: Sequence[Party], title: str, body: str) -> Kind:
    return Kind(
        f"request_{verb}", f"requests.{verb}", "request", Topic.REQUESTS, to, title, body, "/requests/{id}"
    )


def on_clarification(verb: str, to: Sequence[Party], title: str, body: str) -> Kind:
    action = f"request_clarifications.{verb}"
    link = "/requests/{request}"
    return Kind(f"question_{verb}", action, "request_clarification", Topic.REQUESTS, to, title, body, link)


def on_outreach(verb: str, to: Sequence[Party], title: str, body: str, *, name: str | None = None) -> Kind:
    return Kind(
        name or f"outreach_{verb}",
        f"outreach.{verb}",
        "outreach",
        Topic.OUTREACH,
        to,
        title,
        body,
        "/outreach/{id}",
    )


def on_mou(verb: str, to: Sequence[Party], title: str, body: str) -> Kind:
    return Kind(f"mou_{verb}", f"mous.{verb}", "mou", Topic.AGREEMENTS, to, title, body, "/mous/{id}")


def on_activity(verb: str, to: Sequence[Party], title: str, body: str, *, name: str | None = None) -> Kind:
    name = name or f"activity_{verb}"
    link = "/activities/{id}"
    return Kind(name, f"activities.{verb}", "activity", Topic.ACTIVITIES, to, title, body, link)


def on_webhook(verb: str, to: Sequence[Party], title: str, body: str) -> Kind:
    link = "/webhooks/{id}"
    return Kind(f"webhook_{verb}", f"webhooks.{verb}", "webhook", Topic.INTEGRATIONS, to, title, body, link)


def on_claim(verb: str, to: Sequence[Party], title: str, body: str, *, name: str | None = None) -> Kind:
    name = name or f"claim_{verb}"
    return Kind(name, f"claims.{verb}", "claim", Topic.CLAIMS, to, title, body, "/claims/{id}")
