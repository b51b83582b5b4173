"""The state table of obligations (domain brief, section 3; 31 USC 1551-1553). Amounts are judged by `ledger.py`."""

from models.enums import ObligationStatus as S
from services.access.permissions import Permission
from services.lifecycle import Lifecycle, transition

LIFECYCLE = Lifecycle(
    "obligation",
    (
        transition("adjust", S.OPEN, None, Permission.OBLIGATIONS_MANAGE),
        transition("deobligate", (S.OPEN, S.EXPIRED), None, Permission.OBLIGATIONS_MANAGE),
        transition("expire", S.OPEN, S.EXPIRED, None),
        transition("cancel", S.EXPIRED, S.CANCELLED, None),
    ),
)
