"""`partnerships serve` from the first start to the last, as a process of its own."""

import os
import signal
import socket
import subprocess
import sys

import httpx
import psutil


def sign_in(serving, credentials: tuple[str, str]) -> int:
    email, password = credentials
    body = {"email": email, "password": password}
    return httpx.post(f"{serving.url}/api/v1/session", json=body, timeout=10).status_code


def test_first_start_second_start_and_clean_stops(serving):
    serving.start()
    credentials = serving.administrator
    assert sign_in(serving, credentials) == 201
    database = serving.database_pid
    assert health_check(serving) == 0
    assert serving.stop(signal.SIGINT) == 0
    assert health_check(serving) == 1
    assert not psutil.pid_exists(database)

    serving.start()
    assert "Made the tables" not in serving.output
    assert "Loaded" not in serving.output
    assert "shown only this once" not in serving.output
    assert sign_in(serving, credentials) == 201
    database = serving.database_pid
    assert serving.stop(signal.SIGTERM) == 0
    assert not psutil.pid_exists(database)


def health_check(serving) -> int:
    """As the container runs it, behind a `Host` check that knows only the public name."""
    port = serving.url.rpartition(":")[2]
    environment = os.environ | {"PARTNERSHIPS_PORT": port, "PARTNERSHIPS_ALLOWED_HOSTS": "localhost"}
    return subprocess.run([sys.executable, "-m", "cli.health"], env=environment, check=False).returncode


def test_killed_programs_come_back_with_what_was_acknowledged(serving):
    serving.start()
    credentials = serving.administrator
    database = serving.database_pid

    serving.kill()
    serving.start()
    assert serving.database_pid == database
    assert sign_in(serving, credentials) == 201

    serving.kill_database()
    serving.wait_until_ready()
    assert serving.database_pid != database
    assert sign_in(serving, credentials) == 201


def test_a_taken_port_is_said_before_anything_is_started(reachable_folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", "from cli.main import app; app()", "serve", "--port", port],
            env=os.environ | {"PARTNERSHIPS_DATA_DIR": str(reachable_folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode != 0
    assert "Address already in use" in done.stderr
    assert not (reachable_folder / "postgres").exists()
