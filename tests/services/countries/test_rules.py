"""Folding of names, by which imports find countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.countries.rules import may_stand_for
from services.names import fold_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("COTE D'IVOIRE", "cote d'ivoire"),
        ("Côte d`Ivoire", "cote d'ivoire"),
        ("Cote d\u00b4Ivoire", "cote d'ivoire"),
        ("  St.\u00a0 Lucia\t", "st. lucia"),
        ("São Tomé", "sao tome"),
        ("Åland", "aland"),
        ("Türkiye", "turkiye"),
        ("", ""),
    ],
)
def test_names_fold_to_what_people_mean(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_names_of_different_countries_stay_apart() -> None:
    assert fold_name("Guinea") != fold_name("Guinea-Bissau")


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = fold_name(name)
    assert fold_name(once) == once


@pytest.mark.parametrize(
    ("name", "alias", "may"),
    [
        ("congo", "republic of the congo", True),
        ("congo", "congo (kinshasa)", True),
        ("korea", "korea, south", True),
        ("serbia and montenegro", "serbia", True),
        ("congo", "congolese republic", False),
        ("guinea", "equatorial", False),
        ("", "congo", False),
    ],
)
def test_an_ambiguous_name_stands_for_what_has_its_words(name: str, alias: str, may: bool) -> None:
    assert may_stand_for(name, alias) is may
