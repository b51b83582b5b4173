"""Words of timesheets."""

from enum import StrEnum


class FringeBase(StrEnum):
    """What an agency's fringe rate is a share of (2 CFR 200.431)."""

    SALARY = "salary"
    SALARY_AND_OVERTIME = "salary_and_overtime"
