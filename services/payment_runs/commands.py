"""Putting certified claims together for the Treasury, and sending them."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Date, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.claims import Claim
from models.enums import ClaimStatus
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from models.payment_enums import PaymentItemStatus
from models.payment_runs import PaymentRun, PaymentRunItem
from schemas.payment_runs import PaymentRunCreate, RunClaims
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.events import record_event
from services.payment_runs.file import PaymentLine, payment_file
from services.payment_runs.lifecycle import RUN, Sending
from services.records import apply_changes, created, load_for_change, touch
from services.references import next_reference


async def create_run(session: AsyncSession, actor: Actor, clock: Clock, data: PaymentRunCreate) -> UUID:
    """An open run of certified claims. Raises `Invalid` naming every claim that cannot be in it, and why."""
    actor.require(Permission.PAYMENT_RUNS_MANAGE)
    run = PaymentRun(reference=await next_reference(session, "RUN", clock.today().year), note=data.note)
    claims = await _payable(session, actor, data.claim_ids)
    session.add(created(run, actor))
    await session.flush()
    _add(session, actor, run, claims, after=0)
    record_run(session, actor, "created", run, claims=[claim.reference for claim in claims])
    return run.id


async def add_claims(
    session: AsyncSession, actor: Actor, run_id: UUID, version: int, data: RunClaims
) -> None:
    """Raises `Invalid` naming every claim that cannot be in it, `IllegalTransition` for a run that was sent."""
    run = await _load(session, actor, run_id, version)
    RUN.fire(actor, run, "add")
    claims = await _payable(session, actor, data.claim_ids)
    last = await session.scalar(select(func.max(PaymentRunItem.line)).where(PaymentRunItem.run_id == run.id))
    _add(session, actor, run, claims, after=last or 0)
    touch(run, actor)
    record_run(session, actor, "added", run, claims=[claim.reference for claim in claims])


async def remove_claims(
    session: AsyncSession, actor: Actor, run_id: UUID, version: int, data: RunClaims
) -> None:
    """Take claims out of an open run. Raises `Invalid` naming every one that is not in it."""
    run = await _load(session, actor, run_id, version)
    RUN.fire(actor, run, "remove")
    found = await session.scalars(
        delete(PaymentRunItem)
        .where(
            PaymentRunItem.run_id == run.id,
            PaymentRunItem.claim_id.in_(data.claim_ids),
            PaymentRunItem.status == PaymentItemStatus.PENDING.value,
        )
        .returning(PaymentRunItem.claim_id)
    )
    removed = set(found)
    problems = [
        FieldProblem(f"claim_ids/{position}", "not_in_run", "This claim does not wait in the run.")
        for position, claim_id in enumerate(data.claim_ids)
        if claim_id not in removed
    ]
    if problems:
        raise Invalid(*problems)
    touch(run, actor)
    record_run(session, actor, "removed", run, claims=sorted(str(claim_id) for claim_id in removed))


async def cancel_run(session: AsyncSession, actor: Actor, run_id: UUID, version: int) -> None:
    """Give up an open run: its claims are free for another."""
    run = await _load(session, actor, run_id, version)
    RUN.find(actor, run.status, "cancel")
    # Before the run itself: nothing leaves one that is no longer open.
    await session.execute(
        delete(PaymentRunItem).where(
            PaymentRunItem.run_id == run.id, PaymentRunItem.status == PaymentItemStatus.PENDING.value
        )
    )
    RUN.fire(actor, run, "cancel")
    touch(run, actor)
    record_run(session, actor, "cancelled", run)


async def send_run(session: AsyncSession, actor: Actor, clock: Clock, run_id: UUID, version: int) -> None:
    """Write the payment file, which never changes from then on. Raises `IllegalTransition` for an empty run."""
    run = await _load(session, actor, run_id, version)
    RUN.find(actor, run.status, "send")
    lines = await _lines(session, run)
    content = payment_file(run.reference, lines)
    RUN.fire(actor, run, "send", Sending(pending=len(lines)))
    apply_changes(
        run,
        {
            "sent_at": clock.now(),
            "sent_by": actor.id,
            "sent_lines": len(lines),
            "sent_usd": sum(line.amount_usd for line in lines),
            "file_content": content,
            "file_sha256": hashlib.sha256(content).hexdigest(),
        },
        actor,
    )
    record_run(
        session, actor, "sent", run, lines=len(lines), sent_usd=str(run.sent_usd), sha256=run.file_sha256
    )


def record_run(session: AsyncSession, actor: Actor, verb: str, run: PaymentRun, **facts: Any) -> None:
    """The event of a run: the file itself is not part of it."""
    record_event(
        session,
        actor,
        f"payment_runs.{verb}",
        run,
        subject_type="payment_run",
        permission=Permission.CLAIMS_CONFIRM_PAYMENT
        if verb == "answered"
        else Permission.PAYMENT_RUNS_MANAGE,
        label=run.reference,
        before={},
        after={"status": run.status, **facts},
    )


async def _load(session: AsyncSession, actor: Actor, run_id: UUID, version: int) -> PaymentRun:
    actor.require(Permission.PAYMENT_RUNS_MANAGE)
    return await load_for_change(session, actor, PaymentRun, run_id, version=version)


async def _payable(session: AsyncSession, actor: Actor, claim_ids: Sequence[UUID]) -> list[Claim]:
    """The claims, locked, in the order given."""
    seen = visible(actor, Claim)
    statement = (
        select(Claim)
        .where(Claim.id.in_(claim_ids), seen.clause)
        .order_by(Claim.id)
        .with_for_update(of=Claim, key_share=True)
    )
    claims = {claim.id: claim for claim in await session.scalars(statement, dict(seen.parameters))}
    taken = dict(
        (
            await session.execute(
                select(PaymentRunItem.claim_id, PaymentRun.reference)
                .join(PaymentRun, PaymentRun.id == PaymentRunItem.run_id)
                .where(
                    PaymentRunItem.claim_id.in_(claim_ids),
                    PaymentRunItem.status != PaymentItemStatus.RETURNED.value,
                )
            )
        ).all()
    )
    problems: list[FieldProblem] = []
    named: set[UUID] = set()
    for position, claim_id in enumerate(claim_ids):
        at, claim = f"claim_ids/{position}", claims.get(claim_id)
        if claim_id in named:
            problems.append(FieldProblem(at, "repeated", "Name each claim once."))
        elif claim is None:
            problems.append(FieldProblem(at, "unknown", "There is no such claim."))
        elif claim.status != ClaimStatus.CERTIFIED:
            message = f"{claim.reference} is {claim.status}; only certified claims are paid."
            problems.append(FieldProblem(at, "not_certified", message))
        elif claim_id in taken:
            message = f"{claim.reference} is in {taken[claim_id]} already."
            problems.append(FieldProblem(at, "in_another_run", message))
        named.add(claim_id)
    if problems:
        raise Invalid(*problems)
    return [claims[claim_id] for claim_id in claim_ids]


def _add(
    session: AsyncSession, actor: Actor, run: PaymentRun, claims: Sequence[Claim], *, after: int
) -> None:
    for line, claim in enumerate(claims, start=after + 1):
        item = PaymentRunItem(run_id=run.id, claim_id=claim.id, line=line, amount_usd=claim.approved_usd)
        session.add(created(item, actor))


async def _lines(session: AsyncSession, run: PaymentRun) -> list[PaymentLine]:
    rows = await session.execute(
        select(
            PaymentRunItem.line,
            Claim.reference.label("claim"),
            func.coalesce(Officer.name, Agency.legal_name).label("payee"),
            Agency.legal_name.label("agency"),
            Agency.uei,
            Instrument.regime,
            Instrument.number.label("instrument"),
            Obligation.document_number.label("obligation"),
            Obligation.fund,
            PaymentRunItem.amount_usd,
            Claim.due_on,
            cast(func.timezone("UTC", Claim.certified_at), Date).label("certified_on"),
        )
        .join(Claim, Claim.id == PaymentRunItem.claim_id)
        .join(Agency, Agency.id == Claim.agency_id)
        .join(Instrument, Instrument.id == Claim.instrument_id)
        .join(Obligation, Obligation.id == Claim.obligation_id)
        .outerjoin(Officer, Officer.id == Claim.officer_id)
        .where(PaymentRunItem.run_id == run.id, PaymentRunItem.status == PaymentItemStatus.PENDING.value)
        .order_by(PaymentRunItem.line)
    )
    return [PaymentLine(**row._asdict()) for row in rows]
