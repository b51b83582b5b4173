"""Which PostgreSQL is taken, and making it runnable for an account that cannot reach it."""

import os
import shutil
import subprocess
from pathlib import Path

from services.adapters import unprivileged
from services.adapters.postgres_binaries import EXTENSIONS, Installation, find_installations
from services.adapters.unprivileged import choose_account, make_reachable


def test_a_configured_directory_is_the_only_one(postgres_bin_dir):
    (found,) = find_installations(postgres_bin_dir)

    assert found.bin_dir == postgres_bin_dir
    assert found.major >= 15


def test_every_installation_found_has_the_extensions_of_the_migrations():
    found = list(find_installations(None))

    assert found
    for installation in found:
        folder = subprocess.run(
            [installation.program("pg_config"), "--sharedir"], capture_output=True, text=True, check=True
        ).stdout.strip()
        assert all((Path(folder) / "extension" / f"{name}.control").is_file() for name in EXTENSIONS)


def test_an_installation_without_extensions_is_passed_over(tmp_path, postgres_bin_dir):
    for name in ("postgres", "initdb", "pg_isready"):
        (tmp_path / name).symlink_to(postgres_bin_dir / name)
    fake = tmp_path / "pg_config"
    fake.write_text(f"#!/bin/sh\necho {tmp_path}\n")
    fake.chmod(0o755)

    assert list(find_installations(tmp_path)) == []


def test_a_version_too_old_is_passed_over(tmp_path):
    for name in ("postgres", "initdb", "pg_isready"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
        program.chmod(0o755)

    assert list(find_installations(tmp_path)) == []


def test_programs_in_a_closed_folder_are_copied_for_the_account(reachable_folder, monkeypatch):
    monkeypatch.setattr(unprivileged, "SYSTEM_FOLDER", reachable_folder / "system")
    wheel = list(find_installations(None))[-1]
    closed = reachable_folder / "closed"
    closed.mkdir(mode=0o700)
    for source in (wheel.root, wheel.root.with_name(f"{wheel.root.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, closed / source.name, symlinks=True)
    bin_dir = closed / wheel.root.name / wheel.bin_dir.relative_to(wheel.root)
    installation = Installation(bin_dir=bin_dir, major=wheel.major, root=closed / wheel.root.name)
    account = choose_account(reachable_folder)

    reachable = make_reachable(installation, account)

    done = subprocess.run(
        [reachable.program("initdb"), "--version"], capture_output=True, check=True, cwd="/", **account.run_as
    )
    assert str(wheel.major).encode() in done.stdout
    assert make_reachable(installation, account) == reachable
    assert (reachable == installation) == (os.geteuid() != 0)
