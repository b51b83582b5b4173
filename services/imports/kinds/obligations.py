"""Obligations, by their document number. Money of one that is here is moved by its own entries, never by an import."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from models.mous import Instrument
from models.obligations import Obligation
from schemas.obligations import ObligationCreate
from services.access.permissions import Permission
from services.access.visibility import visible
from services.imports.fields import Field, Plan, Row
from services.imports.kinds.base import RowByRow, Work
from services.obligations.commands import create_obligation

_OBLIGATION = TypeAdapter(ObligationCreate)
_KEPT = ("fund", "available_from", "available_to", "instrument_id")


class Obligations(RowByRow):
    """Whoever imports them approves them, as by hand, and never certifies against them."""

    name = "obligations"
    permissions = (Permission.OBLIGATIONS_MANAGE,)
    fields = (
        Field("document_number", required=True, headings=("Document", "Document no"), longest=40, key=True),
        Field("instrument", required=True, headings=("Instrument", "Instrument number"), longest=60),
        Field("fund", required=True, headings=("Fund",), longest=60),
        Field("available_from", "day", required=True, headings=("Available from",)),
        Field("available_to", "day", required=True, headings=("Available to", "Available until")),
        Field("amount", "money", required=True, headings=("Amount", "Obligated", "Amount USD")),
    )

    def check(self, row: Row, plan: Plan) -> None:
        first, last = row.values.get("available_from"), row.values.get("available_to")
        if first is not None and last is not None and last < first:
            plan.issue(row, "end_before_start", "available_to")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        session, actor = work.session, work.actor
        seen = visible(actor, Instrument)
        numbers = {row.values["instrument"] for row in rows}
        wanted = select(Instrument.number, Instrument.id).where(Instrument.number.in_(numbers), seen.clause)
        instruments = dict((await session.execute(wanted, dict(seen.parameters))).all())
        documents = {row.values["document_number"] for row in rows}
        columns = (Obligation.id, Obligation.document_number, *(getattr(Obligation, name) for name in _KEPT))
        held = select(*columns).where(Obligation.document_number.in_(documents))
        known = {one.document_number: one for one in await session.execute(held)}
        for row in rows:
            if not _take(work, row, instruments):
                continue
            existing = known.get(row.values["document_number"])
            if existing is not None and any(row.record[name] != getattr(existing, name) for name in _KEPT):
                message = "This document has other terms here, which an import does not change."
                work.plan.issue(row, "bad_value", "document_number", message)
            self.settle(work, row, existing.id if existing is not None else None)

    async def write_row(self, work: Work, row: Row) -> None:
        data = ObligationCreate(**row.record)
        row.target = await create_obligation(work.session, work.actor, work.clock, data)


def _take(work: Work, row: Row, instruments: dict[str, UUID]) -> bool:
    """The record that the row describes, held to the form of obligations; whether it is one."""
    instrument_id = instruments.get(row.values["instrument"])
    if instrument_id is None:
        work.plan.issue(row, "bad_value", "instrument", "No instrument has this number.")
        return False
    names = ("document_number", "fund", "available_from", "available_to")
    facts = {name: row.values[name] for name in names} | {"instrument_id": instrument_id}
    try:
        amount = {"amount": str(row.values["amount"]), "currency": "USD"}
        row.record = _OBLIGATION.validate_python(facts | {"amount": amount}).model_dump()
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            work.plan.issue(row, "bad_value", str(fault["loc"][0]), fault["msg"])
        return False
    return True
