"""Service clients with terms of their own, and their usage by day; when a token was last used."""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("api_tokens", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "service_clients",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("allowed_networks", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("requests_per_minute", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "requests_per_minute > 0", name=op.f("ck_service_clients_requests_per_minute_positive")
        ),
        sa.CheckConstraint("cardinality(scopes) > 0", name=op.f("ck_service_clients_scopes_named")),
        sa.ForeignKeyConstraint(
            ["id"], ["users.id"], name=op.f("fk_service_clients_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_clients")),
    )
    op.create_table(
        "client_usage",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("client_id", sa.UUID(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("operation", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("requests", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome in ('ok', 'refused', 'limited', 'failed')", name=op.f("ck_client_usage_outcome_known")
        ),
        sa.CheckConstraint("requests > 0", name=op.f("ck_client_usage_requests_positive")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["service_clients.id"],
            name=op.f("fk_client_usage_client_id_service_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_usage")),
    )
    op.create_index(
        "uq_client_usage_key", "client_usage", ["client_id", "day", "operation", "outcome"], unique=True
    )


def downgrade() -> None:
    op.drop_table("client_usage")
    op.drop_table("service_clients")
    op.drop_column("api_tokens", "last_used_at")
