"""The table of who is told what: whole, readable, and silent about what must not be told."""

import re
from string import Formatter

import pytest

from services.notifications.facts import SUBJECTS
from services.notifications.kind import Kind
from services.notifications.kinds import KINDS, NAMES

#: What events of reminders say besides, in `after`.
FROM_EVENT = {"activities.paper_due_soon": {"paper", "due_on"}, "activities.after_action_due": {"due_on"}}


def _named(kind: Kind) -> set[str]:
    text = kind.title + kind.body + kind.link
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_row_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(KINDS)
    assert all(re.fullmatch(r"[a-z_]{1,60}", name) for name in NAMES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_words_name_only_facts_there_are(kind: Kind) -> None:
    known = SUBJECTS[kind.subject_type].names | {"id"} | FROM_EVENT.get(kind.action, set())
    assert _named(kind) <= known
    assert {name for name in _named(kind) if name.endswith("_id")} == set()
    assert len(kind.title) <= 90
    assert kind.body.endswith(".")
    assert kind.link.startswith("/")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_words_are_plain_and_neutral(kind: Kind) -> None:
    text = f"{kind.title} {kind.body}".lower()
    for word in (
        "declin",
        "refus",
        "fail",
        "overdue",
        "must ",
        "birth",
        "reject",
        "approved person",
        "urgent!",
    ):
        assert word not in text
