"""Other systems that call the API under a name of their own, and how much they do."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Codes, Identified, Versioned, enum_check, enum_column, references
from models.client_enums import UsageOutcome


class ServiceClient(Versioned, Base):
    """Terms of a service client. Its name and status are those of the user of the same id, who acts in events."""

    __tablename__ = "service_clients"
    __table_args__ = (
        CheckConstraint("requests_per_minute > 0", name="requests_per_minute_positive"),
        CheckConstraint("cardinality(scopes) > 0", name="scopes_named"),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    contact: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(500))
    scopes: Mapped[Codes]
    allowed_networks: Mapped[Codes]
    """Empty: from anywhere."""
    requests_per_minute: Mapped[int | None] = mapped_column(Integer)
    expires_at: Mapped[datetime | None]


class ClientUsage(Identified, Base):
    """Requests of a service client: one row for a day, an operation and an outcome."""

    __tablename__ = "client_usage"
    __table_args__ = (
        enum_check("outcome", UsageOutcome),
        CheckConstraint("requests > 0", name="requests_positive"),
        Index("uq_client_usage_key", "client_id", "day", "operation", "outcome", unique=True),
    )

    client_id: Mapped[UUID] = references("service_clients.id", ondelete="CASCADE", index=False)
    day: Mapped[date]
    operation: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[str] = enum_column(UsageOutcome)
    requests: Mapped[int] = mapped_column(BigInteger)
