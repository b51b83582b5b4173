"""Reading memoranda."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Interval
from sqlalchemy import (
    Date,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
    select,
    true,
)

from models.activities import Activity
from models.agencies import Agency
from models.enums import MouStatus
from models.mous import Mou, MouAmendment, MouDocument
from models.rates import Policy
from models.reminders import Reminder
from services.access.permissions import Permission
from services.access.policy import Actor
from services.cover import cover_of_activity, is_planned
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import Filter, any_of, flag, matching, ranges
from services.listing import Listing, ListQuery, Scope
from services.mous.lifecycle import EDITABLE, LIFECYCLE
from services.projection import Fields, instant, json_list, json_object, stamps

EXPIRES_WITHIN, RENEWAL_DUE = "expires_within_days", "renewal_due"
_TODAY = bindparam("today", type_=Date())
_RENEWABLE = (MouStatus.ACTIVE.value, MouStatus.SUSPENDED.value)
_SOURCE = Mou.__table__.join(Agency.__table__)
_AGENCY = json_object({"id": Agency.id, "name": Agency.legal_name})


def _expires_within(days: Any) -> Any:
    return and_(Mou.status.in_(_RENEWABLE), Mou.ends_on >= _TODAY, Mou.ends_on <= _TODAY + days)


def _first_prompt() -> Any:
    """How many days before an end renewal is first asked about, by the policy in force today."""
    days = func.jsonb_array_elements_text(Policy.terms["renewal_prompt_days"]).table_valued(
        column("value", Text), name="days"
    )
    newest = (
        select(Policy.id)
        .where(Policy.topic == "mous", Policy.effective_from <= _TODAY)
        .order_by(Policy.effective_from.desc())
        .limit(1)
    )
    first = select(func.max(cast(days.c.value, Integer))).select_from(Policy).join(days, true())
    return first.where(Policy.id == newest.scalar_subquery()).correlate(None).scalar_subquery()


def on_day(query: ListQuery, today: date) -> Scope | None:
    """The day from which the filters about renewal count, where a query asks for them."""
    asked = {EXPIRES_WITHIN, RENEWAL_DUE} & query.filters.keys()
    return Scope(true(), {"today": today}) if asked else None


MOUS = Listing(
    table=Mou,
    permission=Permission.MOUS_READ,
    source=_SOURCE,
    fields={
        "id": Mou.id,
        "number": Mou.number,
        "agency": _AGENCY,
        "title": Mou.title,
        "status": Mou.status,
        "scope_countries": Mou.scope_countries,
        "scope_bureaus": Mou.scope_bureaus,
        "scope_expertise": Mou.scope_expertise,
        "effective_on": Mou.effective_on,
        "ends_on": Mou.ends_on,
        "last_on": Mou.last_on,
        "version": Mou.version,
        "updated_at": instant(Mou.updated_at),
    },
    sorts={
        "number": Mou.number,
        "title": Mou.title,
        "agency": Agency.legal_name,
        "status": Mou.status,
        "effective_on": Mou.effective_on,
        "ends_on": Mou.ends_on,
        "last_on": Mou.last_on,
        "updated_at": Mou.updated_at,
    },
    default_sort="number",
    filters={
        "external_ref": by_ref(Mou, "mou"),
        "agency_id": any_of(Mou.agency_id, UUID),
        "status": any_of(Mou.status),
        "country": matching(
            lambda codes: Mou.scope_countries.op("&&")(codes), description="GENC codes named in the scope."
        ),
        "bureau": matching(lambda codes: Mou.scope_bureaus.op("&&")(codes)),
        "expertise": matching(lambda codes: Mou.scope_expertise.op("&&")(codes)),
        EXPIRES_WITHIN: Filter(
            Annotated[int, Interval(ge=0, le=3650)],
            _expires_within,
            Integer(),
            False,
            "In force or suspended, and ending within that many days from today.",
        ),
        RENEWAL_DUE: flag(
            func.coalesce(_expires_within(_first_prompt()), false()),
            "true: in force or suspended, and renewal is being asked about.",
        ),
        **ranges("effective_on", Mou.effective_on, date),
        **ranges("ends_on", Mou.ends_on, date),
        **ranges("last_on", Mou.last_on, date),
    },
    search=Mou.search_text,
)


def _renewal_prompts() -> Any:
    """The days to ask about renewal, by the policy in force when the memorandum ends; none without an end."""
    days = func.jsonb_array_elements_text(Policy.terms["renewal_prompt_days"]).table_valued(
        column("value", Text), name="days"
    )
    newest: Select[Any] = (
        select(Policy.id)
        .where(Policy.topic == "mous", Policy.effective_from <= Mou.ends_on)
        .order_by(Policy.effective_from.desc())
        .limit(1)
        .correlate(Mou)
    )
    prompts = (
        select(cast(Mou.ends_on - cast(days.c.value, Integer), Date).label("prompt_on"))
        .select_from(Policy)
        .join(days, true())
        .where(Policy.id == newest.scalar_subquery(), Mou.status.in_(_RENEWABLE))
        .order_by("prompt_on")
        .correlate(Mou)
    )
    return json_list(prompts)


def _prompts() -> Any:
    """The ledger of reminders for the present end."""
    fields: Fields = {
        "days_before": Reminder.stage,
        "due_at": instant(Reminder.due_at),
        "sent_at": instant(Reminder.sent_at),
        "superseded_at": instant(Reminder.superseded_at),
    }
    return json_list(
        select(json_object(fields))
        .where(
            Reminder.kind == "mou_renewal",
            Reminder.subject_id == Mou.id,
            Reminder.deadline == cast(Mou.ends_on, Text),
        )
        .order_by(Reminder.due_at)
        .correlate(Mou)
    )


def _outlived_by() -> Any:
    fields: Fields = {
        "id": Activity.id,
        "reference": Activity.reference,
        "title": Activity.title,
        "status": Activity.status,
        "ends_on": Activity.ends_on,
    }
    return json_list(
        select(json_object(fields))
        .where(
            Activity.agency_id == Mou.agency_id,
            is_planned,
            Activity.ends_on > Mou.last_on,
            cover_of_activity == Mou.id,
        )
        .order_by(Activity.ends_on, Activity.id)
        .correlate(Mou)
    )


def _actions(actor: Actor, answer: Answer) -> list[str]:
    state = answer["status"]
    actions = LIFECYCLE.allowed_actions(actor, state)
    if state in EDITABLE and actor.may(Permission.MOUS_EDIT):
        actions.append("update")
    if actor.may(Permission.MOUS_EDIT) or actor.may(Permission.MOUS_CONCUR):
        actions.append("file_document")
    return actions


MOU = Detail(
    table=Mou,
    permission=Permission.MOUS_READ,
    source=_SOURCE,
    fields={
        "id": Mou.id,
        "number": Mou.number,
        "agency": _AGENCY,
        "title": Mou.title,
        "purpose": Mou.purpose,
        "authority": Mou.authority,
        "status": Mou.status,
        "scope_countries": Mou.scope_countries,
        "scope_bureaus": Mou.scope_bureaus,
        "scope_expertise": Mou.scope_expertise,
        "effective_on": Mou.effective_on,
        "ends_on": Mou.ends_on,
        "notice_days": Mou.notice_days,
        "notice_given_on": Mou.notice_given_on,
        "notice_reason": Mou.notice_reason,
        "terminates_on": case(
            (Mou.notice_given_on.is_not(None), cast(Mou.notice_given_on + Mou.notice_days, Date)), else_=None
        ),
        "last_on": Mou.last_on,
        "suspended_on": Mou.suspended_on,
        "suspension_reason": Mou.suspension_reason,
        "agency_concurred_at": instant(Mou.agency_concurred_at),
        "open_comments": Mou.open_comments,
        "inl_signed_on": Mou.inl_signed_on,
        "agency_signed_on": Mou.agency_signed_on,
        "clauses": Mou.clauses,
        "documents": json_list(
            select(
                json_object(
                    {
                        "id": MouDocument.id,
                        "kind": MouDocument.kind,
                        "title": MouDocument.title,
                        "kept_at": MouDocument.kept_at,
                        "dated_on": MouDocument.dated_on,
                    }
                )
            )
            .where(MouDocument.mou_id == Mou.id)
            .order_by(MouDocument.id)
        ),
        "amendments": select(func.count()).where(MouAmendment.mou_id == Mou.id).scalar_subquery(),
        "renewal_prompts": _renewal_prompts(),
        "prompts": _prompts(),
        "outlived_by": _outlived_by(),
        "external_refs": refs_of(Mou, "mou"),
        **stamps(Mou),
    },
    actions=_actions,
)
