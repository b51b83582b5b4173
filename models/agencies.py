"""US agencies: who they are, what they can do, what they wish to do, and how much."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Codes,
    Identified,
    Usd,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import AgencyKind, AgencyStatus, Modality


class Agency(Identified, Versioned, Base):
    __tablename__ = "agencies"
    __table_args__ = (
        enum_check("kind", AgencyKind),
        enum_check("status", AgencyStatus),
        CheckConstraint("state ~ '^[A-Z]{2}$'", name="state_form"),
        CheckConstraint("uei ~ '^[A-HJ-NP-Z0-9]{12}$'", name="uei_form"),
        CheckConstraint("max_officers >= 0", name="max_officers_positive"),
        CheckConstraint("max_days_per_year between 0 and 366", name="max_days_in_a_year"),
        Index("ix_agencies_name", "legal_name", "id"),
        Index("ix_agencies_state_kind_name", "state", "kind", "legal_name", "id"),
        Index("ix_agencies_status_name", "status", "legal_name", "id"),
        Index("ix_agencies_updated_at", "updated_at", "id"),
        Index("uq_agencies_uei", "uei", unique=True, postgresql_where=text("uei is not null")),
        Index(
            "ix_agencies_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    legal_name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = enum_column(AgencyKind)
    status: Mapped[str] = enum_column(AgencyStatus, default=AgencyStatus.PROSPECT)
    state: Mapped[str] = mapped_column(String(2))
    city: Mapped[str | None] = mapped_column(String(100))
    county: Mapped[str | None] = mapped_column(String(200))
    zip: Mapped[str | None] = mapped_column(String(10))
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)
    state_fips: Mapped[str | None] = mapped_column(String(2))
    county_fips: Mapped[str | None] = mapped_column(String(5))
    gnis_id: Mapped[str | None] = mapped_column(String(10))
    uei: Mapped[str | None] = mapped_column(String(12))
    ori_codes: Mapped[Codes]
    """Kept equal to `agency_oris` by a trigger, so that reads need no join."""
    website: Mapped[str | None] = mapped_column(String(300))
    fbi_type: Mapped[str | None] = mapped_column(String(60))
    population: Mapped[int | None] = mapped_column(Integer)
    employees: Mapped[int | None] = mapped_column(Integer)
    sworn_officers: Mapped[int | None] = mapped_column(Integer)
    years_reported_last_10: Mapped[int | None] = mapped_column(SmallInteger)
    max_officers: Mapped[int | None] = mapped_column(Integer)
    max_days_per_year: Mapped[int | None] = mapped_column(Integer)
    last_asked_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    notes: Mapped[str | None] = mapped_column(String(32_767))
    """What staff and the agency itself should know, in words."""
    search_text: Mapped[str] = search_column("legal_name", "city", "state")


class AgencyOri(Base):
    """An FBI originating agency identifier; the first two characters give the state (NCIC manual)."""

    __tablename__ = "agency_oris"
    __table_args__ = (CheckConstraint("ori ~ '^[A-Z0-9]{9}$'", name="ori_form"),)

    ori: Mapped[str] = mapped_column(String(9), primary_key=True)
    agency_id: Mapped[UUID] = references("agencies.id", ondelete="CASCADE")


class AgencyContact(Identified, Versioned, Base):
    __tablename__ = "agency_contacts"
    __table_args__ = (
        Index("uq_agency_contacts_primary", "agency_id", unique=True, postgresql_where=text("is_primary")),
    )

    agency_id: Mapped[UUID] = references("agencies.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str | None] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    is_primary: Mapped[bool] = mapped_column(server_default="false")


class AgencyExpertise(Identified, Versioned, Base):
    """What an agency can do: level 1 to 3 from credentials, never from past INL work."""

    __tablename__ = "agency_expertise"
    __table_args__ = (
        UniqueConstraint("agency_id", "expertise_id"),
        CheckConstraint("level between 1 and 3", name="level_range"),
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"))
    expertise_id: Mapped[UUID] = references("expertise.id")
    level: Mapped[int] = mapped_column(SmallInteger)
    evidence: Mapped[str | None] = mapped_column(String(500))
    verified_by: Mapped[UUID | None]
    verified_on: Mapped[date | None]


class AgencyInterest(Identified, Versioned, Base):
    """What an agency wishes to do, set by itself any day; an empty list is open to all (seed)."""

    __tablename__ = "agency_interests"
    __table_args__ = (
        CheckConstraint(
            "modalities <@ array[" + ", ".join(f"'{m.value}'" for m in Modality) + "]::text[]",
            name="modalities_known",
        ),
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"), unique=True)
    modalities: Mapped[Codes]
    countries: Mapped[Codes]
    bureaus: Mapped[Codes]
    expertise: Mapped[Codes]


class CapabilityPackage(Identified, Versioned, Base):
    """A costed template for offers; not binding (EMAC mission ready package)."""

    __tablename__ = "capability_packages"

    agency_id: Mapped[UUID] = references("agencies.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(String(2000))
    modality: Mapped[str] = enum_column(Modality)
    expertise_id: Mapped[UUID | None] = references("expertise.id")
    officers: Mapped[int] = mapped_column(SmallInteger)
    days: Mapped[int] = mapped_column(SmallInteger)
    cost_lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    total_usd: Mapped[Usd]


class AgencyBlackout(Identified, Versioned, Base):
    """Days on which an agency has said that it is not available."""

    __tablename__ = "agency_blackouts"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="order"),
        ExcludeConstraint(
            ("agency_id", "="),
            (text("daterange(starts_on, ends_on, '[]')"), "&&"),
            name="ex_agency_blackouts_overlap",
            using="gist",
        ),
    )

    agency_id: Mapped[UUID] = references("agencies.id", ondelete="CASCADE")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(200))
