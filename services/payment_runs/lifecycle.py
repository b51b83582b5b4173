"""The state tables of payment runs and of the claims in them."""

from dataclasses import dataclass

from models.payment_enums import PaymentItemStatus as I
from models.payment_enums import PaymentRunStatus as S
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition


@dataclass(frozen=True, slots=True)
class Sending:
    """How many claims of the run the Treasury has not paid yet."""

    pending: int


_SOMETHING = Guard(
    "empty_run", "Add a certified claim first: there is nothing to pay.", lambda facts: facts.pending > 0
)

RUN = Lifecycle(
    "payment run",
    (
        transition("add", S.OPEN, None, Permission.PAYMENT_RUNS_MANAGE),
        transition("remove", S.OPEN, None, Permission.PAYMENT_RUNS_MANAGE),
        transition("cancel", S.OPEN, S.CANCELLED, Permission.PAYMENT_RUNS_MANAGE),
        transition("send", S.OPEN, S.SENT, Permission.PAYMENT_RUNS_MANAGE, _SOMETHING),
        # Confirmed with the last claim's answer; a whole file may come again after that.
        transition("answer", S.SENT, S.SENT, Permission.CLAIMS_CONFIRM_PAYMENT),
        transition("answer", (S.SENT, S.CONFIRMED), S.CONFIRMED, Permission.CLAIMS_CONFIRM_PAYMENT),
    ),
)
ITEM = Lifecycle(
    "claim of a payment run",
    (
        transition("pay", I.PENDING, I.PAID, Permission.CLAIMS_CONFIRM_PAYMENT),
        transition("return", I.PENDING, I.RETURNED, Permission.CLAIMS_CONFIRM_PAYMENT),
    ),
)
