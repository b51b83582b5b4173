"""Who is told what: the one table from events to people and words.

The first row of an event that concerns a person is the one they get. Words name the record and say what to do next;
they are neutral about agencies that decline or do not answer, and hold nothing of reasons, vetting or birth.
"""

from collections.abc import Mapping

from models.enums import NotificationTopic as Topic
from models.enums import Role
from services.notifications.audience import (
    Party,
    concurring,
    coordinators,
    everybody_with,
    officer_named,
    officers_assigned,
    owner,
    owner_or,
    paper_owner,
    payee,
    post,
)
from services.notifications.kind import (
    Kind,
    on_activity,
    on_claim,
    on_clarification,
    on_mou,
    on_outreach,
    on_request,
    on_webhook,
)

PROGRAM = everybody_with(Role.PROGRAM_OFFICER)
FINANCE = everybody_with(Role.FINANCE_REVIEWER)
CERTIFIERS = everybody_with(Role.CERTIFYING_OFFICER)
OWNER = owner_or(Role.PROGRAM_OFFICER)


KINDS: tuple[Kind, ...] = (
    on_request(
        "submitted",
        (PROGRAM,),
        "{reference} from {post} waits to be validated",
        "{title}. Check the need, name the funding source and validate it, or ask the post what is unclear.",
    ),
    on_request(
        "validated",
        (post,),
        "{reference} is open",
        "{title}. Its funding is named, and agencies can be asked now. Nothing is needed from you.",
    ),
    on_request(
        "closed",
        (post,),
        "{reference} is closed: {status}",
        "{title}. Open it to see what became of it. If the need goes on, raise a new request.",
    ),
    on_clarification(
        "asked",
        (post,),
        "A question about {reference}",
        "{title}. The programme asks something before it can go on. Answer it on the page of the request.",
    ),
    on_clarification(
        "answered",
        (OWNER,),
        "The post has answered your question about {reference}",
        "{title}. Read the answer, then go on with the request or ask again.",
    ),
    on_outreach(
        "sent",
        (coordinators,),
        "Asked of you: {title}",
        "{reference}. Say whether your agency is interested by {due_at}. Answering is voluntary, and a no has no "
        "consequence.",
    ),
    on_outreach(
        "due_soon",
        (coordinators,),
        "An answer is still open: {title}",
        "{reference}. The date to answer is {due_at}. If it does not suit you now, say so or let it pass: neither has "
        "any consequence.",
    ),
    on_outreach(
        "lapsed",
        (coordinators,),
        "The date has passed: {title}",
        "{reference}. You need not do anything. If you do want to answer, a late answer is welcome and counts the "
        "same.",
        name="outreach_date_passed",
    ),
    on_outreach(
        "lapsed",
        (OWNER,),
        "No answer yet to {reference}",
        "{title}. You can ask another agency. Should {agency} answer later, you are told.",
        name="outreach_no_answer",
    ),
    on_outreach(
        "answered",
        (OWNER,),
        "{agency} has answered {reference}",
        "{title}. Open it to see the answer; after an interested one, the offer comes next from the agency.",
    ),
    on_outreach(
        "offered",
        (OWNER,),
        "{agency} has made an offer for {title}",
        "{reference}. Compare it with the other offers, then accept it or pass it over.",
    ),
    on_outreach(
        "offer_accepted",
        (coordinators,),
        "Your offer is accepted: {title}",
        "{reference}. An activity is in planning. Open it to see the paperwork and by when it is needed.",
    ),
    on_outreach(
        "offer_passed_over",
        (coordinators,),
        "Another way was chosen for {title}",
        "{reference}. Thank you for your offer. It says nothing about your agency, and you are asked again as before.",
    ),
    on_outreach(
        "offer_withdrawn",
        (OWNER,),
        "{agency} has withdrawn its offer for {title}",
        "{reference}. Look at the other offers, or ask another agency.",
    ),
    on_outreach(
        "stood_down",
        (coordinators,),
        "No longer needed: {title}",
        "{reference}. The need is met or has ended, so nothing is needed from your agency any more. Thank you.",
    ),
    on_mou(
        "sent",
        (coordinators,),
        "{reference} is ready for you to read",
        "{title}. Comment on what should change, or agree to it.",
    ),
    on_mou(
        "commented",
        (OWNER, coordinators),
        "A comment on {reference}",
        "{title}. Read it on the page of the agreement; it has to be settled before both sides agree.",
    ),
    on_mou(
        "concurred",
        (OWNER,),
        "{agency} agrees to {reference}",
        "{title}. Once no comment is open, mark it as agreed and send it to clearance.",
    ),
    on_mou(
        "cleared",
        (coordinators,),
        "{reference} can be signed",
        "{title}. Legal clearance is there. Have it signed and tell the programme the day.",
    ),
    on_mou(
        "signed",
        (OWNER, coordinators),
        "A signature on {reference}",
        "{title}. Open it to see whether the other signature is still needed.",
    ),
    on_mou(
        "activated",
        (OWNER, coordinators),
        "{reference} is in force",
        "{title}. {agency} can be asked for assistance from now on.",
    ),
    on_mou(
        "amended",
        (coordinators,),
        "{reference} is amended",
        "{title}. Open it to read the amendment and its date.",
    ),
    on_mou(
        "suspended",
        (coordinators,),
        "{reference} is suspended",
        "{title}. Nothing new starts under it; what runs goes on. Write to the programme with questions.",
    ),
    on_mou(
        "resumed",
        (OWNER, coordinators),
        "{reference} is in force again",
        "{title}. Nothing is needed from you.",
    ),
    on_mou(
        "notice_given",
        (OWNER, coordinators),
        "Notice was given on {reference}",
        "{title}. Nothing new starts under it; running activities and claims finish under their instrument.",
    ),
    on_mou(
        "renewal_due",
        (OWNER, coordinators),
        "{reference} ends on {ends_on}",
        "{title}, with {agency}. To go on without a gap, both sides sign an amendment with a new end before that day.",
    ),
    on_mou(
        "expired",
        (OWNER, coordinators),
        "{reference} has ended",
        "{title}. To work together again, draw up a new agreement. What runs finishes under its instrument.",
    ),
    on_mou(
        "terminated",
        (OWNER, coordinators),
        "{reference} has ended",
        "{title}. The days of notice are over. What runs finishes under its instrument.",
    ),
    on_activity(
        "readied",
        (concurring,),
        "{reference} needs your agreement",
        "{title}, from {starts_on}. Check who comes and what is planned, then agree that it goes.",
    ),
    on_activity(
        "concurred",
        (OWNER,),
        "{reference}: agreed that it goes",
        "{title}. Once every officer is ready, authorize it.",
    ),
    on_activity(
        "authorized",
        (coordinators, post, officers_assigned),
        "{reference} is authorized",
        "{title}, {starts_on} to {ends_on}. Travel can be booked now.",
    ),
    on_activity(
        "suspended",
        (OWNER, coordinators, post, officers_assigned),
        "{reference} is suspended",
        "{title}. Do not travel for it until it is resumed. Open it to see what has to be settled.",
    ),
    on_activity(
        "resumed",
        (coordinators, post, officers_assigned),
        "{reference} goes on",
        "{title}, {starts_on} to {ends_on}. Check that your arrangements still hold.",
    ),
    on_activity(
        "cancelled",
        (OWNER, coordinators, post, officers_assigned),
        "{reference} is cancelled",
        "{title}. Cancel what was booked for it; costs that remain can be claimed.",
    ),
    on_activity(
        "finished",
        (OWNER, coordinators),
        "{reference} is completed",
        "{title}. Claims can be sent in now, and the after-action report comes next.",
    ),
    on_activity(
        "officer_assigned",
        (officer_named,),
        "You are assigned to {reference}",
        "{title}, {starts_on} to {ends_on}. Open it to see what you need before you travel.",
    ),
    on_activity(
        "assignment_cancelled",
        (officer_named,),
        "You are no longer assigned to {reference}",
        "{title}. Cancel what you had arranged for it.",
    ),
    on_activity(
        "paper_due_soon",
        (paper_owner,),
        "{paper}: due on {due_on} for {reference}",
        "{title}. Do it and mark it as done on the page of the activity. Being late does not stop the activity by "
        "itself.",
    ),
    on_activity(
        "after_action_due",
        (concurring,),
        "The after-action report of {reference} is due on {due_on}",
        "{title}. Write what was done, how many were trained and what should be different next time.",
    ),
    on_activity(
        "after_action_written",
        (OWNER,),
        "The after-action report of {reference} is there",
        "{title}. Read it and accept it; the activity can then be closed.",
    ),
    Kind(
        "enquiry_received",
        "enquiries.received",
        "enquiry",
        Topic.ENQUIRIES,
        (PROGRAM,),
        "{agency_name} asks about partnership",
        "{reference}, from {state}. Read it, take it, and answer or add the agency.",
        "/enquiries/{id}",
    ),
    Kind(
        "vetting_moved",
        "vetting_cases.expired",
        "vetting_case",
        Topic.VETTING,
        (post,),
        "{reference} has changed",
        "Look it up to see where it stands and what is needed.",
        "/vetting",
    ),
    Kind(
        "credential_expires",
        "officer_credentials.expires_soon",
        "officer_credential",
        Topic.CREDENTIALS,
        (coordinators, payee),
        "A certificate of {reference} ends on {expires_on}",
        "It is the {credential}. Renew it before the next travel and enter the new dates.",
        "/officers/{officer}",
    ),
    Kind(
        "training_enrolled",
        "training_enrollments.added",
        "training_enrollment",
        Topic.CREDENTIALS,
        (payee, coordinators),
        "Enrolled: {reference} on {starts_on}",
        "{officer_name}, in {location}. Keep the days free; tell the programme if they do not suit.",
        "/officers/{officer}",
    ),
    on_claim(
        "submitted",
        (PROGRAM,),
        "{reference} waits for programme review",
        "{title}. Take it, check that the services were rendered, and endorse it or send it back.",
    ),
    on_claim(
        "resubmitted",
        (PROGRAM,),
        "{reference} is back for programme review",
        "{title}. Check what was mended, then endorse it or send it back.",
    ),
    on_claim(
        "endorsed",
        (FINANCE,),
        "{reference} waits for finance review",
        "{title}. Decide on each of its lines.",
    ),
    on_claim(
        "returned",
        (owner, coordinators, payee),
        "{reference} needs mending",
        "{title}. Every defect is listed on its page. Mend them and send it in again.",
    ),
    on_claim(
        "decided",
        (owner, coordinators, payee),
        "{reference} is decided",
        "{title}. Open it to see each line. Where something was not allowed, the notice says why and how to claim it "
        "again.",
    ),
    on_claim(
        "decided",
        (CERTIFIERS,),
        "{reference} is decided: {status}",
        "{title}. If something of it is to be paid, certify it.",
        name="claim_to_certify",
    ),
    on_claim(
        "certified",
        (owner, coordinators),
        "{reference} is certified",
        "{title}. Payment is on its way. Nothing is needed from you.",
    ),
    on_claim(
        "paid",
        (owner, coordinators, payee),
        "{reference} is paid",
        "{title}. Open it to see the amount and the reference of the payment.",
    ),
)
_RESUME = "Its receiver takes nothing. Put it right and resume: what happened meanwhile is sent then."
KINDS += (on_webhook("disabled", (owner,), "The webhook to {reference} is disabled", _RESUME),)

#: Kinds whose words a claim's review step chooses: who has it now is told when it should have moved on.
_REVIEW_STEPS: tuple[tuple[str, Party, str], ...] = (
    ("program_review", PROGRAM, "Endorse it or send it back."),
    ("finance_review", FINANCE, "Decide on each of its lines."),
    ("certification", CERTIFIERS, "Certify it."),
)
KINDS += tuple(
    on_claim(f"{step}_due", (party,), "{reference} should move on by {act_by}", "{title}. " + next_step)
    for step, party, next_step in _REVIEW_STEPS
)

KINDS_OF: Mapping[str, tuple[Kind, ...]] = {
    action: tuple(kind for kind in KINDS if kind.action == action)
    for action in dict.fromkeys(kind.action for kind in KINDS)
}
NAMES = frozenset(kind.name for kind in KINDS)
