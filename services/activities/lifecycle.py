"""The state tables of activities and of the assignments to them (domain brief, section 3)."""

from dataclasses import dataclass

from models.enums import ActivityStatus as S
from models.enums import AssignmentStatus
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards ask about. Counts and names are of what stands in the way."""

    dated: bool
    begun: bool
    concurred: bool
    instrument_signed: bool
    performance_covers: bool
    funds_cover: bool
    open_papers: tuple[str, ...]
    """Gates of the paperwork that are neither done nor waived."""
    unready: tuple[str, ...]
    """What officers lack, each in words that name the officer."""
    uncleared_participants: int
    attendance_recorded: bool
    after_action_accepted: bool
    open_claims: int
    money_left: bool


DATED = Guard("not_dated", "Give the first and the last day.", lambda f: f.dated, "starts_on")
BEGUN = Guard("not_begun", "The first day has not come.", lambda f: f.begun, "starts_on")
SIGNED = Guard(
    "instrument_not_signed", "Name a signed instrument.", lambda f: f.instrument_signed, "instrument_id"
)
PERFORMANCE = Guard(
    "outside_performance",
    "The instrument's period of performance must hold all the days: claims outside it are not paid.",
    lambda f: f.performance_covers,
    "instrument_id",
)
FUNDED = Guard(
    "funds_short",
    "Name an open obligation of the instrument with enough left for the estimate (31 USC 1501).",
    lambda f: f.funds_cover,
    "obligation_id",
)
CONCURRED = Guard(
    "not_concurred",
    "The post, or for a study visit the host agency, has not concurred.",
    lambda f: f.concurred,
    "concurred_at",
)
NOT_YET_CONCURRED = Guard(
    "already_concurred", "Concurrence is already recorded.", lambda f: not f.concurred, "concurred_at"
)
PAPERED = Guard(
    "paperwork_open",
    "Papers that are gates must be done, or waived through the last day.",
    lambda f: not f.open_papers,
    "checklist",
    lambda f: (f"{title} is neither done nor waived through the last day." for title in f.open_papers),
)
READY = Guard(
    "officers_not_ready",
    "An assigned officer lacks something required, or it is not valid for the whole trip.",
    lambda f: not f.unready,
    "assignments",
    lambda f: f.unready,
)
CLEARED = Guard(
    "participants_not_cleared",
    "Every participant and every unit needs an approval through the last day (22 USC 2378d).",
    lambda f: not f.uncleared_participants,
    "participants",
)
ATTENDED = Guard(
    "attendance_missing",
    "Record the attendance first.",
    lambda f: f.attendance_recorded,
    "attendance_recorded_at",
)
REPORTED = Guard(
    "after_action_open",
    "The after-action report must be written and accepted.",
    lambda f: f.after_action_accepted,
    "after_action",
)
SETTLED = Guard(
    "claims_open",
    "Every claim must be paid, disallowed or withdrawn.",
    lambda f: not f.open_claims,
    "claims",
)
NOTHING_LEFT = Guard(
    "money_left",
    "What is left of the obligation must be paid or de-obligated.",
    lambda f: not f.money_left,
    "obligation_id",
)

#: What must hold for an activity to go, and again when it starts or resumes (invariants 6 and 8).
GO = (DATED, CONCURRED, SIGNED, PERFORMANCE, FUNDED, PAPERED, READY, CLEARED)

ACTIVITY = Lifecycle(
    "activity",
    (
        transition(
            "ready",
            S.PLANNING,
            S.READYING,
            Permission.ACTIVITIES_MANAGE,
            DATED,
            SIGNED,
            PERFORMANCE,
            FUNDED,
        ),
        transition("concur", S.READYING, None, Permission.ACTIVITIES_CONCUR, NOT_YET_CONCURRED),
        transition("authorize", S.READYING, S.AUTHORIZED, Permission.ACTIVITIES_MANAGE, *GO),
        transition("start", S.AUTHORIZED, S.ACTIVE, None, BEGUN, *GO),
        transition("suspend", (S.AUTHORIZED, S.ACTIVE), S.SUSPENDED, Permission.ACTIVITIES_SUSPEND),
        transition("resume", S.SUSPENDED, S.ACTIVE, Permission.ACTIVITIES_MANAGE, *GO),
        transition("record_attendance", S.ACTIVE, None, Permission.ACTIVITIES_FINISH, BEGUN),
        transition("finish", S.ACTIVE, S.COMPLETED, Permission.ACTIVITIES_FINISH, ATTENDED),
        transition(
            "close",
            S.COMPLETED,
            S.CLOSED,
            Permission.ACTIVITIES_MANAGE,
            REPORTED,
            SETTLED,
            NOTHING_LEFT,
        ),
        transition(
            "cancel",
            (S.PLANNING, S.READYING, S.AUTHORIZED, S.ACTIVE, S.SUSPENDED),
            S.CANCELLED,
            Permission.ACTIVITIES_CANCEL,
        ),
    ),
)

ASSIGNMENT = Lifecycle(
    "assignment",
    (
        transition(
            "cancel",
            AssignmentStatus.PLANNED,
            AssignmentStatus.CANCELLED,
            Permission.ASSIGNMENTS_MANAGE,
        ),
        transition(
            "reinstate",
            AssignmentStatus.CANCELLED,
            AssignmentStatus.PLANNED,
            Permission.ASSIGNMENTS_MANAGE,
        ),
    ),
)
