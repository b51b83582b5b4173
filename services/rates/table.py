"""What is said about a table when it is handed in."""

from dataclasses import dataclass
from datetime import date

from models.rate_enums import EditionCoverage


@dataclass(frozen=True, slots=True)
class Terms:
    """From when a table counts, what is said of places that it does not list, and where it was published."""

    effective_from: date
    coverage: EditionCoverage
    source: str
