"""Every night: the registry's agencies come in, and what changed here goes back into the registry's copy.

    export PARTNERSHIPS_URL=https://partnerships.example.gov PARTNERSHIPS_TOKEN=...
    python nightly_import.py agencies.csv copy.json

Safe to run again after any failure: a file that was sent twice changes nothing, and the copy goes on from the
position that is kept in it. Exit codes: 0 all rows are in, 3 some are to be mended (agencies.refused.csv), 1 nothing
could be done.
"""

import json
import sys
from pathlib import Path

import httpx
from partnerships_client import JobFailed, Partnerships, ProblemError

SOURCE = "state-registry"
ROWS_REFUSED = 3


def bring_in(api: Partnerships, file: Path) -> int:
    tried = api.import_file("agencies", file, source=SOURCE, dry_run=True)
    if tried.refused > tried.record["records"] // 2:
        print("Most rows would be refused: is this the right file?", file=sys.stderr)
        return 1
    done = api.import_file("agencies", file, source=SOURCE)
    counts = done.record
    print(f"{counts['created']} new, {counts['updated']} changed, {counts['unchanged']} as before")
    if not done.refused:
        return 0
    for row in done.errors():
        for issue in row["issues"]:
            print(f"line {row['line']}, {issue['column']}: {issue['message']}", file=sys.stderr)
    done.save_refused(file.with_suffix(".refused.csv"))
    return ROWS_REFUSED


def take_back(api: Partnerships, file: Path) -> None:
    if file.exists():
        kept = json.loads(file.read_text())
    else:
        # The position first: what changes while the list is read is told again, and nothing is missed.
        kept = {"position": api.position(), "agencies": {}}
        kept["agencies"] = {row["id"]: row for row in api.agencies_list(state=["VA"])}
    for changes in api.follow(kept["position"], subject_type=["agency"], every=None):
        for (_, id_), record in changes.records.items():
            if record and record["state"] == "VA":
                kept["agencies"][id_] = record
            else:
                kept["agencies"].pop(id_, None)
        for _, id_ in changes.gone:
            kept["agencies"].pop(id_, None)
        kept["position"] = changes.position
    new = file.with_suffix(".new")
    new.write_text(json.dumps(kept))
    new.replace(file)  # in one step: copy and position are of one moment


def main(agencies: str, copy: str) -> int:
    try:
        with Partnerships.from_environment() as api:
            code = bring_in(api, Path(agencies))
            take_back(api, Path(copy))
            return code
    except (ProblemError, JobFailed, httpx.TransportError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
