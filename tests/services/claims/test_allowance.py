from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import DisallowCode, ExpenseCategory
from services.claims.allowance import (
    LineAllowance,
    claim_allowance,
    filing_warnings,
    line_allowance,
    needs_evidence,
    submission_problems,
)
from services.claims.lines import (
    AllowancePolicy,
    AtCost,
    Basis,
    BasisMismatch,
    ClaimTerms,
    Distance,
    Goods,
    Hours,
    Line,
    MealsDay,
    Night,
    Share,
)
from services.claims.per_diem import (
    ActualExpense,
    ActualExpenseTooHigh,
    Meal,
    MealsWithoutAllowance,
    MieRate,
    PerDiemPolicy,
    TravelDay,
)

PER_DIEM = PerDiemPolicy(
    effective_from=date(2025, 10, 1),
    reduced_fraction=Decimal("0.75"),
    no_allowance_up_to=timedelta(hours=12),
    full_days_from=timedelta(hours=24),
    table_top=Decimal(265),
    breakfast_share=Decimal("0.15"),
    lunch_share=Decimal("0.25"),
    dinner_share=Decimal("0.40"),
    actual_expense_ceiling=Decimal(3),
)
POLICY = AllowancePolicy(
    effective_from=date(2024, 10, 1),
    receipt_threshold=Decimal("75.00"),
    equipment_threshold=Decimal("10000.00"),
    indirect_without_agreement=Decimal("0.15"),
    filing_working_days=5,
    continuous_days=30,
)
TERMS = ClaimTerms(
    performance_first=date(2026, 1, 1),
    performance_last=date(2026, 12, 31),
    activity_starts_on=date(2026, 6, 1),
    trip_starts_on=date(2026, 6, 1),
    salary_reimbursable=True,
)
R100 = MieRate(Decimal(100), Decimal(15), Decimal(25), Decimal(40), Decimal(20))
CATEGORY_OF = {
    Night: ExpenseCategory.LODGING,
    MealsDay: ExpenseCategory.MIE,
    Distance: ExpenseCategory.MILEAGE,
    Hours: ExpenseCategory.SALARY,
    Share: ExpenseCategory.FRINGE,
    Goods: ExpenseCategory.MATERIALS,
    AtCost: ExpenseCategory.VISA_FEE,
}


def _line(
    claimed: str, basis: Basis, category: ExpenseCategory | None = None, *, day: int = 1, receipt: bool = True
) -> Line:
    return Line(
        f"{category}-{day}",
        category or CATEGORY_OF[type(basis)],
        date(2026, 6, day),
        Decimal(claimed),
        basis,
        receipt,
    )


def _allow(line: Line, terms: ClaimTerms = TERMS) -> LineAllowance:
    return line_allowance(line, terms, POLICY, PER_DIEM)


def _outcome(line: Line, terms: ClaimTerms = TERMS) -> tuple[str, DisallowCode | None]:
    result = _allow(line, terms)
    return str(result.allowed), result.disallow_code


def test_worked_example_of_a_travel_claim() -> None:
    lodging = [
        _line(amount, Night(Decimal(210)), day=day)
        for day, amount in enumerate(["198.00", "198.00", "226.50", "226.50"], start=1)
    ]
    mie = [
        _line("75.00", MealsDay(TravelDay.FIRST, R100), day=1),
        _line("75.00", MealsDay(TravelDay.FULL, R100, frozenset({Meal.LUNCH})), day=2),
        _line("100.00", MealsDay(TravelDay.FULL, R100), day=3),
        _line("20.00", MealsDay(TravelDay.FULL, R100, frozenset(Meal)), day=4),
        _line("75.00", MealsDay(TravelDay.LAST, R100), day=5),
    ]
    mileage = _line("24.65", Distance(Decimal(34), Decimal("0.725")), receipt=False)
    visa = _line("160.00", AtCost())
    result = claim_allowance([*lodging, *mie, mileage, visa], TERMS, POLICY, PER_DIEM)
    parts = result.lines
    assert sum(line.allowed for line in parts[:4]) == Decimal("816.00")
    assert sum(line.disallowed for line in parts[:4]) == Decimal("33.00")
    assert [line.disallow_code for line in parts[:4]] == [
        None,
        None,
        DisallowCode.OVER_MAX,
        DisallowCode.OVER_MAX,
    ]
    assert sum(line.allowed for line in parts[4:9]) == Decimal("345.00")
    assert [str(line.allowed) for line in parts[9:]] == ["24.65", "160.00"]
    assert str(result.allowed) == "1345.65"
    assert str(result.disallowed) == "33.00"
    assert submission_problems([*lodging, *mie, mileage, visa], TERMS, POLICY, date(2026, 6, 8)) == ()


