"""Every kind of record with a state table, in any of its states and with no guard of the event in its way.

Whatever a table holds is driven by `test_states.py`; here stands only what a body has to say and a guard asks for.
"""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, AfterAction, Assignment
from models.agencies import Agency
from models.claims import Claim
from models.countries import Post
from models.enquiries import Enquiry
from models.enums import (
    ActivityStatus,
    AssignmentStatus,
    ClaimStatus,
    EnquiryStatus,
    MouDocumentKind,
    MouStatus,
    ObligationStatus,
    OutreachStatus,
    RequestStatus,
    Role,
    VettingStatus,
)
from models.mous import Mou, MouDocument
from models.obligations import Obligation
from models.officers import Officer
from models.outreach import Offer, Outreach
from models.payment_enums import PaymentRunStatus
from models.payment_runs import PaymentRun
from models.requests import AssistanceRequest
from models.vetting import VettingCase
from services.activities.lifecycle import ACTIVITY, ASSIGNMENT
from services.claims.lifecycle import LIFECYCLE as CLAIM
from services.enquiries.lifecycle import LIFECYCLE as ENQUIRY
from services.lifecycle import Lifecycle
from services.mous.lifecycle import LIFECYCLE as MOU
from services.obligations.lifecycle import LIFECYCLE as OBLIGATION
from services.outreach.lifecycle import LIFECYCLE as OUTREACH
from services.payment_runs.lifecycle import RUN
from services.requests.lifecycle import LIFECYCLE as REQUEST
from services.vetting.lifecycle import LIFECYCLE as VETTING
from tests.api.v1 import mou_acts
from tests.factories.activities import make_activity, make_assignment
from tests.factories.agreements import make_instrument, make_mou, make_obligation
from tests.factories.claims import PAYMENT, SIGNED, Ground, add_line, bring_to, new_claim
from tests.factories.requests import make_offer, make_outreach, make_partner, make_request
from tests.factories.vetting import make_case, make_person

USD = {"amount": "1.00", "currency": "USD"}
PASSED = date(2026, 6, 30)  # the day before that of the fixture `clock`
_numbers = itertools.count(1)


@dataclass(frozen=True)
class World:
    """One agency with an officer, one post, and a client of every role, tied to them.

    `ground` is what claims stand on, `traveller` a client of its officer.
    """

    agency: Agency
    officer: Officer
    post: Post
    ground: Ground
    traveller: httpx.AsyncClient
    clients: Mapping[Role, httpx.AsyncClient]


@dataclass(frozen=True)
class Step:
    """What the record is made for. `target` None: the event leads nowhere else, or is not possible here."""

    state: str
    event: str = ""
    target: str | None = None


@dataclass(frozen=True)
class Subject:
    """A record as it was made, and what else its addresses and bodies name."""

    id: UUID
    version: int = 1
    beside: Mapping[str, Any] = field(default_factory=dict)


Make = Callable[[AsyncSession, World, Step], Awaitable[Subject]]
Call = tuple[str, Any]
"""Address and body of the request that fires an event."""


@dataclass(frozen=True)
class Machine:
    """`bodies`: by event, or by event and target or role. `only`: who among those with the permission may in fact."""

    table: Lifecycle
    model: Any
    states: type[StrEnum]
    address: str
    make: Make
    bodies: Mapping[str, Any] = field(default_factory=dict)
    only: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    special: Callable[[World, Subject, Step], Call | None] = lambda world, subject, step: None

    def call(self, world: World, subject: Subject, step: Step, role: Role) -> Call:
        found = self.special(world, subject, step)
        if found is not None:
            return found
        path = "attendance" if step.event == "record_attendance" else step.event.replace("_", "-")
        keys = (f"{step.event} {step.target}", f"{step.event} {role}", step.event)
        body = next((self.bodies[key] for key in keys if key in self.bodies), None)
        return f"{self.address}/{subject.id}/{path}", body


# -- Memoranda -------------------------------------------------------------------------------------------------


