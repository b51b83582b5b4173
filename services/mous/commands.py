"""Drafting memoranda."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.countries import Bureau
from models.expertise import Expertise
from models.mous import Mou
from schemas.mous import MouClauses, MouCreate, MouUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_countries
from services.errors import Conflict, FieldProblem, IllegalTransition, Invalid
from services.mous.events import record_mou_event
from services.mous.lifecycle import EDITABLE, LIFECYCLE
from services.mous.rules import MouPolicy, amended, scope_key
from services.policies import policy_in_force
from services.records import apply_changes, created, load_for_change, require_known, require_reference
from services.references import next_reference

_SCOPE = ("scope_countries", "scope_bureaus", "scope_expertise")


async def create_mou(session: AsyncSession, actor: Actor, clock: Clock, data: MouCreate) -> UUID:
    """A new draft. Raises `Invalid` for an unknown agency, an unknown code in the scope, or an end before the start."""
    actor.require(Permission.MOUS_EDIT)
    await require_reference(session, Agency.id, data.agency_id, field="agency_id", what="agency")
    values = data.model_dump(exclude={"clauses"})
    values["number"] = data.number or await _free_number(session, clock.today().year)
    if await session.scalar(select(exists().where(Mou.number == values["number"]))):
        raise Conflict(f"The number {values['number']} is taken.", code="number_taken", field="number")
    if data.notice_days is None:
        policy = await policy_in_force(session, "mous", MouPolicy, clock.today())
        values["notice_days"] = policy.notice_days
    mou = created(Mou(**values, clauses=data.clauses.model_dump(mode="json")), actor)
    await _check_text(session, mou, _SCOPE, clock.today())
    session.add(mou)
    record_mou_event(session, actor, "created", mou, Permission.MOUS_EDIT)
    return mou.id


async def update_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: MouUpdate
) -> None:
    """Change a draft, or a text under negotiation, with which the agency then has to concur again.

    Raises `IllegalTransition` in later states, `Invalid` as `create_mou` does.
    """
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    if mou.status not in EDITABLE:
        raise IllegalTransition(
            f"The text of a memorandum in state {mou.status} is settled; change it by amendment.",
            state=mou.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, mou.status)),
        )
    changes = data.changes()
    if "clauses" in changes:
        changes["clauses"] = _merged(mou.clauses, changes["clauses"])
    if changes:
        changes["agency_concurred_at"] = None
    apply_changes(mou, changes, actor)
    with session.no_autoflush:
        await _check_text(session, mou, changes.keys() & set(_SCOPE), clock.today())
    record_mou_event(session, actor, "updated", mou, Permission.MOUS_EDIT)


async def _free_number(session: AsyncSession, year: int) -> str:
    """The next number of the year; numbers that people gave by hand are passed over."""
    while True:
        number = await next_reference(session, "MOU", year)
        if not await session.scalar(select(exists().where(Mou.number == number))):
            return number


async def _check_text(session: AsyncSession, mou: Mou, changed_scope: Iterable[str], today: date) -> None:
    if mou.effective_on is not None and mou.ends_on is not None and mou.ends_on < mou.effective_on:
        message = f"It cannot end before it starts on {mou.effective_on}."
        raise Invalid(FieldProblem("ends_on", "before_start", message))
    for field in changed_scope:
        setattr(mou, field, list(dict.fromkeys(getattr(mou, field))))
    terms = {field: getattr(mou, field) for field in changed_scope} | {"clauses": mou.clauses}
    await check_terms(session, terms, today)
    mou.scope_key = scope_key(mou.scope_countries, mou.scope_bureaus, mou.scope_expertise)


async def check_terms(
    session: AsyncSession, terms: Mapping[str, Any], today: date, *, within: str = ""
) -> None:
    """Raises `Invalid` for codes of a scope that are unknown, and for caps that say two things of one cost."""
    for field in sorted(set(_SCOPE) & terms.keys()):
        place = within + field
        if field == "scope_countries":
            await require_countries(session, terms[field], field=place, on=today)
        elif field == "scope_bureaus":
            await require_known(session, place, Bureau.code, terms[field])
        else:
            await require_known(session, place, Expertise.code, terms[field], ~Expertise.archived)
    caps = (terms.get("clauses") or {}).get("caps") or []
    named = [(cap["category"], cap["per"]) for cap in caps]
    repeated = [position for position, cap in enumerate(named) if cap in named[:position]]
    if repeated:
        message = "There is a cap for this already. Keep one of them."
        raise Invalid(
            *(FieldProblem(f"{within}clauses/caps/{place}", "repeated", message) for place in repeated)
        )


def _merged(clauses: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The clauses after a merge patch: null takes a clause out."""
    after = amended({"clauses": clauses}, {"clauses": changes})
    return MouClauses.model_validate(after["clauses"]).model_dump(mode="json")
