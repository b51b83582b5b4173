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
        """Resident memory of the workers, what they share counted for each."""
        workers = sorted((child.memory_info().rss for child in self.process.children()), reverse=True)
        return float(sum(workers[:WORKERS])) / 2**20


def cpu_seconds(process: psutil.Process) -> float:
    """User and system time of a process, of its children and of those it has buried."""
    times = process.cpu_times()
    total = float(times.user + times.system + times.children_user + times.children_system)
    for child in process.children(recursive=True):
        try:
            spent = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += spent.user + spent.system
    return total


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
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
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
