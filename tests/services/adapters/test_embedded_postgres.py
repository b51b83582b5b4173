"""The embedded server through its whole life, on the programs the test run was told to use."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest

from services.adapters import unprivileged
from services.adapters.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError

QUICK = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "16MB"}


@pytest.fixture
def start_server(
    reachable_folder: Path, postgres_bin_dir: Path
) -> Iterator[Callable[..., tuple[EmbeddedPostgres, str]]]:
    """Starts servers that are stopped at the end of the test, whatever happened to them."""
    started: list[EmbeddedPostgres] = []

    def start(folder: Path = reachable_folder / "postgres", **options: str) -> tuple[EmbeddedPostgres, str]:
        server = EmbeddedPostgres(folder, postgres_bin_dir, options=QUICK | options)
        started.append(server)
        return server, server.start()

    yield start
    for server in started:
        server.stop()


def ask(address: str, query: str) -> Any:
    async def run() -> Any:
        connection = await asyncpg.connect(address.replace("+asyncpg", ""))
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(run())


def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def answers(address: str) -> bool:
    try:
        return ask(address, "select 1") == 1
    except (OSError, asyncpg.PostgresError):
        return False


def test_the_first_start_makes_a_private_database_with_checksums(start_server, reachable_folder):
    server, address = start_server()

    assert ask(address, "show data_checksums") == "on"
    assert ask(address, "show listen_addresses") == ""
    assert ask(address, "select rolsuper from pg_roles where rolname = current_user") is False
    assert ask(address, "select lower('JOSÉ') = 'josé'") is True
    folder = reachable_folder / "postgres"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "password").stat().st_mode & 0o777 == 0o600
    assert psutil.Process(server.pid).uids().effective != 0


def test_a_wrong_password_is_refused(start_server):
    _, address = start_server()
    password = address.partition("partnerships:")[2].partition("@")[0]

    with pytest.raises(asyncpg.InvalidPasswordError):
        ask(address.replace(password, "guess"), "select 1")


def test_data_is_there_after_a_second_start(start_server):
    first, address = start_server()
    ask(address, "create table kept as select 42 as answer")
    first.stop()
    assert not psutil.pid_exists(first.pid)

    _, address = start_server()

    assert ask(address, "select answer from kept") == 42


def test_a_killed_server_is_started_again_with_all_that_was_committed(start_server):
    server, address = start_server(fsync="on", full_page_writes="on")
    server.watch()
    ask(address, "create table kept as select 42 as answer")
    killed = server.pid

    os.kill(killed, signal.SIGKILL)

    eventually(lambda: server.pid != killed and answers(address))
    assert ask(address, "select answer from kept") == 42


def test_the_server_of_a_killed_program_is_joined_and_then_stopped(
    start_server, reachable_folder, postgres_bin_dir
):
    program = f"""
        import sys, time
        from pathlib import Path
        from services.adapters.embedded_postgres import EmbeddedPostgres
        server = EmbeddedPostgres(Path({str(reachable_folder / "postgres")!r}), Path({str(postgres_bin_dir)!r}))
        server.start()
        print("pid", server.pid, flush=True)
        time.sleep(600)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(next(line for line in parent.stdout if line.startswith("pid")).split()[1])
        parent.kill()
    assert psutil.pid_exists(pid)

    server, address = start_server()

    assert server.pid == pid
    assert answers(address)
    server.stop()
    eventually(lambda: not answers(address))


def test_the_last_user_of_a_folder_stops_the_server(start_server):
    first, address = start_server()
    second, _ = start_server()
    assert second.pid == first.pid

    first.stop()
    assert answers(address)

    second.stop()
    assert not answers(address)


def test_a_dead_server_that_nobody_reaps_does_not_block_the_next_start(start_server):
    server, address = start_server()
    ask(address, "create table kept as select 42 as answer")
    os.kill(server.pid, signal.SIGKILL)
    # Our child, and we do not wait for it: what a container without an init looks like.
    eventually(lambda: psutil.Process(server.pid).status() == psutil.STATUS_ZOMBIE)

    next_server, address = start_server()

    assert next_server.pid != server.pid
    assert ask(address, "select answer from kept") == 42


def test_backends_that_outlive_their_server_are_ended_before_the_next_start(start_server):
    server, address = start_server()
    busy = "select count(*) from generate_series(1, 1e12::bigint)"

    async def leave_a_busy_backend() -> int:
        connection = await asyncpg.connect(address.replace("+asyncpg", ""))
        pid = await connection.fetchval("select pg_backend_pid()")
        query = asyncio.create_task(connection.execute(busy))
        await asyncio.sleep(0.3)
        os.kill(server.pid, signal.SIGKILL)
        await asyncio.sleep(0.3)
        query.cancel()
        connection.terminate()
        return pid

    backend = asyncio.run(leave_a_busy_backend())

    _, address = start_server()

    assert answers(address)
    assert not psutil.pid_exists(backend) or psutil.Process(backend).status() == psutil.STATUS_ZOMBIE


def test_a_long_path_gets_its_socket_elsewhere(start_server, reachable_folder):
    folder = reachable_folder / ("long-" * 20) / "postgres"
    _, address = start_server(folder)

    assert answers(address)
    assert not (folder / "socket").exists()


def test_a_folder_of_another_version_says_what_to_do(start_server, reachable_folder):
    data = reachable_folder / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("14\n")

    with pytest.raises(EmbeddedPostgresError, match="PostgreSQL 14.*PARTNERSHIPS_POSTGRES_BIN_DIR"):
        start_server()


def test_programs_that_are_not_there_say_what_to_do(reachable_folder):
    server = EmbeddedPostgres(reachable_folder / "postgres", reachable_folder)

    with pytest.raises(EmbeddedPostgresError, match="Set DATABASE_URL"):
        server.start()


def test_a_half_made_database_is_made_anew(start_server, reachable_folder):
    unfinished = reachable_folder / "postgres" / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    _, address = start_server()

    assert answers(address)


def test_a_closed_parent_keeps_its_mode(start_server, reachable_folder, monkeypatch):
    """Root's server runs as somebody who cannot enter a closed folder, and so lives elsewhere."""
    monkeypatch.setattr(unprivileged, "SYSTEM_FOLDER", reachable_folder / "system")
    closed = reachable_folder / "home"
    closed.mkdir(mode=0o700)

    server, address = start_server(closed / "postgres")
    ask(address, "create table kept as select 42 as answer")
    server.stop()
    _, address = start_server(closed / "postgres")

    assert ask(address, "select answer from kept") == 42
    assert closed.stat().st_mode & 0o777 == 0o700
    is_root = os.geteuid() == 0
    assert (reachable_folder / "system").exists() == is_root
    assert (closed / "postgres" / "MOVED.txt").exists() == is_root
