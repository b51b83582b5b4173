"""One search over all resources, each narrowed to what the actor may see, best matches first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, bindparam, cast, func, literal, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from models.agencies import Agency
from models.base import Base
from models.claims import Claim
from models.countries import Country
from models.expertise import Expertise
from models.mous import Mou
from models.officers import Officer
from models.requests import AssistanceRequest
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.filters import found_in, search_values

PER_TYPE = 6


@dataclass(frozen=True, slots=True)
class Searched:
    subject: str
    permission: Permission
    table: type[Base]
    title: Any
    reference: Any = None
    subtitle: Any = None


SEARCHED = (
    Searched(
        "agency",
        Permission.AGENCIES_READ,
        Agency,
        Agency.legal_name,
        subtitle=func.concat_ws(", ", Agency.city, Agency.state),
    ),
    Searched("country", Permission.REFERENCE_READ, Country, Country.name, Country.genc3, Country.capital),
    Searched(
        "request",
        Permission.REQUESTS_READ,
        AssistanceRequest,
        AssistanceRequest.title,
        AssistanceRequest.reference,
        AssistanceRequest.status,
    ),
    Searched(
        "activity", Permission.ACTIVITIES_READ, Activity, Activity.title, Activity.reference, Activity.status
    ),
    Searched("mou", Permission.MOUS_READ, Mou, Mou.title, Mou.number, Mou.status),
    Searched("claim", Permission.CLAIMS_READ, Claim, Claim.reference, Claim.reference, Claim.status),
    Searched("officer", Permission.OFFICERS_READ, Officer, Officer.name, subtitle=Officer.rank),
    Searched("expertise", Permission.REFERENCE_READ, Expertise, Expertise.name, Expertise.code),
)


async def search(connection: AsyncConnection, actor: Actor, q: str) -> dict[str, Any]:
    """Up to six matches of each kind; those that begin with `q` and the most alike come first."""
    values = search_values(q)
    hits: list[tuple[float, dict[str, Any]]] = []
    words = bindparam("q_words", type_=Text())
    for kind in SEARCHED:
        if not actor.may(kind.permission):
            continue
        seen = visible(actor, kind.table)
        text = kind.table.search_text  # type: ignore[attr-defined]
        likeness = func.word_similarity(func.search_fold(words), text) + func.similarity(
            func.search_fold(words), func.search_fold(kind.title)
        )
        statement = (
            select(
                kind.table.id,  # type: ignore[attr-defined]
                (null() if kind.reference is None else kind.reference).label("reference"),
                kind.title.label("title"),
                (null() if kind.subtitle is None else cast(kind.subtitle, Text)).label("subtitle"),
                likeness.label("likeness"),
            )
            .where(found_in(kind.table, text), seen.clause)
            .order_by(likeness.desc(), kind.title)
            .limit(literal(PER_TYPE))
        )
        for row in await connection.execute(statement, values | dict(seen.parameters)):
            hit = {
                "type": kind.subject,
                "id": row.id,
                "reference": row.reference,
                "title": row.title,
                "subtitle": row.subtitle,
            }
            hits.append((row.likeness, hit))
    hits.sort(key=lambda pair: -pair[0])
    return {"items": [hit for _, hit in hits]}
