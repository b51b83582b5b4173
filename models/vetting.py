"""Foreign units and people, and the result of their vetting. Result and reference only: no derogatory detail."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, enum_check, enum_column, references
from models.enums import Sex, VettingStatus, VettingSubject


class Unit(Identified, Versioned, Base):
    __tablename__ = "units"
    __table_args__ = (Index("uq_units_country_id_name", "country_id", "name", unique=True),)

    country_id: Mapped[UUID] = references("countries.id", index=False)
    name: Mapped[str] = mapped_column(String(200))
    location: Mapped[str | None] = mapped_column(String(200))


class ForeignParticipant(Identified, Versioned, Base):
    __tablename__ = "foreign_participants"
    __table_args__ = (enum_check("sex", Sex),)

    country_id: Mapped[UUID] = references("countries.id")
    unit_id: Mapped[UUID | None] = references("units.id")
    name: Mapped[str] = mapped_column(String(200))
    rank: Mapped[str | None] = mapped_column(String(80))
    sex: Mapped[str] = enum_column(Sex, default=Sex.UNDISCLOSED)
    birth_date: Mapped[date | None]
    birth_place: Mapped[str | None] = mapped_column(String(120))


class VettingCase(Identified, Versioned, Base):
    __tablename__ = "vetting_cases"
    __table_args__ = (
        enum_check("subject", VettingSubject),
        enum_check("status", VettingStatus),
        CheckConstraint(
            "(subject = 'person' and participant_id is not null and unit_id is null)"
            " or (subject = 'unit' and unit_id is not null and participant_id is null)",
            name="one_subject",
        ),
        CheckConstraint("valid_to >= decided_on", name="validity_order"),
        Index(
            "uq_vetting_cases_invest_reference",
            "invest_reference",
            unique=True,
            postgresql_where=text("invest_reference is not null"),
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    subject: Mapped[str] = enum_column(VettingSubject)
    participant_id: Mapped[UUID | None] = references("foreign_participants.id")
    unit_id: Mapped[UUID | None] = references("units.id")
    post_id: Mapped[UUID] = references("posts.id")
    status: Mapped[str] = enum_column(VettingStatus, default=VettingStatus.NOMINATED)
    invest_reference: Mapped[str | None] = mapped_column(String(40))
    decided_on: Mapped[date | None]
    valid_to: Mapped[date | None]
    notice_given_on: Mapped[date | None]
    """When the duties that follow a withholding were met (22 USC 2378d(c)); null while the post still owes them."""
