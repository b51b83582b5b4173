"""Servers under measurement: started alike, with the CPU time and memory of their processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

WORKERS = 2
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: psutil.Process

    def cpu_seconds(self) -> float:
        return cpu_seconds(self.process)

    def memory_mib(self) -> float:
        """Memory of the workers. What they have in common counts once where the system tells (Linux)."""
        spaces = [child.memory_full_info() for child in self.process.children()]
        return sum(sorted(float(getattr(space, "pss", space.rss)) for space in spaces)[-WORKERS:]) / 2**20


def cpu_seconds(process: psutil.Process) -> float:
    """Time that a process and its children have spent on processors."""
    return sum(_spent(one) for one in (process, *process.children(recursive=True)))


def _spent(process: psutil.Process) -> float:
    """To the nanosecond where the system counts so (Linux); else in ticks of ten milliseconds."""
    try:
        threads = Path(f"/proc/{process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except (OSError, IndexError):
        pass
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, factory: bool = False) -> Iterator[Server]:
    """`application` under uvicorn with two workers, as `partnerships serve` sets it up."""
    port = _free_port()
    command = [
        sys.executable, "-m", "uvicorn", application, "--port", str(port), "--workers", str(WORKERS),
        "--loop", "uvloop", "--http", "httptools", "--ws", "none", "--lifespan", "on",
        "--log-level", "warning", "--no-access-log", "--no-server-header",
    ]  # fmt: skip
    if factory:
        command.append("--factory")
    child = subprocess.Popen(command, env=os.environ | environment)
    try:
        _wait_for(port, child)
        yield Server(port, psutil.Process(child.pid))
    finally:
        _end(child)


def start_seconds(environment: Mapping[str, str]) -> float:
    """From `partnerships serve` to its first answer, with settings of `environment`."""
    port, started = _free_port(), time.monotonic()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    child = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, child)
        return time.monotonic() - started
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGTERM)
    child.wait(_START_SECONDS)


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    """The socket is open before the workers are: waits for an answer."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=_START_SECONDS)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server at port {port} did not start.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
