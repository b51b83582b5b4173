"""Templates of imports: how files of one kind are read, under a name."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.imports import Template, TemplateCreate, TemplateRow, TemplateUpdate
from services.imports import templates
from services.imports.templates import TEMPLATE, TEMPLATES
from services.listing import ListQuery

router = Resource("/import-templates", tags=["imports"])


@router.get("", operation_id="import_templates_list", response_model=Page[TemplateRow])
async def list_templates(work: Read, query: ListQuery = list_query(TEMPLATES)) -> Response:
    """Your own, and those that colleagues of your agency, post or office share."""
    return await list_response(work, TEMPLATES, query)


@router.post("", operation_id="import_templates_create", response_model=Template, status_code=201)
async def create_template(work: Change, data: TemplateCreate) -> Response:
    template_id = await templates.create_template(work.session, work.actor, data)
    answer = await TEMPLATE.after_change(work.session, work.actor, template_id)
    return record_response(work.request, answer, created_at=f"/api/v1/import-templates/{template_id}")


@router.get("/{template_id}", operation_id="import_templates_get", response_model=Template)
async def get_template(work: Read, template_id: UUID) -> Response:
    return record_response(work.request, await TEMPLATE.get(work.connection, work.actor, template_id))


@router.patch("/{template_id}", operation_id="import_templates_update", response_model=Template)
async def update_template(
    work: Change, template_id: UUID, version: Version, data: TemplateUpdate
) -> Response:
    """Whoever made it changes it; everybody else makes one of their own."""
    await templates.update_template(work.session, work.actor, template_id, version, data)
    return record_response(work.request, await TEMPLATE.after_change(work.session, work.actor, template_id))


@router.delete("/{template_id}", operation_id="import_templates_delete", status_code=204)
async def delete_template(work: Change, template_id: UUID, version: Version) -> Response:
    await templates.delete_template(work.session, work.actor, template_id, version)
    return Response(status_code=204)
