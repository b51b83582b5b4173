"""Imports from the terminal, into a program that is killed while it reads: every row is in once, and no row twice."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from cli.demo.program import Program
from services.adapters.embedded_postgres import database_address
from services.settings import Settings

ROWS = 30_000
COMMAND = [sys.executable, "-m", "cli"]


def activities(rows: int) -> str:
    lines = ["record_id,ori,country,activity_type,start_date,end_date,participants,cost_usd"]
    for number in range(rows):
        day = f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"
        country = "Wakanda" if number == rows - 1 else "Guatemala"
        lines.append(f"R{number:06d},AK0010100,{country},train,{day},{day},{number % 40},{number % 900}.50")
    return "\n".join(lines) + "\n"


class Terminal:
    """Commands beside a running program, on its folder."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.environment = program.environment

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *words], env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )

    def sign_in(self) -> httpx.Client:
        """A programme officer, whose token the commands have from now on."""
        assert (
            self.run(
                "users", "create", "officer@example.org", "--name", "P", "--role", "program_officer"
            ).returncode
            == 0
        )
        made = self.run("users", "token", "officer@example.org", "--name", "Import", "--scope", "write")
        token = made.stdout.strip().splitlines()[-1]
        self.environment |= {"PARTNERSHIPS_TOKEN": token, "PARTNERSHIPS_URL": self.program.url}
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=f"{self.program.url}/api/v1", headers=headers, timeout=60)

    def worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*COMMAND, "worker"], env=self.environment | {"PARTNERSHIPS_BACKGROUND_SECONDS": "1"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@pytest.fixture
def terminal(serving: Program) -> Terminal:
    # The server itself works on nothing between requests: that is left to workers, which can be killed one by one.
    serving.environment["PARTNERSHIPS_BACKGROUND_SECONDS"] = "0"
    serving.start()
    return Terminal(serving)


def progress(client: httpx.Client, job: str) -> dict[str, Any]:
    """The job, asked for until the server answers."""
    for _ in range(600):
        try:
            answer = client.get(f"/jobs/{job}")
            if answer.status_code == 200:
                return dict(answer.json())
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError


def wait_for_rows(client: httpx.Client, job: str, beyond: int) -> int:
    while (state := progress(client, job))["status"] in ("queued", "running"):
        if (done := int(state["progress"]["done"])) > beyond:
            return done
        time.sleep(0.02)
    return int(state["progress"]["done"])


async def _counts(address: str) -> tuple[int, int, int, int]:
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        row = await connection.fetchrow(
            "SELECT (SELECT count(*) FROM activities a JOIN external_refs r ON r.subject_id = a.id"
            " WHERE r.system = 'import'),"
            " (SELECT count(DISTINCT key) FROM external_refs WHERE system = 'import'),"
            " (SELECT count(*) FROM events WHERE action = 'activities.created'),"
            " (SELECT count(*) FROM import_rows)"
        )
        return tuple(row)
    finally:
        await connection.close()


def test_worker_database_and_server_are_killed_and_every_row_is_in_once(
    terminal: Terminal, tmp_path: Path
) -> None:
    client = terminal.sign_in()
    file = tmp_path / "activities.csv"
    file.write_text(activities(ROWS))
    sent = terminal.run("import", "activities", str(file))
    assert sent.returncode == 0, sent.stderr
    address = sent.stdout.strip().removeprefix(f"{terminal.program.url}/api/v1")
    job = client.get(address).json()["job"]["id"]
    seen = []

    worker = terminal.worker()
    seen.append(wait_for_rows(client, job, 0))
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

    worker = terminal.worker()
    seen.append(wait_for_rows(client, job, seen[-1]))
    terminal.program.kill_database()
    terminal.program.wait_until_ready()

    seen.append(wait_for_rows(client, job, seen[-1]))
    terminal.program.kill()
    terminal.program.start()

    wait_for_rows(client, job, ROWS)
    state = progress(client, job)
    assert state["status"] == "succeeded", state
    assert seen == sorted(set(seen))
    done = client.get(address).json()
    assert (done["records"], done["created"], done["refused"]) == (ROWS, ROWS - 1, 1)
    programs = Path(terminal.environment["PARTNERSHIPS_POSTGRES_BIN_DIR"])
    settings = Settings(data_dir=terminal.program.data_dir, database_url=None, postgres_bin_dir=programs)
    with database_address(settings) as database:
        assert asyncio.run(_counts(database)) == (ROWS - 1, ROWS - 1, ROWS - 1, ROWS)
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_the_command_tells_how_it_went(serving: Program, tmp_path: Path) -> None:
    serving.start()
    terminal = Terminal(serving)
    client = terminal.sign_in()
    file, errors = tmp_path / "activities.csv", tmp_path / "refused.csv"
    file.write_text(activities(50))

    dry = terminal.run("import", "activities", str(file), "--dry-run", "--watch", "--errors", str(errors))
    assert dry.returncode == 3, dry.stderr
    assert "Dry run: records 50, created 49, refused 1" in dry.stderr
    assert "Wakanda" in dry.stderr
    assert "unknown_country" in errors.read_text(encoding="utf-8-sig")

    file.write_text(file.read_text().replace("Wakanda", "Guatemala"))
    assert terminal.run("import", "activities", str(file), "--watch").returncode == 0
    again = terminal.run("import", "activities", str(file), "--watch")
    assert (again.returncode, "unchanged 50" in again.stderr) == (0, True)

    named = {"kind": "activities", "name": "Nightly", "mapping": {"who": "ori"}, "mode": "update"}
    assert client.post("/import-templates", json=named).status_code == 201
    file.write_text(file.read_text().replace(",ori,", ",who,", 1))
    by_template = terminal.run("import", "activities", str(file), "--watch", "--template", "Nightly")
    assert (by_template.returncode, "unchanged 50" in by_template.stderr) == (0, True)

    unreadable = tmp_path / "unreadable.csv"
    unreadable.write_bytes("Land;Año\n".encode("cp1252"))
    failed = terminal.run("import", "activities", str(unreadable), "--watch")
    assert (failed.returncode, "State the encoding" in failed.stderr) == (1, True)
    assert terminal.run("import", "activities", str(tmp_path / "nowhere.csv")).returncode == 2
    refused = terminal.run("import", "expenses", str(file))
    assert (refused.returncode, "claims:prepare" in refused.stderr) == (1, True)
