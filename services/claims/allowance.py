"""What of a claim is payable, line by line, with the reason for every cent that is not.

Sources: lodging and M&IE 41 CFR 301-11; mileage 41 CFR 301-10; receipts and filing 41 CFR 301-52.1; labour and
fringe 2 CFR 200.430-431; equipment and indirect costs 2 CFR 200.1 and 200.414. Amounts are US dollars.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from models.enums import DisallowCode, ExpenseCategory, TravelDay
from services.calendar import add_working_days, days_between
from services.claims.lines import (
    ZERO,
    AllowancePolicy,
    AtCost,
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
    PerDiemPolicy,
    lodging_allowed,
    lodging_limit,
    mie_for_day,
)
from services.money import cents

HOURS_IN_DAY = 24
LABOUR = frozenset({ExpenseCategory.SALARY, ExpenseCategory.OVERTIME, ExpenseCategory.FRINGE})
# Lodging always needs a receipt, hours a record of work; allowances and computed shares have nothing to show.
ALWAYS_EVIDENCED = frozenset({ExpenseCategory.LODGING, ExpenseCategory.SALARY, ExpenseCategory.OVERTIME})
NEVER_EVIDENCED = frozenset(
    {ExpenseCategory.MIE, ExpenseCategory.MILEAGE, ExpenseCategory.FRINGE, ExpenseCategory.INDIRECT}
)


@dataclass(frozen=True, slots=True)
class LineAllowance:
    """The outcome for a line: 0 <= allowed <= claimed, a code whenever they differ, and why in words."""

    line_id: str
    claimed: Decimal
    allowed: Decimal
    disallow_code: DisallowCode | None
    rule: str
    formula: str
    explanation: str

    @property
    def disallowed(self) -> Decimal:
        return self.claimed - self.allowed


@dataclass(frozen=True, slots=True)
class ClaimAllowance:
    """All lines of a claim and their sums."""

    lines: tuple[LineAllowance, ...]
    claimed: Decimal
    allowed: Decimal
    disallowed: Decimal


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a claim cannot be submitted as it stands; `line_id` None for the claim as a whole."""

    code: str
    message: str
    line_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Limit:
    """The most a line can be paid, and the code for what exceeds it."""

    amount: Decimal
    code: DisallowCode
    rule: str
    formula: str
    reason: str


def needs_evidence(category: ExpenseCategory, claimed: Decimal, policy: AllowancePolicy) -> bool:
    """Whether a line needs a receipt (or time record): all lodging and hours, other items above the threshold."""
    if category in ALWAYS_EVIDENCED:
        return True
    return category not in NEVER_EVIDENCED and claimed > policy.receipt_threshold


def _night(line: Line, basis: Night, terms: ClaimTerms, per_diem: PerDiemPolicy) -> _Limit:
    approval = _approval(terms, per_diem)
    limit = lodging_limit(basis.maximum, approval.lodging_multiple) if approval else basis.maximum
    room = line.claimed - basis.separate_tax
    ceiling = lodging_allowed(max(room, ZERO), limit, basis.separate_tax)
    approved = f", raised to {limit} by the approval of {approval.approved_on}" if approval else ""
    tax = f" plus tax of {basis.separate_tax} in proportion" if basis.separate_tax else ""
    return _Limit(
        ceiling,
        DisallowCode.OVER_MAX,
        "41 CFR 301-11",
        f"min({room}, {limit}){tax}",
        f"Lodging is paid at cost up to the locality maximum of {basis.maximum} a night{approved}",
    )


def _meals(line: Line, basis: MealsDay, terms: ClaimTerms, per_diem: PerDiemPolicy) -> _Limit:
    day = mie_for_day(line.service_on, basis.day, basis.rate, basis.furnished, per_diem)
    rate, fraction = basis.rate, per_diem.fraction(basis.day)
    if basis.day is TravelDay.NONE:
        return _Limit(
            ZERO, DisallowCode.NOT_PAYABLE, "41 CFR 301-11", "0", "A trip this short carries no M&IE"
        )
    formula = f"max({rate.incidentals}, {fraction} x {rate.total} - {day.deducted})"
    reason = f"M&IE for a {basis.day} day at a rate of {rate.total}"
    if day.deducted:
        reason += f", less {day.deducted} for furnished {', '.join(sorted(basis.furnished))}"
    approval = _approval(terms, per_diem)
    if approval and approval.mie_multiple > 1:
        raised = cents(rate.total * approval.mie_multiple) - day.deducted
        return _Limit(
            max(day.allowed, raised),
            DisallowCode.OVER_MAX,
            "41 CFR 301-11",
            f"{approval.mie_multiple} x {rate.total} - {day.deducted}",
            f"{reason}, actual expense approved on {approval.approved_on}",
        )
    caused_by_meals = day.deducted > 0 and line.claimed <= cents(fraction * rate.total)
    code = DisallowCode.MEAL_FURNISHED if caused_by_meals else DisallowCode.OVER_RATE
    return _Limit(day.allowed, code, "41 CFR 301-11", formula, reason)


