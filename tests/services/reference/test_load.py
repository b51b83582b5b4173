"""Loading reference data: complete, once, and without undoing what users changed."""

import asyncio
import re
from collections import Counter
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update

from models.academies import Academy
from models.activities import Activity
from models.agencies import Agency, AgencyOri
from models.countries import Bureau, Country, CountryAlias, Post
from models.database import Database
from models.enums import ActivityStatus, AgencyKind, AgencyStatus, MouStatus
from models.events import Event
from models.expertise import Expertise
from models.identity import ExternalRef
from models.mous import Mou
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate
from services.names import fold_name
from services.reference import load as loading
from services.reference.agencies import KINDS, NOT_AGENCIES
from services.reference.files import read_rows
from services.reference.load import DATA_SETS, SetState, load_reference, reference_status
from services.reference.reports import NOT_NAMED

SMALL = {data_set.name for data_set in DATA_SETS if not data_set.large}


@pytest.fixture
async def loaded(database: Database) -> Database:
    await load_reference(database, small=True)
    return database


async def count(database: Database, table: type) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0


async def test_the_small_sets_are_complete(loaded: Database) -> None:
    tables = {
        Bureau: 6,
        Country: 93,
        CountryAlias: 517 + 3,
        Post: 93,
        Expertise: 139,
        Academy: 7,
        Activity: 100,
        PerDiemRate: 1902,
        MieBreakdown: 270,
        MileageRate: 39,
        InterestRate: 12,
        ExchangeRate: 586,
    }
    assert {table: await count(loaded, table) for table in tables} == tables


async def test_all_agencies_are_prospects_by_ori_but_for_the_partners(loaded: Database) -> None:
    report = await load_reference(loaded)
    assert report.added == {"agencies": 23_243 - 27, "per_diem_history": 1886}
    async with loaded.read() as connection:
        agencies = (await connection.execute(select(Agency))).all()
        oris = dict((await connection.execute(select(AgencyOri.ori, AgencyOri.agency_id))).all())
    by_ori = {code: agency for agency in agencies for code in agency.ori_codes}
    assert len(oris) == 23_243
    assert {ori: agency.id for ori, agency in by_ori.items()} == oris
    assert Counter(agency.status for agency in agencies) == {
        AgencyStatus.PARTNER: 29,
        AgencyStatus.PROSPECT: 23_234,
    }
    assert {agency.legal_name for agency in agencies if agency.archived_at} == {
        "Canal Zone",
        "Test Agency Arrestee Segment",
        "Test Agency Offense Segment",
        NOT_NAMED,
    }
    assert by_ori["MA014669E"].legal_name == "Unnamed agency MA014669E"
    assert {agency.state for ori, agency in by_ori.items() if ori.startswith("NB")} == {"NE"}
    anchorage = by_ori["AK0010100"]
    assert (anchorage.legal_name, anchorage.kind, anchorage.state, anchorage.city, anchorage.zip) == (
        "Anchorage Police Department",
        AgencyKind.MUNICIPAL_PD,
        "AK",
        "Anchorage",
        "99507",
    )
    assert (anchorage.employees, anchorage.sworn_officers, anchorage.fbi_type) == (574, None, "City")


async def test_a_second_run_does_nothing(loaded: Database) -> None:
    events = await count(loaded, Event)
    assert (await load_reference(loaded, small=True)).added == {}
    assert await count(loaded, Event) == events


async def test_a_changed_file_adds_only_what_is_missing(loaded: Database) -> None:
    """As after an upgrade: every set is looked at again, and users' work stays."""
    async with loaded.transaction() as session:
        kenya = await session.scalar(select(Country).where(Country.genc2 == "KE"))
        assert kenya is not None
        kenya.name = "Kenya, renamed"
        post = await session.scalar(select(Post).where(Post.country_id == kenya.id))
        assert post is not None
        post.name = "Nairobi"
        await session.execute(
            update(Agency)
            .where(Agency.legal_name == "Texas Department of Public Safety")
            .values(legal_name="DPS")
        )
        await session.execute(update(Activity).where(Activity.reference == "PUB-001").values(title="Haiti"))
        topic = await session.scalar(select(Expertise).where(Expertise.code == "TRF-COL"))
        assert topic is not None
        await session.delete(topic)
        await session.execute(
            update(ExternalRef).where(ExternalRef.system == "reference").values(subject_id=uuid4())
        )
    assert set((await reference_status(loaded)).values()) == {SetState.OUTDATED, SetState.MISSING}
    report = await load_reference(loaded, small=True)
    assert report.added == dict.fromkeys(SMALL, 0) | {"expertise": 1}
    async with loaded.read() as connection:
        names = await connection.scalars(select(Country.name).where(Country.genc2 == "KE"))
        assert list(names) == ["Kenya, renamed"]
        assert (
            await connection.scalar(select(Activity.title).where(Activity.reference == "PUB-001")) == "Haiti"
        )
        assert await connection.scalar(select(func.count()).where(Agency.legal_name == "DPS")) == 1
    assert await count(loaded, Post) == 93


