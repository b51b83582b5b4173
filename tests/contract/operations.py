"""The operations of the API's description, ready to be called: new ones come along by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI
from fastapi.params import Form
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import TypeAdapter

from tests.factories.files import pdf

NOBODYS_ID = str(UUID(int=0x01985C2E7D4B7A318F005D1C6A2B9E45))
TAG = '"1-00000000"'
READING = ("get", "head")


@dataclass(frozen=True)
class Operation:
    """`example`: of the body, None where there is none. `shape` reads a body as the operation does.

    `form`: the fields beside the file, of an operation that takes one.
    """

    method: str
    path: str
    description: dict[str, Any]
    example: Any
    shape: TypeAdapter[Any] | None = field(repr=False)
    form: dict[str, str] | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def public(self) -> bool:
        return self.description["security"] == []

    @property
    def changes(self) -> bool:
        return self.method not in READING

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [p for p in self.description.get("parameters", ()) if p["in"] == place]

    def takes(self, header: str) -> bool:
        return any(p["name"].lower() == header for p in self.parameters("header"))

    def address(self, **parts: str) -> str:
        """With an id that is nobody's, or a word that fits, in the place of each part not given."""
        values = {p["name"]: self._part(p["schema"]) for p in self.parameters("path")} | parts
        return self.path.removeprefix("/api/v1").format(**values)

    def _part(self, schema: dict[str, Any]) -> str:
        if "examples" in schema:
            return str(schema["examples"][0])
        return NOBODYS_ID if schema.get("format") == "uuid" else "predeployment_training"

    async def call(self, client: httpx.AsyncClient, *, address: str = "", **options: Any) -> httpx.Response:
        """With its example as body and a tag that is out of date, unless told otherwise."""
        headers = {"If-Match": TAG} if self.takes("if-match") else {}
        headers |= options.pop("headers", {})
        if self.form is not None and "content" not in options:
            options["data"] = {**self.form, **(options.pop("json", None) or {})}
            options["files"] = {"file": ("receipt.pdf", pdf())}
        if self.example is not None and not {"json", "content"} & options.keys():
            options["json"] = self.example
        return await client.request(self.method, address or self.address(), headers=headers, **options)


def operations_of(app: FastAPI) -> list[Operation]:
    """All under `/api/v1`."""
    document = app.openapi()
    shapes = {
        (method.lower(), context.path): TypeAdapter(context.route.body_field.field_info.annotation)
        for context in iter_route_contexts(app.routes)
        if isinstance(context.route, APIRoute)
        and context.route.body_field is not None
        and not isinstance(context.route.body_field.field_info, Form)
        for method in context.methods
    }
    return [
        Operation(
            *(method, path, description, _example(document, description), shapes.get((method, path))),
            form=_form(description),
        )
        for path, methods in document["paths"].items()
        if path.startswith("/api/v1/")
        for method, description in methods.items()
    ]


def _example(document: dict[str, Any], description: dict[str, Any]) -> Any:
    media = description.get("requestBody", {}).get("content", {}).get("application/json")
    return None if media is None else example_of(document, media)


def _form(description: dict[str, Any]) -> dict[str, str] | None:
    media = description.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    if media is None or "example" not in media:
        return None
    return {name: value for name, value in media["example"].items() if name != "file"}


def example_of(document: dict[str, Any], media: dict[str, Any]) -> Any:
    """The example of a media type object, wherever it is kept."""
    if "example" in media:
        return media["example"]
    name = media["examples"]["example"]["$ref"].rpartition("/")[2]
    return document["components"]["examples"][name]["value"]


def media_types(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of JSON that an operation takes and of the JSON that it answers and describes itself."""
    for body in (description.get("requestBody", {}), *description["responses"].values()):
        yield from (media for type_, media in body.get("content", {}).items() if type_.endswith("json"))
