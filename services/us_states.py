"""States and territories of the United States, as agencies and their identifiers name them."""

#: States whose identifiers begin with other letters than the postal code.
_ORI_STATE = {"NE": "NB", "GU": "GM"}

_POSTAL_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM CZ US"
)
STATES = frozenset(_POSTAL_CODES.split())
"""States, DC and territories, the former Canal Zone (still on the FBI's list), and US for national bodies."""


def ori_fits_state(ori: str, state: str) -> bool:
    """Whether the identifier's first two letters are those of `state` (federal ones begin with other letters)."""
    return ori[:2] in {state, _ORI_STATE.get(state, state)}
