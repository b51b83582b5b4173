"""Answering a question without an account, with the link of a letter.

The token stands after `#` in the link, so it reaches no server log; the page sends it as a header.
"""

from datetime import timedelta
from typing import Annotated

from fastapi import Header, Response

from api.responses import json_response
from api.unit_of_work import Change, PublicRoute, Read, Resource
from schemas.outreach import OutreachReply, Question, QuestionAnswered
from services.outreach import links
from services.throttle import Limit, count_use

router = Resource("/answer-link", tags=["outreach"], route_class=PublicRoute)

#: Anybody may ask; a link that cannot be used any more is gone.
PUBLIC = {"x-public": True, "x-answers": ["410"]}
SHOWING = Limit("answer_link.show", uses=60, within=timedelta(minutes=10))
ANSWERING = Limit("answer_link.answer", uses=20, within=timedelta(minutes=10))

Token = Annotated[
    str, Header(alias="Answer-Token", description="What stands after # in the link.", max_length=400)
]


@router.get("", operation_id="answer_link_get", response_model=Question, openapi_extra=PUBLIC)
async def show(work: Read, token: Token) -> Response:
    """Changes nothing, however often it is called."""
    await count_use(work.app.state.database, work.clock, SHOWING, work.client and work.client.host)
    answer = await links.show_question(work.connection, work.clock, token)
    return json_response(answer, cache="no-store")


@router.post(
    "",
    operation_id="answer_link_answer",
    response_model=QuestionAnswered,
    openapi_extra=PUBLIC,
)
async def answer(work: Change, token: Token, data: OutreachReply) -> Response:
    """The one answer that the link takes."""
    await count_use(work.app.state.database, work.clock, ANSWERING, work.client and work.client.host)
    given = await links.answer_by_link(work.session, work.clock, token, data)
    return json_response(given, cache="no-store")
