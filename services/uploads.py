"""Files that people upload: what is known of one while it is looked at, and whether it is taken."""

import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

import structlog

from services.adapters.inspection import Content, Unfit, content_of
from services.adapters.malware import ScannerAway, malware_in
from services.errors import FieldProblem, Invalid, MalwareFound, Unavailable
from services.settings import Settings

log = structlog.get_logger(__name__)

LONGEST_NAME = 200
#: Control characters, marks that turn the reading direction, and what some system takes for part of a path.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_UNFIT_FOR_NAMES = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: spooled to disk when it is large, not looked at yet. `sha256`: 32 bytes."""

    name: str
    file: BinaryIO
    size: int
    sha256: bytes


async def examine(upload: Upload, settings: Settings) -> Content:
    """What the file is. Raises `Invalid` naming the fault and the way out, `MalwareFound`, `Unavailable`."""
    if upload.size == 0:
        raise Invalid(FieldProblem("file", "file_empty", "The file is empty."))
    try:
        # First: what parsers are not to be shown.
        found = await malware_in(upload.file, settings)
        if found is not None:
            log.warning("malware_found", name=found, sha256=upload.sha256.hex())
            message = "A scanner found malware in the file. It was not kept."
            raise MalwareFound(FieldProblem("file", "malware_found", message))
        return await content_of(upload.file)
    except ScannerAway as error:
        raise Unavailable(
            "The malware scanner does not answer, so nothing was kept. Try again later."
        ) from error
    except Unfit as unfit:
        raise Invalid(FieldProblem("file", unfit.code, unfit.message)) from unfit


def clean_name(given: str) -> str:
    """A name to show: its last part, without what is not seen; of a long one the begin and the ending.

    Names are shown and never used as paths.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    name = _UNFIT_FOR_NAMES.sub("_", _UNSHOWN.sub("", last.encode("utf-8", "replace").decode())).strip(" .")
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        kept = f"{dot}{ending}" if stem and len(ending) <= 8 else ""
        name = name[: LONGEST_NAME - len(kept)] + kept
    return name or "receipt"
