"""Rules about what an agency may be recorded as."""

import re

#: FBI's originating agency identifier: two letters for the state, seven letters or digits (NCIC manual).
_ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{7}")
#: States whose identifiers begin with other letters than the postal code.
_ORI_STATE = {"NE": "NB", "GU": "GM"}
#: Unique entity identifier of SAM.gov: 12 characters, without O and I, not starting with zero (2 CFR 25.100).
_UEI = re.compile(r"[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}")

_POSTAL_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM CZ US"
)
STATES = frozenset(_POSTAL_CODES.split())
"""States, DC and territories, the former Canal Zone (still on the FBI's list), and US for national bodies."""


def is_ori(value: str) -> bool:
    return _ORI.fullmatch(value) is not None


def ori_fits_state(ori: str, state: str) -> bool:
    """Whether the identifier's first two letters are those of `state` (federal ones begin with other letters)."""
    return ori[:2] in {state, _ORI_STATE.get(state, state)}


def is_uei(value: str) -> bool:
    return _UEI.fullmatch(value) is not None
