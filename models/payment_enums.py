"""More enumerations of the domain: of payment runs."""

from enum import StrEnum


class PaymentRunStatus(StrEnum):
    OPEN = "open"
    SENT = "sent"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class PaymentItemStatus(StrEnum):
    """What the Treasury has said of one claim of a run."""

    PENDING = "pending"
    PAID = "paid"
    RETURNED = "returned"
