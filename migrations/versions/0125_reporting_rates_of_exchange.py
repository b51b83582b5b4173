"""Rates of exchange that flag others and exchange nothing: those that the Treasury publishes for reporting."""

import sqlalchemy as sa
from alembic import op

revision = "0125"
down_revision = "0109"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "exchange_rates", sa.Column("reporting_only", sa.Boolean(), server_default="false", nullable=False)
    )


def downgrade() -> None:
    # The table only grows; without the column these rows would exchange amounts.
    op.execute("ALTER TABLE exchange_rates DISABLE TRIGGER USER")
    op.execute("DELETE FROM exchange_rates WHERE reporting_only")
    op.execute("ALTER TABLE exchange_rates ENABLE TRIGGER USER")
    op.drop_column("exchange_rates", "reporting_only")
