"""Query parameters of lists, made from the listing they ask: strict, and described in OpenAPI."""

from typing import Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from services import list_parameters
from services.listing import Listing, ListQuery


def list_query(listing: Listing) -> Any:
    """A dependency that reads the parameters `listing` takes."""
    return Depends(ListParameters(listing))


class ListParameters(list_parameters.ListParameters):
    """Reads a query, in one go and by ourselves: FastAPI works out what each declared parameter is at every request.

    Unknown parameters never get this far. Raises `RequestValidationError`.
    """

    async def __call__(self, request: Request) -> ListQuery:
        given: dict[str, list[str]] = {}
        for name, text in request.query_params.multi_items():
            given.setdefault(name, []).append(text)
        try:
            return self.read(given)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            raise RequestValidationError(
                [{**fault, "loc": ("query", *fault["loc"])} for fault in faults]
            ) from error


def describe(parameters: ListParameters, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters as OpenAPI describes them; shapes that they name are added to `schemas`."""
    schema = parameters.model.model_json_schema(
        ref_template="#/components/schemas/{model}", schema_generator=_AsWritten
    )
    schemas.update(schema.get("$defs", {}))
    described = []
    for name, rule in schema["properties"].items():
        if rule.get("default", ...) is None:
            del rule["default"]
        parameter = {"name": name, "in": "query", "required": False, "schema": rule}
        if "description" in rule:
            parameter["description"] = rule["description"]
        described.append(parameter)
    return described


class _AsWritten(GenerateJsonSchema):
    """Keeps the order in which things are declared."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        return value
