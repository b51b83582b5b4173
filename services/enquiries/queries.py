"""Reading enquiries, and finding the agency that one may have come from."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.agencies import Agency, AgencyOri
from models.enquiries import Enquiry
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer, Detail
from services.enquiries.lifecycle import LIFECYCLE
from services.filters import any_of, ranges
from services.listing import Listing
from services.projection import Fields, instant, link, stamps

MOST_CANDIDATES = 8

_HEAD: Fields = {
    "id": Enquiry.id,
    "reference": Enquiry.reference,
    "status": Enquiry.status,
    "agency_name": Enquiry.agency_name,
    "state": Enquiry.state,
    "ori": Enquiry.ori,
    "contact_name": Enquiry.contact_name,
    "received_at": instant(Enquiry.received_at),
    "agency": link(Enquiry.agency_id, {"id": Enquiry.agency_id, "name": Agency.legal_name}),
}
_SOURCE = Enquiry.__table__.outerjoin(Agency.__table__, Agency.id == Enquiry.agency_id)

ENQUIRIES = Listing(
    table=Enquiry,
    permission=Permission.ENQUIRIES_READ,
    source=_SOURCE,
    fields={**_HEAD, "version": Enquiry.version, "updated_at": instant(Enquiry.updated_at)},
    sorts={"received_at": Enquiry.received_at, "agency_name": Enquiry.agency_name, "status": Enquiry.status},
    default_sort="-received_at",
    search=Enquiry.search_text,
    filters={
        "status": any_of(Enquiry.status),
        "state": any_of(Enquiry.state),
        **ranges("received_at", Enquiry.received_at, datetime),
    },
)
ENQUIRY = Detail(
    table=Enquiry,
    permission=Permission.ENQUIRIES_READ,
    source=_SOURCE,
    fields={
        **_HEAD,
        "contact_title": Enquiry.contact_title,
        "contact_email": Enquiry.contact_email,
        "contact_phone": Enquiry.contact_phone,
        "message": Enquiry.message,
        "answer": Enquiry.answer,
        "answered_at": instant(Enquiry.answered_at),
        "dismiss_reason": Enquiry.dismiss_reason,
        **stamps(Enquiry),
    },
    actions=lambda actor, answer: LIFECYCLE.allowed_actions(actor, answer["status"]),
)


async def agencies_like(
    connection: AsyncConnection | AsyncSession, actor: Actor, name: str, state: str, ori: str | None
) -> list[dict[str, Any]]:
    """Agencies that may be the one named, the surest first; `sure`: it has that ORI, or that name in that state.

    Letters' case, accents and punctuation do not matter.
    """
    seen = visible(actor, Agency)
    has_ori = Agency.id.in_(select(AgencyOri.agency_id).where(AgencyOri.ori == (ori or "")))
    same_name = (_letters(Agency.legal_name) == _letters(bindparam("name", type_=Text()))) & (
        Agency.state == state
    )
    alike = (Agency.state == state) & Agency.search_text.op("%>", is_comparison=True)(
        func.search_fold(bindparam("name", type_=Text()))
    )
    sure = or_(has_ori, same_name)
    closeness = func.word_similarity(func.search_fold(bindparam("name", type_=Text())), Agency.search_text)
    statement = (
        select(Agency.id, Agency.legal_name, Agency.state, Agency.city, Agency.status, sure.label("sure"))
        .where(seen.clause, Agency.archived_at.is_(None), or_(sure, alike))
        .order_by(case((has_ori, 0), (same_name, 1), else_=2), closeness.desc(), Agency.id)
        .limit(MOST_CANDIDATES)
    )
    rows = await connection.execute(statement, {"name": name, **seen.parameters})
    return [
        {
            "id": id_,
            "name": legal_name,
            "state": state_,
            "city": city,
            "status": status,
            "sure": bool(certain),
        }
        for id_, legal_name, state_, city, status, certain in rows
    ]


def _letters(value: Any) -> Any:
    return func.regexp_replace(func.search_fold(value), "[^a-z0-9]+", "", "g")


async def candidates(connection: AsyncConnection, actor: Actor, enquiry_id: UUID) -> Answer:
    """Agencies that an enquiry may have come from. Raises `NotFound`, `Forbidden`."""
    enquiry = await ENQUIRY.get(connection, actor, enquiry_id)
    found = await agencies_like(connection, actor, enquiry["agency_name"], enquiry["state"], enquiry["ori"])
    return {"items": found}
