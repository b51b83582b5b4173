"""The ledger of reminders: one row for each that is to be sent, with when it is due and when it was sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified


class Reminder(Identified, Base):
    """Of several that have come due for one deadline, the last is sent and the others are superseded."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "deadline", "stage"),
        CheckConstraint("sent_at is null or superseded_at is null", name="sent_or_superseded"),
        Index(
            "ix_reminders_due",
            "due_at",
            postgresql_where=text("sent_at is null and superseded_at is null"),
        ),
    )

    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    deadline: Mapped[str] = mapped_column(String(40))
    """The day or instant that people are reminded of, as PostgreSQL writes it: when it moves, others are due."""
    stage: Mapped[int] = mapped_column(SmallInteger)
    """How long ahead, in the days that the kind counts in."""
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
