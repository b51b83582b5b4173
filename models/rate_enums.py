"""Enumerations of rate tables."""

from enum import StrEnum


class RateKind(StrEnum):
    """What a rate table is about."""

    PER_DIEM = "per_diem"
    MIE = "mie"
    MILEAGE = "mileage"
    INTEREST = "interest"
    EXCHANGE = "exchange"


class EditionStatus(StrEnum):
    """Of a rate table that was handed in."""

    STAGED = "staged"
    """Read and compared; nothing in force has changed."""
    APPLIED = "applied"
    DISCARDED = "discarded"


class EditionCoverage(StrEnum):
    """What is said of places that a per diem table does not list."""

    WHOLE_TABLE = "whole_table"
    """They have no rate any more."""
    LISTED_COUNTRIES = "listed_countries"
    """The same, but only in the countries that are listed."""


class RateDifference(StrEnum):
    """What a row of a table does to the rates in force."""

    CHANGED = "changed"
    NEW = "new"
    ENDED = "ended"
    UNCHANGED = "unchanged"
    ERROR = "error"
