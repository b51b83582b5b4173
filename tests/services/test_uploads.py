"""Names of files, as people and as attackers give them."""

import pytest

from services.uploads import LONGEST_NAME, clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("hotel.pdf", "hotel.pdf"),
        ("Quittung München.pdf", "Quittung München.pdf"),
        ("領収書.jpg", "領収書.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\officer\hotel.pdf", "hotel.pdf"),
        ("..", "receipt"),
        ("", "receipt"),
        ("/", "receipt"),
        ("ho\x00tel\r\n.pdf", "hotel.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("\ud800.pdf", "_.pdf"),
        (".pdf", "pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
    ],
)
def test_a_name_is_its_last_part_without_what_is_not_seen(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_name_keeps_its_begin_and_its_ending() -> None:
    name = clean_name("x" * 5000 + ".pdf")
    assert (len(name), name[:5], name[-4:]) == (LONGEST_NAME, "xxxxx", ".pdf")
    assert len(clean_name("x" * 5000)) == LONGEST_NAME
