"""`partnerships import`: a file into a running server, over its API."""

from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.table import Table

from cli.server import FAILED, ask, client_of, console, wait_for
from models.import_enums import ImportKind, ImportMode
from services.imports.cells import DateForm
from services.imports.commands import MOST_PART_BYTES

#: Exit code beside 0 (all rows are in, or would be), 1 (failed) and 2 (wrong use of the command).
ROWS_REFUSED = 3
_SHOWN = 20


def import_file(
    kind: Annotated[ImportKind, typer.Argument(help="What the rows are.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, JSON lines or XLSX.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what each row would do; write nothing.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Wait for the end, with a progress bar.")] = False,
    errors: Annotated[
        Path | None, typer.Option(help="Write the refused rows here; waits for the end.")
    ] = None,
    mode: Annotated[
        ImportMode | None, typer.Option(help="Which records may be written; upsert if left out.")
    ] = None,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Write only if no row is refused.")
    ] = False,
    template: Annotated[
        str | None, typer.Option(help="Name or id of a template, which says what is not said here.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="The system whose keys the rows have.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Such as windows-1252; needed if not UTF-8.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="One character; `tab` for a tab.")] = None,
    decimal: Annotated[str | None, typer.Option(help="What stands before decimals: . or ,")] = None,
    dates: Annotated[DateForm | None, typer.Option(help="How the file writes dates.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="HEADING=FIELD; repeat for several.")] = None,
    default: Annotated[list[str] | None, typer.Option(help="FIELD=VALUE for rows without one.")] = None,
    url: Annotated[
        str, typer.Option(envvar="PARTNERSHIPS_URL", help="The server.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """Read a file into records. The API token comes from PARTNERSHIPS_TOKEN.

    Exit codes: 0 all rows taken, 3 some rows refused, 1 nothing could be done, 2 wrong use.
    """
    said: dict[str, Any] = {
        "kind": kind.value,
        "mode": mode and mode.value,
        "dry_run": dry_run,
        "all_or_nothing": all_or_nothing or None,
        "source": source,
        "file_name": file.name[-100:],
        "encoding": encoding,
        "delimiter": "\t" if delimiter == "tab" else delimiter,
        "decimal": decimal,
        "dates": dates and dates.value,
        "sheet": sheet,
        "mapping": {heading: name or None for heading, name in _pairs(column or [])} or None,
        "defaults": dict(_pairs(default or [])) or None,
    }
    options = {name: value for name, value in said.items() if value is not None}
    with client_of(url) as client:
        if template is not None:
            options["template"] = _template(client, kind, template)
        started = _send(client, file, options)
        typer.echo(f"{url.rstrip('/')}/api/v1/imports/{started['id']}")
        if watch or errors is not None:
            raise typer.Exit(code=_follow(client, started, errors))


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        name, separator, value = text.rpartition("=")
        if not separator:
            raise typer.BadParameter(f"{text!r} is no NAME=VALUE.")
        pairs.append((name, value))
    return pairs


def _template(client: httpx.Client, kind: ImportKind, name: str) -> str:
    """The id of the template. An own one goes before one of a colleague; `name` may be the id itself."""
    query = {"kind": kind.value, "name": name}
    found = ask(lambda: client.get("/import-templates", params=query)).json()["items"]
    own = [row for row in found if not row["shared"]] or found
    return str(own[0]["id"]) if own else name


def _send(client: httpx.Client, file: Path, options: dict[str, Any]) -> dict[str, Any]:
    """The import, started. A broken connection is taken up again where the server has got to."""
    staged = ask(lambda: client.post("/imports/staged", json=options)).json()
    address, size = f"/imports/{staged['id']}", file.stat().st_size
    with file.open("rb") as content:
        while (position := int(staged["received_bytes"])) < size:
            content.seek(position)
            piece = content.read(MOST_PART_BYTES)
            query = {"position": position}
            staged = ask(lambda: client.put(f"{address}/parts", params=query, content=piece)).json()  # noqa: B023 - asked at once
    latest = ask(lambda: client.get(address))
    tag = {"If-Match": latest.headers["ETag"], "Idempotency-Key": staged["id"]}
    body = {"dry_run": options["dry_run"]}
    started: dict[str, Any] = ask(lambda: client.post(f"{address}/start", json=body, headers=tag)).json()
    return started


def _follow(client: httpx.Client, started: dict[str, Any], errors: Path | None) -> int:
    """Wait for the end of the job and tell it; the exit code."""
    state = wait_for(client, started["job"]["id"])
    address = f"/imports/{started['id']}"
    ended = ask(lambda: client.get(address)).json()
    if state["status"] != "succeeded":
        console.print(f"The import ended as {state['status']}. {state['problem'] or ''}", markup=False)
        return FAILED
    _tell(client, ended)
    if errors is not None and ended["refused"]:
        errors.write_bytes(ask(lambda: client.get(f"{address}/refused")).content)
        console.print(f"The refused rows are in {errors}.", markup=False)
    return ROWS_REFUSED if ended["refused"] else 0


def _tell(client: httpx.Client, ended: dict[str, Any]) -> None:
    counts = ("records", "created", "updated", "unchanged", "skipped", "refused", "warned", "ignored")
    told = ", ".join(f"{name} {ended[name]:,}" for name in counts if ended[name])
    prefix = {"checked": "Dry run: ", "refused": "Nothing was written: "}.get(ended["outcome"], "")
    console.print(f"{prefix}{told or 'no rows'}", markup=False)
    if not ended["refused"]:
        return
    query: dict[str, Any] = {"outcome": "error", "limit": _SHOWN}
    table = Table("Line", "Column", "Value", "What is wrong", box=None)
    for row in ask(lambda: client.get(f"/imports/{ended['id']}/rows", params=query)).json()["items"]:
        for issue in row["issues"]:
            if issue["severity"] == "error":
                words = f"{issue['message']} {issue['fix'] or ''}"
                table.add_row(str(row["line"]), issue["column"] or "", (issue["value"] or "")[:40], words)
    console.print(table)
