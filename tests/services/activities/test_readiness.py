from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Modality, ReadinessType
from services.activities.readiness import (
    Duty,
    Item,
    PostRules,
    ReadinessPolicy,
    Standing,
    Stay,
    Waiver,
    assess,
    most_days_in_calendar_year,
    most_days_in_twelve_months,
    ready,
    requirements,
)

POLICY = ReadinessPolicy(
    effective_from=date(2026, 1, 1),
    fact_from_days=90,
    medical_over_days=60,
    passport_months_beyond=6,
    validity_months={
        ReadinessType.PREDEPLOYMENT_TRAINING: 24,
        ReadinessType.FACT: 72,
        ReadinessType.CTAT: 72,
    },
    open_ended=frozenset({ReadinessType.COUNTRY_CLEARANCE, ReadinessType.TRAINER_CERTIFICATION}),
)
STAY = Stay(date(2026, 9, 14), date(2026, 9, 25))
DUTY = Duty(STAY, Modality.OVERSEAS_TRAIN, abroad=True, post=PostRules(visa_needed=True))
COMPLETE = (
    Item(ReadinessType.PREDEPLOYMENT_TRAINING, date(2025, 1, 10)),
    Item(ReadinessType.CTAT, date(2022, 5, 1)),
    Item(ReadinessType.COUNTRY_CLEARANCE, date(2026, 9, 1)),
    Item(ReadinessType.PASSPORT, date(2020, 1, 1), date(2030, 1, 1)),
    Item(ReadinessType.VISA, date(2026, 8, 1), date(2026, 12, 31)),
)


def _stay(first: date, days: int) -> Stay:
    return Stay(first, first + timedelta(days=days - 1))


def _types(duty: Duty, others: tuple[Stay, ...] = ()) -> set[ReadinessType]:
    return {requirement.type for requirement in requirements(duty, others, POLICY)}


def _standing(item: Item, duty: Duty = DUTY) -> Standing:
    (finding,) = (
        each
        for each in assess(requirements(duty, (), POLICY), (item,), duty, POLICY)
        if each.requirement.type is item.type
    )
    return finding.standing


def test_a_short_trip_abroad() -> None:
    assert _types(DUTY) == {
        ReadinessType.PREDEPLOYMENT_TRAINING, ReadinessType.CTAT, ReadinessType.COUNTRY_CLEARANCE,
        ReadinessType.PASSPORT, ReadinessType.VISA,
    }  # fmt: skip
    findings = assess(requirements(DUTY, (), POLICY), COMPLETE, DUTY, POLICY)
    assert ready(findings)
    assert {finding.standing for finding in findings} == {Standing.MET}


def test_each_missing_item_blocks_and_says_why() -> None:
    for left_out in COMPLETE:
        items = [item for item in COMPLETE if item is not left_out]
        findings = assess(requirements(DUTY, (), POLICY), items, DUTY, POLICY)
        assert not ready(findings)
        (missing,) = (finding for finding in findings if finding.standing is Standing.MISSING)
        assert missing.requirement.type is left_out.type
        assert missing.requirement.reason in missing.message


@pytest.mark.parametrize(("days", "fact"), [(89, False), (90, True)])
def test_fact_from_ninety_days(days: int, fact: bool) -> None:
    duty = replace(DUTY, stay=_stay(date(2026, 2, 1), days))
    assert (ReadinessType.FACT in _types(duty)) is fact
    assert (ReadinessType.CTAT in _types(duty)) is not fact


def test_days_abroad_are_counted_across_assignments_before_and_after() -> None:
    before, after = _stay(date(2025, 10, 1), 50), _stay(date(2027, 3, 1), 70)
    assert most_days_in_twelve_months(STAY, ()) == 12
    assert most_days_in_twelve_months(STAY, (before,)) == 62
    assert most_days_in_twelve_months(STAY, (after,)) == 82
    # No twelve months hold all three.
    assert most_days_in_twelve_months(STAY, (before, after)) == 82


