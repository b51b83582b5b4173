import ast
import dataclasses
import inspect
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from models.enums import Modality, MouStatus, OutreachStatus
from services.requests import matching
from services.requests.matching import (
    AgencyFacts,
    Ineligible,
    Interest,
    MouTerms,
    Need,
    Part,
    Ranking,
    Span,
    Weights,
    free_working_days,
    ineligibility,
    rank,
    replay,
    score,
)

WEIGHTS = Weights("2026-1", Decimal(50), Decimal(20), Decimal(20), Decimal(10))
WINDOW = Span(date(2026, 9, 14), date(2026, 9, 25))
ACTIVE = MouTerms(MouStatus.ACTIVE, date(2024, 1, 1), date(2028, 12, 31))
NEED = Need(
    request_id="rfa",
    modality=Modality.OVERSEAS_TRAIN,
    countries={"PAN": "WHA"},
    required=frozenset({"traffic"}),
    desired=frozenset({"crowd_control"}),
    languages=frozenset({"spa"}),
    window=WINDOW,
    headcount=2,
)
A = AgencyFacts("a", (ACTIVE,), {"traffic": 3}, speakers={"spa": 1})
B = AgencyFacts("b", (ACTIVE,), {"traffic": 2, "crowd_control": 2}, speakers={"spa": 2})
C = AgencyFacts("c", (), {"traffic": 3, "crowd_control": 3}, speakers={"spa": 9})
# Four working days of the first week are blocked.
D = AgencyFacts(
    "d",
    (ACTIVE,),
    {"traffic": 3, "crowd_control": 1},
    unavailable=(Span(date(2026, 9, 14), date(2026, 9, 17)),),
)


def _reasons(**changes: object) -> tuple[Ineligible, ...]:
    return ineligibility(NEED, replace(A, **changes))  # type: ignore[arg-type]


def test_worked_example() -> None:
    ranking = rank(NEED, [A, B, C, D], WEIGHTS)
    assert [(c.agency_id, c.rank, c.score and str(c.score.total)) for c in ranking.candidates] == [
        ("b", 1, "76.67"),
        ("a", 2, "70.00"),
        ("d", 3, "62.67"),
        ("c", None, None),
    ]
    assert ranking.candidates[-1].reasons == (Ineligible.NO_ACTIVE_MOU,)


def test_total_is_rounded_once() -> None:
    result = score(NEED, B, WEIGHTS)
    assert [str(part.points) for part in result.parts] == ["33.33", "13.33", "20.00", "10.00"]
    assert result.total == Decimal("76.67") != sum(part.points for part in result.parts)


def test_each_part_is_explained_in_words() -> None:
    assert [part.explanation for part in score(NEED, D, WEIGHTS).parts] == [
        "Required expertise: traffic level 3 of 3: 50.00 of 50 points.",
        "Desired expertise: crowd_control level 1 of 3: 6.67 of 20 points.",
        "Language: 0 of 2 officers speak spa: 0.00 of 20 points.",
        "Availability: 6 of 10 working days free: 6.00 of 10 points.",
    ]


def test_what_is_not_asked_for_is_not_missing() -> None:
    plain = replace(NEED, desired=frozenset(), languages=frozenset())
    result = score(plain, AgencyFacts("z", (ACTIVE,), {"traffic": 3}), WEIGHTS)
    assert result.total == 100
    assert {part.part for part in result.parts} == set(Part)
    assert "none asked for" in result.parts[1].explanation


