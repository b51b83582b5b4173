"""`partnerships openapi`: the API's description, checked in as `openapi.yaml`."""

from pathlib import Path
from typing import Annotated

import typer
import yaml

from api.app import create_app
from models.database import Database
from services.settings import Settings

app = typer.Typer(help="The API's description.", no_args_is_help=True)
DEFAULT = Path("openapi.yaml")


def document() -> str:
    """The OpenAPI document of this version as YAML. No connection is made."""
    database = Database("postgresql+asyncpg://nobody@localhost/none", pool_size=1)
    description = create_app(Settings(database_url=None), database=database).openapi()
    return yaml.safe_dump(description, sort_keys=False, allow_unicode=True, width=110)


@app.command()
def write(path: Annotated[Path, typer.Argument(help="File to write.")] = DEFAULT) -> None:
    """Write the description to a file."""
    path.write_text(document(), encoding="utf-8")
    typer.echo(f"Wrote {path}.")


@app.command()
def check(path: Annotated[Path, typer.Argument(help="File to compare with.")] = DEFAULT) -> None:
    """Fail when the file is not what the code says."""
    if path.read_text(encoding="utf-8") != document():
        typer.echo(f"{path} is out of date: run `make openapi`.", err=True)
        raise typer.Exit(code=1)
