"""Rates as dated data: per diem, meals breakdown, mileage, exchange and interest. Past rows never change."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Json, Stamped, Usd, enum_check, enum_column, references
from models.enums import PerDiemScope, VehicleMode


class PerDiemRate(Identified, Stamped, Base):
    """Maximum lodging and M&IE of a place in a season (41 CFR 301-11; DSSR 925), from `effective_from` on.

    A row that is `withdrawn` says that from then on the place has no rate but those that begin on the same day: so a
    place comes off the table without a change to what was recorded.
    """

    __tablename__ = "per_diem_rates"
    __table_args__ = (
        enum_check("scope", PerDiemScope),
        UniqueConstraint(
            "scope",
            "country_name",
            "location",
            "season_start",
            "effective_from",
            "withdrawn",
            name="uq_per_diem_rates_spell",
        ),
        CheckConstraint(
            "season_start ~ '^[0-1][0-9]-[0-3][0-9]$' and season_end ~ '^[0-1][0-9]-[0-3][0-9]$'",
            name="season_form",
        ),
        CheckConstraint("lodging_usd >= 0 and mie_usd >= 0", name="amounts_positive"),
        CheckConstraint("effective_to >= effective_from", name="effective_order"),
        Index("ix_per_diem_rates_place", "country_id", "location", "effective_from"),
        # A night may be spent in any country.
        Index("ix_per_diem_rates_place_name", text("lower(location)")),
    )

    scope: Mapped[str] = enum_column(PerDiemScope)
    country_name: Mapped[str] = mapped_column(String(100))
    country_id: Mapped[UUID | None] = references("countries.id", index=False)
    location: Mapped[str] = mapped_column(String(120))
    location_code: Mapped[str | None] = mapped_column(String(20))
    season_start: Mapped[str] = mapped_column(String(5))
    season_end: Mapped[str] = mapped_column(String(5))
    lodging_usd: Mapped[Usd]
    mie_usd: Mapped[Usd]
    withdrawn: Mapped[bool] = mapped_column(server_default="false", default=False)
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class MieBreakdown(Identified, Stamped, Base):
    """How one day's M&IE splits into meals and incidentals (GSA; FTR chapter 301 appendix B)."""

    __tablename__ = "mie_breakdowns"
    __table_args__ = (
        UniqueConstraint("scope", "total_usd", "effective_from"),
        CheckConstraint(
            "breakfast_usd + lunch_usd + dinner_usd + incidentals_usd = total_usd", name="parts_make_total"
        ),
    )

    scope: Mapped[str] = mapped_column(String(20))
    total_usd: Mapped[Usd]
    breakfast_usd: Mapped[Usd]
    lunch_usd: Mapped[Usd]
    dinner_usd: Mapped[Usd]
    incidentals_usd: Mapped[Usd]
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class MileageRate(Identified, Stamped, Base):
    __tablename__ = "mileage_rates"
    __table_args__ = (enum_check("mode", VehicleMode), UniqueConstraint("mode", "effective_from"))

    mode: Mapped[str] = enum_column(VehicleMode)
    usd_per_mile: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class ExchangeRate(Identified, Stamped, Base):
    """US dollars for one unit of a currency on a date.

    The Treasury's reporting rates say when another rate is far off; no amount is exchanged by them (domain 4.8).
    """

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("currency", "rated_on", "source"),
        CheckConstraint("usd_per_unit > 0", name="rate_positive"),
    )

    currency: Mapped[str] = mapped_column(String(3))
    rated_on: Mapped[date]
    usd_per_unit: Mapped[Decimal] = mapped_column(Numeric(18, 8))
    source: Mapped[str] = mapped_column(String(120))
    reporting_only: Mapped[bool] = mapped_column(server_default="false", default=False)


class InterestRate(Identified, Stamped, Base):
    """Prompt-payment rate of the Treasury for half a year, in percent a year."""

    __tablename__ = "interest_rates"

    percent: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    effective_from: Mapped[date] = mapped_column(unique=True)
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class Policy(Identified, Stamped, Base):
    """Deadlines, thresholds and weights of one topic as in force from a date: data, never constants in code."""

    __tablename__ = "policies"
    __table_args__ = (UniqueConstraint("topic", "effective_from"),)

    topic: Mapped[str] = mapped_column(String(40))
    effective_from: Mapped[date]
    terms: Mapped[Json]
    source: Mapped[str] = mapped_column(String(300))
