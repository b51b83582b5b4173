"""Lists as files from the terminal."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from cli.demo.program import Program

COMMAND = [sys.executable, "-m", "cli"]


class Terminal:
    def __init__(self, program: Program) -> None:
        self.environment = dict(program.environment)
        self.run("users", "create", "officer@example.org", "--name", "P", "--role", "program_officer")
        made = self.run("users", "token", "officer@example.org", "--name", "Export", "--scope", "write")
        token = made.stdout.strip().splitlines()[-1]
        self.environment |= {"PARTNERSHIPS_TOKEN": token, "PARTNERSHIPS_URL": program.url}
        headers = {"Authorization": f"Bearer {token}"}
        self.client = httpx.Client(base_url=f"{program.url}/api/v1", headers=headers, timeout=60)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *words], env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )


@pytest.fixture
def terminal(serving: Program) -> Terminal:
    serving.start()
    return Terminal(serving)


def test_the_file_is_what_the_list_is(terminal: Terminal, tmp_path: Path) -> None:
    asked = {"bureau": ["WHA", "EAP"], "sort": "-name", "fields": "genc3,name"}
    direct = terminal.client.get("/countries", params=asked | {"format": "csv"})
    assert direct.status_code == 200, direct.text
    options = ("--filter", "bureau=WHA", "--filter", "bureau=EAP", "--sort=-name", "--fields", "genc3,name")
    out = tmp_path / "countries.csv"
    made = terminal.run("export", "countries", *options, "--out", str(out))
    assert made.returncode == 0, made.stderr
    assert out.read_bytes() == direct.content
    assert [file.name for file in tmp_path.iterdir()] == ["countries.csv"]
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert f"{len(rows)} rows" in made.stderr
    address = made.stdout.strip().partition("/api/v1")[2]
    assert terminal.client.get(address).json()["rows"] == len(rows)

    piped = terminal.run("export", "countries", *options, "--format", "jsonl", "--out", "-")
    assert [json.loads(line)["genc3"] for line in piped.stdout.splitlines()] == [row["genc3"] for row in rows]

    none = tmp_path / "none.jsonl"
    assert terminal.run("export", "enquiries", "--out", str(none)).returncode == 0
    assert none.read_bytes() == b""


def test_what_is_not_made_says_why(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    unknown = terminal.run("export", "countries", "--filter", "color=red", "--out", str(out))
    assert (unknown.returncode, "query/color" in unknown.stderr) == (1, True), unknown.stderr
    forbidden = terminal.run("export", "audit", "--out", str(out))
    assert (forbidden.returncode, "audit:read" in forbidden.stderr) == (1, True), forbidden.stderr
    assert terminal.run("export", "nothing").returncode == 2
    assert terminal.run("export", "countries", "--filter", "red").returncode == 2
    assert not out.exists()


def test_without_a_file_it_only_asks_or_waits(terminal: Terminal) -> None:
    asked = terminal.run("export", "rates/mileage", "--format", "parquet")
    assert asked.returncode == 0
    waited = terminal.run("export", "rates/mileage", "--format", "parquet", "--watch")
    assert waited.returncode == 0
    address = waited.stdout.strip().partition("/api/v1")[2]
    assert terminal.client.get(address).json()["ready"] is True
    assert len(terminal.client.get("/exports").json()["items"]) == 2
