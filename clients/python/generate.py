"""Writes what the client has of `openapi.yaml`: `models.py` (shapes) and `operations.py` (a method for each call).

Run by `make openapi`; a test compares what is checked in.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "src" / "partnerships_client"
HEAD = '"""{doc} Written by generate.py from openapi.yaml: do not edit."""\n\n# ruff: noqa: E501, A002\n'
#: Lists are `Pages` of their rows.
PAGE = "Page_"
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
#: What a parameter may be given as, beside text.
FORMATS = {"uuid": "str | UUID", "date": "str | date", "date-time": "str | datetime"}

Schema = dict[str, Any]


def annotation(schema: Schema, prefix: str = "", *, parameter: bool = False) -> str:
    """The Python type of a schema; `prefix` stands before names of models."""

    def inner(one: Schema) -> str:
        return annotation(one, prefix, parameter=parameter)

    if "$ref" in schema:
        return prefix + schema["$ref"].rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(str(word) if word in (True, False) else json.dumps(word) for word in words)}]"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " | ".join(dict.fromkeys(inner(one) for one in schema[key]))
    match schema.get("type"):
        case "array":
            return f"{'Sequence' if parameter else 'list'}[{inner(schema['items'])}]"
        case "object" | None if values := _values(schema):
            return f"dict[str, {inner(values)}]"
        case "object":
            return "dict[str, Any]"
        case None:
            return "Any"
        case list() as several:
            return " | ".join(PLAIN[one] for one in several)
        case plain:
            return FORMATS.get(schema.get("format", ""), PLAIN[plain]) if parameter else PLAIN[plain]


def _values(schema: Schema) -> Schema | None:
    """What the values of a dictionary are, where the schema says it."""
    named = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    return next((one for one in named if isinstance(one, dict)), None)


def models(schemas: dict[str, Schema]) -> Iterator[str]:
    yield HEAD.format(doc="The shapes of bodies and answers.")
    # TypedDict of typing cannot be checked at run time by pydantic before Python 3.12.
    yield "from __future__ import annotations\n\nfrom typing import Any, Literal, NotRequired\n\n"
    yield "from typing_extensions import TypedDict\n\n"
    for name, schema in schemas.items():
        if "properties" not in schema:
            yield f"{name} = {annotation(schema)}\n"
    for name, schema in schemas.items():
        if "properties" in schema and not name.startswith(PAGE):
            yield f"\n\nclass {name}(TypedDict):\n"
            yield f"    {_doc(schema.get('description') or f'{name}.')}\n\n"
            for field, shape in schema["properties"].items():
                kind = annotation(shape)
                yield f"    {field}: {kind if field in schema.get('required', []) else f'NotRequired[{kind}]'}\n"


def _doc(text: str) -> str:
    safe = " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
    return f'"""{safe} """' if safe.endswith('"') else f'"""{safe}"""'


class Method:
    """One call as a method. Raises `KeyError` on shapes that the client has no way for."""

    def __init__(self, path: str, verb: str, operation: Schema, schemas: dict[str, Schema]) -> None:
        self.path, self.verb, self.operation, self.schemas = path, verb, operation, schemas
        answers = [one for status, one in operation["responses"].items() if status.startswith("2")]
        self.media = {media: shape for one in answers for media, shape in one.get("content", {}).items()}
        answer = self.media.get("application/json", {}).get("schema", {})
        self.answer = annotation(answer, "m.") if answer else ""
        page = answer.get("$ref", "").rpartition("/")[2]
        self.row = ""
        if page.startswith(PAGE):
            self.row = annotation(schemas[page]["properties"]["items"]["items"], "m.")

    def lines(self) -> Iterator[str]:
        body, send_body = self._body()
        required, optional, options = [*self._path_arguments(), *body], [], []
        for parameter in self.operation.get("parameters", []):
            self._argument(parameter, required, optional, options)
        options += send_body
        arguments = ", ".join(["self", *required, *(["*", *optional] if optional else [])])
        words = [self.operation.get("summary", ""), self.operation.get("description", "")]
        text = " ".join(dict.fromkeys(f"{one.rstrip('.')}." for one in words if one))
        kind, call = self._kind()
        sent = ", ".join([self._address(), *options])
        yield f"    def {self.operation['operationId']}({arguments}) -> {kind}:\n"
        yield f"        {_doc(f'{text} `{self.verb.upper()} {self.path}`')}\n"
        yield f"        return {call.format(sent)}\n\n"

    def _kind(self) -> tuple[str, str]:
        verb = json.dumps(self.verb.upper())
        if self.row:
            return f"Pages[{self.row}]", f"Pages[{self.row}](self, {{}})"
        if "text/event-stream" in self.media:
            return "Iterator[ServerSentEvent]", "self._stream({})"
        if self.answer:
            return self.answer, f"cast({json.dumps(self.answer)}, self._record({verb}, {{}}))"
        if self.media:
            return "bytes", f"self._content({verb}, {{}})"
        return "None", f"self._nothing({verb}, {{}})"

    def _address(self) -> str:
        return (
            "f" + json.dumps(re.sub(r"\{(\w+)\}", r"{quoted(\1)}", self.path))
            if "{" in self.path
            else json.dumps(self.path)
        )

    def _path_arguments(self) -> list[str]:
        shapes = {
            one["name"]: one["schema"] for one in self.operation.get("parameters", []) if one["in"] == "path"
        }
        return [
            f"{name}: {annotation(shapes[name], 'm.', parameter=True)}"
            for name in re.findall(r"\{(\w+)\}", self.path)
        ]

    def _argument(
        self, parameter: Schema, required: list[str], optional: list[str], options: list[str]
    ) -> None:
        name, place = parameter["name"], parameter["in"]
        if place == "path" or (self.row and name == "format") or name == "last-event-id":
            return
        if name == "If-None-Match" and not self.answer:
            return  # files are had whole
        if name == "if-match":
            required.append("if_match: Version")
            options.append("if_match=if_match")
        elif name == "If-None-Match":
            optional.append(f"known: {self.answer} | None = None")
            options.append("known=known")
        elif name == "Idempotency-Key":
            optional.append("idempotency_key: str | None = None")
            options.append("idempotency_key=idempotency_key or new_key()")
        else:
            self._plain(parameter, required, optional, options)

    def _plain(self, parameter: Schema, required: list[str], optional: list[str], options: list[str]) -> None:
        name = parameter["name"]
        argument = "page_size" if self.row and name == "limit" else re.sub(r"\W", "_", name).lower()
        kind = annotation(parameter["schema"], "m.", parameter=True).removesuffix(" | None")
        if parameter.get("required"):
            required.append(f"{argument}: {kind}")
        else:
            optional.append(f"{argument}: {kind} | None = None")
        where = "headers" if parameter["in"] == "header" else "query"
        held = next((one for one in options if one.startswith(f"{where}=")), f"{where}={{}}")
        if held in options:
            options.remove(held)
        options.append(f"{held[:-1]}{json.dumps(name)}: {argument}, }}")

    def _body(self) -> tuple[list[str], list[str]]:
        content = self.operation.get("requestBody", {}).get("content", {})
        if not content:
            return [], []
        if "application/octet-stream" in content:
            return ["body: bytes"], ["content=body"]
        if "multipart/form-data" in content:
            return ["data: Mapping[str, str]", "files: Files"], ["data=data", "files=files"]
        kind = annotation(next(iter(content.values()))["schema"], "m.")
        return [f"body: {kind}"], ["body=body"]


def operations(document: Schema) -> Iterator[str]:
    yield HEAD.format(doc="Every operation as a method.")
    yield (
        "from __future__ import annotations\n\n"
        "from collections.abc import Iterator, Mapping, Sequence\n"
        "from datetime import date, datetime\n"
        "from typing import Any, Literal, cast\n"
        "from uuid import UUID\n\n"
        "from . import models as m\n"
        "from .calls import Calls, Files, ServerSentEvent, Version, new_key, quoted\n"
        "from .pages import Pages\n\n\n"
        "class Operations(Calls):\n"
        '    """The calls by their names in openapi.yaml."""\n\n'
    )
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield from Method(path, verb, operation, document["components"]["schemas"]).lines()


def written() -> dict[Path, str]:
    """The text of each file, formatted."""
    document = yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    texts = {
        PACKAGE / "models.py": "".join(models(document["components"]["schemas"])),
        PACKAGE / "operations.py": "".join(operations(document)),
    }
    return {path: _formatted(text) for path, text in texts.items()}


def _formatted(text: str) -> str:
    for command in (["check", "--select", "F401,I", "--fix-only", "--exit-zero"], ["format"]):
        ruff = [sys.executable, "-m", "ruff", command[0], "--isolated", "--line-length", "110", "--quiet"]
        done = subprocess.run(
            [*ruff, *command[1:], "-"], input=text, capture_output=True, text=True, check=True
        )
        text = done.stdout
    return text


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
