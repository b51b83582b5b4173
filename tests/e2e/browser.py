"""Starts the program with its demonstration, and runs the client's browser tests against it.

The tests in `frontend/e2e` find the address in BASE_URL, and who may sign in in the file that E2E_USERS names.
Arguments are Playwright's own: `python -m tests.e2e.browser imports` runs one file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cli.demo.load import USERS_FILE
from cli.demo.program import Program
from tests.fixtures.database import choose_bin_dir

#: A year is played through the API before the program is ready.
DEMO_SECONDS = 900
FRONTEND = Path(__file__).parents[2] / "frontend"


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="partnerships-browser-"))
    folder.chmod(0o755)
    own = {"PARTNERSHIPS_POSTGRES_BIN_DIR": str(choose_bin_dir())}
    program = Program(folder, "--demo", environment=own, patience=DEMO_SECONDS)
    try:
        program.start()
        environment = os.environ | {
            "BASE_URL": program.url,
            "E2E_USERS": str(program.data_dir / USERS_FILE),
            "E2E_PYTHON": sys.executable,
            "PARTNERSHIPS_POSTGRES_BIN_DIR": str(choose_bin_dir()),
        }
        command = ["npm", "run", "--silent", "e2e", "--", *sys.argv[1:]]
        return subprocess.run(command, cwd=FRONTEND, env=environment, check=False).returncode
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
