"""The addresses that a demonstration tells of changes, played as the rest is: nothing goes over a network."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from services.adapters.outgoing import Outgoing, Reply


class Receivers(Outgoing):
    """`answers`: status and words of each host; others take everything."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, str]] = {}

    async def close(self) -> None:
        """There is nothing open."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        status, words = self.answers.get(urlsplit(url).hostname or "", (202, "taken"))
        return Reply(status, {}, words, 40 + len(body) % 90)
