"""The running API keeps what openapi.yaml promises, whatever it is sent: every operation, on the data of a walk.

A short run of every phase. `schemathesis run openapi.yaml -n 50` with a token of one's own asks more.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

from cli.demo.cast import Cast, post_of
from cli.demo.program import ProgramStage
from cli.demo.walk import Walk
from models.enums import Role

ROOT = Path(__file__).parents[2]
DESCRIPTION = ROOT / "openapi.yaml"
#: Nothing else may be left out.
ENDLESS = ["GET /api/v1/events/stream"]
#: What does not fit is sent by fuzzing; to the boundaries of every field it goes in `test_hostile_input.py`.
BOUNDS = """
[phases.coverage.generation]
mode = "positive"

[phases.fuzzing.generation]
max-examples = 1

[phases.stateful.generation]
max-examples = 5
"""


def _token(stage: ProgramStage) -> str:
    """Of a person with every role there is for people, tied to an agency, an officer and a post."""
    walk = Walk(stage, lambda *_: None)
    walk.run()
    roles = [role.value for role in Role if role is not Role.SERVICE_CLIENT]
    ties = {
        "agency_id": walk.agencies["B"][0]["id"],
        "officer_id": walk.officers["B"][0]["id"],
        "post_id": post_of(walk.staff, "GTM")["id"],
    }
    person = Cast(stage).person("Every role", roles, **ties)
    assert person.token is not None
    return person.token


def test_schemathesis_finds_nothing(stage: ProgramStage, tmp_path: Path) -> None:
    bounded = tmp_path / "bounded.toml"
    bounds = (ROOT / "schemathesis.toml").read_text()
    left_out = [
        one["include-name"] for one in tomllib.loads(bounds)["operations"] if not one.get("enabled", True)
    ]
    assert left_out == ENDLESS
    bounded.write_text(bounds + BOUNDS)
    command = [str(Path(sys.executable).with_name("schemathesis")), f"--config-file={bounded}", "run"]
    command += [
        str(DESCRIPTION),
        f"--url={stage.url}",
        f"--header=Authorization: Bearer {_token(stage)}",
        "--workers=1",
        "--seed=1",
        "--generation-database=none",
        "--suppress-health-check=all",
        "--no-color",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-20000:]
    paths = yaml.load(DESCRIPTION.read_text(), Loader=yaml.CSafeLoader)["paths"]
    assert f"Tested: {sum(map(len, paths.values())) - len(ENDLESS)}\n" in run.stdout
    assert "(disabled)" not in run.stdout
    assert "Internal Server Error" not in stage.output
