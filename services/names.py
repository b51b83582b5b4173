"""Names as they are compared."""

import unicodedata

#: Characters that stand for an apostrophe in names such as Côte d'Ivoire.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u00b4\u0060", "'"))


def fold_name(name: str) -> str:
    """`name` as it is compared: no accents, lower case, straight apostrophes, single spaces.

    Two names that fold to the same text are the same name, so that an import finds "CÔTE  D\u2019IVOIRE" by the
    alias "Cote d'Ivoire".
    """
    # Before and after: NFKD takes some apostrophes apart into a space and a mark, and makes others appear.
    letters = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).translate(_APOSTROPHES)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())