def test_worked_example_of_labour() -> None:
    lines = [
        _line("2096.00", Hours(Decimal(40), Decimal("52.40"), days=5)),
        _line("471.60", Hours(Decimal(6), Decimal("78.60")), ExpenseCategory.OVERTIME),
        _line("660.24", Share(Decimal("2096.00"), Decimal("0.315")), receipt=False),
    ]
    result = claim_allowance(lines, TERMS, POLICY, PER_DIEM)
    assert str(result.allowed) == "3227.84"
    assert result.disallowed == 0


@pytest.mark.parametrize(
    ("line", "allowed", "code"),
    [
        (_line("120.00", MealsDay(TravelDay.FULL, R100)), "100.00", DisallowCode.OVER_RATE),
        (
            _line("100.00", MealsDay(TravelDay.FULL, R100, frozenset({Meal.DINNER}))),
            "60.00",
            DisallowCode.MEAL_FURNISHED,
        ),
        (_line("75.00", MealsDay(TravelDay.NONE, R100)), "0.00", DisallowCode.NOT_PAYABLE),
        (_line("30.00", Distance(Decimal(34), Decimal("0.725"))), "24.65", DisallowCode.OVER_RATE),
        (_line("500.00", Hours(Decimal(8), Decimal("52.40"))), "419.20", DisallowCode.OVER_RATE),
        (_line("700.00", Share(Decimal("2096.00"), Decimal("0.315"))), "660.24", DisallowCode.OVER_RATE),
        (_line("700.00", Share(Decimal("2096.00"), None)), "0.00", DisallowCode.NOT_IN_INSTRUMENT),
        (
            _line("160.00", Share(Decimal("1000.00"), None), ExpenseCategory.INDIRECT),
            "150.00",
            DisallowCode.OVER_RATE,
        ),
        (
            _line("260.00", Share(Decimal("1000.00"), Decimal("0.26")), ExpenseCategory.INDIRECT),
            "260.00",
            None,
        ),
        (_line("200.00", Night(Decimal(150), Decimal("20.00"))), "166.67", DisallowCode.OVER_MAX),
        (_line("150.00", Night(Decimal(0))), "0.00", DisallowCode.OVER_MAX),
        (_line("9999.99", Goods(Decimal(1), Decimal("9999.99"))), "9999.99", None),
        (_line("10000.00", Goods(Decimal(1), Decimal("10000.00"))), "0.00", DisallowCode.NOT_ALLOWABLE),
        (
            _line("10000.00", Goods(Decimal(1), Decimal("10000.00"), True), ExpenseCategory.EQUIPMENT),
            "10000.00",
            None,
        ),
        (_line("25.00", Goods(Decimal(2), Decimal("12.00"))), "24.00", DisallowCode.OVER_RATE),
        (_line("75.00", AtCost(), receipt=False), "75.00", None),
        (_line("75.01", AtCost(), receipt=False), "0.00", DisallowCode.NO_RECEIPT),
        (_line("10.00", Night(Decimal(210)), receipt=False), "0.00", DisallowCode.NO_RECEIPT),
        (
            _line("419.20", Hours(Decimal(8), Decimal("52.40")), receipt=False),
            "0.00",
            DisallowCode.NO_RECEIPT,
        ),
    ],
)
def test_lines(line: Line, allowed: str, code: DisallowCode | None) -> None:
    result = _allow(line)
    assert (f"{result.allowed:.2f}", result.disallow_code) == (allowed, code)


@pytest.mark.parametrize("category", [ExpenseCategory.SALARY, ExpenseCategory.OVERTIME])
def test_labour_is_paid_only_if_the_instrument_says_so(category: ExpenseCategory) -> None:
    terms = replace(TERMS, salary_reimbursable=False)
    line = _line("100.00", Hours(Decimal(2), Decimal(50)), category)
    assert _allow(line, terms).disallow_code is DisallowCode.NOT_IN_INSTRUMENT
    assert _allow(_line("10.00", Share(Decimal(100), Decimal("0.1"))), terms).allowed == 0


