"""A server that several tests share, and the client as it is published."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from partnerships_client import Partnerships

from cli.demo.program import Program
from tests.fixtures.database import folder_within_reach

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server(postgres_bin_dir: Path) -> Iterator[Program]:
    with folder_within_reach() as folder:
        environment = {
            "PARTNERSHIPS_POSTGRES_BIN_DIR": str(postgres_bin_dir),
            "PARTNERSHIPS_LOG_LEVEL": "warning",
        }
        with Program(folder, environment=environment) as program:
            yield program


@pytest.fixture(scope="session")
def token(server: Program) -> str:
    """Of a service client that may do all that such a client may."""
    command = [sys.executable, "-m", "cli", "clients", "create", "Registry", "--contact", "Registry desk"]
    command += ["--purpose", "Keeps agencies", "--scope", "write"]
    made = subprocess.run(command, env=server.environment, capture_output=True, text=True, check=True)
    return made.stdout.split()[-1]


@pytest.fixture
def api(server: Program, token: str) -> Iterator[Partnerships]:
    with Partnerships(server.url, token) as api:
        yield api


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import from, which holds what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    leftovers = shutil.ignore_patterns("build", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT / "clients" / "python", source, ignore=leftovers)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*command, "--wheel-dir", str(folder), str(source)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"
