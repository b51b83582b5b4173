"""Inboxes, what people want to be told how, and the queue of mail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="queued", nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.CheckConstraint("kind in ('notification', 'digest')", name=op.f("ck_mails_kind_known")),
        sa.CheckConstraint(
            "status in ('queued', 'taken', 'handed_over', 'sent', 'failed', 'unknown', 'dropped')",
            name=op.f("ck_mails_status_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("key", name=op.f("uq_mails_key")),
    )
    op.create_index(
        "ix_mails_due",
        "mails",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("status in ('queued', 'taken', 'handed_over')"),
    )
    op.create_table(
        "notification_cursor",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_notification_cursor_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_cursor")),
    )
    op.create_table(
        "notification_mutes",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("subject_type", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.UUID(), nullable=True),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind is null) <> (subject_id is null) and (subject_id is null) = (subject_type is null)",
            name=op.f("ck_notification_mutes_kind_or_record"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notification_mutes_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_mutes")),
    )
    op.create_index(
        "uq_notification_mutes_kind",
        "notification_mutes",
        ["user_id", "kind"],
        unique=True,
        postgresql_where=sa.text("kind is not null"),
    )
    op.create_index(
        "uq_notification_mutes_record",
        "notification_mutes",
        ["user_id", "subject_type", "subject_id"],
        unique=True,
        postgresql_where=sa.text("subject_id is not null"),
    )
    op.create_table(
        "notification_preferences",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column(
            "delivery",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("digest_hour", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "digest_hour between 0 and 23", name=op.f("ck_notification_preferences_digest_hour_range")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notification_preferences_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_preferences")),
        sa.UniqueConstraint("user_id", name=op.f("uq_notification_preferences_user_id")),
    )
    op.create_table(
        "notifications",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("subject_label", sa.String(length=400), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("delivery", sa.String(length=40), nullable=False),
        sa.Column("muted", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_id", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "delivery in ('immediate', 'daily_digest', 'in_app')",
            name=op.f("ck_notifications_delivery_known"),
        ),
        sa.CheckConstraint(
            "topic in ('requests', 'outreach', 'agreements', 'activities', 'vetting', 'credentials', 'claims', 'enquiries')",
            name=op.f("ck_notifications_topic_known"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_notifications_event_id")),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mails.id"], name=op.f("fk_notifications_mail_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notifications_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("event_id", "user_id", name=op.f("uq_notifications_event_id_user_id")),
    )
    op.create_index(
        "ix_notifications_for_digest",
        "notifications",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text("delivery = 'daily_digest' and mail_id is null and read_at is null"),
    )
    op.create_index(op.f("ix_notifications_mail_id"), "notifications", ["mail_id"], unique=False)
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text("read_at is null"),
    )
    op.create_index("ix_notifications_inbox", "notifications", ["user_id", "created_at", "id"], unique=False)
    # People are told of what comes from now on.
    op.execute("INSERT INTO notification_cursor SELECT 1, coalesce(max(position), 0) FROM event_seals")


def downgrade() -> None:
    op.drop_index("ix_notifications_inbox", table_name="notifications")
    op.drop_index(
        "ix_notifications_unread", table_name="notifications", postgresql_where=sa.text("read_at is null")
    )
    op.drop_index(op.f("ix_notifications_mail_id"), table_name="notifications")
    op.drop_index(
        "ix_notifications_for_digest",
        table_name="notifications",
        postgresql_where=sa.text("delivery = 'daily_digest' and mail_id is null and read_at is null"),
    )
    op.drop_table("notifications")
    op.drop_table("notification_preferences")
    op.drop_index(
        "uq_notification_mutes_record",
        table_name="notification_mutes",
        postgresql_where=sa.text("subject_id is not null"),
    )
    op.drop_index(
        "uq_notification_mutes_kind",
        table_name="notification_mutes",
        postgresql_where=sa.text("kind is not null"),
    )
    op.drop_table("notification_mutes")
    op.drop_table("notification_cursor")
    op.drop_index(
        "ix_mails_due",
        table_name="mails",
        postgresql_where=sa.text("status in ('queued', 'taken', 'handed_over')"),
    )
    op.drop_table("mails")
