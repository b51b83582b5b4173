"""The running API keeps what openapi.yaml promises, whatever it is sent."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.demo.cast import Cast
from cli.demo.client import Caller
from cli.demo.server import DemoServer

ROOT = Path(__file__).parents[2]
EVERY_ROLE = (
    "administrator",
    "program_officer",
    "finance_reviewer",
    "certifying_officer",
    "auditor",
)


@pytest.fixture
def token(demo_server: DemoServer) -> str:
    """Of a user with every role that is not tied to one agency, officer or post."""
    assert demo_server.administrator is not None
    email, password = demo_server.administrator
    cast = Cast(demo_server, Caller(demo_server.url, email=email, password=password))
    person = cast.person("Every role", list(EVERY_ROLE))
    expires = datetime.now(UTC) + timedelta(days=30)
    made = person.create(
        "/api-tokens", {"name": "Conformance", "scopes": ["write"], "expires_at": expires.isoformat()}
    )
    return str(made["token"])


def test_schemathesis_finds_nothing(demo_server: DemoServer, token: str) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        "openapi.yaml",
        f"--url={demo_server.url}",
        f"--header=Authorization: Bearer {token}",
        "--max-examples=5",
        "--phases=examples,coverage,fuzzing,stateful",
        "--generation-deterministic",
        "--seed=1",
        "--suppress-health-check=all",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-8000:]
