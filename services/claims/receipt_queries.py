"""Reading receipts: lists, one with the earlier uploads of the same file, and the file itself."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.agencies import Agency
from models.claims import Claim, Expense, Receipt
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.adapters.file_store import FileLost, FileStore, StoreAway
from services.claims.lifecycle import EDITABLE
from services.detail import Answer, Detail
from services.errors import NotFound, Unavailable
from services.filters import any_of, ranges
from services.listing import Listing
from services.prepared import PreparedByShape
from services.projection import Fields, instant, json_list, json_object

log = structlog.get_logger(__name__)

#: A name of its own, so that row rules can ask about claims too.
_claim = aliased(Claim)
_SOURCE = Receipt.__table__.join(_claim, _claim.id == Receipt.claim_id).join(
    Agency, Agency.id == Receipt.agency_id
)
_lines = (
    select(json_object({"id": Expense.id, "line_number": Expense.line_number}))
    .where(Expense.receipt_id == Receipt.id)
    .order_by(Expense.line_number)
)
_FIELDS: Fields = {
    "id": Receipt.id,
    "claim": json_object({"id": _claim.id, "reference": _claim.reference}),
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "file_name": Receipt.file_name,
    "media_type": Receipt.media_type,
    "size_bytes": Receipt.size_bytes,
    "sha256": func.encode(Receipt.sha256, "hex"),
    "has_thumbnail": Receipt.thumbnail.is_not(None),
    "expenses": json_list(_lines),
    # A file is never changed, so it has one version for ever.
    "version": literal_column("1"),
    "created_at": instant(Receipt.created_at),
}

RECEIPTS = Listing(
    table=Receipt,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"created_at": Receipt.created_at, "size_bytes": Receipt.size_bytes},
    default_sort="created_at",
    filters={
        "claim_id": any_of(Receipt.claim_id, UUID),
        "agency_id": any_of(Receipt.agency_id, UUID),
        **ranges("created_at", Receipt.created_at, datetime),
    },
    # Names of files tell of people: they are for who looks at a claim, not for tables that travel.
    exportable=False,
)


def removable() -> Any:
    """Of a claim that can be changed, and not among what was handed in with it (kept six years, 41 CFR 301-52.1)."""
    return _claim.status.in_(EDITABLE) & (
        _claim.submitted_at.is_(None) | (_claim.submitted_at < Receipt.created_at)
    )


def _actions(actor: Actor, answer: Answer) -> list[str]:
    """Which the claim decides: `removable` is asked for and not shown."""
    free = answer.pop("removable") and not answer["expenses"]
    return ["delete"] if free and actor.may(Permission.CLAIMS_PREPARE) else []


_RECEIPT = Detail(
    table=Receipt,
    permission=Permission.CLAIMS_READ,
    source=_SOURCE,
    fields={**_FIELDS, "removable": removable()},
    actions=_actions,
)
_this = aliased(Receipt)
_EARLIER = PreparedByShape()


async def receipt(connection: AsyncConnection, actor: Actor, receipt_id: UUID) -> Answer:
    """One receipt, with those earlier uploads of the same file that the actor may see. Raises `NotFound`."""
    answer = await _RECEIPT.get(connection, actor, receipt_id)
    seen = visible(actor, Receipt)
    statement = _EARLIER.get(
        seen.key,
        lambda: (
            select(Receipt.id, Receipt.file_name, _claim.id, _claim.reference, instant(Receipt.created_at))
            .join(_claim, _claim.id == Receipt.claim_id)
            .join(_this, _this.sha256 == Receipt.sha256)
            .where(
                _this.id == bindparam("receipt_id", type_=PG_UUID(as_uuid=True)),
                Receipt.agency_id == _this.agency_id,
                Receipt.id < _this.id,
                seen.clause,
            )
            .order_by(Receipt.id)
        ),
    )
    rows = await statement.rows(connection, {"receipt_id": receipt_id, **seen.parameters})
    answer["same_as"] = [
        {"id": id_, "file_name": name, "claim": {"id": claim_id, "reference": reference}, "created_at": at}
        for id_, name, claim_id, reference, at in rows
    ]
    return answer


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`tag`: changes with the content."""

    name: str
    media_type: str
    tag: str
    content: bytes


async def content(
    connection: AsyncConnection, actor: Actor, files: FileStore, receipt_id: UUID
) -> StoredFile:
    """The file as it was uploaded, to the byte. Raises `NotFound`, and `Unavailable` where the store fails."""
    found = await _row(connection, actor, receipt_id)
    try:
        stored = await files.read(found.storage_key)
    except (FileLost, StoreAway) as error:
        log.error("receipt_unavailable", receipt_id=str(receipt_id), reason=type(error).__name__)
        raise Unavailable("The file cannot be read at the moment. Try again later.") from error
    if await asyncio.to_thread(_digest, stored) != found.sha256:
        log.error("receipt_unavailable", receipt_id=str(receipt_id), reason="Altered")
        raise Unavailable("The stored file is not the one that was uploaded. Tell the administrator.")
    return StoredFile(found.file_name, found.media_type, found.sha256.hex(), stored)


async def thumbnail(connection: AsyncConnection, actor: Actor, receipt_id: UUID) -> StoredFile:
    """A small picture of it. Raises `NotFound`, also of a PDF, which has none."""
    found = await _row(connection, actor, receipt_id)
    if found.thumbnail is None:
        raise NotFound
    return StoredFile("thumbnail.jpg", "image/jpeg", found.sha256.hex(), found.thumbnail)


async def _row(connection: AsyncConnection, actor: Actor, receipt_id: UUID) -> Any:
    actor.require(Permission.CLAIMS_READ)
    seen = visible(actor, Receipt)
    statement = select(
        Receipt.storage_key, Receipt.file_name, Receipt.media_type, Receipt.sha256, Receipt.thumbnail
    ).where(Receipt.id == receipt_id, seen.clause)
    found = (await connection.execute(statement, dict(seen.parameters))).one_or_none()
    if found is None:
        raise NotFound
    return found


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
