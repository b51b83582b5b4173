"""What lies beside a memorandum: amendments that both parties signed, and the documents on file."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal_column
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import MouDocumentKind
from models.mous import Mou, MouAmendment, MouDocument
from schemas.mous import DocumentCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Detail
from services.errors import FieldProblem, Forbidden, Invalid
from services.filters import any_of
from services.listing import Listing, Scope
from services.mous.events import record_mou_event
from services.projection import Fields, instant, json_object
from services.records import created, load_for_change

#: What the agency itself may file: the papers of its own side.
OF_THE_AGENCY = frozenset(
    {MouDocumentKind.COUNCIL_APPROVAL, MouDocumentKind.DELEGATION, MouDocumentKind.NOTICE}
)
_MOU = json_object({"id": Mou.id, "reference": Mou.number, "title": Mou.title})
_MOU_ID = bindparam("mou_id", type_=PG_UUID(as_uuid=True))
#: What is filed is never changed, so it has one version for ever.
_ONLY_VERSION: ColumnElement[int] = literal_column("1")


def _hex(column: Any) -> Any:
    return func.encode(column, "hex")


_AMENDMENT_FIELDS: Fields = {
    "id": MouAmendment.id,
    "mou": _MOU,
    "sequence": MouAmendment.sequence,
    "summary": MouAmendment.summary,
    "text_sha256": _hex(MouAmendment.text_sha256),
    "ends_on": MouAmendment.ends_on,
    "changes": MouAmendment.changes,
    "effective_on": MouAmendment.effective_on,
    "applied_at": instant(MouAmendment.applied_at),
    "inl_signed_on": MouAmendment.inl_signed_on,
    "agency_signed_on": MouAmendment.agency_signed_on,
    "version": _ONLY_VERSION,
    "created_at": instant(MouAmendment.created_at),
}
_DOCUMENT_FIELDS: Fields = {
    "id": MouDocument.id,
    "mou": _MOU,
    "kind": MouDocument.kind,
    "title": MouDocument.title,
    "text_sha256": _hex(MouDocument.text_sha256),
    "kept_at": MouDocument.kept_at,
    "dated_on": MouDocument.dated_on,
    "version": _ONLY_VERSION,
    "created_at": instant(MouDocument.created_at),
}

AMENDMENTS = Listing(
    table=MouAmendment,
    permission=Permission.MOUS_READ,
    source=MouAmendment.__table__.join(Mou.__table__),
    fields=_AMENDMENT_FIELDS,
    sorts={"sequence": MouAmendment.sequence},
    default_sort="sequence",
)
AMENDMENT = Detail(
    table=MouAmendment,
    permission=Permission.MOUS_READ,
    source=MouAmendment.__table__.join(Mou.__table__),
    fields=_AMENDMENT_FIELDS,
    actions=lambda actor, answer: [],
)
DOCUMENTS = Listing(
    table=MouDocument,
    permission=Permission.MOUS_READ,
    source=MouDocument.__table__.join(Mou.__table__),
    fields=_DOCUMENT_FIELDS,
    sorts={"dated_on": MouDocument.dated_on, "created_at": MouDocument.created_at},
    default_sort="-created_at",
    filters={"kind": any_of(MouDocument.kind)},
)
DOCUMENT = Detail(
    table=MouDocument,
    permission=Permission.MOUS_READ,
    source=MouDocument.__table__.join(Mou.__table__),
    fields=_DOCUMENT_FIELDS,
    actions=lambda actor, answer: [],
)


def amendments_of(mou_id: UUID) -> Scope:
    """Narrows to one memorandum's amendments."""
    return Scope(MouAmendment.mou_id == _MOU_ID, {"mou_id": mou_id})


def documents_of(mou_id: UUID) -> Scope:
    """Narrows to one memorandum's documents."""
    return Scope(MouDocument.mou_id == _MOU_ID, {"mou_id": mou_id})


async def file_document(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, data: DocumentCreate
) -> UUID:
    """Put a document on file, in any state. Raises `Forbidden` for a kind that is not the agency's to file."""
    if not actor.may(Permission.MOUS_CONCUR):
        actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=None)
    if data.kind not in OF_THE_AGENCY and not actor.may(Permission.MOUS_EDIT):
        own = ", ".join(sorted(OF_THE_AGENCY))
        raise Forbidden(
            Permission.MOUS_EDIT, f"Only programme staff file a {data.kind}. You may file: {own}."
        )
    if data.dated_on > clock.today():
        raise Invalid(FieldProblem("dated_on", "in_future", "A document cannot be dated in the future."))
    document = MouDocument(
        mou_id=mou.id, **data.model_dump(exclude={"text_sha256"}), text_sha256=bytes.fromhex(data.text_sha256)
    )
    session.add(created(document, actor))
    permission = Permission.MOUS_EDIT if actor.may(Permission.MOUS_EDIT) else Permission.MOUS_CONCUR
    after = {"document_id": str(document.id), **data.model_dump(mode="json")}
    record_mou_event(session, actor, "document_filed", mou, permission, after=after)
    return document.id
