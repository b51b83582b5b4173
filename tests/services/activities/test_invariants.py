"""Invariants 6, 7 and 8 of activities (domain brief, section 5), for random circumstances."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, Assignment
from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus, Modality, MouStatus, ReadinessType, Role, VettingStatus
from models.vetting import Unit
from schemas.activities import AttendanceRecord
from schemas.outreach import OutreachCreate
from services.activities.attendance import record_attendance
from services.activities.clock import start_due
from services.activities.progress import authorize, resume
from services.activities.readiness import Duty, PostRules, ReadinessPolicy, Stay, requirements
from services.clock import FixedClock
from services.errors import IllegalTransition, Invalid
from services.workflows.contacting import contact_agency
from tests.factories.activities import ENDS_ON, STARTS_ON, make_activity, make_funding, post_in
from tests.factories.agreements import make_agency, make_mou, make_obligation
from tests.factories.requests import make_officers, make_request, with_expertise
from tests.factories.vetting import list_participant, make_case, make_person
from tests.services.examples import acting, hold_for_all

CLOCK = FixedClock(datetime(2026, 9, 14, 12, tzinfo=UTC))
TODAY = FixedClock(datetime(2026, 7, 1, 12, tzinfo=UTC))
ESTIMATE = Decimal("12000.00")


# -- 6: no outreach without an active memorandum, no go-ahead without a signed instrument and enough money -------


@dataclass(frozen=True)
class Money:
    signed: bool
    obligated: Decimal
    own_obligation: bool
    performance_ends_on: date
    resumed: bool


MONEY = st.builds(
    Money,
    signed=st.booleans(),
    obligated=st.sampled_from([Decimal("0.01"), ESTIMATE - Decimal("0.01"), ESTIMATE, Decimal("50000.00")]),
    own_obligation=st.booleans(),
    performance_ends_on=st.sampled_from([ENDS_ON - timedelta(1), ENDS_ON, ENDS_ON + timedelta(90)]),
    resumed=st.booleans(),
)


async def _go(session: AsyncSession, money: Money) -> None:
    agency = await make_agency(session)
    instrument, obligation = await make_funding(
        session,
        agency,
        str(money.obligated),
        signed_at=datetime(2026, 1, 2, tzinfo=UTC) if money.signed else None,
        performance_ends_on=money.performance_ends_on,
    )
    if not money.own_obligation:
        other, _ = await make_funding(session, agency)
        obligation = await make_obligation(session, other, str(money.obligated))
    activity = await make_activity(
        session,
        ActivityStatus.SUSPENDED if money.resumed else ActivityStatus.READYING,
        agency_id=agency.id,
        instrument_id=instrument.id,
        obligation_id=obligation.id,
        estimate_usd=ESTIMATE,
        concurred_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    staff = await acting(session, Role.PROGRAM_OFFICER)
    try:
        step = resume if money.resumed else authorize
        await step(session, staff, TODAY, activity.id, activity.version)
    except IllegalTransition as refused:
        codes = {problem.code for problem in refused.problems}
        assert codes <= {"instrument_not_signed", "outside_performance", "funds_short"}
    covered = money.own_obligation and money.obligated >= ESTIMATE
    may_go = money.signed and covered and money.performance_ends_on >= ENDS_ON
    gone = activity.status in (ActivityStatus.AUTHORIZED, ActivityStatus.ACTIVE)
    assert gone == may_go


async def test_invariant_06_no_go_ahead_without_signed_instrument_and_sufficient_obligation(
    database: Database,
) -> None:
    await hold_for_all(database, MONEY, _go)


@dataclass(frozen=True)
class Memorandum:
    status: MouStatus
    effective_on: date
    ends_on: date | None


MEMORANDA = st.lists(
    st.builds(
        Memorandum,
        status=st.sampled_from(MouStatus),
        effective_on=st.sampled_from([date(2026, 1, 1), date(2026, 9, 20)]),
        ends_on=st.sampled_from([date(2026, 9, 24), date(2026, 9, 25), None]),
    ),
    max_size=1,
)


async def _ask(session: AsyncSession, memoranda: list[Memorandum]) -> None:
    agency = await make_agency(session)
    for each in memoranda:
        await make_mou(session, agency, each.status, effective_on=each.effective_on, ends_on=each.ends_on)
    await with_expertise(session, agency, TRF_COL=3)
    await make_officers(session, agency, 2, ("es",))
    request = await make_request(session)
    staff = await acting(session, Role.PROGRAM_OFFICER)
    in_force = any(
        each.status is MouStatus.ACTIVE
        and each.effective_on <= STARTS_ON
        and (each.ends_on is None or each.ends_on >= ENDS_ON)
        for each in memoranda
    )
    data = OutreachCreate(request_id=request.id, agency_id=agency.id, chosen_reason="Known to the post")
    reasons: set[str] = set()
    try:
        await contact_agency(session, staff, TODAY, data)
    except IllegalTransition as refused:
        reasons = {problem.code for problem in refused.problems}
    assert (reasons == set()) == in_force
    assert all("mou" in reason for reason in reasons)


async def test_invariant_06_no_outreach_without_a_memorandum_in_force_through_the_window(
    database: Database,
) -> None:
    await hold_for_all(database, MEMORANDA, _ask)


# -- 7: hosting never asks for trainer certification -------------------------------------------------------------

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
STAYS = st.builds(lambda first, days: Stay(first, first + timedelta(days)), DAYS, st.integers(0, 200))
DUTIES = st.builds(
    Duty,
    stay=STAYS,
    modality=st.sampled_from(Modality),
    abroad=st.booleans(),
    post=st.builds(PostRules, st.booleans(), st.booleans(), st.booleans()),
    trainer_certification_asked=st.booleans(),
    contractor=st.booleans(),
    security_training_applies=st.booleans(),
)
POLICIES = st.builds(
    ReadinessPolicy,
    effective_from=st.just(date(2020, 1, 1)),
    fact_from_days=st.integers(1, 200),
    medical_over_days=st.integers(0, 200),
    passport_months_beyond=st.integers(0, 24),
    validity_months=st.just({}),
    open_ended=st.just(frozenset[ReadinessType]()),
)


@given(DUTIES, st.lists(STAYS, max_size=5), POLICIES)
def test_invariant_07_a_study_visit_never_asks_for_trainer_certification(
    duty: Duty, others: list[Stay], policy: ReadinessPolicy
) -> None:
    asked = {each.type for each in requirements(duty, others, policy)}
    visit = replace(duty, modality=Modality.STUDY_VISIT)
    wanted = duty.trainer_certification_asked and duty.modality is not Modality.STUDY_VISIT
    assert (ReadinessType.TRAINER_CERTIFICATION in asked) == wanted
    of_visit = {each.type for each in requirements(visit, others, policy)}
    assert ReadinessType.TRAINER_CERTIFICATION not in of_visit
    assert of_visit == asked - {ReadinessType.TRAINER_CERTIFICATION}


# -- 8: nobody attends without approval of person and unit through the last day ----------------------------------


@dataclass(frozen=True)
class Case:
    status: VettingStatus
    valid_to: date


CASES = st.lists(
    st.builds(
        Case,
        status=st.sampled_from((VettingStatus.APPROVED, VettingStatus.APPROVED, *VettingStatus)),
        # The day before the last is in the middle of the course.
        valid_to=st.sampled_from([ENDS_ON - timedelta(1), ENDS_ON, ENDS_ON + timedelta(200)]),
    ),
    max_size=3,
)
PEOPLE = st.lists(st.tuples(CASES, CASES, st.booleans()), min_size=1, max_size=3)


def _approved(cases: list[Case]) -> bool:
    """The rule once more, in plain words: an approval through the last day that no later case puts in doubt."""
    for position, case in enumerate(cases):
        granted = case.status in (VettingStatus.APPROVED, VettingStatus.EXPIRED)
        doubted = any(
            later.status in (VettingStatus.REJECTED, VettingStatus.SUSPENDED)
            for later in cases[position + 1 :]
        )
        if granted and case.valid_to >= ENDS_ON and not doubted:
            return True
    return False


async def _attend(session: AsyncSession, people: list[tuple[list[Case], list[Case], bool]]) -> None:
    post = await post_in(session)
    activity = await make_activity(session, ActivityStatus.AUTHORIZED)
    cleared = {}
    for of_person, of_unit, has_unit in people:
        person = await make_person(session, post, **({} if has_unit else {"unit_id": None}))
        for case in of_person:
            await make_case(session, post, person, case.status, **_dated(case))
        if has_unit:
            unit = await session.get_one(Unit, person.unit_id)
            for case in of_unit:
                await make_case(session, post, unit, case.status, **_dated(case))
        await list_participant(session, activity, person)
        cleared[person.id] = _approved(of_person) and has_unit and _approved(of_unit)
    started = await start_due(session, CLOCK, 10)
    assert started == (1 if all(cleared.values()) else 0)
    await _record_all(session, activity, post.id, cleared)


def _dated(case: Case) -> dict[str, Any]:
    granted = case.status in (VettingStatus.APPROVED, VettingStatus.EXPIRED)
    return {"valid_to": case.valid_to} if granted else {}


async def _record_all(
    session: AsyncSession, activity: Activity, post_id: Any, cleared: dict[Any, bool]
) -> None:
    """Also when work is going on for other reasons: whoever is not cleared has no day of attendance."""
    if activity.status != ActivityStatus.ACTIVE:
        activity.status = ActivityStatus.ACTIVE.value
        await session.flush()
    embassy = await acting(session, Role.POST, post_id=post_id)
    named = [{"participant_id": person_id, "days": 1} for person_id in cleared]
    data = AttendanceRecord.model_validate({"participants": named})
    try:
        await record_attendance(session, embassy, CLOCK, activity.id, activity.version, data)
        assert all(cleared.values())
    except Invalid as refused:
        faults = {problem.field for problem in refused.problems if problem.code == "not_cleared"}
        expected = [f"participants/{n}" for n, person_id in enumerate(cleared) if not cleared[person_id]]
        assert faults == set(expected) != set()


async def test_invariant_08_nobody_attends_without_approval_of_person_and_unit_through_the_last_day(
    database: Database,
) -> None:
    await hold_for_all(database, PEOPLE, _attend, count=40)


# -- Assignments: nobody is in two places on one day ---------------------------------------------------------------


async def _book(session: AsyncSession, spans: list[tuple[int, int]]) -> None:
    """The database itself refuses exactly the spans that share a day with one it has taken."""
    agency: Agency = await make_agency(session)
    [officer] = await make_officers(session, agency, 1)
    taken: list[tuple[date, date]] = []
    for start, days in spans:
        first = STARTS_ON + timedelta(start)
        last = first + timedelta(days)
        activity = await make_activity(
            session, agency_id=agency.id, starts_on=first, ends_on=last, funded=False
        )
        clash = any(first <= other_last and other_first <= last for other_first, other_last in taken)
        booked = Assignment(activity_id=activity.id, officer_id=officer.id, starts_on=first, ends_on=last)
        refusal = await _written(session, booked)
        assert ("ex_assignments_overlap" in refusal) == clash, refusal
        if not refusal:
            taken.append((first, last))


async def _written(session: AsyncSession, row: Assignment) -> str:
    """Why the database refuses a row; empty when it takes it."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as refused:
        return str(refused)
    return ""


async def test_assignments_of_one_officer_never_share_a_day(database: Database) -> None:
    """Enclosing, enclosed, overlapping and touching spans; days next to each other are free."""
    spans = st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 15)), min_size=2, max_size=8)
    await hold_for_all(database, spans, _book)
