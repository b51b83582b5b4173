"""Memoranda in every state that those of the partners are not in, and money that lasts a year."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from cli.demo.cast import Cast, agree_mou, clear_mou, draft_mou, make_agency, negotiate_mou, oblige, sha256
from cli.demo.client import Caller, Record
from cli.demo.story import Partner, Scene
from services.calendar import fiscal_year

LASTING = timedelta(days=1000)


@dataclass
class Agreements:
    """One agency for each state, and what its coordinator and staff do."""

    cast: Cast
    staff: Caller
    budget: Caller
    partners: list[Partner]
    start: date
    today: date
    coordinators: dict[str, Caller] = field(default_factory=dict)
    mous: dict[str, Record] = field(default_factory=dict)

    def scenes(self) -> list[Scene]:
        acts: list[tuple[int, Callable[[], object]]] = [
            (1, self.set_aside_for_a_year),
            (20, partial(self.bring_into_force, 20, "Demo Island Police Department", "HI")),
            (21, partial(self.bring_into_force, 21, "Demo Mountain Police Department", "MT")),
            (22, partial(self.bring_into_force, 22, "Demo Prairie Police Department", "KS")),
            (180, partial(self.give_notice, "Demo Mountain Police Department")),
            (220, partial(self.part, "Demo Mountain Police Department")),
            (260, partial(self.suspend, "Demo Island Police Department")),
            (300, self.renew),
            (340, partial(self.sign_on_one_side, 340, "Demo River Police Department", "LA")),
            (350, partial(self.agree, 350, "Demo Canyon Police Department", "UT")),
            (352, partial(self.give_notice, "Demo Prairie Police Department")),
            (356, partial(self.negotiate, 356, "Demo Meadow Police Department", "IA")),
            (358, partial(draft_mou, self.staff, self.partners[0].agency, self.today, self.today + LASTING)),
        ]
        return [(self._on(day), act) for day, act in acts]

    def set_aside_for_a_year(self) -> None:
        """Money of the fiscal years that are over by the end of the year."""
        years = max(fiscal_year(self.today) - fiscal_year(self.start), 1)
        oblige(self.budget, self.partners[0].instrument, "15000.00", self.start, "YEAR", years=years)

    def bring_into_force(self, day: int, name: str, state: str) -> None:
        agency, coordinator = self._agency(name, state)
        on = self._on(day)
        self.mous[name] = negotiate_mou(self.staff, coordinator, agency, on, on + LASTING)

    def give_notice(self, name: str) -> None:
        body = {"reason": "The agency needs all its officers at home."}
        self.coordinators[name].act(self.mous[name], "notice", body)

    def part(self, name: str) -> None:
        """Notice is over; the agency is a partner no more."""
        mou = self.staff.wait_for(self.mous[name], "terminated")
        self.staff.change(self.staff.get(f"/agencies/{mou['agency']['id']}"), {"status": "former"})

    def suspend(self, name: str) -> None:
        reason = {"reason": "The agency is being merged with the county's; resumed when that is settled."}
        self.cast.administrator.act(self.mous[name], "suspend", reason)

    def renew(self) -> None:
        signed = self._on(300).isoformat()
        body = {
            "summary": "Lasts three years longer.",
            "text_sha256": sha256("Demo amendment"),
            "ends_on": (self.today + timedelta(days=1500)).isoformat(),
            "inl_signed_on": signed,
            "agency_signed_on": signed,
        }
        self.staff.act(self.partners[1].mou, "amend", body)

    def agree(self, day: int, name: str, state: str) -> Record:
        agency, coordinator = self._agency(name, state)
        return agree_mou(self.staff, coordinator, agency, self._on(day), self._on(day) + LASTING)

    def sign_on_one_side(self, day: int, name: str, state: str) -> None:
        mou = clear_mou(self.staff, self.agree(day, name, state), self._on(day))
        body = {"party": "agency", "signed_on": self._on(day).isoformat()}
        self.coordinators[name].act(mou, "sign", body)

    def negotiate(self, day: int, name: str, state: str) -> None:
        agency, coordinator = self._agency(name, state)
        mou = draft_mou(self.staff, agency, self._on(day + 60), self._on(day) + LASTING)
        self.staff.act(mou, "send")
        coordinator.act(mou, "comment", {"comment": "The council asks for a clause on insurance."})

    def _agency(self, name: str, state: str) -> tuple[Record, Caller]:
        agency, coordinator = make_agency(self.cast, self.staff, name, state, "municipal_pd", {"POM-CRO": 1})
        self.coordinators[name] = coordinator
        return agency, coordinator

    def _on(self, day: int) -> date:
        return self.start + timedelta(days=day)
