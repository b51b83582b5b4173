"""What goes otherwise than usual: refusals, withdrawals, suspensions, claims that come back."""

from datetime import timedelta

from cli.demo.claiming import SIGNED, answer_run, draft_claim, draft_half_a_trip, make_run, send_run
from cli.demo.story import FIRST, LAST, Act, Story
from cli.demo.work import offer_of


def _unfilled(story: Story) -> None:
    body = {"outcome": "unfilled", "reason": "No agency was available in the window."}
    story.people.staff.act(story.request, "close", body)


def _cancelled(story: Story) -> None:
    body = {"funding_source": "INCLE", "funds": {"amount": "20000.00"}}
    story.people.staff.act(story.request, "validate", body)
    reason = "The ministry holds the course itself."
    story.people.staff.act(story.request, "close", {"outcome": "cancelled", "reason": reason})


def _other_declines(story: Story) -> None:
    partner, question = next(pair for pair in story.questions if pair[0] is not story.partner)
    partner.coordinator.act(question, "reply", {"answer": "declined"})


def _answers_late(story: Story) -> None:
    question = story.people.staff.wait_for(story.question, "no_response")
    story.partner.coordinator.act(question, "reply", {"answer": "declined"})


def _is_interested(story: Story) -> None:
    story.partner.coordinator.act(story.question, "reply", {"answer": "interested"})
    question = {"question": "Will an interpreter be there?"}
    asked = story.people.staff.create(f"{story.request.address}/clarifications", question)
    story.post.act(asked, "answer", {"answer": "Yes, for the whole course."})


def _withdraws_offer(story: Story) -> None:
    story.partner.coordinator.act(story.offer, "withdraw")


def _rival_offers(story: Story) -> None:
    rival = next(partner for partner in story.asked if partner is not story.partner)
    story.rival_offer = offer_of(story, rival)


def _passes_over_rival(story: Story) -> None:
    """Which is a matter of the need: it is met."""
    assert story.rival_offer is not None
    story.people.staff.act(story.rival_offer, "pass-over", {"code": "need_met"})


def _one_officer_stays(story: Story) -> None:
    address = f"{story.activity.address}/assignments"
    last = story.partner.coordinator.items(address)[-1]
    story.partner.coordinator.act(story.partner.coordinator.get(f"{address}/{last['id']}"), "cancel")


def _call_off(story: Story) -> None:
    reason = {"reason": "The prison is being rebuilt; the post asks again next year."}
    story.people.staff.act(story.activity, "cancel", reason)


def _suspend(story: Story) -> None:
    story.people.staff.wait_for(story.activity, "active")
    story.post.act(
        story.activity, "suspend", {"reason": "Unrest in the capital; officers stay at the hotel."}
    )


def _decide_in_part(story: Story) -> None:
    """The unit and one official are approved, one is rejected, one has to be looked at again."""
    post, on = story.post, story.starts_on - timedelta(days=43)
    unit, first, second, third = story.cases
    for case in (unit, first):
        post.act(case, "decide", {"result": "approved", "decided_on": on.isoformat()})
    post.act(second, "decide", {"result": "rejected", "decided_on": on.isoformat()})
    post.act(third, "submit")


def _new_information(story: Story) -> None:
    story.post.act(story.cases[1], "new-information")


def _withdraw_claim(story: Story) -> None:
    story.partner.coordinator.act(story.claim, "withdraw")


def _return_claim(story: Story) -> None:
    story.people.staff.act(story.claim, "take")
    [flight, *_] = story.people.staff.get(f"{story.claim.address}/review")["lines"]
    defects = [
        {"expense_id": flight["id"], "message": "The receipt names another traveller."},
        {"message": "The hotel's bill for the last night is missing."},
    ]
    story.people.staff.act(story.claim, "return", {"defects": defects})


def _resubmit_claim(story: Story) -> None:
    story.partner.coordinator.act(story.claim, "resubmit", SIGNED)


def _reclaim(story: Story) -> None:
    story.partner.coordinator.act(story.claim, "reclaim")


def _treasury_returns(story: Story) -> None:
    outcome = {"outcome": "returned", "reason": "The payee's account is closed."}
    answer_run(story, story.ends_on + timedelta(days=21), outcome)


def _cancel_run(story: Story) -> None:
    make_run(story)
    story.people.certifier.act(story.run, "cancel")


TURNS: dict[str, tuple[Act, ...]] = {
    "unfilled": ((-97, FIRST, _other_declines), (-80, FIRST, _unfilled)),
    "cancelled": ((-80, FIRST, _cancelled),),
    "late_answer": ((-88, FIRST, _answers_late),),
    "interested": ((-98, FIRST, _is_interested),),
    "offer_withdrawn": ((-90, FIRST, _withdraws_offer),),
    "rivals": (
        (-95, FIRST, _rival_offers),
        (-88, FIRST, _passes_over_rival),
        (-80, FIRST, _one_officer_stays),
    ),
    "called_off": ((-20, FIRST, _call_off),),
    "suspended": ((4, FIRST, _suspend),),
    "vetted_in_part": ((-43, FIRST, _decide_in_part), (-41, FIRST, _new_information)),
    "claim_drafted": ((4, LAST, draft_half_a_trip),),
    "claim_withdrawn": ((4, LAST, draft_claim), (7, LAST, _withdraw_claim)),
    "returned": ((8, LAST, _return_claim),),
    "resubmitted": ((8, LAST, _return_claim), (15, LAST, _resubmit_claim)),
    "reclaimed": ((18, LAST, _reclaim),),
    "payment_returned": ((18, LAST, send_run), (24, LAST, _treasury_returns), (27, LAST, send_run)),
    "run_cancelled": ((18, LAST, _cancel_run), (20, LAST, make_run)),
    # Of these the chapters themselves take account.
    "deducted": (),
    "disallowed": (),
    "thrifty": (),
}
