"""The one event log, the counters behind references, and stored answers to retried requests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, SmallInteger, String, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from models.base import Base, Identified, present


class TransactionId(UserDefinedType[int]):
    """PostgreSQL's xid8: lets a reader leave out events of transactions that may still commit before others."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


# Or reflection, as by Alembic, warns of a type that it does not know.
ischema_names["xid8"] = TransactionId


class Event(Identified, Base):
    """What happened: append-only (a trigger refuses UPDATE and DELETE), written in the transaction of the change."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_subject", "subject_type", "subject_id", "id"),
        Index("ix_events_agency_id", "agency_id"),
        Index("ix_events_transaction_id", "transaction_id", "id"),
    )

    recorded_at: Mapped[datetime] = mapped_column(default=present, server_default=func.clock_timestamp())
    transaction_id: Mapped[int] = mapped_column(TransactionId, server_default=text("pg_current_xact_id()"))
    action: Mapped[str] = mapped_column(String(80))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str | None]
    agency_id: Mapped[UUID | None]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    actor_role: Mapped[str | None] = mapped_column(String(40))
    request_id: Mapped[str | None]
    reason: Mapped[str | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class EventSeal(Base):
    """Order and hash chain over the log: one seal an event, gap-free, added once its transaction is settled."""

    __tablename__ = "event_seals"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[UUID] = mapped_column(unique=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class ReferenceCounter(Base):
    """Last number given out for references such as RFA-2026-0012."""

    __tablename__ = "reference_counters"

    prefix: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


class IdempotencyRecord(Base):
    """The answer first given to an Idempotency-Key, replayed byte for byte for 24 hours."""

    __tablename__ = "idempotency_records"
    __table_args__ = (Index("ix_idempotency_records_created_at", "created_at"),)

    actor_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int] = mapped_column(SmallInteger)
    headers: Mapped[dict[str, str]] = mapped_column(JSONB)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
