"""New lines of many claims at once: numbered, summed into their claims, and written by COPY."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from models.activities import Activity
from models.claims import Claim, Expense
from models.database import connection_of, present_of
from services.access.permissions import Permission
from services.access.visibility import visible
from services.claims.entry import MOST_LINES
from services.claims.lifecycle import EDITABLE
from services.imports.kinds.base import Work, copy_events, copy_records, copy_refs, new_ids, stamped


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    id: UUID
    reference: str
    status: str
    agency_id: UUID
    activity_id: UUID
    officer_id: UUID | None
    country_id: UUID | None
    starts_on: date
    ends_on: date

    @property
    def open(self) -> bool:
        return self.status in EDITABLE


async def claims_where(work: Work, *conditions: Any) -> list[ClaimFacts]:
    """Claims that the actor may see."""
    seen = visible(work.actor, Claim)
    columns = (
        Claim.id,
        Claim.reference,
        Claim.status,
        Claim.agency_id,
        Claim.activity_id,
        Claim.officer_id,
        Activity.country_id,
        Claim.period_starts_on,
        Claim.period_ends_on,
    )
    statement = select(*columns).join(Activity).where(*conditions, seen.clause)
    return [ClaimFacts(*row) for row in await work.session.execute(statement, dict(seen.parameters))]


@dataclass(slots=True)
class NewLine:
    """`key`: how the other system calls it. `facts`: columns that the row gives, alike for all lines."""

    key: str
    claim: ClaimFacts
    facts: dict[str, Any]


async def add_lines(work: Work, lines: Sequence[NewLine]) -> list[UUID]:
    """Write the lines, in their order, with an event each. Raises `ClaimsMoved` for a claim closed or full."""
    if not lines:
        return []
    session = work.session
    ids = sorted({line.claim.id for line in lines})
    locked = select(Claim.id, Claim.status).where(Claim.id.in_(ids)).order_by(Claim.id).with_for_update()
    states = dict((await session.execute(locked)).all())
    if any(states.get(claim_id) not in EDITABLE for claim_id in ids):
        raise ClaimsMoved("A claim was submitted meanwhile: it takes no further line.")
    last = select(Expense.claim_id, func.max(Expense.line_number)).where(Expense.claim_id.in_(ids))
    numbers: dict[UUID, int] = dict((await session.execute(last.group_by(Expense.claim_id))).all())
    sums: dict[UUID, Decimal] = {}
    records = []
    stamps = stamped(work, {})
    new = new_ids(len(lines))
    for line in lines:
        claim = line.claim
        number = numbers[claim.id] = numbers.get(claim.id, 0) + 1
        if number > MOST_LINES:
            raise ClaimsMoved(f"Claim {claim.reference} would hold more than {MOST_LINES:,} lines.")
        sums[claim.id] = sums.get(claim.id, Decimal(0)) + line.facts["claimed_usd"]
        records.append({"id": next(new)} | _columns(line, number) | stamps)
    await copy_records(session, Expense, records)
    await copy_refs(
        work, "expense", zip((line.key for line in lines), (r["id"] for r in records), strict=True)
    )
    events = [
        (r["id"], f"{line.claim.reference} line {r['line_number']}", r["agency_id"], r)
        for line, r in zip(lines, records, strict=True)
    ]
    await copy_events(work, "expenses.created", "expense", Permission.CLAIMS_PREPARE, events)
    await _add_sums(work, sums.items())
    claims = {line.claim.id: line.claim for line in lines}
    changed: list[tuple[UUID, str, UUID | None, dict[str, Any]]] = [
        (claim.id, claim.reference, claim.agency_id, {}) for claim in claims.values()
    ]
    await copy_events(work, "claims.changed", "claim", Permission.CLAIMS_PREPARE, changed)
    return [record["id"] for record in records]


class ClaimsMoved(Exception):
    """The claims are no longer as they were when the rows were decided."""


def _columns(line: NewLine, number: int) -> dict[str, Any]:
    claim = line.claim
    return {
        "claim_id": claim.id,
        "line_number": number,
        "agency_id": claim.agency_id,
        "activity_id": claim.activity_id,
        "country_id": claim.country_id,
        "officer_id": claim.officer_id,
        **line.facts,
    }


async def _add_sums(work: Work, sums: Iterable[tuple[UUID, Decimal]]) -> None:
    connection = connection_of(work.session)
    now = present_of(connection)
    statement = (
        update(Claim)
        .where(Claim.id == bindparam("claim"))
        .values(
            claimed_usd=Claim.claimed_usd + bindparam("usd"),
            version=Claim.version + 1,
            updated_at=now,
            updated_by=work.actor.id,
        )
    )
    await connection.execute(statement, [{"claim": claim, "usd": usd} for claim, usd in sums])
