"""Reading instruments."""

from datetime import date
from uuid import UUID

from sqlalchemy import Numeric, cast, func, select

from models.agencies import Agency
from models.mous import Instrument, Mou
from models.obligations import Obligation
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, flag, ranges
from services.listing import Listing
from services.projection import Fields, instant, json_object, link, money, stamps

_SOURCE = Instrument.__table__.join(Agency.__table__, Instrument.agency_id == Agency.id).outerjoin(
    Mou.__table__, Instrument.mou_id == Mou.id
)
_KEY: Fields = {
    "id": Instrument.id,
    "number": Instrument.number,
    "kind": Instrument.kind,
    "regime": Instrument.regime,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "mou": link(Mou.id, {"id": Mou.id, "reference": Mou.number}),
    "ceiling": money(Instrument.ceiling_usd),
}
#: Only for those who may read obligations.
_MONEY: Fields = {
    name: money(
        select(cast(func.coalesce(func.sum(amount), 0), Numeric(16, 2)))
        .where(Obligation.instrument_id == Instrument.id)
        .scalar_subquery()
    )
    for name, amount in (
        ("obligated", Obligation.obligated_usd - Obligation.deobligated_usd),
        ("unliquidated", Obligation.unliquidated_usd),
    )
}

INSTRUMENTS = Listing(
    table=Instrument,
    permission=Permission.INSTRUMENTS_READ,
    source=_SOURCE,
    fields={
        **_KEY,
        "performance_starts_on": Instrument.performance_starts_on,
        "performance_ends_on": Instrument.performance_ends_on,
        "signed_at": instant(Instrument.signed_at),
        "version": Instrument.version,
        "updated_at": instant(Instrument.updated_at),
    },
    sorts={
        "number": Instrument.number,
        "agency": Agency.legal_name,
        "ceiling": Instrument.ceiling_usd,
        "performance_starts_on": Instrument.performance_starts_on,
        "performance_ends_on": Instrument.performance_ends_on,
        "signed_at": Instrument.signed_at,
        "updated_at": Instrument.updated_at,
    },
    default_sort="number",
    filters={
        "agency_id": any_of(Instrument.agency_id, UUID),
        "mou_id": any_of(Instrument.mou_id, UUID),
        "number": any_of(Instrument.number),
        "kind": any_of(Instrument.kind),
        "regime": any_of(Instrument.regime),
        "signed": flag(Instrument.signed_at.is_not(None)),
        **ranges("performance_starts_on", Instrument.performance_starts_on, date),
        **ranges("performance_ends_on", Instrument.performance_ends_on, date),
    },
)


def _hide_money(actor: Actor, answer: Answer) -> None:
    if not actor.may(Permission.OBLIGATIONS_READ):
        answer |= dict.fromkeys(_MONEY)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.INSTRUMENTS_EDIT):
        return []
    return ["update"] if answer["signed_at"] else ["update", "sign", "delete"]


INSTRUMENT = Detail(
    table=Instrument,
    permission=Permission.INSTRUMENTS_READ,
    source=_SOURCE,
    fields={
        **_KEY,
        **_MONEY,
        "performance_starts_on": Instrument.performance_starts_on,
        "performance_ends_on": Instrument.performance_ends_on,
        "travel_basis": Instrument.travel_basis,
        "salary_reimbursable": Instrument.salary_reimbursable,
        "signed_at": instant(Instrument.signed_at),
        "fiscal_strips": Instrument.fiscal_strips,
        **stamps(Instrument),
    },
    actions=_actions,
    finish=_hide_money,
)
