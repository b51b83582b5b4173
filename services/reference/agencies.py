"""The FBI's list of law-enforcement agencies, loaded as prospects by ORI."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.agencies import AgencyOri
from models.enums import AgencyKind, AgencyStatus
from services.reference.files import float_or_none, int_or_none, read_rows, text_or_none
from services.reference.staging import copy_rows

AGENCY_FILES = ("agencies.csv.gz",)

#: Our kinds for the types of the shipped files. County police are police under a county's executive, and do what a
#: city's police do; the seed has no kind for police of one campus, tribe, railway or airport.
KINDS: Mapping[str, AgencyKind] = {
    "municipal_police": AgencyKind.MUNICIPAL_PD,
    "county_police": AgencyKind.MUNICIPAL_PD,
    "sheriff": AgencyKind.SHERIFF,
    "state_police": AgencyKind.STATE_POLICE,
    "corrections": AgencyKind.CORRECTIONS,
    "prosecutor": AgencyKind.JUSTICE_SECTOR,
    "prosecutor_association": AgencyKind.JUSTICE_SECTOR,
    "port": AgencyKind.PORT_SECURITY,
    "federal": AgencyKind.FEDERAL_LE,
    "forensic_organization": AgencyKind.FORENSIC_LAB,
    "standards_and_training": AgencyKind.STANDARDS_TRAINING,
    "professional_association": AgencyKind.OTHER,
    "state_agency": AgencyKind.OTHER,
    "campus_police": AgencyKind.OTHER,
    "tribal_police": AgencyKind.OTHER,
    "special_jurisdiction": AgencyKind.OTHER,
    "transit": AgencyKind.OTHER,
    "airport": AgencyKind.OTHER,
    "unspecified": AgencyKind.OTHER,
    "unknown": AgencyKind.OTHER,
}

#: No agencies: two records by which the FBI tests its own system, and the Canal Zone, returned to Panama.
NOT_AGENCIES = frozenset({"TSARRES06", "TSOFENC02", "CZ0000500"})

_COLUMNS = (
    "id",
    "legal_name",
    "kind",
    "status",
    "state",
    "city",
    "county",
    "zip",
    "latitude",
    "longitude",
    "fbi_type",
    "population",
    "employees",
    "sworn_officers",
    "years_reported_last_10",
    "archived_at",
)


@dataclass(frozen=True, slots=True)
class NewAgency:
    """An agency that is to be added. `facts` is its record in the FBI's list, where it has one."""

    name: str
    kind: AgencyKind
    state: str
    status: AgencyStatus = AgencyStatus.PROSPECT
    ori: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    archived: bool = False
    id: UUID = field(default_factory=uuid7)

    def record(self, now: datetime) -> tuple[Any, ...]:
        facts = self.facts.get
        return (
            self.id,
            self.name,
            self.kind.value,
            self.status.value,
            self.state,
            text_or_none(facts("city", "")),
            text_or_none(facts("county", "")),
            text_or_none(facts("zip", "")),
            float_or_none(facts("lat", "")),
            float_or_none(facts("lon", "")),
            text_or_none(facts("fbi_type", "")),
            int_or_none(facts("population_2018", "")),
            int_or_none(facts("employees_total_2018", "")),
            int_or_none(facts("sworn_officers_2018", "")),
            int_or_none(facts("years_reported_last_10", "")),
            now if self.archived else None,
        )


async def known_oris(session: AsyncSession) -> dict[str, UUID]:
    """The agency of each ORI that the database has."""
    return dict((await session.execute(select(AgencyOri.ori, AgencyOri.agency_id))).all())


async def add_agencies(session: AsyncSession, agencies: Iterable[NewAgency]) -> int:
    """Write new agencies and their ORIs; how many. None of the ORIs may be in the database."""
    new = list(agencies)
    now = await session.scalar(select(func.now()))
    assert now is not None
    await copy_rows(session, "agencies", _COLUMNS, (agency.record(now) for agency in new))
    oris = [(agency.ori, agency.id) for agency in new if agency.ori]
    await copy_rows(session, "agency_oris", ("ori", "agency_id"), oris)
    return len(new)


def from_fbi(row: Mapping[str, str]) -> NewAgency:
    """A prospect from one record of the FBI's list. The one without a name is called by its ORI."""
    return NewAgency(
        name=row["name"] or f"Unnamed agency {row['ori']}",
        kind=KINDS[row["agency_type"]],
        state=row["state"],
        ori=row["ori"],
        facts=row,
        archived=row["ori"] in NOT_AGENCIES,
    )


async def load_agencies(session: AsyncSession) -> int:
    """Every agency of the FBI's list whose ORI is not there yet; how many were added."""
    known = await known_oris(session)
    rows = read_rows("agencies.csv.gz")
    return await add_agencies(session, (from_fbi(row) for row in rows if row["ori"] not in known))
