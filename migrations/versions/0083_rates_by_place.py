"""Rates are looked up by the name of a place in any country."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_per_diem_rates_place_name", "per_diem_rates", [sa.text("lower(location)")])


def downgrade() -> None:
    op.drop_index("ix_per_diem_rates_place_name", "per_diem_rates")
