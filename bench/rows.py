"""The rows of the data set: invented, the same on every machine, in the shapes that COPY takes.

Amounts are spread as trips cost them; names repeat as place names do. Nobody in here exists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple
from uuid import UUID

from models.enums import (
    ActivityStatus,
    AgencyKind,
    AgencyStatus,
    ClaimKind,
    ClaimStatus,
    ExpenseCategory,
    InstrumentKind,
    Modality,
    MouStatus,
    PaymentRegime,
)

SEED = 20_260_701
LINES_OF_A_CLAIM = 10
EXPERTISE_OF_AN_AGENCY = 5

_EPOCH = datetime(2016, 1, 1, tzinfo=UTC)
_FIRST_DAY, _DAYS = date(2016, 1, 4), 3_800
#: What started by then is over and its claim is paid, but for a few.
_SETTLED = date(2026, 3, 1)
_PERFORMANCE = (date(2015, 10, 1), date(2028, 9, 30))

_STATES = """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO
    MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
"""
_FIRST_PARTS = """
    Ash Bell Birch Black Bridge Brook Cedar Clear Cold Deer Eagle East Elm Fair Fern Glen Gold Grand Green
    Hazel High Iron Jasper Kings Lake Laurel Lime Long Maple Meadow Mill North Oak Orchard Pine Red River Rock
    Rose Salt Sand Silver South Spring Stone Sun Thorn West White Willow
"""
_LAST_PARTS = """
    bend bluff brook burg bury creek dale field ford fork gate grove harbor haven hill hurst land mont mouth
    point pool port ridge shore side ton vale view ville water wood worth
