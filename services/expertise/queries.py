"""Reading the two-level list of expertise."""

from typing import Any

from sqlalchemy import any_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.agencies import Agency, AgencyExpertise
from models.expertise import Expertise
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer, Detail
from services.filters import any_of, flag, matching
from services.listing import Listing
from services.projection import Fields, instant, json_list, json_object, link, stamps

_area = Expertise.__table__.alias("area")
_topic = Expertise.__table__.alias("topic")
_SOURCE = Expertise.__table__.outerjoin(_area, _area.c.id == Expertise.parent_id)


def _named(table: Any, **more: Any) -> Fields:
    return {"id": table.c.id, "code": table.c.code, "name": table.c.name, **more}


_FIELDS: Fields = {
    "id": Expertise.id,
    "code": Expertise.code,
    "name": Expertise.name,
    "parent": link(Expertise.parent_id, _named(_area)),
    "definition": Expertise.definition,
    "in_seed": Expertise.in_seed,
    "archived": Expertise.archived,
}

EXPERTISE_LIST = Listing(
    table=Expertise,
    permission=Permission.REFERENCE_READ,
    source=_SOURCE,
    fields={**_FIELDS, "version": Expertise.version, "updated_at": instant(Expertise.updated_at)},
    sorts={"code": Expertise.code, "name": Expertise.name, "updated_at": Expertise.updated_at},
    default_sort="code",
    filters={
        "code": any_of(Expertise.code),
        "parent": matching(
            lambda codes: _area.c.code == any_(codes), description="Topics of the areas with these codes."
        ),
        "area": flag(Expertise.parent_id.is_(None), "true: areas only; false: topics only."),
        "in_seed": flag(Expertise.in_seed),
        "archived": flag(Expertise.archived, "Left out: both archived codes and others."),
    },
    search=Expertise.search_text,
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.EXPERTISE_MANAGE):
        return []
    return ["update", "restore" if answer["archived"] else "archive"]


EXPERTISE = Detail(
    table=Expertise,
    permission=Permission.REFERENCE_READ,
    source=_SOURCE,
    fields={
        **_FIELDS,
        "topics": json_list(
            select(json_object(_named(_topic, archived=_topic.c.archived)))
            .where(_topic.c.parent_id == Expertise.id)
            .order_by(_topic.c.code)
        ),
        "source": Expertise.source,
        **stamps(Expertise),
    },
    actions=_actions,
)


async def agency_counts(connection: AsyncConnection, actor: Actor) -> Answer:
    """How many agencies, of those the actor sees, hold each code; an area counts those of its topics too."""
    actor.require(Permission.REFERENCE_READ)
    actor.require(Permission.AGENCIES_READ)
    seen = visible(actor, Agency)
    statement = (
        select(Expertise.code, func.count(AgencyExpertise.agency_id.distinct()).label("agencies"))
        .join_from(AgencyExpertise, Agency)
        .join(_topic, _topic.c.id == AgencyExpertise.expertise_id)
        .join(Expertise, or_(Expertise.id == _topic.c.id, Expertise.id == _topic.c.parent_id))
        .where(Agency.archived_at.is_(None), seen.clause)
        .group_by(Expertise.code)
        .order_by(Expertise.code)
    )
    rows = await connection.execute(statement, dict(seen.parameters))
    return {"items": [dict(row._mapping) for row in rows]}
