"""Sheets with one trip in a row: what it cost for lodging, for meals and for flights.

Each amount becomes a line of the open claim of that agency for its activity in that country. What the sheet leaves
open, such as the place, is said to be so, and completed before the claim is submitted.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from models.claims import Claim
from models.enums import ExpenseCategory
from services.access.permissions import Permission
from services.claims.lifecycle import EDITABLE
from services.imports.fields import Field, Plan, Row
from services.imports.kinds.agencies import agencies_by_ori
from services.imports.kinds.base import Kind, Work, known_by_key
from services.imports.kinds.expense_lines import ClaimFacts, NewLine, add_lines, claims_where
from services.imports.kinds.expenses import current_lines
from services.money import USD

AMOUNTS = {
    "lodging": ExpenseCategory.LODGING,
    "mie": ExpenseCategory.MIE,
    "airfare": ExpenseCategory.AIRFARE,
}
PLACE_NOT_STATED = "Not stated in the sheet"


class Trips(Kind):
    name = "trip_expenses"
    permissions = (Permission.CLAIMS_PREPARE,)
    fields = (
        Field("external_id", required=True, headings=("Expense no", "Expense id", "Trip no"), key=True),
        Field("agency_name", headings=("Agency", "Agency name"), longest=255),
        Field("ori", "ori", required=True, headings=("ORI", "Agency ORI")),
        Field("country", "country", required=True, headings=("Country",)),
        Field("starts_on", "day", required=True, headings=("Trip start", "Start", "Departure")),
        Field("ends_on", "day", required=True, headings=("Trip end", "End", "Return")),
        Field("lodging", "money", headings=("Lodging",)),
        Field("mie", "money", headings=("M&IE", "MIE", "Meals", "M IE")),
        Field("airfare", "money", headings=("Airfare", "Flights")),
        Field("note", "free", headings=("Note", "Notes", "Remarks"), longest=32_767),
    )

    def check(self, row: Row, plan: Plan) -> None:
        starts_on, ends_on = row.values.get("starts_on"), row.values.get("ends_on")
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            plan.issue(row, "end_before_start", "ends_on")
        if not row.refused and not any(row.values.get(name) for name in AMOUNTS):
            plan.issue(row, "missing_required", "lodging", "A trip needs an amount.")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        oris = {row.values["ori"] for row in rows}
        agencies = await agencies_by_ori(work.session, work.actor, oris)
        owners = [agency.id for agency in agencies.values()]
        claims: dict[tuple[UUID, UUID | None], list[ClaimFacts]] = {}
        for claim in await claims_where(work, Claim.agency_id.in_(owners), Claim.status.in_(EDITABLE)):
            claims.setdefault((claim.agency_id, claim.country_id), []).append(claim)
        keys = [key for row in rows for key, _, _ in _lines(row)]
        known = await known_by_key(work.session, work.source, "expense", keys)
        current = await current_lines(work, known.values())
        for row in rows:
            agency = agencies.get(row.values["ori"])
            if agency is None:
                work.plan.issue(row, "unknown_agency", "ori")
                continue
            existing = [known.get(key) for key, _, _ in _lines(row)]
            changed = False
            for (_, category, amount), line_id in zip(_lines(row), existing, strict=True):
                if line_id in current and current[line_id].amount != amount:
                    row.changes[category.value] = [str(current[line_id].amount), str(amount)]
                changed |= line_id not in current
            if changed or not any(existing):
                row.beside = self._claim(work, row, claims.get((agency.id, row.values["country"].id), []))
            if row.changes:
                work.plan.issue(row, "already_exists", "external_id", "Change its lines as expenses.")
            row.record["missing"] = [i not in current for i in existing]
            self.settle(work, row, next((i for i in existing if i in current), None) if not changed else None)

    def _claim(self, work: Work, row: Row, claims: list[ClaimFacts]) -> ClaimFacts | None:
        starts_on, ends_on = row.values["starts_on"], row.values["ends_on"]
        fitting = [c for c in claims if c.starts_on <= starts_on and ends_on <= c.ends_on]
        if len(fitting) != 1:
            work.plan.issue(row, "ambiguous_claim" if fitting else "no_open_claim", "external_id")
            return None
        return fitting[0]

    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        new = [row for row in rows if row.outcome == "create"]
        lines, owners = [], []
        for row in new:
            for (key, category, amount), missing in zip(_lines(row), row.record["missing"], strict=True):
                if missing:
                    lines.append(NewLine(key, row.beside, _facts(row, category, amount)))
                    owners.append(row)
        for row, expense_id in zip(owners, await add_lines(work, lines), strict=True):
            row.target = row.target or expense_id


def _lines(row: Row) -> Iterator[tuple[str, ExpenseCategory, object]]:
    for name, category in AMOUNTS.items():
        if amount := row.values.get(name):
            yield f"{row.key}:{name}", category, amount


def _facts(row: Row, category: ExpenseCategory, amount: object) -> dict[str, object]:
    days = f"Trip {row.values['starts_on']} to {row.values['ends_on']}"
    note = row.values.get("note")
    placed = category in (ExpenseCategory.LODGING, ExpenseCategory.MIE)
    return {
        "category": category.value,
        "service_on": row.values["starts_on"],
        "description": (f"{days}. {note}" if note else days)[:500],
        "currency": USD,
        "amount": amount,
        "claimed_usd": amount,
        "location": PLACE_NOT_STATED if placed else None,
    }
