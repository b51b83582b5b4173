"""The `partnerships` command: every group of commands is added here, and nothing else happens here."""

import typer

from cli import (
    claims,
    clients,
    exports,
    imports,
    mail,
    migrate,
    openapi,
    payments,
    published,
    rates,
    reference,
    serve,
    states,
    users,
    work,
)
from cli.demo import commands as demo

app = typer.Typer(
    name="partnerships",
    help="INL Police Partnerships: agencies, requests, activities, reimbursement.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("worker")(work.worker)
app.command("import")(imports.import_file)
app.add_typer(claims.app, name="claims")
app.add_typer(clients.app, name="clients")
exports.app.command("iati")(published.export_iati)
app.add_typer(exports.app, name="export")
app.add_typer(mail.app, name="mail")
app.add_typer(payments.app, name="payments")
app.add_typer(rates.app, name="rates")
app.add_typer(migrate.app, name="migrate")
app.add_typer(demo.app, name="demo")
app.add_typer(openapi.app, name="openapi")
app.add_typer(reference.app, name="reference")
app.add_typer(states.app, name="states")
app.add_typer(users.app, name="users")
