"""The paperwork of an activity: whose it is, by when, and what shows that it is done."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity, ChecklistItem
from models.countries import Post
from models.enums import DayKind, Role
from models.identity import User
from schemas.paperwork import ChecklistDone, ChecklistWaive
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.paperwork import LeadTime, Outstanding, Paper, papers
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_not_over
from services.activities.templates import templates_in_force
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Forbidden, Invalid
from services.filters import any_of, flag
from services.listing import Listing
from services.projection import Fields, instant, json_object, link, stamps
from services.records import apply_changes, created, load_visible

SETTLED: ColumnElement[bool] = or_(
    ChecklistItem.done_at.is_not(None),
    func.coalesce(
        ChecklistItem.waiver_expires_on >= func.coalesce(Activity.ends_on, Activity.starts_on), False
    ),
)
"""Done, or waived through the activity's last day; needs the activity beside the paper."""
_FIELDS: Fields = {
    "id": ChecklistItem.id,
    "activity": ACTIVITY_LINK,
    "key": ChecklistItem.key,
    "title": ChecklistItem.title,
    "owner_role": ChecklistItem.owner_role,
    "days_before": ChecklistItem.days_before,
    "day_kind": ChecklistItem.day_kind,
    "due_on": ChecklistItem.due_on,
    "gate": ChecklistItem.gate,
    "evidence_wanted": ChecklistItem.evidence_wanted,
    "settled": SETTLED,
    "done_at": instant(ChecklistItem.done_at),
    "evidence": ChecklistItem.evidence,
    "waiver": link(
        ChecklistItem.waived_by,
        {
            "reason": ChecklistItem.waiver_reason,
            "approved_by": json_object({"id": ChecklistItem.waived_by, "name": User.name}),
            "expires_on": ChecklistItem.waiver_expires_on,
        },
    ),
    **stamps(ChecklistItem),
}
_SOURCE = ChecklistItem.__table__.join(
    Activity.__table__, Activity.id == ChecklistItem.activity_id
).outerjoin(User.__table__, User.id == ChecklistItem.waived_by)

CHECKLIST = Listing(
    table=ChecklistItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"due_on": ChecklistItem.due_on, "key": ChecklistItem.key},
    default_sort="due_on",
    filters={
        "done": flag(ChecklistItem.done_at.is_not(None)),
        "settled": flag(SETTLED, "true: done, or waived through the last day."),
        "owner_role": any_of(ChecklistItem.owner_role),
    },
)


def _owns(actor: Actor, owner_role: str) -> bool:
    return Role(owner_role) in actor.roles or actor.may(Permission.ACTIVITIES_MANAGE)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.ACTIVITIES_DOCUMENT) or not _owns(actor, answer["owner_role"]):
        return []
    if answer["done_at"]:
        return ["reopen"]
    waive = ["waive"] if actor.may(Permission.READINESS_WAIVE) else []
    return ["done", *waive, *(["reopen"] if answer["waiver"] and waive else [])]