def test_a_weekend_window_costs_no_availability_points() -> None:
    weekend = replace(NEED, window=Span(date(2026, 9, 19), date(2026, 9, 20)))
    assert score(weekend, A, WEIGHTS).parts[-1].points == 10
    assert ineligibility(weekend, A) == ()


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"mous": ()}, (Ineligible.NO_ACTIVE_MOU,)),
        ({"mous": (replace(ACTIVE, status=MouStatus.SUSPENDED),)}, (Ineligible.NO_ACTIVE_MOU,)),
        (
            {"mous": (replace(ACTIVE, ends_on=date(2026, 9, 24)),)},
            (Ineligible.MOU_ENDS_BEFORE_WINDOW_CLOSES,),
        ),
        ({"mous": (replace(ACTIVE, ends_on=date(2026, 9, 25)),)}, ()),
        ({"mous": (replace(ACTIVE, ends_on=None),)}, ()),
        (
            {"mous": (replace(ACTIVE, effective_on=date(2026, 9, 15)),)},
            (Ineligible.MOU_STARTS_AFTER_WINDOW_OPENS,),
        ),
        ({"mous": (replace(ACTIVE, countries=frozenset({"CRI"})),)}, (Ineligible.OUTSIDE_MOU_PLACES,)),
        ({"mous": (replace(ACTIVE, countries=frozenset({"CRI", "PAN"})),)}, ()),
        ({"mous": (replace(ACTIVE, expertise=frozenset({"gangs"})),)}, (Ineligible.OUTSIDE_MOU_EXPERTISE,)),
        (
            {"mous": (replace(ACTIVE, modalities=frozenset({Modality.STUDY_VISIT})),)},
            (Ineligible.OUTSIDE_MOU_MODALITIES,),
        ),
        ({"mous": (replace(ACTIVE, modalities=frozenset({NEED.modality})),)}, ()),
        ({"levels": {"crowd_control": 3}}, (Ineligible.LACKS_REQUIRED_EXPERTISE,)),
        (
            {"interest": Interest(modalities=frozenset({Modality.STUDY_VISIT}))},
            (Ineligible.OUTSIDE_INTEREST_MODALITIES,),
        ),
        ({"interest": Interest(bureaus=frozenset({"AF"}))}, (Ineligible.OUTSIDE_INTEREST_PLACES,)),
        ({"interest": Interest(bureaus=frozenset({"WHA"}), countries=frozenset({"KEN"}))}, ()),
        ({"interest": Interest(countries=frozenset({"PAN"}))}, ()),
        ({"interest": Interest()}, ()),
        (
            {"interest": Interest(expertise=frozenset({"gangs"}))},
            (Ineligible.OUTSIDE_INTEREST_EXPERTISE,),
        ),
        ({"mous": (replace(ACTIVE, bureaus=frozenset({"WHA"})),)}, ()),
        ({"mous": (replace(ACTIVE, bureaus=frozenset({"AF"})),)}, (Ineligible.OUTSIDE_MOU_PLACES,)),
        ({"officers_left": 1}, (Ineligible.OVER_OFFICER_CAPACITY,)),
        ({"officers_left": 2}, ()),
        ({"days_left": 9}, (Ineligible.OVER_DAY_CAPACITY,)),
        ({"days_left": 10}, ()),
        (
            {"unavailable": (Span(date(2026, 1, 1), date(2026, 12, 31)),)},
            (Ineligible.NO_FREE_WORKING_DAYS,),
        ),
    ],
)
def test_eligibility(changes: dict[str, object], reasons: tuple[Ineligible, ...]) -> None:
    assert _reasons(**changes) == reasons


@pytest.mark.parametrize("status", [status for status in MouStatus if status is not MouStatus.ACTIVE])
def test_invariant_6_nobody_is_eligible_without_an_active_mou(status: MouStatus) -> None:
    assert _reasons(mous=(replace(ACTIVE, status=status),)) == (Ineligible.NO_ACTIVE_MOU,)


def test_all_reasons_are_listed() -> None:
    assert ineligibility(NEED, AgencyFacts("z", officers_left=0, days_left=0)) == (
        Ineligible.NO_ACTIVE_MOU,
        Ineligible.LACKS_REQUIRED_EXPERTISE,
        Ineligible.OVER_OFFICER_CAPACITY,
        Ineligible.OVER_DAY_CAPACITY,
    )


