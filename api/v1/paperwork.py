"""Templates of the paperwork that activities are asked for. They are added, and count from a day on."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.paperwork import PaperworkTemplate, PaperworkTemplateCreate, PaperworkTemplateRow
from services.activities import templates
from services.activities.templates import TEMPLATE, TEMPLATES
from services.listing import ListQuery

router = Resource("/paperwork-templates", tags=["activities"])


@router.get("", operation_id="paperwork_templates_list", response_model=Page[PaperworkTemplateRow])
async def list_templates(work: Read, query: ListQuery = list_query(TEMPLATES)) -> Response:
    return await list_response(work, TEMPLATES, query)


@router.post("", operation_id="paperwork_templates_create", response_model=PaperworkTemplate, status_code=201)
async def add_template(work: Change, data: PaperworkTemplateCreate) -> Response:
    """From its first day on it takes the place of the row of the same modality and key before it."""
    template_id = await templates.add_template(work.session, work.actor, work.clock, data)
    answer = await TEMPLATE.after_change(work.session, work.actor, template_id)
    return record_response(work.request, answer, created_at=f"/api/v1/paperwork-templates/{template_id}")


@router.get("/{template_id}", operation_id="paperwork_templates_get", response_model=PaperworkTemplate)
async def get_template(work: Read, template_id: UUID) -> Response:
    return record_response(work.request, await TEMPLATE.get(work.connection, work.actor, template_id))


@router.delete("/{template_id}", operation_id="paperwork_templates_delete", status_code=204)
async def remove_template(work: Change, template_id: UUID, version: Version) -> Response:
    """Only before its first day: what has counted stays on record."""
    await templates.remove_template(work.session, work.actor, work.clock, template_id, version)
    return Response(status_code=204)
