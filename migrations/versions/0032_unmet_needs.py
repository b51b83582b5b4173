"""Why a need was not met."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("requests", sa.Column("unmet_reason", sa.String(length=40), nullable=True))
    op.create_check_constraint(
        op.f("ck_requests_unmet_reason_known"),
        "requests",
        "unmet_reason in ('no_agency_fits', 'nobody_free', 'beyond_funds', 'other_dates', 'language',"
        " 'need_changed', 'other')",
    )
    # Those closed before said it in words only.
    op.execute("update requests set unmet_reason = 'other' where status = 'unfilled'")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_requests_unmet_reason_known"), "requests", type_="check")
    op.drop_column("requests", "unmet_reason")
