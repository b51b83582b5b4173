"""What hangs on agencies: people to reach there, and what each can do."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from models.agencies import AgencyContact, AgencyExpertise
from models.expertise import Expertise
from schemas.agencies import AgencyExpertiseSet, ContactCreate, ContactUpdate
from services.access.permissions import Permission
from services.agencies.capabilities import set_expertise
from services.agencies.contacts import add_contact, update_contact
from services.imports.fields import Field, Plan, Row
from services.imports.kinds.agencies import agencies_by_ori
from services.imports.kinds.base import RowByRow, Work, among, compare

_CONTACT = TypeAdapter(ContactCreate)
_AGENCY = Field("ori", "ori", required=True, headings=("ORI", "Agency ORI"))


class Contacts(RowByRow):
    """A contact is known by agency and name."""

    name = "contacts"
    permissions = (Permission.AGENCIES_UPDATE,)
    fields = (
        _AGENCY,
        Field("name", required=True, headings=("Name", "Contact", "Contact name")),
        Field("title", headings=("Title", "Position"), longest=120),
        Field("email", headings=("E-mail", "Email", "E-mail address"), longest=254),
        Field("phone", headings=("Phone", "Telephone"), longest=40),
    )

    def check(self, row: Row, plan: Plan) -> None:
        if row.refused:
            return
        facts = {name: row.values.get(name) for name in ("name", "title", "email", "phone")}
        try:
            row.record = _CONTACT.validate_python(facts).model_dump(exclude={"is_primary"})
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                plan.issue(row, "bad_value", str(fault["loc"][0]), fault["msg"])

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        agencies = await _agencies(work, rows)
        columns = (
            AgencyContact.id,
            AgencyContact.agency_id,
            AgencyContact.name,
            AgencyContact.title,
            AgencyContact.email,
            AgencyContact.phone,
        )
        found = await work.session.execute(
            select(*columns).where(among(AgencyContact.agency_id, agencies.values()))
        )
        known: dict[tuple[Any, Any], list[Any]] = {}
        for contact in found:
            known.setdefault((contact.agency_id, contact.name), []).append(contact)
        for row in rows:
            agency_id = agencies.get(row.values["ori"])
            if agency_id is None:
                work.plan.issue(row, "unknown_agency", "ori")
                continue
            same = known.get((agency_id, row.record["name"]), [])
            if len(same) > 1:
                work.plan.issue(row, "bad_value", "name", "The agency has several contacts of this name.")
                continue
            if same:
                compare(row, same[0], ("title", "email", "phone"))
            row.beside = agency_id
            self.settle(work, row, same[0].id if same else None)

    async def write_row(self, work: Work, row: Row) -> None:
        if row.outcome == "create":
            row.target = await add_contact(work.session, work.actor, row.beside, ContactCreate(**row.record))
            return
        assert row.target is not None
        version = await work.session.scalar(
            select(AgencyContact.version).where(AgencyContact.id == row.target)
        )
        data = ContactUpdate(**{name: row.record[name] for name in row.changes})
        await update_contact(work.session, work.actor, row.beside, row.target, version or 0, data)


class ExpertiseLinks(RowByRow):
    """One agency and one expertise in a row, with the level that its credentials show."""

    name = "expertise_links"
    permissions = (Permission.AGENCIES_VERIFY,)
    fields = (
        _AGENCY,
        Field("code", "codes", required=True, headings=("Code", "Expertise", "Expertise code")),
        Field("level", "whole", required=True, headings=("Level",)),
        Field("evidence", headings=("Evidence", "Credential"), longest=500),
    )

    def check(self, row: Row, plan: Plan) -> None:
        codes, level = row.values.get("code"), row.values.get("level")
        if codes is not None and len(codes) != 1:
            plan.issue(row, "bad_value", "code", "A row names one code.")
        if level is not None and not 1 <= level <= 3:
            plan.issue(row, "bad_number", "level", "Levels are 1 to 3.")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        agencies = await _agencies(work, rows)
        columns = (
            AgencyExpertise.id,
            AgencyExpertise.agency_id,
            Expertise.code,
            AgencyExpertise.level,
            AgencyExpertise.evidence,
            AgencyExpertise.verified_on,
        )
        held = select(*columns).join(Expertise, Expertise.id == AgencyExpertise.expertise_id)
        found = await work.session.execute(held.where(among(AgencyExpertise.agency_id, agencies.values())))
        known = {(link.agency_id, link.code): link for link in found}
        for row in rows:
            agency_id = agencies.get(row.values["ori"])
            if agency_id is None:
                work.plan.issue(row, "unknown_agency", "ori")
                continue
            row.record = {name: row.values.get(name) for name in ("level", "evidence")}
            link = known.get((agency_id, row.values["code"][0]))
            if link is not None:
                compare(row, link, ("level", "evidence"))
                # The command states them all anew.
                row.record["evidence"] = row.record["evidence"] or link.evidence
                row.record["verified_on"] = link.verified_on
            row.beside = agency_id
            self.settle(work, row, link.id if link is not None else None)

    async def write_row(self, work: Work, row: Row) -> None:
        data = AgencyExpertiseSet(**row.record)
        [code] = row.values["code"]
        row.target = (await set_expertise(work.session, work.actor, row.beside, code, data))["id"]


async def _agencies(work: Work, rows: Sequence[Row]) -> dict[str, UUID]:
    found = await agencies_by_ori(work.session, work.actor, {row.values["ori"] for row in rows})
    return {ori: agency.id for ori, agency in found.items()}
