"""The payment file and the Treasury's answer from the terminal."""

import asyncio
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from models.database import Database
from models.enums import Role
from tests.factories.claims import add_line, bring_to, make_ground, new_claim
from tests.factories.users import make_token, make_user
from tests.fixtures.api import NOW, ClientFor
from tests.fixtures.houses import Houses


@pytest.fixture
async def sent(database: Database, client_for: ClientFor) -> dict[str, Any]:
    """A run of one claim of 100.00, at the Treasury."""
    ground = await make_ground(database, client_for, regime="travel_claim")
    claim = await new_claim(ground)
    await add_line(ground, claim, "airfare", 1, "100.00")
    claim = await bring_to(ground, claim, "certified")
    made = await ground.certifier.post("/payment-runs", json={"claim_ids": [claim["id"]]})
    etag = {"If-Match": made.headers["etag"]}
    run: dict[str, Any] = (
        await ground.certifier.post(f"/payment-runs/{made.json()['id']}/send", headers=etag)
    ).json()
    return run | {"claim": claim["reference"]}


async def test_the_file_goes_out_and_the_answer_comes_in(
    database: Database, houses: Houses, sent: dict[str, Any], tmp_path: Path
) -> None:
    async with database.transaction() as session:
        reviewer = await make_user(session, Role.FINANCE_REVIEWER)
        token = await make_token(session, reviewer, ("write",), NOW)
    environment = os.environ | {"PARTNERSHIPS_TOKEN": token, "PARTNERSHIPS_URL": houses.urls[0]}

    async def payments(*words: str) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "payments", *words),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, " ".join(said.decode().split())

    file = tmp_path / "run.csv"
    code, said = await payments("export", sent["reference"], "--out", str(file))
    assert code == 0, said
    assert hashlib.sha256(file.read_bytes()).hexdigest() == sent["file_sha256"]
    assert "1 claims, 100.00 USD" in said

    names, payment = file.read_text().splitlines()[:2]
    answer = tmp_path / "answer.csv"
    answer.write_text(f"{names},treasury_reference,on\n{payment},TRS-1,yesterday\n")
    code, said = await payments("confirm", sent["reference"], str(answer))
    assert (code, "refused 1" in said, f"2 {sent['claim']}" in said) == (3, True, True), said
    answer.write_text(f"{names},treasury_reference,on\n{payment},TRS-1,2026-07-01\n")
    code, said = await payments("confirm", sent["reference"], str(answer))
    assert (code, "confirmed 1," in said) == (0, True), said
    code, said = await payments("confirm", sent["reference"], str(answer))
    assert (code, "repeated 1," in said) == (0, True), said
    code, said = await payments("export", "RUN-0000-0000", "--out", str(file))
    assert (code, "There is no payment run" in said) == (1, True), said
