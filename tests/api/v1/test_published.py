"""What everybody may read: valid by the standard's own schema and lists, and silent about what is kept back."""

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree
from sqlalchemy import update

from models.activities import Activity
from models.agencies import Agency
from models.base import PRESENT
from models.claims import Claim, Payment
from models.database import Database
from models.enums import ActivityStatus, ClaimKind, ClaimStatus, Role
from services.clock import FixedClock
from tests.factories.activities import country, make_activity
from tests.factories.claims import make_officer
from tests.factories.users import make_user

STANDARD = Path(__file__).parents[2] / "data" / "iati"
FILE = "/public/iati/activities.xml"
DAYS = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 12)}
S = ActivityStatus
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _after_the_year(clock: FixedClock, database: Database) -> None:
    """What happened until the end of September is published. Records are written in June."""
    database.engine.sync_engine.update_execution_options(
        **{PRESENT: lambda: datetime(2026, 6, 15, tzinfo=UTC)}
    )
    clock.instant = datetime(2026, 12, 15, 12, tzinfo=UTC)


async def _pay(session: Any, activity: Activity, amount: str, on: date, travellers: int = 0) -> None:
    """To the agency, or as much to each of so many of its officers."""
    preparer = await make_user(session, Role.PROGRAM_OFFICER)
    agency = await session.get_one(Agency, activity.agency_id)
    for number in range(max(travellers, 1)):
        officer_id = (await make_officer(session, agency, f"Traveller {number}")).id if travellers else None
        claim = Claim(
            reference=f"CLM-{next(_numbers):06d}",
            kind=ClaimKind.TRAVEL_VOUCHER.value,
            status=ClaimStatus.PAID.value,
            activity_id=activity.id,
            agency_id=activity.agency_id,
            officer_id=officer_id,
            instrument_id=activity.instrument_id,
            obligation_id=activity.obligation_id,
            period_starts_on=DAYS["starts_on"],
            period_ends_on=DAYS["ends_on"],
            prepared_by=preparer.id,
        )
        session.add(claim)
        await session.flush()
        session.add(
            Payment(
                claim_id=claim.id,
                obligation_id=activity.obligation_id,
                amount_usd=Decimal(amount),
                treasury_reference=f"TRS-{claim.reference}",
                paid_on=on,
            )
        )
    await session.flush()