def test_receipt_threshold_is_exact() -> None:
    for category in (ExpenseCategory.OTHER, ExpenseCategory.AIRFARE):
        assert not needs_evidence(category, Decimal("75.00"), POLICY)
        assert needs_evidence(category, Decimal("75.01"), POLICY)
    assert needs_evidence(ExpenseCategory.LODGING, Decimal("0.01"), POLICY)
    assert not needs_evidence(ExpenseCategory.MIE, Decimal("100.00"), POLICY)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_outside_the_period_of_performance_nothing_is_payable(day: date) -> None:
    line = replace(_line("20.00", AtCost()), service_on=day)
    assert _allow(line).disallow_code is DisallowCode.OUTSIDE_PERIOD


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_the_ends_of_the_period_count(day: date) -> None:
    assert _allow(replace(_line("20.00", AtCost()), service_on=day)).allowed == 20


def test_actual_expense_raises_the_limits_only_when_approved_before_travel() -> None:
    approval = ActualExpense(date(2026, 5, 20), Decimal("1.5"), Decimal("1.2"))
    approved = replace(TERMS, actual_expense=approval)
    late = replace(TERMS, actual_expense=replace(approval, approved_on=date(2026, 6, 2)))
    night, day = _line("300.00", Night(Decimal(150))), _line("130.00", MealsDay(TravelDay.FULL, R100))
    assert _outcome(night, approved) == ("225.00", DisallowCode.OVER_MAX)
    assert _outcome(night, late) == ("150.00", DisallowCode.OVER_MAX)
    assert _outcome(day, approved) == ("120.00", DisallowCode.OVER_MAX)
    assert _outcome(day, late) == ("100.00", DisallowCode.OVER_RATE)


def test_actual_expense_above_300_percent_is_refused() -> None:
    terms = replace(TERMS, actual_expense=ActualExpense(date(2026, 5, 20), Decimal("3.5")))
    with pytest.raises(ActualExpenseTooHigh):
        _allow(_line("300.00", Night(Decimal(150))), terms)


def test_meals_furnished_on_a_day_without_allowance_are_refused() -> None:
    with pytest.raises(MealsWithoutAllowance):
        _allow(_line("75.00", MealsDay(TravelDay.NONE, R100, frozenset({Meal.LUNCH}))))


def test_explanations_give_rate_rule_and_formula() -> None:
    result = _allow(_line("100.00", MealsDay(TravelDay.FULL, R100, frozenset({Meal.LUNCH}))))
    assert result.rule == "41 CFR 301-11"
    assert result.formula == "max(20, 1 x 100 - 25.00)"
    assert result.explanation == (
        "M&IE for a full day at a rate of 100, less 25.00 for furnished lunch: 100.00 claimed, 75.00 allowed."
    )
    assert _allow(_line("226.50", Night(Decimal(210)))).explanation == (
        "Lodging is paid at cost up to the locality maximum of 210 a night: 226.50 claimed, 210.00 allowed."
    )


def test_all_problems_of_a_claim_are_listed() -> None:
    lines = [
        _line("90.00", AtCost(), receipt=False),
        replace(_line("5.00", AtCost()), service_on=date(2025, 1, 1)),
        _line("5.00", AtCost(), day=20),
        _line("1250.00", Hours(Decimal("24.5"), Decimal(50))),
    ]
    problems = submission_problems(lines, TERMS, POLICY, date(2026, 5, 30))
    assert {problem.code for problem in problems} == {
        "claim_before_activity", "no_receipt", "outside_period", "service_in_future", "hours_over_day",
    }  # fmt: skip


def test_hours_of_one_person_and_day_add_up() -> None:
    morning = replace(_line("800.00", Hours(Decimal(16), Decimal(50))), person_id="p")
    evening = replace(morning, line_id="evening", category=ExpenseCategory.OVERTIME)
    submitted = date(2026, 6, 8)
    problems = submission_problems([morning, evening], TERMS, POLICY, submitted)
    assert [(problem.code, problem.line_id) for problem in problems] == [("hours_over_day", "evening")]
    assert submission_problems([morning, replace(evening, person_id="q")], TERMS, POLICY, submitted) == ()
    whole_day = replace(morning, basis=Hours(Decimal(24), Decimal(50)))
    assert submission_problems([whole_day], TERMS, POLICY, submitted) == ()


