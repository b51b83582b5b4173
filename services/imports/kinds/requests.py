"""Needs of posts, by the keys of the system they come from."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select

from models.countries import Post
from models.enums import Modality, Urgency
from models.requests import AssistanceRequest
from schemas.requests import RequestCreate, RequestUpdate
from services.access.permissions import Permission
from services.access.visibility import visible
from services.imports.fields import Field, Plan, Row, word
from services.imports.kinds.base import RowByRow, Work, among, compare, copy_refs, known_by_key
from services.requests.commands import create_request, update_request

_REQUEST = TypeAdapter(RequestCreate)
_COMPARED = ("title", "need", "modality", "urgency", "starts_on", "ends_on", "headcount")


class Requests(RowByRow):
    """New ones are drafts, to be looked at and submitted. Posts, countries and expertise of one that is here stay."""

    name = "requests"
    permissions = (Permission.REQUESTS_CREATE,)
    defaults = frozenset({"modality"})
    fields = (
        Field("external_id", required=True, headings=("Request no", "Request id", "External id"), key=True),
        Field("post", required=True, headings=("Post", "Embassy"), longest=120),
        Field("title", required=True, headings=("Title", "Subject")),
        Field("need", "free", required=True, headings=("Need", "Description"), longest=4000),
        Field("modality", headings=("Modality", "Type", "Kind of work"), longest=100),
        Field("urgency", headings=("Urgency",), longest=40),
        Field("country", "country", headings=("Country", "Partner country")),
        Field("expertise", "codes", headings=("Expertise", "Expertise code", "Required expertise")),
        Field("starts_on", "day", required=True, headings=("Start", "Start date", "First day", "Starts on")),
        Field("ends_on", "day", required=True, headings=("End", "End date", "Last day", "Ends on")),
        Field("headcount", "whole", required=True, headings=("Headcount", "Officers needed", "Officers")),
    )

    def check(self, row: Row, plan: Plan) -> None:
        for name, known in (("modality", Modality), ("urgency", Urgency)):
            if (text := row.values.get(name)) is not None:
                row.values[name] = word(text)
                if row.values[name] not in set(known):
                    plan.issue(row, "unknown_code", name, f"One of {', '.join(known)}.")
        starts_on, ends_on = row.values.get("starts_on"), row.values.get("ends_on")
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            plan.issue(row, "end_before_start", "ends_on")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        session = work.session
        posts = await _posts(work, rows)
        known = await known_by_key(
            session, work.source, "request", {row.values["external_id"] for row in rows}
        )
        seen = visible(work.actor, AssistanceRequest)
        columns = ("id", "post_id", *_COMPARED)
        statement = select(*(getattr(AssistanceRequest, column) for column in columns)).where(
            among(AssistanceRequest.id, known.values()), seen.clause
        )
        current = {row.id: row for row in await session.execute(statement, dict(seen.parameters))}
        for row in rows:
            post_id = posts.get(row.values["post"].casefold())
            if post_id is None:
                work.plan.issue(row, "bad_value", "post", "No post has this name.")
                continue
            if not _take(work, row, post_id):
                continue
            existing = known.get(row.values["external_id"])
            if existing is not None and existing not in current:
                work.plan.issue(row, "bad_value", "external_id", "This key is of a need that is not yours.")
                continue
            if existing is not None:
                stated = [name for name in _COMPARED if name != "urgency" or row.values.get(name)]
                compare(row, current[existing], stated)
                if current[existing].post_id != post_id:
                    work.plan.issue(row, "bad_value", "post", "The post of a need does not change.")
            self.settle(work, row, existing)

    async def write_row(self, work: Work, row: Row) -> None:
        session, actor, clock = work.session, work.actor, work.clock
        if row.outcome == "create":
            row.target = await create_request(session, actor, clock, RequestCreate(**row.record))
            await copy_refs(work, "request", [(row.values["external_id"], row.target)])
            return
        assert row.target is not None
        version = await session.scalar(
            select(AssistanceRequest.version).where(AssistanceRequest.id == row.target)
        )
        data = RequestUpdate(**{name: row.record[name] for name in row.changes})
        await update_request(session, actor, clock, row.target, version or 0, data)


def _take(work: Work, row: Row, post_id: UUID) -> bool:
    """The record that the row describes, held to the form of requests; whether it is one."""
    values, country = row.values, row.values.get("country")
    modality = values.get("modality") or work.defaults.get("modality")
    if modality is None:
        work.plan.issue(row, "missing_required", "modality")
        return False
    facts: dict[str, Any] = {
        name: values[name] for name in ("title", "need", "starts_on", "ends_on", "headcount")
    }
    facts |= {"post_id": post_id, "modality": modality, "required_expertise": values.get("expertise") or []}
    facts |= {"urgency": values["urgency"]} if values.get("urgency") else {}
    facts |= {"countries": [country.genc3]} if country is not None else {}
    try:
        row.record = _REQUEST.validate_python(facts).model_dump()
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            name = str(fault["loc"][0])
            work.plan.issue(row, "bad_value", name if name in work.plan.fields else None, fault["msg"])
        return False
    return True


async def _posts(work: Work, rows: Sequence[Row]) -> dict[str, UUID]:
    names = {row.values["post"].casefold() for row in rows}
    statement = select(func.lower(Post.name), Post.id).where(func.lower(Post.name).in_(names))
    return dict((await work.session.execute(statement)).all())
