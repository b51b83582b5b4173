"""Hours that an officer served on an activity."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignments", sa.Column("hours", sa.Numeric(precision=6, scale=2), nullable=True))
    op.create_check_constraint(op.f("ck_assignments_hours_positive"), "assignments", "hours > 0")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_assignments_hours_positive"), "assignments")
    op.drop_column("assignments", "hours")
