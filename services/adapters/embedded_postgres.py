"""A PostgreSQL that the program starts and stops itself, for machines where nobody has set one up.

The server is our direct child: own data folder, Unix socket only, password authentication, checksums. Several
processes may use one folder at once; the last to leave stops the server. One killed in the middle leaves the
server running, and the next to come uses it.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import structlog
from sqlalchemy import URL

from services.adapters import postmaster
from services.adapters.postgres_binaries import Installation, find_installations
from services.adapters.unprivileged import claim_folder, make_reachable
from services.settings import Settings

ROLE = "partnerships"
DATABASE = "partnerships"
#: A socket address holds 107 bytes, of which `/.s.PGSQL.5432` takes 14; the rest is margin.
LONGEST_SOCKET_DIR = 85
#: Recovery after a crash replays what was not yet written to the tables; give up only on a server that hangs.
START_SECONDS = 300
STOP_SECONDS = 30

# Characters with two cases and letters beyond ASCII must count as letters for trigrams; sorting is by code point.
_LOCALE = ["--locale=C.UTF-8"] if sys.platform == "linux" else ["--locale=C", "--lc-ctype=en_US.UTF-8"]
_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}

# Nothing of ours reaches the server: no PG* variables, no locale of the person who started it.
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C", "TZ": "UTC"}

_SET_URL = (
    "Set DATABASE_URL to use another PostgreSQL, or PARTNERSHIPS_POSTGRES_BIN_DIR to name its programs."
)
_OTHER_VERSION = """The database in {folder} was made by PostgreSQL {version}, which is not on this machine.
Either install PostgreSQL {version} (or point PARTNERSHIPS_POSTGRES_BIN_DIR at its programs) and start again,
or carry the data over: with PostgreSQL {version} running on the folder use pg_dump, move the folder away, start
once to get an empty database, and restore the dump with psql."""

log = structlog.get_logger(__name__)


class EmbeddedPostgresError(Exception):
    """The embedded database cannot run here; the message says why and what to do."""


class EmbeddedPostgres:
    """The embedded server of one folder. `start` and `stop` block; `watch` works in a thread of its own.

    `bin_dir` names the one directory of PostgreSQL programs to use; `options` are added to the server's settings
    (a test run turns `fsync` off).
    """

    def __init__(
        self, data_dir: Path, bin_dir: Path | None = None, *, options: Mapping[str, str] | None = None
    ) -> None:
        self._wanted_dir = data_dir
        self._bin_dir = bin_dir
        self._options = _OPTIONS | dict(options or {})
        self._child: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._users: IO[bytes] | None = None
        self._watcher: threading.Thread | None = None
        self._leaving = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> str:
        """Starts the server, or joins one that already serves the folder; returns its SQLAlchemy address.

        Raises `EmbeddedPostgresError` when there are no usable programs, when the folder was made by another
        major version, or when the server does not come up.
        """
        try:
            self._folder, self._account = claim_folder(self._wanted_dir)
        except (OSError, LookupError) as error:
            raise EmbeddedPostgresError(f"No place for the database: {error}. {_SET_URL}") from error
        if self._folder != self._wanted_dir.resolve():
            log.info("embedded_postgres_folder", folder=str(self._folder), instead_of=str(self._wanted_dir))
        with self._starting():
            self._users = (self._folder / "users.lock").open("ab")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            try:
                self._bring_up()
            except BaseException:
                self._users.close()
                self._users = None
                raise
        return self.url

    def stop(self) -> None:
        """Leaves the server, and stops it (fast, clean) when nobody else uses the folder."""
        self._leaving.set()
        if self._watcher is not None:
            self._watcher.join()
        if self._users is None:
            return
        with self._starting(), self._users as users:
            self._users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._shut_down()

    def watch(self) -> None:
        """Starts the server again whenever it dies while we use it, until `stop`."""
        self._watcher = threading.Thread(target=self._watch, name="embedded-postgres", daemon=True)
        self._watcher.start()

    @property
    def url(self) -> str:
        """`postgresql+asyncpg://` address with the password and the socket folder; valid once started."""
        return URL.create(
            "postgresql+asyncpg",
            username=ROLE,
            password=self._password(),
            database=DATABASE,
            query={"host": str(self._socket_dir)},
        ).render_as_string(hide_password=False)

    @property
    def pid(self) -> int:
        """Process id of the running server."""
        return self._pid

    # -- one start or stop at a time ---------------------------------------------------------------------

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with (self._folder / "start.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _bring_up(self) -> None:
        self._installation = self._choose_installation()
        if not (self._data / "PG_VERSION").is_file():
            self._create()
        if not self._join():
            self._launch()

    def _join(self) -> bool:
        """Uses a server that already runs on the folder; waits for one that is starting."""
        server = postmaster.read_pid_file(self._data)
        if server is None or not postmaster.is_serving(server.pid, self._data):
            return False
        self._pid = server.pid
        self._socket_dir = server.socket_dir or self._choose_socket_dir()
        ready = self._wait_until_ready(lambda: postmaster.is_serving(server.pid, self._data))
        if ready:
            log.info("embedded_postgres_joined", pid=self._pid)
        return ready

    def _launch(self) -> None:
        self._socket_dir = self._choose_socket_dir()
        postmaster.end_orphans(self._cluster_name)
        postmaster.remove_stale_locks(self._data, self._socket_dir)
        options = self._options | {
            "unix_socket_directories": str(self._socket_dir),
            "cluster_name": self._cluster_name,
        }
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._log_file() as output:
            # Its own session: Ctrl-C in our terminal must not stop the database before the program has let go.
            self._child = child = subprocess.Popen(  # noqa: S603
                [self._installation.program("postgres"), "-D", self._data, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=_ENVIRONMENT,
                start_new_session=True,
                **self._account.run_as,
            )
        self._pid = child.pid
        if not self._wait_until_ready(lambda: child.poll() is None):
            raise EmbeddedPostgresError(f"PostgreSQL did not start:\n{self._log_tail()}")
        log.info("embedded_postgres_started", pid=self._pid, version=self._installation.major)

    def _wait_until_ready(self, is_alive: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + START_SECONDS
        program = self._installation.program("pg_isready")
        command = [str(program), "-q", "-h", str(self._socket_dir), "-p", "5432", "-t", "3"]
        while time.monotonic() < deadline and is_alive():
            if subprocess.run(command, env=_ENVIRONMENT, check=False).returncode == 0:  # noqa: S603
                return True
            time.sleep(0.03)
        return False

    def _shut_down(self) -> None:
        if self._serving():
            for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._pid, order)
                deadline = time.monotonic() + STOP_SECONDS
                while self._serving() and time.monotonic() < deadline:
                    time.sleep(0.02)
                if not self._serving():
                    break
        if self._child is not None:
            self._child.wait()
        if not self._socket_dir.is_relative_to(self._folder):
            with contextlib.suppress(OSError):
                self._socket_dir.rmdir()
        log.info("embedded_postgres_stopped", pid=self._pid)

    def _serving(self) -> bool:
        if self._child is not None and self._child.pid == self._pid:
            return self._child.poll() is None
        return postmaster.is_serving(self._pid, self._data)

    def _watch(self) -> None:
        pause = 0.2
        while not self._leaving.wait(pause):
            if self._serving():
                pause = 0.2
                continue
            log.warning("embedded_postgres_died", pid=self._pid)
            try:
                with self._starting():
                    self._bring_up()
            except (EmbeddedPostgresError, OSError) as error:
                log.error("embedded_postgres_restart_failed", reason=str(error))
                pause = min(pause * 2, 30.0)

    # -- the folder --------------------------------------------------------------------------------------

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _cluster_name(self) -> str:
        return f"partnerships-{hashlib.sha256(os.fsencode(self._data)).hexdigest()[:12]}"

    def _password(self) -> str:
        return (self._folder / "password").read_text(encoding="ascii")

    def _choose_installation(self) -> Installation:
        """The best programs for a new folder; for an existing one, the best of the version that made it."""
        usable = list(find_installations(self._bin_dir))
        if not usable:
            where = f"in {self._bin_dir}" if self._bin_dir else "on this machine"
            message = f"There is no PostgreSQL 15 or newer with its extensions {where}."
            raise EmbeddedPostgresError(f"{message} {_SET_URL}")
        with contextlib.suppress(FileNotFoundError):
            made_by = int((self._data / "PG_VERSION").read_text(encoding="ascii"))
            usable = [installation for installation in usable if installation.major == made_by]
            if not usable:
                raise EmbeddedPostgresError(_OTHER_VERSION.format(folder=self._folder, version=made_by))
        return make_reachable(usable[0], self._account)

    def _choose_socket_dir(self) -> Path:
        inside = self._folder / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIR:
            folder = inside
        else:
            folder = Path(tempfile.gettempdir()) / self._cluster_name
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            if self._account.switch:
                os.chown(folder, self._account.uid, self._account.gid)
        status = folder.lstat()
        ours = status.st_uid == self._account.uid and not status.st_mode & 0o077
        if not stat.S_ISDIR(status.st_mode) or not ours:
            raise EmbeddedPostgresError(f"{folder} belongs to somebody else; remove it.")
        return folder

    def _create(self) -> None:
        """Makes the database beside its final name and moves it there, so that a half-made one is never used."""
        unfinished = self._folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        password = secrets.token_urlsafe(32)
        password_file = self._folder / "password"
        password_file.unlink(missing_ok=True)
        with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password)
        if self._account.switch:
            os.chown(password_file, self._account.uid, self._account.gid)
        sync = [] if self._options.get("fsync") != "off" else ["--no-sync"]
        self._run(
            "initdb", "-D", unfinished, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password_file}",
            "-E", "UTF8", *_LOCALE, "--data-checksums", "--no-instructions", *sync,
        )  # fmt: skip
        # The program is not a superuser, as in production. CREATEDB lets a test run clone its databases.
        self._run(
            "postgres", "--single", "-D", unfinished, "postgres",
            commands=(
                f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\n"
                f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
            ),
        )  # fmt: skip
        unfinished.rename(self._data)

    def _run(self, name: str, *arguments: str | Path, commands: str = "") -> None:
        done = subprocess.run(  # noqa: S603
            [self._installation.program(name), *arguments],
            input=commands.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_ENVIRONMENT,
            check=False,
            **self._account.run_as,
        )
        output = done.stdout.decode(errors="replace")
        if done.returncode != 0 or "ERROR:" in output or "FATAL:" in output:
            raise EmbeddedPostgresError(f"{name} failed:\n{output[-2000:]}")

    def _log_file(self) -> IO[bytes]:
        path = self._folder / "server.log"
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size > 10_000_000:
                path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def _log_tail(self) -> str:
        with contextlib.suppress(FileNotFoundError):
            return (self._folder / "server.log").read_text(errors="replace")[-2000:]
        return ""


@contextlib.contextmanager
def database_address(settings: Settings, *, watch: bool = False) -> Iterator[str]:
    """The address of the configured database, or of the embedded one, which runs until the block is left."""
    if settings.database_url is not None:
        yield settings.database_url
        return
    server = EmbeddedPostgres(settings.data_dir / "postgres", settings.postgres_bin_dir)
    with server:
        if watch:
            server.watch()
        yield server.url
