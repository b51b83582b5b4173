"""States of webhooks and of what is sent to them."""

from models.webhook_enums import DeliveryStatus as D
from models.webhook_enums import WebhookStatus as S
from services.access.permissions import Permission
from services.lifecycle import Lifecycle, transition

WEBHOOK = Lifecycle(
    "webhook",
    (
        transition("pause", S.ACTIVE, S.PAUSED, Permission.WEBHOOKS_MANAGE),
        transition("resume", (S.PAUSED, S.DISABLED), S.ACTIVE, Permission.WEBHOOKS_MANAGE),
        transition("disable", (S.ACTIVE, S.PAUSED), S.DISABLED, None),
    ),
)
DELIVERY = Lifecycle(
    "delivery",
    (
        transition("take", (D.QUEUED, D.SENDING), D.SENDING, None),
        transition("deliver", D.SENDING, D.DELIVERED, None),
        transition("postpone", D.SENDING, D.QUEUED, None),
        transition("give_up", D.SENDING, D.DEAD, None),
        transition("drop", (D.QUEUED, D.SENDING), D.DROPPED, None),
    ),
)
