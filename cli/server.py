"""A running server, asked over its API: patient while it is away, plain about what it refuses."""

import time
from collections.abc import Callable

import httpx
import typer
from rich.console import Console

FAILED = 1
PATIENCE_SECONDS = 120

console = Console(stderr=True, highlight=False)


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