def test_filing_late_warns() -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 5)
    assert filing_warnings(first, last, date(2026, 6, 12), POLICY) == ()
    assert "due 2026-06-12" in filing_warnings(first, last, date(2026, 6, 13), POLICY)[0]
    thirty = date(2026, 6, 30)
    assert filing_warnings(first, thirty, thirty, POLICY) == ()
    assert "every 30 days" in filing_warnings(first, date(2026, 7, 1), date(2026, 7, 1), POLICY)[0]


def test_malformed_lines_are_refused() -> None:
    with pytest.raises(BasisMismatch):
        _line("10.00", AtCost(), ExpenseCategory.LODGING)
    for amount in ("-0.01", "NaN", "Infinity"):
        with pytest.raises((ValueError, ArithmeticError)):
            _line(amount, AtCost())
    with pytest.raises(ValueError, match="one day"):
        Hours(Decimal(8), Decimal(50), days=0)


def _amounts(top: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, top, places=2)


payable_days = st.sampled_from([TravelDay.FIRST, TravelDay.FULL, TravelDay.LAST, TravelDay.SHORT])
meal_days = st.builds(MealsDay, payable_days, st.just(R100), st.frozensets(st.sampled_from(Meal)))
nights = st.builds(Night, _amounts(500), st.just(Decimal("0.00")))
bases = st.one_of(
    meal_days,
    st.builds(Night, _amounts(500), _amounts(80)),
    st.builds(Distance, _amounts(900), st.just(Decimal("0.725"))),
    st.builds(Hours, _amounts(24), _amounts(120)),
    st.builds(Share, _amounts(5000), st.none() | st.just(Decimal("0.315"))),
    st.builds(Goods, _amounts(9), _amounts(20000), st.booleans()),
    st.just(AtCost()),
)
days = st.integers(-200, 400).map(lambda offset: date(2026, 6, 1) + timedelta(days=offset))


def _any_line(basis: Basis, claimed: Decimal, day: date, receipt: bool) -> Line:
    return Line("line", CATEGORY_OF[type(basis)], day, claimed, basis, receipt)


lines = st.builds(_any_line, bases, _amounts(30000), days, st.booleans())
terms = st.builds(
    replace,
    st.just(TERMS),
    salary_reimbursable=st.booleans(),
    actual_expense=st.none() | st.just(ActualExpense(date(2026, 5, 1), Decimal(2), Decimal(3))),
)


@given(st.lists(lines, max_size=6), terms)
def test_invariant_9_never_more_allowed_than_claimed(claim: list[Line], under: ClaimTerms) -> None:
    result = claim_allowance(claim, under, POLICY, PER_DIEM)
    assert all(0 <= line.allowed <= line.claimed for line in result.lines)
    assert result.allowed == sum(line.allowed for line in result.lines) <= result.claimed
    assert result.allowed + result.disallowed == result.claimed


@given(lines, terms)
def test_invariant_13_every_disallowed_cent_has_a_code(line: Line, under: ClaimTerms) -> None:
    result = _allow(line, under)
    assert (result.disallow_code is not None) == (result.allowed < result.claimed)
    assert result.allowed == round(result.allowed, 2)
    assert result.explanation.endswith("allowed.")


@given(meal_days, _amounts(500))
def test_invariant_15_mie_never_above_rate_without_approved_actual_expense(
    basis: MealsDay, claimed: Decimal
) -> None:
    assert _allow(_any_line(basis, claimed, date(2026, 6, 1), True)).allowed <= basis.rate.total


@given(nights, _amounts(900))
def test_invariant_15_lodging_never_above_maximum_without_approved_actual_expense(
    basis: Night, claimed: Decimal
) -> None:
    assert _allow(_any_line(basis, claimed, date(2026, 6, 1), True)).allowed <= basis.maximum


@given(lines, terms)
def test_invariant_16_recomputation_on_stored_inputs_is_identical(line: Line, under: ClaimTerms) -> None:
    assert _allow(replace(line), replace(under)) == _allow(line, under)


@given(lines, _amounts(30000))
def test_claiming_more_never_lowers_what_is_allowed(line: Line, more: Decimal) -> None:
    # A dearer room under an unchanged tax does lower the tax share, so taxes are left out.
    basis = replace(line.basis, separate_tax=Decimal(0)) if isinstance(line.basis, Night) else line.basis
    evidenced = replace(line, has_receipt=True, basis=basis)
    raised = replace(evidenced, claimed=evidenced.claimed + more)
    assert _allow(raised).allowed >= _allow(evidenced).allowed
