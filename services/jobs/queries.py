"""Reading jobs."""

from sqlalchemy import ColumnElement, Text, case, cast, func, literal_column

from models.import_enums import JobKind
from models.imports import Job
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of
from services.listing import Listing
from services.projection import Fields, instant, json_object, stamps
from services.queue import allowed_actions

_BASE: ColumnElement[str] = literal_column("'/api/v1/'")
_SUBJECT = case(
    (Job.kind == JobKind.IMPORT.value, literal_column("'imports/'")), else_=literal_column("'exports/'")
)
_FIELDS: Fields = {
    "id": Job.id,
    "kind": Job.kind,
    "status": Job.status,
    "subject_id": Job.subject_id,
    "progress": json_object({"done": Job.cursor, "total": Job.total}),
    "attempts": Job.attempts,
    "cancel_requested": Job.cancel_requested,
    "problem": Job.problem,
    "links": json_object(
        {
            "subject": func.concat(_BASE, _SUBJECT, cast(Job.subject_id, Text)),
            "events": func.concat(
                _BASE, literal_column("'jobs/'"), cast(Job.id, Text), literal_column("'/events'")
            ),
        }
    ),
    "started_at": instant(Job.started_at),
    "finished_at": instant(Job.finished_at),
    **stamps(Job),
}

JOBS = Listing(
    table=Job,
    permission=None,
    source=Job,
    fields=_FIELDS,
    sorts={"created_at": Job.created_at, "updated_at": Job.updated_at},
    default_sort="-created_at",
    filters={"kind": any_of(Job.kind), "status": any_of(Job.status)},
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return allowed_actions(actor, answer["kind"], answer["status"], answer["created_by"])


JOB = Detail(
    table=Job,
    permission=None,
    source=Job,
    fields={**_FIELDS, "created_by": Job.created_by},
    actions=_actions,
)