def test_long_ago_and_far_ahead_do_not_count() -> None:
    long_ago, far_ahead = _stay(date(2022, 1, 1), 200), _stay(date(2029, 1, 1), 200)
    assert most_days_in_twelve_months(STAY, (long_ago, far_ahead)) == 12


def test_a_day_in_two_assignments_counts_once() -> None:
    assert most_days_in_twelve_months(STAY, (STAY, Stay(date(2026, 9, 20), date(2026, 9, 30)))) == 17


def test_twelve_months_are_a_year_and_no_day_more() -> None:
    stay = _stay(date(2026, 3, 1), 1)
    assert most_days_in_twelve_months(stay, (_stay(date(2027, 2, 28), 1),)) == 2
    assert most_days_in_twelve_months(stay, (_stay(date(2027, 3, 1), 1),)) == 1


def test_security_training_is_left_out_by_a_recorded_determination() -> None:
    assert not _types(replace(DUTY, security_training_applies=False)) & {
        ReadinessType.FACT,
        ReadinessType.CTAT,
    }


@pytest.mark.parametrize(("days", "needed"), [(60, False), (61, True)])
def test_medical_clearance_above_sixty_days_in_the_year(days: int, needed: bool) -> None:
    duty = replace(DUTY, stay=_stay(date(2026, 2, 1), days))
    assert (ReadinessType.MEDICAL_CLEARANCE in _types(duty)) is needed


def test_medical_days_are_counted_by_calendar_year() -> None:
    across = Stay(date(2026, 11, 15), date(2027, 1, 20))
    assert most_days_in_calendar_year(across, ()) == 47
    assert most_days_in_calendar_year(across, (_stay(date(2027, 6, 1), 50),)) == 70
    assert ReadinessType.MEDICAL_CLEARANCE not in _types(replace(DUTY, stay=across))
    always = replace(DUTY, post=PostRules(visa_needed=False, medical_always=True))
    assert ReadinessType.MEDICAL_CLEARANCE in _types(always)


def test_spot_is_for_contractors_where_the_post_asks() -> None:
    post = PostRules(visa_needed=False, spot_for_contractors=True)
    assert ReadinessType.SPOT not in _types(replace(DUTY, post=post))
    assert ReadinessType.SPOT in _types(replace(DUTY, post=post, contractor=True))
    assert ReadinessType.SPOT not in _types(replace(DUTY, contractor=True))
    assert ReadinessType.VISA not in _types(replace(DUTY, post=post))


@pytest.mark.parametrize("abroad", [True, False])
def test_invariant_7_a_study_visit_never_asks_for_trainer_certification(abroad: bool) -> None:
    asked = replace(DUTY, trainer_certification_asked=True, abroad=abroad)
    for modality in Modality:
        needed = ReadinessType.TRAINER_CERTIFICATION in _types(replace(asked, modality=modality))
        assert needed is (modality is not Modality.STUDY_VISIT)


def test_hosting_at_home_asks_for_nothing() -> None:
    assert _types(replace(DUTY, modality=Modality.STUDY_VISIT, abroad=False)) == set()


