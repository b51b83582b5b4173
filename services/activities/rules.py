"""Rules about activities that need nothing but their arguments."""

from datetime import date

from models.enums import ActivityStatus, Modality

#: While these last, the paperwork and the plan itself may still change.
EDITABLE = frozenset({ActivityStatus.PLANNING, ActivityStatus.READYING})
#: Who goes may change until work begins: the gates are asked again before it does, also on resuming.
STAFFABLE = EDITABLE | {ActivityStatus.AUTHORIZED, ActivityStatus.SUSPENDED}
#: Work has begun and is not settled: what officers did and participants learned can be stated.
SERVED = frozenset({ActivityStatus.ACTIVE, ActivityStatus.SUSPENDED, ActivityStatus.COMPLETED})
OVER = frozenset({ActivityStatus.COMPLETED, ActivityStatus.CLOSED, ActivityStatus.CANCELLED})


def hosted(modality: str) -> bool:
    """Whether the partner agency receives visitors at home: it then concurs and finishes in the post's place."""
    return modality == Modality.STUDY_VISIT


def days_of(first: date, last: date) -> int:
    """Calendar days from `first` through `last`."""
    return (last - first).days + 1


def touches(first: date, last: date, other_first: date | None, other_last: date | None) -> bool:
    """Whether two spans share a day; an end that is not known yet is open."""
    return (other_last is None or first <= other_last) and (other_first is None or last >= other_first)
