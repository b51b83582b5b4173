"""The main job over real HTTP, against the real server and database."""

from cli.demo.server import DemoServer
from cli.demo.walk import Walk


def test_the_walk_runs_from_request_to_repaid_expense(demo_server: DemoServer) -> None:
    seen: list[tuple[str, str, str]] = []
    Walk(demo_server, lambda *step: seen.append(step)).run()
    assert ("Payment", "TRS-2026-000001") in {step[:2] for step in seen}
    assert [text for _, reference, text in seen if reference.startswith("RFA")][-1] == "Filled."
