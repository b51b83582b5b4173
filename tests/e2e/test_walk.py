"""The main job over real HTTP, against the real server and database, and through their sudden ends."""

import threading

from cli.demo.server import DemoServer
from cli.demo.walk import Walk


def _silent(step: str, reference: str, text: str) -> None:
    """Nobody watches."""


def test_the_walk_runs_from_request_to_repaid_expense(demo_server: DemoServer) -> None:
    seen: list[tuple[str, str, str]] = []
    Walk(demo_server, lambda *step: seen.append(step)).run()
    assert ("Payment", "TRS-2026-000001") in {step[:2] for step in seen}
    assert [text for _, reference, text in seen if reference.startswith("RFA")][-1] == "Filled."


def test_the_walk_survives_kill_9_of_api_and_database(demo_server: DemoServer) -> None:
    """Nothing acknowledged is lost and nothing is done twice: the walk checks every figure on its way."""
    walk = Walk(demo_server, _silent)
    done = threading.Event()

    def interrupt() -> None:
        turn = 0
        while not done.wait(4):
            if turn % 2:
                demo_server.kill_database()
            else:
                demo_server.kill()
                demo_server.start()
            turn += 1

    killer = threading.Thread(target=interrupt, daemon=True)
    killer.start()
    try:
        walk.run()
    finally:
        done.set()
        killer.join()
    claims = walk.staff.items("/claims")
    requests = walk.staff.items("/requests")
    offers = walk.staff.items("/offers")
    assert (len(claims), len(requests), len(offers)) == (1, 1, 1)
    assert len(walk.staff.items("/expenses", claim_id=claims[0]["id"])) == 11
    assert len(walk.staff.items("/payments")) == 1
