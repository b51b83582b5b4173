"""Whatever a caller writes where something else belongs is refused in words: never a 500, never let through."""

import base64
import math
from collections.abc import Iterator
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI
from pydantic import ValidationError

from api.examples import Examples
from tests.contract.operations import NOBODYS_ID, Operation

HUGE = 10**400
MANY = 6000
#: Written into JSON as they stand: no encoder of ours would.
RAW = {
    "surrogate": b'"\\ud800"',
    "not a number": b"NaN",
    "infinity": b"Infinity",
    "minus infinity": b"-Infinity",
    "beyond floats": b"1e400",
    "four hundred digits": b"1" + b"0" * 400,
}
TAMPERED = [
    *(
        [text, NOBODYS_ID]
        for text in ("'", "\x00", "9" * 300, "NaN", "1e999999", "2026-01-01", "-infinity", 1, {})
    ),
    [None, None],
    ["x"],
]
DEEP = b"[" * 10_000 + b"]" * 10_000
INJECTIONS = ("'; drop table agencies; -- %_\\", "(a+)+$" + "a" * 100, "' or '1'='1")


async def test_unknown_fields_are_refused_and_not_ignored(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    """Whatever a caller may not set (`status`, `version`) is no field of the shape."""
    for operation in operations:
        if not operation.changes:
            continue
        for name in ("status_of_everything", "version", "created_by"):
            body = {**(operation.example or {}), name: "x"}
            answer = await operation.call(everybody, json=body)
            assert answer.status_code == 422, (operation, name, answer.text)
            faults = answer.json()["errors"]
            if all("parameter" in fault for fault in faults):
                continue  # the secret of an answer link stands in a header, which is asked for first
            assert f"/{name}" in {fault.get("pointer") for fault in faults}, operation


async def test_bodies_of_another_kind_are_refused(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        if operation.example is None:
            continue
        content = orjson.dumps(operation.example)
        for kind in (
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ):
            answer = await operation.call(everybody, content=content, headers={"Content-Type": kind})
            assert answer.status_code == 415, (operation, kind)
        packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        assert (await operation.call(everybody, content=content, headers=packed)).status_code == 415, (
            operation
        )
        for broken in (b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe{}", DEEP):
            if broken in (b"", b"null") and not operation.description["requestBody"].get("required"):
                continue
            json = {"Content-Type": "application/json"}
            answer = await operation.call(everybody, content=broken, headers=json)
            assert answer.status_code == 422, (operation, broken[:20], answer.text)


async def test_a_value_that_json_cannot_hold_is_refused(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        for place, _ in _leaves(operation.example):
            for name, raw in RAW.items():
                body = orjson.dumps(_with(operation.example, place, "HERE")).replace(b'"HERE"', raw)
                headers = {"Content-Type": "application/json"}
                answer = await operation.call(everybody, content=body, headers=headers)
                assert answer.status_code == 422, (operation, place, name, answer.text)
            break  # the parser is the same for every field; the next test asks the fields


def test_every_field_of_every_body_holds_to_its_type(operations: list[Operation], built_app: FastAPI) -> None:
    schemas = built_app.openapi()["components"]["schemas"]
    asked = 0
    for operation in operations:
        if operation.shape is None or operation.example is None:
            continue
        for body in _bodies(operation, schemas):
            assert _fits(operation, body), operation
            for place, value in _leaves(body):
                for hostile in _hostile(place, value):
                    asked += 1
                    if _fits(operation, _with(body, place, hostile)):
                        pytest.fail(f"{operation} takes {str(hostile)[:40]!r} at {place}")
    assert asked > 2000


async def test_every_query_parameter_holds_to_its_type(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    seen: set[str] = set()
    for operation in operations:
        for parameter in operation.parameters("query"):
            name, schema = parameter["name"], _plain(parameter["schema"])
            kind = str(parameter["schema"])
            # All of them for each kind of parameter, and one of them for every parameter there is.
            for hostile in _hostile_texts(schema)[: 1 if kind in seen else None]:
                answer = await operation.call(everybody, params={name: hostile})
                assert answer.status_code == 422, (operation, name, hostile, answer.text)
                named = {fault.get("parameter", "").partition(".0")[0] for fault in answer.json()["errors"]}
                assert name in named, (operation, name, hostile, answer.text)
            seen.add(kind)


async def test_text_of_a_query_is_text_and_nothing_else(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        texts = [p["name"] for p in operation.parameters("query") if _free_text(_plain(p["schema"]))]
        for name in texts:
            for text in INJECTIONS:
                answer = await operation.call(everybody, params={name: text})
                assert answer.status_code in (200, 400, 404, 422), (operation, name, text, answer.text)


async def test_parts_of_addresses_hold_to_their_type(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        for part in operation.parameters("path"):
            for hostile in ("x%00y", "'", "%ed%a0%80"):
                address = operation.address(**{part["name"]: hostile})
                answer = await operation.call(everybody, address=address)
                assert answer.status_code in (404, 422), (operation, hostile, answer.text)


async def test_unknown_parameters_are_refused_with_a_suggestion(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        answer = await operation.call(everybody, params={"limti": "1"})
        assert answer.status_code == 422, operation
        [fault] = answer.json()["errors"]
        assert (fault["parameter"], fault["code"]) == ("limti", "unknown_parameter"), operation
        known = {p["name"] for p in operation.parameters("query")}
        if "limit" in known:
            assert "Did you mean 'limit'?" in fault["message"], operation
            repeated = await operation.call(everybody, params=[("limit", "1"), ("limit", "2")])
            assert repeated.json()["errors"][0]["code"] == "repeated_parameter", operation


async def test_ten_thousand_parameters_are_refused(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations[::20]:
        answer = await operation.call(everybody, params=[("x", "1")] * 10_000)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "too_many_parameters"), (
            operation
        )


async def test_a_cursor_that_was_tampered_with_is_bad(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    """The mark of the query is no secret: what else is in a cursor is checked like any input."""
    for operation in operations:
        sorts = [p for p in operation.parameters("query") if p["name"] == "sort"]
        if not sorts:
            continue
        for column in (
            sorts[0]["schema"]["anyOf"][0]["pattern"].partition("(")[2].partition(")")[0].split("|")
        ):
            mark = await _mark(operation, everybody, column)
            if mark is None:
                continue
            for values in TAMPERED:
                after = base64.urlsafe_b64encode(orjson.dumps([mark, False, *values])).decode().rstrip("=")
                answer = await operation.call(everybody, params={"sort": column, "after": after, "limit": 1})
                assert answer.status_code in (200, 400), (operation, column, values, answer.text)


async def _mark(operation: Operation, client: httpx.AsyncClient, column: str) -> str | None:
    """The mark of a list's query, from the cursor of a page; None where the list has no second page."""
    answer = await operation.call(client, params={"sort": column, "limit": 1})
    cursor = answer.json().get("next") if answer.is_success else None
    if cursor is None:
        return None
    return str(orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))[0])


def _bodies(operation: Operation, schemas: dict[str, Any]) -> Iterator[Any]:
    """The example, and for each field that it leaves out one more with that field, where the two go together."""
    yield operation.example
    content = operation.description["requestBody"]["content"]["application/json"]["schema"]
    fields = schemas[_plain(content)["$ref"].rpartition("/")[2]].get("properties", {})
    for name in fields.keys() - operation.example.keys():
        body = {**operation.example, name: Examples(schemas).of(fields[name], name)}
        if _fits(operation, body):
            yield body


def _fits(operation: Operation, body: Any) -> bool:
    assert operation.shape is not None
    try:
        operation.shape.validate_python(body)
    except ValidationError:
        return False
    return True


def _leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*place, name))
    elif isinstance(value, list):
        yield place, value
        for position, inner in enumerate(value[:1]):
            yield from _leaves(inner, (*place, position))
    elif value is not None:
        yield place, value


def _with(body: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of `body` with `value` at `place`."""
    if not place:
        return value
    copy = dict(body) if isinstance(body, dict) else list(body)
    copy[place[0]] = _with(copy[place[0]], place[1:], value)
    return copy


def _hostile(place: tuple[Any, ...], value: Any) -> list[Any]:
    match value:
        case bool():
            return ["true", 1, 0, "yes", 1.0]
        case int():
            return [HUGE, -HUGE, str(value), True, value + 0.5, math.nan, math.inf]
        case float():
            return [HUGE, str(value), True, math.nan, math.inf]
        case list():
            return ["x", {}, value * MANY]
        case str() if place[-1] == "password":
            return [5, True, ["x"], "x" * MANY]
    return ["\x00", f"{value}\x00", f"\x1b{value}", "\ud800", 5, True, math.nan, [value], {}, "x" * 100_000]


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """What stands in the list or beside null."""
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _plain(option)
    return _plain(schema["items"]) if schema.get("type") == "array" else schema


def _free_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string" and "format" not in schema and "enum" not in schema


def _hostile_texts(schema: dict[str, Any]) -> list[str]:
    match schema:
        case {"type": "integer"}:
            return ["\x00", str(HUGE), f"-{HUGE}", "1.5", "true", "NaN", ""]
        case {"type": "boolean"}:
            return ["maybe", "2", "\x00", ""]
        case {"format": "uuid"}:
            return ["x", "\x00", "1" * 400, ""]
        case {"format": "date"}:
            return ["2026-02-30", "0000-00-00", "99999-01-01", "2026", "1", "\x00", ""]
        case {"format": "date-time"}:
            return ["2026-02-30T00:00:00Z", "2026-01-01T00:00:00", "0.5", "0001-01-01T00:00:00+14:00", "\x00"]
        case {"$ref": _} | {"enum": _}:
            return ["nonsense", "\x00", ""]
    return ["\x00", "a\x00b", "\x1b[31m", "x" * MANY]
