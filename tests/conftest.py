"""Fixtures for every test. Each subject has a file of its own in `tests/fixtures/`."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.api",
    "tests.fixtures.serving",
    "tests.fixtures.demo",
]
