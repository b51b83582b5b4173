"""Offers to one request, side by side: what each names, and what is not known of it.

Only offers are compared. Whoever declined, has not answered or has taken an offer back is not among them, so that
nothing here can count against anybody.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import and_, bindparam, case, exists, func, or_, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from models.agencies import Agency
from models.enums import ExpenseCategory, OutreachStatus, ReadinessType
from models.officers import Officer, OfficerCredential
from models.outreach import Offer, OfferOfficer, Outreach
from services.access.permissions import Permission
from services.access.policy import Actor
from services.calendar import count_working_days
from services.detail import Answer
from services.listing import MAX_LIMIT, Listing, ListQuery, Scope
from services.money import USD
from services.outreach.queries import actions_of_offer
from services.projection import Fields, json_list, json_object, link, money

_COMPARED = (
    OutreachStatus.OFFERED.value,
    OutreachStatus.ACCEPTED.value,
    OutreachStatus.NOT_SELECTED.value,
)
_REQUEST_ID = bindparam("request_id", type_=PG_UUID(as_uuid=True))


def _officers() -> Any:
    certified = exists().where(
        OfficerCredential.officer_id == Officer.id,
        OfficerCredential.type == ReadinessType.TRAINER_CERTIFICATION,
        OfficerCredential.issued_on <= Offer.starts_on,
        or_(OfficerCredential.expires_on.is_(None), OfficerCredential.expires_on >= Offer.ends_on),
    )
    fields: Fields = {
        "id": Officer.id,
        "name": Officer.name,
        # An empty list means that none was named, not that none is spoken.
        "languages": case((func.cardinality(Officer.languages) > 0, Officer.languages), else_=None),
        # A certificate that is not on file may exist all the same.
        "certified": case((certified.correlate(Officer, Offer), True), else_=None),
    }
    return json_list(
        select(json_object(fields))
        .join(OfferOfficer, OfferOfficer.officer_id == Officer.id)
        .where(OfferOfficer.offer_id == Offer.id)
        .order_by(Officer.name, Officer.id)
        .correlate(Offer)
    )


COMPARED = Listing(
    table=Offer,
    permission=Permission.OUTREACH_READ,
    source=Offer.__table__.join(Outreach.__table__)
    .join(Agency.__table__, Agency.id == Outreach.agency_id)
    .outerjoin(Activity.__table__, Activity.offer_id == Offer.id),
    fields={
        "id": Offer.id,
        "version": Offer.version,
        "outreach": json_object({"id": Outreach.id, "reference": Outreach.reference}),
        "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
        "status": Outreach.status,
        "starts_on": Offer.starts_on,
        "ends_on": Offer.ends_on,
        "officers": _officers(),
        "cost_lines": Offer.cost_lines,
        "total": money(Offer.total_usd),
        "package_name": Offer.package_name,
        "note": Offer.note,
        "activity": link(Activity.id, {"id": Activity.id, "reference": Activity.reference}),
    },
    sorts={"total": Offer.total_usd},
    default_sort="total",
)


async def comparison(connection: AsyncConnection, actor: Actor, request: Answer) -> Answer:
    """The offers to `request`, as its reader sees them. Raises `Forbidden` where offers are not theirs to read."""
    of_request = and_(Outreach.request_id == _REQUEST_ID, Outreach.status.in_(_COMPARED))
    scope = Scope(of_request, {"request_id": UUID(request["id"])})
    page = await COMPARED.page(connection, actor, ListQuery(limit=MAX_LIMIT), scope)
    offers = [orjson.loads(item) for item in page.items]
    categories = categories_of(offers)
    return {
        "request": {"id": request["id"], "reference": request["reference"]},
        "headcount": request["headcount"],
        "categories": categories,
        "items": [_compared(actor, offer, request["languages"], categories) for offer in offers],
    }


def categories_of(offers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every category that some offer names, in the order of a claim."""
    named = {line["category"] for offer in offers for line in offer["cost_lines"]}
    return [category.value for category in ExpenseCategory if category in named]


def costs_of(lines: Sequence[Mapping[str, Any]], categories: Sequence[str]) -> list[dict[str, Any]]:
    """The sum of each category; null for one that the lines do not name, which is not the same as nothing."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line["category"]] = sums.get(line["category"], Decimal(0)) + Decimal(line["amount"]["amount"])
    return [
        {
            "category": category,
            "amount": {"amount": f"{sums[category]:.2f}", "currency": USD} if category in sums else None,
        }
        for category in categories
    ]


def speakers_of(officers: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """For each language: officers who speak it, and those of whom no language is on record."""
    unknown = sum(officer["languages"] is None for officer in officers)
    return [
        {
            "language": language,
            "officers": sum(language in (officer["languages"] or ()) for officer in officers),
            "unknown": unknown,
        }
        for language in languages
    ]


def _compared(actor: Actor, offer: Answer, languages: Sequence[str], categories: Sequence[str]) -> Answer:
    lines = offer.pop("cost_lines")
    days = (date.fromisoformat(offer[name]) for name in ("starts_on", "ends_on"))
    return {
        **offer,
        "working_days": count_working_days(*days),
        "speakers": speakers_of(offer["officers"], languages),
        "costs": costs_of(lines, categories),
        "allowed_actions": actions_of_offer(actor, offer),
    }
