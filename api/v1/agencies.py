"""Agencies, their contacts, expertise and interests."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.agencies import (
    Agency,
    AgencyCreate,
    AgencyExpertise,
    AgencyExpertiseSet,
    AgencyRow,
    AgencyUpdate,
    Contact,
    ContactCreate,
    ContactUpdate,
    Interests,
    InterestsSet,
)
from schemas.base import Page
from schemas.expertise import ExpertiseCode
from services.agencies import capabilities, commands, contacts
from services.agencies.queries import AGENCIES, AGENCY
from services.listing import ListQuery

router = Resource("/agencies", tags=["agencies"])


@router.get("", operation_id="agencies_list", response_model=Page[AgencyRow])
async def list_agencies(work: Read, query: ListQuery = list_query(AGENCIES)) -> Response:
    return await list_response(work, AGENCIES, query)


@router.post("", operation_id="agencies_create", response_model=Agency, status_code=201)
async def create_agency(work: Change, data: AgencyCreate) -> Response:
    agency_id = await commands.create_agency(work.session, work.actor, data)
    answer = await AGENCY.after_change(work.session, work.actor, agency_id)
    return record_response(work.request, answer, created_at=f"/api/v1/agencies/{agency_id}")


@router.get("/{agency_id}", operation_id="agencies_get", response_model=Agency)
async def get_agency(work: Read, agency_id: UUID) -> Response:
    return record_response(work.request, await AGENCY.get(work.connection, work.actor, agency_id))


@router.patch("/{agency_id}", operation_id="agencies_update", response_model=Agency)
async def update_agency(work: Change, agency_id: UUID, version: Version, data: AgencyUpdate) -> Response:
    await commands.update_agency(work.session, work.actor, agency_id, version, data)
    return record_response(work.request, await AGENCY.after_change(work.session, work.actor, agency_id))


@router.post("/{agency_id}/archive", operation_id="agencies_archive", response_model=Agency)
async def archive_agency(work: Change, agency_id: UUID, version: Version) -> Response:
    await commands.archive_agency(work.session, work.actor, work.clock, agency_id, version, archived=True)
    return record_response(work.request, await AGENCY.after_change(work.session, work.actor, agency_id))


@router.post("/{agency_id}/restore", operation_id="agencies_restore", response_model=Agency)
async def restore_agency(work: Change, agency_id: UUID, version: Version) -> Response:
    await commands.archive_agency(work.session, work.actor, work.clock, agency_id, version, archived=False)
    return record_response(work.request, await AGENCY.after_change(work.session, work.actor, agency_id))


@router.get("/{agency_id}/contacts", operation_id="agency_contacts_list", response_model=Page[Contact])
async def list_contacts(
    work: Read, agency_id: UUID, query: ListQuery = list_query(contacts.CONTACTS)
) -> Response:
    await AGENCY.get(work.connection, work.actor, agency_id)
    scope = contacts.of_agency(agency_id)
    return await list_response(work, contacts.CONTACTS, query, scope)


@router.post(
    "/{agency_id}/contacts", operation_id="agency_contacts_create", response_model=Contact, status_code=201
)
async def add_contact(work: Change, agency_id: UUID, data: ContactCreate) -> Response:
    contact_id = await contacts.add_contact(work.session, work.actor, agency_id, data)
    answer = await contacts.CONTACT.after_change(work.session, work.actor, contact_id)
    address = f"/api/v1/agencies/{agency_id}/contacts/{contact_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/{agency_id}/contacts/{contact_id}", operation_id="agency_contacts_get", response_model=Contact)
async def get_contact(work: Read, agency_id: UUID, contact_id: UUID) -> Response:
    scope = contacts.of_agency(agency_id)
    answer = await contacts.CONTACT.get(work.connection, work.actor, contact_id, scope)
    return record_response(work.request, answer)


@router.patch(
    "/{agency_id}/contacts/{contact_id}", operation_id="agency_contacts_update", response_model=Contact
)
async def update_contact(
    work: Change, agency_id: UUID, contact_id: UUID, version: Version, data: ContactUpdate
) -> Response:
    await contacts.update_contact(work.session, work.actor, agency_id, contact_id, version, data)
    answer = await contacts.CONTACT.after_change(work.session, work.actor, contact_id)
    return record_response(work.request, answer)


@router.delete("/{agency_id}/contacts/{contact_id}", operation_id="agency_contacts_delete", status_code=204)
async def remove_contact(work: Change, agency_id: UUID, contact_id: UUID, version: Version) -> Response:
    await contacts.remove_contact(work.session, work.actor, agency_id, contact_id, version)
    return Response(status_code=204)


@router.get(
    "/{agency_id}/expertise", operation_id="agency_expertise_list", response_model=Page[AgencyExpertise]
)
async def list_expertise(
    work: Read, agency_id: UUID, query: ListQuery = list_query(capabilities.EXPERTISE_OF_AGENCY)
) -> Response:
    await AGENCY.get(work.connection, work.actor, agency_id)
    scope = capabilities.of_agency(agency_id)
    return await list_response(work, capabilities.EXPERTISE_OF_AGENCY, query, scope)


@router.put(
    "/{agency_id}/expertise/{code}", operation_id="agency_expertise_set", response_model=AgencyExpertise
)
async def set_expertise(
    work: Change, agency_id: UUID, code: ExpertiseCode, data: AgencyExpertiseSet
) -> Response:
    answer = await capabilities.set_expertise(work.session, work.actor, agency_id, code, data)
    return record_response(work.request, answer)


@router.delete("/{agency_id}/expertise/{code}", operation_id="agency_expertise_remove", status_code=204)
async def remove_expertise(work: Change, agency_id: UUID, code: ExpertiseCode) -> Response:
    await capabilities.remove_expertise(work.session, work.actor, agency_id, code)
    return Response(status_code=204)


@router.get("/{agency_id}/interests", operation_id="agency_interests_get", response_model=Interests)
async def get_interests(work: Read, agency_id: UUID) -> Response:
    await AGENCY.get(work.connection, work.actor, agency_id)
    answer = await capabilities.interests(work.connection, work.actor, agency_id)
    return record_response(work.request, answer)


@router.put("/{agency_id}/interests", operation_id="agency_interests_set", response_model=Interests)
async def set_interests(work: Change, agency_id: UUID, version: Version, data: InterestsSet) -> Response:
    answer = await capabilities.set_interests(work.session, work.actor, work.clock, agency_id, version, data)
    return record_response(work.request, answer)
