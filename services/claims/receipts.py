"""Uploading and removing receipts, and attaching them to the lines of their claim."""

from uuid import UUID

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.claims import Claim, Expense, Receipt
from schemas.receipts import ReceiptCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.adapters.file_store import FileStore, StoreAway
from services.adapters.inspection import Content
from services.claims.commands import record, require_editable
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid, NotFound, StaleVersion, Unavailable
from services.records import apply_changes, created, load_for_change, touch
from services.uploads import Upload, clean_name

log = structlog.get_logger(__name__)

#: Receipts that one claim holds at most.
MOST_RECEIPTS = 2_000
FOLDER = "receipts"
_ONLY_VERSION = 1


async def add_receipt(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    files: FileStore,
    data: ReceiptCreate,
    upload: Upload,
    content: Content,
) -> UUID:
    """Keep a file that was examined, for a claim that can be changed, and attach it to a line if one is named.

    Raises `Invalid` for an unknown claim or line, `IllegalTransition` for a claim that can no longer be changed,
    `Conflict` for a line that has a receipt and for a claim with too many, `Unavailable` where the store is away.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    try:
        claim = await load_for_change(session, actor, Claim, data.claim_id, version=None)
    except NotFound as error:
        raise Invalid(FieldProblem("claim_id", "unknown", "There is no such claim.")) from error
    require_editable(actor, claim)
    line = await _free_line(session, claim, data.expense_id) if data.expense_id else None
    count = await session.scalar(select(func.count()).where(Receipt.claim_id == claim.id))
    if count is not None and count >= MOST_RECEIPTS:
        raise Conflict(f"A claim holds at most {MOST_RECEIPTS:,} receipts.", code="too_many_receipts")
    receipt_id = uuid7()
    receipt = Receipt(
        id=receipt_id,
        agency_id=claim.agency_id,
        claim_id=claim.id,
        file_name=clean_name(upload.name),
        media_type=content.media_type,
        size_bytes=upload.size,
        sha256=upload.sha256,
        storage_key=f"{FOLDER}/{receipt_id}",
        thumbnail=content.thumbnail,
        # Compared with when the claim was handed in, which the same clock tells.
        created_at=clock.now(),
    )
    session.add(created(receipt, actor))
    if line is not None:
        await session.flush()
        attach(line, receipt_id, actor)
        touch(claim, actor)
    # Names of files may tell of people: the log goes by the record.
    after = {"receipt_id": str(receipt_id), "sha256": upload.sha256.hex(), "size_bytes": upload.size}
    record(session, actor, "receipt_added", claim, before={}, after=after)
    await session.flush()
    try:
        # Last: when it fails nothing is recorded, and a file whose record is not committed is swept up.
        await files.put(receipt.storage_key, upload.file)
    except StoreAway as error:
        log.error("file_store_away", cause=type(error.__cause__).__name__)
        raise Unavailable(
            "Files cannot be kept at the moment. Nothing was changed; try again later."
        ) from error
    return receipt_id


async def remove_receipt(session: AsyncSession, actor: Actor, receipt_id: UUID, version: int) -> None:
    """Take back a receipt that no line has and that was not handed in. The sweep removes its file.

    Raises `IllegalTransition` for a claim that cannot be changed, `Conflict` for what lines have or was handed in.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    seen = visible(actor, Receipt)
    claim_id = await session.scalar(
        select(Receipt.claim_id).where(Receipt.id == receipt_id, seen.clause), dict(seen.parameters)
    )
    if claim_id is None:
        raise NotFound
    claim = await load_for_change(session, actor, Claim, claim_id, version=None)
    receipt = await load_for_change(session, actor, Receipt, receipt_id, version=None)
    if version != _ONLY_VERSION:
        raise StaleVersion(_ONLY_VERSION)
    require_editable(actor, claim)
    if claim.submitted_at is not None and receipt.created_at <= claim.submitted_at:
        raise Conflict("This receipt was handed in with the claim, and stays with it.", code="handed_in")
    lines = await session.scalars(
        select(Expense.line_number).where(Expense.receipt_id == receipt.id).order_by(Expense.line_number)
    )
    if numbers := ", ".join(map(str, lines)):
        raise Conflict(f"Take the receipt off line {numbers} first.", code="receipt_in_use")
    before = {"receipt_id": str(receipt.id), "sha256": receipt.sha256.hex(), "size_bytes": receipt.size_bytes}
    record(session, actor, "receipt_removed", claim, before=before, after={})
    await session.delete(receipt)


async def require_receipt_of(session: AsyncSession, claim_id: UUID, receipt_id: UUID) -> None:
    """Raises `Invalid` unless the receipt is one of this claim, which the actor was found to see."""
    known = await session.scalar(
        select(Receipt.id).where(Receipt.id == receipt_id, Receipt.claim_id == claim_id)
    )
    if known is None:
        message = "The claim has no such receipt. Upload it to this claim first."
        raise Invalid(FieldProblem("receipt_id", "unknown", message))


def attach(line: Expense, receipt_id: UUID, actor: Actor) -> None:
    """Another receipt makes another line: what was overridden and computed of the old one no longer counts."""
    changes = {
        "receipt_id": receipt_id,
        "receipt_attached": True,
        "duplicate_override_reason": None,
        "duplicate_override_by": None,
        "allowed_usd": None,
        "computation": None,
    }
    apply_changes(line, changes, actor)


async def _free_line(session: AsyncSession, claim: Claim, expense_id: UUID) -> Expense:
    line = await session.scalar(
        select(Expense).where(Expense.id == expense_id, Expense.claim_id == claim.id).with_for_update()
    )
    if line is None:
        raise Invalid(FieldProblem("expense_id", "unknown", "The claim has no such line."))
    if line.receipt_id is not None:
        message = (
            f"Line {line.line_number} has a receipt. Take it off first, or upload without naming a line."
        )
        raise Conflict(message, code="receipt_in_place", field="expense_id")
    return line
