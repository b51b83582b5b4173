"""Who takes part in a demonstration: users of each role, agencies with officers and memoranda, funds and rates.

Everything is done through the API, by the person whose task it is.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cli.demo.client import Caller, Record
from cli.demo.stage import Stage
from services.calendar import fiscal_year
from services.identity.secrets import new_password
from services.identity.tokens import LONGEST_LIFE

DOMAIN = "example.org"


@dataclass
class Cast:
    """The people of the programme, one for each role, and more coordinators as agencies join."""

    stage: Stage
    password: str = field(default_factory=new_password)
    administrator: Caller = field(init=False)
    people: dict[str, Caller] = field(default_factory=dict)
    services: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.administrator = self._enter(*self.stage.administrator)

    def person(self, name: str, roles: list[str], **ties: str | None) -> Caller:
        """A new user called by their role, signed in."""
        email = email_of(name)
        body = {"email": email, "name": name, "roles": roles, "password": self.password, **ties}
        self.administrator.create("/users", body)
        self.people[name] = self._enter(email, self.password)
        return self.people[name]

    def sign_in_again(self) -> None:
        """Everybody, for another year."""
        self.administrator.http = self._enter(*self.stage.administrator).http
        for name, caller in self.people.items():
            caller.http = self._enter(email_of(name), self.password).http

    def leave(self) -> None:
        """Nobody can act with what was used to play: passwords are for whoever looks at the year."""
        # The newest comes first; it is the one that revokes the others. The administrator leaves last.
        for client in self.services:
            _revoke(self.administrator, f"{client.address}/tokens")
        for caller in (*self.people.values(), self.administrator):
            _revoke(caller, "/api-tokens")

    def service(self, name: str, *scopes: str) -> Caller:
        """A service client with a token."""
        client = self.administrator.create(
            "/service-clients",
            {
                "name": name,
                "contact": "Demo integration desk",
                "purpose": "Part of the demonstration.",
                "scopes": list(scopes),
            },
        )
        self.services.append(client)
        return Caller(self.stage.url, self.stage.token_of(UUID(client["id"]), name), self.stage.transport)

    def _enter(self, email: str, password: str) -> Caller:
        until = self.stage.now() + LONGEST_LIFE
        return Caller.signed_in(self.stage.url, email, password, until, self.stage.transport)


def _revoke(caller: Caller, tokens: str) -> None:
    for token in reversed(caller.items(tokens)):
        if not token["revoked"]:
            caller.act(caller.get(f"/api-tokens/{token['id']}"), "revoke")


def coordinator_of(agency: str) -> str:
    return f"Coordinator {agency}"


def post_name(country: str) -> str:
    return f"Post {country}"


def email_of(name: str) -> str:
    """`program.officer@example.org`: letters and digits of the name, words joined by dots."""
    return ".".join(re.findall(r"[a-z0-9]+", name.lower().replace("'", ""))) + f"@{DOMAIN}"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def post_of(caller: Caller, genc3: str) -> dict[str, Any]:
    """The INL post of a country."""
    return caller.items("/posts", country=genc3)[0]


def make_agency(
    cast: Cast, staff: Caller, name: str, state: str, kind: str, expertise: dict[str, int]
) -> tuple[Record, Caller]:
    """An agency with verified expertise, level by code, and its coordinator."""
    agency = staff.create("/agencies", {"legal_name": name, "kind": kind, "state": state})
    for code, level in expertise.items():
        address = f"{agency.address}/expertise/{code}"
        staff.put(address, {"level": level})
    coordinator = cast.person(coordinator_of(name), ["agency_coordinator"], agency_id=agency["id"])
    return staff.refresh(agency), coordinator


def make_officers(coordinator: Caller, agency: Record, languages: list[list[str]]) -> list[Record]:
    return [
        coordinator.create(
            "/officers", {"name": f"Officer {number} of {agency['legal_name']}", "languages": spoken}
        )
        for number, spoken in enumerate(languages, start=1)
    ]


def draft_mou(staff: Caller, agency: Record, starts: date, ends: date) -> Record:
    return staff.create(
        "/mous",
        {
            "agency_id": agency["id"],
            "title": f"Partnership with {agency['legal_name']}",
            "purpose": "Building the capacity of partner countries' police with the agency's expertise.",
            "authority": "22 USC 2291",
            "scope_bureaus": ["WHA"],
            "effective_on": starts.isoformat(),
            "ends_on": ends.isoformat(),
            "clauses": {"reimbursable_categories": ["lodging", "mie", "mileage", "visa_fee", "airfare"]},
        },
    )


def negotiate_mou(staff: Caller, coordinator: Caller, agency: Record, starts: date, ends: date) -> Record:
    """A memorandum from draft to active: sent, agreed by both, cleared, signed by both."""
    mou = agree_mou(staff, coordinator, agency, starts, ends)
    clear_mou(staff, mou, starts)
    staff.act(mou, "sign", {"party": "inl", "signed_on": starts.isoformat()})
    return staff.act(mou, "sign", {"party": "agency", "signed_on": starts.isoformat()})


def agree_mou(staff: Caller, coordinator: Caller, agency: Record, starts: date, ends: date) -> Record:
    """A memorandum on whose text both parties agree; its legal clearance is to come."""
    mou = draft_mou(staff, agency, starts, ends)
    staff.act(mou, "send")
    coordinator.act(mou, "concur")
    return staff.act(mou, "agree")


def clear_mou(staff: Caller, mou: Record, on: date) -> Record:
    """The legal clearance is there; signatures are to come."""
    staff.create(
        f"{mou.address}/documents",
        {
            "kind": "legal_clearance",
            "title": "Legal clearance",
            "text_sha256": sha256(mou["number"]),
            "dated_on": on.isoformat(),
        },
    )
    return staff.act(mou, "clear")


def fund(
    staff: Caller,
    budget: Caller,
    agency: Record,
    mou: Record,
    amount: str,
    starts: date,
    *,
    ceiling: str | None = None,
    years: int = 2,
) -> tuple[Record, Record]:
    """A signed instrument under the memorandum, and an obligation under it of money for so many fiscal years."""
    instrument = staff.create(
        "/instruments",
        {
            "agency_id": agency["id"],
            "mou_id": mou["id"],
            "number": f"DEMO{fiscal_year(starts)}{agency['id'][-6:].upper()}",
            "kind": "invitational_travel",
            "regime": "travel_claim",
            "ceiling": {"amount": ceiling or amount, "currency": "USD"},
            "performance_starts_on": starts.isoformat(),
            "performance_ends_on": (starts + timedelta(days=730)).isoformat(),
        },
    )
    instrument = staff.act(instrument, "sign", {})
    return instrument, oblige(budget, instrument, amount, starts, agency["id"][-6:].upper(), years=years)


def oblige(budget: Caller, instrument: Record, amount: str, on: date, mark: str, *, years: int = 2) -> Record:
    """Money of the fiscal year of `on` that lasts so many of them."""
    year = fiscal_year(on)
    return budget.create(
        "/obligations",
        {
            "instrument_id": instrument["id"],
            "document_number": f"OBL-{year}-{mark}",
            "fund": f"INCLE {year}",
            "amount": {"amount": amount, "currency": "USD"},
            "available_from": f"{year - 1}-10-01",
            "available_to": f"{year + years - 1}-09-30",
        },
    )
