"""What files are by their content, and which are not taken."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from services.adapters.inspection import Unfit, content_of
from tests.factories.files import (
    archive,
    encrypted_pdf,
    moving,
    pdf,
    pdf_with_attachment,
    pdf_with_launch,
    pdf_with_script,
    picture,
)


def _mode(mode: str, kind: str) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (40, 30)).save(written, kind)
    return written.getvalue()


def _turned() -> bytes:
    """Taken with the phone on its side: the pixels lie, and the file says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(size=(800, 600), exif=exif)


def _packed_script() -> bytes:
    """The same as objects in a compressed stream, in which no search of the bytes finds a word."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_with_script()))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue().replace(b"/JavaScript", b"/Java#53cript").replace(b"/JS ", b"/J#53 ")


TAKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "PDF": (pdf, "application/pdf"),
    "PDF and a line break": (lambda: pdf() + b"\r\n", "application/pdf"),
    "JPEG": (picture, "image/jpeg"),
    "progressive JPEG": (lambda: picture(progressive=True), "image/jpeg"),
    "JPEG for print": (lambda: _mode("CMYK", "JPEG"), "image/jpeg"),
    "PNG": (lambda: picture("PNG"), "image/png"),
    "PNG with transparency": (lambda: _mode("RGBA", "PNG"), "image/png"),
    "PNG of sixteen bits": (lambda: _mode("I;16", "PNG"), "image/png"),
    "WebP": (lambda: picture("WEBP"), "image/webp"),
    "two pictures of one scene, as phones take them": (lambda: moving("MPO"), "image/jpeg"),
    "a phone's notes after the picture": (lambda: picture() + b"\0\0SEFH\1\2SEFT", "image/jpeg"),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a page": (lambda: b"<!doctype html><script>alert(1)</script>", "type_not_taken"),
    "a drawing with scripts": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "type_not_taken"),
    "an archive": (archive, "type_not_taken"),
    "a GIF": (lambda: picture("GIF"), "type_not_taken"),
    "a program": (lambda: b"MZ" + bytes(200), "type_not_taken"),
    "a PDF behind something": (lambda: b"GIF89a" + pdf(), "type_not_taken"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(40), "heic_not_taken"),
    "JPEG and archive": (lambda: picture() + archive(), "file_ambiguous"),
    "JPEG and PDF": (lambda: picture() + pdf(), "file_ambiguous"),
    "JPEG and program": (lambda: picture() + b"\x7fELF" + bytes(90), "trailing_data"),
    "PDF and archive": (lambda: pdf() + archive(), "file_ambiguous"),
    "PDF and page": (lambda: b"%PDF-1.7\n<html><script>1</script>" + pdf(), "file_ambiguous"),
    "PDF and more": (lambda: pdf() + b"\nmore", "trailing_data"),
    "PNG and more": (lambda: picture("PNG") + b"x", "trailing_data"),
    "WebP and more": (lambda: picture("WEBP") + b"xyz", "trailing_data"),
    "a page as comment of a JPEG": (lambda: picture(comment=b"<script>1</script>"), "file_ambiguous"),
    "JPEG cut off": (lambda: picture()[:-200], "file_damaged"),
    "PNG cut off": (lambda: picture("PNG")[:-30], "file_damaged"),
    "WebP cut off": (lambda: picture("WEBP")[:-30], "file_damaged"),
    "PDF cut off": (lambda: pdf()[: len(pdf()) // 2] + b"%%EOF", "file_damaged"),
    "only the head of a JPEG": (lambda: b"\xff\xd8\xff\xe0", "file_damaged"),
    "animated WebP": (lambda: moving("WEBP"), "picture_moves"),
    "animated PNG": (lambda: moving("PNG"), "picture_moves"),
    "ten thousand by ten thousand": (lambda: picture("PNG", (10_000, 10_000)), "picture_too_large"),
    "PDF with a script": (pdf_with_script, "pdf_active"),
    "PDF with a script under another spelling": (_packed_script, "pdf_active"),
    "PDF that starts a program": (pdf_with_launch, "pdf_active"),
    "PDF with a file in it": (pdf_with_attachment, "pdf_active"),
    "encrypted PDF": (encrypted_pdf, "pdf_encrypted"),
}


@pytest.mark.parametrize("name", TAKEN)
async def test_a_file_is_what_its_content_says(name: str) -> None:
    make, media_type = TAKEN[name]
    content = await content_of(io.BytesIO(make()))
    assert content.media_type == media_type
    assert (content.thumbnail is None) == (media_type == "application/pdf")


@pytest.mark.parametrize("name", REFUSED)
async def test_other_files_are_refused_with_a_way_out(name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(Unfit) as refused:
        await content_of(io.BytesIO(make()))
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


async def test_the_thumbnail_is_small_and_upright() -> None:
    content = await content_of(io.BytesIO(_turned()))
    assert content.thumbnail is not None
    small = Image.open(io.BytesIO(content.thumbnail))
    assert (small.format, small.size) == ("JPEG", (240, 320))
    assert not small.getexif()
