import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims.duties import Conflict, Duty, Hands, conflict

HANDS = Hands("coordinator", "programme officer", "finance reviewer", None, "obligation approver")
PEOPLE = ["p", "q", "r", "s", "t"]


@pytest.mark.parametrize(
    ("person", "duty", "outcome"),
    [
        ("someone else", Duty.CERTIFIER, None),
        ("coordinator", Duty.PROGRAM_REVIEWER, Conflict.ALREADY_PREPARER),
        ("coordinator", Duty.CERTIFIER, Conflict.ALREADY_PREPARER),
        ("programme officer", Duty.FINANCE_REVIEWER, Conflict.ALREADY_PROGRAM_REVIEWER),
        ("finance reviewer", Duty.CERTIFIER, Conflict.ALREADY_FINANCE_REVIEWER),
        ("finance reviewer", Duty.FINANCE_REVIEWER, None),
        ("obligation approver", Duty.CERTIFIER, Conflict.APPROVED_OBLIGATION),
        ("obligation approver", Duty.FINANCE_REVIEWER, None),
    ],
)
def test_who_may_take_a_duty(person: str, duty: Duty, outcome: Conflict | None) -> None:
    assert conflict(person, duty, HANDS) is outcome


def test_a_certifier_takes_no_other_duty() -> None:
    certified = Hands("a", "b", "c", "d")
    assert conflict("d", Duty.PREPARER, certified) is Conflict.ALREADY_CERTIFIER


@given(st.permutations(list(Duty)[1:]), st.lists(st.sampled_from(PEOPLE), min_size=5, max_size=5))
def test_invariant_11_four_different_people_whatever_the_order(order: list[Duty], people: list[str]) -> None:
    preparer, approver, *others = people
    taken = {Duty.PREPARER: preparer}
    for duty, person in zip(order, others, strict=True):
        hands = Hands(
            preparer,
            taken.get(Duty.PROGRAM_REVIEWER),
            taken.get(Duty.FINANCE_REVIEWER),
            taken.get(Duty.CERTIFIER),
            approver,
        )
        refused = conflict(person, duty, hands)
        if refused is None:
            taken[duty] = person
        else:
            assert person in taken.values() or (duty is Duty.CERTIFIER and person == approver)
    assert all(one != other for one, other in itertools.combinations(taken.values(), 2))
    assert taken.get(Duty.CERTIFIER) != approver
