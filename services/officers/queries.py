"""Reading officers."""

from typing import Any
from uuid import UUID

from models.agencies import Agency
from models.officers import Officer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.external_refs import by_ref, refs_of
from services.filters import any_of, flag, matching
from services.listing import Listing
from services.projection import Fields, instant, json_object, stamps

_archived: Any = Officer.archived_at.is_not(None)
_SOURCE = Officer.__table__.join(Agency.__table__)
_FIELDS: Fields = {
    "id": Officer.id,
    "name": Officer.name,
    "rank": Officer.rank,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "languages": Officer.languages,
    "archived": _archived,
}

OFFICERS = Listing(
    table=Officer,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields={**_FIELDS, "version": Officer.version, "updated_at": instant(Officer.updated_at)},
    sorts={"name": Officer.name, "agency": Agency.legal_name, "updated_at": Officer.updated_at},
    default_sort="name",
    filters={
        "external_ref": by_ref(Officer, "officer"),
        "agency_id": any_of(Officer.agency_id, UUID),
        "language": matching(
            lambda codes: Officer.languages.op("&&")(codes), description="ISO 639-1 codes, any of them."
        ),
        "archived": flag(_archived, "Left out: both archived officers and others."),
    },
    search=Officer.search_text,
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = ["update"] if actor.may(Permission.OFFICERS_UPDATE) else []
    if actor.may(Permission.OFFICERS_CREATE):
        actions.append("restore" if answer["archived"] else "archive")
    if actor.may(Permission.TRANSCRIPTS_READ):
        actions.append("transcript")
    return actions


OFFICER = Detail(
    table=Officer,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields={
        **_FIELDS,
        "email": Officer.email,
        "external_refs": refs_of(Officer, "officer"),
        **stamps(Officer),
    },
    actions=_actions,
)
