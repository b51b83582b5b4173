"""A server of one's own for a demonstration: its own folder, its own clock, on a free port of this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import httpx

from services.clock import FileClock

START_SECONDS = 120


class DemoServer(AbstractContextManager["DemoServer"]):
    """`partnerships serve` as a process of its own, on an embedded PostgreSQL below `folder` or a given database."""

    def __init__(self, folder: Path, starts_at: datetime, database_url: str | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = FileClock(folder / "clock")
        self.clock.set(starts_at)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.administrator: tuple[str, str] | None = None
        self._folder = folder
        self._database_url = database_url
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self._database_url or "",
            "PARTNERSHIPS_DATA_DIR": str(self._folder / "data"),
            "PARTNERSHIPS_CLOCK_FILE": str(self.clock.path),
            "PARTNERSHIPS_BACKGROUND_SECONDS": "0.5",
            "PARTNERSHIPS_LOG_LEVEL": "warning",
            "COLUMNS": "200",
        }

    def __enter__(self) -> "DemoServer":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it is ready. Raises `RuntimeError` with the end of its log when it does not."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment)  # noqa: S603
        deadline = time.monotonic() + START_SECONDS
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self._log.read_text()[-3000:]}")
            time.sleep(0.2)
        shown = re.search(r"Sign in as (\S+) with the password (\S+)", self._log.read_text())
        if shown:
            self.administrator = (shown[1], shown[2])

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)

    def kill(self) -> None:
        """End the API at once, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def kill_database(self) -> None:
        """End PostgreSQL at once; the server that supervises it starts it again."""
        pid_file = next((self._folder / "data").rglob("postmaster.pid"))
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200
        except httpx.TransportError:
            return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
