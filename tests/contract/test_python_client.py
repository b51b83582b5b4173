"""The client that openapi-python-client makes of `openapi.yaml` imports, and does the main job.

Every call of the walk goes through a generated function, with generated models for bodies and answers.
"""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import yaml

from cli.demo import cast, walk
from cli.demo.client import Caller
from cli.demo.program import ProgramStage

ROOT = Path(__file__).parents[2]
PACKAGE = "partnerships_client"
BASE = "/api/v1"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("python-client")
    config = folder / "config.yaml"
    config.write_text(
        yaml.safe_dump(
            {
                "project_name_override": "partnerships-client",
                "package_name_override": PACKAGE,
                "post_hooks": [],
                # A document is bytes to it, as any file.
                "content_type_overrides": {
                    "application/pdf": "application/octet-stream",
                    "application/xml": "application/octet-stream",
                },
            }
        )
    )
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"]
    command += ["--path", str(ROOT / "openapi.yaml"), "--config", str(config)]
    made = subprocess.run(
        [*command, "--output-path", str(folder / "client")], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder / "client"))
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(str(folder / "client"))


@cache
def _modules(package: ModuleType) -> dict[str, ModuleType]:
    """Every generated operation by its name; all of them are imported."""
    api = importlib.import_module(f"{package.__name__}.api")
    found = pkgutil.walk_packages(api.__path__, f"{api.__name__}.")
    return {one.name.rsplit(".", 1)[1]: importlib.import_module(one.name) for one in found if not one.ispkg}


@cache
def _document() -> dict[str, Any]:
    return dict(yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader))


def test_every_operation_has_a_function(generated: ModuleType) -> None:
    named = {
        operation["operationId"]
        for operations in _document()["paths"].values()
        for operation in operations.values()
    }
    assert named == set(_modules(generated))


class GeneratedHttp:
    """Stands where `httpx.Client` does in a `Caller`, and sends through the generated functions."""

    def __init__(self, base_url: str, package: ModuleType) -> None:
        self._client = package.Client(base_url=base_url, raise_on_unexpected_status=True)
        self.headers = self._client.get_httpx_client().headers
        self._modules = _modules(package)
        self._operations = [
            (method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path) + "$"), operation["operationId"])
            for path, operations in _document()["paths"].items()
            for method, operation in operations.items()
        ]

    def request(self, method: str, address: str, **options: Any) -> httpx.Response:
        given = self._find(method.lower(), BASE + address)
        function = self._modules[given.pop("operation")].sync_detailed
        hints = typing.get_type_hints(function, vars(sys.modules[function.__module__]))
        given |= options.get("params") or {}
        given |= {name.replace("-", "_"): value for name, value in options.get("headers", {}).items()}
        given = {_argument(name): value for name, value in given.items()}
        if "idempotency_key" not in hints:
            given.pop("idempotency_key", None)
        values = {name: _typed(hints[name], value) for name, value in given.items()}
        if options.get("json") or "body" in hints:
            values["body"] = _typed(hints["body"], options["json"])
            assert values["body"].to_dict() == options["json"]
        answer = function(client=self._client, **values)
        content = answer.content
        if content:
            assert answer.parsed is not None
            read = answer.parsed.to_dict()
            assert read.keys() == json.loads(content).keys()
            content = json.dumps(read).encode()
        request = httpx.Request(method, address)
        return httpx.Response(answer.status_code, content=content, headers=_plain(answer), request=request)

    def _find(self, method: str, path: str) -> dict[str, Any]:
        fits = [
            (name, match)
            for verb, form, name in self._operations
            if verb == method and (match := form.match(path))
        ]
        name, match = max(fits, key=lambda one: -len(one[1].groupdict()))
        return {"operation": name, **match.groupdict()}


def _argument(name: str) -> str:
    return f"{name}_" if name == "type" else name.lower()  # the generator's word for a builtin


def _plain(answer: Any) -> dict[str, str]:
    return {
        name: value
        for name, value in answer.headers.items()
        if name.lower() not in ("content-encoding", "content-length", "transfer-encoding")
    }


def _typed(hint: Any, value: Any) -> Any:
    """As a typed program would hand it over: a model, a UUID, a member of an enumeration."""
    for kind in typing.get_args(hint) or (hint,):
        if hasattr(kind, "from_dict") and isinstance(value, dict):
            return kind.from_dict(value)
        if isinstance(kind, type) and issubclass(kind, Enum) or getattr(kind, "__name__", "") == "UUID":
            return kind(value)
    return value


def test_the_walk_runs_through_the_generated_client(
    generated: ModuleType, stage: ProgramStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class GeneratedCaller(Caller):
        def __post_init__(self) -> None:
            self.http = GeneratedHttp(self.base_url, generated)  # type: ignore[assignment]
            if self.token:
                self.http.headers["Authorization"] = f"Bearer {self.token}"

    monkeypatch.setattr(cast, "Caller", GeneratedCaller)
    seen: list[str] = []
    walk.Walk(stage, lambda *step: seen.append(step[1])).run()
    assert "TRS-2026-000001" in seen
