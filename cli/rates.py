"""`partnerships rates`: a published table into a running server, over its API."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.table import Table

from cli.server import ask, console
from models.rate_enums import EditionCoverage, RateKind

app = typer.Typer(help="Tables of rates.", no_args_is_help=True)

#: Exit code for a table with rows at fault: nothing of it can be put in force.
ROWS_AT_FAULT = 3
_SHOWN = 40
_COUNTS = ("changed", "new", "ended", "unchanged", "errors", "warnings")


@app.callback()
def _group() -> None:
    """Keeps `import` a command of its own."""


@app.command("import")
def import_table(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV as published.")],
    effective: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day from which the table counts.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Compare only, and keep nothing staged.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Put it in force if no row is at fault.")] = False,
    kind: Annotated[RateKind | None, typer.Option(help="Told from the heading, if left out.")] = None,
    coverage: Annotated[
        EditionCoverage, typer.Option(help="What becomes of places that are not listed.")
    ] = EditionCoverage.WHOLE_TABLE,
    source: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    url: Annotated[
        str, typer.Option(envvar="PARTNERSHIPS_URL", help="The server.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """Hand in a table and see what it changes. The API token comes from PARTNERSHIPS_TOKEN.

    Exit codes: 0 compared (and applied, if asked), 3 rows at fault, 1 refused, 2 wrong use.
    """
    if dry_run and apply:
        raise typer.BadParameter("Choose one of --dry-run and --apply.")
    terms = {
        "effective_from": f"{effective:%Y-%m-%d}",
        "kind": kind and kind.value,
        "coverage": coverage.value,
        "source": source,
    }
    data = {name: value for name, value in terms.items() if value is not None}
    headers = {"Authorization": f"Bearer {os.environ.get('PARTNERSHIPS_TOKEN', '')}"}
    with httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", headers=headers, timeout=120) as client:
        upload = {"file": (file.name, file.read_bytes(), "text/csv")}
        answer = ask(lambda: client.post("/rates/editions", data=data, files=upload))
        edition, tag = answer.json(), {"If-Match": answer.headers["ETag"]}
        address = f"/rates/editions/{edition['id']}"
        _tell(client, address, edition)
        if edition["status"] == "staged":
            if apply and not edition["errors"]:
                ask(lambda: client.post(f"{address}/apply", headers=tag))
                typer.echo(f"In force from {edition['effective_from']}.")
            elif dry_run:
                ask(lambda: client.post(f"{address}/discard", headers=tag))
        elif edition["status"] == "applied":
            typer.echo("This table was applied before.")
        typer.echo(f"{url.rstrip('/')}/api/v1{address}")
    raise typer.Exit(code=ROWS_AT_FAULT if edition["errors"] else 0)


def _tell(client: httpx.Client, address: str, edition: dict[str, Any]) -> None:
    typer.echo(", ".join(f"{name} {edition[name]:,}" for name in _COUNTS))
    for note in edition["notes"]:
        console.print(note, markup=False)
    query: dict[str, Any] = {"difference": ["error", "changed", "ended", "new"], "limit": _SHOWN}
    rows = ask(lambda: client.get(f"{address}/differences", params=query)).json()["items"]
    if not rows:
        return
    table = Table("Line", "What", "Rate", "Before", "After", "Percent", "Remarks", box=None)
    for row in rows:
        remarks = [f"{problem['message']} {problem['fix']}" for problem in row["problems"] + row["warnings"]]
        table.add_row(
            str(row["line"] or ""),
            row["difference"],
            row["subject"],
            _amounts(row["before"]),
            _amounts(row["after"]),
            row["change_percent"] or "",
            " ".join(remarks),
        )
    console.print(table, markup=False)


def _amounts(values: dict[str, str | None] | None) -> str:
    """Lodging and M&IE of a place, or the amounts of another kind."""
    if not values:
        return ""
    wanted = ("lodging", "mie", "usd_per_mile", "percent", "usd_per_unit", "total_usd")
    return " + ".join(str(values[name]) for name in wanted if values.get(name) is not None)
