"""The public form: who may send it, and what is quietly set aside.

People fill a form in for a while and leave alone the field that they do not see; programs often do neither. What looks
like a program's work gets the same answer as all others, so that it teaches nothing, and is not kept.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.enquiries import Enquiry
from schemas.enquiries import EnquiryCreate
from services.access.policy import Actor
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.events import record_event
from services.references import next_reference
from services.signing import opened, sign
from services.us_states import STATES, ori_fits_state

PURPOSE = "enquiry_form"
#: Nobody reads and fills in the form faster.
FASTEST = timedelta(seconds=5)
KEPT_OPEN = timedelta(hours=24)
_NONCE_BYTES = 16


async def new_form(connection: AsyncConnection, clock: Clock) -> dict[str, Any]:
    """A token for one form, and how long it must have been open before it is sent."""
    content = int(clock.now().timestamp()).to_bytes(8, "big") + secrets.token_bytes(_NONCE_BYTES)
    return {
        "form_token": await sign(connection, PURPOSE, content),
        "wait_seconds": int(FASTEST.total_seconds()),
    }


@dataclass(frozen=True, slots=True)
class _Form:
    opened_at: datetime
    nonce: bytes


async def receive_enquiry(session: AsyncSession, clock: Clock, data: EnquiryCreate) -> None:
    """Keep what a person sent. A second sending of one form changes nothing.

    Raises `Invalid` for a form that was open too long, an unknown state, and an ORI of another state.
    """
    form = await _form(session, data.form_token)
    if form is None or data.website or clock.now() - form.opened_at < FASTEST:
        return
    if clock.now() - form.opened_at > KEPT_OPEN:
        message = "The form was open for more than a day. Nothing is lost: send it once more."
        raise Invalid(FieldProblem("form_token", "form_expired", message))
    _check(data)
    values = data.model_dump(exclude={"form_token", "website"})
    enquiry = Enquiry(
        **values,
        reference=await next_reference(session, "ENQ", clock.today().year),
        received_at=clock.now(),
        form_nonce=form.nonce,
    )
    columns = {c.key: getattr(enquiry, c.key) for c in Enquiry.__table__.c if c.key in enquiry.__dict__}
    statement = insert(Enquiry).values(columns).on_conflict_do_nothing(index_elements=["form_nonce"])
    if await session.scalar(statement.returning(Enquiry.id)) is None:
        return
    sender = Actor(None, "Public enquiry form", frozenset(), frozenset())
    after = {"agency_name": enquiry.agency_name, "state": enquiry.state, "ori": enquiry.ori}
    record_event(
        session,
        sender,
        "enquiries.received",
        enquiry,
        subject_type="enquiry",
        label=enquiry.reference,
        after=after,
    )


async def _form(session: AsyncSession, token: str) -> _Form | None:
    content = await opened(session, PURPOSE, token)
    if content is None or len(content) != 8 + _NONCE_BYTES:
        return None
    return _Form(datetime.fromtimestamp(int.from_bytes(content[:8], "big"), UTC), content[8:])


def _check(data: EnquiryCreate) -> None:
    if data.state not in STATES:
        raise Invalid(FieldProblem("state", "unknown", f"{data.state} is no US state or territory."))
    if data.ori is not None and not ori_fits_state(data.ori, data.state):
        message = (
            f"{data.ori} does not begin with the letters of {data.state}. Leave it out if you are not sure."
        )
        raise Invalid(FieldProblem("ori", "ori_of_another_state", message))
