"""The state table of rate tables."""

from models.rate_enums import EditionStatus as S
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition
from services.rates.comparison import Comparison

LIFECYCLE = Lifecycle(
    "rate table",
    (
        transition(
            "apply",
            S.STAGED,
            S.APPLIED,
            Permission.RATES_ADD,
            Guard(
                "rows_with_errors",
                "Mend the rows at fault in the file, send it again, and discard this one.",
                lambda facts: not _faults(facts),
                "differences",
            ),
        ),
        transition("discard", S.STAGED, S.DISCARDED, Permission.RATES_ADD),
    ),
)


def _faults(comparison: Comparison) -> bool:
    return any(row.problems for row in comparison.rows)
