"""Signing in with a password, and out again."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.database import Database
from models.enums import UserStatus
from models.identity import SignInFailure, User, WebSession
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.errors import NotSignedIn, TooManyAttempts, WrongCredentials
from services.events import record_event
from services.identity.secrets import digest, new_secret, password_matches

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 50


async def sign_in(
    database: Database, clock: Clock, *, email: str, password: str, address: str, hours: int
) -> tuple[str, WebSession]:
    """The secret for the cookie, and the session. The secret exists nowhere else.

    Raises `WrongCredentials`, alike in answer and time for unknown accounts and wrong passwords, and
    `TooManyAttempts` after 5 failures for an account or 50 from an address within 15 minutes.
    """
    now = clock.now()
    account = hashlib.sha256(email.lower().encode()).digest()
    async with database.transaction() as session:
        attempts_left, reset_seconds = await _note_attempt(session, account, address, now)
        user = await session.scalar(
            select(User).where(User.email == email.lower(), User.status == UserStatus.ACTIVE.value)
        )
    if not await password_matches(password, user.password_hash if user else None) or user is None:
        raise WrongCredentials(attempts_left=attempts_left, reset_seconds=reset_seconds)
    secret = new_secret()
    async with database.transaction() as session:
        forgotten = or_(SignInFailure.account_hash == account, SignInFailure.failed_at < now - WINDOW)
        await session.execute(delete(SignInFailure).where(forgotten))
        await session.execute(delete(WebSession).where(WebSession.expires_at < now))
        web_session = WebSession(
            secret_hash=digest(secret),
            csrf_token=new_secret(),
            user_id=user.id,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
        session.add(web_session)
        record_event(session, SYSTEM, "users.signed_in", user, subject_type="user", label=user.name, after={})
    return secret, web_session


async def _note_attempt(
    session: AsyncSession, account: bytes, address: str, now: datetime
) -> tuple[int, int]:
    """Count this attempt as failed until it succeeds, so that guesses at the same time are counted too.

    The attempts that are left, and the seconds until there are more. Raises `TooManyAttempts`.
    """
    left, reset = [], []
    for condition, limit, name in (
        (SignInFailure.account_hash == account, PER_ACCOUNT, account.hex()),
        (SignInFailure.address == address, PER_ADDRESS, address),
    ):
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
        failures, oldest = (
            await session.execute(
                select(func.count(SignInFailure.id), func.min(SignInFailure.failed_at)).where(
                    condition, SignInFailure.failed_at > now - WINDOW
                )
            )
        ).one()
        seconds = max(1, int(((oldest or now) + WINDOW - now).total_seconds()))
        if failures >= limit:
            raise TooManyAttempts(seconds)
        left.append(limit - failures - 1)
        reset.append(seconds)
    session.add(SignInFailure(account_hash=account, address=address, failed_at=now))
    return min(left), reset[left.index(min(left))]


async def current_session(connection: AsyncConnection, actor: Actor) -> dict[str, Any]:
    """The CSRF token and the end of the session the actor is in. Raises `NotSignedIn` for a token's bearer."""
    expires_at = await connection.scalar(
        select(WebSession.expires_at).where(
            WebSession.user_id == actor.id, WebSession.csrf_token == actor.csrf_token
        )
    )
    if expires_at is None:
        raise NotSignedIn("There is no session: you came with a token.")
    return {"csrf_token": actor.csrf_token, "expires_at": expires_at}


async def sign_out(session: AsyncSession, actor: Actor, secret: str) -> None:
    """The session is dead at once, everywhere."""
    await session.execute(
        delete(WebSession).where(WebSession.user_id == actor.id, WebSession.secret_hash == digest(secret))
    )