def _approval(terms: ClaimTerms, per_diem: PerDiemPolicy) -> ActualExpense | None:
    approval = terms.actual_expense
    if approval is None or not approval.given_before(terms.trip_starts_on):
        return None
    return approval.checked(per_diem)


def _distance(basis: Distance) -> _Limit:
    return _Limit(
        cents(basis.miles * basis.rate),
        DisallowCode.OVER_RATE,
        "41 CFR 301-10",
        f"{basis.miles} x {basis.rate}",
        f"{basis.miles} miles at {basis.rate} a mile",
    )


def _hours(basis: Hours) -> _Limit:
    return _Limit(
        cents(basis.hours * basis.rate),
        DisallowCode.OVER_RATE,
        "2 CFR 200.430",
        f"{basis.hours} x {basis.rate}",
        f"{basis.hours} hours at {basis.rate} an hour",
    )


def _share(line: Line, basis: Share, policy: AllowancePolicy) -> _Limit:
    if line.category is ExpenseCategory.FRINGE:
        if basis.rate is None:
            return _Limit(
                ZERO, DisallowCode.NOT_IN_INSTRUMENT, "2 CFR 200.431", "0", "No fringe rate was agreed"
            )
        rate, rule, what = basis.rate, "2 CFR 200.431", "Fringe at the agreed rate"
    else:
        rate = policy.indirect_without_agreement if basis.rate is None else basis.rate
        rule = "2 CFR 200.414"
        what = (
            "Indirect costs, no rate negotiated,"
            if basis.rate is None
            else "Indirect costs at the agreed rate"
        )
    percent = f"{(rate * 100).normalize():f} percent"
    return _Limit(
        cents(basis.base * rate),
        DisallowCode.OVER_RATE,
        rule,
        f"{rate} x {basis.base}",
        f"{what}: {percent} of {basis.base}",
    )


def _goods(basis: Goods, policy: AllowancePolicy) -> _Limit:
    cost, rule = cents(basis.quantity * basis.unit_cost), "2 CFR 200.1"
    formula = f"{basis.quantity} x {basis.unit_cost}"
    if basis.unit_cost < policy.equipment_threshold:
        return _Limit(cost, DisallowCode.OVER_RATE, rule, formula, f"Supplies at {basis.unit_cost} each")
    reason = f"A unit cost of {policy.equipment_threshold} or more makes this equipment"
    if not basis.prior_approval:
        return _Limit(
            ZERO, DisallowCode.NOT_ALLOWABLE, rule, "0", f"{reason}, which was not approved beforehand"
        )
    return _Limit(cost, DisallowCode.OVER_RATE, rule, formula, f"{reason}, approved beforehand")


def _limit(line: Line, terms: ClaimTerms, policy: AllowancePolicy, per_diem: PerDiemPolicy) -> _Limit:
    match line.basis:
        case Night() as basis:
            return _night(line, basis, terms, per_diem)
        case MealsDay() as basis:
            return _meals(line, basis, terms, per_diem)
        case Distance() as basis:
            return _distance(basis)
        case Hours() as basis:
            return _hours(basis)
        case Share() as basis:
            return _share(line, basis, policy)
        case Goods() as basis:
            return _goods(basis, policy)
        case AtCost():
            return _Limit(
                line.claimed,
                DisallowCode.NOT_ALLOWABLE,
                "2 CFR 200.403",
                f"{line.claimed}",
                "Payable at cost",
            )


def labour_refusal(terms: ClaimTerms) -> str | None:
    """Why labour is not reimbursed: both the instrument and its memorandum have to say that it is."""
    if not terms.salary_reimbursable:
        return "The instrument does not reimburse labour"
    if not terms.mou_reimburses_salary:
        return "The memorandum of understanding does not reimburse labour"
    return None


