"""Seasons of rates."""

import pytest

from services.rates.rules import seasons_overlap


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("01-01", "05-31"), ("06-01", "12-31"), False),
        (("01-01", "06-01"), ("06-01", "12-31"), True),
        (("12-15", "04-15"), ("04-16", "12-14"), False),
        (("12-15", "04-15"), ("04-15", "12-14"), True),
        (("12-15", "04-15"), ("12-01", "12-15"), True),
        (("11-01", "02-29"), ("12-15", "01-15"), True),
        (("01-01", "12-31"), ("07-04", "07-04"), True),
    ],
)
def test_seasons_share_a_day_or_not(one: tuple[str, str], other: tuple[str, str], overlap: bool) -> None:
    assert seasons_overlap(one, other) is overlap
    assert seasons_overlap(other, one) is overlap
