"""Activities: accepted work, who goes, what must be ready, who attends, and what came of it."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Identified,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import (
    ActivityStatus,
    AssignmentStatus,
    DatePrecision,
    DayKind,
    Modality,
    ReadinessType,
    Role,
)

#: As lists show them: the undated at the end.
_LATEST_FIRST = (text("starts_on DESC NULLS LAST"), text("id DESC"))


class Activity(Identified, Versioned, Base):
    __tablename__ = "activities"
    __table_args__ = (
        enum_check("status", ActivityStatus),
        enum_check("modality", Modality),
        enum_check("date_precision", DatePrecision),
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("starts_on is not null or date_precision = 'unknown'", name="dated"),
        CheckConstraint("estimate_usd >= 0", name="estimate_positive"),
        Index("ix_activities_starts_on", *_LATEST_FIRST),
        Index("ix_activities_country_status_starts_on", "country_id", "status", *_LATEST_FIRST),
        Index("ix_activities_agency_starts_on", "agency_id", *_LATEST_FIRST),
        Index("ix_activities_status_starts_on", "status", *_LATEST_FIRST),
        Index(
            "ix_activities_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str | None] = mapped_column(String(4000))
    status: Mapped[str] = enum_column(ActivityStatus, default=ActivityStatus.PLANNING)
    modality: Mapped[str] = enum_column(Modality)
    agency_id: Mapped[UUID] = references("agencies.id", index=False)
    country_id: Mapped[UUID | None] = references("countries.id", index=False)
    request_id: Mapped[UUID | None] = references("requests.id")
    offer_id: Mapped[UUID | None] = mapped_column(ForeignKey("offers.id"), unique=True)
    instrument_id: Mapped[UUID | None] = references("instruments.id")
    obligation_id: Mapped[UUID | None] = references("obligations.id")
    offering_id: Mapped[UUID | None] = references("ilea_offerings.id")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    date_precision: Mapped[str] = enum_column(DatePrecision, default=DatePrecision.DAY)
    venue: Mapped[str | None] = mapped_column(String(200))
    estimate_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    participants_reported: Mapped[int | None]
    publish_redaction: Mapped[bool] = mapped_column(server_default="false")
    concurred_at: Mapped[datetime | None]
    """When the post (study visit: the host agency) agreed that the activity goes."""
    concurred_by: Mapped[UUID | None]
    attendance_recorded_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None] = mapped_column(String(500))
    source_address: Mapped[str | None] = mapped_column(String(500))
    """Where a publicly reported activity was reported; null for the programme's own records."""
    program: Mapped[str | None] = mapped_column(String(60))
    search_text: Mapped[str] = search_column("reference", "title")


