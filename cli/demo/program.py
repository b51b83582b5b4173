"""The real program as a process of its own: started, killed and started again as a demonstration or a test wishes."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

import httpx

from services.adapters.postmaster import is_serving, read_pid_file
from services.clock import FileClock

#: The first start makes tables and loads all reference data; a busy machine may need some time for it.
START_SECONDS = 120
STOP_SECONDS = 60


class Program:
    """`partnerships serve` on one folder, on an embedded PostgreSQL unless `environment` names a database.

    It listens on a free port of this machine, and on the same one whenever it is started again.
    """

    def __init__(
        self,
        folder: Path,
        *options: str,
        environment: Mapping[str, str] | None = None,
        patience: int = START_SECONDS,
    ) -> None:
        self.data_dir = folder / "data"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment |= {
            "PARTNERSHIPS_DATA_DIR": str(self.data_dir),
            "COLUMNS": "400",
            **(environment or {}),
        }
        self.url = ""
        self._options = options
        self._patience = patience
        self._log = folder / "program.log"
        self._log_begins = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def output(self) -> str:
        """All that the latest start has printed."""
        return self._log.read_bytes()[self._log_begins :].decode()

    @property
    def whole_output(self) -> str:
        """What all starts have printed."""
        return self._log.read_text(encoding="utf-8")

    @property
    def administrator(self) -> tuple[str, str]:
        """E-mail address and password of the first administrator, as shown by the first start."""
        shown = re.search(r"Sign in as (\S+) with the password (\S+)", self.whole_output)
        if shown is None:
            raise RuntimeError(f"No administrator was shown:\n{self.whole_output[-3000:]}")
        return shown[1], shown[2]

    @property
    def database_pid(self) -> int | None:
        """Process id of the embedded PostgreSQL; None when none runs."""
        data = self.data_dir / "postgres" / "data"
        server = read_pid_file(data)
        return server.pid if server and is_serving(server.pid, data) else None

    def start(self) -> float:
        """Start and wait until it is ready; returns the seconds it took.

        Raises `RuntimeError` with the end of what it printed when it does not get ready.
        """
        begun = time.monotonic()
        port = self.url.rpartition(":")[2] or "0"
        command = [sys.executable, "-m", "cli", "serve", "--port", port, *self._options]
        with self._log.open("ab") as log:
            self._log_begins = log.tell()
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment)  # noqa: S603
        while self._process.poll() is None and time.monotonic() < begun + self._patience:
            if shown := re.search(r"is at (http://\S+)", self.output):
                self.url = shown[1]
                if self.is_ready():
                    return time.monotonic() - begun
            time.sleep(0.05)
        raise RuntimeError(f"The program did not get ready:\n{self.output[-3000:]}")

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def wait_until_ready(self) -> None:
        """Raises `TimeoutError` when it does not get ready."""
        self._wait_until(self.is_ready)

    def stop(self, order: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop; returns its exit code, 0 also when it was never started."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(order)
        return self._process.wait(timeout=STOP_SECONDS)

    def kill(self) -> None:
        """End the API at once, as `kill -9` does: it cannot clean up, and its database stays running."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def kill_database(self) -> None:
        """End PostgreSQL at once, and wait until the program that supervises it has started another.

        Raises `TimeoutError` when it does not.
        """
        killed = self.database_pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        self._wait_until(lambda: self.database_pid not in (None, killed))

    def _wait_until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + self._patience
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"The program did not come back:\n{self.output[-3000:]}")
            time.sleep(0.05)


class ProgramStage(Program):
    """The program with a clock that whoever plays moves on, and that the program follows at once."""

    transport: httpx.BaseTransport | None = None

    def __init__(
        self, folder: Path, starts_at: datetime, environment: Mapping[str, str] | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = FileClock(folder / "clock")
        self.clock.set(starts_at)
        own = {
            "PARTNERSHIPS_CLOCK_FILE": str(self.clock.path),
            "PARTNERSHIPS_BACKGROUND_SECONDS": "0.2",
            "PARTNERSHIPS_LOG_LEVEL": "warning",
        }
        super().__init__(folder, environment={**own, **(environment or {})})

    def now(self) -> datetime:
        return self.clock.now()

    def move_to(self, instant: datetime) -> None:
        self.clock.set(instant)

    def token_of(self, client_id: UUID, name: str) -> str:
        command = [sys.executable, "-m", "cli", "clients", "token", str(client_id)]
        command += ["--name", name, "--days", "366"]
        made = subprocess.run(  # noqa: S603
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return made.stdout.split()[-1]
