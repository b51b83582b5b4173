"""The published Python client does the main job: each call of the walk goes through its typed methods.

Bodies and answers are held against the client's own types.
"""

import importlib.util
import inspect
import re
import typing
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import typing_extensions
import yaml
from partnerships_client import Pages, Partnerships, ProblemError, models
from pydantic import TypeAdapter, with_config

from cli.demo import cast, walk
from cli.demo.client import Caller
from cli.demo.program import ProgramStage

ROOT = Path(__file__).parents[2]
BASE = "/api/v1"


@cache
def _operations() -> list[tuple[str, str, str]]:
    """Verb, address and name of each operation."""
    document = yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    return [
        (verb, path, operation["operationId"])
        for path, operations in document["paths"].items()
        for verb, operation in operations.items()
    ]


def test_every_operation_has_a_method() -> None:
    for _, _, name in _operations():
        assert inspect.isfunction(getattr(Partnerships, name)), name


def test_what_is_checked_in_is_what_the_description_makes() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "clients" / "python" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for path, text in generate.written().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is old: make openapi"


class TypedHttp:
    """Stands where `httpx.Client` does in a `Caller`, and sends through the methods of the published client."""

    def __init__(self, base_url: str, token: str | None) -> None:
        self._api = Partnerships(base_url, token)
        self.headers = self._api.http.headers
        self._answers: list[httpx.Response] = []
        self._api.http.event_hooks["response"].append(self._answers.append)

    def request(self, method: str, address: str, **options: Any) -> httpx.Response:
        name, given = self._find(method.lower(), BASE + address)
        function = getattr(self._api, name)
        hints = typing.get_type_hints(getattr(Partnerships, name))
        given |= {re.sub(r"\W", "_", key): value for key, value in (options.get("params") or {}).items()}
        headers = {key.lower().replace("-", "_"): value for key, value in options.get("headers", {}).items()}
        given |= {key: value for key, value in headers.items() if key in hints}
        for key, value in given.items():
            if "Sequence" in str(hints[key]) and isinstance(value, str):
                given[key] = [value]
        if "body" in hints:
            given["body"] = options.get("json") or {}
            _type_of(hints["body"]).validate_python(given["body"], strict=True)
        try:
            answer = function(**given)
            answer = answer.first() if isinstance(answer, Pages) else answer
        except ProblemError:
            return self._answers[-1]
        self._check(hints["return"], answer)
        return self._answers[-1]

    def _check(self, kind: Any, answer: Any) -> None:
        if typing.get_origin(kind) is Pages:
            (row,) = typing.get_args(kind)
            _type_of(list[row]).validate_python(answer.items, strict=True)  # type: ignore[valid-type]
        elif kind is not type(None):
            _type_of(kind).validate_python(dict(answer), strict=True)

    def _find(self, method: str, path: str) -> tuple[str, dict[str, Any]]:
        fits = [
            (name, match.groupdict())
            for verb, form, name in _operations()
            if verb == method and (match := re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", form), path))
        ]
        return max(fits, key=lambda one: -len(one[1]))


@cache
def _type_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@pytest.fixture(autouse=True)
def _no_field_without_a_type() -> None:
    for kind in vars(models).values():
        if typing_extensions.is_typeddict(kind):
            with_config(extra="forbid")(kind)


def test_the_walk_runs_through_the_published_client(
    stage: ProgramStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class TypedCaller(Caller):
        def __post_init__(self) -> None:
            self.http = TypedHttp(self.base_url, self.token)  # type: ignore[assignment]

    monkeypatch.setattr(cast, "Caller", TypedCaller)
    seen: list[str] = []
    walk.Walk(stage, lambda *step: seen.append(step[1])).run()
    assert "TRS-2026-000001" in seen
