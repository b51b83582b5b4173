"""A fixed number of requests over keep-alive connections, in a process of its own that does nothing else.

Reads a `Load` as JSON from standard input and writes a `Result` as JSON.
"""

import asyncio
import itertools
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
import uvloop


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `keyed` adds an `Idempotency-Key` that no other request has."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    keyed: bool = False

    def encode(self, key: str) -> bytes:
        headers = {"Host": "127.0.0.1", **self.headers}
        if self.body:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(self.body.encode()))}
        if self.keyed:
            headers["Idempotency-Key"] = key
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            *(f"{name}: {text}" for name, text in headers.items()),
        ]
        return "\r\n".join([*lines, "", self.body]).encode()


@dataclass(frozen=True, slots=True)
class Load:
    """`requests` requests, taken from `calls` in turn, `connections` at a time."""

    port: int
    calls: Sequence[Call]
    requests: int
    connections: int
    name: str = "load"


@dataclass(frozen=True, slots=True)
class Result:
    """`p50` and `p95` in milliseconds; `statuses` counts the answers by status."""

    p50: float
    p95: float
    statuses: dict[str, int]


def run(load: Load) -> Result:
    """Put `load` on a server from another process, and wait for its end."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=orjson.dumps(load), stdout=subprocess.PIPE, check=True
    )
    return Result(**orjson.loads(done.stdout))


class _Connection(asyncio.Protocol):
    """Sends the next request as soon as the last one is answered."""

    def __init__(self, requests: Iterator[bytes], results: "_Results") -> None:
        self._requests, self._results = requests, results
        self._received = bytearray()
        self.finished = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._send()

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._received[:end]).lower()
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        if len(self._received) < end + 4 + length:
            return
        self._results.add(head[9:12].decode(), time.perf_counter() - self._sent_at)
        self._received.clear()
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        self.finished.set_result(error)


class _Results:
    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.seconds: list[float] = []

    def add(self, status: str, seconds: float) -> None:
        self.statuses[status] += 1
        self.seconds.append(seconds)


async def _main(load: Load) -> Result:
    results = _Results()
    keys = (f"{load.name}-{number}" for number in itertools.count())
    calls = itertools.islice(itertools.cycle(load.calls), load.requests)
    encoded = iter([call.encode(next(keys)) for call in calls])
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: _Connection(encoded, results), "127.0.0.1", load.port)
        for _ in range(load.connections)
    ]
    await asyncio.gather(*(protocol.finished for _, protocol in made))
    ordered = sorted(results.seconds)
    return Result(
        p50=ordered[len(ordered) // 2] * 1000,
        p95=ordered[len(ordered) * 95 // 100] * 1000,
        statuses=dict(results.statuses),
    )


if __name__ == "__main__":
    given = orjson.loads(sys.stdin.buffer.read())
    asked = Load(**(given | {"calls": [Call(**call) for call in given["calls"]]}))
    sys.stdout.buffer.write(orjson.dumps(asdict(uvloop.run(_main(asked)))))
