"""A planned trip in the shape of the wire."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from models.enums import ExpenseCategory, PerDiemScope
from services.claims.trip_plan import Plan, PlannedDay, PlannedLine, total_of
from services.detail import Answer
from services.money import USD, minor_units

_NOTHING = Decimal("0.00")


def trip_answer(
    claim: Any,
    officer: Any,
    given: Mapping[str, Any] | None,
    plan: Plan | None,
    lines: Mapping[tuple[str, date], Any],
    sources: Mapping[str, str],
    actions: Sequence[str],
) -> Answer:
    """`given` has `home_zone` and `legs`; None, with `plan` None, where there is no trip. `sources` by rate row id."""
    days = plan.days if plan else ()
    lodging, mie = total_of(days, ExpenseCategory.LODGING), total_of(days, ExpenseCategory.MIE)
    return {
        "claim_id": claim.id,
        "officer": {"id": officer.id, "name": officer.name},
        "saved": given is not None,
        "home_zone": given["home_zone"] if given else None,
        "legs": given["legs"] if given else [],
        "elapsed_minutes": int(plan.journey.elapsed.total_seconds()) // 60 if plan else None,
        "days": [_day(planned, lines, sources) for planned in days],
        "totals": {
            "lodging_claimed": _usd(lodging[0]),
            "lodging_allowed": _usd(lodging[1]),
            "mie_claimed": _usd(mie[0]),
            "mie_allowed": _usd(mie[1]),
        },
        "version": claim.version,
        "allowed_actions": list(actions),
    }


def _day(planned: PlannedDay, lines: Mapping[tuple[str, date], Any], sources: Mapping[str, str]) -> Answer:
    day, on = planned.day, planned.day.service_on
    return {
        "service_on": on,
        "kind": day.kind.value,
        "place": planned.place,
        "place_given": planned.said.place is not None,
        "night": day.night,
        "in_claim": planned.in_claim,
        "meals_furnished": [meal.value for meal in planned.said.meals],
        "note": planned.said.note,
        "rate": _rate(planned, sources),
        "lodging": _night(planned.lodging, lines.get((ExpenseCategory.LODGING, on))),
        "mie": _cost(planned.mie, lines.get((ExpenseCategory.MIE, on))),
        "problems": [
            {"field": problem.field, "code": problem.code, "message": problem.message}
            for problem in planned.problems
        ],
    }


def _rate(planned: PlannedDay, sources: Mapping[str, str]) -> Answer | None:
    rate = planned.rate
    if rate is None:
        return None
    return {
        "id": rate.row_id,
        "scope": PerDiemScope(rate.scope).value,
        "country_name": rate.country,
        "location": rate.location,
        "season_start": rate.season_start,
        "season_end": rate.season_end,
        "lodging": _usd(rate.lodging),
        "mie": _usd(rate.mie),
        "effective_from": rate.spell.first,
        "effective_to": rate.spell.last,
        "source": sources[rate.row_id],
        "looked_up_on": planned.rated_on,
    }


def _cost(line: PlannedLine | None, stored: Any) -> Answer | None:
    if line is None:
        return None
    found = line.allowance
    return {
        "expense_id": stored.id if stored else None,
        "claimed": _usd(found.claimed),
        "allowed": _usd(found.allowed),
        "rule": found.rule,
        "formula": found.formula,
        "text": found.explanation,
    }


def _night(line: PlannedLine | None, stored: Any) -> Answer | None:
    shown = _cost(line, stored)
    if line is None or shown is None:
        return None
    values = line.values
    places, rate = minor_units(values["currency"]), values["fx_rate"]
    return shown | {
        "amount": {"amount": f"{values['amount']:.{places}f}", "currency": values["currency"]},
        "fx_source": values["fx_source"],
        "fx_rate": None if rate is None else f"{rate.normalize():f}",
        "tax": None if values["tax_usd"] is None else _usd(values["tax_usd"]),
        "receipt_attached": values["receipt_attached"],
    }


def _usd(amount: Decimal) -> dict[str, str]:
    return {"amount": f"{amount + _NOTHING:.2f}", "currency": USD}