async def _mou(session: AsyncSession, world: World, step: Step) -> Subject:
    extra: dict[str, Any] = {
        "agree": {"agency_concurred_at": datetime(2026, 6, 30, tzinfo=UTC)},
        "settle_comment": {"open_comments": 1},
        "activate": {"inl_signed_on": PASSED, "agency_signed_on": PASSED},
        "expire": {"ends_on": PASSED},
        "terminate": {"notice_given_on": date(2026, 1, 2), "notice_days": 30},
    }.get(step.event, {})
    # One of a scope is in force at a time.
    scope = {"scope_countries": ["GTM"], "scope_key": f"scope-{next(_numbers)}"}
    mou = await make_mou(session, world.agency, MouStatus(step.state), **scope, **extra)
    if step.event == "clear":
        values = {"title": "Clearance", "text_sha256": bytes.fromhex(mou_acts.HASH), "dated_on": PASSED}
        session.add(MouDocument(mou_id=mou.id, kind=MouDocumentKind.LEGAL_CLEARANCE.value, **values))
    return Subject(mou.id, mou.version)


# -- Requests, and those asked -----------------------------------------------------------------------------------


async def _request(session: AsyncSession, world: World, step: Step) -> Subject:
    request = await make_request(session, RequestStatus(step.state), post=world.post)
    if step.target == RequestStatus.FILLED:
        await make_outreach(session, OutreachStatus.ACCEPTED, request=request)
    partner = await make_partner(session) if step.event == "contact" else world.agency
    return Subject(request.id, request.version, {"agency": partner.id})


def _contact(world: World, subject: Subject, step: Step) -> Call | None:
    if step.event != "contact":
        return None
    asked = {"request_id": str(subject.id), "agency_id": str(subject.beside["agency"])}
    return "/outreach", asked | {"chosen_reason": "It knows the place"}


async def _outreach(session: AsyncSession, world: World, step: Step) -> Subject:
    """For what must be refused an offer stands also where there could be none yet."""
    request = await make_request(session, post=world.post)
    overdue = {"due_at": datetime(2026, 6, 30, 13, tzinfo=UTC)} if step.event == "lapse" else {}
    state = OutreachStatus(step.state)
    outreach = await make_outreach(session, state, request=request, agency=world.agency, **overdue)
    offer = await session.scalar(select(Offer).where(Offer.outreach_id == outreach.id))
    if offer is None and not step.event:
        offer = await make_offer(session, outreach)
    return Subject(outreach.id, outreach.version, {"offer": offer.id if offer else None})


def _offer(world: World, subject: Subject, step: Step) -> Call | None:
    if step.event == "reply":
        return f"/outreach/{subject.id}/reply", {"answer": step.target or OutreachStatus.INTERESTED}
    if step.event == "offer":
        lines = [{"category": "airfare", "description": "Flights", "amount": USD}]
        days = {"starts_on": "2026-09-14", "ends_on": "2026-09-25", "cost_lines": lines}
        return "/offers", {"outreach_id": str(subject.id), "officers": [str(world.officer.id)]} | days
    body = {"code": "need_changed"} if step.event == "pass_over" else None
    return f"/offers/{subject.beside['offer']}/{step.event.replace('_', '-')}", body


# -- Activities --------------------------------------------------------------------------------------------------


async def _activity(session: AsyncSession, world: World, step: Step) -> Subject:
    values: dict[str, Any] = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 7, 10)}
    if step.event == "authorize":
        values["concurred_at"] = datetime(2026, 6, 1, tzinfo=UTC)
    if step.state == ActivityStatus.ACTIVE:
        values["attendance_recorded_at"] = datetime(2026, 7, 1, tzinfo=UTC)
    funded = step.event != "close"
    activity = await make_activity(
        session, ActivityStatus(step.state), agency_id=world.agency.id, funded=funded, **values
    )
    if step.event == "close":
        now = datetime(2026, 7, 1, tzinfo=UTC)
        session.add(AfterAction(activity_id=activity.id, summary="Done.", submitted_at=now, accepted_at=now))
    return Subject(activity.id, activity.version)


async def _assignment(session: AsyncSession, world: World, step: Step) -> Subject:
    activity = await make_activity(session, agency_id=world.agency.id)
    assignment = await make_assignment(session, activity, status=step.state)
    beside = {"activity": activity.id, "officer": assignment.officer_id}
    return Subject(assignment.id, assignment.version, beside)


