"""Rules that PostgreSQL itself keeps: append-only logs, the ledger's sums, and rollups."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

APPEND_ONLY = ("events", "event_seals", "ledger_entries", "ledger_postings", "payments", "claim_notices")

ORI_CODES = """
CREATE FUNCTION keep_ori_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE agencies SET ori_codes = coalesce(
        (SELECT array_agg(ori ORDER BY ori) FROM agency_oris WHERE agency_id = agencies.id), '{}'
    )
    WHERE id IN (SELECT agency_id FROM changed);
    RETURN NULL;
END $$
"""

LEDGER_SUMS = """
CREATE FUNCTION keep_obligation_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE obligations SET
        obligated_usd = obligated_usd + delta.obligated,
        paid_usd = paid_usd + delta.paid,
        deobligated_usd = deobligated_usd + delta.deobligated
    FROM (
        SELECT obligation_id,
            coalesce(-sum(amount_usd) FILTER (WHERE account = 'appropriation'), 0) AS obligated,
            coalesce(sum(amount_usd) FILTER (WHERE account = 'disbursed'), 0) AS paid,
            coalesce(sum(amount_usd) FILTER (WHERE account = 'deobligated'), 0) AS deobligated
        FROM added GROUP BY obligation_id ORDER BY obligation_id
    ) AS delta
    WHERE obligations.id = delta.obligation_id;
    RETURN NULL;
END $$
"""

LEDGER_BALANCE = """
CREATE FUNCTION check_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE difference numeric;
BEGIN
    SELECT sum(amount_usd) INTO difference FROM ledger_postings WHERE entry_id = NEW.entry_id;
    IF difference <> 0 THEN
        RAISE EXCEPTION 'ledger entry % is out of balance by %', NEW.entry_id, difference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

REIMBURSED = """
CREATE FUNCTION keep_reimbursed_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reimbursed_totals AS total (fiscal_year, country_id, agency_id, category, lines, approved_usd)
    SELECT fiscal_year, country_id, agency_id, category, sum(lines), sum(approved_usd)
    FROM (
        {sources}
    ) AS change
    GROUP BY fiscal_year, country_id, agency_id, category
    HAVING sum(lines) <> 0 OR sum(approved_usd) <> 0
    ORDER BY fiscal_year, country_id, agency_id, category
    ON CONFLICT (fiscal_year, country_id, agency_id, category) DO UPDATE
    SET lines = total.lines + excluded.lines, approved_usd = total.approved_usd + excluded.approved_usd;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO reimbursed_country_totals AS total (fiscal_year, country_id, category, lines, approved_usd)
    SELECT fiscal_year, country_id, category, sum(lines), sum(approved_usd)
    FROM (
        {sources}
    ) AS change
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
            coalesce(country_id, '00000000-0000-0000-0000-000000000000') AS country_id,
            agency_id, category, {sign}1 AS lines, {sign}coalesce(approved_usd, 0) AS approved_usd
        FROM {rows} WHERE paid_on IS NOT NULL
"""

#: From certification on a claim stays as it is, but for being paid (invariant 14). Corrections are new claims.
CERTIFIED = """
CREATE FUNCTION keep_certified_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR NEW.status NOT IN ('certified', 'paid')
        OR OLD.status = 'paid'
        OR to_jsonb(NEW) - '{status,paid_on,act_by,version,updated_at,updated_by,search_text}'::text[]
            <> to_jsonb(OLD) - '{status,paid_on,act_by,version,updated_at,updated_by,search_text}'::text[]
    THEN
        RAISE EXCEPTION 'claim % is certified and stays as it is', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""

CERTIFIED_LINES = """
CREATE FUNCTION keep_certified_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM claims WHERE id = OLD.claim_id AND status IN ('certified', 'paid'))
        AND (TG_OP = 'DELETE'
            OR OLD.paid_on IS NOT NULL
            OR to_jsonb(NEW) - '{paid_on,version,updated_at,updated_by}'::text[]
                <> to_jsonb(OLD) - '{paid_on,version,updated_at,updated_by}'::text[])
    THEN
        RAISE EXCEPTION 'expense % belongs to a certified claim and stays as it is', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""


def upgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    op.execute(ORI_CODES)
    for event, transition in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER keep_ori_codes_on_{event.lower()} AFTER {event} ON agency_oris "
            f"REFERENCING {transition} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_ori_codes()"
        )
    op.execute(CERTIFIED)
    op.execute(
        "CREATE TRIGGER keep_certified_claim BEFORE UPDATE OR DELETE ON claims "
        "FOR EACH ROW WHEN (OLD.status IN ('certified', 'paid')) EXECUTE FUNCTION keep_certified_claim()"
    )
    op.execute(CERTIFIED_LINES)
    op.execute(
        "CREATE TRIGGER keep_certified_line BEFORE UPDATE OR DELETE ON expenses "
        "FOR EACH ROW WHEN (OLD.approved_usd IS NOT NULL) EXECUTE FUNCTION keep_certified_line()"
    )
    op.execute(LEDGER_SUMS)
    op.execute(
        "CREATE TRIGGER keep_obligation_sums AFTER INSERT ON ledger_postings "
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_obligation_sums()"
    )
    op.execute(LEDGER_BALANCE)
    op.execute(
        "CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON ledger_postings "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_balances()"
    )
    added = PAID_LINES.format(sign="", rows="added")
    removed = PAID_LINES.format(sign="-", rows="removed")
    for event, sources, referencing in (
        ("insert", added, "NEW TABLE AS added"),
        ("update", f"{added} UNION ALL {removed}", "NEW TABLE AS added OLD TABLE AS removed"),
        ("delete", removed, "OLD TABLE AS removed"),
    ):
        function = f"keep_reimbursed_totals_on_{event}"
        op.execute(REIMBURSED.format(sources=sources).replace("keep_reimbursed_totals", function))
        op.execute(
            f"CREATE TRIGGER {function} AFTER {event.upper()} ON expenses "
            f"REFERENCING {referencing} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )


def downgrade() -> None:
    for event in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER keep_reimbursed_totals_on_{event} ON expenses")
        op.execute(f"DROP FUNCTION keep_reimbursed_totals_on_{event}()")
    op.execute("DROP TRIGGER entry_balances ON ledger_postings")
    op.execute("DROP FUNCTION check_entry_balances()")
    op.execute("DROP TRIGGER keep_obligation_sums ON ledger_postings")
    op.execute("DROP FUNCTION keep_obligation_sums()")
    op.execute("DROP TRIGGER keep_certified_line ON expenses")
    op.execute("DROP FUNCTION keep_certified_line()")
    op.execute("DROP TRIGGER keep_certified_claim ON claims")
    op.execute("DROP FUNCTION keep_certified_claim()")
    for event in ("insert", "delete"):
        op.execute(f"DROP TRIGGER keep_ori_codes_on_{event} ON agency_oris")
    op.execute("DROP FUNCTION keep_ori_codes()")
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER append_only ON {table}")
