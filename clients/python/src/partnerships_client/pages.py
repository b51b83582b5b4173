"""Lists: every row, page after page, and many records by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

import httpx

Row = TypeVar("Row")
MOST_ROWS = 200


class _Sender(Protocol):
    def send(self, method: str, address: str, *, query: Mapping[str, Any]) -> httpx.Response: ...


@dataclass
class Page(Generic[Row]):
    """One answer of a list. `next` is the cursor (`after`) of the page behind it; None on the last one.

    `total` is there when asked for with `count`, `missing` names those of `ids` that are not there.
    """

    items: list[Row]
    next: str | None
    total: int | None = None
    missing: list[str] = field(default_factory=list)


class Pages(Generic[Row]):
    """A list, read as it is iterated over; each iteration begins anew."""

    def __init__(self, sender: _Sender, address: str, query: Mapping[str, Any] | None = None) -> None:
        self._sender, self._address = sender, address
        self._query = {"limit": MOST_ROWS} | {k: v for k, v in (query or {}).items() if v is not None}

    def __iter__(self) -> Iterator[Row]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[Row]]:
        query = self._query
        while True:
            page = self._read(query)
            yield page
            if page.next is None:
                return
            query = self._query | {"after": page.next}

    def first(self) -> Page[Row]:
        """The first page alone."""
        return self._read(self._query)

    def _read(self, query: Mapping[str, Any]) -> Page[Row]:
        said = self._sender.send("GET", self._address, query=query).json()
        return Page(
            cast("list[Row]", said["items"]), said["next"], said.get("total"), said.get("missing") or []
        )


@dataclass
class Batch(Generic[Row]):
    """Records by their ids, and the ids of those that are not there or not yours."""

    found: dict[str, Row]
    missing: list[str]


def by_ids(method: Callable[..., Pages[Row]], ids: Iterable[str | UUID], **parameters: Any) -> Batch[Row]:
    """Any number of records of a list, 200 in a call: `by_ids(api.agencies_list, ids)`."""
    wanted = list(dict.fromkeys(str(one) for one in ids))
    batch: Batch[Row] = Batch({}, [])
    for start in range(0, len(wanted), MOST_ROWS):
        page = method(ids=wanted[start : start + MOST_ROWS], **parameters).first()
        batch.found |= {cast("dict[str, Any]", row)["id"]: row for row in page.items}
        batch.missing += page.missing
    return batch
