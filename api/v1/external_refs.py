"""Records by other systems' keys: read, made or changed, and the keys themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Response

from api.responses import Version, given_version, record_response
from api.unit_of_work import Change, Read, Resource, Work
from models.activities import Activity as ActivityTable
from models.agencies import Agency as AgencyTable
from models.base import Base
from models.mous import Mou as MouTable
from models.obligations import Obligation as ObligationTable
from models.officers import Officer as OfficerTable
from models.requests import AssistanceRequest
from schemas.activities import Activity, ActivityCreate
from schemas.agencies import Agency, AgencyCreate
from schemas.base import Output
from schemas.mous import Mou, MouCreate
from schemas.obligations import Obligation, ObligationCreate
from schemas.officers import Officer, OfficerCreate
from schemas.requests import Request, RequestCreate
from schemas.types import RefKey, RefSystem
from services import external_refs
from services.access.permissions import Permission
from services.activities.queries import ACTIVITY
from services.agencies.queries import AGENCY
from services.detail import Answer, Detail
from services.mous.queries import MOU
from services.obligations.queries import OBLIGATION
from services.officers.queries import OFFICER
from services.requests.queries import REQUEST
from services.workflows import by_ref

System = Annotated[RefSystem, Path(description="Name of the other system.")]
Key = Annotated[RefKey, Path(description="Its key for the record.")]


@dataclass(frozen=True, slots=True)
class Kind:
    """Records that carry keys: `one` is their word in operation ids and events."""

    path: str
    one: str
    shape: type[Output]
    table: type[Base]
    detail: Detail
    permission: Permission

    async def answer(self, work: Work, record_id: UUID) -> Answer:
        """Activities and agreements may be done more with on some days than on others."""
        today = work.clock.today() if self.detail.daily else None
        if isinstance(work, Change):
            return await self.detail.after_change(work.session, work.actor, record_id, today=today)
        assert isinstance(work, Read)
        return await self.detail.get(work.connection, work.actor, record_id, today=today)


AGENCIES = Kind("agencies", "agency", Agency, AgencyTable, AGENCY, Permission.AGENCIES_CREATE)
OFFICERS = Kind("officers", "officer", Officer, OfficerTable, OFFICER, Permission.OFFICERS_CREATE)
REQUESTS = Kind("requests", "request", Request, AssistanceRequest, REQUEST, Permission.REQUESTS_CREATE)
KINDS = (
    AGENCIES,
    OFFICERS,
    REQUESTS,
    Kind("activities", "activity", Activity, ActivityTable, ACTIVITY, Permission.ACTIVITIES_MANAGE),
    Kind("obligations", "obligation", Obligation, ObligationTable, OBLIGATION, Permission.OBLIGATIONS_MANAGE),
    Kind("mous", "mou", Mou, MouTable, MOU, Permission.MOUS_EDIT),
)


def _router(kind: Kind) -> Resource:
    router = Resource(f"/{kind.path}", tags=[kind.path])
    one = "/{record_id}/external-refs/{system}/{key}"

    @router.get("/by-ref/{system}/{key}", operation_id=f"{kind.path}_get_by_ref", response_model=kind.shape)
    async def get_by_ref(work: Read, system: System, key: Key) -> Response:
        record_id = await external_refs.holder_of(work.connection, kind.one, system, key)
        return record_response(work.request, await kind.answer(work, record_id))

    @router.put(one, operation_id=f"{kind.path}_attach_ref", response_model=kind.shape)
    async def attach(work: Change, record_id: UUID, system: System, key: Key, version: Version) -> Response:
        await external_refs.attach(
            work.session, work.actor, kind.permission, kind.table, kind.one, record_id, version, system, key
        )
        return record_response(work.request, await kind.answer(work, record_id))

    @router.delete(one, operation_id=f"{kind.path}_detach_ref", response_model=kind.shape)
    async def detach(work: Change, record_id: UUID, system: System, key: Key, version: Version) -> Response:
        await external_refs.detach(
            work.session, work.actor, kind.permission, kind.table, kind.one, record_id, version, system, key
        )
        return record_response(work.request, await kind.answer(work, record_id))

    return router


def _put(path: str, shape: type[Output]) -> Callable[[Any], Any]:
    """Creates (201) or changes (200). `If-Match` is taken but not asked for: who writes by a key of their own has
    often never read our record, and their newest word is what counts."""
    return PUTS.put(
        f"/{path}/by-ref/{{system}}/{{key}}",
        operation_id=f"{path}_put_by_ref",
        response_model=shape,
        responses={201: {"model": shape, "description": "Made."}},
        tags=[path],
    )


PUTS = Resource(tags=[])


@_put("agencies", Agency)
async def put_agency(work: Change, system: System, key: Key, data: AgencyCreate) -> Response:
    """Fields that are left out stay as they are. `If-Match` may be sent."""
    version = given_version(work)
    answer, new = await by_ref.put_agency(work.session, work.actor, system, key, version, data)
    return record_response(work, answer, created_at=f"/api/v1/agencies/{answer['id']}" if new else None)


@_put("officers", Officer)
async def put_officer(work: Change, system: System, key: Key, data: OfficerCreate) -> Response:
    """Fields that are left out stay as they are. `If-Match` may be sent."""
    version = given_version(work)
    answer, new = await by_ref.put_officer(work.session, work.actor, system, key, version, data)
    return record_response(work, answer, created_at=f"/api/v1/officers/{answer['id']}" if new else None)


@_put("requests", Request)
async def put_request(work: Change, system: System, key: Key, data: RequestCreate) -> Response:
    """Fields that are left out stay as they are; a request is changed until it is open. `If-Match` may be sent."""
    version = given_version(work)
    answer, new = await by_ref.put_request(work.session, work.actor, work.clock, system, key, version, data)
    return record_response(work, answer, created_at=f"/api/v1/requests/{answer['id']}" if new else None)


@_put("activities", Activity)
async def put_activity(work: Change, system: System, key: Key, data: ActivityCreate) -> Response:
    """Fields that are left out stay as they are; an activity is changed until it is authorized."""
    version = given_version(work)
    answer, new = await by_ref.put_activity(work.session, work.actor, work.clock, system, key, version, data)
    return record_response(work, answer, created_at=f"/api/v1/activities/{answer['id']}" if new else None)


@_put("mous", Mou)
async def put_mou(work: Change, system: System, key: Key, data: MouCreate) -> Response:
    """Fields that are left out stay as they are; a text is changed until it is settled. `If-Match` may be sent."""
    version = given_version(work)
    answer, new = await by_ref.put_mou(work.session, work.actor, work.clock, system, key, version, data)
    return record_response(work, answer, created_at=f"/api/v1/mous/{answer['id']}" if new else None)


@_put("obligations", Obligation)
async def put_obligation(work: Change, system: System, key: Key, data: ObligationCreate) -> Response:
    """Recorded once. The same again is no change; other money needs a reason: `adjust`, `deobligate`."""
    version = given_version(work)
    answer, new = await by_ref.put_obligation(
        work.session, work.actor, work.clock, system, key, version, data
    )
    return record_response(work, answer, created_at=f"/api/v1/obligations/{answer['id']}" if new else None)


ROUTERS: tuple[Resource, ...] = (*(_router(kind) for kind in KINDS), PUTS)
