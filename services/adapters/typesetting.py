"""PDF documents with Typst: tagged, with language and title, as PDF/UA-1 demands; typst refuses what would not be."""

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

#: What to give up first: scripts of which the fonts have nothing, then all but plain letters.
_BEYOND_THE_FONTS = (re.compile("[^\x00-\u052f\u1e00-\u206f\u20a0-\u20c0]"), re.compile("[^\x00-\x7f]"))


async def typeset(template: Path, data: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a template that reads its `data` from `sys.inputs`, dated `at`.

    The same data and instant give the same bytes. A template sees no file but its neighbours, no other fonts than
    typst's own, and no network. Characters that these fonts lack are shown as question marks: a document with holes
    that nobody can read would not be accessible.
    """
    return await asyncio.to_thread(_typeset, template, orjson.dumps(data, default=str).decode(), at)


def _typeset(template: Path, data: str, at: datetime) -> bytes:
    import typst  # here, since it costs each process several megabytes and few ever make a document

    for beyond in _BEYOND_THE_FONTS:
        try:
            return _compile(template, data, at)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            data = beyond.sub("?", data)
    return _compile(template, data, at)


def _compile(template: Path, data: str, at: datetime) -> bytes:
    import typst

    pdf: bytes = typst.compile(
        template,
        root=template.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    return pdf
