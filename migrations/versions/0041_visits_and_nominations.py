"""Times of an itinerary, and nominations of instructors by their agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("itinerary_items", sa.Column("starts_at", sa.Time(), nullable=True))
    op.add_column("itinerary_items", sa.Column("ends_at", sa.Time(), nullable=True))
    op.create_check_constraint(
        op.f("ck_itinerary_items_time_order"), "itinerary_items", "ends_at is null or ends_at > starts_at"
    )
    op.add_column(
        "offering_instructors", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True)
    )
    # Until now the programme alone named instructors.
    op.execute("UPDATE offering_instructors SET confirmed_at = created_at")


def downgrade() -> None:
    op.drop_column("offering_instructors", "confirmed_at")
    op.drop_constraint(op.f("ck_itinerary_items_time_order"), "itinerary_items")
    op.drop_column("itinerary_items", "ends_at")
    op.drop_column("itinerary_items", "starts_at")
