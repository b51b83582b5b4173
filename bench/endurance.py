"""Imports under hardship, with the real program: ended again and again in the middle, and of a million rows.

    python -m bench.endurance kills [--rows 100000] [--kills 20] [--embedded]
    python -m bench.endurance large [--rows 1000000]

The first ends a worker, the server and the database in turn with SIGKILL and then counts that every row is in once;
with `--embedded` the server itself is the worker, as where nothing is configured.
The second says what memory a worker takes, how long it lasts, and how a list answers meanwhile.
"""

import argparse
import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import asyncpg
import httpx
import psutil

from cli.demo.program import Program
from services.adapters.embedded_postgres import database_address
from services.settings import Settings

COMMAND = [sys.executable, "-m", "cli"]
#: Of the reference data that every program starts with.
AGENCY = "AK0010100"
PART = 8 * 1024**2


def write_activities(path: Path, rows: int) -> None:
    """Good rows of past activities, each with a key of its own."""
    with path.open("w") as file:
        file.write("record_id,ori,country,activity_type,start_date,end_date,participants,cost_usd\n")
        for number in range(rows):
            day = f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"
            file.write(
                f"R{number:07d},{AGENCY},Guatemala,train,{day},{day},{number % 40},{number % 900}.50\n"
            )


class Hardship:
    def __init__(self, folder: Path, *, embedded: bool = False) -> None:
        # Without `embedded` the server imports nothing: a worker does, which can be ended and measured.
        seconds = "1" if embedded else "0"
        self.program = Program(folder, environment={"PARTNERSHIPS_BACKGROUND_SECONDS": seconds})
        self.victims = ("server", "database") if embedded else ("worker", "server", "database")
        self.worker: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(timeout=60)

    def begin(self, file: Path) -> None:
        """Starts the program and sends the file; nobody works on it yet."""
        self.program.start()
        self._run("users", "create", "bench@example.org", "--name", "Bench", "--role", "program_officer")
        told = self._run("users", "token", "bench@example.org", "--name", "Import", "--scope", "write")
        token = told.split()[-1]
        self.client.headers["Authorization"] = f"Bearer {token}"
        self.client.base_url = httpx.URL(f"{self.program.url}/api/v1")
        staged = self.client.post("/imports/staged", json={"kind": "activities"}).json()
        self.address = f"/imports/{staged['id']}"
        with file.open("rb") as content:
            while piece := content.read(PART):
                query = {"position": content.tell() - len(piece)}
                answer = self.client.put(f"{self.address}/parts", params=query, content=piece)
                answer.raise_for_status()
        headers = {"If-Match": answer.headers["ETag"]}
        started = self.client.post(f"{self.address}/start", json={}, headers=headers)
        self.job = f"/jobs/{started.raise_for_status().json()['job']['id']}"

    def employ(self) -> None:
        quiet = subprocess.DEVNULL
        environment = self.program.environment | {"PARTNERSHIPS_BACKGROUND_SECONDS": "1"}
        self.worker = subprocess.Popen([*COMMAND, "worker"], env=environment, stdout=quiet, stderr=quiet)

    def end(self, victim: str) -> None:
        """Ends one of them with SIGKILL in the middle of its work, and waits until it is there again."""
        if victim == "worker":
            self.end_worker()
            self.employ()
        elif victim == "server":
            self.program.kill()
            with self._worker_held():
                self.program.start()
        else:
            self.program.kill_database()
            self.program.wait_until_ready()

    @contextmanager
    def _worker_held(self) -> Iterator[None]:
        """The worker stands still: it needs no server, and would be ready before all the kills have struck."""
        if self.worker is None:
            yield
            return
        self.worker.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.worker.send_signal(signal.SIGCONT)

    def end_worker(self, order: signal.Signals = signal.SIGKILL) -> None:
        if self.worker is not None:
            os.kill(self.worker.pid, order)
            self.worker.wait()

    def state(self) -> tuple[str, int]:
        """Status of the job and rows done, asked for until there is an answer."""
        while True:
            try:
                answer = self.client.get(self.job)
                if answer.is_success:
                    return answer.json()["status"], answer.json()["progress"]["done"]
            except httpx.TransportError:
                pass
            time.sleep(0.2)

    def count(self) -> dict[str, int]:
        programs = os.environ.get("PARTNERSHIPS_POSTGRES_BIN_DIR")
        settings = Settings(
            data_dir=self.program.data_dir,
            database_url=None,
            postgres_bin_dir=Path(programs) if programs else None,
        )
        with database_address(settings) as address:
            return asyncio.run(_counts(address.replace("+asyncpg", "")))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [*COMMAND, *words], env=self.program.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout


