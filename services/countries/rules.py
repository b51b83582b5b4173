"""Rules about countries that need nothing but their arguments."""

import re

#: The one name that a country shares with a US state: its folded form, and the state's postal code.
STATES_OF_THE_SAME_NAME = {"georgia": "GA"}


def may_stand_for(name: str, alias: str) -> bool:
    """Whether an ambiguous name may mean what `alias` does: one has all words of the other. Both are folded.

    "congo" may stand for "republic of the congo", and "serbia and montenegro" for "serbia".
    """
    asked, offered = _words(name), _words(alias)
    return bool(asked and offered) and (asked <= offered or offered <= asked)


def _words(folded: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded))
