"""Limits on what anybody may do from one address, counted in the database for all processes together."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import case, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.answer_links import Throttle
from models.database import Database
from services.clock import Clock
from services.errors import TooManyUses


@dataclass(frozen=True, slots=True)
class Limit:
    purpose: str
    uses: int
    within: timedelta


async def count_use(database: Database, clock: Clock, limit: Limit, address: str | None) -> None:
    """Counts at once, whatever becomes of the rest. Raises `TooManyUses` beyond the limit.

    The table holds no address, only its hash.
    """
    now = clock.now()
    key = hashlib.sha256(f"{limit.purpose} {_network(address or 'unknown')}".encode()).digest()
    over = Throttle.started_at <= now - limit.within
    statement = (
        insert(Throttle)
        .values(key=key, started_at=now, uses=1)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "started_at": case((over, now), else_=Throttle.started_at),
                "uses": case((over, 1), else_=Throttle.uses + 1),
            },
        )
        .returning(Throttle.uses, Throttle.started_at)
    )
    async with database.transaction() as session:
        uses, started_at = (await session.execute(statement)).one()
    if uses > limit.uses:
        raise TooManyUses(max(1, int((started_at + limit.within - now).total_seconds())))


async def forget_old_uses(session: AsyncSession, now: datetime) -> None:
    await session.execute(delete(Throttle).where(Throttle.started_at < now - timedelta(days=1)))


@lru_cache(maxsize=4096)
def lies_in(address: str, networks: tuple[str, ...]) -> bool:
    """Whether the address is of one of the networks. IPv4 written as IPv6 is IPv4."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return any(parsed in ipaddress.ip_network(network) for network in networks)


def _network(address: str) -> str:
    """A household has one IPv4 address, but 2^64 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