async def _counts(address: str) -> dict[str, int]:
    connection = await asyncpg.connect(address)
    try:
        row = await connection.fetchrow(
            "SELECT (SELECT count(*) FROM activities a JOIN external_refs r ON r.subject_id = a.id"
            " WHERE r.system = 'import') AS activities,"
            " (SELECT count(DISTINCT key) FROM external_refs WHERE system = 'import') AS keys,"
            " (SELECT count(*) FROM events WHERE action = 'activities.created') AS events,"
            " (SELECT count(*) FROM import_rows) AS rows"
        )
        return dict(row)
    finally:
        await connection.close()


def kills(hardship: Hardship, rows: int, kills_wanted: int) -> None:
    """Ends all of them in turn, and lets some more rows be done after every second kill."""
    if "worker" in hardship.victims:
        hardship.employ()
    random, done, began = Random(1), 0, time.monotonic()
    for number in range(kills_wanted):
        goal = done + 1 - number % 2
        while True:
            status, done = hardship.state()
            if done >= goal or status not in ("queued", "running"):
                break
            time.sleep(0.05)
        if status not in ("queued", "running"):
            raise SystemExit(f"The import was {status} after {number} kills.")
        time.sleep(random.random() / 2)
        victim = hardship.victims[number % len(hardship.victims)]
        hardship.end(victim)
        print(
            f"{time.monotonic() - began:6.0f} s  kill {number + 1}: {victim}, {done:,} rows done", flush=True
        )
    while (state := hardship.state())[0] in ("queued", "running"):
        time.sleep(0.5)
    counted = hardship.count()
    print(f"{time.monotonic() - began:6.0f} s  {state[0]}; {counted}")
    if state[0] != "succeeded" or set(counted.values()) != {rows}:
        raise SystemExit("Rows are missing, or in twice.")


@contextmanager
def _watched(look: Callable[[], float], every: float) -> Iterator[list[float]]:
    seen: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every):
            seen.append(look())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def large(hardship: Hardship, rows: int) -> None:
    reader = httpx.Client(base_url=hardship.client.base_url, headers=hardship.client.headers, timeout=60)

    def read_list() -> float:
        began = time.monotonic()
        reader.get("/agencies", params={"state": "VA", "limit": 50}).raise_for_status()
        return (time.monotonic() - began) * 1000

    with _watched(read_list, 0.25) as quiet:
        time.sleep(20)
    hardship.employ()
    assert hardship.worker is not None
    worker = psutil.Process(hardship.worker.pid)
    began = time.monotonic()
    with (
        _watched(lambda: worker.memory_info().rss / 2**20, 0.25) as memory,
        _watched(read_list, 0.25) as busy,
    ):
        while (state := hardship.state())[0] in ("queued", "running"):
            time.sleep(1)
        lasted = time.monotonic() - began
    hardship.end_worker(signal.SIGTERM)
    print(f"{rows:,} rows: {state[0]} in {lasted:.0f} s, {rows / lasted:,.0f} rows a second")
    print(f"worker: {memory[8]:.0f} MiB after two seconds, {max(memory):.0f} MiB at most")
    for name, took in (("without an import", quiet), ("meanwhile", busy)):
        ninety_five = statistics.quantiles(took, n=20)[-1]
        print(f"a list of 50 agencies {name}: p50 {statistics.median(took):.0f} ms, p95 {ninety_five:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("kills", "large"))
    parser.add_argument("--rows", type=int)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--embedded", action="store_true", help="the server itself imports (kills)")
    given = parser.parse_args()
    rows = given.rows or (100_000 if given.what == "kills" else 1_000_000)
    with tempfile.TemporaryDirectory(prefix="partnerships-endurance-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        file = folder / "activities.csv"
        write_activities(file, rows)
        print(f"{rows:,} rows, {file.stat().st_size / 2**20:.0f} MiB", flush=True)
        hardship = Hardship(folder, embedded=given.embedded)
        try:
            hardship.begin(file)
            if given.what == "kills":
                kills(hardship, rows, given.kills)
            else:
                large(hardship, rows)
        finally:
            if hardship.worker is not None and hardship.worker.poll() is None:
                hardship.end_worker()
            hardship.program.stop()


if __name__ == "__main__":
    main()
