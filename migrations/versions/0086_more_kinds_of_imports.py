"""Officers, their credentials, other names of countries, needs and obligations can be imported."""

from alembic import op

revision = "0086"
down_revision = "0083"
branch_labels = None
depends_on = None

_BEFORE = "'expenses', 'trip_expenses', 'agencies', 'activities', 'partners', 'contacts', 'expertise_links'"
_MORE = "'officers', 'credentials', 'country_aliases', 'requests', 'obligations'"


def upgrade() -> None:
    _hold(f"{_BEFORE}, {_MORE}")


def downgrade() -> None:
    op.execute(
        "DELETE FROM imports"
        " WHERE kind IN ('officers', 'credentials', 'country_aliases', 'requests', 'obligations')"
    )
    _hold(_BEFORE)


def _hold(kinds: str) -> None:
    op.drop_constraint(op.f("ck_imports_kind_known"), "imports")
    op.create_check_constraint(op.f("ck_imports_kind_known"), "imports", f"kind in ({kinds})")
