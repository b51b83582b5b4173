"""Fixtures for every test. Each subject has a file of its own in `tests/fixtures/`."""

import pytest
import structlog
from hypothesis import settings

# How long an example takes says nothing on a busy machine. The same examples in every run: none fails now and then.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

# Rich tracebacks with local variables take seconds each, and a test that meets a 500 would seem to hang.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.dev.ConsoleRenderer(colors=False),
    ]
)

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.api",
    "tests.fixtures.serving",
    "tests.fixtures.houses",
    "tests.fixtures.mail",
    "tests.fixtures.scanner",
    "tests.fixtures.receiver",
]

#: Takes minutes. Begun last, it would let all but one worker wait.
LONGEST = "tests/contract/test_conformance.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
