"""Who takes part in a demonstration: users of each role, agencies with officers and memoranda, funds and rates.

Everything is done through the API, by the person whose task it is.
"""

import hashlib
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cli.demo.client import Caller, Record
from cli.demo.program import Stage
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

    def __post_init__(self) -> None:
        self.administrator = self._enter(*self.stage.administrator)

    def person(self, name: str, roles: list[str], **ties: str | None) -> Caller:
        """A new user called by their role, signed in."""
        email = email_of(name)
        body = {"email": email, "name": name, "roles": roles, "password": self.password, **ties}
        self.administrator.create("/users", body)
        self.people[name] = self._enter(email, self.password)
        return self.people[name]

    def service(self, name: str, *scopes: str) -> Caller:
        """A service client with a token, which only the machine's own terminal can make."""
        email = email_of(name)
        self.administrator.create(
            "/users", {"email": email, "name": name, "kind": "service", "roles": ["service_client"]}
        )
        command = [sys.executable, "-m", "cli", "users", "token", email, "--name", name]
        command += [part for scope in scopes for part in ("--scope", scope)]
        made = subprocess.run(  # noqa: S603
            command, env=self.stage.environment, check=True, capture_output=True, text=True
        )
        return Caller(self.stage.url, token=made.stdout.split()[-1])

    def _enter(self, email: str, password: str) -> Caller:
        return Caller.signed_in(self.stage.url, email, password, self.stage.clock.now() + LONGEST_LIFE)


def coordinator_of(agency: str) -> str:
    return f"Coordinator {agency}"


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
    mou = draft_mou(staff, agency, starts, ends)
    staff.act(mou, "send")
    coordinator.act(mou, "concur")
    staff.act(mou, "agree")
    staff.create(
        f"{mou.address}/documents",
        {
            "kind": "legal_clearance",
            "title": "Legal clearance",
            "text_sha256": sha256(mou["number"]),
            "dated_on": starts.isoformat(),
        },
    )
    staff.act(mou, "clear")
    staff.act(mou, "sign", {"party": "inl", "signed_on": starts.isoformat()})
    return staff.act(mou, "sign", {"party": "agency", "signed_on": starts.isoformat()})


def fund(
    staff: Caller, budget: Caller, agency: Record, mou: Record, amount: str, starts: date
) -> tuple[Record, Record]:
    """A signed instrument under the memorandum, and an obligation of two-year money under it."""
    year = fiscal_year(starts)
    available = {"available_from": f"{year - 1}-10-01", "available_to": f"{year + 1}-09-30"}
    money = {"amount": amount, "currency": "USD"}
    instrument = staff.create(
        "/instruments",
        {
            "agency_id": agency["id"],
            "mou_id": mou["id"],
            "number": f"DEMO{year}{agency['id'][-6:].upper()}",
            "kind": "invitational_travel",
            "regime": "travel_claim",
            "ceiling": money,
            "performance_starts_on": starts.isoformat(),
            "performance_ends_on": (starts + timedelta(days=730)).isoformat(),
        },
    )
    instrument = staff.act(instrument, "sign", {})
    obligation = budget.create(
        "/obligations",
        {
            "instrument_id": instrument["id"],
            "document_number": f"OBL-{year}-{agency['id'][-6:].upper()}",
            "fund": f"INCLE {year}",
            "amount": money,
            **available,
        },
    )
    return instrument, obligation
