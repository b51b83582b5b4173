"""Who may enter: people and service clients, their roles, sessions and tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Codes, Identified, Versioned, enum_check, enum_column, references
from models.enums import Role, UserKind, UserStatus


class User(Identified, Versioned, Base):
    __tablename__ = "users"
    __table_args__ = (
        enum_check("kind", UserKind),
        enum_check("status", UserStatus),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    kind: Mapped[str] = enum_column(UserKind, default=UserKind.PERSON)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None]
    status: Mapped[str] = enum_column(UserStatus, default=UserStatus.ACTIVE)
    agency_id: Mapped[UUID | None] = references("agencies.id")
    officer_id: Mapped[UUID | None] = references("officers.id")
    post_id: Mapped[UUID | None] = references("posts.id")
    deprovisioned_at: Mapped[datetime | None]
    """Taken away by the directory that brought them, which may bring them back."""

    roles: Mapped[list["UserRole"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="UserRole.role"
    )


class UserRole(Base):
    __tablename__ = "user_roles"
    __table_args__ = (enum_check("role", Role),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = enum_column(Role, primary_key=True)


class WebSession(Identified, Base):
    """A signed-in browser. The cookie holds the secret; the table holds its SHA-256 only."""

    __tablename__ = "web_sessions"

    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    csrf_token: Mapped[str]
    user_id: Mapped[UUID] = references("users.id", ondelete="CASCADE")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class ApiToken(Identified, Versioned, Base):
    """A bearer token for scripts and other systems: shown once, kept as prefix and SHA-256."""

    __tablename__ = "api_tokens"

    user_id: Mapped[UUID] = references("users.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(16), unique=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[Codes]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class SignInFailure(Identified, Base):
    """Failed sign-ins, counted per account and per address to slow guessing."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_account", "account_hash", "failed_at"),
        Index("ix_sign_in_failures_address", "address", "failed_at"),
    )

    account_hash: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[str]
    failed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ExternalRef(Identified, Base):
    """Another system's key for one of our records (domain brief, section 8)."""

    __tablename__ = "external_refs"
    __table_args__ = (
        UniqueConstraint("system", "subject_type", "key"),
        Index("ix_external_refs_subject", "subject_type", "subject_id"),
    )

    system: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