def test_one_mou_must_fit_alone() -> None:
    too_short = replace(ACTIVE, ends_on=date(2026, 9, 1))
    elsewhere = replace(ACTIVE, countries=frozenset({"KEN"}))
    assert _reasons(mous=(too_short, elsewhere)) == (Ineligible.MOU_ENDS_BEFORE_WINDOW_CLOSES,)
    assert _reasons(mous=(too_short, elsewhere, ACTIVE)) == ()


def test_free_days_with_overlapping_and_enclosing_spans() -> None:
    monday_to_wednesday = Span(date(2026, 9, 14), date(2026, 9, 16))
    assert free_working_days(WINDOW, (monday_to_wednesday, Span(date(2026, 9, 10), date(2026, 9, 15)))) == 7
    assert free_working_days(WINDOW, (Span(date(2026, 9, 1), date(2026, 10, 1)),)) == 0
    assert free_working_days(WINDOW, ()) == 10


def test_ties_go_to_whoever_was_asked_longest_ago() -> None:
    asked = datetime(2026, 1, 1, tzinfo=UTC)
    recent = replace(A, agency_id="recent", last_asked_at=asked + timedelta(days=30))
    earlier = replace(A, agency_id="earlier", last_asked_at=asked)
    never = replace(A, agency_id="never", last_asked_at=None)
    order = [c.agency_id for c in rank(NEED, [recent, earlier, never], WEIGHTS).candidates]
    assert order == ["never", "earlier", "recent"]


def test_remaining_ties_are_shuffled_anew_for_each_request() -> None:
    twins = [replace(A, agency_id=f"agency-{number}") for number in range(8)]
    orders = {
        tuple(c.agency_id for c in rank(replace(NEED, request_id=f"rfa-{number}"), twins, WEIGHTS).candidates)
        for number in range(4)
    }
    assert len(orders) == 4


@pytest.mark.parametrize(
    "points", [("50", "20", "20", "11"), ("-10", "50", "50", "10"), ("NaN", "1", "1", "1")]
)
def test_weights_make_one_hundred(points: tuple[str, str, str, str]) -> None:
    with pytest.raises(ValueError, match="100"):
        Weights("bad", *map(Decimal, points))


def test_malformed_inputs_are_refused() -> None:
    with pytest.raises(ValueError, match="one person"):
        replace(NEED, headcount=0)
    with pytest.raises(ValueError, match="required expertise"):
        replace(NEED, required=frozenset())
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2026, 9, 25), date(2026, 9, 14))
    with pytest.raises(ValueError, match="level"):
        replace(A, levels={"traffic": 4})


CODES = st.sampled_from(["traffic", "crowd_control", "gangs"])
spans = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length)),
    st.dates(date(2026, 8, 1), date(2026, 10, 31)),
    st.integers(0, 40),
)
needs = st.builds(
    Need,
    request_id=st.uuids().map(str),
    modality=st.sampled_from(Modality),
    countries=st.just({"PAN": "WHA"}),
    required=st.frozensets(CODES, min_size=1),
    desired=st.frozensets(CODES),
    languages=st.frozensets(st.sampled_from(["spa", "fra"])),
    window=spans,
    headcount=st.integers(1, 5),
)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
facts = st.builds(
    AgencyFacts,
    agency_id=st.uuids().map(str),
    mous=st.just((ACTIVE,)),
    levels=st.dictionaries(CODES, st.integers(1, 3)),
    interest=st.just(Interest()),
    speakers=st.dictionaries(st.sampled_from(["spa", "fra"]), st.integers(0, 9)),
    unavailable=st.lists(spans, max_size=3).map(tuple),
    officers_left=st.none() | st.integers(0, 5),
    days_left=st.none() | st.integers(0, 30),
    last_asked_at=st.none() | instants,
)
fields_of_agencies = st.lists(facts, max_size=6, unique_by=lambda agency: agency.agency_id)


@given(needs, facts)
def test_scores_lie_between_0_and_100(need: Need, agency: AgencyFacts) -> None:
    result = score(need, agency, WEIGHTS)
    assert 0 <= result.total <= 100
    assert all(0 <= part.points <= part.maximum for part in result.parts)
    assert abs(sum(part.points for part in result.parts) - result.total) <= Decimal("0.03")


