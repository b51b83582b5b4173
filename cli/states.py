"""`partnerships states`: the state tables as diagrams, written from the tables themselves into `docs/states.md`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from services.activities.lifecycle import ACTIVITY, ASSIGNMENT
from services.claims.lifecycle import LIFECYCLE as CLAIM
from services.enquiries.lifecycle import LIFECYCLE as ENQUIRY
from services.lifecycle import Lifecycle, Transition
from services.mous.lifecycle import LIFECYCLE as MOU
from services.obligations.lifecycle import LIFECYCLE as OBLIGATION
from services.outbox import LIFECYCLE as MAIL
from services.outreach.lifecycle import LIFECYCLE as OUTREACH
from services.payment_runs.lifecycle import ITEM as RUN_ITEM
from services.payment_runs.lifecycle import RUN
from services.queue import LIFECYCLE as JOB
from services.rates.lifecycle import LIFECYCLE as RATE_TABLE
from services.requests.lifecycle import LIFECYCLE as REQUEST
from services.vetting.lifecycle import LIFECYCLE as VETTING

app = typer.Typer(help="Diagrams of the state tables.", no_args_is_help=True)
DEFAULT = Path("docs/states.md")

#: In the order in which the work comes about.
TABLES: tuple[Lifecycle, ...] = (
    MOU,
    REQUEST,
    OUTREACH,
    ACTIVITY,
    ASSIGNMENT,
    VETTING,
    CLAIM,
    RUN,
    RUN_ITEM,
    OBLIGATION,
    RATE_TABLE,
    ENQUIRY,
    MAIL,
    JOB,
)

_HEAD = """# States

Written from the state tables by `partnerships states write`; a test holds this page to them. An event marked
(system) comes with time, from the system alone. What stands under a diagram must hold for its event to happen.
"""


def page() -> str:
    """The whole page as Markdown with Mermaid diagrams."""
    return _HEAD + "".join("\n" + "\n".join(_section(table)) + "\n" for table in TABLES)


def _section(table: Lifecycle) -> Iterator[str]:
    yield f"## {table.subject.capitalize()}"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for row in table.transitions:
        for state in sorted(row.sources):
            yield f"    {state} --> {row.target or state}: {_event(row)}"
    yield "```"
    guarded = [row for row in table.transitions if row.guards]
    if guarded:
        yield ""
    for row in guarded:
        yield f"- `{row.event}`: " + " ".join(guard.message for guard in row.guards)


def _event(row: Transition) -> str:
    return row.event if row.permission else f"{row.event} (system)"


@app.command()
def write(path: Annotated[Path, typer.Argument(help="File to write.")] = DEFAULT) -> None:
    """Write the page."""
    path.write_text(page(), encoding="utf-8")
    typer.echo(f"Wrote {path}.")
