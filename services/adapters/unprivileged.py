"""PostgreSQL refuses to run as root: the account it runs as instead, and folders that account can reach."""

import contextlib
import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from services.adapters.postgres_binaries import Installation

#: Where root keeps what the account cannot reach in place, for instance under a closed home folder.
SYSTEM_FOLDER = Path("/var/lib/inl-police-partnerships")
ACCOUNT_NAMES = ("postgres", "nobody")


class RunAs(TypedDict, total=False):
    """Arguments of `subprocess.Popen` that drop root."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """The account PostgreSQL runs as; `switch` is false when that is simply the current user."""

    uid: int
    gid: int
    switch: bool

    @property
    def run_as(self) -> RunAs:
        return RunAs(user=self.uid, group=self.gid, extra_groups=[]) if self.switch else RunAs()


def choose_account(folder: Path) -> Account:
    """The current user; for root the owner of an existing `folder`, else a system account without rights.

    Raises `LookupError` when root finds no such account.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    with contextlib.suppress(FileNotFoundError):
        owner = folder.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, switch=True)
    for name in ACCOUNT_NAMES:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise LookupError(
        f"PostgreSQL does not run as root, and there is no account {' or '.join(ACCOUNT_NAMES)}"
    )


def claim_folder(wanted: Path) -> tuple[Path, Account]:
    """Creates a private (0700) folder that PostgreSQL's account owns and can reach; never changes a parent's mode.

    The folder is `wanted`, unless we are root and the account cannot come there: then it is one below
    `SYSTEM_FOLDER`, always the same for the same `wanted`, and a note in `wanted` says so.
    """
    wanted = wanted.absolute()
    account = choose_account(wanted)
    wanted.mkdir(parents=True, exist_ok=True)
    wanted = wanted.resolve()
    if not account.switch:
        wanted.chmod(0o700)
        return wanted, account
    if _can_enter(wanted.parent, account) and _hand_over(wanted, account):
        return wanted, account
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
    folder = SYSTEM_FOLDER / f"database-{digest}"
    _open_system_folder()
    folder.mkdir(exist_ok=True)
    account = choose_account(folder)
    if not (_can_enter(folder.parent, account) and _hand_over(folder, account)):
        raise PermissionError(f"the account {account.uid} cannot use {folder}")
    (wanted / "MOVED.txt").write_text(
        f"The database of this folder is in {folder}\n"
        "PostgreSQL does not run as root, and the account it runs as cannot reach this folder.\n",
        encoding="utf-8",
    )
    return folder, account


def make_reachable(installation: Installation, account: Account) -> Installation:
    """The installation itself, or a copy below `SYSTEM_FOLDER` when the account cannot run it in place."""
    program = installation.program("postgres")
    if not account.switch or _can_run(program, account):
        return installation
    made = program.stat()
    digest = hashlib.sha256(f"{program}:{made.st_size}:{made.st_mtime_ns}".encode()).hexdigest()[:16]
    copy = SYSTEM_FOLDER / f"postgresql-{installation.major}-{digest}"
    if not copy.is_dir():
        _open_system_folder()
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        libraries = installation.root.with_name(f"{installation.root.name}.libs")
        for source in filter(Path.is_dir, (installation.root, libraries)):
            shutil.copytree(source, unfinished / source.name, symlinks=True)
        _let_all_read(unfinished)
        with contextlib.suppress(OSError):  # another process was first
            unfinished.rename(copy)
        shutil.rmtree(unfinished, ignore_errors=True)
    bin_dir = copy / installation.root.name / installation.bin_dir.relative_to(installation.root)
    return Installation(bin_dir=bin_dir, major=installation.major, root=copy)


def _open_system_folder() -> None:
    SYSTEM_FOLDER.mkdir(exist_ok=True)
    SYSTEM_FOLDER.chmod(0o755)


def _allows(path: Path, account: Account, bits: int) -> bool:
    """Whether the mode of `path` gives the account all of `bits` (4 read, 2 write, 1 enter or run)."""
    status = path.stat()
    if status.st_uid == account.uid:
        shift = 6
    elif status.st_gid == account.gid:
        shift = 3
    else:
        shift = 0
    return (stat.S_IMODE(status.st_mode) >> shift) & bits == bits


def _can_enter(folder: Path, account: Account) -> bool:
    return all(_allows(step, account, 1) for step in (folder, *folder.parents))


def _can_run(program: Path, account: Account) -> bool:
    real = program.resolve()
    return _can_enter(real.parent, account) and _allows(real, account, 5)


def _hand_over(folder: Path, account: Account) -> bool:
    """Gives `folder` and what is in it to the account; false where the file system does not allow it."""
    try:
        if folder.stat().st_uid != account.uid:
            for parent, names, files in os.walk(folder):
                for name in (*names, *files):
                    os.lchown(os.path.join(parent, name), account.uid, account.gid)
            os.chown(folder, account.uid, account.gid)
        folder.chmod(0o700)
        return folder.stat().st_uid == account.uid
    except PermissionError:
        return False


def _let_all_read(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        os.chmod(parent, 0o755)  # noqa: S103 - programs, not data
        for name in files:
            path = os.path.join(parent, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755 if os.stat(path).st_mode & stat.S_IXUSR else 0o644)
