"""Enumerations of webhooks."""

from enum import StrEnum


class WebhookStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class DisabledReason(StrEnum):
    GONE = "gone"
    FAILING = "failing"


class DeliveryKind(StrEnum):
    EVENT = "event"
    REPLAY = "replay"
    PING = "ping"


class DeliveryStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"
