"""Reading agencies."""

from datetime import date
from typing import Any

from sqlalchemy import any_, case, exists, select

from models.agencies import Agency, AgencyExpertise
from models.expertise import Expertise
from models.mous import Mou
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import any_of, flag, matching, ranges
from services.listing import Listing
from services.projection import instant, json_list, stamps

_archived = Agency.archived_at.is_not(None)


def _newest_mou(column: Any) -> Any:
    """Of the memorandum that counts most: one in force, else the newest."""
    return (
        select(column)
        .where(Mou.agency_id == Agency.id)
        .order_by(case((Mou.status.in_(("active", "suspended", "terminating")), 0), else_=1), Mou.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _has_expertise(codes: Any) -> Any:
    return exists().where(
        AgencyExpertise.agency_id == Agency.id,
        AgencyExpertise.expertise_id == Expertise.id,
        Expertise.code == any_(codes),
    )


AGENCIES = Listing(
    table=Agency,
    permission=Permission.AGENCIES_READ,
    source=Agency,
    fields={
        "id": Agency.id,
        "legal_name": Agency.legal_name,
        "kind": Agency.kind,
        "status": Agency.status,
        "state": Agency.state,
        "city": Agency.city,
        "ori_codes": Agency.ori_codes,
        "sworn_officers": Agency.sworn_officers,
        "employees": Agency.employees,
        "mou_status": _newest_mou(Mou.status),
        "mou_ends_on": _newest_mou(Mou.ends_on),
        "expertise": json_list(
            select(Expertise.name)
            .join(AgencyExpertise, AgencyExpertise.expertise_id == Expertise.id)
            .where(AgencyExpertise.agency_id == Agency.id)
            .order_by(AgencyExpertise.level.desc(), Expertise.name)
            .limit(4)
        ),
        "archived": _archived,
        "version": Agency.version,
        "updated_at": instant(Agency.updated_at),
    },
    sorts={
        "legal_name": Agency.legal_name,
        "state": Agency.state,
        "kind": Agency.kind,
        "sworn_officers": Agency.sworn_officers,
        "mou_ends_on": _newest_mou(Mou.ends_on),
        "updated_at": Agency.updated_at,
    },
    default_sort="legal_name",
    filters={
        "external_ref": by_ref(Agency, "agency"),
        "kind": any_of(Agency.kind),
        "status": any_of(Agency.status),
        "state": any_of(Agency.state),
        "ori": matching(lambda codes: Agency.ori_codes.op("&&")(codes), description="FBI identifiers."),
        "uei": any_of(Agency.uei),
        "expertise": matching(_has_expertise, description="Codes of areas or topics, any of them."),
        "mou_status": matching(lambda values: _newest_mou(Mou.status) == any_(values)),
        **ranges("mou_ends_on", _newest_mou(Mou.ends_on), date),
        "archived": flag(_archived, "Left out: both archived agencies and others."),
    },
    search=Agency.search_text,
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = []
    if actor.may(Permission.AGENCIES_UPDATE):
        actions.append("update")
    if actor.may(Permission.AGENCIES_ARCHIVE):
        actions.append("restore" if answer["archived"] else "archive")
    return actions


AGENCY = Detail(
    table=Agency,
    permission=Permission.AGENCIES_READ,
    source=Agency,
    fields={
        "id": Agency.id,
        "legal_name": Agency.legal_name,
        "kind": Agency.kind,
        "status": Agency.status,
        "state": Agency.state,
        "city": Agency.city,
        "county": Agency.county,
        "zip": Agency.zip,
        "latitude": Agency.latitude,
        "longitude": Agency.longitude,
        "state_fips": Agency.state_fips,
        "county_fips": Agency.county_fips,
        "gnis_id": Agency.gnis_id,
        "uei": Agency.uei,
        "ori_codes": Agency.ori_codes,
        "website": Agency.website,
        "fbi_type": Agency.fbi_type,
        "population": Agency.population,
        "employees": Agency.employees,
        "sworn_officers": Agency.sworn_officers,
        "years_reported_last_10": Agency.years_reported_last_10,
        "max_officers": Agency.max_officers,
        "max_days_per_year": Agency.max_days_per_year,
        "last_asked_at": instant(Agency.last_asked_at),
        "notes": Agency.notes,
        "archived": _archived,
        "external_refs": refs_of(Agency, "agency"),
        **stamps(Agency),
    },
    actions=_actions,
)
