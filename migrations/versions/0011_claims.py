"""Claims, payments and the ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reimbursed_totals",
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("approved_usd", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.PrimaryKeyConstraint(
            "fiscal_year", "country_id", "agency_id", "category", name=op.f("pk_reimbursed_totals")
        ),
    )
    op.create_table(
        "reimbursed_country_totals",
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("approved_usd", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.PrimaryKeyConstraint(
            "fiscal_year", "country_id", "category", name=op.f("pk_reimbursed_country_totals")
        ),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("parent_claim_id", sa.Uuid(), nullable=True),
        sa.Column("period_starts_on", sa.Date(), nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=False),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("signatory_name", sa.String(length=200), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("proper_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("held_days", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("program_reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("finance_reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("certified_by", sa.Uuid(), nullable=True),
        sa.Column("certified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("actual_expense", postgresql.JSONB(), nullable=True),
        sa.Column("claimed_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("allowed_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("approved_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("warnings", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed("search_fold(coalesce(reference, ''))", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind in ('travel_voucher', 'invoice', 'reimbursement_request')",
            name=op.f("ck_claims_kind_known"),
        ),
        sa.CheckConstraint(
            "status in ('draft', 'submitted', 'program_review', 'finance_review', 'returned', 'approved', 'partial', 'disallowed', 'certified', 'paid', 'withdrawn')",
            name=op.f("ck_claims_status_known"),
        ),
        sa.CheckConstraint(
            "(program_reviewed_by is null or prepared_by <> program_reviewed_by) and (finance_reviewed_by is null or finance_reviewed_by not in (prepared_by, program_reviewed_by)) and (certified_by is null or certified_by not in (prepared_by, program_reviewed_by, finance_reviewed_by))",
            name=op.f("ck_claims_four_people"),
        ),
        sa.CheckConstraint("approved_usd <= claimed_usd", name=op.f("ck_claims_approved_within_claimed")),
        sa.CheckConstraint("period_ends_on >= period_starts_on", name=op.f("ck_claims_period_order")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_claims_activity_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_claims_agency_id")),
        sa.ForeignKeyConstraint(["certified_by"], ["users.id"], name=op.f("fk_claims_certified_by")),
        sa.ForeignKeyConstraint(
            ["finance_reviewed_by"], ["users.id"], name=op.f("fk_claims_finance_reviewed_by")
        ),
        sa.ForeignKeyConstraint(["instrument_id"], ["instruments.id"], name=op.f("fk_claims_instrument_id")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligations.id"], name=op.f("fk_claims_obligation_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_claims_officer_id")),
        sa.ForeignKeyConstraint(["parent_claim_id"], ["claims.id"], name=op.f("fk_claims_parent_claim_id")),
        sa.ForeignKeyConstraint(["prepared_by"], ["users.id"], name=op.f("fk_claims_prepared_by")),
        sa.ForeignKeyConstraint(
            ["program_reviewed_by"], ["users.id"], name=op.f("fk_claims_program_reviewed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("reference", name=op.f("uq_claims_reference")),
    )
    op.create_index(op.f("ix_claims_activity_id"), "claims", ["activity_id"], unique=False)
    op.create_index("ix_claims_agency_id_submitted_at", "claims", ["agency_id", "submitted_at"], unique=False)
    op.create_index(op.f("ix_claims_instrument_id"), "claims", ["instrument_id"], unique=False)
    op.create_index(op.f("ix_claims_obligation_id"), "claims", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_claims_officer_id"), "claims", ["officer_id"], unique=False)
    op.create_index(op.f("ix_claims_parent_claim_id"), "claims", ["parent_claim_id"], unique=False)
    op.create_index(
        "ix_claims_search",
        "claims",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_claims_status_due_on", "claims", ["status", "due_on", "id"], unique=False)
    op.create_table(
        "claim_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("items", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('returned', 'disallowed')", name=op.f("ck_claim_notices_kind_known")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_notices_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_notices")),
    )
    op.create_index(op.f("ix_claim_notices_claim_id"), "claim_notices", ["claim_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("amount_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("interest_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("charge", sa.String(length=20), server_default="nothing", nullable=False),
        sa.Column("days_late", sa.Integer(), server_default="0", nullable=False),
        sa.Column("explanation", sa.String(length=500), server_default="", nullable=False),
        sa.Column("treasury_reference", sa.String(length=60), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount_usd > 0", name=op.f("ck_payments_amount_positive")),
        sa.CheckConstraint("interest_usd >= 0", name=op.f("ck_payments_interest_positive")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_payments_claim_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_payments_obligation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_payments_claim_id")),
        sa.UniqueConstraint("treasury_reference", name=op.f("uq_payments_treasury_reference")),
    )
    op.create_index(op.f("ix_payments_obligation_id"), "payments", ["obligation_id"], unique=False)
    op.create_index("ix_payments_paid_on", "payments", ["paid_on", "id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("storage_key", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_receipts_agency_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_receipts_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_agency_id"), "receipts", ["agency_id"], unique=False)
    op.create_index(op.f("ix_receipts_claim_id"), "receipts", ["claim_id"], unique=False)
    op.create_index("ix_receipts_sha256", "receipts", ["sha256"], unique=False)
    op.create_table(
        "expenses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("line_number", sa.SmallInteger(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("service_on", sa.Date(), nullable=False),
        sa.Column("service_ends_on", sa.Date(), nullable=True),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("currency", sa.String(length=3), server_default="USD", nullable=False),
        sa.Column("amount", sa.Numeric(precision=15, scale=3), nullable=False),
        sa.Column("fx_rate", sa.Numeric(precision=18, scale=8), nullable=True),
        sa.Column("fx_source", sa.String(length=40), nullable=True),
        sa.Column("claimed_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("tax_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("unit_rate", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("location", sa.String(length=120), nullable=True),
        sa.Column("travel_day", sa.String(length=10), nullable=True),
        sa.Column("meals_furnished", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_attached", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("prior_approval", sa.String(length=200), nullable=True),
        sa.Column("duplicate_override_reason", sa.String(length=500), nullable=True),
        sa.Column("duplicate_override_by", sa.Uuid(), nullable=True),
        sa.Column("allowed_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("computation", postgresql.JSONB(), nullable=True),
        sa.Column("approved_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("disallow_code", sa.String(length=40), nullable=True),
        sa.Column("disallow_note", sa.String(length=500), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(currency = 'USD') = (fx_rate is null)", name=op.f("ck_expenses_foreign_needs_rate")
        ),
        sa.CheckConstraint(
            "category in ('lodging', 'mie', 'airfare', 'mileage', 'visa_fee', 'materials', 'equipment', 'salary', 'overtime', 'fringe', 'indirect', 'other')",
            name=op.f("ck_expenses_category_known"),
        ),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_expenses_currency_form")),
        sa.CheckConstraint(
            "disallow_code in ('over_max', 'over_rate', 'meal_furnished', 'not_payable', 'no_receipt', 'not_allowable', 'not_in_instrument', 'duplicate', 'outside_period', 'over_ceiling')",
            name=op.f("ck_expenses_disallow_code_known"),
        ),
        sa.CheckConstraint(
            "fx_source in ('card', 'exchange_receipt', 'rate_table')",
            name=op.f("ck_expenses_fx_source_known"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_expenses_amount_positive")),
        sa.CheckConstraint(
            "approved_usd between 0 and claimed_usd", name=op.f("ck_expenses_approved_within_claimed")
        ),
        sa.CheckConstraint(
            "approved_usd is null or approved_usd = claimed_usd or disallow_code is not null",
            name=op.f("ck_expenses_every_disallowed_cent_has_a_code"),
        ),
        sa.CheckConstraint("claimed_usd > 0", name=op.f("ck_expenses_claimed_positive")),
        sa.CheckConstraint("fx_rate > 0", name=op.f("ck_expenses_fx_rate_positive")),
        sa.CheckConstraint("quantity > 0 and unit_rate > 0", name=op.f("ck_expenses_quantity_positive")),
        sa.CheckConstraint("service_ends_on >= service_on", name=op.f("ck_expenses_service_order")),
        sa.CheckConstraint(
            "tax_usd > 0 and tax_usd < claimed_usd", name=op.f("ck_expenses_tax_within_claimed")
        ),
        sa.CheckConstraint(
            "(duplicate_override_by is null) = (duplicate_override_reason is null)",
            name=op.f("ck_expenses_override_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_override_by"], ["users.id"], name=op.f("fk_expenses_duplicate_override_by")
        ),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_expenses_activity_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_expenses_agency_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_expenses_claim_id")),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_expenses_country_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_expenses_officer_id")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name=op.f("fk_expenses_receipt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
        sa.UniqueConstraint("claim_id", "line_number", name=op.f("uq_expenses_claim_id_line_number")),
    )
    op.create_index(op.f("ix_expenses_activity_id"), "expenses", ["activity_id"], unique=False)
    op.create_index(
        "ix_expenses_agency_id_service_on", "expenses", ["agency_id", "service_on", "id"], unique=False
    )
    op.create_index(
        "ix_expenses_duplicate",
        "expenses",
        ["officer_id", "service_on", "category"],
        unique=False,
        postgresql_where=sa.text("officer_id is not null"),
    )
    op.create_index(
        "ix_expenses_unpaid",
        "expenses",
        ["service_on", "id"],
        unique=False,
        postgresql_where=sa.text("paid_on is null"),
    )
    op.create_index(
        "ix_expenses_paid_on",
        "expenses",
        ["paid_on", "id"],
        unique=False,
        postgresql_where=sa.text("paid_on is not null"),
    )
    op.create_index(
        "uq_expenses_mie_paid",
        "expenses",
        ["officer_id", "service_on"],
        unique=True,
        postgresql_where=sa.text("category = 'mie' and paid_on is not null and approved_usd > 0"),
    )
    op.create_index(op.f("ix_expenses_receipt_id"), "expenses", ["receipt_id"], unique=False)
    op.create_index("ix_expenses_service_on", "expenses", ["service_on", "id"], unique=False)
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind in ('obligate', 'adjust', 'pay', 'deobligate')", name=op.f("ck_ledger_entries_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_ledger_entries_obligation_id")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_ledger_entries_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
    )
    op.create_index(
        op.f("ix_ledger_entries_obligation_id"), "ledger_entries", ["obligation_id"], unique=False
    )
    op.create_index(op.f("ix_ledger_entries_payment_id"), "ledger_entries", ["payment_id"], unique=False)
    op.create_table(
        "ledger_postings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("amount_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.CheckConstraint(
            "account in ('appropriation', 'unliquidated', 'disbursed', 'deobligated')",
            name=op.f("ck_ledger_postings_account_known"),
        ),
        sa.CheckConstraint("amount_usd <> 0", name=op.f("ck_ledger_postings_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entries.id"], name=op.f("fk_ledger_postings_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_ledger_postings_obligation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_postings")),
    )
    op.create_index("ix_ledger_postings_entry_id", "ledger_postings", ["entry_id"], unique=False)
    op.create_index(
        "ix_ledger_postings_obligation_id_account",
        "ledger_postings",
        ["obligation_id", "account"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_ledger_postings_obligation_id_account", table_name="ledger_postings")
    op.drop_index("ix_ledger_postings_entry_id", table_name="ledger_postings")
    op.drop_table("ledger_postings")
    op.drop_index(op.f("ix_ledger_entries_payment_id"), table_name="ledger_entries")
    op.drop_index(op.f("ix_ledger_entries_obligation_id"), table_name="ledger_entries")
    op.drop_table("ledger_entries")
    op.drop_index("ix_expenses_service_on", table_name="expenses")
    op.drop_index(op.f("ix_expenses_receipt_id"), table_name="expenses")
    op.drop_index("uq_expenses_mie_paid", table_name="expenses")
    op.drop_index("ix_expenses_paid_on", table_name="expenses")
    op.drop_index("ix_expenses_unpaid", table_name="expenses")
    op.drop_index(
        "ix_expenses_duplicate", table_name="expenses", postgresql_where=sa.text("officer_id is not null")
    )
    op.drop_index("ix_expenses_agency_id_service_on", table_name="expenses")
    op.drop_index(op.f("ix_expenses_activity_id"), table_name="expenses")
    op.drop_table("expenses")
    op.drop_index("ix_receipts_sha256", table_name="receipts")
    op.drop_index(op.f("ix_receipts_claim_id"), table_name="receipts")
    op.drop_index(op.f("ix_receipts_agency_id"), table_name="receipts")
    op.drop_table("receipts")
    op.drop_index("ix_payments_paid_on", table_name="payments")
    op.drop_index(op.f("ix_payments_obligation_id"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_claim_notices_claim_id"), table_name="claim_notices")
    op.drop_table("claim_notices")
    op.drop_index("ix_claims_status_due_on", table_name="claims")
    op.drop_index(
        "ix_claims_search",
        table_name="claims",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_claims_parent_claim_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_officer_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_obligation_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_instrument_id"), table_name="claims")
    op.drop_index("ix_claims_agency_id_submitted_at", table_name="claims")
    op.drop_index(op.f("ix_claims_activity_id"), table_name="claims")
    op.drop_table("claims")
    op.drop_table("reimbursed_country_totals")
    op.drop_table("reimbursed_totals")
