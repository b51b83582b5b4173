"""The state table of memoranda (domain brief, section 3)."""

from dataclasses import dataclass
from datetime import date

from models.enums import MouStatus as S
from models.mous import Mou
from services.access.permissions import Permission
from services.lifecycle import Guard, Lifecycle, transition
from services.mous.rules import terminates_on


@dataclass(frozen=True, slots=True)
class MouFacts:
    """What the guards judge: the record, the day, and what is beside the record."""

    mou: Mou
    today: date
    agency_in_use: bool = True
    legally_cleared: bool = False


def _scoped(facts: MouFacts) -> bool:
    return bool(facts.mou.scope_countries or facts.mou.scope_bureaus or facts.mou.scope_expertise)


def _signed(facts: MouFacts) -> bool:
    return facts.mou.inl_signed_on is not None and facts.mou.agency_signed_on is not None


def _effective(facts: MouFacts) -> bool:
    return facts.mou.effective_on is not None and facts.mou.effective_on <= facts.today


def _notice_over(facts: MouFacts) -> bool:
    given_on = facts.mou.notice_given_on
    return given_on is not None and terminates_on(given_on, facts.mou.notice_days) <= facts.today


def _ended(facts: MouFacts) -> bool:
    return facts.mou.ends_on is not None and facts.mou.ends_on < facts.today


LIFECYCLE = Lifecycle(
    "memorandum",
    (
        transition(
            "send",
            S.DRAFT,
            S.NEGOTIATION,
            Permission.MOUS_EDIT,
            Guard(
                "agency_archived",
                "The agency has to be in use: neither archived nor a former partner.",
                lambda facts: facts.agency_in_use,
                "agency_id",
            ),
            Guard(
                "scope_missing",
                "Name the countries, bureaus or expertise that it covers.",
                _scoped,
                "scope_countries",
            ),
        ),
        transition("comment", S.NEGOTIATION, None, Permission.MOUS_EDIT),
        transition("comment", S.NEGOTIATION, None, Permission.MOUS_CONCUR),
        transition(
            "settle_comment",
            S.NEGOTIATION,
            None,
            Permission.MOUS_EDIT,
            Guard("no_open_comments", "A comment has to be open.", lambda facts: facts.mou.open_comments > 0),
        ),
        transition("concur", S.NEGOTIATION, None, Permission.MOUS_CONCUR),
        transition(
            "agree",
            S.NEGOTIATION,
            S.CLEARANCE,
            Permission.MOUS_EDIT,
            Guard(
                "agency_not_concurred",
                "Have the agency concur with the text as it stands.",
                lambda facts: facts.mou.agency_concurred_at is not None,
                "agency_concurred_at",
            ),
            Guard(
                "open_comments",
                "Settle every comment first.",
                lambda facts: facts.mou.open_comments == 0,
                "open_comments",
            ),
        ),
        transition(
            "clear",
            S.CLEARANCE,
            S.SIGNING,
            Permission.MOUS_EDIT,
            Guard(
                "legal_clearance_missing",
                "File the legal clearance among the documents first.",
                lambda facts: facts.legally_cleared,
                "documents",
            ),
        ),
        transition("sign", S.SIGNING, None, Permission.MOUS_EDIT),
        transition("sign", S.SIGNING, None, Permission.MOUS_CONCUR),
        transition(
            "activate",
            S.SIGNING,
            S.ACTIVE,
            None,
            Guard("not_signed", "Both parties have to sign.", _signed),
            Guard("not_effective", "The effective date has to come.", _effective, "effective_on"),
        ),
        transition("amend", S.ACTIVE, None, Permission.MOUS_EDIT),
        transition("suspend", S.ACTIVE, S.SUSPENDED, Permission.MOUS_SUSPEND),
        transition("resume", S.SUSPENDED, S.ACTIVE, Permission.MOUS_SUSPEND),
        transition("notice", (S.ACTIVE, S.SUSPENDED), S.TERMINATING, Permission.MOUS_NOTICE),
        transition(
            "terminate",
            S.TERMINATING,
            S.TERMINATED,
            None,
            Guard("notice_running", "The days of notice have to be over.", _notice_over, "notice_given_on"),
        ),
        transition(
            "expire",
            (S.ACTIVE, S.SUSPENDED),
            S.EXPIRED,
            None,
            Guard("not_ended", "The end date has to pass.", _ended, "ends_on"),
        ),
    ),
)
#: States in which the text itself can still be changed.
EDITABLE = frozenset({S.DRAFT, S.NEGOTIATION})
IN_FORCE = (S.ACTIVE, S.SUSPENDED, S.TERMINATING)
