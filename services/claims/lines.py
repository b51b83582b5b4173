"""What a claim is computed from: its lines, the terms it stands under and the thresholds in force.

Every rate travels with its line, so that a stored line computes to the same result whatever becomes of the rates.
Amounts are US dollars.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.enums import ExpenseCategory, Meal, TravelDay
from services.claims.per_diem import ActualExpense, MieRate

ZERO = Decimal("0.00")


class BasisMismatch(ValueError):
    """A line whose category and basis do not belong together."""

    code = "basis_mismatch"


@dataclass(frozen=True, slots=True)
class Night:
    """One night's lodging: the locality maximum, and a tax charged on top where the maximum leaves it out."""

    maximum: Decimal
    separate_tax: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class MealsDay:
    """One day's M&IE: its place in the trip, the rate R and the meals furnished."""

    day: TravelDay
    rate: MieRate
    furnished: frozenset[Meal] = frozenset()


@dataclass(frozen=True, slots=True)
class Distance:
    """A drive in a private vehicle: miles, and US dollars a mile."""

    miles: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Hours:
    """Labour: hours worked over `days` days from the service date, and US dollars an hour."""

    hours: Decimal
    rate: Decimal
    days: int = 1

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("Labour covers at least one day.")


@dataclass(frozen=True, slots=True)
class Share:
    """A rate on an agreed base: fringe on salary, or indirect on modified direct costs.

    `rate` is a fraction; None where no rate was negotiated.
    """

    base: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Goods:
    """Things bought: number, unit cost, and whether the purchase was approved beforehand."""

    quantity: Decimal
    unit_cost: Decimal
    prior_approval: bool = False


@dataclass(frozen=True, slots=True)
class AtCost:
    """An expense payable at what it cost."""


Basis = Night | MealsDay | Distance | Hours | Share | Goods | AtCost

BASIS_OF: dict[ExpenseCategory, type[Basis]] = {
    ExpenseCategory.LODGING: Night,
    ExpenseCategory.MIE: MealsDay,
    ExpenseCategory.MILEAGE: Distance,
    ExpenseCategory.SALARY: Hours,
    ExpenseCategory.OVERTIME: Hours,
    ExpenseCategory.FRINGE: Share,
    ExpenseCategory.INDIRECT: Share,
    ExpenseCategory.EQUIPMENT: Goods,
    ExpenseCategory.MATERIALS: Goods,
    ExpenseCategory.AIRFARE: AtCost,
    ExpenseCategory.VISA_FEE: AtCost,
    ExpenseCategory.OTHER: AtCost,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One expense: the amount claimed, its evidence and what it is computed from.

    `claimed` is at least 0, in US dollars. `has_receipt`: a receipt, for labour a record of the hours worked. Raises
    `BasisMismatch`, and `ValueError` for a negative or non-finite amount.
    """

    line_id: str
    category: ExpenseCategory
    service_on: date
    claimed: Decimal
    basis: Basis
    has_receipt: bool = False
    person_id: str | None = None

    def __post_init__(self) -> None:
        if not self.claimed.is_finite() or self.claimed < 0:
            raise ValueError("The amount claimed cannot be negative.")
        if not isinstance(self.basis, BASIS_OF[self.category]):
            raise BasisMismatch(
                f"A {self.category} line cannot be computed from {type(self.basis).__name__}."
            )


@dataclass(frozen=True, slots=True)
class AllowancePolicy:
    """Thresholds as in force from `effective_from`.

    Receipts are needed above `receipt_threshold`. From `equipment_threshold` a unit is equipment.
    `indirect_without_agreement`: fraction allowed where no rate was negotiated. Claims are filed within
    `filing_working_days` of the trip, and every `continuous_days` during a long one.
    """

    effective_from: date
    receipt_threshold: Decimal
    equipment_threshold: Decimal
    indirect_without_agreement: Decimal
    filing_working_days: int
    continuous_days: int


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """What the instrument and the activity lay down for a claim."""

    performance_first: date
    performance_last: date
    activity_starts_on: date
    trip_starts_on: date
    salary_reimbursable: bool
    actual_expense: ActualExpense | None = None
    mou_reimburses_salary: bool = True
