"""Reading requests."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Integer, and_, any_, case, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.countries import Country, Post
from models.enums import ActivityStatus, OutreachStatus, RequestStatus, Role
from models.expertise import Expertise
from models.mous import Mou
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest as Request
from models.requests import RequestClarification, RequestCountry, RequestExpertise
from services.access.permissions import Permission
from services.access.policy import Actor
from services.cover import covering
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import any_of, matching, ranges
from services.listing import Listing, ListQuery
from services.projection import Fields, instant, json_list, json_object, money, stamps
from services.requests.lifecycle import LIFECYCLE, UNDER_WAY

_SOURCE = Request.__table__.join(Post.__table__, Post.id == Request.post_id)
_PARTNERS = frozenset({Role.AGENCY_COORDINATOR, Role.OFFICER})

accepted_offer_of_request: ColumnElement[bool] = and_(
    Outreach.request_id == Request.id,
    Outreach.status == OutreachStatus.ACCEPTED,
    ~exists().where(Activity.offer_id == Offer.id, Activity.status == ActivityStatus.CANCELLED),
)
"""Offers whose cost is taken from the request's funds: accepted, and their activity not cancelled."""

committed_usd = (
    select(func.coalesce(func.sum(Offer.total_usd), 0))
    .join(Outreach, Outreach.id == Offer.outreach_id)
    .where(accepted_offer_of_request)
    .correlate(Request)
    .scalar_subquery()
)


officers_accepted = (
    select(func.coalesce(func.sum(Offer.officers), 0))
    .join(Outreach, Outreach.id == Offer.outreach_id)
    .where(accepted_offer_of_request)
    .correlate(Request)
    .scalar_subquery()
)


def _countries() -> Any:
    return json_list(
        select(json_object({"genc3": Country.genc3, "name": Country.name}))
        .join(RequestCountry, RequestCountry.country_id == Country.id)
        .where(RequestCountry.request_id == Request.id)
        .order_by(Country.name)
    )


def _expertise(*, required: bool) -> Any:
    return json_list(
        select(json_object({"code": Expertise.code, "name": Expertise.name}))
        .join(RequestExpertise, RequestExpertise.expertise_id == Expertise.id)
        .where(RequestExpertise.request_id == Request.id, RequestExpertise.required.is_(required))
        .order_by(Expertise.code)
    )


_HEAD: Fields = {
    "id": Request.id,
    "reference": Request.reference,
    "title": Request.title,
    "status": Request.status,
    "modality": Request.modality,
    "urgency": Request.urgency,
    "post": json_object({"id": Post.id, "name": Post.name}),
    "countries": _countries(),
    "required_expertise": _expertise(required=True),
    "starts_on": Request.starts_on,
    "ends_on": Request.ends_on,
    "headcount": Request.headcount,
    "submitted_at": instant(Request.submitted_at),
}


def _in_country(column: Any, values: Any) -> Any:
    return exists().where(
        RequestCountry.request_id == Request.id,
        RequestCountry.country_id == Country.id,
        column == any_(values),
    )


def _asks_for(codes: Any) -> Any:
    return exists().where(
        RequestExpertise.request_id == Request.id,
        RequestExpertise.expertise_id == Expertise.id,
        Expertise.code == any_(codes),
    )


def _of_the_area_of(codes: Any) -> Any:
    """An area covers its topics, and topics of one area belong together."""
    named, related = aliased(Expertise), aliased(Expertise)
    area = func.coalesce(named.parent_id, named.id)
    return exists().where(
        RequestExpertise.request_id == Request.id,
        RequestExpertise.expertise_id == related.id,
        named.code == any_(codes),
        func.coalesce(related.parent_id, related.id) == area,
    )


REQUESTS = Listing(
    table=Request,
    permission=Permission.REQUESTS_READ,
    source=_SOURCE,
    fields={**_HEAD, **stamps(Request)},
    sorts={
        "reference": Request.reference,
        "title": Request.title,
        "status": Request.status,
        "urgency": Request.urgency,
        "starts_on": Request.starts_on,
        "ends_on": Request.ends_on,
        "created_at": Request.created_at,
        "updated_at": Request.updated_at,
    },
    default_sort="-created_at",
    filters={
        "external_ref": by_ref(Request, "request"),
        "status": any_of(Request.status),
        "modality": any_of(Request.modality),
        "urgency": any_of(Request.urgency),
        "post_id": any_of(Request.post_id, UUID),
        "country_id": matching(lambda ids: _in_country(Country.id, ids), UUID),
        "country": matching(lambda codes: _in_country(Country.genc3, codes), description="GENC codes."),
        "expertise": matching(_asks_for, description="Codes, required or desired."),
        "expertise_area": matching(
            _of_the_area_of, description="Codes: of the same area, required or desired."
        ),
        **ranges("starts_on", Request.starts_on, date),
        **ranges("ends_on", Request.ends_on, date),
    },
    search=Request.search_text,
)


_OF_REQUEST = Outreach.request_id == Request.id


def _outreach_in(*states: OutreachStatus) -> Any:
    return exists().where(_OF_REQUEST, Outreach.status.in_([state.value for state in states]))


def _count(table: Any, *conditions: Any) -> Any:
    rows = select(func.count()).select_from(table).where(*conditions)
    return rows.correlate(Request).scalar_subquery()


