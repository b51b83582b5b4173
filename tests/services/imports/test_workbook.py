"""Workbooks that mean no good, or are broken: refused in words, and small in memory."""

import io
import zipfile
from pathlib import Path

import pytest

from services.imports.kinds.agencies import Agencies
from services.imports.kinds.trips import Trips
from services.imports.source import Source, Stated
from services.sheets.delimited import UnreadableFile

ROOM = Path(__file__).parents[2] / "data" / "imports" / "expenses_fy2024.xlsx"


def altered(tmp_path: Path, name: str, content: bytes) -> Path:
    """The workbook with another content of one part."""
    path, source = tmp_path / "altered.xlsx", zipfile.ZipFile(ROOM)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, content if info.filename == name else source.read(info))
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"),
        ("xl/workbook.xml", b"<broken"),
        ("xl/worksheets/sheet2.xml", b"<broken"),
        ("xl/worksheets/sheet2.xml", b"<!DOCTYPE x><worksheet/>"),
        ("xl/sharedStrings.xml", b"<sst>" + b" " * (97 * 1024**2) + b"</sst>"),
    ],
)
def test_a_workbook_that_cannot_be_trusted_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = altered(tmp_path, name, content)
    with pytest.raises(UnreadableFile):
        list(Source(path, Trips.fields, Stated()).records())


def test_something_else_in_a_zip_is_no_workbook(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    path = tmp_path / "other.xlsx"
    path.write_bytes(content.getvalue())
    with pytest.raises(UnreadableFile, match="workbook"):
        Source(path, Agencies.fields, Stated())


def test_a_sheet_of_another_kind_has_no_known_headings() -> None:
    with pytest.raises(UnreadableFile, match="READ ME, FY2024 Expenses"):
        Source(ROOM, Agencies.fields, Stated(sheet="READ ME"))
