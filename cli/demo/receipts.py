"""Bills of the demonstration's trips, as the files that are behind the lines of its claims."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import typst

TEMPLATE = Path(__file__).with_name("receipt.typ")


def bill(seller: str, number: str, guest: str, place: str, lines: Sequence[dict[str, Any]]) -> bytes:
    """A PDF that lists `lines` of a claim, as they are sent, with their total in US dollars."""
    data = {
        "seller": seller,
        "number": number,
        "guest": guest,
        "place": place,
        "items": [
            {
                "day": line["service_on"],
                "what": line["description"],
                "amount": line["amount"]["amount"],
            }
            for line in lines
        ],
        "total": str(sum(Decimal(line["amount"]["amount"]) for line in lines)),
    }
    made: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": orjson.dumps(data).decode()},
        timestamp=int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()),
    )
    return made
