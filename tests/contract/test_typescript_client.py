"""The types that openapi-typescript makes of `openapi.yaml`, with openapi-fetch, do the main job.

`frontend/contract/walk.ts` is compiled with the client (`npm run check`) and runs here in Node, without a browser.
"""

import os
import subprocess
from pathlib import Path

from cli.demo.cast import Cast
from cli.demo.program import ProgramStage

FRONTEND = Path(__file__).parents[2] / "frontend"


def test_the_walk_runs_through_the_typed_client(stage: ProgramStage) -> None:
    email, password = stage.administrator
    cast = Cast(stage)
    treasury = cast.service("Treasury interface", "claims:read", "claims:confirm_payment")
    environment = os.environ | {
        "BASE_URL": stage.url,
        "CLOCK_FILE": str(stage.clock.path),
        "ADMIN_EMAIL": email,
        "ADMIN_PASSWORD": password,
        "PAYMENT_TOKEN": treasury.token or "",
    }
    walked = subprocess.run(
        ["node", "contract/walk.ts"],
        cwd=FRONTEND,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    assert walked.stdout == "48654.35\n"
