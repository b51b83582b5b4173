"""The checked-in description of the API is what the code says."""

from pathlib import Path

from cli.openapi import document
from cli.states import page

ROOT = Path(__file__).parents[2]


def test_openapi_yaml_is_current() -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == document(), "run `make openapi`"


def test_states_are_drawn_from_the_tables() -> None:
    assert (ROOT / "docs/states.md").read_text(encoding="utf-8") == page(), "run `partnerships states write`"
