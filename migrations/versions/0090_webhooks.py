"""Webhooks: addresses of other systems, what is sent to them, and each try."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0095"
branch_labels = None
depends_on = None

WORDS = sa.ARRAY(sa.Text())
EMPTY = sa.text("'{}'")


def _time(name: str, *, nullable: bool = False, default: bool = False) -> sa.Column[object]:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=nullable,
        server_default=sa.text("now()") if default else None,
    )


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("permissions", WORDS, server_default=EMPTY, nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("description", sa.String(200), nullable=False),
        sa.Column("event_types", WORDS, server_default=EMPTY, nullable=False),
        sa.Column("subject_types", WORDS, server_default=EMPTY, nullable=False),
        sa.Column("include_record", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("status", sa.String(40), server_default="active", nullable=False),
        sa.Column("disabled_reason", sa.String(40), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("secret_generation", sa.Integer(), server_default="1", nullable=False),
        _time("former_secret_until", nullable=True),
        _time("failing_since", nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _time("created_at", default=True),
        sa.Column("created_by", sa.UUID(), nullable=True),
        _time("updated_at", default=True),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "status in ('active', 'paused', 'disabled')", name=op.f("ck_webhooks_status_known")
        ),
        sa.CheckConstraint(
            "disabled_reason in ('gone', 'failing')", name=op.f("ck_webhooks_disabled_reason_known")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_webhooks_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index(op.f("ix_webhooks_user_id"), "webhooks", ["user_id"])
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("webhook_id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(40), server_default="event", nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=True),
        sa.Column("event_type", sa.String(80), nullable=False),
        sa.Column("status", sa.String(40), server_default="queued", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        _time("due_at"),
        _time("created_at"),
        _time("finished_at", nullable=True),
        sa.CheckConstraint(
            "kind in ('event', 'replay', 'ping')", name=op.f("ck_webhook_deliveries_kind_known")
        ),
        sa.CheckConstraint(
            "status in ('queued', 'sending', 'delivered', 'dead', 'dropped')",
            name=op.f("ck_webhook_deliveries_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhooks.id"],
            name=op.f("fk_webhook_deliveries_webhook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
    )
    op.create_index("ix_webhook_deliveries_webhook_id", "webhook_deliveries", ["webhook_id", "id"])
    op.create_index(
        "ix_webhook_deliveries_due_at",
        "webhook_deliveries",
        ["due_at"],
        postgresql_where=sa.text("status in ('queued', 'sending')"),
    )
    op.create_table(
        "webhook_attempts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("delivery_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        _time("started_at"),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("status_code", sa.SmallInteger(), nullable=True),
        sa.Column("problem", sa.String(300), nullable=True),
        sa.Column("answer", sa.String(500), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["webhook_deliveries.id"],
            name=op.f("fk_webhook_attempts_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_attempts")),
    )
    op.create_index("ix_webhook_attempts_delivery_id", "webhook_attempts", ["delivery_id", "number"])


def downgrade() -> None:
    op.drop_table("webhook_attempts")
    op.drop_table("webhook_deliveries")
    op.drop_table("webhooks")
