"""The first administrator of a new installation."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import Role
from models.identity import User, UserRole
from services.access.policy import SYSTEM
from services.events import record_event
from services.identity.secrets import hash_password, new_password

EMAIL = "administrator@localhost.localdomain"
_LOCK = 4_207_133_211_908


async def create_first_administrator(session: AsyncSession) -> tuple[str, str] | None:
    """E-mail address and generated password, or None when there is a user already.

    The password is kept only as a hash: it can be shown this once. Several processes may start together.
    """
    await session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if await session.scalar(select(User.id).limit(1)):
        return None
    password = new_password()
    user = User(email=EMAIL, name="Administrator", password_hash=await hash_password(password))
    user.roles = [UserRole(role=Role.ADMINISTRATOR)]
    session.add(user)
    record_event(
        session, SYSTEM, "users.created", user, subject_type="user", label=user.name, after={"email": EMAIL}
    )
    return EMAIL, password
