"""What the lines of a claim were made from: a traveller's itinerary."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, references


class Trip(Identified, Versioned, Base):
    """One traveller's way in one claim. Lodging and meals are lines of the claim; this is what they follow from."""

    __tablename__ = "trips"
    __table_args__ = (UniqueConstraint("claim_id", "officer_id"),)

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claims.id"))
    officer_id: Mapped[UUID] = references("officers.id")
    home_zone: Mapped[str] = mapped_column(String(60))
    """The days of the trip are those of the calendar here."""
    legs: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """Each with place, local time and time zone of departure and arrival."""
    days: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """What the traveller noted of single days: a place other than the itinerary's, a remark."""
