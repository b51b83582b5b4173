"""Secrets that we hand out once and keep only as hashes, and password hashing."""

import asyncio
import hashlib
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_hasher = PasswordHash((Argon2Hasher(),))
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$U4ah35xawst9UdCWr54whQ$4T5/O0Ih/f/zEl8nRW8y+nhoLpZ0bTmVENCtJzuodsk"
"""The hash of a secret that was thrown away: checked for unknown accounts, so that their answer takes as long."""

TOKEN_PREFIX = "inlpp_"  # noqa: S105 - the mark of our tokens, for secret scanners


def digest(secret: str) -> bytes:
    """SHA-256: enough for secrets of 256 random bits, which cannot be guessed from a list."""
    return hashlib.sha256(secret.encode()).digest()


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_password() -> str:
    return secrets.token_urlsafe(15)


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_hasher.hash, password)


async def password_matches(password: str, stored: str | None) -> bool:
    """Takes as long for an account without a password as for any other."""
    matches = await asyncio.to_thread(_hasher.verify, password, stored or _NOBODY)
    return matches and stored is not None
