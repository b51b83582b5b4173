"""Agencies, by their ORI; those without one by name and state."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.agencies import Agency, AgencyOri
from models.enums import AgencyKind, AgencyStatus
from schemas.agencies import AgencyUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.agencies.commands import update_agency
from services.errors import DomainError
from services.imports.fields import Field, Plan, Row, word
from services.imports.kinds.base import (
    Kind,
    Work,
    add_problems,
    among,
    compare,
    copy_events,
    copy_records,
    stamped,
)
from services.reference.agencies import KINDS
from services.reference.staging import copy_rows
from services.us_states import ori_fits_state

_ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{7}", re.ASCII)
_ZIP = re.compile(r"\d{5}(-\d{4})?", re.ASCII)
#: The FBI's words for types. A county's agency is its sheriff where the name says so.
_FBI_TYPES = {
    "city": AgencyKind.MUNICIPAL_PD,
    "county": AgencyKind.MUNICIPAL_PD,
    "state_police": AgencyKind.STATE_POLICE,
    "federal": AgencyKind.FEDERAL_LE,
    "university_or_college": AgencyKind.OTHER,
    "tribal": AgencyKind.OTHER,
    "other_state_agency": AgencyKind.OTHER,
    "other": AgencyKind.OTHER,
    "unknown": AgencyKind.OTHER,
}
NAME_LONGEST, NOTES_LONGEST = 255, 32_767

_COMPARED = (
    "legal_name",
    "kind",
    "city",
    "county",
    "zip",
    "employees",
    "population",
    "sworn_officers",
    "notes",
)


async def agencies_by_ori(session: AsyncSession, actor: Actor, oris: set[str]) -> dict[str, Any]:
    """The agencies that the actor may see, by ORI: id and name."""
    seen = visible(actor, Agency)
    statement = (
        select(AgencyOri.ori, Agency.id, Agency.legal_name)
        .join(Agency, Agency.id == AgencyOri.agency_id)
        .where(AgencyOri.ori.in_(oris), seen.clause)
    )
    rows = await session.execute(statement, dict(seen.parameters))
    return {row.ori: row for row in rows}


async def agencies_by_name(
    session: AsyncSession, actor: Actor, names: set[tuple[str, str]]
) -> dict[tuple[str, str], list[UUID]]:
    """Agencies without an ORI, by name and state."""
    seen = visible(actor, Agency)
    statement = select(Agency.legal_name, Agency.state, Agency.id).where(
        tuple_(Agency.legal_name, Agency.state).in_(names),
        func.cardinality(Agency.ori_codes) == 0,
        seen.clause,
    )
    found: dict[tuple[str, str], list[UUID]] = {}
    for name, state, agency_id in await session.execute(statement, dict(seen.parameters)):
        found.setdefault((name, state), []).append(agency_id)
    return found


def check_ori(row: Row, plan: Plan) -> None:
    ori, state = row.values.get("ori"), row.values.get("state")
    if ori is None:
        if not row.refused:
            plan.issue(row, "missing_external_id", "ori")
        return
    if not _ORI.fullmatch(ori):
        plan.issue(row, "bad_value", "ori", "An ORI has two letters and seven letters or digits.")
    elif state is not None and not ori_fits_state(ori, state):
        plan.issue(row, "ori_state_mismatch", "ori")


async def find_agencies(work: Work, rows: Sequence[Row]) -> dict[int, UUID]:
    """The agency of each row that there is, by the row's number."""
    by_ori = await agencies_by_ori(
        work.session, work.actor, {r.values["ori"] for r in rows if r.values.get("ori")}
    )
    named = {(r.values["legal_name"], r.values["state"]) for r in rows if not r.values.get("ori")}
    by_name = await agencies_by_name(work.session, work.actor, named) if named else {}
    found = {}
    for row in rows:
        if ori := row.values.get("ori"):
            if ori in by_ori:
                found[row.number] = by_ori[ori].id
            continue
        same = by_name.get((row.values["legal_name"], row.values["state"]), [])
        if len(same) > 1:
            work.plan.issue(row, "ambiguous_agency", "legal_name")
        elif same:
            found[row.number] = same[0]
    return found


