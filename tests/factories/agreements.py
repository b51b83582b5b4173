"""Memoranda in any state, signed instruments, and obligations with money on them. Each is written to the database."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.enums import InstrumentKind, MouStatus, PaymentRegime
from models.mous import Instrument, Mou
from models.obligations import Obligation
from services.access.policy import SYSTEM
from services.obligations.ledger import post_obligation
from tests.factories.agencies import agency as new_agency

AVAILABLE_FROM, AVAILABLE_TO, CANCELS_ON = date(2025, 10, 1), date(2026, 9, 30), date(2031, 9, 30)
_SIGNED = frozenset(MouStatus) - {
    MouStatus.DRAFT,
    MouStatus.NEGOTIATION,
    MouStatus.CLEARANCE,
    MouStatus.SIGNING,
}
_numbers = itertools.count(1)


async def make_agency(session: AsyncSession, **values: Any) -> Agency:
    """An agency, written."""
    added = new_agency(**values)
    session.add(added)
    await session.flush()
    return added


async def make_mou(
    session: AsyncSession, agency: Agency, status: MouStatus = MouStatus.ACTIVE, **values: Any
) -> Mou:
    """In force through 2026 and 2027 without limits of scope, unless `values` say otherwise."""
    number = next(_numbers)
    signed_on = date(2025, 12, 15) if status in _SIGNED else None
    defaults: dict[str, Any] = {
        "number": f"MOU-T-{number:04d}",
        "title": f"Memorandum {number}",
        "purpose": "Assistance to police abroad within the programme.",
        "authority": "22 USC 2392",
        "effective_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
        "inl_signed_on": signed_on,
        "agency_signed_on": signed_on,
        "notice_given_on": date(2026, 6, 15) if status is MouStatus.TERMINATING else None,
    }
    mou = Mou(**(defaults | {"agency_id": agency.id, "status": status.value} | values))
    session.add(mou)
    await session.flush()
    return mou


async def make_instrument(session: AsyncSession, agency: Agency, **values: Any) -> Instrument:
    """A cooperative agreement for 2026, signed, with a ceiling of 100,000 USD."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "number": f"SINLEC26CA{number:04d}",
        "kind": InstrumentKind.COOPERATIVE_AGREEMENT.value,
        "regime": PaymentRegime.ASSISTANCE.value,
        "ceiling_usd": Decimal("100000.00"),
        "performance_starts_on": date(2026, 1, 1),
        "performance_ends_on": date(2026, 12, 31),
        "signed_at": datetime(2026, 1, 2, tzinfo=UTC),
        "fiscal_strips": [],
    }
    instrument = Instrument(**(defaults | {"agency_id": agency.id} | values))
    session.add(instrument)
    await session.flush()
    return instrument


async def make_obligation(
    session: AsyncSession, instrument: Instrument, amount: str = "50000.00", **values: Any
) -> Obligation:
    """Fiscal year 2026 money with `amount` obligated through the ledger."""
    defaults: dict[str, Any] = {
        "document_number": f"OBL26{next(_numbers):05d}",
        "fund": "INCLE 2026",
        "available_from": AVAILABLE_FROM,
        "available_to": AVAILABLE_TO,
        "cancels_on": CANCELS_ON,
    }
    obligation = Obligation(**(defaults | {"instrument_id": instrument.id} | values))
    session.add(obligation)
    await session.flush()
    await session.refresh(obligation)
    await post_obligation(session, obligation, Decimal(amount), SYSTEM, obligation.available_from)
    return obligation
