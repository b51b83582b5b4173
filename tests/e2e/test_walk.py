"""The main job over real HTTP, against the real server and database."""

from cli.demo.program import Stage
from cli.demo.walk import Walk


def test_the_walk_runs_from_request_to_repaid_expense(stage: Stage) -> None:
    seen: list[tuple[str, str, str]] = []
    Walk(stage, lambda *step: seen.append(step)).run()
    assert ("Payment", "TRS-2026-000001") in {step[:2] for step in seen}
    assert [text for _, reference, text in seen if reference.startswith("RFA")][-1] == "Filled."
