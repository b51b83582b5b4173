"""What the files of a PostgreSQL data folder and the process table say about the server that runs on it."""

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LINUX = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The server named in `postmaster.pid`; `socket_dir` is known once it has opened its socket."""

    pid: int
    socket_dir: Path | None


def read_pid_file(data: Path) -> Postmaster | None:
    """The server that last wrote its pid file in `data`, whether or not it still runs."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    socket_dir = lines[4].strip() if len(lines) > 4 else ""
    return Postmaster(pid, Path(socket_dir) if socket_dir else None)


def is_serving(pid: int, data: Path) -> bool:
    """Whether `pid` is a living server of `data`: not a zombie, and not a stranger that got the number later."""
    if not _LINUX:
        return pid_exists(pid)
    return _state(pid) not in ("", "Z", "X") and os.fsencode(data) in _command(pid).split(b"\0")


def pid_exists(pid: int) -> bool:
    """As PostgreSQL itself asks: true for a zombie too."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end_orphans(cluster_name: str, patience_seconds: float = 1.0) -> None:
    """Waits for server processes whose postmaster was killed, then ends them.

    They hold shared memory and may still write; PostgreSQL must not start on the folder beside them. The cluster
    name in their titles tells them from those of any other server on the machine.
    """
    if not _LINUX:
        return
    mark = f"postgres: {cluster_name}: ".encode()
    orders = [
        (patience_seconds, signal.SIGQUIT),
        (patience_seconds, signal.SIGKILL),
        (patience_seconds, None),
    ]
    for seconds, order in orders:
        deadline = time.monotonic() + seconds
        while orphans := [pid for pid in _pids() if _command(pid).startswith(mark) and _state(pid) != "Z"]:
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        if not orphans or order is None:
            return
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, order)


def remove_stale_locks(data: Path, socket_dir: Path) -> None:
    """Removes lock files that name a process which is not our server but still has that number.

    PostgreSQL clears a lock whose process is gone. It refuses to when the process is a zombie that nobody reaps
    (as in a container without an init), or when the number belongs to somebody else by now.
    """
    for lock in (data / "postmaster.pid", *socket_dir.glob(".s.PGSQL.*.lock")):
        with contextlib.suppress(FileNotFoundError, IndexError, ValueError):
            pid = int(lock.read_text(encoding="utf-8").split(maxsplit=1)[0])
            if pid_exists(pid) and not is_serving(pid, data):
                lock.unlink()


def _pids() -> list[int]:
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "cmdline").read_bytes()
    return b""


def _state(pid: int) -> str:
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    return ""