def _assign(world: World, subject: Subject, step: Step) -> Call | None:
    address = f"/activities/{subject.beside['activity']}/assignments"
    if step.event == "reinstate":  # by assigning the same officer again
        return address, {"officer_id": str(subject.beside["officer"])}
    return f"{address}/{subject.id}/cancel", None


# -- Vetting, money, enquiries -----------------------------------------------------------------------------------


async def _case(session: AsyncSession, world: World, step: Step) -> Subject:
    ran_out = {"valid_to": PASSED} if step.event == "expire" else {}
    person = await make_person(session, world.post)
    case = await make_case(session, world.post, person, VettingStatus(step.state), **ran_out)
    return Subject(case.id, case.version)


async def _claim(session: AsyncSession, world: World, step: Step) -> Subject:
    """Over HTTP, by four people, as separation of duties wants it."""
    ground = world.ground
    claim = await new_claim(ground)
    # Each of another amount: two lines alike would be one repeated.
    expense = await add_line(ground, claim, "visa_fee", 1, f"{60 + next(_numbers)}.00")
    amount = {"partial": "40.00", "disallowed": "0.00"}.get(step.state)
    payment = PAYMENT | {"treasury_reference": f"TRS-M-{next(_numbers):04d}"}
    decision = _decision(expense["id"], amount) if amount else {}
    await bring_to(ground, claim, step.state, decision=decision, payment=payment)
    version = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()["version"]
    return Subject(UUID(claim["id"]), version, {"expense": expense["id"]})


def _decision(expense_id: str, amount: str) -> dict[str, Any]:
    line = {"expense_id": expense_id, "approved_amount": USD | {"amount": amount}}
    return {"lines": [line | {"disallow_code": "not_allowable", "note": "Only the fee for one person."}]}


def _of_claim(world: World, subject: Subject, step: Step) -> Call | None:
    if step.event == "confirm":
        payment = PAYMENT | {"treasury_reference": f"TRS-M-{next(_numbers):04d}"}
        return f"/claims/{subject.id}/confirm", payment
    if step.event != "decide":
        return None
    amount = {ClaimStatus.PARTIAL: "40.00", ClaimStatus.DISALLOWED: "0.00"}.get(
        ClaimStatus(step.target or "paid")
    )
    body = _decision(subject.beside["expense"], amount) if amount else {}
    return f"/claims/{subject.id}/decide", body


async def _obligation(session: AsyncSession, world: World, step: Step) -> Subject:
    """Of a fund whose dates say the same as its state, but for what the clock is to find."""
    years = {ObligationStatus.OPEN: 2026, ObligationStatus.EXPIRED: 2025, ObligationStatus.CANCELLED: 2020}
    ended = years[ObligationStatus(step.state)]
    if (step.state, step.event) in {("open", "expire"), ("expired", "cancel")}:
        ended = {"expire": 2025, "cancel": 2020}[step.event]
    days = {"available_from": date(ended - 1, 10, 1), "available_to": date(ended, 9, 30)}
    instrument = await make_instrument(session, world.agency)
    obligation = await make_obligation(session, instrument, **days, cancels_on=date(ended + 5, 9, 30))
    await session.execute(update(Obligation).where(Obligation.id == obligation.id).values(status=step.state))
    return Subject(obligation.id, obligation.version)


async def _run(session: AsyncSession, world: World, step: Step) -> Subject:
    """With one claim in it, and another beside it."""
    made, spare = [await _claim(session, world, Step("certified")) for _ in range(2)]
    certifier, treasury = world.ground.certifier, world.ground.treasury
    run = (await certifier.post("/payment-runs", json={"claim_ids": [str(made.id)]})).json()
    address = f"/payment-runs/{run['id']}"
    claim = (await certifier.get(f"/claims/{made.id}")).json()
    row = {"claim": claim["reference"], "on": "2026-07-01", "amount": claim["approved"]}
    row["treasury_reference"] = f"TRS-R-{next(_numbers):04d}"
    if step.state == "cancelled":
        await certifier.post(f"{address}/cancel", headers={"If-Match": f'"{run["version"]}-0"'})
    if step.state in ("sent", "confirmed"):
        await certifier.post(f"{address}/send", headers={"If-Match": f'"{run["version"]}-0"'})
    if step.state == "confirmed":
        await treasury.post(f"{address}/answer", json={"rows": [row]})
    version = (await certifier.get(address)).json()["version"]
    return Subject(UUID(run["id"]), version, {"in": str(made.id), "spare": str(spare.id), "row": row})


