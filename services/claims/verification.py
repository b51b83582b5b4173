"""Invariant 16, asked of everything that is stored: each line is computed again from its inputs alone."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.claims import Claim, Expense
from services.claims.computation import canonical, replay


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line whose stored outcome, or whose allowed amount, is not what its inputs give."""

    claim: str
    line_number: int
    stored: str
    again: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many lines were computed again, and which of them came out otherwise."""

    lines: int
    differences: tuple[LineDifference, ...]


async def verify_claims(connection: AsyncConnection, reference: str | None = None) -> Verification:
    """All lines that were ever computed, of every claim or of the one with `reference`. Nothing is written."""
    statement = (
        select(Claim.reference, Expense.line_number, Expense.allowed_usd, Expense.computation)
        .join(Claim, Claim.id == Expense.claim_id)
        .where(Expense.computation.has_key("outcome"))
        .order_by(Claim.reference, Expense.line_number)
    )
    if reference is not None:
        statement = statement.where(Claim.reference == reference)
    lines, differences = 0, []
    for row in await connection.execute(statement):
        lines += 1
        stored = row.computation["outcome"]
        again = _again(row.computation)
        if canonical(stored) != again or f"{row.allowed_usd:.2f}" != stored["allowed"]:
            kept = f"{canonical(stored).decode()} (allowed {row.allowed_usd})"
            differences.append(LineDifference(row.reference, row.line_number, kept, again.decode()))
    return Verification(lines, tuple(differences))


def _again(computation: dict[str, object]) -> bytes:
    try:
        return canonical(replay(computation))
    except (ValueError, KeyError, TypeError) as error:
        return f"cannot be computed: {error}".encode()
