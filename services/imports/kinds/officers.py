"""Officers of the agency of whoever imports, and what they are certified in."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select

from models.enums import ReadinessType
from models.officers import Officer, OfficerCredential
from schemas.officers import CredentialCreate, CredentialUpdate, OfficerCreate, OfficerUpdate
from services.access.permissions import Permission
from services.access.visibility import visible
from services.imports.fields import Field, Plan, Row, content_of, word
from services.imports.kinds.base import RowByRow, Work, among, compare
from services.officers.commands import create_officer, update_officer
from services.officers.credentials import add_credential, update_credential

_OFFICER = TypeAdapter(OfficerCreate)
_OFFICER_COLUMNS = ("name", "rank", "languages")
_CREDENTIAL_COLUMNS = ("number", "expires_on", "evidence")


def _email(**more: Any) -> Field:
    return Field("email", required=True, headings=("E-mail", "Email", "E-mail address"), longest=254, **more)


class Officers(RowByRow):
    """An officer is known by e-mail address within the agency of whoever imports: names are shared."""

    name = "officers"
    permissions = (Permission.OFFICERS_CREATE, Permission.OFFICERS_UPDATE)
    fields = (
        _email(key=True),
        Field("name", required=True, headings=("Name", "Officer", "Full name")),
        Field("rank", headings=("Rank", "Title"), longest=80),
        Field("languages", headings=("Languages", "Language"), longest=200),
    )

    def check(self, row: Row, plan: Plan) -> None:
        if row.refused:
            return
        facts = {name: row.values.get(name) for name in ("name", "rank", "email")}
        facts |= {"languages": _codes(row.values.get("languages"))}
        try:
            row.record = _OFFICER.validate_python(facts).model_dump()
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                plan.issue(row, "bad_value", str(fault["loc"][0]), fault["msg"])
            return
        row.values["email"] = row.record["email"] = row.record["email"].lower()

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        found = await _officers(work, rows)
        for row in rows:
            same = found.get(row.record["email"], [])
            if len(same) > 1:
                work.plan.issue(row, "bad_value", "email", "Several officers have this address.")
                continue
            if same and same[0].archived_at is not None:
                work.plan.issue(
                    row, "bad_value", "email", "This officer is archived: restore the record first."
                )
                continue
            if same:
                row.record["languages"] = row.record["languages"] or None
                compare(row, same[0], _OFFICER_COLUMNS)
            self.settle(work, row, same[0].id if same else None)

    async def write_row(self, work: Work, row: Row) -> None:
        if row.outcome == "create":
            row.target = await create_officer(work.session, work.actor, OfficerCreate(**row.record))
            return
        assert row.target is not None
        version = await work.session.scalar(select(Officer.version).where(Officer.id == row.target))
        data = OfficerUpdate(**{name: row.record[name] for name in row.changes})
        await update_officer(work.session, work.actor, row.target, version or 0, data)


class Credentials(RowByRow):
    """A credential is known by its officer, its type and the day of its issue."""

    name = "credentials"
    permissions = (Permission.OFFICERS_UPDATE,)
    fields = (
        _email(),
        Field("type", required=True, headings=("Type", "Credential", "Kind"), longest=60),
        Field("issued_on", "day", required=True, headings=("Issued on", "Issued", "Date of issue")),
        Field("expires_on", "day", headings=("Expires on", "Expires", "Valid until", "Expiry")),
        Field("number", headings=("Number", "Certificate number"), longest=80, withheld=True),
        Field("evidence", headings=("Evidence", "Remarks"), longest=300),
    )

    def check(self, row: Row, plan: Plan) -> None:
        issued, expires = row.values.get("issued_on"), row.values.get("expires_on")
        if issued is not None and expires is not None and expires < issued:
            plan.issue(row, "end_before_start", "expires_on")
        if (kind := row.values.get("type")) is not None:
            row.values["type"] = word(kind)
            if row.values["type"] not in set(ReadinessType):
                plan.issue(row, "unknown_code", "type", f"One of {', '.join(ReadinessType)}.")
        if (email := row.values.get("email")) is not None:
            row.values["email"] = email.lower()
        row.record = {name: row.values.get(name) for name in ("type", "issued_on", *_CREDENTIAL_COLUMNS)}

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        officers = await _officers(work, rows)
        ids = [officer.id for same in officers.values() for officer in same]
        columns = ("id", "officer_id", "type", "issued_on", *_CREDENTIAL_COLUMNS)
        held = select(*(getattr(OfficerCredential, column) for column in columns))
        found = await work.session.execute(held.where(among(OfficerCredential.officer_id, ids)))
        known = {(c.officer_id, c.type, c.issued_on): c for c in found}
        seen: dict[Any, bytes] = {}
        for row in rows:
            same = officers.get(row.values["email"], [])
            if len(same) != 1:
                detail = "Several officers have this address." if same else "No officer has this address."
                work.plan.issue(row, "bad_value", "email", detail)
                continue
            key = (same[0].id, row.record["type"], row.record["issued_on"])
            if key in seen:
                alike = seen[key] == content_of(row)
                work.plan.issue(row, "dup_exact" if alike else "dup_conflict", "email")
                row.outcome = "skipped"
                continue
            seen[key] = content_of(row)
            credential = known.get(key)
            if credential is not None:
                compare(row, credential, _CREDENTIAL_COLUMNS)
                if "number" in row.changes:
                    row.changes["number"] = [None, None]
            row.beside = same[0].id
            self.settle(work, row, credential.id if credential is not None else None)

    async def write_row(self, work: Work, row: Row) -> None:
        session, actor, clock = work.session, work.actor, work.clock
        if row.outcome == "create":
            data = CredentialCreate(**row.record)
            row.target = await add_credential(session, actor, clock, row.beside, data)
            return
        assert row.target is not None
        statement = select(OfficerCredential.version).where(OfficerCredential.id == row.target)
        version = await session.scalar(statement) or 0
        changes = CredentialUpdate(**{name: row.record[name] for name in row.changes})
        await update_credential(session, actor, clock, row.beside, row.target, version, changes)


async def _officers(work: Work, rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Officers of the actor's agency, whom the actor may see, by e-mail address."""
    seen = visible(work.actor, Officer)
    columns = (Officer.id, Officer.email, Officer.archived_at, Officer.name, Officer.rank, Officer.languages)
    statement = select(*columns).where(
        func.lower(Officer.email).in_({row.values["email"] for row in rows}),
        Officer.agency_id == work.actor.agency_id,
        seen.clause,
    )
    found: dict[str, list[Any]] = {}
    for officer in await work.session.execute(statement, dict(seen.parameters)):
        found.setdefault(officer.email.lower(), []).append(officer)
    return found


def _codes(text: str | None) -> list[str]:
    return [code.strip().lower() for code in (text or "").replace(";", ",").split(",") if code.strip()]
