"""Requests for assistance (RFA): what a post needs, and the rankings of agencies made for it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Codes,
    Identified,
    Json,
    Stamped,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import Modality, RequestStatus, UnmetReason, Urgency


class AssistanceRequest(Identified, Versioned, Base):
    __tablename__ = "requests"
    __table_args__ = (
        enum_check("status", RequestStatus),
        enum_check("modality", Modality),
        enum_check("urgency", Urgency),
        enum_check("unmet_reason", UnmetReason),
        CheckConstraint("ends_on >= starts_on", name="window_order"),
        CheckConstraint("headcount > 0", name="headcount_positive"),
        # Hosting a study visit never requires trainer certification (seed).
        CheckConstraint(
            "not (modality = 'study_visit' and trainer_cert_required)",
            name="study_visit_needs_no_certification",
        ),
        CheckConstraint(
            "status in ('draft', 'submitted', 'cancelled') or (funding_source is not null and funds_usd > 0)",
            name="open_is_funded",
        ),
        Index("ix_requests_status_starts_on", "status", "starts_on", "id"),
        Index(
            "ix_requests_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    post_id: Mapped[UUID] = references("posts.id")
    title: Mapped[str] = mapped_column(String(200))
    need: Mapped[str] = mapped_column(String(4000))
    status: Mapped[str] = enum_column(RequestStatus, default=RequestStatus.DRAFT)
    modality: Mapped[str] = enum_column(Modality)
    urgency: Mapped[str] = enum_column(Urgency, default=Urgency.ROUTINE)
    languages: Mapped[Codes]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    headcount: Mapped[int] = mapped_column(SmallInteger)
    trainer_cert_required: Mapped[bool] = mapped_column(server_default="false")
    funding_source: Mapped[str | None] = mapped_column(String(120))
    funds_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    """What the funding source sets aside for this request; accepted offers stay within it."""
    submitted_at: Mapped[datetime | None]
    validated_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None] = mapped_column(String(500))
    unmet_reason: Mapped[str | None] = enum_column(UnmetReason)
    """Why it was closed unfilled, or with fewer officers than were needed."""
    search_text: Mapped[str] = search_column("reference", "title")


class RequestCountry(Base):
    __tablename__ = "request_countries"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    country_id: Mapped[UUID] = mapped_column(ForeignKey("countries.id"), primary_key=True, index=True)


class RequestExpertise(Base):
    """An area or topic that the request asks for: required, or merely desired."""

    __tablename__ = "request_expertise"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    expertise_id: Mapped[UUID] = mapped_column(ForeignKey("expertise.id"), primary_key=True, index=True)
    required: Mapped[bool]


class RequestClarification(Identified, Versioned, Base):
    __tablename__ = "request_clarifications"

    request_id: Mapped[UUID] = references("requests.id", ondelete="CASCADE")
    question: Mapped[str] = mapped_column(String(2000))
    answer: Mapped[str | None] = mapped_column(String(4000))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]


class MatchRun(Identified, Stamped, Base):
    """A ranking as it was made: inputs, weights, version and result, so that a replay gives the same bytes."""

    __tablename__ = "match_runs"

    request_id: Mapped[UUID] = references("requests.id")
    rules_version: Mapped[str] = mapped_column(String(20))
    weights: Mapped[Json]
    need: Mapped[Json]
    inputs: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    result: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    without_mou: Mapped[int] = mapped_column(server_default="0")
    """Agencies left out because they have no memorandum at all; counted, not listed."""
