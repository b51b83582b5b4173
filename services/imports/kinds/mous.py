"""Memoranda of understanding, by their numbers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from models.mous import Mou
from schemas.mous import MouCreate, MouUpdate
from services.access.permissions import Permission
from services.access.visibility import visible
from services.imports.fields import Field, Plan, Row
from services.imports.kinds.agencies import agencies_by_ori
from services.imports.kinds.base import RowByRow, Work, compare
from services.mous.commands import create_mou, update_mou
from services.mous.lifecycle import EDITABLE

_MOU = TypeAdapter(MouCreate)
_COMPARED = (
    "title",
    "purpose",
    "authority",
    "scope_countries",
    "scope_bureaus",
    "scope_expertise",
    "effective_on",
    "ends_on",
    "notice_days",
)
_LISTS = ("scope_countries", "scope_bureaus", "scope_expertise")


class Mous(RowByRow):
    """New ones are drafts, to be read against the signed text. A text that is settled changes by amendment alone."""

    name = "mous"
    permissions = (Permission.MOUS_EDIT,)
    fields = (
        Field("number", required=True, headings=("MOU number", "MOU no", "Number"), longest=40, key=True),
        Field("ori", "ori", required=True, headings=("ORI", "Agency ORI")),
        Field("title", required=True, headings=("Title", "Subject"), longest=255),
        Field("purpose", "free", required=True, headings=("Purpose",), longest=8000),
        Field("authority", required=True, headings=("Authority", "Legal authority"), longest=400),
        Field("scope_countries", headings=("Countries", "Scope countries"), longest=4000),
        Field("scope_bureaus", headings=("Bureaus", "Scope bureaus"), longest=100),
        Field("scope_expertise", "codes", headings=("Expertise", "Expertise codes", "Scope expertise")),
        Field("effective_on", "day", headings=("Effective on", "Starts on", "Signed on", "MOU signed")),
        Field("ends_on", "day", headings=("Ends on", "Expires", "MOU expires")),
        Field("notice_days", "whole", headings=("Notice days", "Days of notice")),
    )

    def check(self, row: Row, plan: Plan) -> None:
        values = row.values
        countries: list[str] = []
        for part in _parts(values.get("scope_countries")):
            found: list[str] = []
            country = plan.lists.country(part, found)
            for code in found:
                plan.issue(row, code, "scope_countries")
            countries += [country.genc3] if country is not None else []
        values["scope_countries"] = list(dict.fromkeys(countries))
        values["scope_bureaus"] = [part.upper() for part in _parts(values.get("scope_bureaus"))]
        effective_on, ends_on = values.get("effective_on"), values.get("ends_on")
        if effective_on is not None and ends_on is not None and ends_on < effective_on:
            plan.issue(row, "end_before_start", "ends_on")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        agencies = await agencies_by_ori(work.session, work.actor, {row.values["ori"] for row in rows})
        seen = visible(work.actor, Mou)
        columns = ("id", "number", "agency_id", "status", *_COMPARED)
        statement = select(*(getattr(Mou, column) for column in columns)).where(
            Mou.number.in_({row.values["number"] for row in rows}), seen.clause
        )
        known = {m.number: m for m in await work.session.execute(statement, dict(seen.parameters))}
        for row in rows:
            agency = agencies.get(row.values["ori"])
            if agency is None:
                work.plan.issue(row, "unknown_agency", "ori")
                continue
            if not _take(work, row, agency.id):
                continue
            existing = known.get(row.values["number"])
            if existing is not None:
                _hold_against(work, row, existing)
            self.settle(work, row, existing.id if existing is not None else None)

    async def write_row(self, work: Work, row: Row) -> None:
        session, actor, clock = work.session, work.actor, work.clock
        if row.outcome == "create":
            row.target = await create_mou(session, actor, clock, MouCreate(**row.record))
            return
        assert row.target is not None
        version = await session.scalar(select(Mou.version).where(Mou.id == row.target))
        data = MouUpdate(**{name: row.record[name] for name in row.changes})
        await update_mou(session, actor, clock, row.target, version or 0, data)


def _take(work: Work, row: Row, agency_id: UUID) -> bool:
    """The record that the row describes, held to the form of memoranda; whether it is one."""
    facts: dict[str, Any] = {name: row.values.get(name) for name in ("number", *_COMPARED)}
    facts |= {name: facts[name] or [] for name in _LISTS}
    try:
        row.record = _MOU.validate_python(facts | {"agency_id": agency_id}).model_dump()
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            name = str(fault["loc"][0])
            work.plan.issue(row, "bad_value", name if name in work.plan.fields else None, fault["msg"])
        return False
    return True


def _hold_against(work: Work, row: Row, existing: Any) -> None:
    """What the row would change of a memorandum that is here. Empty cells leave a value as it is."""
    if existing.agency_id != row.record["agency_id"]:
        work.plan.issue(row, "bad_value", "ori", "This memorandum is with another agency.")
        return
    row.record |= {name: row.record[name] or None for name in _LISTS}
    compare(row, existing, _COMPARED)
    if row.changes and existing.status not in EDITABLE:
        message = f"The text of a memorandum in state {existing.status} is settled: change it by amendment."
        work.plan.issue(row, "bad_value", "number", message)


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").replace(",", ";").split(";") if part.strip()]
