"""`partnerships export`: a list of a running server as a file, made by its workers and fetched over its API."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Annotated, Any
from uuid import uuid4

import httpx
import typer

from cli.server import FAILED, ask, client_of, console, wait_for
from models.export_enums import ExportResource, FileFormat

app = typer.Typer(help="Have a list made into a file.", no_args_is_help=True)


def _export(
    resource: ExportResource,
    file_format: FileFormat | None,
    out: Path | None,
    query: dict[str, list[str]],
    watch: bool,
    url: str,
) -> None:
    file_format = file_format or _by_name(out)
    body = {"resource": resource.value, "format": file_format.value, "query": query}
    key = {"Idempotency-Key": str(uuid4())}
    with client_of(url) as client:
        made = ask(lambda: client.post("/exports", json=body, headers=key)).json()
        address = f"/exports/{made['id']}"
        typer.echo(f"{url.rstrip('/')}/api/v1{address}", err=out == Path("-"))
        if out is None and not watch:
            return
        state = wait_for(client, made["job"]["id"])
        if state["status"] != "succeeded":
            console.print(f"The export ended as {state['status']}. {state['problem'] or ''}", markup=False)
            raise typer.Exit(code=FAILED)
        made = ask(lambda: client.get(address)).json()
        console.print(f"{made['rows']:,} rows, as of {made['taken_at']}", markup=False)
        if out is not None:
            _fetch(client, made, out)


def _by_name(out: Path | None) -> FileFormat:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    return FileFormat(ending) if ending in list(FileFormat) else FileFormat.CSV


def _fetch(client: httpx.Client, made: dict[str, Any], out: Path) -> None:
    """Into `out` under its own name only once it is whole; `-` is the terminal's output."""
    if out == Path("-"):
        with client.stream("GET", f"/exports/{made['id']}/file") as answer:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                sys.stdout.buffer.write(piece)
        return
    part = out.with_name(f"{out.name}.part")
    with part.open("w+b") as file:
        while file.tell() < made["size_bytes"]:
            ask(lambda: _take(client, f"/exports/{made['id']}/file", file))
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != made["sha256"]:
        part.unlink()
        console.print("What arrived is not the file that was made. Fetch it again.", markup=False)
        raise typer.Exit(code=FAILED)
    part.replace(out)
    console.print(f"The file is {out}.", markup=False)


def _take(client: httpx.Client, address: str, file: IO[bytes]) -> httpx.Response:
    """What is still missing. A connection that breaks leaves what has come, and the next one goes on from there."""
    headers = {"Range": f"bytes={file.tell()}-", "Accept-Encoding": "identity"}
    with client.stream("GET", address, headers=headers) as answer:
        if answer.is_success:
            for piece in answer.iter_bytes():
                file.write(piece)
        else:
            answer.read()
    return answer


def _query(filters: list[str], fields: str | None, sort: str | None) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for text in filters:
        name, separator, value = text.partition("=")
        if not separator:
            raise typer.BadParameter(f"{text!r} is no NAME=VALUE.")
        query.setdefault(name, []).append(value)
    return query | ({"fields": [fields]} if fields else {}) | ({"sort": [sort]} if sort else {})


def _command(resource: ExportResource) -> Callable[..., None]:
    def command(
        file_format: Annotated[
            FileFormat | None, typer.Option("--format", help="By the ending of --out if left out, or csv.")
        ] = None,
        out: Annotated[
            Path | None, typer.Option(dir_okay=False, help="Fetch the file into this one; waits for it.")
        ] = None,
        filter_: Annotated[
            list[str] | None, typer.Option("--filter", help="NAME=VALUE of the list; repeat for several.")
        ] = None,
        fields: Annotated[str | None, typer.Option(help="Only these columns, with commas between.")] = None,
        sort: Annotated[
            str | None, typer.Option(help="As the list takes it, such as -updated_at,name.")
        ] = None,
        watch: Annotated[
            bool, typer.Option("--watch", help="Wait for the end, with a progress bar.")
        ] = False,
        url: Annotated[
            str, typer.Option(envvar="PARTNERSHIPS_URL", help="The server.")
        ] = "http://127.0.0.1:8000",
    ) -> None:
        _export(resource, file_format, out, _query(filter_ or [], fields, sort), watch, url)

    command.__doc__ = (
        f"The list at /api/v1/{resource.value} as a file. The API token comes from PARTNERSHIPS_TOKEN.\n\n"
        "Exit codes: 0 made (and fetched), 1 not made, 2 wrong use."
    )
    return command


for _resource in ExportResource:
    app.command(_resource.value, short_help=f"The list at /api/v1/{_resource.value}.")(_command(_resource))
