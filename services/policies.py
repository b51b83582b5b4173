"""Deadlines, thresholds and weights, read from dated rows into the typed terms that rules take."""

from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.rates import Policy

Terms = TypeVar("Terms")


async def policy_in_force(
    session: AsyncSession | AsyncConnection, topic: str, terms: type[Terms], on: date
) -> Terms:
    """The terms of `topic` in force on a day; their `effective_from` comes from the row.

    Raises `LookupError` when none is: the shipped rows begin long before the programme's records.
    """
    row = (
        await session.execute(
            select(Policy.terms, Policy.effective_from)
            .where(Policy.topic == topic, Policy.effective_from <= on)
            .order_by(Policy.effective_from.desc())
            .limit(1)
        )
    ).one_or_none()
    if row is None:
        raise LookupError(f"no policy on {topic} is in force on {on}")
    return TypeAdapter(terms).validate_python({**row.terms, "effective_from": row.effective_from})
