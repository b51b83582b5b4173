"""The published TypeScript client against a running server, in Node as it stands, without a build.

Its types are checked by `npm run check` in clients/typescript, which also covers what runs here.
"""

import os
import subprocess
from pathlib import Path

from cli.demo.cast import Cast
from cli.demo.program import Program, ProgramStage

FOLDER = Path(__file__).parents[2] / "clients" / "typescript"


def _node(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", *arguments],
        cwd=FOLDER,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_what_it_does_beside_typing(server: Program, token: str) -> None:
    ran = _node("--test", "test/client.test.ts", PARTNERSHIPS_URL=server.url, PARTNERSHIPS_TOKEN=token)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "pass 9" in ran.stdout


def test_the_walk_runs_through_it(stage: ProgramStage) -> None:
    email, password = stage.administrator
    treasury = Cast(stage).service("Treasury interface", "claims:read", "claims:confirm_payment")
    walked = _node(
        "test/walk.ts",
        BASE_URL=stage.url,
        CLOCK_FILE=str(stage.clock.path),
        ADMIN_EMAIL=email,
        ADMIN_PASSWORD=password,
        PAYMENT_TOKEN=treasury.token or "",
    )
    assert walked.returncode == 0, walked.stderr
    assert walked.stdout == "48654.35\n"
