"""Contacts and expertise of agencies can be imported."""

from alembic import op

revision = "0067"
down_revision = "0050"
branch_labels = None
depends_on = None

_BEFORE = "'expenses', 'trip_expenses', 'agencies', 'activities', 'partners'"


def upgrade() -> None:
    _hold(f"{_BEFORE}, 'contacts', 'expertise_links'")


def downgrade() -> None:
    op.execute("DELETE FROM imports WHERE kind IN ('contacts', 'expertise_links')")
    _hold(_BEFORE)


def _hold(kinds: str) -> None:
    op.drop_constraint(op.f("ck_imports_kind_known"), "imports")
    op.create_check_constraint(op.f("ck_imports_kind_known"), "imports", f"kind in ({kinds})")