class Agencies(Kind):
    name = "agencies"
    permissions = (Permission.AGENCIES_CREATE, Permission.AGENCIES_UPDATE)
    fields = (
        Field("ori", "ori", headings=("ORI", "ORI9", "Agency ORI"), key=True),
        Field("legal_name", required=True, headings=("Agency name", "Agency", "Name"), longest=NAME_LONGEST),
        Field("type", headings=("Type", "Kind", "Agency type"), longest=60),
        Field("city", headings=("City", "Town"), longest=100),
        Field("county", headings=("County",), longest=200),
        Field("state", "state", required=True, headings=("State", "State abbr")),
        Field("zip", headings=("ZIP", "ZIP code", "Postal code"), longest=10),
        Field("employees", "whole", headings=("Total employees", "Employees")),
        Field("sworn_officers", "whole", headings=("Sworn officers", "Officers")),
        Field("population", "whole", headings=("Population", "Population served")),
        Field("notes", "free", headings=("Notes", "Remarks"), longest=NOTES_LONGEST),
    )

    def check(self, row: Row, plan: Plan) -> None:
        check_ori(row, plan)
        if (zip_code := row.values.get("zip")) is not None and not _ZIP.fullmatch(zip_code):
            plan.issue(row, "bad_value", "zip", "A ZIP code is written as 22030 or 22030-1234.")
        for name in ("employees", "population", "sworn_officers"):
            if (row.values.get(name) or 0) > 2_000_000_000:
                plan.issue(row, "bad_number", name)
        kind = _kind(row)
        if kind is None and row.values.get("type") is not None:
            plan.issue(row, "unknown_code", "type")
        row.record = {column: row.values.get(column) for column in _COMPARED} | {
            "kind": kind and kind.value,
            "state": row.values.get("state"),
        }

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        found = await find_agencies(work, rows)
        columns = (Agency.id, Agency.version, *(getattr(Agency, column) for column in _COMPARED))
        current = {
            agency.id: agency
            for agency in await work.session.execute(select(*columns).where(among(Agency.id, found.values())))
        }
        for row in rows:
            existing = found.get(row.number)
            if existing is not None:
                compare(row, current[existing], _COMPARED)
            self.settle(work, row, existing)

    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        new = [row for row in rows if row.outcome == "create"]
        records = []
        for row in new:
            row.target = uuid7()
            row.record["kind"] = row.record["kind"] or AgencyKind.OTHER.value
            record = {"id": row.target, "status": AgencyStatus.PROSPECT.value, **row.record}
            records.append(stamped(work, record))
        await copy_records(work.session, Agency, records)
        oris = [(row.values["ori"], row.target) for row in new if row.values.get("ori")]
        await copy_rows(work.session, "agency_oris", ("ori", "agency_id"), oris)
        events = [(r["id"], r["legal_name"], r["id"], r) for r in records]
        await copy_events(work, "agencies.created", "agency", Permission.AGENCIES_CREATE, events)
        for row in rows:
            if row.outcome == "update":
                await self._update(work, row)

    async def _update(self, work: Work, row: Row) -> None:
        assert row.target is not None
        version = await work.session.scalar(select(Agency.version).where(Agency.id == row.target))
        changes = {column: row.record[column] for column in row.changes}
        try:
            async with work.session.begin_nested():
                await update_agency(
                    work.session, work.actor, row.target, version or 0, agency_update(changes)
                )
                await work.session.flush()
        except DomainError as error:
            add_problems(work.plan, row, error)


def agency_update(changes: dict[str, Any]) -> AgencyUpdate:
    """Columns as a patch: rows were held to these forms when they were read."""
    enums: dict[str, Any] = {"kind": AgencyKind, "status": AgencyStatus}
    typed: dict[str, Any] = {n: enums[n](v) if n in enums else v for n, v in changes.items()}
    return AgencyUpdate.model_construct(_fields_set=set(typed), **typed)


def _kind(row: Row) -> AgencyKind | None:
    text = row.values.get("type")
    if text is None:
        return None
    name = word(text)
    if name == "county" and "sheriff" in (row.values.get("legal_name") or "").casefold():
        return AgencyKind.SHERIFF
    if name in set(AgencyKind):
        return AgencyKind(name)
    return _FBI_TYPES.get(name) or KINDS.get(name)
