"""`partnerships payments`: the file of a payment run, and the Treasury's answer to it, over a server's API."""

import hashlib
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.table import Table

from cli.server import FAILED, ask, client_of, console

app = typer.Typer(help="Payment runs and what the Treasury answers.", no_args_is_help=True)

#: Exit code beside 0 (all rows taken), 1 (nothing was done) and 2 (wrong use of the command).
ROWS_REFUSED = 3

Run = Annotated[str, typer.Argument(help="Reference of the run, such as RUN-2026-0001.")]
Url = Annotated[str, typer.Option(envvar="PARTNERSHIPS_URL", help="The server.")]
DEFAULT_URL = "http://127.0.0.1:8000"


@app.command()
def export(
    run: Run,
    out: Annotated[Path, typer.Option(dir_okay=False, help="Where the payment file goes.")],
    url: Url = DEFAULT_URL,
) -> None:
    """The payment file of a sent run. The API token comes from PARTNERSHIPS_TOKEN.

    Exit codes: 0 written, 1 not written, 2 wrong use.
    """
    with client_of(url) as client:
        found = _find(client, run)
        content = ask(lambda: client.get(f"/payment-runs/{found['id']}/file")).content
        whole = ask(lambda: client.get(f"/payment-runs/{found['id']}")).json()
    if hashlib.sha256(content).hexdigest() != whole["file_sha256"]:
        console.print("What arrived is not the file that was made. Fetch it again.", markup=False)
        raise typer.Exit(code=FAILED)
    out.write_bytes(content)
    total = f"{whole['lines']:,} claims, {whole['total']['amount']} USD"
    console.print(f"{out}: {total}, SHA-256 {whole['file_sha256']}", markup=False)


@app.command()
def confirm(
    run: Run,
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV that docs/payments.md describes.")
    ],
    url: Url = DEFAULT_URL,
) -> None:
    """Send the Treasury's answer. The API token comes from PARTNERSHIPS_TOKEN. Rows taken before change nothing.

    Exit codes: 0 all rows taken, 3 some rows refused and the others taken, 1 nothing could be done, 2 wrong use.
    """
    content = file.read_bytes()
    with client_of(url) as client:
        address = f"/payment-runs/{_find(client, run)['id']}/answer-file"
        # The same rows again are harmless, so that a broken connection is.
        said = ask(lambda: client.post(address, files={"file": (file.name, content, "text/csv")})).json()
    counts = ("confirmed", "returned", "repeated", "refused", "pending")
    console.print(", ".join(f"{name} {said[name]:,}" for name in counts), markup=False)
    refused = [row for row in said["rows"] if row["result"] == "refused"]
    if refused:
        table = Table("Line", "Claim", "What is wrong", box=None)
        for row in refused:
            table.add_row(str(row["line"]), row["claim"], row["message"])
        console.print(table)
        raise typer.Exit(code=ROWS_REFUSED)


def _find(client: httpx.Client, reference: str) -> dict[str, Any]:
    found = ask(lambda: client.get("/payment-runs", params={"reference": reference})).json()["items"]
    if not found:
        console.print(f"There is no payment run {reference}, or the token may not see it.", markup=False)
        raise typer.Exit(code=FAILED)
    run: dict[str, Any] = found[0]
    return run
