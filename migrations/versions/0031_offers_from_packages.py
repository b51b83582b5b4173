"""Offers remember the capability package they were made from."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offers", sa.Column("package_id", sa.UUID(), nullable=True))
    op.add_column("offers", sa.Column("package_name", sa.String(length=120), nullable=True))
    op.create_index(op.f("ix_offers_package_id"), "offers", ["package_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_offers_package_id"),
        "offers",
        "capability_packages",
        ["package_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_offers_package_id"), "offers", type_="foreignkey")
    op.drop_index(op.f("ix_offers_package_id"), table_name="offers")
    op.drop_column("offers", "package_name")
    op.drop_column("offers", "package_id")