def _of_run(world: World, subject: Subject, step: Step) -> Call | None:
    row = subject.beside["row"] | ({"claim": "CLM-2026-9999"} if step.target == "sent" else {})
    bodies: dict[str, Any] = {
        "add": {"claim_ids": [subject.beside["spare"]]},
        "remove": {"claim_ids": [subject.beside["in"]]},
        "answer": {"rows": [row]},
    }
    return f"/payment-runs/{subject.id}/{step.event}", bodies.get(step.event)


async def _enquiry(session: AsyncSession, world: World, step: Step) -> Subject:
    number = next(_numbers)
    enquiry = Enquiry(
        reference=f"ENQ-T-{number:04d}",
        status=step.state,
        agency_name=f"Police department {number}",
        state="VA",
        contact_name="Demo chief",
        contact_email="chief@example.org",
        message="What would it need?",
        received_at=datetime(2026, 6, 30, tzinfo=UTC),
        form_nonce=number.to_bytes(16),
        dismiss_reason="Not a police force" if step.state == EnquiryStatus.DISMISSED else None,
        agency_id=world.agency.id if step.state == EnquiryStatus.CONVERTED else None,
    )
    session.add(enquiry)
    await session.flush()
    return Subject(enquiry.id, enquiry.version)


_POST = frozenset({Role.POST})
_REASON = {"reason": "As agreed"}
MACHINES: tuple[Machine, ...] = (
    Machine(
        MOU,
        Mou,
        MouStatus,
        "/mous",
        _mou,
        {event.replace("-", "_"): body for event, body in mou_acts.BODIES.items()}
        | {"sign agency_coordinator": mou_acts.BODIES["sign"] | {"party": "agency"}},
    ),
    Machine(
        REQUEST,
        AssistanceRequest,
        RequestStatus,
        "/requests",
        _request,
        {
            "validate": {"funding_source": "INCLE 2026", "funds": USD},
            "close filled": {"outcome": "filled", "unmet_reason": "nobody_free"},
            "close cancelled": {"outcome": "cancelled"} | _REASON,
            "close": {"outcome": "unfilled"} | _REASON,
        },
        special=_contact,
    ),
    Machine(OUTREACH, Outreach, OutreachStatus, "/outreach", _outreach, special=_offer),
    Machine(
        ACTIVITY,
        Activity,
        ActivityStatus,
        "/activities",
        _activity,
        {"suspend": _REASON, "cancel": _REASON, "record_attendance": {"people": 12}},
        # Abroad it is the post that concurs and finishes; the host agency does for study visits.
        only={"concur": _POST, "record_attendance": _POST, "finish": _POST},
    ),
    Machine(ASSIGNMENT, Assignment, AssignmentStatus, "", _assignment, special=_assign),
    Machine(
        VETTING,
        VettingCase,
        VettingStatus,
        "/vetting-cases",
        _case,
        {
            "enter": {"invest_reference": "INV-9001"},
            "decide rejected": {"decided_on": "2026-06-30", "result": "rejected"},
            "decide suspended": {"decided_on": "2026-06-30", "result": "suspended"},
            "decide": {"decided_on": "2026-06-30", "result": "approved"},
            "record_notice": {"given_on": "2026-07-01"},
        },
    ),
    Machine(
        CLAIM,
        Claim,
        ClaimStatus,
        "/claims",
        _claim,
        {
            "submit": SIGNED,
            "resubmit": SIGNED,
            "return": {"defects": [{"message": "Which hotel was this?"}]},
        },
        special=_of_claim,
    ),
    Machine(RUN, PaymentRun, PaymentRunStatus, "/payment-runs", _run, special=_of_run),
    Machine(
        OBLIGATION,
        Obligation,
        ObligationStatus,
        "/obligations",
        _obligation,
        {"adjust": {"amount": USD} | _REASON, "deobligate": {"amount": USD} | _REASON},
    ),
    Machine(
        ENQUIRY,
        Enquiry,
        EnquiryStatus,
        "/enquiries",
        _enquiry,
        {"answer": {"answer": "Gladly."}, "convert": {"kind": "municipal_pd"}, "dismiss": _REASON},
    ),
)
