"""Links with which somebody without an account answers one question, and what keeps public pages from abuse."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, references


class AnswerLink(Identified, Base):
    """The link's secret is in the letter only; here is its SHA-256."""

    __tablename__ = "answer_links"

    outreach_id: Mapped[UUID] = references("outreach.id", ondelete="CASCADE")
    recipient: Mapped[str] = mapped_column(String(200))
    """Name of the contact to whom it went."""
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SigningKey(Base):
    """A random key of this installation, made when it is first needed, the same for all its processes."""

    __tablename__ = "signing_keys"

    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Throttle(Base):
    """How often something public was done from one address in the present span of time."""

    __tablename__ = "throttles"
    __table_args__ = (Index("ix_throttles_started_at", "started_at"),)

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    started_at: Mapped[datetime]
    uses: Mapped[int] = mapped_column(Integer)
