"""Month after month of published tables: the rates in force on each day are what that month's table says."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.enums import Role
from models.rate_editions import RateEdition
from models.rate_enums import EditionCoverage
from models.rates import PerDiemRate
from schemas.rates import EditionTerms
from services.access.policy import Actor
from services.clock import FixedClock
from services.rates.editions import apply_edition, stage_edition
from services.rates.in_force import per_diem_in_force
from services.rates.rules import days_of, mended_season_end
from tests.factories.rate_tables import history_months, history_rows, state_file
from tests.services.examples import acting

CLOCK = FixedClock(datetime(2026, 7, 1, 12, tzinfo=UTC))
Amounts = dict[tuple[str, str], tuple[str, str]]


async def put_in_force(
    session: AsyncSession,
    actor: Actor,
    day: date,
    content: bytes,
    coverage: EditionCoverage = EditionCoverage.WHOLE_TABLE,
) -> RateEdition:
    data = EditionTerms(effective_from=day, coverage=coverage)
    edition_id, _ = await stage_edition(session, actor, CLOCK, f"foreign_{day}.csv", content, data)
    edition = await session.get_one(RateEdition, edition_id)
    await apply_edition(session, actor, CLOCK, edition_id, edition.version)
    await session.flush()
    return edition


def told(rows: list[dict[str, str]], day: date) -> Amounts:
    """What a table says of a day."""
    return {
        (row["country"], row["location"]): (row["lodging_usd"], row["mie_usd"])
        for row in rows
        if f"{day:%m-%d}" in days_of(_season(row))
    }


def _season(row: Mapping[str, str]) -> tuple[str, str]:
    start = row["season_start"]
    return start, mended_season_end(row["country"], row["location"], start, row["season_end"])


async def in_force(session: AsyncSession, day: date) -> Amounts:
    rows = await session.scalars(select(PerDiemRate).where(per_diem_in_force(day)))
    return {
        (row.country_name, row.location): (f"{row.lodging_usd.normalize():f}", f"{row.mie_usd.normalize():f}")
        for row in rows
    }


async def _none_on_record(session: AsyncSession) -> None:
    await session.execute(text("truncate per_diem_rates, rate_editions, rate_edition_rows"))


async def test_forty_months_one_after_the_other_are_the_history(database: Database) -> None:
    months = history_months()
    async with database.transaction() as session:
        await _none_on_record(session)
        finance = await acting(session, Role.FINANCE_REVIEWER)
        for month in months:
            edition = await put_in_force(session, finance, month, state_file(month, history_rows(month)))
            assert edition.error_count == 0
        for month, following in zip(months, [*months[1:], date(2026, 5, 1)], strict=True):
            for day in (month, month + timedelta(days=14), following - timedelta(days=1)):
                assert await in_force(session, day) == told(history_rows(month), day), day


async def test_months_that_come_late_change_only_their_own_days(database: Database) -> None:
    """In an order in which later tables are known before earlier ones."""
    months = [date(2024, month, 1) for month in (1, 7, 4, 2, 10, 12, 3)]
    async with database.transaction() as session:
        await _none_on_record(session)
        finance = await acting(session, Role.FINANCE_REVIEWER)
        for month in months:
            await put_in_force(session, finance, month, state_file(month, history_rows(month)))
        for day in (date(2024, 1, 1) + timedelta(days=number) for number in range(0, 400, 9)):
            table = max(month for month in months if month <= day)
            assert await in_force(session, day) == told(history_rows(table), day), day
