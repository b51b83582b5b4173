"""Text files as they come: line ends, quotation marks, titles, encodings."""

from pathlib import Path
from typing import Any

import pytest

from services.imports.kinds.activities import Activities
from services.imports.source import Source, Stated
from services.sheets.delimited import UnreadableFile

HEADING = "record_id,ori,country,activity_type,start_date,end_date,participants,cost_usd"
ROWS = [f"R{n},AK0010100,Guatemala,train,2020-01-0{n},2020-01-0{n},5,1.50" for n in (1, 2, 3)]
ONE, TWO, THREE = ROWS
ACCENT = "\n".join([HEADING, ONE.replace("train", "tra\u00edn")])


def read(folder: Path, content: str | bytes, **stated: Any) -> list[tuple[int, int, str, list[str]]]:
    """Number, line, first cell and codes of every record."""
    path = folder / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = Source(path, Activities.fields, Stated(**stated))
    assert not source.missing()
    return [
        (r.number, r.line, r.cells[0] if r.cells else "", [code for _, code in r.codes])
        for r in source.records()
    ]


GOOD = [(1, 2, "R1", []), (2, 3, "R2", []), (3, 4, "R3", [])]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("\n".join([HEADING, *ROWS]), GOOD),
        ("\r".join([HEADING, *ROWS]), GOOD),
        (f"{HEADING}\n{ONE}\r\n{TWO}\r{THREE}\n", GOOD),
        (HEADING.replace(",ori,", ',"Agency\nORI",') + f"\n{ONE}", [(1, 3, "R1", [])]),
        ("sep=,\n" + "\n".join([HEADING, ONE]), [(1, 3, "R1", [])]),
        ("Activities, all of them\n\n" + "\n".join([HEADING, ONE]), [(1, 4, "R1", [])]),
        (
            f"{HEADING}\n{ONE}\n{HEADING}\nTotal,,,,,,,1.50\n{TWO}",
            [(1, 2, "R1", []), (0, 3, "record_id", []), (0, 4, "Total", []), (2, 5, "R2", [])],
        ),
        (
            f'{HEADING}\nR1,"AK0010100,Guatemala\n{TWO}\n{THREE}\n',
            [(1, 2, "", ["unreadable"]), (2, 3, "R2", []), (3, 4, "R3", [])],
        ),
        (f'{HEADING}\n{ONE}\n{TWO[:-4]}"1.50', [(1, 2, "R1", []), (2, 3, "", ["unreadable"])]),
        (f'{HEADING}\n"R"1{ONE[2:]}\n{TWO}', [(1, 2, "", ["unreadable"]), (2, 3, "R2", [])]),
        (
            b"\xff\xfe" + f"{HEADING}\n{ONE}\n".encode("utf-16-le") + b"a",
            [(1, 2, "R1", []), (2, 3, "\udc61", ["row_width"])],
        ),
        (f"{HEADING}\n{ONE}".encode("utf-32"), [(1, 2, "R1", [])]),
        (
            f"{HEADING}\n{ONE}\nR\u00e92{TWO[2:]}\n".encode("cp1252") + f"{THREE}\n".encode() * 200,
            [(1, 2, "R1", []), (2, 3, "R\udce92", []), *((n, n + 1, "R3", []) for n in range(3, 203))],
        ),
    ],
)  # fmt: skip
def test_rows_are_found_whatever_the_file_is_like(
    tmp_path: Path, content: str | bytes, rows: list[tuple[int, int, str, list[str]]]
) -> None:
    assert read(tmp_path, content) == rows


@pytest.mark.parametrize(
    ("content", "stated", "words"),
    [
        (f"{HEADING}\n{ONE}".encode("utf-16-le"), {}, "seems to be UTF-16"),
        (f"{HEADING}\n{ONE}", {"encoding": "utf-16"}, "State utf-16le"),
        (ACCENT, {"encoding": "windows-1252"}, "is UTF-8"),
        (ACCENT.encode("cp1252"), {}, "State the encoding"),
        (f"{HEADING}\n{ONE}", {"encoding": "base64"}, "No encoding"),
        (f"{HEADING}\n{ONE}", {"encoding": "idna"}, "No encoding"),
        (f"{HEADING},ori\n{ONE},x", {}, "two columns called 'ori'"),
        ('[{"record_id": "R1"}]', {}, "one object a line"),
    ],
)
def test_what_cannot_be_told_is_asked_for(
    tmp_path: Path, content: str | bytes, stated: dict[str, Any], words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(tmp_path, content, **stated)
