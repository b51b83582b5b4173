"""One memorandum in force per agency and scope at any time. The database holds to it; here the message is made."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.mous import Mou
from services.errors import Conflict
from services.mous.lifecycle import IN_FORCE

_OTHER = aliased(Mou)


def another_in_force() -> ColumnElement[bool]:
    """Of a row of `Mou`: whether another with its agency and scope is in force on some of its days."""
    return exists().where(*_clashing(Mou.agency_id, Mou.scope_key, Mou.id, Mou.effective_on, Mou.ends_on))


async def find_other_in_force(session: AsyncSession, mou: Mou) -> tuple[str, date | None] | None:
    """Number and end of one that `mou` clashes with. `mou` has its dates, which need not be written yet."""
    days = (bindparam(None, day, type_=Date()) for day in (mou.effective_on, mou.ends_on))
    clashing = _clashing(mou.agency_id, mou.scope_key, mou.id, *days)
    with session.no_autoflush:
        found = await session.execute(select(_OTHER.number, _OTHER.ends_on).where(*clashing).limit(1))
    other = found.one_or_none()
    return (other.number, other.ends_on) if other else None


async def require_no_other_in_force(session: AsyncSession, mou: Mou) -> None:
    """Raises `Conflict` naming the other one."""
    other = await find_other_in_force(session, mou)
    if other is not None:
        number, ends_on = other
        until = f"through {ends_on}" if ends_on else "until it is terminated"
        message = f"{number} with the same agency and scope is in force {until}."
        raise Conflict(f"{message} End it first, or choose other dates.", code="mou_in_force")


def _clashing(agency_id: Any, scope_key: Any, mou_id: Any, starts_on: Any, ends_on: Any) -> list[Any]:
    days = func.daterange(starts_on, ends_on, "[]")
    return [
        _OTHER.agency_id == agency_id,
        _OTHER.scope_key == scope_key,
        _OTHER.id != mou_id,
        _OTHER.status.in_(IN_FORCE),
        func.daterange(_OTHER.effective_on, _OTHER.ends_on, "[]").op("&&", is_comparison=True)(days),
    ]