CHECKLIST_ITEM = Detail(
    table=ChecklistItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


async def open_checklist(session: AsyncSession, actor: Actor, activity: Activity, today: date) -> None:
    """Lay out the paperwork of a flushed activity that has dates; on new dates, move what is not done."""
    known = list(await session.scalars(select(ChecklistItem).where(ChecklistItem.activity_id == activity.id)))
    for item in known:
        if item.done_at is None and activity.starts_on is not None:
            apply_changes(item, {"due_on": _lead(item).due_on(activity.starts_on)}, actor)
    if not known:
        laid_out = await _papers(session, activity, today)
        session.add_all(created(_item(activity.id, paper), actor) for paper in laid_out)


async def _papers(session: AsyncSession, activity: Activity, today: date) -> tuple[Paper, ...]:
    if activity.starts_on is None:
        return ()
    # Of several posts in a country, the one that needs the longest notice.
    longest = select(func.max(Post.clearance_lead_days)).where(Post.country_id == activity.country_id)
    return papers(
        await templates_in_force(session, activity.modality, today),
        activity.starts_on,
        post_lead_days=await session.scalar(longest),
    )


def _item(activity_id: UUID, paper: Paper) -> ChecklistItem:
    template = paper.template
    return ChecklistItem(
        activity_id=activity_id,
        key=template.key,
        title=template.title,
        owner_role=template.owner.value,
        days_before=paper.lead.days,
        day_kind=paper.lead.kind.value,
        due_on=paper.due_on,
        gate=template.gate,
        evidence_wanted=template.evidence_wanted,
    )


def _lead(item: Any) -> LeadTime:
    return LeadTime(item.days_before, DayKind(item.day_kind))


async def outstanding(session: AsyncSession | AsyncConnection, activity_id: UUID) -> tuple[Outstanding, ...]:
    """The papers of an activity that are neither done nor waived through its last day, the first due first."""
    rows = await session.execute(
        select(
            ChecklistItem.title,
            ChecklistItem.days_before,
            ChecklistItem.day_kind,
            ChecklistItem.due_on,
            ChecklistItem.gate,
        )
        .join(Activity, Activity.id == ChecklistItem.activity_id)
        .where(ChecklistItem.activity_id == activity_id, ~SETTLED)
        .order_by(ChecklistItem.due_on, ChecklistItem.id)
    )
    return tuple(Outstanding(row.title, _lead(row), row.due_on, row.gate) for row in rows)


async def mark_done(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    item_id: UUID,
    version: int,
    data: ChecklistDone,
) -> None:
    """Raises `Forbidden` for somebody else's paper: its owner or the programme marks it."""
    done = {"done_at": clock.now(), "done_by": actor.id, "evidence": data.evidence}
    await _mark(session, actor, activity_id, item_id, version, "paper_done", done)


async def waive(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    item_id: UUID,
    version: int,
    data: ChecklistWaive,
) -> None:
    """Let the activity do without a paper until a day; the approver is whoever acts.

    Raises `Invalid` for a day that has passed, `Conflict` for a paper that is done.
    """
    actor.require(Permission.READINESS_WAIVE)
    if data.expires_on < clock.today():
        raise Invalid(FieldProblem("expires_on", "in_past", "A waiver ends today or later."))
    waived = {
        "waived_by": actor.id,
        "waiver_reason": data.reason,
        "waiver_expires_on": data.expires_on,
    }
    item = await load_part(session, actor, ChecklistItem, activity_id, item_id, version)
    if item.done_at is not None:
        raise Conflict("This paper is done: there is nothing to waive.", code="already_done")
    await _mark(session, actor, activity_id, item_id, version, "paper_waived", waived, data.reason)


async def reopen(session: AsyncSession, actor: Actor, activity_id: UUID, item_id: UUID, version: int) -> None:
    """Take a mark or a waiver back. Raises `Forbidden` like `mark_done`, and for a waiver of the programme's."""
    item = await load_part(session, actor, ChecklistItem, activity_id, item_id, version)
    if item.waived_by is not None:
        actor.require(Permission.READINESS_WAIVE)
    undone = dict.fromkeys(
        ("done_at", "done_by", "evidence", "waived_by", "waiver_reason", "waiver_expires_on")
    )
    await _mark(session, actor, activity_id, item_id, version, "paper_reopened", undone)


async def _mark(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    item_id: UUID,
    version: int,
    action: str,
    changes: Mapping[str, object],
    reason: str | None = None,
) -> None:
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    item = await load_part(session, actor, ChecklistItem, activity_id, item_id, version)
    if not _owns(actor, item.owner_role):
        owner = item.owner_role.replace("_", " ")
        raise Forbidden(Permission.ACTIVITIES_MANAGE, f"This is for the {owner} to mark.")
    require_not_over(activity, "its paperwork is kept as it was")
    apply_changes(item, changes, actor)
    after = {
        "key": item.key,
        "evidence": item.evidence,
        "waiver_expires_on": item.waiver_expires_on and item.waiver_expires_on.isoformat(),
    }
    record(session, actor, action, activity, Permission.ACTIVITIES_DOCUMENT, reason=reason, after=after)


async def mark_instrument_done(
    session: AsyncSession, actor: Actor, clock: Clock, activity: Activity, evidence: str
) -> None:
    """The gate that the move to readying judges: its paper is done when the move is made."""
    paper = await session.scalar(
        select(ChecklistItem).where(
            ChecklistItem.activity_id == activity.id,
            ChecklistItem.key == "instrument",
            ChecklistItem.done_at.is_(None),
        )
    )
    if paper is not None:
        apply_changes(paper, {"done_at": clock.now(), "done_by": actor.id, "evidence": evidence}, actor)
