"""Writing a new line of a claim: the programme's most frequent change, in three prepared statements.

What the unit of work would do here, made by hand: it would load the claim, and take several times as long.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, UpdateBase, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.activities import Activity
from models.claims import Claim, Expense
from models.database import connection_of, present_of
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.claims.lifecycle import EDITABLE
from services.errors import Conflict
from services.events import Along, write_event
from services.prepared import Prepared, PreparedByShape

#: Lines that one claim holds at most.
MOST_LINES = 30_000

_GIVEN = (
    "id",
    "claim_id",
    "agency_id",
    "activity_id",
    "officer_id",
    "category",
    "service_on",
    "service_ends_on",
    "description",
    "currency",
    "amount",
    "fx_rate",
    "fx_source",
    "claimed_usd",
    "tax_usd",
    "quantity",
    "unit_rate",
    "location",
    "travel_day",
    "meals_furnished",
    "receipt_id",
    "receipt_attached",
    "prior_approval",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
)
_EXPENSES = Expense.__table__


def _parameter(column: str) -> Any:
    return bindparam(column, type_=_EXPENSES.c[column].type)


_country = select(Activity.country_id).where(Activity.id == _parameter("activity_id")).scalar_subquery()
_next = select(func.coalesce(func.max(Expense.line_number), 0) + 1).where(
    Expense.claim_id == _parameter("claim_id")
)
_WRITE = Prepared(
    insert(Expense)
    .values(
        {column: _parameter(column) for column in _GIVEN}
        | {"country_id": _country, "line_number": _next.scalar_subquery()}
    )
    .returning(Expense.line_number)
)
_OPENINGS = PreparedByShape()


def _opening(seen: ColumnElement[bool]) -> UpdateBase:
    """Takes the claim, if it is open and the actor's, and adds to its sum."""
    return (
        update(Claim)
        .where(Claim.id == bindparam("claim", type_=Claim.id.type), Claim.status.in_(EDITABLE), seen)
        .values(
            claimed_usd=Claim.claimed_usd + bindparam("usd", type_=Claim.claimed_usd.type),
            version=Claim.version + 1,
            updated_at=bindparam("now", type_=Claim.updated_at.type),
            updated_by=bindparam("person", type_=Claim.updated_by.type),
        )
        .returning(Claim.id, Claim.reference, Claim.agency_id, Claim.activity_id, Claim.officer_id)
    )


class OpenClaim(NamedTuple):
    """What a new line takes over from its claim."""

    id: UUID
    reference: str
    agency_id: UUID
    activity_id: UUID
    officer_id: UUID | None


async def open_claim(session: AsyncSession, actor: Actor, claim_id: UUID, usd: Any) -> OpenClaim | None:
    """The claim, locked until the transaction ends and `usd` larger; None when it is not open or not the actor's."""
    seen = visible(actor, Claim)
    statement = _OPENINGS.get(seen.key, lambda: _opening(seen.clause))
    connection = connection_of(session)
    now = present_of(connection)
    values = {"claim": claim_id, "usd": usd, "person": actor.id, "now": now, **seen.parameters}
    rows = await statement.rows(connection, values)
    return OpenClaim(*rows[0]) if rows else None


async def write_line(
    session: AsyncSession, actor: Actor, claim: OpenClaim, values: Mapping[str, Any]
) -> UUID:
    """The next line of a claim that `open_claim` has locked, with its event. Raises `Conflict` when it is full."""
    connection = connection_of(session)
    now = present_of(connection)
    line = {
        "receipt_id": None,
        **values,
        "id": uuid7(),
        "claim_id": claim.id,
        "agency_id": claim.agency_id,
        "activity_id": claim.activity_id,
        "created_at": now,
        "created_by": actor.id,
        "updated_at": now,
        "updated_by": actor.id,
    }
    number = await _WRITE.value(connection, line)
    if number > MOST_LINES:
        raise Conflict(f"A claim holds at most {MOST_LINES:,} lines. Start another.", code="too_many_lines")
    await write_event(
        connection,
        actor,
        "expenses.created",
        line["id"],
        subject_type="expense",
        permission=Permission.CLAIMS_PREPARE,
        label=f"{claim.reference} line {number}",
        agency_id=claim.agency_id,
        after={name: value for name, value in line.items() if value is not None} | {"line_number": number},
        along=Along("claims", "claim", claim.id, claim.reference),
    )
    expense_id: UUID = line["id"]
    return expense_id
