"""Reading activities."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, any_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import aliased
from sqlalchemy.types import Integer

from models.activities import Activity, ActivityParticipant, AfterAction, Assignment, ChecklistItem
from models.agencies import Agency
from models.countries import Country, Post
from models.enums import ActivityStatus
from models.identity import User
from models.mous import Instrument, Mou
from models.obligations import Obligation
from models.officers import Officer
from models.requests import AssistanceRequest
from schemas.activities import FiscalYear
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities import lifecycle
from services.activities.parties import ONE_SIDED, speaks
from services.activities.rules import EDITABLE, OVER, SERVED, STAFFABLE
from services.cover import cover_of_activity, is_planned
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import Filter, any_of, matching, ranges
from services.listing import Listing, ListQuery
from services.projection import Fields, decimal_text, instant, json_list, json_object, link, money, stamps


def _of_fiscal_year(year: Any) -> Any:
    """Starting in the federal fiscal year: 1 October through 30 September (31 USC 1102)."""
    return and_(
        Activity.starts_on >= func.make_date(year - 1, 10, 1),
        Activity.starts_on < func.make_date(year, 10, 1),
    )


def _mine(user_id: Any) -> Any:
    """Made by a user, assigned to them, of their agency, or in their post's country."""
    assigned = aliased(Assignment)
    return exists().where(
        User.id == user_id,
        or_(
            Activity.created_by == User.id,
            Activity.agency_id == User.agency_id,
            Activity.country_id.in_(select(Post.country_id).where(Post.id == User.post_id)),
            exists().where(assigned.activity_id == Activity.id, assigned.officer_id == User.officer_id),
        ),
    )


def _covered_by(mou_ids: Any) -> Any:
    of_its_agency = Activity.agency_id.in_(select(Mou.agency_id).where(Mou.id == any_(mou_ids)))
    return and_(of_its_agency, cover_of_activity == any_(mou_ids))


def _agreement() -> Any:
    """The memorandum that covers the activity, and whether planned work lasts longer than it."""
    fields: Fields = {
        "id": Mou.id,
        "reference": Mou.number,
        "status": Mou.status,
        "last_on": Mou.last_on,
        "outlived": func.coalesce(and_(is_planned, Activity.ends_on > Mou.last_on), False),
    }
    return (
        select(json_object(fields)).where(Mou.id == cover_of_activity).correlate(Activity).scalar_subquery()
    )


_COMMON: Fields = {
    "id": Activity.id,
    "reference": Activity.reference,
    "title": Activity.title,
    "status": Activity.status,
    "modality": Activity.modality,
    "agency": json_object({"id": Activity.agency_id, "name": Agency.legal_name}),
    "country": link(
        Activity.country_id,
        {"id": Activity.country_id, "genc3": Country.genc3, "name": Country.name},
    ),
    "starts_on": Activity.starts_on,
    "ends_on": Activity.ends_on,
    "date_precision": Activity.date_precision,
    "venue": Activity.venue,
    "estimate": money(Activity.estimate_usd),
    "participants_reported": Activity.participants_reported,
}
_SOURCE = Activity.__table__.join(Agency.__table__).outerjoin(Country.__table__)

ACTIVITIES = Listing(
    table=Activity,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields={**_COMMON, "version": Activity.version, "updated_at": instant(Activity.updated_at)},
    sorts={
        "starts_on": Activity.starts_on,
        "ends_on": Activity.ends_on,
        "title": Activity.title,
        "reference": Activity.reference,
        "status": Activity.status,
        "updated_at": Activity.updated_at,
    },
    default_sort="-starts_on",
    filters={
        "external_ref": by_ref(Activity, "activity"),
        "country": any_of(Country.genc3, description="GENC codes of three letters."),
        "country_id": any_of(Activity.country_id, UUID),
        "status": any_of(Activity.status),
        "agency_id": any_of(Activity.agency_id, UUID),
        "modality": any_of(Activity.modality),
        "request_id": any_of(Activity.request_id, UUID),
        "instrument_id": any_of(Activity.instrument_id, UUID),
        "obligation_id": any_of(Activity.obligation_id, UUID),
        "mou_id": matching(_covered_by, UUID, "Covered by one of these memoranda."),
        **ranges("starts_on", Activity.starts_on, date),
        **ranges("ends_on", Activity.ends_on, date),
        "fiscal_year": Filter(
            FiscalYear, _of_fiscal_year, Integer(), False, "Federal fiscal year of the first day."
        ),
        "mine": Filter(
            bool,
            _mine,
            PG_UUID(as_uuid=True),
            False,
            "true: made by you, assigned to you, of your agency or in your post's country.",
        ),
    },
    search=Activity.search_text,
)


def asked_by(query: ListQuery, actor: Actor) -> ListQuery:
    """The query with `mine` bound to who asks; `mine=false` asks for nothing."""
    if "mine" not in query.filters:
        return query
    others = {name: value for name, value in query.filters.items() if name != "mine"}
    return replace(query, filters=others | ({"mine": actor.id} if query.filters["mine"] else {}))


