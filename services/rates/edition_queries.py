"""Reading rate tables and what they do to the rates in force."""

from typing import Any

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.orm import aliased

from models.identity import User
from models.rate_editions import RateEdition, RateEditionRow
from services.access.permissions import Permission
from services.detail import Detail
from services.filters import any_of, flag
from services.listing import Listing, Scope
from services.projection import Fields, decimal_text, instant, json_object
from services.rates.lifecycle import LIFECYCLE

_PERSON = aliased(User)


def _name(column: Any) -> Any:
    return (
        select(json_object({"id": _PERSON.id, "name": _PERSON.name}))
        .where(_PERSON.id == column)
        .scalar_subquery()
    )


_HEAD: Fields = {
    "id": RateEdition.id,
    "kind": RateEdition.kind,
    "status": RateEdition.status,
    "effective_from": RateEdition.effective_from,
    "coverage": RateEdition.coverage,
    "file_name": RateEdition.file_name,
    "source": RateEdition.source,
    "changed": RateEdition.changed_count,
    "new": RateEdition.new_count,
    "ended": RateEdition.ended_count,
    "unchanged": RateEdition.unchanged_count,
    "errors": RateEdition.error_count,
    "warnings": RateEdition.warning_count,
    "uploaded_at": instant(RateEdition.created_at),
    "uploaded_by": _name(RateEdition.created_by),
    "applied_at": instant(RateEdition.applied_at),
    "applied_by": _name(RateEdition.applied_by),
    "version": RateEdition.version,
}
EDITIONS = Listing(
    table=RateEdition,
    permission=Permission.RATES_READ,
    source=RateEdition,
    fields=_HEAD,
    sorts={"uploaded_at": RateEdition.created_at, "effective_from": RateEdition.effective_from},
    default_sort="-uploaded_at",
    filters={
        "kind": any_of(RateEdition.kind),
        "status": any_of(RateEdition.status),
    },
)
EDITION = Detail(
    table=RateEdition,
    permission=Permission.RATES_READ,
    source=RateEdition,
    fields={
        **_HEAD,
        "scopes": RateEdition.scopes,
        "columns": RateEdition.columns,
        "notes": RateEdition.notes,
        "size_bytes": RateEdition.size_bytes,
        "sha256": func.encode(RateEdition.sha256, "hex"),
    },
    actions=lambda actor, answer: LIFECYCLE.allowed_actions(actor, answer["status"]),
)
DIFFERENCES = Listing(
    table=RateEditionRow,
    permission=Permission.RATES_READ,
    source=RateEditionRow,
    fields={
        "id": RateEditionRow.id,
        "line": RateEditionRow.line,
        "difference": RateEditionRow.difference,
        "subject": RateEditionRow.subject,
        "before": RateEditionRow.before,
        "after": RateEditionRow.after,
        "change_percent": decimal_text(RateEditionRow.change_percent),
        "problems": RateEditionRow.problems,
        "warnings": RateEditionRow.warnings,
    },
    sorts={"weight": RateEditionRow.weight, "subject": RateEditionRow.subject},
    default_sort="-weight",
    filters={
        "difference": any_of(RateEditionRow.difference),
        "warned": flag(
            func.jsonb_array_length(RateEditionRow.warnings) > 0, "Whether the row has a warning."
        ),
    },
    search=func.search_fold(RateEditionRow.subject),
)


def of_edition(edition_id: Any) -> Scope:
    """The rows of one table."""
    clause = RateEditionRow.edition_id == bindparam("edition_id", type_=Uuid())
    return Scope(clause, {"edition_id": edition_id})
