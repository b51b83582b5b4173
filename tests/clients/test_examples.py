"""The examples of the documentation run as they are written, with the clients as they are published."""

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from partnerships_client import Partnerships

from cli.demo.program import Program

ROOT = Path(__file__).parents[2]
TYPESCRIPT = ROOT / "clients" / "typescript"
PAGE = (ROOT / "docs" / "integrating.md").read_text(encoding="utf-8")


def _examples(section: str, language: str) -> list[str]:
    text = re.split(r"^## ", PAGE.partition(f"\n## {section}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def environment(server: Program, token: str, published: Path) -> dict[str, str]:
    return os.environ | {
        "PARTNERSHIPS_URL": server.url,
        "PARTNERSHIPS_TOKEN": token,
        "PYTHONPATH": str(published),
    }


def _run(command: list[str], folder: Path, environment: dict[str, str], code: int = 0) -> str:
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def test_the_examples_in_python(environment: dict[str, str], api: Partnerships, tmp_path: Path) -> None:
    writing, files, following = _examples("Python client", "python")
    said = _run([sys.executable, "-c", writing], tmp_path, environment)
    assert "Fairview Police Department Fairview" in said
    assert "1 found, 1 not there" in said
    assert "422 " in said
    said = _run([sys.executable, "-c", files], tmp_path, environment)
    assert "would make 1 and refuse 1" in said
    assert "line 3: kind castle" in said
    assert "1 rows as of" in said
    assert "castle" in (tmp_path / "mend.csv").read_text()
    assert (tmp_path / "copy.xlsx").read_bytes().startswith(b"PK")
    _run([sys.executable, "-c", following], tmp_path, environment)
    assert api.agencies_get_by_ref("sams", "AG-1042")["website"] == "https://fairview.example.gov"


def test_the_nightly_job(environment: dict[str, str], api: Partnerships, tmp_path: Path) -> None:
    script = str(ROOT / "docs" / "examples" / "nightly_import.py")
    file, copy = tmp_path / "agencies.csv", tmp_path / "copy.json"
    command = [sys.executable, script, str(file), str(copy)]
    heading = "ORI,legal_name,kind,state\n"
    file.write_text(
        heading + "VA0991001,Oak Police Department,municipal_pd,VA\nVA0991002,Pine Police,municipal_pd,VA\n"
    )
    assert "2 new, 0 changed, 0 as before" in _run(command, tmp_path, environment)
    file.write_text(
        heading + "VA0991001,Oak Town Police Department,municipal_pd,VA\nVA0991003,Elm Police,castle,VA\n"
    )
    said = _run(command, tmp_path, environment, code=3)
    assert "0 new, 1 changed, 0 as before" in said
    assert "line 3, kind: " in said
    assert "castle" in (tmp_path / "agencies.refused.csv").read_text()
    (moved,) = api.agencies_list(ori=["VA0991002"])
    api.agencies_update(moved["id"], {"city": "Pine"}, api.agencies_get(moved["id"]))
    file.write_text(heading + "VA0991001,Oak Town Police Department,municipal_pd,VA\n")
    _wait_until_told(api, moved["id"])
    assert "0 new, 0 changed, 1 as before" in _run(command, tmp_path, environment)
    kept = json.loads(copy.read_text())["agencies"]
    assert kept == {row["id"]: row for row in api.agencies_list(state=["VA"])}
    assert kept[moved["id"]]["city"] == "Pine"
    nowhere = environment | {"PARTNERSHIPS_TOKEN": "wrong"}
    assert "401" in _run(command, tmp_path, nowhere, code=1)


def _wait_until_told(api: Partnerships, agency_id: str) -> None:
    for changes in api.follow("0", subject_type=["agency"], every=0.2):
        for event in changes.events:
            if event["data"]["subject"]["id"] == agency_id and event["data"]["changed"] == ["city"]:
                return


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A program's folder with the package as `npm pack` makes it, and what that depends on."""
    modules = tmp_path / "node_modules"
    modules.mkdir()
    pack = ["npm", "pack", "--silent", "--pack-destination", str(tmp_path)]
    subprocess.run(pack, cwd=TYPESCRIPT, check=True, capture_output=True)
    (packed,) = tmp_path.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    scope = modules / "@inl-police-partnerships"
    scope.mkdir()
    (tmp_path / "unpacked" / "package").rename(scope / "client")
    for name in ("openapi-fetch", "openapi-typescript-helpers", "@types"):
        (modules / name).symlink_to(TYPESCRIPT / "node_modules" / name)
    return tmp_path


def test_the_examples_in_typescript(environment: dict[str, str], installed: Path) -> None:
    writing, files = _examples("TypeScript client", "ts")
    (installed / "package.json").write_text('{"type": "module"}')
    (installed / "writing.ts").write_text(writing)
    (installed / "files.ts").write_text(files)
    options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--types", "node"]
    compiler = str(TYPESCRIPT / "node_modules" / "typescript" / "bin" / "tsc")
    _run(["node", compiler, *options, "writing.ts", "files.ts"], installed, environment)
    said = _run(["node", "writing.ts"], installed, environment)
    assert "Cedar Police Department Cedar" in said
    assert "422 " in said
    said = _run(["node", "files.ts"], installed, environment)
    assert "1 made, 1 refused" in said
    assert "line 3: " in said
    assert "1 rows, " in said
