"""Reading academies, their courses, and who teaches there."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, any_, bindparam
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from models.academies import Academy, IleaOffering, OfferingInstructor
from models.countries import Country
from models.expertise import Expertise
from models.officers import Officer
from models.vetting import ForeignParticipant
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, matching, ranges
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_object, link, stamps


def _editable(actor: Actor, _: Answer) -> list[str]:
    return ["update", "delete"] if actor.may(Permission.ACADEMIES_MANAGE) else []


_ACADEMY_FIELDS: Fields = {
    "id": Academy.id,
    "code": Academy.code,
    "name": Academy.name,
    "city": Academy.city,
    "host_country": Academy.host_country,
    "country": link(Academy.country_id, {"id": Country.id, "name": Country.name, "genc3": Country.genc3}),
    "established": Academy.established,
    "region_served": Academy.region_served,
    "status": Academy.status,
    "longitude": Academy.longitude,
    "latitude": Academy.latitude,
    **stamps(Academy),
}
_ACADEMY_SOURCE = Academy.__table__.outerjoin(Country.__table__)

ACADEMIES = Listing(
    table=Academy,
    permission=Permission.REFERENCE_READ,
    source=_ACADEMY_SOURCE,
    fields=_ACADEMY_FIELDS,
    sorts={"name": Academy.name, "established": Academy.established, "city": Academy.city},
    default_sort="name",
    filters={
        "status": any_of(Academy.status),
        "country_id": any_of(Academy.country_id, UUID),
        "country": matching(lambda codes: Country.genc3 == any_(codes), description="GENC codes."),
    },
)
ACADEMY = Detail(
    table=Academy,
    permission=Permission.REFERENCE_READ,
    source=_ACADEMY_SOURCE,
    fields=_ACADEMY_FIELDS,
    actions=_editable,
)

_OFFERING_FIELDS: Fields = {
    "id": IleaOffering.id,
    "academy": json_object({"id": Academy.id, "name": Academy.name}),
    "program": IleaOffering.program,
    "title": IleaOffering.title,
    "expertise": link(
        IleaOffering.expertise_id, {"id": Expertise.id, "code": Expertise.code, "name": Expertise.name}
    ),
    "starts_on": IleaOffering.starts_on,
    "ends_on": IleaOffering.ends_on,
    "seats": IleaOffering.seats,
    **stamps(IleaOffering),
}
_OFFERING_SOURCE = IleaOffering.__table__.join(Academy.__table__).outerjoin(
    Expertise.__table__, Expertise.id == IleaOffering.expertise_id
)

OFFERINGS = Listing(
    table=IleaOffering,
    permission=Permission.REFERENCE_READ,
    source=_OFFERING_SOURCE,
    fields=_OFFERING_FIELDS,
    sorts={"starts_on": IleaOffering.starts_on, "title": IleaOffering.title},
    default_sort="-starts_on",
    filters={
        "program": any_of(IleaOffering.program),
        "expertise": matching(lambda codes: Expertise.code == any_(codes), description="Codes."),
        **ranges("starts_on", IleaOffering.starts_on, date),
        **ranges("ends_on", IleaOffering.ends_on, date),
    },
)
OFFERING = Detail(
    table=IleaOffering,
    permission=Permission.REFERENCE_READ,
    source=_OFFERING_SOURCE,
    fields=_OFFERING_FIELDS,
    actions=lambda actor, answer: (
        _editable(actor, answer) + (["nominate"] if actor.may(Permission.ACADEMIES_NOMINATE) else [])
    ),
)

_INSTRUCTOR_FIELDS: Fields = {
    "id": OfferingInstructor.id,
    "officer": link(OfferingInstructor.officer_id, {"id": Officer.id, "name": Officer.name}),
    "participant": link(
        OfferingInstructor.participant_id, {"id": ForeignParticipant.id, "name": ForeignParticipant.name}
    ),
    "topic": OfferingInstructor.topic,
    "confirmed_at": instant(OfferingInstructor.confirmed_at),
    **stamps(OfferingInstructor),
}
_INSTRUCTOR_SOURCE = OfferingInstructor.__table__.outerjoin(
    Officer.__table__, Officer.id == OfferingInstructor.officer_id
).outerjoin(ForeignParticipant.__table__, ForeignParticipant.id == OfferingInstructor.participant_id)


def _instructor_actions(actor: Actor, answer: Answer) -> list[str]:
    """An agency may take its nomination back until the programme has confirmed it."""
    waits = answer["confirmed_at"] is None
    if actor.may(Permission.ACADEMIES_MANAGE):
        return ["confirm", "delete"] if waits else ["delete"]
    return ["delete"] if waits and actor.may(Permission.ACADEMIES_NOMINATE) else []


INSTRUCTORS = Listing(
    table=OfferingInstructor,
    permission=Permission.OFFICERS_READ,
    source=_INSTRUCTOR_SOURCE,
    fields=_INSTRUCTOR_FIELDS,
    sorts={"created_at": OfferingInstructor.created_at},
    default_sort="created_at",
)
INSTRUCTOR = Detail(
    table=OfferingInstructor,
    permission=Permission.OFFICERS_READ,
    source=_INSTRUCTOR_SOURCE,
    fields=_INSTRUCTOR_FIELDS,
    actions=_instructor_actions,
)


def of_academy(academy_id: UUID) -> Scope:
    """Narrows to one academy's offerings."""
    return Scope(IleaOffering.academy_id == _key("academy_id"), {"academy_id": academy_id})


def of_offering(offering_id: UUID) -> Scope:
    """Narrows to those who teach in one offering."""
    return Scope(OfferingInstructor.offering_id == _key("offering_id"), {"offering_id": offering_id})


def _key(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=PG_UUID(as_uuid=True))
