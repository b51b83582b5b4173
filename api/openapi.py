"""The OpenAPI document: FastAPI's own, with our problem details, credentials and headers said once for all."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.examples import add_examples
from api.files import FILE, MEDIA_TYPES
from api.links import add_links
from api.listing import ListParameters, describe
from api.pages import SELECTION_TYPE
from schemas.base import Problem, Selection

PROBLEM_TYPE = "application/problem+json"

_MEANINGS = {
    "400": "The request could not be read, or the cursor belongs to another query.",
    "401": "Not signed in.",
    "403": "Signed in, but without the permission that `permission` names.",
    "404": "Not there, or not yours to see: alike in every way.",
    "405": "The address does not take that method.",
    "409": "Contradicts what is recorded; for actions, `state` and `allowed_actions` say what is possible.",
    "410": "The link of the letter is not complete, was changed, or is over.",
    "412": "The record has changed since the ETag in `If-Match`. Nothing was changed.",
    "413": "The body is too large.",
    "415": "The body is of another kind than this address takes.",
    "416": "The file does not have the bytes that `Range` names.",
    "422": "The input is malformed or breaks a rule; `errors` names every field.",
    "428": "`If-Match` is missing.",
    "429": "Too many requests; see `Retry-After`.",
    "431": "Address and headers together are too large.",
    "503": "Not available at the moment; see `Retry-After`. Nothing was changed.",
}
_LIMITED = {
    "Retry-After": "Seconds until another request is taken.",
    "RateLimit": "Requests that are left, and the seconds until all are there again. On other answers too.",
    "RateLimit-Policy": "Requests in a time. On other answers too.",
}
_READING = ("400", "401", "403", "404", "405", "422", "429", "431", "503")
_CHANGING = (*_READING, "409", "412", "413", "415", "428")


def install(app: FastAPI) -> None:
    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
        separate_input_output_schemas=app.separate_input_output_schemas,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for shape in (Problem, Selection):
        described = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(described.pop("$defs", {}))
        schemas[shape.__name__] = described
    components["responses"] = {
        f"Problem{status}": {
            "description": meaning,
            "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, meaning in _MEANINGS.items()
    }
    components["responses"]["Problem429"]["headers"] = {
        name: {"description": meaning, "schema": {"type": "string"}} for name, meaning in _LIMITED.items()
    }
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "An API token, `inlpp_…`."},
        "session": {"type": "apiKey", "in": "cookie", "name": "session"},
    }
    _add_list_parameters(app, document["paths"], schemas)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation, schemas)
    add_links(document)
    add_examples(document)
    return document


def _add_list_parameters(app: FastAPI, paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """FastAPI does not know what a list reads by itself."""
    for context in iter_route_contexts(app.routes):
        if not isinstance(context.original_route, APIRoute) or not context.include_in_schema:
            continue
        for dependency in context.original_route.dependant.dependencies:
            if isinstance(dependency.call, ListParameters):
                operation = paths[str(context.path_format)]["get"]
                operation.setdefault("parameters", []).extend(describe(dependency.call, schemas))
                operation["responses"] = operation.pop("responses")  # after them, as everywhere
                selection = {"schema": {"$ref": "#/components/schemas/Selection"}}
                content = operation["responses"]["200"]["content"]
                content[SELECTION_TYPE] = selection
                if "format" in dependency.call.parameters:
                    content |= {type_.partition(";")[0]: FILE for type_ in MEDIA_TYPES.values()}


def _complete(method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    responses = operation["responses"]
    usual = _READING if method in ("get", "head") else _CHANGING
    for status in (*usual, *operation.pop("x-answers", ())):
        responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
    public = operation.pop("x-public", False)
    operation["security"] = [] if public else [{"token": []}, {"session": []}]
    if method == "post" and not public:
        operation.setdefault("parameters", []).append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Makes a retry safe: the first answer is replayed for 24 hours.",
                "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{1,255}$"},
            }
        )
    for parameter in operation.get("parameters", ()):
        if parameter["name"].lower() == "if-match":
            # Declared as needed, though the code answers its absence with 428 and not with 422.
            parameter |= {
                "required": True,
                "schema": {"type": "string", "pattern": '^"[0-9]{1,9}-[0-9a-f]{8}"$'},
            }
    for status in ("200", "201", "202"):
        if status in responses:
            _describe_headers(responses[status], status, operation, schemas)
    if "ETag" in responses.get("200", {}).get("headers", {}) and method == "get":
        responses["304"] = {"description": "Unchanged since the ETag in `If-None-Match`."}
        operation.setdefault("parameters", []).append(
            {
                "name": "If-None-Match",
                "in": "header",
                "required": False,
                "description": "ETag of the answer as last read.",
                "schema": {"type": "string"},
            }
        )


def _describe_headers(
    response: dict[str, Any], status: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> None:
    if "application/json" not in response["content"]:
        return
    schema = response["content"]["application/json"]["schema"]
    fields = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema).get("properties", {})
    headers = {}
    if status == "201":
        headers["Location"] = "Where the new record is."
    if status == "202":
        headers["Location"] = "The job that goes on with it."
    if "next" in fields:
        headers["Link"] = "`rel=next` and `rel=prev` (RFC 8288)."
    if "version" in fields:
        headers["ETag"] = "For `If-Match` and `If-None-Match`."
    if operation["operationId"] == "session_create":
        headers |= {
            "RateLimit": "Failed attempts that are left, and the seconds until there are more.",
            "RateLimit-Policy": "Failed attempts in a time, for an account and for an address.",
        }
    if headers:
        response["headers"] = {
            name: {"description": meaning, "schema": {"type": "string"}} for name, meaning in headers.items()
        }