"""
_BODIES = {
    AgencyKind.MUNICIPAL_PD: "Police Department",
    AgencyKind.SHERIFF: "County Sheriff's Office",
    AgencyKind.STATE_POLICE: "State Police Post",
    AgencyKind.FORENSIC_LAB: "Forensic Laboratory",
    AgencyKind.CORRECTIONS: "Department of Corrections",
    AgencyKind.PORT_SECURITY: "Port Authority Police",
}
_KIND_WEIGHTS = (66, 17, 6, 3, 6, 2)
_SUBJECTS = (
    "Crash investigation", "Community policing", "Forensic interviewing", "Evidence handling", "Crime analysis",
    "Border interdiction", "Prison management", "Internal affairs", "Cyber investigation", "Traffic enforcement",
)  # fmt: skip
_FORMS = {
    Modality.OVERSEAS_TRAIN: "course",
    Modality.OVERSEAS_MENTOR: "mentoring",
    Modality.OVERSEAS_ADVISE: "assessment",
    Modality.STUDY_VISIT: "study visit",
    Modality.ILEA_INSTRUCTION: "academy instruction",
}
_CATEGORIES = (
    (ExpenseCategory.LODGING, 9_000, 24_000),
    (ExpenseCategory.MIE, 5_000, 13_000),
    (ExpenseCategory.AIRFARE, 45_000, 210_000),
    (ExpenseCategory.MILEAGE, 800, 12_000),
    (ExpenseCategory.VISA_FEE, 3_000, 16_000),
    (ExpenseCategory.MATERIALS, 1_000, 60_000),
    (ExpenseCategory.SALARY, 20_000, 95_000),
    (ExpenseCategory.OVERTIME, 5_000, 40_000),
    (ExpenseCategory.OTHER, 500, 20_000),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows there are. Countries and areas of expertise stay as many at any scale."""

    agencies: int
    activities: int
    countries: int = 120
    expertise: int = 150

    @classmethod
    def of(cls, scale: float) -> "Sizes":
        return cls(agencies=max(round(18_000 * scale), 200), activities=max(round(100_000 * scale), 500))

    @property
    def partners(self) -> int:
        """Agencies that have a memorandum, an instrument and money."""
        return max(self.agencies // 9, 20)


class Staff(NamedTuple):
    """Four different people, as separation of duties asks."""

    preparer: UUID
    program_officer: UUID
    finance_reviewer: UUID
    certifying_officer: UUID


class Partner(NamedTuple):
    agency_id: UUID
    instrument_id: UUID
    obligation_id: UUID


class Trip(NamedTuple):
    """One activity and its claim."""

    activity_id: UUID
    claim_id: UUID
    partner: Partner
    country_id: UUID
    modality: Modality
    status: ActivityStatus
    claim_status: ClaimStatus
    starts_on: date
    ends_on: date

    @property
    def paid_on(self) -> date | None:
        return self.ends_on + timedelta(days=45) if self.claim_status is ClaimStatus.PAID else None

    @property
    def reviewed(self) -> bool:
        return self.claim_status is ClaimStatus.PAID


def identifiers(table: str) -> Iterator[UUID]:
    """UUIDs of version 7, a millisecond apart."""
    chance = _chance(table)
    milliseconds = int(_EPOCH.timestamp() * 1000)
    while True:
        milliseconds += 1
        value = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
        yield UUID(int=value)


def countries(count: int, taken: set[str], bureau: str) -> Iterator[tuple[object, ...]]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    free = (a + b for a in letters for b in letters if a + b not in taken)
    for number, (id_, code) in enumerate(zip(identifiers("countries"), free, strict=False), 1):
        if number > count:
            return
        name = f"Benchmark country {number:03d}"
        yield id_, f"Z{code}", code, name, name, bureau, 0.0, 0.0


def expertise(count: int) -> Iterator[tuple[object, ...]]:
    for number, id_ in zip(range(1, count + 1), identifiers("expertise"), strict=False):
        yield id_, f"BENCH-{number:03d}", f"Benchmark area {number:03d}", "An area of the benchmark."


def agencies(count: int, partners: int) -> Iterator[tuple[object, ...]]:
    """The first `partners` of them are partners."""
    chance = _chance("agencies")
    states, firsts, lasts = _STATES.split(), _FIRST_PARTS.split(), _LAST_PARTS.split()
    for number, id_ in zip(range(count), identifiers("agencies"), strict=False):
        kind = chance.choices(list(_BODIES), _KIND_WEIGHTS)[0]
        place = chance.choice(firsts) + chance.choice(lasts)
        status = AgencyStatus.PARTNER if number < partners else AgencyStatus.PROSPECT
        sworn = int(chance.paretovariate(0.9) * 6)
        yield (
            id_,
            f"{place} {_BODIES[kind]}",
            kind.value,
            status.value,
            chance.choice(states),
            place,
            f"{chance.choice(firsts)} County",
            f"{chance.randrange(1_000, 99_999):05d}",
            round(chance.uniform(25, 48), 6),
            round(chance.uniform(-124, -67), 6),
            min(sworn, 36_000),
            min(round(sworn * 1.4), 50_000),
            chance.randrange(0, 11),
        )


def oris(rows: Sequence[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        yield f"{row[4]}B{number:06d}", row[0]


def expertise_links(
    agency_ids: Sequence[UUID], expertise_ids: Sequence[UUID]
) -> Iterator[tuple[object, ...]]:
    chance = _chance("agency_expertise")
    ids = identifiers("agency_expertise")
    for agency_id in agency_ids:
        for expertise_id in chance.sample(expertise_ids, EXPERTISE_OF_AN_AGENCY):
            yield next(ids), agency_id, expertise_id, chance.randrange(1, 4)


def mous(partners: Sequence[Partner]) -> Iterator[tuple[object, ...]]:
    for number, (id_, partner) in enumerate(zip(identifiers("mous"), partners, strict=False), 1):
        text = "Benchmark memorandum"
        yield (
            id_,
            f"BENCH-MOU-{number:05d}",
            partner.agency_id,
            text,
            text,
            text,
            MouStatus.ACTIVE.value,
            *(_PERFORMANCE),
        )


def instruments(partners: Sequence[Partner]) -> Iterator[tuple[object, ...]]:
    for number, partner in enumerate(partners, 1):
        yield (
            partner.instrument_id,
            f"BENCH-INS-{number:05d}",
            InstrumentKind.COOPERATIVE_AGREEMENT.value,
            PaymentRegime.ASSISTANCE.value,
            partner.agency_id,
            Decimal("900000000.00"),
            *_PERFORMANCE,
            True,
        )


def obligations(partners: Sequence[Partner], approver: UUID) -> Iterator[tuple[object, ...]]:
    first, last = _PERFORMANCE
    for number, partner in enumerate(partners, 1):
        yield (
            partner.obligation_id,
            f"BENCH-OBL-{number:05d}",
            partner.instrument_id,
            "INCLE",
            first,
            last,
            last + timedelta(days=5 * 365),
            approver,
        )


def trips(count: int, partners: Sequence[Partner], country_ids: Sequence[UUID]) -> list[Trip]:
    chance = _chance("trips")
    made: list[Trip] = []
    for activity_id, claim_id in zip(identifiers("activities"), identifiers("claims"), strict=False):
        if len(made) == count:
            break
        starts_on = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        ends_on = starts_on + timedelta(days=chance.randrange(4, 20))
        if starts_on < _SETTLED:
            status = chance.choices(
                (ActivityStatus.CLOSED, ActivityStatus.COMPLETED, ActivityStatus.CANCELLED), (85, 10, 5)
            )[0]
        else:
            status = chance.choice(
                (ActivityStatus.PLANNING, ActivityStatus.AUTHORIZED, ActivityStatus.ACTIVE)
            )
        settled = status is ActivityStatus.CLOSED
        made.append(
            Trip(
                activity_id,
                claim_id,
                chance.choice(partners),
                chance.choice(country_ids),
                chance.choice(list(_FORMS)),
                status,
                ClaimStatus.PAID if settled else ClaimStatus.DRAFT,
                starts_on,
                ends_on,
            )
        )
    return made


def activities(made: Sequence[Trip]) -> Iterator[tuple[object, ...]]:
    chance = _chance("activities")
    for number, trip in enumerate(made, 1):
        yield (
            trip.activity_id,
            f"ACT-B-{number:06d}",
            f"{chance.choice(_SUBJECTS)} {_FORMS[trip.modality]}",
            trip.status.value,
            trip.modality.value,
            trip.partner.agency_id,
            trip.country_id,
            trip.partner.instrument_id,
            trip.partner.obligation_id,
            trip.starts_on,
            trip.ends_on,
            Decimal(chance.randrange(500_000, 6_000_000)).scaleb(-2),
        )


def claims(made: Sequence[Trip], staff: Staff) -> Iterator[tuple[object, ...]]:
    totals = _claim_totals(len(made))
    for number, (trip, total) in enumerate(zip(made, totals, strict=True), 1):
        submitted = datetime.combine(trip.ends_on, datetime.min.time(), UTC) + timedelta(days=15)
        reviewed = trip.reviewed
        yield (
            trip.claim_id,
            f"CLM-B-{number:06d}",
            ClaimKind.REIMBURSEMENT_REQUEST.value,
            trip.claim_status.value,
            trip.activity_id,
            trip.partner.agency_id,
            trip.partner.instrument_id,
            trip.partner.obligation_id,
            trip.starts_on,
            trip.ends_on,
            staff.preparer,
            submitted if reviewed else None,
            staff.program_officer if reviewed else None,
            staff.finance_reviewer if reviewed else None,
            staff.certifying_officer if reviewed else None,
            total,
            total if reviewed else Decimal(0),
            trip.paid_on,
        )


def expenses(made: Sequence[Trip]) -> Iterator[tuple[object, ...]]:
    ids = identifiers("expenses")
    amounts = _amounts(len(made))
    days = _chance("service days")
    for trip in made:
        paid_on, length = trip.paid_on, (trip.ends_on - trip.starts_on).days
        for line in range(1, LINES_OF_A_CLAIM + 1):
            category, amount = next(amounts)
            yield (
                next(ids),
                trip.claim_id,
                line,
                trip.partner.agency_id,
                trip.activity_id,
                trip.country_id,
                category.value,
                trip.starts_on + timedelta(days=days.randint(0, length)),
                f"{category.value} of the benchmark",
                amount,
                amount,
                True,
                amount if paid_on else None,
                paid_on,
            )


def _amounts(claims_made: int) -> Iterator[tuple[ExpenseCategory, Decimal]]:
    """Category and amount of each line of each claim, in order; as often as asked, the same."""
    chance = _chance("amounts")
    for _ in range(claims_made * LINES_OF_A_CLAIM):
        category, least, most = chance.choice(_CATEGORIES)
        yield category, Decimal(chance.randrange(least, most)).scaleb(-2)


def _claim_totals(claims_made: int) -> Iterator[Decimal]:
    amounts = _amounts(claims_made)
    for _ in range(claims_made):
        yield sum((next(amounts)[1] for _ in range(LINES_OF_A_CLAIM)), Decimal(0))


def _chance(purpose: str) -> Random:
    return Random(f"{SEED} {purpose}")
