"""The record of a computed line: its inputs and its outcome, so that anybody can compute it again (invariant 16)."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter

from models.enums import ExpenseCategory
from services.claims.allowance import LineAllowance, line_allowance
from services.claims.lines import BASIS_OF, AllowancePolicy, ClaimTerms, Line
from services.claims.per_diem import PerDiemPolicy

RULE_VERSION = "1"

Stored = dict[str, Any]
_Value = TypeVar("_Value")
_ADAPTERS: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (ClaimTerms, AllowancePolicy, PerDiemPolicy, *BASIS_OF.values())
}


def compute(
    line: Line, terms: ClaimTerms, policy: AllowancePolicy, per_diem: PerDiemPolicy
) -> tuple[LineAllowance, Stored]:
    """What of a line is payable, and the record of it. Raises what `line_allowance` raises."""
    allowance = line_allowance(line, terms, policy, per_diem)
    inputs = {
        "line": _line_to_json(line),
        "terms": _to_json(terms),
        "policy": _to_json(policy),
        "per_diem": _to_json(per_diem),
    }
    return allowance, {"version": RULE_VERSION, "inputs": inputs, "outcome": _outcome(allowance)}


def replay(stored: Stored) -> Stored:
    """The outcome computed again from the stored inputs alone; no rate is looked up."""
    inputs = stored["inputs"]
    return _outcome(
        line_allowance(
            _line_from_json(inputs["line"]),
            _from_json(ClaimTerms, inputs["terms"]),
            _from_json(AllowancePolicy, inputs["policy"]),
            _from_json(PerDiemPolicy, inputs["per_diem"]),
        )
    )


def canonical(record: Stored) -> bytes:
    """One text for one record, whatever order its keys come in."""
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def _outcome(allowance: LineAllowance) -> Stored:
    return {
        "claimed": f"{allowance.claimed:.2f}",
        "allowed": f"{allowance.allowed:.2f}",
        "disallow_code": allowance.disallow_code and allowance.disallow_code.value,
        "rule": allowance.rule,
        "formula": allowance.formula,
        "explanation": allowance.explanation,
    }


def _to_json(value: Any) -> Any:
    return _ADAPTERS[type(value)].dump_python(value, mode="json")


def _from_json(kind: type[_Value], value: Any) -> _Value:
    read: _Value = _ADAPTERS[kind].validate_python(value)
    return read


def _line_to_json(line: Line) -> Stored:
    basis = _to_json(line.basis)
    if "furnished" in basis:
        basis["furnished"] = sorted(basis["furnished"])
    facts = {name: value for name, value in asdict(line).items() if name != "basis"}
    return {
        **facts,
        "category": line.category.value,
        "service_on": line.service_on.isoformat(),
        "claimed": str(line.claimed),
        "basis": basis,
    }


def _line_from_json(stored: Stored) -> Line:
    """The category tells which basis a line has."""
    category = ExpenseCategory(stored["category"])
    return Line(
        **{
            **stored,
            "category": category,
            "service_on": date.fromisoformat(stored["service_on"]),
            "claimed": Decimal(stored["claimed"]),
            "basis": _from_json(BASIS_OF[category], stored["basis"]),
        }
    )
