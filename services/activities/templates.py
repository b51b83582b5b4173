"""Templates of paperwork as dated data: a row added takes the place of the one before it from its first day on."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.activities import PaperworkTemplate
from models.enums import DayKind, Role
from schemas.paperwork import PaperworkTemplateCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.paperwork import LeadTime, Template
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.filters import Filter, any_of, flag
from services.listing import Listing
from services.projection import Fields, stamps
from services.records import created, load_for_change

_OTHER = aliased(PaperworkTemplate)


def _newest(on: Any) -> ColumnElement[bool]:
    """The row of its modality and key that counts on a day, be it that the paper is retired."""
    newest = (
        select(func.max(_OTHER.effective_from))
        .where(
            _OTHER.modality == PaperworkTemplate.modality,
            _OTHER.key == PaperworkTemplate.key,
            _OTHER.effective_from <= on,
        )
        .correlate(PaperworkTemplate)
        .scalar_subquery()
    )
    counts: ColumnElement[bool] = PaperworkTemplate.effective_from == newest
    return counts


def _in_force(on: Any) -> ColumnElement[bool]:
    return and_(_newest(on), PaperworkTemplate.retired.is_(False))


_FIELDS: Fields = {
    "id": PaperworkTemplate.id,
    "modality": PaperworkTemplate.modality,
    "key": PaperworkTemplate.key,
    "title": PaperworkTemplate.title,
    "owner_role": PaperworkTemplate.owner_role,
    "days_before": PaperworkTemplate.days_before,
    "day_kind": PaperworkTemplate.day_kind,
    "post_lead": PaperworkTemplate.post_lead,
    "gate": PaperworkTemplate.gate,
    "evidence_wanted": PaperworkTemplate.evidence_wanted,
    "effective_from": PaperworkTemplate.effective_from,
    "retired": PaperworkTemplate.retired,
    "source": PaperworkTemplate.source,
    **stamps(PaperworkTemplate),
}
TEMPLATES = Listing(
    table=PaperworkTemplate,
    permission=Permission.REFERENCE_READ,
    source=PaperworkTemplate,
    fields=_FIELDS,
    sorts={
        "modality": PaperworkTemplate.modality,
        "days_before": PaperworkTemplate.days_before,
        "title": PaperworkTemplate.title,
        "effective_from": PaperworkTemplate.effective_from,
    },
    default_sort="-days_before",
    filters={
        "modality": any_of(PaperworkTemplate.modality),
        "key": any_of(PaperworkTemplate.key),
        "owner_role": any_of(PaperworkTemplate.owner_role),
        "gate": flag(PaperworkTemplate.gate),
        "on": Filter(date, _in_force, Date(), False, "Papers asked for of what is planned on that day."),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return ["delete"] if actor.may(Permission.PAPERWORK_MANAGE) else []


TEMPLATE = Detail(
    table=PaperworkTemplate,
    permission=Permission.REFERENCE_READ,
    source=PaperworkTemplate,
    fields=_FIELDS,
    actions=_actions,
)


async def add_template(
    session: AsyncSession, actor: Actor, clock: Clock, data: PaperworkTemplateCreate
) -> UUID:
    """What counts from a day on. Lists that are laid out already stay as they are.

    Raises `Invalid` for a first day that has passed, `Conflict` for a paper that has a row from that day.
    """
    actor.require(Permission.PAPERWORK_MANAGE)
    if data.effective_from < clock.today():
        message = f"Today is {clock.today()}: what counted before stays on record."
        raise Invalid(FieldProblem("effective_from", "in_past", message))
    same = select(PaperworkTemplate.id).where(
        PaperworkTemplate.modality == data.modality.value,
        PaperworkTemplate.key == data.key,
        PaperworkTemplate.effective_from == data.effective_from,
    )
    if await session.scalar(same) is not None:
        message = f"{data.key} has a row from {data.effective_from}. Remove that one first."
        raise Conflict(message, code="already_exists", field="effective_from")
    template = created(PaperworkTemplate(**data.model_dump()), actor)
    session.add(template)
    _record(session, actor, "added", template)
    return template.id


async def remove_template(
    session: AsyncSession, actor: Actor, clock: Clock, template_id: UUID, version: int
) -> None:
    """Raises `Conflict` for a row that has counted: lists were laid out by it. A retired row ends a paper."""
    actor.require(Permission.PAPERWORK_MANAGE)
    template = await load_for_change(session, actor, PaperworkTemplate, template_id, version=version)
    if template.effective_from <= clock.today():
        raise Conflict(
            f"This has counted since {template.effective_from}. Add a row that takes its place.",
            code="in_force",
        )
    _record(session, actor, "removed", template)
    await session.delete(template)


async def templates_in_force(session: AsyncSession, modality: str, on: date) -> tuple[Template, ...]:
    """The papers that activities of a modality are asked for on a day, longest lead time first."""
    rows = await session.scalars(
        select(PaperworkTemplate)
        .where(PaperworkTemplate.modality == modality, _in_force(on))
        .order_by(PaperworkTemplate.days_before.desc(), PaperworkTemplate.id)
    )
    return tuple(
        Template(
            key=row.key,
            title=row.title,
            owner=Role(row.owner_role),
            lead=LeadTime(row.days_before, DayKind(row.day_kind)),
            gate=row.gate,
            post_lead=row.post_lead,
            evidence_wanted=row.evidence_wanted,
        )
        for row in rows
    )


def _record(session: AsyncSession, actor: Actor, verb: str, template: PaperworkTemplate) -> None:
    record_event(
        session,
        actor,
        f"paperwork_templates.{verb}",
        template,
        subject_type="paperwork_template",
        permission=Permission.PAPERWORK_MANAGE,
        label=f"{template.modality}, {template.key}",
    )
