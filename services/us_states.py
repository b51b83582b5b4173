"""States and territories of the United States, as agencies and their identifiers name them."""

#: States whose identifiers begin with other letters than the postal code.
_ORI_STATE = {"NE": "NB", "GU": "GM"}

_POSTAL_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM CZ US"
)
_NAMES = (
    "Alaska=AK Alabama=AL Arkansas=AR Arizona=AZ California=CA Colorado=CO Connecticut=CT "
    "District_of_Columbia=DC Delaware=DE Florida=FL Georgia=GA Guam=GU Hawaii=HI Iowa=IA Idaho=ID "
    "Illinois=IL Indiana=IN Kansas=KS Kentucky=KY Louisiana=LA Massachusetts=MA Maryland=MD Maine=ME "
    "Michigan=MI Minnesota=MN Missouri=MO Mississippi=MS Montana=MT North_Carolina=NC North_Dakota=ND "
    "Nebraska=NE New_Hampshire=NH New_Jersey=NJ New_Mexico=NM Nevada=NV New_York=NY Ohio=OH Oklahoma=OK "
    "Oregon=OR Pennsylvania=PA Puerto_Rico=PR Rhode_Island=RI South_Carolina=SC South_Dakota=SD "
    "Tennessee=TN Texas=TX Utah=UT Virginia=VA U.S._Virgin_Islands=VI Vermont=VT Washington=WA "
    "Wisconsin=WI West_Virginia=WV Wyoming=WY American_Samoa=AS Northern_Mariana_Islands=MP"
)
STATES = frozenset(_POSTAL_CODES.split())
"""States, DC and territories, the former Canal Zone (still on the FBI's list), and US for national bodies."""


def ori_fits_state(ori: str, state: str) -> bool:
    """Whether the identifier's first two letters are those of `state` (federal ones begin with other letters)."""
    return ori[:2] in {state, _ORI_STATE.get(state, state)}


STATE_NAMES = {
    name.replace("_", " ").casefold(): code
    for name, _, code in (part.partition("=") for part in _NAMES.split())
}
"""Postal codes by the names of states, in lower case."""
