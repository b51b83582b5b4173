"""Files as people upload them, made anew for each test, and files as nobody should."""

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (600, 800), shade: int = 90, **options: object
) -> bytes:
    """`shade` tells one picture from another."""
    written = io.BytesIO()
    Image.new("RGB", size, (230, 210, shade)).save(written, kind, **options)
    return written.getvalue()


def moving(kind: str) -> bytes:
    """Two pictures in one file: an animation, or what a phone takes of one scene (MPO)."""
    written = io.BytesIO()
    Image.new("RGB", (50, 50)).save(
        written, kind, save_all=True, append_images=[Image.new("RGB", (50, 50), (9, 9, 9))]
    )
    return written.getvalue()


@cache
def pdf(text: str = "Hotel, one night, 198.00 USD") -> bytes:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "receipt.typ"
        source.write_text(f"= Receipt\n{text}\n#pagebreak()\nTerms")
        made: bytes = typst.compile(source, format="pdf", ignore_system_fonts=True)
    return made


def pdf_with_script() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    return _written(writer)


def pdf_with_attachment() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_attachment("inner.exe", b"MZ")
    return _written(writer)


def pdf_with_launch() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    launch = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(launch)
    return _written(writer)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("x", algorithm="RC4-128")
    return _written(writer)


def archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("inner.txt", "x")
    return written.getvalue()


def _written(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
