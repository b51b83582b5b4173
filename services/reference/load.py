"""Loading the shipped reference data: in one transaction, only what is missing, and nothing twice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from uuid_utils.compat import uuid7

from models.database import Database
from models.identity import ExternalRef
from services.access.policy import SYSTEM
from services.events import record_event
from services.reference import agencies, countries, expertise, paperwork, policies, rates, reports
from services.reference.files import content_id

_SYSTEM = "reference"
_SUBJECT = "data_set"
#: Key of the lock that lets one process load at a time ("refdata" in bytes).
_LOCK = int.from_bytes(b"refdata")


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set: its files, what loads it, and whether it is large and can be left out where few rows are wanted."""

    name: str
    files: tuple[str, ...]
    load: Callable[[AsyncSession], Awaitable[int]]
    large: bool = False


#: In the order in which they need each other. The named partners come before the list that has them too, so that
#: they are partners from the start.
DATA_SETS = (
    DataSet("countries", countries.COUNTRY_FILES, countries.load_countries),
    DataSet("country_aliases", countries.ALIAS_FILES, countries.load_aliases),
    DataSet("posts", countries.POST_FILES, countries.load_posts),
    DataSet("expertise", expertise.EXPERTISE_FILES, expertise.load_expertise),
    DataSet("academies", expertise.ACADEMY_FILES, expertise.load_academies),
    DataSet("partners", reports.PARTNER_FILES, reports.load_partners),
    DataSet("public_activities", reports.ACTIVITY_FILES, reports.load_activities),
    DataSet("per_diem", rates.PER_DIEM_FILES, rates.load_per_diem),
    DataSet("rate_tables", rates.PER_DIEM_FILES, rates.load_rate_tables),
    DataSet("mie_breakdowns", rates.MIE_FILES, rates.load_mie_breakdowns),
    DataSet("mileage_rates", rates.MILEAGE_FILES, rates.load_mileage_rates),
    DataSet("policies", policies.POLICY_FILES, policies.load_policies),
    DataSet("paperwork", paperwork.PAPERWORK_FILES, paperwork.load_templates),
    DataSet("interest_rates", rates.INTEREST_FILES, rates.load_interest_rates),
    DataSet("exchange_rates", rates.EXCHANGE_FILES, rates.load_exchange_rates),
    DataSet("agencies", agencies.AGENCY_FILES, agencies.load_agencies, large=True),
    DataSet("per_diem_history", rates.PER_DIEM_HISTORY_FILES, rates.load_per_diem_history, large=True),
)


class SetState(StrEnum):
    CURRENT = "current"
    OUTDATED = "outdated"
    """Loaded from an earlier version of the files."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Rows added to each set that was loaded; sets that were current already are not in it."""

    added: dict[str, int]

    @property
    def changed(self) -> bool:
        return any(self.added.values())


async def load_reference(database: Database, *, small: bool = False) -> LoadReport:
    """Add what the shipped files have and the database lacks; `small` leaves out the large sets.

    A set whose files have not changed since they were loaded is not looked at again. Rows that are there are never
    changed or removed: what users changed stays. Several processes may call this at once.
    """
    wanted = [data_set for data_set in DATA_SETS if not (small and data_set.large)]
    async with database.read() as connection:
        if not _outdated(wanted, await _loaded(connection)):
            return LoadReport({})
    async with database.transaction() as session:
        await session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        loaded = await _loaded(session)
        added = {}
        for data_set in _outdated(wanted, loaded):
            added[data_set.name] = await data_set.load(session)
            await _mark(session, data_set, added[data_set.name])
        return LoadReport(added)


async def reference_status(database: Database) -> dict[str, SetState]:
    """Whether each set is loaded, by name."""
    async with database.read() as connection:
        loaded = await _loaded(connection)
    states = {}
    for data_set in DATA_SETS:
        if data_set.name not in loaded:
            states[data_set.name] = SetState.MISSING
        else:
            current = loaded[data_set.name] == content_id(data_set.files)
            states[data_set.name] = SetState.CURRENT if current else SetState.OUTDATED
    return states


async def _loaded(connection: AsyncConnection | AsyncSession) -> dict[str, UUID]:
    """The content each loaded set was loaded from."""
    statement = select(ExternalRef.key, ExternalRef.subject_id).where(
        ExternalRef.system == _SYSTEM, ExternalRef.subject_type == _SUBJECT
    )
    return dict((await connection.execute(statement)).all())


def _outdated(wanted: list[DataSet], loaded: dict[str, UUID]) -> list[DataSet]:
    return [data_set for data_set in wanted if loaded.get(data_set.name) != content_id(data_set.files)]


async def _mark(session: AsyncSession, data_set: DataSet, added: int) -> None:
    """Remember what the set was loaded from, and write its one event."""
    content = content_id(data_set.files)
    mark = await session.scalar(
        select(ExternalRef).where(
            ExternalRef.system == _SYSTEM,
            ExternalRef.subject_type == _SUBJECT,
            ExternalRef.key == data_set.name,
        )
    )
    if mark is None:
        mark = ExternalRef(id=uuid7(), system=_SYSTEM, key=data_set.name, subject_type=_SUBJECT)
        session.add(mark)
    mark.subject_id = content
    record_event(
        session,
        SYSTEM,
        "reference.loaded",
        mark,
        subject_type=_SUBJECT,
        label=data_set.name,
        after={"rows_added": added, "content": str(content)},
    )
    await session.flush()
