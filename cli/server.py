"""A running server, asked over its API: patient while it is away, plain about what it refuses."""

import os
import time
from collections.abc import Callable
from typing import Any

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

FAILED = 1
PATIENCE_SECONDS = 120
_PAUSE_SECONDS = 0.5
_OVER = ("succeeded", "failed", "cancelled")

console = Console(stderr=True, highlight=False)


def client_of(url: str) -> httpx.Client:
    """The API at `url`, with the token from PARTNERSHIPS_TOKEN."""
    token = os.environ.get("PARTNERSHIPS_TOKEN", "")
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", headers=headers, timeout=60)


def wait_for(client: httpx.Client, job_id: str) -> dict[str, Any]:
    """The job once it is over; meanwhile a bar of its rows where somebody looks."""
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Rows", total=None)
        while True:
            state: dict[str, Any] = ask(lambda: client.get(f"/jobs/{job_id}")).json()
            done, total = state["progress"]["done"], state["progress"]["total"]
            progress.update(task, completed=done, total=total and max(total, done))
            if state["status"] in _OVER:
                return state
            time.sleep(_PAUSE_SECONDS)


def ask(request: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer, asked for again while the server is away. Ends the command for what it refuses."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            answer = request()
        except httpx.TransportError as error:
            if time.monotonic() > until:
                console.print(f"The server does not answer: {error}", markup=False)
                raise typer.Exit(code=FAILED) from error
            time.sleep(1)
            continue
        if answer.status_code == 503 and time.monotonic() < until:
            time.sleep(float(answer.headers.get("Retry-After", "1")))
            continue
        if answer.is_success:
            return answer
        problem = answer.json()
        for fault in problem.get("errors", []):
            console.print(
                f"{fault.get('pointer') or fault.get('parameter')}: {fault['message']}", markup=False
            )
        console.print(problem.get("detail", f"The server answered {answer.status_code}."), markup=False)
        raise typer.Exit(code=FAILED)
