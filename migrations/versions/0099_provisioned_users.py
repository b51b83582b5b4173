"""People whom the directory of their employer has taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0099"
down_revision = "0105"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("deprovisioned_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "deprovisioned_at")
