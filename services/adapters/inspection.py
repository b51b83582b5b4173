"""What an uploaded file is, by its content. Strangers' files are parsed in a process of their own.

The process has no secrets in its environment and bounded memory and time, so that a file made to exhaust a parser, or
to take one over, meets nothing worth having.
"""

import asyncio
import base64
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

SECONDS = 30
_PROGRAM = Path(__file__).with_name("inspector.py")
#: Each takes up to a processor and a gigabyte.
_AT_ONCE = ThreadPoolExecutor(2, "inspection")


class Unfit(Exception):
    """A file that is not taken: a stable word, and what to do instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Content:
    """`thumbnail`: a small JPEG of a picture, made anew; None of a PDF."""

    media_type: str
    thumbnail: bytes | None


async def content_of(file: BinaryIO) -> Content:
    """A PDF, JPEG, PNG or WebP that is whole and nothing else besides. Raises `Unfit`."""
    found = await asyncio.get_running_loop().run_in_executor(_AT_ONCE, _inspect, file)
    if "code" in found:
        raise Unfit(found["code"], found["message"])
    small = found.get("thumbnail")
    return Content(found["media_type"], base64.b64decode(small) if small else None)


def _inspect(file: BinaryIO) -> dict[str, str]:
    file.seek(0)
    try:
        run = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", str(_PROGRAM)],
            input=file.read(),
            capture_output=True,
            env={"PATH": os.defpath},
            timeout=SECONDS,
            check=True,
        )
        found: dict[str, str] = orjson.loads(run.stdout)
    except (subprocess.SubprocessError, orjson.JSONDecodeError):
        message = (
            "The file could not be read through. Save it anew, or photograph the receipt, and upload that."
        )
        return {"code": "file_unreadable", "message": message}
    return found
