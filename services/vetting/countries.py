"""A post deals with the people and units of its own country."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Post
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_country
from services.errors import FieldProblem, Invalid


async def require_own_country(session: AsyncSession, actor: Actor, code: str, clock: Clock) -> UUID:
    """The country with this GENC code. Raises `Invalid` when it is unknown, retired or not the post's."""
    country_id = await require_country(session, code, field="country", on=clock.today())
    own = await session.scalar(select(Post.country_id).where(Post.id == actor.post_id))
    if own != country_id:
        raise Invalid(FieldProblem("country", "not_yours", "Name the country of your post."))
    return country_id
