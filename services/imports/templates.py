"""Templates: how files of one kind are read, under a name, so that nobody says it twice."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.identity import User
from models.imports import ImportTemplate
from schemas.imports import TemplateCreate, TemplateUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.filters import any_of, flag
from services.imports.defaults import check_defaults
from services.listing import Listing
from services.projection import Fields, link, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_FIELDS: Fields = {
    "id": ImportTemplate.id,
    "kind": ImportTemplate.kind,
    "name": ImportTemplate.name,
    "shared": ImportTemplate.shared,
    "owner": link(User.id, {"id": User.id, "name": User.name}),
    "options": ImportTemplate.options,
    **stamps(ImportTemplate),
}
_SOURCE = ImportTemplate.__table__.outerjoin(User.__table__, User.id == ImportTemplate.created_by)
#: Columns of their own; whatever else is said of a template is said of a file.
_OWN = frozenset({"kind", "name", "shared"})

TEMPLATES = Listing(
    table=ImportTemplate,
    permission=Permission.IMPORTS_RUN,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": ImportTemplate.name, "updated_at": ImportTemplate.updated_at},
    default_sort="name",
    filters={
        "kind": any_of(ImportTemplate.kind),
        "name": any_of(ImportTemplate.name),
        "shared": flag(ImportTemplate.shared),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    owner = answer["owner"]
    return ["update", "delete"] if owner is not None and owner["id"] == str(actor.id) else []


TEMPLATE = Detail(
    table=ImportTemplate,
    permission=Permission.IMPORTS_RUN,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


async def create_template(session: AsyncSession, actor: Actor, data: TemplateCreate) -> UUID:
    """Raises `Conflict` for a name that the actor has given to another template of the kind."""
    actor.require(Permission.IMPORTS_RUN)
    check_defaults(data.kind, data.defaults)
    template = ImportTemplate(
        kind=data.kind.value,
        name=data.name,
        shared=data.shared,
        agency_id=actor.agency_id,
        post_id=actor.post_id,
        options=data.model_dump(exclude=set(_OWN), exclude_unset=True, mode="json"),
    )
    await _require_free(session, actor, template)
    session.add(created(template, actor))
    _record(session, actor, "created", template)
    return template.id


async def update_template(
    session: AsyncSession, actor: Actor, template_id: UUID, version: int, data: TemplateUpdate
) -> None:
    """Raises `Conflict` for somebody else's, and as on creation."""
    template = await _load_own(session, actor, template_id, version)
    changes = data.model_dump(exclude_unset=True, mode="json")
    if "defaults" in changes:
        check_defaults(template.kind, changes["defaults"])
    own = {name: value for name, value in changes.items() if name in _OWN}
    said = {name: value for name, value in changes.items() if name not in _OWN}
    options = {name: value for name, value in (template.options | said).items() if value is not None}
    apply_changes(template, own | {"options": options}, actor)
    await _require_free(session, actor, template)
    _record(session, actor, "updated", template)


async def delete_template(session: AsyncSession, actor: Actor, template_id: UUID, version: int) -> None:
    """Raises `Conflict` for somebody else's. Imports that it was used for stay as they are."""
    template = await _load_own(session, actor, template_id, version)
    _record(session, actor, "deleted", template)
    await session.delete(template)


async def said_by_template(
    session: AsyncSession, actor: Actor, template_id: UUID, kind: str
) -> dict[str, Any]:
    """What a template says of a file. Raises `NotFound`, and `Invalid` for one of another kind."""
    template = await load_visible(session, actor, ImportTemplate, template_id)
    if template.kind != kind:
        raise Invalid(FieldProblem("template", "other_kind", f"That template is of kind {template.kind}."))
    return template.options


async def _load_own(session: AsyncSession, actor: Actor, template_id: UUID, version: int) -> ImportTemplate:
    actor.require(Permission.IMPORTS_RUN)
    template = await load_for_change(session, actor, ImportTemplate, template_id, version=version)
    if template.created_by != actor.id:
        raise Conflict("Only who made a template changes it: make one of your own.", code="not_yours")
    return template


async def _require_free(session: AsyncSession, actor: Actor, template: ImportTemplate) -> None:
    same = exists().where(
        ImportTemplate.created_by == actor.id,
        ImportTemplate.kind == template.kind,
        ImportTemplate.name == template.name,
        ImportTemplate.id != template.id,
    )
    with session.no_autoflush:
        taken = await session.scalar(select(same))
    if taken:
        raise Conflict("You have a template of this name.", code="name_taken", field="name")


def _record(session: AsyncSession, actor: Actor, verb: str, template: ImportTemplate) -> None:
    record_event(
        session,
        actor,
        f"import_templates.{verb}",
        template,
        subject_type="import_template",
        permission=Permission.IMPORTS_RUN,
        label=template.name,
        agency_id=template.agency_id,
    )
