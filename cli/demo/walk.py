"""One need from request to repaid expense, step by step, with what is not allowed tried on the way.

A post asks for crash investigation in Spanish. Four agencies are looked at, three are asked; one declines, one answers
late, one offers and is accepted. The activity runs, its expenses are claimed, and every cent but 33.00 is repaid.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cli.demo.cast import Cast, draft_mou, fund, make_agency, make_officers, negotiate_mou, post_of
from cli.demo.client import NOT_YET_THERE, Caller, Record, Refused
from cli.demo.stage import Stage

STARTS_AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2026, 9, 14), date(2026, 9, 25)
PLACE = "Traffic academy (illustrative rate)"
BALANCE = "50000.00"

Say = Callable[[str, str, str], None]
"""Step, reference, and what happened."""


class WalkFailed(Exception):
    """Something was not as the rules say."""


@dataclass
class Walk:
    """The story's state: who is who, and the records as they come about."""

    stage: Stage
    say: Say

    def run(self) -> None:
        """Raises `WalkFailed` or `Refused` where the programme does not do as it should."""
        self.set_the_stage()
        self.raise_and_validate()
        self.rank()
        self.ask_three()
        self.accept_the_offer()
        self.prepare()
        self.authorize_and_run()
        self.claim()
        self.review_and_pay()
        self.close()

    # -- The stage ---------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        cast = Cast(self.stage)
        self.staff = cast.person("Programme officer", ["program_officer"])
        self.finance = cast.person("Finance reviewer", ["finance_reviewer"])
        self.budget = cast.person("Budget officer", ["finance_reviewer"])
        self.certifier = cast.person("Certifying officer", ["certifying_officer"])
        self.auditor = cast.person("Auditor", ["auditor"])
        self.post = cast.person("Post Guatemala", ["post"], post_id=post_of(self.staff, "GTM")["id"])
        self.treasury = cast.service("Treasury interface", "claims:read", "claims:confirm_payment")
        self.agencies = {
            key: make_agency(cast, self.staff, f"{name} Police Department", state, "municipal_pd", expertise)
            for key, (name, state, expertise, _) in _AGENCIES.items()
        }
        self.officers = {
            key: make_officers(coordinator, agency, _AGENCIES[key][3])
            for key, (agency, coordinator) in self.agencies.items()
        }
        self.mous = {
            key: negotiate_mou(self.staff, coordinator, agency, date(2026, 6, 1), date(2029, 5, 31))
            for key, (agency, coordinator) in self.agencies.items()
            if key != "C"
        }
        draft_mou(self.staff, self.agencies["C"][0], date(2026, 6, 1), date(2029, 5, 31))
        agency, coordinator = self.agencies["D"]
        coordinator.create(
            f"{agency.address}/blackouts", {"starts_on": "2026-09-14", "ends_on": "2026-09-17"}
        )
        self.finance.create(
            "/rates/per-diem",
            {
                "country": "GTM",
                "location": PLACE,
                "lodging": {"amount": "210.00"},
                "mie": {"amount": "100.00"},
                "effective_from": "2026-06-01",
                "source": "Illustrative rate of the demonstration",
            },
        )
        self.say("Stage", self.mous["B"]["number"], "Four agencies, three of them with an active MOU.")

    # -- The need ----------------------------------------------------------------------------------------------

    def raise_and_validate(self) -> None:
        request = self.post.create(
            "/requests",
            {
                "title": "Crash investigation for the national traffic police",
                "need": "Two instructors for two weeks, teaching in Spanish.",
                "modality": "overseas_train",
                "countries": ["GTM"],
                "required_expertise": ["TRF-COL"],
                "desired_expertise": ["POM-CRO"],
                "languages": ["es"],
                "starts_on": FIRST_DAY.isoformat(),
                "ends_on": LAST_DAY.isoformat(),
                "headcount": 2,
            },
        )
        self.request = request
        self.illegal(self.staff, request, "validate", _FUNDED)
        self.post.act(request, "submit")
        self.say("Request", request["reference"], "Raised by the post and submitted.")
        self.illegal(self.staff, request, "close", {"outcome": "unfilled", "reason": "Too early."})
        self.staff.act(request, "validate", _FUNDED)
        self.say("Request", request["reference"], "Validated: the funding source is named.")
        self.illegal(self.post, request, "submit")

    def rank(self) -> None:
        run = self.staff.create(f"{self.request.address}/matches", {})
        ours = {agency["id"]: key for key, (agency, _) in self.agencies.items()}
        scores = {
            ours[c["agency"]["id"]]: f"{float(c['score']):.2f}"
            for c in run["candidates"]
            if c["agency"]["id"] in ours
        }
        self.expect(
            "order and scores", list(scores.items()), [("B", "76.67"), ("A", "70.00"), ("D", "62.67")]
        )
        reasons = {
            ours[c["agency"]["id"]]: [reason["code"] for reason in c["reasons"]]
            for c in run["ineligible"]
            if c["agency"]["id"] in ours
        }
        self.expect("reason of the ineligible one", reasons, {"C": ["no_active_mou"]})
        self.say("Match", self.request["reference"], "B 76.67, A 70.00, D 62.67; C has no active MOU.")

    def ask_three(self) -> None:
        asked = {key: self.ask(key) for key in ("B", "A", "D")}
        self.stage.move_to(datetime(2026, 6, 4, 15, 0, tzinfo=UTC))
        coordinator = self.agencies["D"][1]
        declined = coordinator.act(asked["D"], "reply", {"answer": "declined"})
        self.say("Outreach", declined["reference"], "D declines, without a reason and without consequence.")
        self.illegal(coordinator, declined, "reply", {"answer": "interested"})
        self.agencies["B"][1].act(asked["B"], "reply", {"answer": "interested"})
        self.stage.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=UTC))
        coordinator = self.agencies["A"][1]
        # Not before the clock has noted that it is overdue: both would change the same version.
        late = coordinator.act(
            coordinator.wait_for(asked["A"], "no_response"), "reply", {"answer": "interested"}
        )
        self.expect("late flag", late["late"], True)
        self.say("Outreach", late["reference"], "A answers late: welcome all the same.")
        self.offer = self.agencies["B"][1].create(
            "/offers",
            {
                "outreach_id": asked["B"]["id"],
                "officers": [officer["id"] for officer in self.officers["B"]],
                "starts_on": FIRST_DAY.isoformat(),
                "ends_on": LAST_DAY.isoformat(),
                "cost_lines": [
                    {"category": "lodging", "description": "Hotel", "amount": {"amount": "4200.00"}},
                    {"category": "mie", "description": "Meals", "amount": {"amount": "2300.00"}},
                ],
            },
        )
        self.say("Offer", asked["B"]["reference"], "B offers two officers for 6,500.00.")

    def ask(self, key: str) -> Record:
        outreach = self.staff.create(
            "/outreach", {"request_id": self.request["id"], "agency_id": self.agencies[key][0]["id"]}
        )
        self.say("Outreach", outreach["reference"], f"{key} is asked whether it is willing and available.")
        return outreach

    def accept_the_offer(self) -> None:
        accepted = self.staff.act(self.offer, "accept")
        self.expect("standing of the offer", accepted["status"], "accepted")
        self.illegal(self.staff, accepted, "accept")
        self.illegal(self.agencies["B"][1], accepted, "withdraw")
        [activity] = self.staff.items("/activities", request_id=self.request["id"])
        self.activity = self.staff.get(f"/activities/{activity['id']}")
        self.say("Activity", self.activity["reference"], "Accepted: the activity is in planning.")

    # -- The activity ------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        self.illegal(self.staff, self.activity, "ready", code="guard_failed")
        agency, _ = self.agencies["B"]
        instrument, obligation = fund(
            self.staff, self.budget, agency, self.mous["B"], BALANCE, date(2026, 6, 1)
        )
        self.obligation = obligation
        self.activity = self.staff.change(
            self.activity, {"instrument_id": instrument["id"], "obligation_id": obligation["id"]}
        )
        self.activity = self.staff.act(self.activity, "ready")
        self.say("Activity", self.activity["reference"], f"Readied under {instrument['number']}.")
        self.illegal(self.staff, self.activity, "authorize", code="guard_failed")
        coordinator = self.agencies["B"][1]
        for assignment in self.staff.items(f"{self.activity.address}/assignments"):
            address = f"{self.activity.address}/assignments/{assignment['id']}/readiness"
            for item in coordinator.get(address)["items"]:
                body = {"issued_on": "2026-06-01", "expires_on": "2027-12-31", "evidence": "On file"}
                self.post.put(f"{address}/{item['type']}", body, _version_zero(item))
        self.post.act(self.activity, "concur")
        self.say("Activity", self.activity["reference"], "Both officers are ready; the post concurs.")

    def authorize_and_run(self) -> None:
        self.stage.move_to(datetime(2026, 8, 3, 15, 0, tzinfo=UTC))
        self.activity = self.staff.act(self.activity, "authorize")
        self.say("Activity", self.activity["reference"], "Authorized.")
        self.illegal(self.post, self.activity, "finish", code="illegal_transition")
        self.stage.move_to(datetime(2026, 9, 14, 14, 0, tzinfo=UTC))
        self.staff.wait_for(self.activity, "active")
        self.say("Activity", self.activity["reference"], "Active: the day has come.")
        self.illegal(self.post, self.activity, "finish", code="guard_failed")
        self.stage.move_to(datetime(2026, 9, 26, 14, 0, tzinfo=UTC))
        self.activity = self.post.act(self.activity, "attendance", {"people": 30})
        self.activity = self.post.act(self.activity, "finish")
        self.say("Activity", self.activity["reference"], "Completed: thirty people trained.")

    # -- The money ---------------------------------------------------------------------------------------------

    def claim(self) -> None:
        coordinator = self.agencies["B"][1]
        officer = self.officers["B"][0]
        self.claimed = coordinator.create(
            "/claims",
            {
                "activity_id": self.activity["id"],
                "kind": "travel_voucher",
                "period": {"starts_on": "2026-09-14", "ends_on": "2026-09-18"},
                "officer_id": officer["id"],
            },
        )
        for line in _LINES:
            coordinator.create(
                "/expenses", {"claim_id": self.claimed["id"], "receipt_attached": True, **line}
            )
        self.illegal(self.finance, self.claimed, "decide", {})
        body = {"signatory_name": "Agency coordinator", "certifies_truth": True}
        self.claimed = coordinator.act(self.claimed, "submit", body)
        self.say("Claim", self.claimed["reference"], f"Submitted: {_usd(self.claimed['claimed'])} claimed.")

    def review_and_pay(self) -> None:
        claim = self.claimed
        self.staff.act(claim, "take")
        self.illegal(self.certifier, claim, "certify")
        self.staff.act(claim, "endorse")
        decided = self.finance.act(claim, "decide", {})
        self.expect("approved", _usd(decided["approved"]), "1,345.65")
        self.expect("disallowed", _usd(decided["disallowed"]), "33.00")
        codes = {item["disallow_code"] for notice in decided["notices"] for item in notice["items"]}
        self.expect("code of what is disallowed", codes, {"over_max"})
        self.say("Claim", claim["reference"], "1,345.65 approved; 33.00 of lodging disallowed: over_max.")
        self.illegal(self.finance, decided, "decide", {})
        self.certifier.act(claim, "certify")
        self.say("Claim", claim["reference"], "Certified by a fourth person.")
        body = {"treasury_reference": "TRS-2026-000001", "paid_on": "2026-09-28"}
        self.stage.move_to(datetime(2026, 9, 28, 14, 0, tzinfo=UTC))
        paid = self.treasury.act(claim, "confirm", body)
        self.expect("state", paid["status"], "paid")
        self.expect_balance(paid="1,345.65", unliquidated="48,654.35")
        self.say("Payment", "TRS-2026-000001", "1,345.65 paid; 48,654.35 of the obligation is left.")
        self.illegal(self.agencies["B"][1], paid, "withdraw")

    def expect_balance(self, *, paid: str, unliquidated: str) -> None:
        obligation = self.budget.refresh(self.obligation)
        self.expect("paid from the obligation", _usd(obligation["paid"]), paid)
        self.expect("left of the obligation", _usd(obligation["unliquidated"]), unliquidated)

    def close(self) -> None:
        self.illegal(self.staff, self.activity, "close", code="guard_failed")
        body = {"summary": "Thirty investigators trained.", "people_trained": 30}
        self.post.put(f"{self.activity.address}/after-action", body, NOT_YET_THERE)
        self.staff.act(self.staff.get(f"{self.activity.address}/after-action"), "accept")
        release = {"amount": {"amount": "48654.35"}, "reason": "The activity is complete."}
        self.budget.act(self.obligation, "deobligate", release)
        self.expect_balance(paid="1,345.65", unliquidated="0.00")
        self.activity = self.staff.act(self.activity, "close")
        self.say("Activity", self.activity["reference"], "Closed: the obligation's balance is 0.00.")
        filled = self.staff.act(self.request, "close", {"outcome": "filled"})
        self.say("Request", filled["reference"], "Filled.")

    # -- Checks ------------------------------------------------------------------------------------------------

    def illegal(
        self,
        caller: Caller,
        record: Record,
        event: str,
        body: dict[str, Any] | None = None,
        code: str = "illegal_transition",
    ) -> None:
        """The event must be refused with 409, naming the state and what is allowed, and change nothing."""
        before = caller.refresh(record).data
        try:
            caller.act(record, event, body)
        except Refused as refused:
            problem = refused.problem
            named = problem.get("state") == before["status"] and "allowed_actions" in problem
            self.expect(
                f"refusal of {event}", (refused.status, problem.get("code"), named), (409, code, True)
            )
            self.expect("state after the refusal", caller.refresh(record)["status"], before["status"])
        else:
            raise WalkFailed(f"{event} was possible in state {before['status']}.")

    def expect(self, what: str, found: Any, wanted: Any) -> None:
        if found != wanted:
            raise WalkFailed(f"{what}: {found!r} instead of {wanted!r}")


