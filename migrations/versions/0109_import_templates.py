"""Templates of imports, and imports of memoranda and of participants."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0109"
down_revision = "0091"
branch_labels = None
depends_on = None

_BEFORE = (
    "'expenses', 'trip_expenses', 'agencies', 'activities', 'partners', 'contacts', 'expertise_links',"
    " 'officers', 'credentials', 'country_aliases', 'requests', 'obligations'"
)
_KINDS = f"{_BEFORE}, 'mous', 'participants'"


def upgrade() -> None:
    _hold(_KINDS)
    op.create_table(
        "import_templates",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("agency_id", sa.UUID(), nullable=True),
        sa.Column("post_id", sa.UUID(), nullable=True),
        sa.Column(
            "options",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(f"kind in ({_KINDS})", name=op.f("ck_import_templates_kind_known")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_import_templates_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_import_templates_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_templates")),
        sa.UniqueConstraint(
            "created_by", "kind", "name", name=op.f("uq_import_templates_created_by_kind_name")
        ),
    )
    op.create_index("ix_import_templates_agency_id_post_id", "import_templates", ["agency_id", "post_id"])
    op.create_index(op.f("ix_import_templates_post_id"), "import_templates", ["post_id"])


def downgrade() -> None:
    op.drop_table("import_templates")
    op.execute("DELETE FROM imports WHERE kind IN ('mous', 'participants')")
    _hold(_BEFORE)


def _hold(kinds: str) -> None:
    op.drop_constraint(op.f("ck_imports_kind_known"), "imports")
    op.create_check_constraint(op.f("ck_imports_kind_known"), "imports", f"kind in ({kinds})")
