"""Starts the program, and runs the client's browser tests against it.

The tests in `frontend/e2e` find the address in BASE_URL, and the first administrator in E2E_EMAIL and E2E_PASSWORD.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fixtures.serving import Serving

FRONTEND = Path(__file__).parents[2] / "frontend"


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="partnerships-browser-"))
    folder.chmod(0o755)
    program = Serving(folder)
    try:
        program.start()
        email, password = program.credentials
        environment = os.environ | {"BASE_URL": program.address, "E2E_EMAIL": email, "E2E_PASSWORD": password}
        return subprocess.run(
            ["npm", "run", "--silent", "e2e"], cwd=FRONTEND, env=environment, check=False
        ).returncode
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
