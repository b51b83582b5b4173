"""The paperwork of an activity: whose it is, by when, and what shows that it is done."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ChecklistItem
from models.countries import Post
from models.enums import Role
from schemas.activity_records import ChecklistDone
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_not_over
from services.activities.rules import Paper, PaperworkTerms, paperwork
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Forbidden
from services.filters import any_of, flag
from services.listing import Listing
from services.policies import policy_in_force
from services.projection import Fields, instant, stamps
from services.records import apply_changes, created, load_visible

#: Posts that name no lead time of their own.
_DEFAULT_CLEARANCE_DAYS = 14

_FIELDS: Fields = {
    "id": ChecklistItem.id,
    "activity": ACTIVITY_LINK,
    "key": ChecklistItem.key,
    "title": ChecklistItem.title,
    "owner_role": ChecklistItem.owner_role,
    "due_on": ChecklistItem.due_on,
    "gate": ChecklistItem.gate,
    "done_at": instant(ChecklistItem.done_at),
    "evidence": ChecklistItem.evidence,
    **stamps(ChecklistItem),
}
_SOURCE = ChecklistItem.__table__.join(Activity.__table__)

CHECKLIST = Listing(
    table=ChecklistItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"due_on": ChecklistItem.due_on, "key": ChecklistItem.key},
    default_sort="due_on",
    filters={
        "done": flag(ChecklistItem.done_at.is_not(None)),
        "owner_role": any_of(ChecklistItem.owner_role),
    },
)


def _owns(actor: Actor, owner_role: str) -> bool:
    return Role(owner_role) in actor.roles or actor.may(Permission.ACTIVITIES_MANAGE)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.ACTIVITIES_DOCUMENT) or not _owns(actor, answer["owner_role"]):
        return []
    return ["reopen"] if answer["done_at"] else ["done"]


CHECKLIST_ITEM = Detail(
    table=ChecklistItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


async def open_checklist(session: AsyncSession, actor: Actor, activity: Activity, today: date) -> None:
    """Lay out the paperwork of a flushed activity that has dates; on new dates, move what is not done."""
    known = {
        item.key: item
        for item in await session.scalars(
            select(ChecklistItem).where(ChecklistItem.activity_id == activity.id)
        )
    }
    for paper in await _papers(session, activity, today):
        item = known.get(paper.key)
        if item is None:
            session.add(created(_item(activity.id, paper), actor))
        elif item.done_at is None:
            apply_changes(item, {"due_on": paper.due_on}, actor)


async def _papers(session: AsyncSession, activity: Activity, today: date) -> tuple[Paper, ...]:
    if activity.starts_on is None:
        return ()
    # Of several posts in a country, the one that needs the longest notice.
    longest = select(func.max(Post.clearance_lead_days)).where(Post.country_id == activity.country_id)
    return paperwork(
        activity.modality,
        activity.starts_on,
        clearance_lead_days=await session.scalar(longest) or _DEFAULT_CLEARANCE_DAYS,
        terms=await policy_in_force(session, "paperwork", PaperworkTerms, today),
    )


def _item(activity_id: UUID, paper: Paper) -> ChecklistItem:
    return ChecklistItem(
        activity_id=activity_id,
        key=paper.key,
        title=paper.title,
        owner_role=paper.owner.value,
        due_on=paper.due_on,
        gate=paper.gate,
    )


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


async def reopen(session: AsyncSession, actor: Actor, activity_id: UUID, item_id: UUID, version: int) -> None:
    """Take a mark back; raises `Forbidden` like `mark_done`."""
    undone = {"done_at": None, "done_by": None, "evidence": None}
    await _mark(session, actor, activity_id, item_id, version, "paper_reopened", undone)


async def _mark(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    item_id: UUID,
    version: int,
    action: str,
    changes: Mapping[str, object],
) -> None:
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    item = await load_part(session, actor, ChecklistItem, activity_id, item_id, version)
    if not _owns(actor, item.owner_role):
        owner = item.owner_role.replace("_", " ")
        raise Forbidden(Permission.ACTIVITIES_MANAGE, f"This is for the {owner} to mark.")
    require_not_over(activity, "its paperwork is kept as it was")
    apply_changes(item, changes, actor)
    after = {"key": item.key, "evidence": item.evidence}
    record(session, actor, action, activity, Permission.ACTIVITIES_DOCUMENT, after=after)


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