def _checklist() -> Any:
    """How much of the paperwork is done."""
    open_due = func.min(ChecklistItem.due_on).filter(ChecklistItem.done_at.is_(None))
    progress = json_object(
        {"done": func.count(ChecklistItem.done_at), "total": func.count(), "next_due_on": open_due}
    )
    return select(progress).where(ChecklistItem.activity_id == Activity.id).scalar_subquery()


def _assigned() -> Any:
    fields: Fields = {
        "id": Assignment.id,
        "officer": json_object({"id": Officer.id, "name": Officer.name}),
        "status": Assignment.status,
        "starts_on": Assignment.starts_on,
        "ends_on": Assignment.ends_on,
        "duty": Assignment.duty,
        "hours": decimal_text(Assignment.hours),
    }
    rows = select(json_object(fields)).join(Officer, Officer.id == Assignment.officer_id)
    return json_list(
        rows.where(Assignment.activity_id == Activity.id).order_by(Assignment.starts_on, Officer.name)
    )


def _hide(actor: Actor, answer: Answer) -> None:
    """Money, requests, officers and the participant list only for those whose permissions show them."""
    for field, permission in (
        ("request", Permission.REQUESTS_READ),
        ("instrument", Permission.INSTRUMENTS_READ),
        ("agreement", Permission.MOUS_READ),
        ("obligation", Permission.OBLIGATIONS_READ),
        ("participants", Permission.VETTING_READ),
    ):
        if not actor.may(permission):
            answer[field] = None
    if not actor.may(Permission.OFFICERS_READ):
        answer["assignments"] = []
    elif actor.officer_id is not None:
        mine = str(actor.officer_id)
        answer["assignments"] = [row for row in answer["assignments"] if row["officer"]["id"] == mine]


def _actions(actor: Actor, answer: Answer) -> list[str]:
    """Events of the state table that are open to the actor's side, and what else may be changed now."""
    status = ActivityStatus(answer["status"])
    side = speaks(actor, answer["modality"], UUID(answer["agency"]["id"]))
    actions = [
        event
        for event in lifecycle.ACTIVITY.allowed_actions(actor, status)
        if (side or event not in ONE_SIDED) and not (event == "concur" and answer["concurred_at"])
    ]
    report = answer["after_action"]
    accepted = report is not None and report["accepted_at"] is not None
    completed = status is ActivityStatus.COMPLETED
    others = (
        ("update", Permission.ACTIVITIES_MANAGE, status in EDITABLE),
        ("assign", Permission.ASSIGNMENTS_MANAGE, status in STAFFABLE),
        ("state_hours", Permission.ASSIGNMENTS_MANAGE, status in SERVED),
        ("evaluate", Permission.ACTIVITIES_DOCUMENT, status in SERVED),
        ("plan_itinerary", Permission.ACTIVITIES_DOCUMENT, status not in OVER),
        ("add_participant", Permission.VETTING_MANAGE, status not in OVER),
        ("write_after_action", Permission.ACTIVITIES_FINISH, completed and not accepted),
        ("accept_after_action", Permission.ACTIVITIES_MANAGE, completed and bool(report) and not accepted),
    )
    return actions + [name for name, permission, possible in others if possible and actor.may(permission)]


ACTIVITY = Detail(
    table=Activity,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE.outerjoin(AssistanceRequest.__table__, AssistanceRequest.id == Activity.request_id)
    .outerjoin(Instrument.__table__, Instrument.id == Activity.instrument_id)
    .outerjoin(Obligation.__table__, Obligation.id == Activity.obligation_id)
    .outerjoin(AfterAction.__table__, AfterAction.activity_id == Activity.id),
    fields={
        **_COMMON,
        "summary": Activity.summary,
        "request": link(
            Activity.request_id,
            {
                "id": Activity.request_id,
                "reference": AssistanceRequest.reference,
                "title": AssistanceRequest.title,
            },
        ),
        "offer_id": Activity.offer_id,
        "offering_id": Activity.offering_id,
        "instrument": link(
            Activity.instrument_id, {"id": Activity.instrument_id, "reference": Instrument.number}
        ),
        "obligation": link(
            Activity.obligation_id,
            {
                "id": Activity.obligation_id,
                "reference": Obligation.document_number,
                "unliquidated": money(Obligation.unliquidated_usd),
            },
        ),
        "agreement": _agreement(),
        "assignments": _assigned(),
        "participants": select(func.count())
        .select_from(ActivityParticipant)
        .where(ActivityParticipant.activity_id == Activity.id, ActivityParticipant.removed_at.is_(None))
        .scalar_subquery(),
        "checklist": _checklist(),
        "concurred_at": instant(Activity.concurred_at),
        "attendance_recorded_at": instant(Activity.attendance_recorded_at),
        "after_action": link(
            AfterAction.id,
            {
                "submitted_at": instant(AfterAction.submitted_at),
                "accepted_at": instant(AfterAction.accepted_at),
            },
        ),
        "publish_redaction": Activity.publish_redaction,
        "cancel_reason": Activity.cancel_reason,
        "source_address": Activity.source_address,
        "program": Activity.program,
        "external_refs": refs_of(Activity, "activity"),
        **stamps(Activity),
    },
    actions=_actions,
    finish=_hide,
)