@given(needs, fields_of_agencies, st.randoms())
def test_order_of_arrival_has_no_influence(need: Need, agencies: list[AgencyFacts], random: object) -> None:
    shuffled = list(agencies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(need, shuffled, WEIGHTS) == rank(need, agencies, WEIGHTS)


@given(needs, fields_of_agencies)
def test_every_agency_is_either_ranked_or_told_why_not(need: Need, agencies: list[AgencyFacts]) -> None:
    candidates = rank(need, agencies, WEIGHTS).candidates
    assert sorted(c.agency_id for c in candidates) == sorted(a.agency_id for a in agencies)
    ranked = [c for c in candidates if c.rank is not None]
    assert [c.rank for c in ranked] == list(range(1, len(ranked) + 1))
    totals = [c.score.total for c in ranked if c.score]
    assert totals == sorted(totals, reverse=True)
    assert all((c.rank is None) == bool(c.reasons) == (c.score is None) for c in candidates)


history = st.lists(
    st.tuples(
        instants,
        st.sampled_from(
            [OutreachStatus.DECLINED, OutreachStatus.NO_RESPONSE, OutreachStatus.WITHDRAWN,
             OutreachStatus.NOT_SELECTED]
        ),
    ),
    max_size=6,
)  # fmt: skip


@given(needs, fields_of_agencies, history, st.sampled_from(OutreachStatus))
def test_invariant_1_past_answers_change_no_ranking(
    need: Need,
    agencies: list[AgencyFacts],
    past: list[tuple[datetime, OutreachStatus]],
    other_answer: OutreachStatus,
) -> None:
    def with_history(answers: list[tuple[datetime, OutreachStatus]]) -> list[AgencyFacts]:
        """Agency facts drawn from a history: only the moment of asking has a place to go."""
        asked = max((at for at, _ in answers), default=None)
        return [replace(agency, last_asked_at=asked) for agency in agencies]

    rewritten = [(at, other_answer) for at, _ in past]
    assert rank(need, with_history(past), WEIGHTS) == rank(need, with_history(rewritten), WEIGHTS)


def _field_names(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def test_invariant_2_matching_cannot_be_given_past_responses() -> None:
    # Every field that describes an agency, spelled out: a new one has to be argued for here.
    assert _field_names(AgencyFacts) == {
        "agency_id", "mous", "levels", "interest", "speakers", "unavailable", "officers_left", "days_left",
        "last_asked_at",
    }  # fmt: skip
    assert _field_names(MouTerms) == {
        "status",
        "effective_on",
        "ends_on",
        "countries",
        "bureaus",
        "expertise",
        "modalities",
    }
    assert _field_names(Interest) == {"modalities", "countries", "bureaus", "expertise"}
    assert _field_names(Weights) == {"version", "required", "desired", "language", "availability"}
    assert set(inspect.signature(score).parameters) == {"need", "agency", "weights"}
    assert set(inspect.signature(rank).parameters) == {"need", "agencies", "weights"}


def test_invariant_2_matching_imports_nothing_of_outreach() -> None:
    imported: set[str] = set()
    names: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(matching))):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
    own = {module for module in imported if module.split(".")[0] in {"services", "models", "schemas"}}
    assert own == {"models.enums", "services.calendar", "services.money"}
    assert not any("outreach" in name.lower() or "activity" in name.lower() for name in names | imported)


@given(needs, fields_of_agencies)
def test_invariant_5_a_stored_ranking_replays_identically(need: Need, agencies: list[AgencyFacts]) -> None:
    adapter = TypeAdapter(Ranking)
    stored = adapter.validate_json(adapter.dump_json(rank(need, agencies, WEIGHTS)))
    assert replay(stored) == stored


def test_invariant_5_an_altered_ranking_shows() -> None:
    ranking = rank(NEED, [A, B, D], WEIGHTS)
    swapped = replace(ranking, candidates=ranking.candidates[::-1])
    assert replay(swapped) != swapped