async def _file(client: httpx.AsyncClient) -> Any:
    answer = await client.get(FILE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def _one(file: Any, reference: str) -> Any:
    found = file.xpath("iati-activity[iati-identifier=$id]", id=f"US-GOV-11-INL-{reference}")
    return found[0] if found else None


def _transactions(activity: Any) -> list[tuple[str, str, str]]:
    return [
        (
            each.find("transaction-type").get("code"),
            each.find("transaction-date").get("iso-date"),
            each.findtext("value"),
        )
        for each in activity.findall("transaction")
    ]


def _codes(name: str) -> set[str]:
    return set(etree.parse(STANDARD / f"codelist-{name}.xml").xpath("//codelist-item/code/text()"))


async def test_the_file_is_valid_and_its_codes_are_those_of_the_lists(
    anonymous: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        for status in S:
            activity = await make_activity(
                session, status, title=f"<Ünïcode & 'quotes'> {status} \U0001f693\x0b", **DAYS
            )
            await _pay(session, activity, "1200.50", date(2026, 7, 14))
            await _pay(session, activity, "300", date(2026, 7, 20), travellers=5)
            await _pay(session, activity, "77", date(2026, 8, 20), travellers=1)
        for genc3, entity in (("XKS", "XKS"), ("PER", "XWB"), ("MEX", "XGZ")):
            there = await country(session, genc3)
            there.genc3 = entity
            await make_activity(session, S.CLOSED, country_id=there.id, **DAYS)
        nowhere = await make_activity(session, S.CLOSED, **DAYS)
        nowhere.country_id = None
    file = await _file(anonymous)
    schema = etree.XMLSchema(etree.parse(STANDARD / "iati-activities-schema.xsd"))
    assert schema.validate(file), list(schema.error_log)[:5]
    assert len(file) > 60, "those that were reported in public are among them"
    for path, name in (
        ("//activity-status/@code", "ActivityStatus"),
        ("//activity-date/@type", "ActivityDateType"),
        ("//participating-org/@role", "OrganisationRole"),
        ("//transaction-type/@code", "TransactionType"),
    ):
        used = set(file.xpath(path))
        assert used, name
        assert used <= _codes(name), (name, used)
    assert set(file.xpath("//activity-status/@code")) == {"1", "2", "3", "4", "5", "6"}
    assert {"2", "3", "4"} <= set(file.xpath("//transaction-type/@code"))
    assert {"PS", "XK", "GT"} <= set(file.xpath("//recipient-country/@code"))
    assert all(len(code) == 2 for code in file.xpath("//recipient-country/@code"))
    identifiers = file.xpath("//iati-identifier/text()")
    assert len(set(identifiers)) == len(identifiers)
    today = file.get("generated-datetime")[:10]
    actual = file.xpath("//activity-date[@type='2' or @type='4']/@iso-date")
    assert max([*actual, *file.xpath("//transaction-date/@iso-date")]) <= today


async def test_money_of_an_activity_is_told_by_quarter(
    anonymous: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.CLOSED, **DAYS)
        await _pay(session, activity, "1000.00", date(2026, 7, 14))
        await _pay(session, activity, "500.25", date(2026, 8, 2))
        await _pay(session, activity, "99.00", date(2026, 10, 1))  # not yet published
        await _pay(session, activity, "200", date(2026, 9, 1), travellers=5)
    told = _transactions(_one(await _file(anonymous), activity.reference))
    assert [each for each in told if each[0] != "2"] == [
        ("3", "2026-09-30", "1500.25"),
        ("4", "2026-09-30", "1000.00"),
    ]


async def test_what_is_kept_back_is_not_in_the_file(anonymous: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        secret = await make_activity(
            session, S.CLOSED, title="Kept back", publish_redaction=True, participants_reported=40, **DAYS
        )
        await _pay(session, secret, "9876.54", date(2026, 7, 14), travellers=6)
        beside = await make_activity(
            session,
            S.CLOSED,
            agency_id=secret.agency_id,
            instrument_id=secret.instrument_id,
            obligation_id=secret.obligation_id,
            summary="Not public before",
            venue="Barracks",
            **DAYS,
        )
        later = await make_activity(session, S.PLANNING, **DAYS)
        await session.execute(
            update(Activity)
            .where(Activity.id == later.id)
            .values(starts_on=date(2027, 1, 4), ends_on=None, created_at=datetime(2026, 11, 1, tzinfo=UTC))
        )
    file = await _file(anonymous)
    assert _one(file, secret.reference) is None
    assert _one(file, later.reference) is None
    assert _transactions(_one(file, beside.reference)) == [], "no share of the obligation belongs to it"
    text = etree.tostring(file, encoding="unicode")
    for word in ("Kept back", "9876.54", "Not public before", "Barracks", "Traveller "):
        assert word not in text


async def test_travel_of_few_is_only_told_with_that_of_others(
    anonymous: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        first, second, alone = [await make_activity(session, S.CLOSED, **DAYS) for _ in range(3)]
        await _pay(session, alone, "40", date(2026, 5, 4), travellers=1)
        await _pay(session, first, "100", date(2026, 7, 14), travellers=2)
        await _pay(session, second, "200", date(2026, 8, 14), travellers=3)
    file = await _file(anonymous)
    for activity in (first, second, alone):
        assert not [each for each in _transactions(_one(file, activity.reference)) if each[0] == "4"]
    # One traveller of June waited for those of the next quarter.
    assert _transactions(_one(file, "TRAVEL")) == [("4", "2026-09-30", "840.00")]


async def test_travel_of_few_in_all_is_not_told(anonymous: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.CLOSED, **DAYS)
        await _pay(session, activity, "123.45", date(2026, 7, 14), travellers=4)
    file = await _file(anonymous)
    assert _one(file, "TRAVEL") is None
    assert "123.45" not in etree.tostring(file, encoding="unicode")


async def test_a_cache_is_told_what_it_has(
    anonymous: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    first = await anonymous.get(FILE)
    assert first.headers["cache-control"] == "public, max-age=300"
    assert "Cookie" not in first.headers.get("vary", "")
    plain = await anonymous.get(FILE, headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await anonymous.get(FILE, headers=tag)).status_code == 304
    clock.advance(timedelta(minutes=6))
    assert (await anonymous.get(FILE, headers=tag)).status_code == 304, "made anew, and the same"
    async with database.transaction() as session:
        await make_activity(session, S.CLOSED, title="One more", **DAYS)
    assert (await anonymous.get(FILE, headers=tag)).status_code == 304, "kept for five minutes"
    clock.advance(timedelta(minutes=6))
    changed = await anonymous.get(FILE, headers=tag)
    assert (changed.status_code, "One more" in changed.text) == (200, True)
    head = await anonymous.head(FILE)
    assert (head.status_code, head.headers["etag"], head.content) == (200, changed.headers["etag"], b"")


async def _trained(session: Any, genc3: str, people: int, **values: Any) -> None:
    there = await country(session, genc3)
    await make_activity(
        session, S.CLOSED, country_id=there.id, participants_reported=people, **(DAYS | values)
    )


def _shown(answer: httpx.Response) -> Iterable[tuple[str | None, int | None]]:
    return [(each["code"], each["people"]) for each in answer.json()["groups"]]


async def test_results_for_everybody(anonymous: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        for genc3, people in (("GTM", 20), ("PER", 3), ("MEX", 12)):
            await _trained(session, genc3, people)
        await _trained(session, "COL", 900, publish_redaction=True)
        await _trained(session, "HND", 700, ends_on=date(2026, 10, 2))
    query = {"fiscal_year": 2026}
    found = await anonymous.get("/public/results", params=query)
    assert _shown(found) == [("GTM", 20), (None, 15)], "the few of Peru hide among those of Mexico"
    assert found.json()["total"]["people"] == 35
    assert found.json()["published_until"] == "2026-09-30"
    table = await anonymous.get("/public/results", params=query | {"format": "csv"})
    assert table.text.splitlines()[0].startswith("code,name,rest,people")
    assert [line.split(",")[3] for line in table.text.splitlines()[1:]] == ["20", "15"]
    book = await anonymous.get("/public/results", params=query | {"format": "xlsx"})
    assert book.content.startswith(b"PK")


async def test_years_for_everybody(anonymous: httpx.AsyncClient, database: Database) -> None:
    before = {each["fiscal_year"]: each for each in (await anonymous.get("/public/years")).json()["items"]}
    assert before, "earlier ones are known from public reports"
    assert 2026 not in before
    async with database.transaction() as session:
        await _trained(session, "GTM", 3)
        secret = await make_activity(session, S.CLOSED, publish_redaction=True, **DAYS)
        shown = await make_activity(session, S.CLOSED, participants_reported=None, **DAYS)
        await _pay(session, secret, "5000.00", date(2026, 7, 14))
        await _pay(session, shown, "1000.10", date(2026, 7, 14))
        await _pay(session, shown, "7.00", date(2026, 7, 14), travellers=1)
    table = await anonymous.get("/public/years", params={"format": "csv"})
    heading, latest = table.text.splitlines()[:2]
    assert dict(zip(heading.split(","), latest.split(","), strict=True)) == {
        "fiscal_year": "2026",
        "activities": "2",
        "countries": "1",
        "agencies": "2",
        "people": "",
        "paid": "1000.10",
        "paid_currency": "USD",
    }