def _bar(line: Line, terms: ClaimTerms, policy: AllowancePolicy) -> _Limit | None:
    """What makes a line payable in no part, before any rate is looked at."""
    if not terms.performance_first <= line.service_on <= terms.performance_last:
        period = f"{terms.performance_first} to {terms.performance_last}"
        return _Limit(
            ZERO,
            DisallowCode.OUTSIDE_PERIOD,
            "2 CFR 200.403",
            "0",
            f"{line.service_on} lies outside the period of performance, {period}",
        )
    if line.category in LABOUR and (refusal := labour_refusal(terms)):
        return _Limit(ZERO, DisallowCode.NOT_IN_INSTRUMENT, "2 CFR 200.430", "0", refusal)
    if needs_evidence(line.category, line.claimed, policy) and not line.has_receipt:
        wanted = "record of the hours worked" if line.category in LABOUR else "receipt"
        rule = "2 CFR 200.430" if line.category in LABOUR else "41 CFR 301-52.1"
        return _Limit(ZERO, DisallowCode.NO_RECEIPT, rule, "0", f"There is no {wanted}")
    return None


def line_allowance(
    line: Line, terms: ClaimTerms, policy: AllowancePolicy, per_diem: PerDiemPolicy
) -> LineAllowance:
    """What of one line is payable and why.

    Raises the errors of `per_diem`: meals furnished on a day without M&IE, an actual-expense approval above its
    ceiling.
    """
    limit = _bar(line, terms, policy) or _limit(line, terms, policy, per_diem)
    allowed = cents(min(line.claimed, limit.amount))
    outcome = f"{line.claimed} claimed, {allowed} allowed"
    return LineAllowance(
        line_id=line.line_id,
        claimed=line.claimed,
        allowed=allowed,
        disallow_code=limit.code if allowed < line.claimed else None,
        rule=limit.rule,
        formula=limit.formula,
        explanation=f"{limit.reason}: {outcome}.",
    )


def claim_allowance(
    lines: Iterable[Line], terms: ClaimTerms, policy: AllowancePolicy, per_diem: PerDiemPolicy
) -> ClaimAllowance:
    """Every line of a claim and the sums. Errors as in `line_allowance`."""
    computed = tuple(line_allowance(line, terms, policy, per_diem) for line in lines)
    claimed = sum((line.claimed for line in computed), ZERO)
    allowed = sum((line.allowed for line in computed), ZERO)
    return ClaimAllowance(computed, claimed, allowed, claimed - allowed)


def submission_problems(
    lines: Iterable[Line],
    terms: ClaimTerms,
    policy: AllowancePolicy,
    submitted_on: date,
    hours_of: Mapping[str, Mapping[date, Decimal]] = MappingProxyType({}),
) -> tuple[Problem, ...]:
    """Everything that stands against submitting a claim: all of it, not the first thing found.

    `hours_of`: the hours of each day for lines that follow a timesheet, by line; others are spread over their days.
    """
    problems = []
    if submitted_on < terms.activity_starts_on:
        problems.append(Problem("claim_before_activity", "The activity has not started yet."))
    worked: defaultdict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.service_on > submitted_on:
            problems.append(Problem("service_in_future", f"{line.service_on} lies ahead.", line.line_id))
        bar = _bar(line, terms, policy)
        if bar is not None:
            problems.append(Problem(bar.code.value, f"{bar.reason}.", line.line_id))
        if isinstance(line.basis, Hours):
            person = line.person_id or line.line_id
            for day, hours in (hours_of.get(line.line_id) or _spread(line.service_on, line.basis)).items():
                worked[person, day] += hours
                if worked[person, day] > HOURS_IN_DAY:
                    message = f"More than {HOURS_IN_DAY} hours of work on {day}."
                    problems.append(Problem("hours_over_day", message, line.line_id))
                    break
    return tuple(problems)


def _spread(first: date, basis: Hours) -> dict[date, Decimal]:
    last = first + timedelta(days=basis.days - 1)
    return dict.fromkeys(days_between(first, last), basis.hours / basis.days)


def filing_warnings(
    trip_starts_on: date, trip_ends_on: date, submitted_on: date, policy: AllowancePolicy
) -> tuple[str, ...]:
    """Remarks on filing late (41 CFR 301-52.1). They never reduce or void a proper claim."""
    warnings = []
    due = add_working_days(trip_ends_on, policy.filing_working_days)
    if submitted_on > due:
        warnings.append(
            f"Filed on {submitted_on}; due {due}, {policy.filing_working_days} working days after the trip."
        )
    if (trip_ends_on - trip_starts_on).days + 1 > policy.continuous_days:
        warnings.append(f"Continuous travel is to be claimed every {policy.continuous_days} days.")
    return tuple(warnings)