async def test_two_processes_load_once(loaded: Database) -> None:
    async with loaded.transaction() as session:
        await session.execute(text("truncate external_refs, mous, activities, agencies, countries cascade"))
    reports = await asyncio.gather(*(load_reference(loaded, small=True) for _ in range(3)))
    assert Counter(len(report.added) for report in reports) == {len(SMALL): 1, 0: 2}
    assert await count(loaded, Activity) == 100


async def test_a_failed_load_leaves_nothing_behind(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(session: object) -> int:
        raise RuntimeError("disk full")

    async with loaded.transaction() as session:
        await session.execute(text("truncate external_refs, mileage_rates"))
    rest = tuple(
        loading.DataSet(
            data_set.name, data_set.files, broken if data_set.name == "interest_rates" else data_set.load
        )
        for data_set in DATA_SETS
        if not data_set.large
    )
    with monkeypatch.context() as patched:
        patched.setattr(loading, "DATA_SETS", rest)
        with pytest.raises(RuntimeError, match="disk full"):
            await load_reference(loaded)
    assert await count(loaded, MileageRate) == 0
    assert await count(loaded, ExternalRef) == 0


async def test_the_load_is_in_the_event_log(loaded: Database) -> None:
    async with loaded.read() as connection:
        rows = await connection.execute(
            select(Event.subject_label, Event.actor_name).where(Event.action == "reference.loaded")
        )
        assert Counter(rows.all()) == {(name, "System"): 1 for name in SMALL}


async def test_countries_carry_genc_codes_and_the_seeds_names(loaded: Database) -> None:
    async with loaded.read() as connection:
        rows = (await connection.execute(select(Country))).all()
    by_code = {row.genc2: row for row in rows}
    assert by_code["XK"].genc3 == "XKS"
    assert {row.genc3 for row in rows} >= {"MMR", "CPV", "KNA", "COD", "BIH", "MKD", "PSE"}
    assert (by_code["CI"].name, by_code["CI"].seed_name) == ("Côte d'Ivoire", "Cote D'Ivoire")
    assert Counter(row.bureau for row in rows) == {
        "AF": 26,
        "EAP": 9,
        "EUR": 12,
        "NEA": 8,
        "SCA": 11,
        "WHA": 27,
    }
    assert "XGZ" in by_code["PS"].alias_text


async def test_every_alias_means_one_country_or_says_that_it_does_not(loaded: Database) -> None:
    async with loaded.read() as connection:
        aliases = (await connection.execute(select(CountryAlias))).all()
        partners = dict((await connection.execute(select(Country.genc2, Country.id))).all())
    by_name = {alias.folded: alias for alias in aliases}
    assert len(by_name) == len(aliases)
    assert all(alias.folded == fold_name(alias.alias) for alias in aliases)
    assert {alias.alias for alias in aliases if alias.alpha2 is None} == {
        "Congo",
        "Korea",
        "Serbia and Montenegro",
    }
    assert all(alias.country_id == partners.get(alias.alpha2) for alias in aliases)
    for name, code in {
        "DRC": "CD",
        "Côte d’Ivoire": "CI",
        "XWB": "PS",
        "Burma": "MM",
        "Macedonia": "MK",
    }.items():
        assert by_name[fold_name(name)].alpha2 == code
    argentina = by_name["argentina"]
    assert (argentina.alpha2, argentina.country_id) == ("AR", None)


async def test_topics_lie_in_areas(loaded: Database) -> None:
    async with loaded.read() as connection:
        rows = {row.id: row for row in await connection.execute(select(Expertise))}
    areas = [row for row in rows.values() if row.parent_id is None]
    assert len(areas) == 19
    parents = {row.code: rows[row.parent_id].code for row in rows.values() if row.parent_id}
    assert (parents["TRF-COL"], parents["POM-CRO"]) == ("TRF", "POM")
    assert {parents[code] == code.partition("-")[0] for code in parents} == {True}


async def test_partners_are_known_by_ori_and_their_memoranda_are_drafts(loaded: Database) -> None:
    async with loaded.read() as connection:
        partners = {
            row.legal_name: row
            for row in await connection.execute(select(Agency).where(Agency.status == AgencyStatus.PARTNER))
        }
        mous = (await connection.execute(select(Mou.number, Mou.status, Mou.effective_on, Mou.purpose))).all()
    assert len(partners) == 29
    assert partners["Miami-Dade Police Department"].ori_codes == ["FL0130000"]
    assert partners["Miami-Dade Schools Police Department"].ori_codes == ["FL0133700"]
    assert partners["Texas Department of Public Safety"].ori_codes == []
    assert {mou.status for mou in mous} == {MouStatus.DRAFT}
    assert len(mous) == 11
    # A date is taken over only where the source gives the day.
    assert sum(mou.effective_on is not None for mou in mous) == 8
    assert all("Source: " in mou.purpose for mou in mous)


async def test_public_activities_keep_their_sources_and_open_ends(loaded: Database) -> None:
    async with loaded.read() as connection:
        rows = {row.reference: row for row in await connection.execute(select(Activity))}
        agencies = dict((await connection.execute(select(Agency.id, Agency.legal_name))).all())
    assert Counter(row.status for row in rows.values()) == {
        ActivityStatus.CLOSED: 90,
        ActivityStatus.ACTIVE: 6,
        ActivityStatus.PLANNING: 3,
        ActivityStatus.CANCELLED: 1,
    }
    reno = rows["PUB-038"]
    assert (agencies[reno.agency_id], reno.status) == ("Reno Police Department", ActivityStatus.CANCELLED)
    assert "city council" in reno.cancel_reason
    assert all(row.source_address.startswith("http") for row in rows.values())
    assert sum(row.country_id is None for row in rows.values()) == 2
    assert agencies[rows["PUB-083"].agency_id] == NOT_NAMED
    assert "ILEA Gaborone (instructors not named)" in rows["PUB-083"].summary
    assert rows["PUB-088"].venue == "ILEA San Salvador"


def test_every_type_of_agency_has_a_kind() -> None:
    types = {
        row[column]
        for file, column in (
            ("agencies.csv.gz", "agency_type"),
            ("partners.csv", "partner_type"),
            ("reported_agencies.csv", "agency_type"),
        )
        for row in read_rows(file)
    }
    assert types <= KINDS.keys()


def test_the_agencies_file_has_each_ori_once() -> None:
    oris = [row["ori"] for row in read_rows("agencies.csv.gz")]
    assert len(oris) == len(set(oris)) == 23_243
    assert all(re.fullmatch("[A-Z0-9]{9}", ori) for ori in oris)
    assert set(oris) >= NOT_AGENCIES


async def test_the_mileage_rate_of_2026_is_there_and_gaps_stay_gaps(loaded: Database) -> None:
    statement = text(
        "select usd_per_mile from mileage_rates where mode = 'automobile'"
        " and cast(:day as text)::date between effective_from and coalesce(effective_to, 'infinity')"
    )
    async with loaded.read() as connection:
        found = {
            day: list(await connection.scalars(statement, {"day": day}))
            for day in ("2009-06-01", "2012-06-01", "2018-12-31", "2022-06-01", "2025-06-05", "2026-06-05")
        }
    assert found == {
        "2009-06-01": [Decimal("0.5500")],
        "2012-06-01": [],
        "2018-12-31": [Decimal("0.5450")],
        "2022-06-01": [],
        "2025-06-05": [Decimal("0.7000")],
        "2026-06-05": [Decimal("0.7250")],
    }


async def test_the_interest_rates_are_the_published_ones_and_half_years_that_are_not_known_have_none(
    loaded: Database,
) -> None:
    columns = (InterestRate.percent, InterestRate.effective_from, InterestRate.effective_to)
    async with loaded.read() as connection:
        rows = (await connection.execute(select(*columns).order_by(InterestRate.effective_from))).all()
    assert [(percent, first.isoformat(), last.isoformat()) for percent, first, last in rows] == [
        (Decimal("2.625"), "2018-01-01", "2018-06-30"),
        (Decimal("3.500"), "2018-07-01", "2018-12-31"),
        (Decimal("3.625"), "2019-01-01", "2019-06-30"),
        (Decimal("2.625"), "2019-07-01", "2019-12-31"),
        (Decimal("2.125"), "2020-01-01", "2020-06-30"),
        (Decimal("0.875"), "2021-01-01", "2021-06-30"),
        (Decimal("1.125"), "2021-07-01", "2021-12-31"),
        (Decimal("4.875"), "2023-07-01", "2023-12-31"),
        (Decimal("4.875"), "2024-07-01", "2024-12-31"),
        (Decimal("4.625"), "2025-01-01", "2025-06-30"),
        (Decimal("4.125"), "2026-01-01", "2026-06-30"),
        (Decimal("4.750"), "2026-07-01", "2026-12-31"),
    ]
