"""The terms of a memorandum on a day: its signed text, and the amendments that hold by then."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.mous import Mou, MouAmendment
from schemas.mous import MouClauses
from services.access.policy import Actor
from services.mous.queries import MOU
from services.mous.rules import Amended, scope_key, terms_on

_TEXT = ("purpose", "authority", "scope_countries", "scope_bureaus", "scope_expertise", "notice_days")
_AMENDED = select(
    MouAmendment.sequence,
    MouAmendment.effective_on,
    MouAmendment.ends_on,
    MouAmendment.changes,
    MouAmendment.inl_signed_on,
    MouAmendment.agency_signed_on,
)


def terms_of(mou: Mou | Row[Any]) -> dict[str, Any]:
    """The terms as the columns of `mou` say them, in a form that JSON can hold."""
    terms = {name: getattr(mou, name) for name in _TEXT}
    ends_on = mou.ends_on.isoformat() if mou.ends_on else None
    return {**terms, "ends_on": ends_on, "clauses": _whole(mou.clauses)}


def _whole(clauses: dict[str, Any]) -> dict[str, Any]:
    return MouClauses.model_validate(clauses).model_dump(mode="json")


def _read(rows: Iterable[Any]) -> list[Amended]:
    return [
        Amended(
            row.sequence,
            max(row.inl_signed_on, row.agency_signed_on),
            row.effective_on,
            row.ends_on,
            row.changes,
        )
        for row in rows
    ]


async def amendments_in(session: AsyncSession, mou: Mou) -> list[Amended]:
    """The amendments of a memorandum, written ones only."""
    return _read(await session.execute(_AMENDED.where(MouAmendment.mou_id == mou.id)))


def hold(mou: Mou, amendments: Iterable[Amended], today: date) -> None:
    """Set the columns of `mou` to what holds today. A running notice keeps its days."""
    terms = terms_on(mou.signed_terms or terms_of(mou), amendments, today)
    for name in _TEXT:
        if not (name == "notice_days" and mou.notice_given_on):
            setattr(mou, name, terms[name])
    mou.clauses = _whole(terms["clauses"])
    mou.ends_on = date.fromisoformat(terms["ends_on"]) if terms["ends_on"] else None
    mou.scope_key = scope_key(mou.scope_countries, mou.scope_bureaus, mou.scope_expertise)


async def terms_of_day(connection: AsyncConnection, actor: Actor, mou_id: UUID, on: date) -> dict[str, Any]:
    """What the text says on a day, and by which amendments. Raises what reading the memorandum raises."""
    shown = await MOU.get(connection, actor, mou_id)
    mou = (await connection.execute(select(Mou.__table__).where(Mou.id == mou_id))).one()
    rows = await connection.execute(_AMENDED.where(MouAmendment.mou_id == mou_id))
    amendments = _read(rows)
    terms = terms_on(mou.signed_terms or terms_of(mou), amendments, on)
    signed = mou.inl_signed_on is not None and mou.agency_signed_on is not None
    begun = signed and mou.effective_on is not None and mou.effective_on <= on
    return {
        "mou": {"id": shown["id"], "reference": shown["number"], "title": shown["title"]},
        "on": on.isoformat(),
        "within_term": begun and (mou.last_on is None or on <= mou.last_on),
        "amendments": sorted(one.sequence for one in amendments if one.effective_on <= on),
        **terms,
        "clauses": _whole(terms["clauses"]),
    }
