"""Dated policies: deadlines, thresholds and weights with the source of each."""

from datetime import date

import orjson
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.rates import Policy
from services.reference.files import read_json
from services.reference.staging import add_missing

POLICY_FILES = ("policies.json",)


async def load_policies(session: AsyncSession) -> int:
    """How many were added."""
    records = (
        (
            uuid7(),
            row["topic"],
            date.fromisoformat(row["effective_from"]),
            orjson.dumps(row["terms"]).decode(),
            row["source"],
        )
        for row in read_json("policies.json")
    )
    return await add_missing(session, Policy, ("id", "topic", "effective_from", "terms", "source"), records)
