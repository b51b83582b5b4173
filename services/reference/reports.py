"""What is publicly known of the programme: its named partners, their reported memoranda, and past activities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.activities import Activity
from models.countries import Country
from models.enums import AgencyStatus, MouStatus
from models.identity import ExternalRef
from models.mous import Mou
from services.reference.agencies import KINDS, NewAgency, add_agencies, from_fbi, known_oris
from services.reference.files import int_or_none, read_rows, text_or_none
from services.reference.report_rules import modality, outcome, period, sentence, title
from services.reference.staging import add_missing

PARTNER_FILES = ("partners.csv", "activities_public.csv", "agencies.csv.gz")
ACTIVITY_FILES = (*PARTNER_FILES, "reported_agencies.csv")

#: Where the sources name no state: national bodies, and reports that name no agency.
NATIONWIDE = "US"
NOT_NAMED = "Agency not named in the source"
_SYSTEM = "public_reports"


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as public reports name it."""

    name: str
    type: str
    state: str
    ori: str | None
    partner: bool

    def to_add(self, fbi: Mapping[str, Mapping[str, str]]) -> NewAgency:
        if self.ori and not self.partner:
            return from_fbi(fbi[self.ori])
        return NewAgency(
            name=self.name,
            kind=KINDS[self.type],
            state=self.state or NATIONWIDE,
            status=AgencyStatus.PARTNER if self.partner else AgencyStatus.PROSPECT,
            ori=self.ori,
            facts=fbi[self.ori] if self.ori else {},
            archived=self.name == NOT_NAMED,
        )


def named_partners() -> dict[str, NamedAgency]:
    """The publicly named partners, by name."""
    rows = read_rows("partners.csv")
    # One partner's ORI is known from the reports of its activities alone.
    oris = {row["agency_name"]: row["ori"] for row in read_rows("activities_public.csv")}
    return {
        row["partner_name"]: NamedAgency(
            row["partner_name"],
            row["partner_type"],
            row["state"],
            row["ori"] or oris.get(row["partner_name"]) or None,
            partner=True,
        )
        for row in rows
    }


def named_agencies() -> dict[str, NamedAgency]:
    """The agency behind each name under which an activity was reported; several names may mean one agency."""
    agencies = named_partners()
    meant = {row["reported_name"]: row for row in read_rows("reported_agencies.csv")}
    for row in read_rows("activities_public.csv"):
        name = row["agency_name"]
        if name in agencies:
            continue
        if name in meant:
            said = meant[name]
            agency = NamedAgency(said["agency_name"], said["agency_type"], said["state"], None, partner=False)
        else:
            agency = NamedAgency(
                name, row["agency_type"], row["agency_state"], row["ori"] or None, partner=False
            )
        agencies[name] = agency
    return agencies


async def load_partners(session: AsyncSession) -> int:
    """Named partners that are not there, each with a draft of its reported memorandum; how many agencies.

    The drafts claim nothing to be in force: see docs/decisions/0011-public-reports.md.
    """
    partners = named_partners()
    ids, added = await _ensure_agencies(session, partners.values())
    columns = ("id", "number", "agency_id", "title", "purpose", "authority", "status", "effective_on")
    records = (
        (
            uuid7(),
            f"PUBLIC-{number:02d}",
            ids[row["partner_name"]],
            f"Memorandum with {row['partner_name']}, as publicly reported",
            _reported_memorandum(row),
            "Not stated in the source.",
            MouStatus.DRAFT.value,
            date.fromisoformat(row["since"]) if row["since_precision"] == "day" else None,
        )
        for number, row in enumerate(read_rows("partners.csv"), start=1)
        if row["relationship"] == "mou"
    )
    await add_missing(session, Mou, columns, records)
    return added


def _reported_memorandum(row: Mapping[str, str]) -> str:
    return " ".join(
        (
            f"A memorandum of understanding of {row['since']} is publicly reported;",
            "its text is not in this system. Complete parties, scope and dates from the signed text before use.",
            sentence(row["note"]),
            f"Source: {row['source_title']}, {row['source_date']}, {row['source_address']}",
        )
    ).replace("  ", " ")


async def load_activities(session: AsyncSession) -> int:
    """Publicly reported activities, with agencies that only they name; how many activities were added."""
    agencies = named_agencies()
    ids, _ = await _ensure_agencies(session, agencies.values())
    query = select(Country.genc2, Country.id, Country.name)
    countries = {country.genc2: country for country in await session.execute(query)}
    venues = {row["reported_name"]: row["venue"] for row in read_rows("reported_agencies.csv")}
    columns = (
        "id",
        "reference",
        "title",
        "summary",
        "status",
        "cancel_reason",
        "modality",
        "agency_id",
        "country_id",
        "starts_on",
        "ends_on",
        "date_precision",
        "venue",
        "participants_reported",
        "source_address",
        "program",
    )

    def record(row: Mapping[str, str]) -> tuple[object, ...]:
        agency = agencies[row["agency_name"]]
        country = countries.get(row["country_alpha2"])
        when = period(row)
        status, cancel_reason = outcome(row)
        summary = (
            sentence(row["summary"]),
            when.remark,
            sentence(f"Reported agency: {row['agency_name']}") if agency.name != row["agency_name"] else "",
            sentence(f"Source: {row['source_title']}, {row['source_date']}".removesuffix(", ")),
        )
        return (
            uuid7(),
            row["activity_id"],
            title(row, country.name if country else None),
            " ".join(part for part in summary if part),
            status.value,
            cancel_reason,
            modality(row).value,
            ids[agency.name],
            country.id if country else None,
            when.starts_on,
            when.ends_on,
            when.precision.value,
            text_or_none(venues.get(row["agency_name"], "")),
            int_or_none(row["participants"]),
            row["source_address"],
            row["program"],
        )

    return await add_missing(session, Activity, columns, map(record, read_rows("activities_public.csv")))


async def _ensure_agencies(
    session: AsyncSession, agencies: Iterable[NamedAgency]
) -> tuple[dict[str, UUID], int]:
    """The id of every named agency by name, and how many had to be added.

    An agency is known by its ORI, or by the name under which an earlier run added it: users may rename both.
    """
    refs = await session.execute(
        select(ExternalRef.key, ExternalRef.subject_id).where(
            ExternalRef.system == _SYSTEM, ExternalRef.subject_type == "agency"
        )
    )
    by_name = dict(refs.all())
    by_ori = await known_oris(session)
    fbi = {row["ori"]: row for row in read_rows("agencies.csv.gz")}
    ids: dict[str, UUID] = {}
    new: list[NewAgency] = []
    unlisted: list[tuple[UUID, str, str, str, UUID]] = []
    for agency in {agency.name: agency for agency in agencies}.values():
        known = by_ori.get(agency.ori) if agency.ori else by_name.get(agency.name)
        if known is None:
            adding = agency.to_add(fbi)
            new.append(adding)
            known = adding.id
            if not agency.ori:
                unlisted.append((uuid7(), _SYSTEM, agency.name, "agency", known))
        ids[agency.name] = known
    await add_agencies(session, new)
    await add_missing(session, ExternalRef, ("id", "system", "key", "subject_type", "subject_id"), unlisted)
    return ids, len(new)
