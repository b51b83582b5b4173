"""The papers that activities of each modality need, as templates with lead times."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.activities import PaperworkTemplate
from services.reference.files import read_rows, text_or_none
from services.reference.staging import add_missing

PAPERWORK_FILES = ("paperwork.csv",)


async def load_templates(session: AsyncSession) -> int:
    """How many were added."""
    columns = (
        "id",
        "modality",
        "key",
        "title",
        "owner_role",
        "days_before",
        "day_kind",
        "post_lead",
        "gate",
        "evidence_wanted",
        "effective_from",
        "source",
    )
    records = (
        (
            uuid7(),
            row["modality"],
            row["key"],
            row["title"],
            row["owner_role"],
            int(row["days_before"]),
            row["day_kind"],
            row["post_lead"] == "Y",
            row["gate"] == "Y",
            text_or_none(row["evidence_wanted"]),
            date.fromisoformat(row["effective_from"]),
            row["source"],
        )
        for row in read_rows("paperwork.csv")
    )
    return await add_missing(session, PaperworkTemplate, columns, records)