class Assignment(Identified, Versioned, Base):
    __tablename__ = "assignments"
    __table_args__ = (
        enum_check("status", AssignmentStatus),
        UniqueConstraint("activity_id", "officer_id"),
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("hours > 0", name="hours_positive"),
        ExcludeConstraint(
            ("officer_id", "="),
            (text("daterange(starts_on, ends_on, '[]')"), "&&"),
            where=text("status = 'planned'"),
            name="ex_assignments_overlap",
            using="gist",
        ),
    )

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id"))
    officer_id: Mapped[UUID] = references("officers.id")
    status: Mapped[str] = enum_column(AssignmentStatus, default=AssignmentStatus.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    duty: Mapped[str | None] = mapped_column(String(120))
    hours: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    """Of work done, as stated once it has begun; it stands in the officer's transcript."""
    security_training_applies: Mapped[bool] = mapped_column(server_default="true")
    """The recorded determination whether FACT and CTAT (13 FAM 301.4) cover this traveller."""


class ReadinessItem(Identified, Versioned, Base):
    """Something an officer must hold for an assignment, or a waiver of it with an approver and an expiry."""

    __tablename__ = "readiness_items"
    __table_args__ = (
        enum_check("type", ReadinessType),
        UniqueConstraint("assignment_id", "type"),
        CheckConstraint(
            "(waived_by is null) = (waiver_expires_on is null) and (waived_by is null) = (waiver_reason is null)",
            name="waiver_whole",
        ),
    )

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    type: Mapped[str] = enum_column(ReadinessType)
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    evidence: Mapped[str | None] = mapped_column(String(300))
    waived_by: Mapped[UUID | None] = references("users.id")
    waiver_expires_on: Mapped[date | None]
    waiver_reason: Mapped[str | None] = mapped_column(String(500))


class PaperworkTemplate(Identified, Versioned, Base):
    """One paper that activities of a modality need, as in force from a day. The newest row of a key counts."""

    __tablename__ = "paperwork_templates"
    __table_args__ = (
        enum_check("modality", Modality),
        enum_check("owner_role", Role),
        enum_check("day_kind", DayKind),
        UniqueConstraint("modality", "key", "effective_from"),
        CheckConstraint("days_before between 0 and 365", name="days_before_range"),
    )

    modality: Mapped[str] = enum_column(Modality)
    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    owner_role: Mapped[str] = enum_column(Role)
    days_before: Mapped[int] = mapped_column(SmallInteger)
    """The lead time: by so many days before the first day the paper should be done."""
    day_kind: Mapped[str] = enum_column(DayKind, default=DayKind.CALENDAR)
    post_lead: Mapped[bool] = mapped_column(server_default="false")
    """Where a post of the country states its lead time for country clearance, that counts instead."""
    gate: Mapped[bool] = mapped_column(server_default="false")
    evidence_wanted: Mapped[str | None] = mapped_column(String(300))
    effective_from: Mapped[date]
    retired: Mapped[bool] = mapped_column(server_default="false")
    """From this day on the paper is no longer asked for."""
    source: Mapped[str] = mapped_column(String(300))


class ChecklistItem(Identified, Versioned, Base):
    """Paperwork after acceptance: whose, due when; only gates block. A waiver names its approver and its end."""

    __tablename__ = "checklist_items"
    __table_args__ = (
        enum_check("owner_role", Role),
        enum_check("day_kind", DayKind),
        UniqueConstraint("activity_id", "key"),
        CheckConstraint(
            "(waived_by is null) = (waiver_expires_on is null) and (waived_by is null) = (waiver_reason is null)",
            name="waiver_whole",
        ),
    )

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    owner_role: Mapped[str] = enum_column(Role)
    days_before: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    day_kind: Mapped[str] = enum_column(DayKind, default=DayKind.CALENDAR)
    due_on: Mapped[date]
    gate: Mapped[bool] = mapped_column(server_default="false")
    evidence_wanted: Mapped[str | None] = mapped_column(String(300))
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]
    evidence: Mapped[str | None] = mapped_column(String(300))
    waived_by: Mapped[UUID | None] = references("users.id")
    waiver_expires_on: Mapped[date | None]
    waiver_reason: Mapped[str | None] = mapped_column(String(500))


class ActivityParticipant(Identified, Versioned, Base):
    """A foreign official who is to attend."""

    __tablename__ = "activity_participants"
    __table_args__ = (UniqueConstraint("activity_id", "participant_id"),)

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id"))
    participant_id: Mapped[UUID] = references("foreign_participants.id")
    removed_at: Mapped[datetime | None]
    days_attended: Mapped[int | None] = mapped_column(SmallInteger)
    return_confirmed_on: Mapped[date | None]


class ItineraryItem(Identified, Versioned, Base):
    """One point of a programme, in the local time of the place."""

    __tablename__ = "itinerary_items"
    __table_args__ = (CheckConstraint("ends_at is null or ends_at > starts_at", name="time_order"),)

    activity_id: Mapped[UUID] = references("activities.id", ondelete="CASCADE")
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    title: Mapped[str] = mapped_column(String(200))
    venue: Mapped[str | None] = mapped_column(String(200))
    host: Mapped[str | None] = mapped_column(String(120))


class Evaluation(Identified, Versioned, Base):
    """Scores of one participant: 0 to 100 before and after, satisfaction 1 to 5."""

    __tablename__ = "evaluations"
    __table_args__ = (
        CheckConstraint("pre_score between 0 and 100 and post_score between 0 and 100", name="score_range"),
        CheckConstraint("satisfaction between 1 and 5", name="satisfaction_range"),
    )

    activity_id: Mapped[UUID] = references("activities.id")
    participant_id: Mapped[UUID | None] = references("foreign_participants.id")
    course: Mapped[str | None] = mapped_column(String(160))
    hours: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    pre_score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    post_score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    satisfaction: Mapped[int | None] = mapped_column(SmallInteger)


class AfterAction(Identified, Versioned, Base):
    __tablename__ = "after_actions"

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id"), unique=True)
    summary: Mapped[str] = mapped_column(String(8000))
    lessons: Mapped[str | None] = mapped_column(String(8000))
    people_trained: Mapped[int | None]
    submitted_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]