_STAGE = case(
    (Request.status.in_((RequestStatus.DRAFT.value, RequestStatus.SUBMITTED.value)), Request.status),
    (Request.status != RequestStatus.OPEN.value, "closed"),
    (_outreach_in(OutreachStatus.OFFERED), "to_decide"),
    (_outreach_in(OutreachStatus.SENT, OutreachStatus.INTERESTED), "waiting"),
    else_="to_ask",
)
#: By what is to be done next. Only for those who see everybody's outreach.
BOARD = replace(
    REQUESTS,
    permission=Permission.MATCHES_READ,
    fields={
        **REQUESTS.fields,
        "stage": _STAGE,
        "officers_accepted": officers_accepted,
        "asked": _count(Outreach, _OF_REQUEST),
        "awaited": _count(
            Outreach,
            _OF_REQUEST,
            Outreach.status.in_((OutreachStatus.SENT.value, OutreachStatus.INTERESTED.value)),
        ),
        "offers": _count(Outreach, _OF_REQUEST, Outreach.status == OutreachStatus.OFFERED.value),
        "open_questions": _count(
            RequestClarification,
            RequestClarification.request_id == Request.id,
            RequestClarification.answered_at.is_(None),
        ),
    },
    default_sort="starts_on",
    filters={
        **REQUESTS.filters,
        "stage": any_of(_STAGE, description="draft, submitted, to_ask, waiting, to_decide or closed."),
    },
)


def _ending_agreements() -> Any:
    """Agencies that are asked or offer, and whose memorandum ends before their work would."""
    cover = covering(Outreach.agency_id, Post.country_id, Outreach, Post)
    fields: Fields = {
        "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
        "mou": json_object({"id": Mou.id, "reference": Mou.number}),
        "last_on": Mou.last_on,
    }
    still = (OutreachStatus.SENT.value, OutreachStatus.INTERESTED.value, OutreachStatus.OFFERED.value)
    return json_list(
        select(json_object(fields))
        .select_from(Outreach)
        .join(Agency, Agency.id == Outreach.agency_id)
        .join(Mou, Mou.id == cover)
        .outerjoin(Offer, Offer.outreach_id == Outreach.id)
        .where(
            _OF_REQUEST,
            Request.status == RequestStatus.OPEN.value,
            Outreach.status.in_(still),
            Mou.last_on < func.coalesce(Offer.ends_on, Request.ends_on),
        )
        .order_by(Mou.last_on, Mou.id)
        .correlate(Request, Post)
    )


async def similar_to(connection: AsyncConnection, actor: Actor, request: Answer) -> list[dict[str, Any]]:
    """Needs the actor may see that could be the same: a country and an area in common, and days too."""
    asked = [one["code"] for one in (*request["required_expertise"], *request["desired_expertise"])]
    if not asked:
        return []
    filters = {
        "country": [one["genc3"] for one in request["countries"]],
        "expertise_area": asked,
        "status": [status.value for status in (*UNDER_WAY, RequestStatus.DRAFT, RequestStatus.FILLED)],
        "starts_on.lte": date.fromisoformat(request["ends_on"]),
        "ends_on.gte": date.fromisoformat(request["starts_on"]),
    }
    query = ListQuery(limit=10, fields=("id", "reference", "title"), filters=filters)
    page = await REQUESTS.page(connection, actor, query)
    found = [orjson.loads(item) for item in page.items]
    return [one for one in found if one["id"] != request["id"]]


def may_update(actor: Actor, status: str) -> bool:
    """A draft is its post's to finish; once submitted, only programme staff correct it."""
    if status == RequestStatus.DRAFT:
        return actor.may(Permission.REQUESTS_SUBMIT)
    return status == RequestStatus.SUBMITTED and actor.may(Permission.REQUESTS_MANAGE)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = LIFECYCLE.allowed_actions(actor, answer["status"])
    if may_update(actor, answer["status"]):
        actions.append("update")
    if answer["status"] in UNDER_WAY and actor.may(Permission.REQUESTS_MANAGE):
        actions += ["match", "ask"]
    return actions


def _hide(actor: Actor, answer: Answer) -> None:
    """What an agency is about to offer should not be led by what is set aside, nor by who else is asked."""
    if actor.roles <= _PARTNERS or not actor.may(Permission.OUTREACH_READ):
        answer["ending_agreements"] = []
    if actor.roles <= _PARTNERS:
        for name in ("funding_source", "funds", "funds_left"):
            del answer[name]


REQUEST = Detail(
    table=Request,
    permission=Permission.REQUESTS_READ,
    source=_SOURCE,
    fields={
        **_HEAD,
        "need": Request.need,
        "desired_expertise": _expertise(required=False),
        "languages": Request.languages,
        "trainer_cert_required": Request.trainer_cert_required,
        "funding_source": Request.funding_source,
        "funds": money(Request.funds_usd),
        "funds_left": money(Request.funds_usd - committed_usd),
        "validated_at": instant(Request.validated_at),
        "closed_at": instant(Request.closed_at),
        "close_reason": Request.close_reason,
        "unmet_reason": Request.unmet_reason,
        "officers_accepted": officers_accepted,
        "fill": case(
            (officers_accepted >= Request.headcount, "full"), (officers_accepted > 0, "partial"), else_="none"
        ),
        "days_to_fill": case(
            (
                Request.status == RequestStatus.FILLED.value,
                cast(func.extract("epoch", Request.closed_at - Request.submitted_at) / 86400, Integer),
            ),
            else_=None,
        ),
        "ending_agreements": _ending_agreements(),
        "external_refs": refs_of(Request, "request"),
        **stamps(Request),
    },
    actions=_actions,
    finish=_hide,
)
