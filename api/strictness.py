"""What is refused before an operation runs: unknown and repeated parameters, bodies of another kind or of none."""

import difflib
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.listing import ListParameters
from services.errors import FieldProblem, Invalid

MOST_PARAMETERS = 500


def query_parameters(dependant: Dependant) -> dict[str, bool]:
    """The query parameters that a route and its dependencies declare, and whether they may be repeated."""
    found: dict[str, bool] = {}
    for parameter in dependant.query_params:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            fields = annotation.model_fields.items()
            found |= {info.alias or name: _takes_many(info.annotation) for name, info in fields}
        else:
            found[parameter.alias] = _takes_many(annotation)
    if isinstance(dependant.call, ListParameters):
        found |= dependant.call.parameters
    for inner in dependant.dependencies:
        found |= query_parameters(inner)
    return found


def _takes_many(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_takes_many(part) for part in get_args(annotation))


def check_query(request: Request, known: Mapping[str, bool]) -> None:
    """Raises `RequestValidationError` naming unknown parameters, and those given twice that stand for one value."""
    given = request.query_params.multi_items() if request.scope["query_string"] else ()
    if len(given) > MOST_PARAMETERS:
        fault = FieldProblem("", "too_many_parameters", f"Send at most {MOST_PARAMETERS} query parameters.")
        raise Invalid(fault)
    faults = []
    seen: set[str] = set()
    for name, _ in given:
        if name not in known:
            faults.append({"type": "unknown_parameter", "loc": ("query", name), "msg": _suggest(name, known)})
        elif name in seen and not known[name]:
            message = f"Send {name} once: it takes one value."
            faults.append({"type": "repeated_parameter", "loc": ("query", name), "msg": message})
        seen.add(name)
    if faults:
        raise RequestValidationError(list({fault["loc"]: fault for fault in faults}.values()))


def _suggest(name: str, known: Mapping[str, bool]) -> str:
    near = difflib.get_close_matches(name[:80], known, n=1)
    start = f"Unknown parameter {name[:80]!r}."
    if near:
        return f"{start} Did you mean {near[0]!r}?"
    return f"{start} Known: {', '.join(sorted(known))}." if known else f"{start} This address takes none."


def has_body(request: Request) -> bool:
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


def require_json(request: Request, *also: str) -> None:
    """Raises `HTTPException` 415 for a body that is not plain JSON: nothing is unpacked, so nothing can swell."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    accepted = {"application/json", *also}
    if request.method == "PATCH":
        accepted.add("application/merge-patch+json")
    packed = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    if has_body(request) and (media_type not in accepted or packed):
        raise HTTPException(415)


def require_form(request: Request) -> None:
    """Raises `HTTPException` 415 for a body that is no form with files."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    packed = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    if has_body(request) and (media_type != "multipart/form-data" or packed):
        raise HTTPException(415)


async def require_no_body(request: Request) -> None:
    """Of an operation that takes none. Raises `RequestValidationError` naming every field that was sent."""
    if not has_body(request) or not await request.body():
        return
    require_json(request)
    body = await request.json()
    if body in (None, {}):
        return
    places = [("body", name) for name in body] if isinstance(body, dict) else [("body",)]
    message = "This address takes no body."
    raise RequestValidationError([{"type": "unknown_field", "loc": at, "msg": message} for at in places])
