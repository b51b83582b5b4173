"""The state table of vetting cases (22 USC 2378d; domain brief, section 3). It has no override."""

from dataclasses import dataclass

from models.enums import VettingStatus as S
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition


@dataclass(frozen=True, slots=True)
class SubmitFacts:
    """Whether what vetting needs of the person, and of the unit, is recorded."""

    person_complete: bool
    unit_complete: bool


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    given: bool


PERSON_COMPLETE = Guard(
    "person_incomplete",
    "Record the person's date and place of birth and their unit first.",
    lambda facts: facts.person_complete,
    "participant_id",
)
UNIT_COMPLETE = Guard(
    "unit_incomplete", "Record the unit's location first.", lambda facts: facts.unit_complete, "unit_id"
)
NOTICE_OWED = Guard(
    "already_given", "The notice is already recorded.", lambda facts: not facts.given, "notice_given_on"
)

LIFECYCLE = Lifecycle(
    "vetting case",
    (
        transition(
            "submit", S.NOMINATED, S.POST_CHECK, Permission.VETTING_MANAGE, PERSON_COMPLETE, UNIT_COMPLETE
        ),
        transition("enter", S.POST_CHECK, S.IN_REVIEW, Permission.VETTING_MANAGE),
        transition("decide", S.IN_REVIEW, S.APPROVED, Permission.VETTING_DECIDE),
        transition("decide", S.IN_REVIEW, S.REJECTED, Permission.VETTING_DECIDE),
        transition("decide", S.IN_REVIEW, S.SUSPENDED, Permission.VETTING_DECIDE),
        transition("expire", S.APPROVED, S.EXPIRED, None),
        transition("new_information", S.APPROVED, S.SUSPENDED, Permission.VETTING_MANAGE),
        transition("re_review", S.SUSPENDED, S.IN_REVIEW, Permission.VETTING_MANAGE),
        # Withholding brings duties of notice and of help towards accountability (22 USC 2378d(c)).
        transition("record_notice", S.REJECTED, None, Permission.VETTING_MANAGE, NOTICE_OWED),
    ),
)
