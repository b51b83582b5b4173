"""International Law Enforcement Academies and what they offer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, enum_check, enum_column, references
from models.enums import AcademyStatus, OfferingProgram


class Academy(Identified, Versioned, Base):
    __tablename__ = "academies"
    __table_args__ = (enum_check("status", AcademyStatus),)

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    city: Mapped[str] = mapped_column(String(80))
    host_country: Mapped[str] = mapped_column(String(80))
    """A name, since Roswell's host is not a partner country."""
    country_id: Mapped[UUID | None] = references("countries.id")
    established: Mapped[int] = mapped_column(SmallInteger)
    region_served: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = enum_column(AcademyStatus, default=AcademyStatus.OPERATING)
    longitude: Mapped[float] = mapped_column(Double)
    latitude: Mapped[float] = mapped_column(Double)


class IleaOffering(Identified, Versioned, Base):
    __tablename__ = "ilea_offerings"
    __table_args__ = (
        enum_check("program", OfferingProgram),
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("seats > 0", name="seats_positive"),
    )

    academy_id: Mapped[UUID] = references("academies.id")
    program: Mapped[str] = enum_column(OfferingProgram)
    title: Mapped[str] = mapped_column(String(160))
    expertise_id: Mapped[UUID | None] = references("expertise.id")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    seats: Mapped[int] = mapped_column(SmallInteger)


class OfferingInstructor(Identified, Versioned, Base):
    """Who teaches: an officer of a partner agency, or a senior officer of a partner country (seed)."""

    __tablename__ = "offering_instructors"
    __table_args__ = (CheckConstraint("num_nonnulls(officer_id, participant_id) = 1", name="one_instructor"),)

    offering_id: Mapped[UUID] = mapped_column(ForeignKey("ilea_offerings.id", ondelete="CASCADE"), index=True)
    officer_id: Mapped[UUID | None] = references("officers.id")
    participant_id: Mapped[UUID | None] = references("foreign_participants.id")
    topic: Mapped[str | None] = mapped_column(String(160))
    confirmed_at: Mapped[datetime | None]
    """When the programme took the person; null while an agency's nomination waits."""