_AGENCIES: dict[str, tuple[str, str, dict[str, int], list[list[str]]]] = {
    "A": ("Alder", "VA", {"TRF-COL": 3}, [["es"], []]),
    "B": ("Birch", "TX", {"TRF-COL": 2, "POM-CRO": 2}, [["es"], ["es"]]),
    "C": ("Cedar", "OR", {"TRF-COL": 3, "POM-CRO": 3}, [["es"], ["es"]]),
    "D": ("Dogwood", "FL", {"TRF-COL": 3, "POM-CRO": 1}, [[], []]),
}
"""Name, state, levels of expertise, and the languages of each officer."""

_FUNDED = {"funding_source": "INCLE 2026", "funds": {"amount": "60000.00"}}


def _night(day: int, amount: str) -> dict[str, Any]:
    return {
        "category": "lodging",
        "service_on": f"2026-09-{day}",
        "description": "Hotel",
        "amount": {"amount": amount, "currency": "USD"},
        "location": PLACE,
    }


def _meals(day: int, amount: str, *furnished: str) -> dict[str, Any]:
    return {
        "category": "mie",
        "service_on": f"2026-09-{day}",
        "description": "Meals and incidentals",
        "amount": {"amount": amount, "currency": "USD"},
        "location": PLACE,
        "meals_furnished": list(furnished),
    }


_LINES: list[dict[str, Any]] = [
    _night(14, "198.00"),
    _night(15, "198.00"),
    _night(16, "226.50"),
    _night(17, "226.50"),
    _meals(14, "75.00"),
    _meals(15, "75.00", "lunch"),
    _meals(16, "100.00"),
    _meals(17, "20.00", "breakfast", "lunch", "dinner"),
    _meals(18, "75.00"),
    {
        "category": "mileage",
        "service_on": "2026-09-14",
        "description": "To the airport and back in the officer's own car",
        "amount": {"amount": "24.65", "currency": "USD"},
        "quantity": "34",
    },
    {
        "category": "visa_fee",
        "service_on": "2026-09-14",
        "description": "Visa",
        "amount": {"amount": "160.00", "currency": "USD"},
    },
]


def _usd(money: dict[str, str] | None) -> str:
    return f"{float(money['amount']):,.2f}" if money else "none"


def _version_zero(item: dict[str, Any]) -> str:
    return f'"{item["item"]["version"]}-00000000"'
