"""How files are handed on: piece by piece, as they are made."""

from collections.abc import Awaitable, Callable

Write = Callable[[bytes], Awaitable[None]]
