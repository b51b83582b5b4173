"""The state table of enquiries."""

from models.enums import EnquiryStatus as S
from services.access.permissions import Permission
from services.lifecycle import Lifecycle, transition

_HANDLED = Permission.ENQUIRIES_MANAGE

LIFECYCLE = Lifecycle(
    "enquiry",
    (
        transition("take", S.NEW, S.IN_TRIAGE, _HANDLED),
        transition("answer", (S.NEW, S.IN_TRIAGE), S.ANSWERED, _HANDLED),
        # The agency becomes a prospect, or is one that is known already (services/workflows/enquiries.py).
        transition("convert", (S.NEW, S.IN_TRIAGE, S.ANSWERED), S.CONVERTED, _HANDLED),
        transition("dismiss", (S.NEW, S.IN_TRIAGE), S.DISMISSED, _HANDLED),
        transition("reopen", (S.DISMISSED, S.ANSWERED), S.IN_TRIAGE, _HANDLED),
    ),
)
