"""`python -m cli` is the `partnerships` command."""

from cli.main import app

app()
