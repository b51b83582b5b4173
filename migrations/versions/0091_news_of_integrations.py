"""People are told of integrations: a topic of its own."""

from alembic import op

revision = "0091"
down_revision = "0099"
branch_labels = None
depends_on = None

TOPICS = ("requests", "outreach", "agreements", "activities", "vetting", "credentials", "claims", "enquiries")
NAME = "ck_notifications_topic_known"


def _allow(topics: tuple[str, ...]) -> None:
    op.drop_constraint(op.f(NAME), "notifications")
    words = ", ".join(f"'{topic}'" for topic in topics)
    op.create_check_constraint(op.f(NAME), "notifications", f"topic in ({words})")


def upgrade() -> None:
    _allow((*TOPICS, "integrations"))


def downgrade() -> None:
    op.execute("DELETE FROM notifications WHERE topic = 'integrations'")
    _allow(TOPICS)
