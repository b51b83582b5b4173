"""How a person wants to be told: at once, once a day, or in the app only, topic by topic."""

from datetime import date
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.enums import NotificationTopic
from models.notifications import NotificationPreference
from schemas.notifications import PreferencesSet
from services.access.policy import Actor
from services.detail import Answer
from services.errors import FieldProblem, Invalid, StaleVersion
from services.notifications.telling import USUAL
from services.office_hours import OfficeHours
from services.policies import policy_in_force
from services.records import created


async def preferences(
    connection: AsyncConnection | AsyncSession, actor: Actor, today: date, *, mail: bool
) -> Answer:
    """Every topic with what the actor chose, or the usual; version 0 while nothing was chosen.

    `mail`: whether this installation sends any.
    """
    statement = select(
        NotificationPreference.delivery,
        NotificationPreference.zone,
        NotificationPreference.digest_hour,
        NotificationPreference.version,
    ).where(NotificationPreference.user_id == actor.id)
    chosen = (await connection.execute(statement)).one_or_none()
    usual = {topic.value: USUAL.value for topic in NotificationTopic}
    if chosen is not None:
        delivery, zone, digest_hour, version = chosen
        usual |= delivery
    else:
        hours = await policy_in_force(connection, "reminders", OfficeHours, today)
        zone, digest_hour, version = hours.zone.key, hours.opens_at.hour, 0
    return {"delivery": usual, "zone": zone, "digest_hour": digest_hour, "mail": mail, "version": version}


async def set_preferences(session: AsyncSession, actor: Actor, version: int, data: PreferencesSet) -> None:
    """Replace what was chosen. Raises `Invalid` for an unknown time zone, `StaleVersion`."""
    if data.zone not in available_timezones():
        message = f"There is no time zone {data.zone}. Name it as in America/New_York."
        raise Invalid(FieldProblem("zone", "unknown", message))
    chosen = await session.scalar(
        select(NotificationPreference).where(NotificationPreference.user_id == actor.id).with_for_update()
    )
    if (chosen.version if chosen else 0) != version:
        raise StaleVersion(chosen.version if chosen else 0)
    if chosen is None:
        chosen = created(NotificationPreference(user_id=actor.id), actor)
        session.add(chosen)
    chosen.delivery = {topic.value: how.value for topic, how in data.delivery.items()}
    chosen.zone = data.zone
    chosen.digest_hour = data.digest_hour
    chosen.updated_by = actor.id
    await session.flush()
