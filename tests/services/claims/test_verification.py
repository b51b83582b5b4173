"""What is stored is computed again to the same bytes, whatever tables of rates came in between (invariant 16)."""

from datetime import date

import pytest
from sqlalchemy import text

from models.database import Database
from models.enums import Role
from models.rate_enums import EditionCoverage
from services.claims.verification import verify_claims
from tests.factories.claims import Ground, add_line, bring_to, make_ground, new_claim
from tests.factories.rate_tables import foreign_rows, state_file
from tests.fixtures.api import ClientFor
from tests.services.examples import acting
from tests.services.rates.test_months import put_in_force


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


async def test_invariant_16_tables_of_past_and_future_change_no_computed_claim(
    ground: Ground, database: Database
) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "lodging", 1, "226.50")
    await add_line(ground, claim, "mie", 1, "75.00")
    await bring_to(ground, claim, "submitted")
    async with database.read() as connection:
        before = await connection.execute(text("select computation::text from expenses order by line_number"))
        kept = before.scalars().all()
    rows = [row | {"lodging_usd": "1", "mie_usd": "1", "per_diem_usd": "2"} for row in foreign_rows()]
    async with database.transaction() as session:
        finance = await acting(session, Role.FINANCE_REVIEWER)
        for day in (date(2026, 6, 1), date(2026, 5, 1), date(2026, 7, 1)):
            await put_in_force(session, finance, day, state_file(day, rows), EditionCoverage.WHOLE_TABLE)
    async with database.read() as connection:
        after = await connection.execute(text("select computation::text from expenses order by line_number"))
        assert after.scalars().all() == kept
        verified = await verify_claims(connection)
        assert (verified.lines, verified.differences) == (2, ())


async def test_a_line_that_was_altered_is_found(ground: Ground, database: Database) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "mie", 1, "75.00")
    await bring_to(ground, claim, "submitted")
    async with database.transaction() as session:
        altered = "update expenses set computation = jsonb_set(computation, '{outcome,allowed}', '\"74.00\"')"
        await session.execute(text(altered))
    async with database.read() as connection:
        [difference] = (await verify_claims(connection)).differences
        assert (difference.claim, difference.line_number) == (claim["reference"], 1)
        assert '"allowed":"75.00"' in difference.again
        assert (await verify_claims(connection, "CLM-NONE")).lines == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update per_diem_rates set lodging_usd = 1",
        "delete from mie_breakdowns",
        "update mileage_rates set effective_to = now()",
        "delete from interest_rates",
    ],
)
async def test_invariant_16_rates_on_record_refuse_every_change(database: Database, statement: str) -> None:
    with pytest.raises(Exception, match="append"):
        async with database.transaction() as session:
            await session.execute(text(statement))
