"""What was reimbursed is told by modality too: the finer rollup carries it, and is counted again."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0054"
branch_labels = None
depends_on = None

FUNCTION = """
CREATE OR REPLACE FUNCTION keep_reimbursed_totals_on_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reimbursed_totals AS total ({keys}, lines, approved_usd)
    SELECT {keys}, sum(lines), sum(approved_usd)
    FROM ({sources}) AS change
    GROUP BY {keys}
    HAVING sum(lines) <> 0 OR sum(approved_usd) <> 0
    ORDER BY {keys}
    ON CONFLICT ({keys}) DO UPDATE
    SET lines = total.lines + excluded.lines, approved_usd = total.approved_usd + excluded.approved_usd;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO reimbursed_country_totals AS total (fiscal_year, country_id, category, lines, approved_usd)
    SELECT fiscal_year, country_id, category, sum(lines), sum(approved_usd)
    FROM ({sources}) AS change
    GROUP BY fiscal_year, country_id, category
    HAVING sum(lines) <> 0 OR sum(approved_usd) <> 0
    ORDER BY fiscal_year, country_id, category
    ON CONFLICT (fiscal_year, country_id, category) DO UPDATE
    SET lines = total.lines + excluded.lines, approved_usd = total.approved_usd + excluded.approved_usd;
    RETURN NULL;
END $$
"""

PAID_LINES = """
        SELECT extract(year FROM paid_on + interval '3 months')::smallint AS fiscal_year,
            coalesce(line.country_id, '00000000-0000-0000-0000-000000000000') AS country_id,
            line.agency_id, category, {modality}
            {sign}1 AS lines, {sign}coalesce(approved_usd, 0) AS approved_usd
        FROM {rows} AS line {activities} WHERE paid_on IS NOT NULL
"""
RECOUNT = """
INSERT INTO reimbursed_totals ({keys}, lines, approved_usd)
SELECT {keys}, sum(lines), sum(approved_usd) FROM ({lines}) AS paid GROUP BY {keys}
"""
WITH_MODALITY = {
    "keys": "fiscal_year, country_id, agency_id, category, modality",
    "modality": "activities.modality,",
    "activities": "JOIN activities ON activities.id = line.activity_id",
}
WITHOUT = {"keys": "fiscal_year, country_id, agency_id, category", "modality": "", "activities": ""}


def _keep(words: dict[str, str]) -> None:
    keys, parts = words["keys"], {name: words[name] for name in ("modality", "activities")}
    added = PAID_LINES.format(sign="", rows="added", **parts)
    removed = PAID_LINES.format(sign="-", rows="removed", **parts)
    for event, sources in (
        ("insert", added),
        ("update", f"{added} UNION ALL {removed}"),
        ("delete", removed),
    ):
        op.execute(FUNCTION.format(event=event, keys=keys, sources=sources))
    lines = PAID_LINES.format(sign="", rows="expenses", **parts)
    op.execute("TRUNCATE reimbursed_totals")
    op.execute(RECOUNT.format(keys=keys, lines=lines))


def _key(*columns: str) -> None:
    op.create_primary_key("pk_reimbursed_totals", "reimbursed_totals", list(columns))


def upgrade() -> None:
    op.execute("TRUNCATE reimbursed_totals")
    op.drop_constraint("pk_reimbursed_totals", "reimbursed_totals")
    op.add_column("reimbursed_totals", sa.Column("modality", sa.String(40), nullable=False))
    _key("fiscal_year", "country_id", "agency_id", "category", "modality")
    _keep(WITH_MODALITY)


def downgrade() -> None:
    op.execute("TRUNCATE reimbursed_totals")
    op.drop_constraint("pk_reimbursed_totals", "reimbursed_totals")
    op.drop_column("reimbursed_totals", "modality")
    _key("fiscal_year", "country_id", "agency_id", "category")
    _keep(WITHOUT)
