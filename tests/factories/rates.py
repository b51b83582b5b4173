"""Rates. Nothing is written before the session is flushed."""

from datetime import date
from decimal import Decimal
from typing import Any

from models.enums import PerDiemScope
from models.rates import PerDiemRate


def per_diem_rate(**values: Any) -> PerDiemRate:
    """All year in Testville, Testland, from 2025 on."""
    defaults = {
        "scope": PerDiemScope.FOREIGN.value,
        "country_name": "TESTLAND",
        "location": "Testville",
        "season_start": "01-01",
        "season_end": "12-31",
        "lodging_usd": Decimal("210.00"),
        "mie_usd": Decimal("100.00"),
        "effective_from": date(2025, 1, 1),
        "source": "Test",
    }
    return PerDiemRate(**(defaults | values))
