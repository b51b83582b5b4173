"""Values that are stated once for all rows of a file."""

from collections.abc import Mapping

from models.enums import Modality
from services.errors import FieldProblem, Invalid
from services.imports.kinds.registry import KINDS


def check_defaults(kind: str, defaults: Mapping[str, str]) -> None:
    """Raises `Invalid` for a field that the kind takes no default for, and for a kind of work that is unknown."""
    known = KINDS[kind].defaults
    for name, value in defaults.items():
        if name not in known:
            message = f"This kind takes defaults for: {', '.join(sorted(known)) or 'nothing'}."
            raise Invalid(FieldProblem(f"defaults/{name}", "unknown", message))
        if name == "modality" and value not in set(Modality):
            raise Invalid(FieldProblem(f"defaults/{name}", "unknown", f"One of {', '.join(Modality)}."))
