"""Extensions and the folding of text for search."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    # unaccent() is only STABLE since its dictionary could change; ours does not, and generated columns and
    # indexes want IMMUTABLE.
    op.execute(
        """
        CREATE FUNCTION search_fold(value text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN lower(public.unaccent('public.unaccent'::regdictionary, value))
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("DROP FUNCTION search_fold(text)")
    for extension in ("unaccent", "pg_trgm", "btree_gist"):
        op.execute(f"DROP EXTENSION IF EXISTS {extension}")
