"""Records made or changed by another system's key for them, whichever of the two it turns out to be.

What a record says already is no change: sending the same again leaves version, time and event log as they are.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.agencies import Agency
from models.base import Base
from models.mous import Mou
from models.obligations import Obligation
from models.officers import Officer
from models.requests import AssistanceRequest
from schemas.activities import ActivityCreate, ActivityUpdate
from schemas.agencies import AgencyCreate, AgencyUpdate
from schemas.base import MoneyInput
from schemas.mous import MouClausesUpdate, MouCreate, MouUpdate
from schemas.obligations import ObligationCreate
from schemas.officers import OfficerCreate, OfficerUpdate
from schemas.requests import RequestCreate, RequestUpdate
from services.access.policy import Actor
from services.activities import commands as activities
from services.activities.queries import ACTIVITY
from services.agencies import commands as agencies
from services.agencies.queries import AGENCY
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.external_refs import add_ref, holder_for_change
from services.mous import commands as mous
from services.mous.queries import MOU
from services.obligations import commands as obligations
from services.obligations.queries import OBLIGATION
from services.officers import commands as officers
from services.officers.queries import OFFICER
from services.records import load_for_change
from services.requests import commands as requests
from services.requests.queries import REQUEST


async def put_agency(
    session: AsyncSession, actor: Actor, system: str, key: str, version: int | None, data: AgencyCreate
) -> tuple[Answer, bool]:
    """The agency, and whether it is new."""

    async def change(agency_id: UUID, at: int, changes: dict[str, Any]) -> None:
        await agencies.update_agency(session, actor, agency_id, at, AgencyUpdate.model_construct(**changes))

    return await _put(
        session,
        actor,
        (Agency, "agency", AGENCY),
        (system, key),
        version,
        data.model_dump(exclude_unset=True),
        lambda: agencies.create_agency(session, actor, data),
        change,
        lambda answer: {**answer, "oris": answer["ori_codes"]},
        AgencyUpdate.model_fields,
    )


async def put_officer(
    session: AsyncSession, actor: Actor, system: str, key: str, version: int | None, data: OfficerCreate
) -> tuple[Answer, bool]:
    """The officer, and whether they are new."""

    async def change(officer_id: UUID, at: int, changes: dict[str, Any]) -> None:
        await officers.update_officer(
            session, actor, officer_id, at, OfficerUpdate.model_construct(**changes)
        )

    return await _put(
        session,
        actor,
        (Officer, "officer", OFFICER),
        (system, key),
        version,
        data.model_dump(exclude_unset=True),
        lambda: officers.create_officer(session, actor, data),
        change,
        lambda answer: answer,
        OfficerUpdate.model_fields,
    )


async def put_request(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    system: str,
    key: str,
    version: int | None,
    data: RequestCreate,
) -> tuple[Answer, bool]:
    """The request, and whether it is new."""

    async def change(request_id: UUID, at: int, changes: dict[str, Any]) -> None:
        wanted = RequestUpdate.model_construct(**changes)
        await requests.update_request(session, actor, clock, request_id, at, wanted)

    return await _put(
        session,
        actor,
        (AssistanceRequest, "request", REQUEST),
        (system, key),
        version,
        data.model_dump(exclude_unset=True),
        lambda: requests.create_request(session, actor, clock, data),
        change,
        _request_as_sent,
        RequestUpdate.model_fields,
    )


async def put_activity(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    system: str,
    key: str,
    version: int | None,
    data: ActivityCreate,
) -> tuple[Answer, bool]:
    """The activity, and whether it is new."""

    async def change(activity_id: UUID, at: int, changes: dict[str, Any]) -> None:
        if changes.get("estimate") is not None:
            changes["estimate"] = MoneyInput.model_validate(changes["estimate"])
        wanted = ActivityUpdate.model_construct(**changes)
        await activities.update_activity(session, actor, clock, activity_id, at, wanted)

    return await _put(
        session,
        actor,
        (Activity, "activity", ACTIVITY),
        (system, key),
        version,
        data.model_dump(exclude_unset=True),
        lambda: activities.create_activity(session, actor, clock, data),
        change,
        _activity_as_sent,
        ActivityUpdate.model_fields,
        clock.today(),
    )


async def put_mou(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    system: str,
    key: str,
    version: int | None,
    data: MouCreate,
) -> tuple[Answer, bool]:
    """The memorandum, and whether it is new."""

    async def change(mou_id: UUID, at: int, changes: dict[str, Any]) -> None:
        if "clauses" in changes:
            changes["clauses"] = MouClausesUpdate.model_validate(changes["clauses"])
        await mous.update_mou(session, actor, clock, mou_id, at, MouUpdate.model_construct(**changes))

    values = data.model_dump(exclude_unset=True)
    ours = {name for name in ("number", "notice_days") if values.get(name) is None}
    return await _put(
        session,
        actor,
        (Mou, "mou", MOU),
        (system, key),
        version,
        {name: value for name, value in values.items() if name not in ours},
        lambda: mous.create_mou(session, actor, clock, data),
        change,
        lambda answer: {**answer, "agency_id": answer["agency"]["id"]},
        MouUpdate.model_fields,
        clock.today(),
    )


async def put_obligation(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    system: str,
    key: str,
    version: int | None,
    data: ObligationCreate,
) -> tuple[Answer, bool]:
    """The obligation, and whether it is new. It changes with a reason alone: `adjust` and `deobligate`."""

    async def change(_: UUID, __: int, changes: dict[str, Any]) -> None:
        raise AssertionError(changes)

    return await _put(
        session,
        actor,
        (Obligation, "obligation", OBLIGATION),
        (system, key),
        version,
        data.model_dump(exclude_unset=True),
        lambda: obligations.create_obligation(session, actor, clock, data),
        change,
        lambda answer: {
            **answer,
            "instrument_id": answer["instrument"]["id"],
            "amount": answer["obligated"],
        },
        {},
    )


def _activity_as_sent(answer: Answer) -> Answer:
    ids = {f"{name}_id": (answer[name] or {}).get("id") for name in ("request", "instrument", "obligation")}
    country = (answer["country"] or {}).get("genc3")
    return {**answer, **ids, "agency_id": answer["agency"]["id"], "country": country}


def _request_as_sent(answer: Answer) -> Answer:
    codes = {
        name: sorted(e["code"] for e in answer[name]) for name in ("required_expertise", "desired_expertise")
    }
    countries = sorted(country["genc3"] for country in answer["countries"])
    return {**answer, **codes, "countries": countries, "post_id": answer["post"]["id"]}


async def _put(
    session: AsyncSession,
    actor: Actor,
    kind: tuple[type[Base], str, Detail],
    ref: tuple[str, str],
    version: int | None,
    values: dict[str, Any],
    create: Callable[[], Awaitable[UUID]],
    change: Callable[[UUID, int, dict[str, Any]], Awaitable[None]],
    as_sent: Callable[[Answer], Answer],
    changeable: Mapping[str, Any],
    today: date | None = None,
) -> tuple[Answer, bool]:
    """Raises `Conflict` for the key of a record that the actor may not see, without a word about that record.

    Raises `Invalid` for a new value of what is stated once, when the record is made.
    """
    table, subject_type, detail = kind
    record_id = await holder_for_change(session, subject_type, *ref)
    if record_id is None:
        if version is not None:
            raise Conflict("There is no record of this key, so none of that version.", code="no_such_version")
        record_id = await create()
        add_ref(session, subject_type, record_id, *ref)
        return await detail.after_change(session, actor, record_id, today=today), True
    try:
        record: Any = await load_for_change(session, actor, table, record_id, version=version)
    except NotFound:
        raise Conflict(f"{ref[0]}:{ref[1]} is the key of another record.", code="ref_taken") from None
    answer = await detail.after_change(session, actor, record_id, today=today)
    now = as_sent(answer)
    changes = {name: value for name, value in values.items() if not _same(value, now.get(name))}
    if fixed := sorted(changes.keys() - changeable.keys()):
        raise Invalid(
            *(FieldProblem(name, "not_changeable", f"{name} is stated once and stays.") for name in fixed)
        )
    if not changes:
        return answer, False
    await change(record_id, record.version, changes)
    return await detail.after_change(session, actor, record_id, today=today), False


def _same(value: Any, now: Any) -> bool:
    """Whether an answer says so already. Of what has parts, those that are given are looked at; lists are sets here."""
    if isinstance(value, Mapping):
        return isinstance(now, Mapping) and all(_same(part, now.get(name)) for name, part in value.items())
    if isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
        return len(value) == len(now or ()) and all(map(_same, value, now))
    if isinstance(value, Decimal):
        return now is not None and value == Decimal(now)
    return bool(_plain(value) == _plain(now))


def _plain(value: Any) -> Any:
    """As it stands in an answer; lists are sets here."""
    if isinstance(value, list | tuple):
        return sorted({str(part) for part in value})
    return value if value is None or isinstance(value, int | float) else str(value)
