"""Reading outreach and offers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from models.activities import Activity
from models.agencies import Agency
from models.officers import Officer
from models.outreach import Offer, OfferOfficer, Outreach
from models.requests import AssistanceRequest
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.outreach.lifecycle import LIFECYCLE, OF_OFFER, OPEN
from services.projection import Fields, instant, json_list, json_object, link, money, stamps

_REQUEST = json_object(
    {
        "id": AssistanceRequest.id,
        "reference": AssistanceRequest.reference,
        "title": AssistanceRequest.title,
    }
)
_AGENCY = json_object({"id": Agency.id, "name": Agency.legal_name})
_OUTREACH_SOURCE = (
    Outreach.__table__.join(AssistanceRequest.__table__)
    .join(Agency.__table__, Agency.id == Outreach.agency_id)
    .outerjoin(Offer.__table__, Offer.outreach_id == Outreach.id)
)
_HEAD: Fields = {
    "id": Outreach.id,
    "reference": Outreach.reference,
    "request": _REQUEST,
    "agency": _AGENCY,
    "status": Outreach.status,
    "sent_at": instant(Outreach.sent_at),
    "due_at": instant(Outreach.due_at),
    "replied_at": instant(Outreach.replied_at),
    "late": Outreach.late,
    "offer_id": Offer.id,
}

OUTREACH_LIST = Listing(
    table=Outreach,
    permission=Permission.OUTREACH_READ,
    source=_OUTREACH_SOURCE,
    fields={**_HEAD, "version": Outreach.version, "updated_at": instant(Outreach.updated_at)},
    sorts={
        "sent_at": Outreach.sent_at,
        "due_at": Outreach.due_at,
        "reference": Outreach.reference,
        "status": Outreach.status,
        "updated_at": Outreach.updated_at,
    },
    default_sort="-sent_at",
    filters={
        "status": any_of(Outreach.status),
        "request_id": any_of(Outreach.request_id, UUID),
        "agency_id": any_of(Outreach.agency_id, UUID),
        "post_id": any_of(AssistanceRequest.post_id, UUID),
        "open": flag(Outreach.status.in_(sorted(OPEN)), "true: sent, interested or offered."),
        "late": flag(Outreach.late),
        **ranges("sent_at", Outreach.sent_at, datetime),
        **ranges("due_at", Outreach.due_at, datetime),
    },
)


def _of_outreach(actor: Actor, answer: Answer) -> list[str]:
    return [e for e in LIFECYCLE.allowed_actions(actor, answer["status"]) if e not in OF_OFFER]


def actions_of_offer(actor: Actor, answer: Answer) -> list[str]:
    return [e for e in LIFECYCLE.allowed_actions(actor, answer["status"]) if e in OF_OFFER]


def _hide(actor: Actor, answer: Answer) -> None:
    """The reason of a decline from those who choose (invariant 3), and theirs for choosing from the agency."""
    if not actor.may(Permission.DECLINE_REASONS_READ):
        del answer["decline_reason"]
    if actor.agency_id is not None:
        del answer["chosen_reason"]


OUTREACH = Detail(
    table=Outreach,
    permission=Permission.OUTREACH_READ,
    source=_OUTREACH_SOURCE,
    fields={
        **_HEAD,
        "message": Outreach.message,
        "chosen_reason": Outreach.chosen_reason,
        "starts_on": AssistanceRequest.starts_on,
        "ends_on": AssistanceRequest.ends_on,
        "decline_reason": Outreach.decline_reason,
        "pass_over_code": Outreach.pass_over_code,
        **stamps(Outreach),
    },
    actions=_of_outreach,
    finish=_hide,
)

_OFFER_SOURCE = (
    Offer.__table__.join(Outreach.__table__)
    .join(AssistanceRequest.__table__, AssistanceRequest.id == Outreach.request_id)
    .join(Agency.__table__, Agency.id == Outreach.agency_id)
)
_OFFER_HEAD: Fields = {
    "id": Offer.id,
    "outreach": json_object({"id": Outreach.id, "reference": Outreach.reference}),
    "request": _REQUEST,
    "agency": _AGENCY,
    "status": Outreach.status,
    "starts_on": Offer.starts_on,
    "ends_on": Offer.ends_on,
    "total": money(Offer.total_usd),
}

OFFERS = Listing(
    table=Offer,
    permission=Permission.OUTREACH_READ,
    source=_OFFER_SOURCE,
    fields={**_OFFER_HEAD, "officers": Offer.officers, **stamps(Offer)},
    sorts={
        "starts_on": Offer.starts_on,
        "total": Offer.total_usd,
        "status": Outreach.status,
        "created_at": Offer.created_at,
    },
    default_sort="-created_at",
    filters={
        "status": any_of(Outreach.status),
        "outreach_id": any_of(Offer.outreach_id, UUID),
        "request_id": any_of(Outreach.request_id, UUID),
        "agency_id": any_of(Outreach.agency_id, UUID),
        "post_id": any_of(AssistanceRequest.post_id, UUID),
        **ranges("created_at", Offer.created_at, datetime),
    },
)

OFFER = Detail(
    table=Offer,
    permission=Permission.OUTREACH_READ,
    source=_OFFER_SOURCE.outerjoin(Activity.__table__, Activity.offer_id == Offer.id),
    fields={
        **_OFFER_HEAD,
        "officers": json_list(
            select(json_object({"id": Officer.id, "name": Officer.name}))
            .join(OfferOfficer, OfferOfficer.officer_id == Officer.id)
            .where(OfferOfficer.offer_id == Offer.id)
            .order_by(Officer.name, Officer.id)
            .correlate(Offer)
        ),
        "cost_lines": Offer.cost_lines,
        "package_name": Offer.package_name,
        "note": Offer.note,
        "pass_over_code": Outreach.pass_over_code,
        "activity": link(Activity.id, {"id": Activity.id, "reference": Activity.reference}),
        **stamps(Offer),
    },
    actions=actions_of_offer,
)
