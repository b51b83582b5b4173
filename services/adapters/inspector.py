"""The program that looks into one file, on its standard input. Run by `inspection.py`; writes JSON.

It knows Pillow, pypdf and nothing of this program.
"""

import base64
import io
import json
import re
import resource
import sys
import warnings
from typing import Any

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
MOST_PIXELS = 64_000_000
MOST_PAGES = 500
MOST_OBJECTS = 50_000
THUMBNAIL = (320, 320)

#: How far browsers and readers look for the head of another kind of file.
_HEAD = 2048
#: The end of a ZIP archive (and of a JAR or Office file) stands in the last of these bytes.
_TAIL = 65_557
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe|\?php)", re.IGNORECASE)
_ARCHIVE_END = b"PK\x05\x06"
#: What may not follow the picture in a JPEG file. Phones do write after it: a second picture, a film, notes.
_EXECUTABLE = re.compile(rb"PK\x03\x04|%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x7fELF|MZ.{58}\0\0", re.DOTALL)

#: Keys and values of PDF objects that do something, or that carry files.
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/AA"}
_ACTIVE_KINDS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound",
    "/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Screen", "/3D",
}  # fmt: skip


class Unfit(Exception):
    """A stable word, and what to do instead."""


def inspect(data: bytes) -> dict[str, str]:
    """The media type and, of a picture, the thumbnail. Raises `Unfit`."""
    if data.startswith(b"%PDF-"):
        _refuse_other_faces(data)
        _check_pdf(data)
        return {"media_type": "application/pdf"}
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"):
        raise Unfit(
            "heic_not_taken",
            "Photos in HEIC or AVIF cannot be shown everywhere. On an iPhone choose Settings, Camera, Formats, Most "
            "Compatible; or save the photo as JPEG.",
        )
    ends = {b"\xff\xd8\xff": _end_of_jpeg, b"\x89PNG\r\n\x1a\n": _end_of_png, b"RIFF": _end_of_webp}
    for magic, end in ends.items():
        if data.startswith(magic) and (magic != b"RIFF" or data[8:12] == b"WEBP"):
            _refuse_other_faces(data)
            if b"%PDF-" in data:
                raise _other_face()
            _refuse_what_follows(data, end(data), jpeg=magic == b"\xff\xd8\xff")
            return _check_picture(data)
    raise Unfit("type_not_taken", "Upload a PDF, or a picture as JPEG, PNG or WebP.")


def _other_face() -> Unfit:
    return Unfit(
        "file_ambiguous",
        "The file can be read as two kinds of file at once. Print it to a new PDF, or photograph it, and upload that.",
    )


def _refuse_other_faces(data: bytes) -> None:
    if _MARKUP.search(data[:_HEAD]) or _ARCHIVE_END in data[-_TAIL:]:
        raise _other_face()


def _refuse_what_follows(data: bytes, end: int, *, jpeg: bool) -> None:
    rest = data[end:].strip(b"\0")
    if rest and (not jpeg or _EXECUTABLE.search(rest) or _MARKUP.search(rest)):
        message = "Something follows the picture in this file. Save the picture anew and upload that."
        raise Unfit("trailing_data", message)


def _broken() -> Unfit:
    return Unfit("file_damaged", "The file is damaged or cut off. Save it anew, or take another picture.")


def _end_of_jpeg(data: bytes) -> int:
    """Behind the marker that ends the first picture."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise _broken()
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0xFF or 0xD0 <= marker <= 0xD7 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            # Within the scan FF is followed by zero or a restart marker.
            found = _NEXT_MARKER.search(data, at)
            if found is None:
                raise _broken()
            at = found.start()
    if data[at : at + 2] == b"\xff\xd9":
        return at + 2
    raise _broken()


_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _end_of_png(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if kind == b"IEND":
            return at
    raise _broken()


def _end_of_webp(data: bytes) -> int:
    size = int.from_bytes(data[4:8], "little")
    return 8 + size + size % 2


def _check_picture(data: bytes) -> dict[str, str]:
    from PIL import Image, ImageOps

    # Between the most and twice as many Pillow would only warn.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    too_large = Unfit("picture_too_large", f"A picture has at most {MOST_PIXELS // 10**6} million pixels.")
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            raise Unfit("picture_moves", "A picture that moves is no receipt. Save one frame of it as JPEG.")
        picture.load()
        small = ImageOps.exif_transpose(picture)
        small.thumbnail(THUMBNAIL)
        written = io.BytesIO()
        small.convert("RGB").save(written, "JPEG", quality=70)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError) as error:
        raise too_large from error
    except Unfit:
        raise
    except Exception as error:
        raise _broken() from error
    return {
        "media_type": f"image/{kind.lower()}",
        "thumbnail": base64.b64encode(written.getvalue()).decode(),
    }


def _check_pdf(data: bytes) -> None:
    from pypdf import PdfReader

    last = data.rfind(b"%%EOF")
    if last < 0:
        raise _broken()
    if data[last + 5 :].strip(b"\0\t\n\f\r "):
        raise Unfit(
            "trailing_data", "Something follows the end of this PDF. Print it to a new PDF and upload that."
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            message = "The PDF is encrypted. Print it to a new PDF without a password and upload that."
            raise Unfit("pdf_encrypted", message)
        if not 1 <= len(reader.pages) <= MOST_PAGES:
            raise Unfit("pdf_pages", f"A PDF has 1 to {MOST_PAGES} pages.")
        _refuse_active(reader)
    except Unfit:
        raise
    except Exception as error:
        raise _broken() from error


def _refuse_active(reader: Any) -> None:
    """Refuses scripts, actions and embedded files, wherever in the objects of the PDF they stand."""
    from pypdf.generic import DictionaryObject, IndirectObject

    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise Unfit("pdf_objects", "The PDF is too intricate. Print it to a new PDF and upload that.")
    pending: list[Any] = [reader.trailer]
    pending += [
        IndirectObject(number, generation, reader).get_object() for number, generation in numbers if number
    ]
    while pending:
        part = pending.pop()
        if isinstance(part, DictionaryObject):
            if _ACTIVE_KEYS & part.keys() or any(
                isinstance(kind := part.raw_get(key), str) and kind in _ACTIVE_KINDS
                for key in ("/S", "/Type", "/Subtype")
                if key in part
            ):
                raise Unfit(
                    "pdf_active",
                    "The PDF has scripts, actions or files in it. Print it to a new PDF and upload that.",
                )
            pending += [part.raw_get(key) for key in part]
        elif isinstance(part, list):
            pending += list(part)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = inspect(sys.stdin.buffer.read())
    except Unfit as unfit:
        code, message = unfit.args
        found = {"code": code, "message": message}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
