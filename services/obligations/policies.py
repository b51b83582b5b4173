"""Dated terms about obligations, both of the topic `obligations`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CancellationPolicy:
    """Fiscal years from the end of a fund's availability to its cancellation (31 USC 1552)."""

    years_until_cancelled: int


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """Days without a movement, and days after performance ended, from which money left over is to be reviewed."""

    review_idle_days: int
    review_days_past_performance: int
