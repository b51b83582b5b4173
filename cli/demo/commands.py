"""`partnerships demo`: the programme played before one's eyes."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.demo.client import Refused
from cli.demo.program import ProgramStage
from cli.demo.walk import STARTS_AT, Walk, WalkFailed

app = typer.Typer(help="Demonstrations.", no_args_is_help=True)
console = Console(highlight=False)


@app.command()
def walk(
    folder: Annotated[Path | None, typer.Option(help="Keep the server's data here.")] = None,
) -> None:
    """Walk one need from request to repaid expense, on a server of its own."""
    with tempfile.TemporaryDirectory() as temporary:
        console.print("Starting a server of its own ...")
        with ProgramStage(folder or Path(temporary), STARTS_AT) as stage:
            try:
                Walk(stage, _say).run()
            except (WalkFailed, Refused) as error:
                console.print(f"[red]The walk failed:[/red] {error}")
                raise typer.Exit(code=1) from error
    console.print("[green]Done.[/green] Everything illegal that was tried on the way was refused.")


def _say(step: str, reference: str, text: str) -> None:
    row = Table.grid(padding=(0, 2))
    row.add_column(width=10)
    row.add_column(width=18)
    row.add_row(f"[bold]{step}[/bold]", reference, text)
    console.print(row)
