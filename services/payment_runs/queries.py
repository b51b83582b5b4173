"""Reading payment runs, their claims and their file."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Numeric, bindparam, case, cast, func, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.agencies import Agency
from models.claims import Claim, Payment
from models.identity import User
from models.obligations import Obligation
from models.officers import Officer
from models.payment_enums import PaymentItemStatus
from models.payment_runs import PaymentRun, PaymentRunItem
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer, Detail
from services.errors import Conflict, NotFound
from services.filters import any_of, ranges
from services.listing import Listing, Scope
from services.payment_runs.lifecycle import RUN
from services.projection import Fields, instant, json_object, link, money, stamps


def _count(*states: PaymentItemStatus) -> object:
    items = select(func.count()).where(PaymentRunItem.run_id == PaymentRun.id)
    if states:
        items = items.where(PaymentRunItem.status.in_([state.value for state in states]))
    return items.scalar_subquery()


def _sum(*states: PaymentItemStatus) -> object:
    items = select(cast(func.coalesce(func.sum(PaymentRunItem.amount_usd), 0), Numeric(16, 2))).where(
        PaymentRunItem.run_id == PaymentRun.id
    )
    if states:
        items = items.where(PaymentRunItem.status.in_([state.value for state in states]))
    return money(items.scalar_subquery())


_interest = (
    select(cast(func.coalesce(func.sum(Payment.interest_usd), 0), Numeric(16, 2)))
    .join(PaymentRunItem, PaymentRunItem.payment_id == Payment.id)
    .where(PaymentRunItem.run_id == PaymentRun.id)
    .scalar_subquery()
)
_FIELDS: Fields = {
    "id": PaymentRun.id,
    "reference": PaymentRun.reference,
    "status": PaymentRun.status,
    "note": PaymentRun.note,
    "lines": _count(),
    "pending_lines": _count(PaymentItemStatus.PENDING),
    "returned_lines": _count(PaymentItemStatus.RETURNED),
    "total": _sum(),
    "paid": _sum(PaymentItemStatus.PAID),
    "pending": _sum(PaymentItemStatus.PENDING),
    "returned": _sum(PaymentItemStatus.RETURNED),
    "interest": money(_interest),
    "sent_at": instant(PaymentRun.sent_at),
    "version": PaymentRun.version,
    "created_at": instant(PaymentRun.created_at),
    "updated_at": instant(PaymentRun.updated_at),
}
PAYMENT_RUNS = Listing(
    table=PaymentRun,
    permission=Permission.PAYMENT_RUNS_READ,
    source=PaymentRun,
    fields=_FIELDS,
    sorts={
        "reference": PaymentRun.reference,
        "sent_at": PaymentRun.sent_at,
        "created_at": PaymentRun.created_at,
    },
    default_sort="-reference",
    filters={
        "status": any_of(PaymentRun.status),
        "reference": any_of(PaymentRun.reference),
        **ranges("sent_at", PaymentRun.sent_at, datetime),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return RUN.allowed_actions(actor, answer["status"])


_maker = User.__table__.alias("maker")
_sender = User.__table__.alias("sender")
PAYMENT_RUN = Detail(
    table=PaymentRun,
    permission=Permission.PAYMENT_RUNS_READ,
    source=PaymentRun.__table__.outerjoin(_maker, _maker.c.id == PaymentRun.created_by).outerjoin(
        _sender, _sender.c.id == PaymentRun.sent_by
    ),
    fields={
        **_FIELDS,
        "file_sha256": PaymentRun.file_sha256,
        "made_by": link(_maker.c.id, {"id": _maker.c.id, "name": _maker.c.name}),
        "sent_by": link(_sender.c.id, {"id": _sender.c.id, "name": _sender.c.name}),
        **stamps(PaymentRun),
    },
    actions=_actions,
)

RUN_ITEMS = Listing(
    table=PaymentRunItem,
    permission=Permission.PAYMENT_RUNS_READ,
    source=PaymentRunItem.__table__.join(Claim, Claim.id == PaymentRunItem.claim_id)
    .join(Agency, Agency.id == Claim.agency_id)
    .join(Obligation, Obligation.id == Claim.obligation_id)
    .outerjoin(Officer, Officer.id == Claim.officer_id)
    .outerjoin(Payment, Payment.id == PaymentRunItem.payment_id),
    fields={
        "id": PaymentRunItem.id,
        "line": PaymentRunItem.line,
        "status": PaymentRunItem.status,
        "claim": json_object({"id": Claim.id, "reference": Claim.reference}),
        "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
        "payee": func.coalesce(Officer.name, Agency.legal_name),
        "obligation": json_object({"id": Obligation.id, "reference": Obligation.document_number}),
        "amount": money(PaymentRunItem.amount_usd),
        "interest": money(case((PaymentRunItem.payment_id.is_not(None), Payment.interest_usd), else_=None)),
        "due_on": Claim.due_on,
        "paid_on": Payment.paid_on,
        "treasury_reference": PaymentRunItem.treasury_reference,
        "returned_on": PaymentRunItem.returned_on,
        "return_reason": PaymentRunItem.return_reason,
    },
    sorts={
        "line": PaymentRunItem.line,
        "amount": PaymentRunItem.amount_usd,
        "due_on": Claim.due_on,
    },
    default_sort="line",
    filters={"status": any_of(PaymentRunItem.status), "agency_id": any_of(Claim.agency_id, UUID)},
)


def items_of(run_id: UUID) -> Scope:
    """Narrows to the claims of one run."""
    key = bindparam("run_id", type_=PG_UUID(as_uuid=True))
    return Scope(PaymentRunItem.run_id == key, {"run_id": run_id})


async def file_of(connection: AsyncConnection, actor: Actor, run_id: UUID) -> tuple[str, bytes, str]:
    """Name, bytes and SHA-256 of the file of a sent run. Raises `Forbidden`, `NotFound`, `Conflict` before sending."""
    actor.require(Permission.PAYMENT_RUNS_READ)
    seen = visible(actor, PaymentRun)
    statement = select(PaymentRun.reference, PaymentRun.file_content, PaymentRun.file_sha256).where(
        PaymentRun.id == run_id, seen.clause
    )
    row = (await connection.execute(statement, dict(seen.parameters))).one_or_none()
    if row is None:
        raise NotFound
    if row.file_content is None:
        raise Conflict(f"The file of {row.reference} is written when it is sent.", code="not_sent")
    return f"{row.reference}.csv", row.file_content, row.file_sha256
