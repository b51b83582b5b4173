"""The main job over real HTTP, against the real server and database."""

import threading
from concurrent.futures import ThreadPoolExecutor

from cli.demo.program import ProgramStage
from cli.demo.walk import Walk

#: A walk takes longer, so that both are killed at least once, and somewhere else each time.
SECONDS_BETWEEN_KILLS = 2.5


def test_the_walk_runs_from_request_to_repaid_expense(stage: ProgramStage) -> None:
    seen: list[tuple[str, str, str]] = []
    Walk(stage, lambda *step: seen.append(step)).run()
    assert ("Payment", "TRS-2026-000001") in {step[:2] for step in seen}
    assert [text for _, reference, text in seen if reference.startswith("RFA")][-1] == "Filled."


def test_the_walk_survives_kill_9_of_api_and_database(stage: ProgramStage) -> None:
    """Nothing acknowledged is lost and nothing is done twice: the walk checks every figure on its way."""
    done = threading.Event()
    kills: list[str] = []

    def interrupt() -> None:
        while not done.wait(SECONDS_BETWEEN_KILLS):
            if len(kills) % 2:
                stage.kill_database()
                kills.append("database")
            else:
                stage.kill()
                stage.start()
                kills.append("api")

    walk = Walk(stage, lambda *_: None)
    with ThreadPoolExecutor(1) as pool:
        killer = pool.submit(interrupt)
        try:
            walk.run()
        finally:
            done.set()
        killer.result()
    assert {"api", "database"} <= set(kills)
    stage.wait_until_ready()
    [claim] = walk.staff.items("/claims")
    for address in ("/requests", "/offers", "/payments"):
        assert len(walk.staff.items(address)) == 1, address
    lines = walk.staff.items("/expenses", claim_id=claim["id"])
    assert sorted(line["line_number"] for line in lines) == list(range(1, 12))
