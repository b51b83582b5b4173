"""`partnerships export iati`: what a running server publishes, as a file."""

from pathlib import Path
from typing import Annotated

import httpx
import typer

from cli.server import ask, console


def export_iati(
    out: Annotated[Path, typer.Option(dir_okay=False, help="Where the file goes.")],
    url: Annotated[
        str, typer.Option(envvar="PARTNERSHIPS_URL", help="The server.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """The published activities as an IATI 2.03 file. No token is needed: it is everybody's."""
    with httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", timeout=300) as client:
        answer = ask(lambda: client.get("/public/iati/activities.xml"))
    part = out.with_name(f"{out.name}.part")
    part.write_bytes(answer.content)
    part.replace(out)
    console.print(f"The file is {out}.", markup=False)
