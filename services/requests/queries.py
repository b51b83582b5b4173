"""Reading requests."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, any_, exists, func, select

from models.activities import Activity
from models.countries import Country, Post
from models.enums import ActivityStatus, OutreachStatus, RequestStatus, Role
from models.expertise import Expertise
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest as Request
from models.requests import RequestCountry, RequestExpertise
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, matching, ranges
from services.listing import Listing
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
        "status": any_of(Request.status),
        "modality": any_of(Request.modality),
        "urgency": any_of(Request.urgency),
        "post_id": any_of(Request.post_id, UUID),
        "country_id": matching(lambda ids: _in_country(Country.id, ids), UUID),
        "country": matching(lambda codes: _in_country(Country.genc3, codes), description="GENC codes."),
        "expertise": matching(_asks_for, description="Codes, required or desired."),
        **ranges("starts_on", Request.starts_on, date),
        **ranges("ends_on", Request.ends_on, date),
    },
    search=Request.search_text,
)


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


def _hide_funds(actor: Actor, answer: Answer) -> None:
    """What an agency is about to offer should not be led by what is set aside."""
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
        **stamps(Request),
    },
    actions=_actions,
    finish=_hide_funds,
)
