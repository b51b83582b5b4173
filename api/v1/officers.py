"""Officers of partner agencies and their credentials."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import PDF, PdfResponse, Version, json_response, record_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from schemas.base import Page
from schemas.officers import (
    Credential,
    CredentialCreate,
    CredentialRow,
    CredentialUpdate,
    Officer,
    OfficerCreate,
    OfficerRow,
    OfficerUpdate,
)
from schemas.readiness import OfficerReadiness
from schemas.transcripts import Transcript
from services.activities.matrix import readiness_of_officer
from services.listing import ListQuery
from services.officers import commands, credentials, transcript
from services.officers.credentials import CREDENTIAL, CREDENTIALS
from services.officers.queries import OFFICER, OFFICERS

router = Resource("/officers", tags=["officers"], route_class=PersonalRoute)
_CREDENTIAL = "/{officer_id}/credentials/{credential_id}"


@router.get("", operation_id="officers_list", response_model=Page[OfficerRow])
async def list_officers(work: Read, query: ListQuery = list_query(OFFICERS)) -> Response:
    return await list_response(work, OFFICERS, query)


@router.post("", operation_id="officers_create", response_model=Officer, status_code=201)
async def create_officer(work: Change, data: OfficerCreate) -> Response:
    officer_id = await commands.create_officer(work.session, work.actor, data)
    answer = await OFFICER.after_change(work.session, work.actor, officer_id)
    return record_response(work.request, answer, created_at=f"/api/v1/officers/{officer_id}")


@router.get("/{officer_id}", operation_id="officers_get", response_model=Officer)
async def get_officer(work: Read, officer_id: UUID) -> Response:
    return record_response(work.request, await OFFICER.get(work.connection, work.actor, officer_id))


@router.patch("/{officer_id}", operation_id="officers_update", response_model=Officer)
async def update_officer(work: Change, officer_id: UUID, version: Version, data: OfficerUpdate) -> Response:
    await commands.update_officer(work.session, work.actor, officer_id, version, data)
    return record_response(work.request, await OFFICER.after_change(work.session, work.actor, officer_id))


@router.post("/{officer_id}/archive", operation_id="officers_archive", response_model=Officer)
async def archive_officer(work: Change, officer_id: UUID, version: Version) -> Response:
    await commands.archive_officer(work.session, work.actor, work.clock, officer_id, version, archived=True)
    return record_response(work.request, await OFFICER.after_change(work.session, work.actor, officer_id))


@router.post("/{officer_id}/restore", operation_id="officers_restore", response_model=Officer)
async def restore_officer(work: Change, officer_id: UUID, version: Version) -> Response:
    await commands.archive_officer(work.session, work.actor, work.clock, officer_id, version, archived=False)
    return record_response(work.request, await OFFICER.after_change(work.session, work.actor, officer_id))


@router.get("/{officer_id}/readiness", operation_id="officers_readiness", response_model=OfficerReadiness)
async def get_readiness(work: Read, officer_id: UUID) -> Response:
    """What each of the officer's assignments calls for, and how it stands."""
    answer = await readiness_of_officer(work.connection, work.actor, work.clock, officer_id)
    return json_response(answer)


@router.get("/{officer_id}/transcript", operation_id="officers_transcript", response_model=Transcript)
async def get_transcript(work: Read, officer_id: UUID) -> Response:
    """Activities, roles, dates, hours, expertise, certificates and training: of oneself, or of one's agency."""
    return json_response(await transcript.transcript(work.connection, work.actor, work.clock, officer_id))


@router.get(
    "/{officer_id}/transcript.pdf",
    operation_id="officers_transcript_pdf",
    response_class=PdfResponse,
    responses={200: PDF},
)
async def get_transcript_pdf(work: Read, officer_id: UUID) -> Response:
    """The same as an accessible document (PDF/UA-1)."""
    document = await transcript.transcript_pdf(work.connection, work.actor, work.clock, officer_id)
    return PdfResponse(document, headers={"Content-Disposition": 'attachment; filename="transcript.pdf"'})


@router.get(
    "/{officer_id}/credentials", operation_id="officer_credentials_list", response_model=Page[CredentialRow]
)
async def list_credentials(
    work: Read, officer_id: UUID, query: ListQuery = list_query(CREDENTIALS)
) -> Response:
    await OFFICER.get(work.connection, work.actor, officer_id)
    return await list_response(work, CREDENTIALS, query, credentials.of_officer(officer_id))


@router.post(
    "/{officer_id}/credentials",
    operation_id="officer_credentials_create",
    response_model=Credential,
    status_code=201,
)
async def add_credential(work: Change, officer_id: UUID, data: CredentialCreate) -> Response:
    credential_id = await credentials.add_credential(work.session, work.actor, work.clock, officer_id, data)
    answer = await CREDENTIAL.after_change(work.session, work.actor, credential_id)
    address = f"/api/v1/officers/{officer_id}/credentials/{credential_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(_CREDENTIAL, operation_id="officer_credentials_get", response_model=Credential)
async def get_credential(work: Read, officer_id: UUID, credential_id: UUID) -> Response:
    scope = credentials.of_officer(officer_id)
    answer = await CREDENTIAL.get(work.connection, work.actor, credential_id, scope)
    return record_response(work.request, answer)


@router.patch(_CREDENTIAL, operation_id="officer_credentials_update", response_model=Credential)
async def update_credential(
    work: Change, officer_id: UUID, credential_id: UUID, version: Version, data: CredentialUpdate
) -> Response:
    await credentials.update_credential(
        work.session, work.actor, work.clock, officer_id, credential_id, version, data
    )
    answer = await CREDENTIAL.after_change(work.session, work.actor, credential_id)
    return record_response(work.request, answer)


@router.delete(_CREDENTIAL, operation_id="officer_credentials_delete", status_code=204)
async def remove_credential(
    work: Change, officer_id: UUID, credential_id: UUID, version: Version
) -> Response:
    await credentials.remove_credential(work.session, work.actor, officer_id, credential_id, version)
    return Response(status_code=204)
