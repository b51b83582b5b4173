"""Hours of work that labour in a claim is made from: one sheet for each person and pay period."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, enum_check, enum_column, references
from models.timesheet_enums import FringeBase

_Hours = Numeric(4, 2)


class Timesheet(Identified, Versioned, Base):
    """Salary, overtime and fringe are lines of the claim; this is what they follow from. Amounts are US dollars."""

    __tablename__ = "timesheets"
    __table_args__ = (
        UniqueConstraint("claim_id", "officer_id", "starts_on"),
        enum_check("fringe_base", FringeBase),
        CheckConstraint("ends_on >= starts_on", name="period_order"),
        CheckConstraint("rate > 0 and overtime_rate > 0 and fringe_percent > 0", name="rates_positive"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claims.id"))
    officer_id: Mapped[UUID] = references("officers.id")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    """For an hour of regular work."""
    overtime_rate: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    """For an hour of overtime, by the agency's pay policy; null: not given."""
    fringe_percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    fringe_base: Mapped[str] = enum_column(FringeBase, default=FringeBase.SALARY)


class TimesheetDay(Base):
    """What one day was spent on. Leave is written down so that the day is whole; it is not claimed."""

    __tablename__ = "timesheet_days"
    __table_args__ = (
        CheckConstraint("regular >= 0 and overtime >= 0 and leave >= 0", name="hours_positive"),
        CheckConstraint("regular + overtime + leave <= 24", name="hours_within_day"),
        Index("ix_timesheet_days_worked_on", "worked_on"),
    )

    timesheet_id: Mapped[UUID] = mapped_column(
        ForeignKey("timesheets.id", ondelete="CASCADE"), primary_key=True
    )
    worked_on: Mapped[date] = mapped_column(primary_key=True)
    regular: Mapped[Decimal] = mapped_column(_Hours)
    overtime: Mapped[Decimal] = mapped_column(_Hours)
    leave: Mapped[Decimal] = mapped_column(_Hours)
    note: Mapped[str | None] = mapped_column(String(500))
