"""Partner agencies with the memorandum that each has signed, and what each can do."""

from collections.abc import Sequence

from sqlalchemy import select

from models.agencies import Agency, AgencyExpertise
from models.enums import AgencyKind, AgencyStatus
from models.expertise import Expertise
from models.mous import Mou
from schemas.agencies import AgencyCreate, AgencyExpertiseSet
from schemas.mous import MouCreate
from services.access.permissions import Permission
from services.agencies.capabilities import set_expertise
from services.agencies.commands import create_agency, update_agency
from services.events import loggable
from services.imports.fields import Field, Plan, Row
from services.imports.kinds.agencies import (
    NAME_LONGEST,
    NOTES_LONGEST,
    agency_update,
    check_ori,
    find_agencies,
)
from services.imports.kinds.base import RowByRow, Work
from services.mous.commands import create_mou

#: A list of partners says that an agency can do something, and not how well: the lowest level, without evidence.
LEVEL = 1
_AGENCY = ("legal_name", "status", "notes")


class Partners(RowByRow):
    """Memoranda come in as drafts: nothing is in force that has not gone through its own states (decision 0011)."""

    name = "partners"
    permissions = (
        Permission.AGENCIES_CREATE,
        Permission.AGENCIES_UPDATE,
        Permission.AGENCIES_VERIFY,
        Permission.MOUS_EDIT,
    )
    fields = (
        Field("legal_name", required=True, headings=("Agency", "Agency name", "Name"), longest=NAME_LONGEST),
        Field("ori", "ori", headings=("ORI", "Agency ORI"), key=True),
        Field("state", "state", required=True, headings=("State",)),
        Field("mou_number", headings=("MOU number", "MOU no"), longest=40),
        Field("signed_on", "day", required=True, headings=("MOU signed", "Signed", "Signed on")),
        Field("ends_on", "day", headings=("MOU expires", "Expires", "MOU ends", "Ends on")),
        Field("expertise", "codes", headings=("Expertise", "Expertise codes"), longest=400),
        Field("notes", "free", headings=("Notes", "Remarks"), longest=NOTES_LONGEST),
    )

    def check(self, row: Row, plan: Plan) -> None:
        check_ori(row, plan)
        signed_on, ends_on = row.values.get("signed_on"), row.values.get("ends_on")
        if signed_on is not None and ends_on is not None and ends_on < signed_on:
            plan.issue(row, "end_before_start", "ends_on")
        names = ("legal_name", "notes")
        row.record = {name: row.values.get(name) for name in names} | {"status": AgencyStatus.PARTNER.value}

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        found = await find_agencies(work, rows)
        ids = list(found.values())
        columns = (Agency.id, Agency.legal_name, Agency.status, Agency.notes)
        agencies = {a.id: a for a in await work.session.execute(select(*columns).where(Agency.id.in_(ids)))}
        memoranda = select(Mou.agency_id, Mou.number, Mou.effective_on, Mou.ends_on).where(
            Mou.agency_id.in_(ids)
        )
        mous = {(m.agency_id, m.effective_on): m for m in await work.session.execute(memoranda)}
        held = select(AgencyExpertise.agency_id, Expertise.code).join(Expertise)
        found_held = await work.session.execute(held.where(AgencyExpertise.agency_id.in_(ids)))
        able = {(agency_id, code) for agency_id, code in found_held}
        for row in rows:
            agency_id = found.get(row.number)
            if agency_id is not None:
                agency, mou = agencies[agency_id], mous.get((agency_id, row.values["signed_on"]))
                for column in _AGENCY:
                    new = row.record[column]
                    if new is not None and new != getattr(agency, column):
                        row.changes[column] = [getattr(agency, column), new]
                if mou is None:
                    row.changes["mou"] = [None, loggable(row.values["signed_on"])]
                elif row.values.get("ends_on") != mou.ends_on:
                    message = f"Memorandum {mou.number} ends on {mou.ends_on}: amend it there."
                    work.plan.issue(row, "bad_value", "ends_on", message)
                codes = [code for code in row.values.get("expertise") or () if (agency_id, code) not in able]
                if codes:
                    row.changes["expertise"] = [None, codes]
            self.settle(work, row, agency_id)

    async def write_row(self, work: Work, row: Row) -> None:
        session, actor, values = work.session, work.actor, row.values
        new = row.outcome == "create"
        if new:
            oris = [values["ori"]] if values.get("ori") else []
            facts = {"legal_name": values["legal_name"], "state": values["state"], "kind": AgencyKind.OTHER}
            row.target = await create_agency(session, actor, AgencyCreate(**facts, oris=oris))
            await session.flush()
        assert row.target is not None
        changes = {column: row.record[column] for column in _AGENCY if new or column in row.changes}
        changes = {column: value for column, value in changes.items() if value is not None}
        if changes:
            version = await session.scalar(select(Agency.version).where(Agency.id == row.target)) or 0
            data = agency_update(changes)
            await update_agency(session, actor, row.target, version, data)
        if new or "mou" in row.changes:
            await create_mou(session, actor, work.clock, _memorandum(row))
        codes = values.get("expertise") or () if new else row.changes.get("expertise", [None, ()])[1]
        for code in codes:
            stated = AgencyExpertiseSet(level=LEVEL, evidence="As listed in an import; not verified.")
            await set_expertise(session, actor, row.target, code, stated)


def _memorandum(row: Row) -> MouCreate:
    values = row.values
    assert row.target is not None
    return MouCreate(
        agency_id=row.target,
        number=values.get("mou_number"),
        title=f"Memorandum with {values['legal_name']}"[:200],
        purpose="Imported from a list of partners: complete the terms from the signed text before use.",
        authority="Not stated in the import.",
        effective_on=values["signed_on"],
        ends_on=values.get("ends_on"),
    )
