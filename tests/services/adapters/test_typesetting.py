"""Documents come out tagged, titled and dated, whatever is written in them."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from services.adapters.typesetting import typeset

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)
TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: "Letter")
#set text(lang: "en")
= Letter
#data.name
"""


@pytest.fixture
def text() -> str:
    return TEMPLATE


@pytest.fixture
def written(tmp_path: Path, text: str) -> Path:
    """A template in a folder of its own, beside a file that is none of its business."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    path = folder / "letter.typ"
    path.write_text(text)
    return path


async def _text(template: Path, data: dict[str, Any]) -> str:
    document = PdfReader(io.BytesIO(await typeset(template, data, AT)))
    return document.pages[0].extract_text()


@pytest.mark.parametrize("name", ["Łódź Ñandú", "Юрий", '#import "x" $x$ *b* = [y]', "\\ & ~ <a>"])
async def test_text_is_text(written: Path, name: str) -> None:
    assert name in await _text(written, {"name": name})


@pytest.mark.parametrize("name", ["Officer 王", "Officer 🙂", "Officer ทด", "Officer \u0378"])
async def test_characters_beyond_the_fonts_are_marked(written: Path, name: str) -> None:
    assert "Officer ?" in await _text(written, {"name": name})


async def test_documents_are_tagged_and_the_same_again(written: Path) -> None:
    first = await typeset(written, {"name": "One"}, AT)
    assert await typeset(written, {"name": "One"}, AT) == first
    root = PdfReader(io.BytesIO(first)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("text", ["No title, no language."])
async def test_what_is_not_accessible_is_refused(written: Path) -> None:
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        await typeset(written, {}, AT)


@pytest.mark.parametrize("text", [TEMPLATE + '#read("../secret.txt")'])
async def test_templates_see_no_file_but_their_neighbours(written: Path) -> None:
    with pytest.raises(typst.TypstError):
        await typeset(written, {"name": "One"}, AT)
