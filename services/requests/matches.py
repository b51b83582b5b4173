"""Reading rankings. Whether an agency has been asked is looked up here, after the ranking and apart from it."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, cast, exists, func, literal, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.agencies import Agency
from models.outreach import Outreach
from models.requests import AssistanceRequest, MatchRun
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer, Detail
from services.errors import NotFound
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_list, json_object
from services.requests.matching import Ineligible
from services.requests.ranking import replay_of

MEANING: dict[Ineligible, str] = {
    Ineligible.NO_ACTIVE_MOU: "It has no memorandum that is active.",
    Ineligible.MOU_STARTS_AFTER_WINDOW_OPENS: "Its memorandum takes effect after the window opens.",
    Ineligible.MOU_ENDS_BEFORE_WINDOW_CLOSES: "Its memorandum ends before the window closes.",
    Ineligible.OUTSIDE_MOU_PLACES: "Its memorandum does not cover every country of the request.",
    Ineligible.OUTSIDE_MOU_EXPERTISE: "Its memorandum does not cover all of the required expertise.",
    Ineligible.OUTSIDE_MOU_MODALITIES: "Its memorandum does not cover this kind of assistance.",
    Ineligible.LACKS_REQUIRED_EXPERTISE: "It has not been verified in all of the required expertise.",
    Ineligible.OUTSIDE_INTEREST_MODALITIES: "It does not wish to be asked for this kind of assistance.",
    Ineligible.OUTSIDE_INTEREST_PLACES: "It does not wish to be asked for every country of the request.",
    Ineligible.OUTSIDE_INTEREST_EXPERTISE: "It does not wish to be asked for all of the required expertise.",
    Ineligible.OVER_OFFICER_CAPACITY: "More officers are needed than it has set as its most and still has free.",
    Ineligible.OVER_DAY_CAPACITY: "The window has more working days than it has left for the year.",
    Ineligible.NO_FREE_WORKING_DAYS: "It has no free working day in the window.",
}

_SOURCE = MatchRun.__table__.join(AssistanceRequest.__table__)
_REQUEST = json_object({"id": AssistanceRequest.id, "reference": AssistanceRequest.reference})
_candidate = (
    func.jsonb_array_elements(MatchRun.result)
    .table_valued("value", with_ordinality="position", joins_implicitly=True)
    .render_derived(name="candidate")
)
_value: Any = _candidate.c.value
_ranked = func.jsonb_typeof(func.jsonb_extract_path(_value, "rank")) == "number"


def _of(name: str) -> Any:
    return func.jsonb_extract_path(_value, name)


def _text(name: str) -> Any:
    return func.jsonb_extract_path_text(_value, name)


def _candidates(condition: Any, fields: Fields) -> Any:
    agency = {"id": Agency.id, "name": Agency.legal_name, "state": Agency.state}
    return json_list(
        select(json_object({"agency": json_object(agency), **fields}))
        .select_from(_candidate)
        .join(Agency, Agency.id == cast(_text("agency_id"), PG_UUID(as_uuid=True)))
        .where(condition)
        .order_by(_candidate.c.position)
        .correlate(MatchRun)
    )


def _count(condition: Any) -> Any:
    return select(func.count()).select_from(_candidate).where(condition).correlate(MatchRun).scalar_subquery()


MATCH_RUNS = Listing(
    table=MatchRun,
    permission=Permission.MATCHES_READ,
    source=_SOURCE,
    fields={
        "id": MatchRun.id,
        "request": _REQUEST,
        "rules_version": MatchRun.rules_version,
        "weights_version": func.jsonb_extract_path_text(MatchRun.weights, "version"),
        "eligible": _count(_ranked),
        "ineligible": _count(~_ranked),
        "without_mou": MatchRun.without_mou,
        "created_at": instant(MatchRun.created_at),
    },
    sorts={"created_at": MatchRun.created_at},
    default_sort="-created_at",
)


def _say_why(actor: Actor, answer: Answer) -> None:
    for agency in answer["ineligible"]:
        agency["reasons"] = [
            {"code": code, "message": MEANING[Ineligible(code)]} for code in agency["reasons"]
        ]


MATCH_RUN = Detail(
    table=MatchRun,
    permission=Permission.MATCHES_READ,
    source=_SOURCE,
    fields={
        "id": MatchRun.id,
        "request": _REQUEST,
        "rules_version": MatchRun.rules_version,
        "weights": MatchRun.weights,
        "need": MatchRun.need,
        "candidates": _candidates(
            _ranked,
            {
                "rank": _of("rank"),
                "score": _of("score"),
                "parts": _of("parts"),
                "explanation": _of("explanation"),
                # Correlated by name: the run stands two queries further out, where it is not looked for by itself.
                "contacted": exists()
                .where(and_(Outreach.request_id == MatchRun.request_id, Outreach.agency_id == Agency.id))
                .correlate(MatchRun, Agency),
            },
        ),
        "ineligible": _candidates(~_ranked, {"reasons": _of("reasons")}),
        "without_mou": MatchRun.without_mou,
        "created_at": instant(MatchRun.created_at),
        "version": literal(1),
    },
    actions=lambda actor, _: [],
    finish=_say_why,
)


def of_request(request_id: UUID) -> Scope:
    """Narrows to the rankings of one request."""
    key = bindparam("request_id", type_=PG_UUID(as_uuid=True))
    return Scope(MatchRun.request_id == key, {"request_id": request_id})


async def replay(connection: AsyncConnection, actor: Actor, request_id: UUID, run_id: UUID) -> Answer:
    """Compute a stored ranking again and compare it, byte for byte (invariant 5)."""
    actor.require(Permission.MATCHES_READ)
    seen = visible(actor, MatchRun)
    columns = (MatchRun.rules_version, MatchRun.weights, MatchRun.need, MatchRun.inputs, MatchRun.result)
    statement = select(*columns).where(MatchRun.id == run_id, MatchRun.request_id == request_id, seen.clause)
    row = (await connection.execute(statement, dict(seen.parameters))).one_or_none()
    if row is None:
        raise NotFound
    return replay_of(dict(row._mapping))
