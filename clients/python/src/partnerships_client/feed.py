"""The change feed: what happened, in order and without gaps, from a position that you keep."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from . import models as m
from .transfers import Transfers

_PAGE = 200


@dataclass(frozen=True)
class Changes:
    """One page of the feed, boiled down to the newest word on each record. Keep `position` once it is worked in.

    Records stand under `(type, id)`: `records` as their list shows them now (None for kinds that have no list), `gone`
    those to forget, which are not there any more or no longer yours to see.
    """

    position: str
    events: list[m.CloudEvent]
    records: dict[tuple[str, str], dict[str, Any] | None]
    gone: set[tuple[str, str]]


class Feed(Transfers):
    """Following what changes."""

    def position(self) -> str:
        """Where the log ends now: keep it, read your lists, and follow from there."""
        return self.events_position()["position"]

    def follow(
        self,
        after: str,
        *,
        subject_type: Sequence[m.FedSubject] | None = None,
        type: Sequence[str] | None = None,  # noqa: A002
        agency_id: Sequence[str | UUID] | None = None,
        every: float | None = 2,
    ) -> Iterator[Changes]:
        """What happened behind a position, page by page; then for ever, asking each `every` seconds.

        `every=None` ends where the log ends. A page comes also when none of its events is yours, for its position.
        """
        while True:
            page = self.events_list(
                after=after,
                subject_type=subject_type,
                type=type,
                agency_id=agency_id,
                include="record",
                limit=_PAGE,
            )
            if page["next"] != after:
                after = page["next"]
                yield _boiled_down(page)
            if not page["has_more"]:
                if every is None:
                    return
                time.sleep(every)


def _boiled_down(page: m.EventPage) -> Changes:
    records: dict[tuple[str, str], dict[str, Any] | None] = {}
    gone: set[tuple[str, str]] = set()
    for event in page["items"]:
        change = event["data"]
        name = (str(change["subject"]["type"]), change["subject"]["id"])
        records.pop(name, None)
        gone.discard(name)
        if change["gone"]:
            gone.add(name)
        else:
            records[name] = change.get("record")
    return Changes(page["next"], page["items"], records, gone)