@pytest.mark.parametrize(
    ("item", "standing"),
    [
        (Item(ReadinessType.VISA, date(2026, 9, 14), date(2026, 9, 25)), Standing.MET),
        (Item(ReadinessType.VISA, date(2026, 9, 15), date(2026, 12, 31)), Standing.ISSUED_TOO_LATE),
        (Item(ReadinessType.VISA, date(2026, 9, 1), date(2026, 9, 24)), Standing.EXPIRES_TOO_EARLY),
        (Item(ReadinessType.VISA, date(2026, 9, 1)), Standing.EXPIRY_UNKNOWN),
        (Item(ReadinessType.VISA, None, date(2026, 12, 31)), Standing.MISSING),
        (Item(ReadinessType.COUNTRY_CLEARANCE, date(2026, 9, 1)), Standing.MET),
        (
            Item(ReadinessType.COUNTRY_CLEARANCE, date(2026, 9, 1), date(2026, 9, 24)),
            Standing.EXPIRES_TOO_EARLY,
        ),
        (Item(ReadinessType.PASSPORT, date(2020, 1, 1), date(2027, 3, 25)), Standing.MET),
        (Item(ReadinessType.PASSPORT, date(2020, 1, 1), date(2027, 3, 24)), Standing.EXPIRES_TOO_EARLY),
        (Item(ReadinessType.PREDEPLOYMENT_TRAINING, date(2024, 9, 25)), Standing.MET),
        (Item(ReadinessType.PREDEPLOYMENT_TRAINING, date(2024, 9, 24)), Standing.EXPIRES_TOO_EARLY),
        (
            Item(ReadinessType.PREDEPLOYMENT_TRAINING, date(2024, 1, 1), date(2030, 1, 1)),
            Standing.EXPIRES_TOO_EARLY,
        ),
        (
            Item(ReadinessType.PREDEPLOYMENT_TRAINING, date(2026, 1, 1), date(2026, 9, 1)),
            Standing.EXPIRES_TOO_EARLY,
        ),
        (Item(ReadinessType.CTAT, date(2020, 9, 25)), Standing.MET),
        (Item(ReadinessType.CTAT, waiver=Waiver("Programme officer", date(2026, 9, 25))), Standing.WAIVED),
        (
            Item(ReadinessType.CTAT, waiver=Waiver("Programme officer", date(2026, 9, 24))),
            Standing.WAIVER_ENDS_TOO_EARLY,
        ),
    ],
)
def test_validity(item: Item, standing: Standing) -> None:
    assert _standing(item) is standing
    assert standing.passes is (standing in {Standing.MET, Standing.WAIVED})


def test_the_best_item_counts() -> None:
    needed = requirements(DUTY, (), POLICY)
    expired = Item(ReadinessType.VISA, date(2020, 1, 1), date(2021, 1, 1))
    assert ready(assess(needed, (expired, *COMPLETE), DUTY, POLICY))


def test_fact_serves_where_ctat_is_asked_for_but_not_the_other_way_round() -> None:
    fact = Item(ReadinessType.FACT, date(2022, 5, 1))
    with_fact = [item for item in COMPLETE if item.type is not ReadinessType.CTAT] + [fact]
    assert ready(assess(requirements(DUTY, (), POLICY), with_fact, DUTY, POLICY))
    long = replace(DUTY, stay=_stay(date(2026, 9, 14), 100))
    findings = assess(requirements(long, (), POLICY), COMPLETE, long, POLICY)
    assert Standing.MISSING in {f.standing for f in findings if f.requirement.type is ReadinessType.FACT}


def test_a_stay_must_run_forwards() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Stay(date(2026, 9, 2), date(2026, 9, 1))


stays = st.builds(_stay, st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 200))


@given(stays, st.lists(stays, max_size=4))
def test_counted_days_lie_between_the_stay_and_a_year(stay: Stay, others: list[Stay]) -> None:
    days = most_days_in_twelve_months(stay, others)
    own = (stay.last - stay.first).days + 1
    assert own <= days <= 366
    assert most_days_in_twelve_months(stay, others[1:]) <= days


@given(stays, stays, st.dates(date(2023, 1, 1), date(2029, 12, 31)))
def test_no_window_of_a_year_holds_more_than_was_counted(stay: Stay, other: Stay, opens: date) -> None:
    window = {opens + timedelta(days=day) for day in range(365)}
    abroad = {
        each.first + timedelta(days=day)
        for each in (stay, other)
        for day in range((each.last - each.first).days + 1)
    }
    if window & {stay.first + timedelta(days=day) for day in range((stay.last - stay.first).days + 1)}:
        assert len(window & abroad) <= most_days_in_twelve_months(stay, (other,))
