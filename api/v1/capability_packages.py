"""Capability packages of agencies: costed templates for offers."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.packages import Package, PackageCreate, PackageRow, PackageUpdate
from services.agencies import packages
from services.agencies.packages import PACKAGE, PACKAGES, of_agency
from services.agencies.queries import AGENCY
from services.listing import ListQuery

router = Resource("/agencies/{agency_id}/capability-packages", tags=["agencies"])


@router.get("", operation_id="agency_capability_packages_list", response_model=Page[PackageRow])
async def list_packages(work: Read, agency_id: UUID, query: ListQuery = list_query(PACKAGES)) -> Response:
    await AGENCY.get(work.connection, work.actor, agency_id)
    return await list_response(work, PACKAGES, query, of_agency(agency_id))


@router.post("", operation_id="agency_capability_packages_create", response_model=Package, status_code=201)
async def create_package(work: Change, agency_id: UUID, data: PackageCreate) -> Response:
    package_id = await packages.create_package(work.session, work.actor, agency_id, data)
    answer = await PACKAGE.after_change(work.session, work.actor, package_id)
    address = f"/api/v1/agencies/{agency_id}/capability-packages/{package_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/{package_id}", operation_id="agency_capability_packages_get", response_model=Package)
async def get_package(work: Read, agency_id: UUID, package_id: UUID) -> Response:
    answer = await PACKAGE.get(work.connection, work.actor, package_id, of_agency(agency_id))
    return record_response(work.request, answer)


@router.patch("/{package_id}", operation_id="agency_capability_packages_update", response_model=Package)
async def update_package(
    work: Change, agency_id: UUID, package_id: UUID, version: Version, data: PackageUpdate
) -> Response:
    await packages.update_package(work.session, work.actor, agency_id, package_id, version, data)
    return record_response(work.request, await PACKAGE.after_change(work.session, work.actor, package_id))


@router.delete("/{package_id}", operation_id="agency_capability_packages_delete", status_code=204)
async def delete_package(work: Change, agency_id: UUID, package_id: UUID, version: Version) -> Response:
    await packages.delete_package(work.session, work.actor, agency_id, package_id, version)
    return Response(status_code=204)
