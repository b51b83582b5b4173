"""The engine behind every state table, and the only place where a status is assigned.

A domain's `lifecycle.py` states its table; commands `fire` events; answers carry `allowed_actions` from the same
table, so no client re-derives a rule.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import FieldProblem, Forbidden, IllegalTransition


class Stateful(Protocol):
    status: Any


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the facts of the moment. `message` says what to do when it does not hold.

    `explain` names each thing that stands in the way, where there may be several.
    """

    code: str
    message: str
    holds: Callable[[Any], bool]
    field: str = ""
    explain: Callable[[Any], Iterable[str]] | None = None

    def problems(self, facts: Any) -> list[FieldProblem]:
        """Why it does not hold: one problem, or one for each thing in the way."""
        messages = list(self.explain(facts)) if self.explain else []
        return [FieldProblem(self.field, self.code, message) for message in messages or [self.message]]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a state table. `target` None leaves the state; `permission` None is for the system alone."""

    event: str
    sources: frozenset[str]
    target: str | None
    permission: Permission | None
    guards: tuple[Guard, ...] = ()


def transition(
    event: str,
    sources: StrEnum | Iterable[StrEnum],
    target: StrEnum | None,
    permission: Permission | None,
    *guards: Guard,
) -> Transition:
    """Shorthand for the tables."""
    states = [sources] if isinstance(sources, StrEnum) else sources
    return Transition(event, frozenset(states), target, permission, guards)


@dataclass(frozen=True)
class Lifecycle:
    """The state table of one kind of record.

    An event may stand in several rows with different sources, or with different targets: then `outcome` chooses.
    """

    subject: str
    transitions: Sequence[Transition]
    _by_state: dict[str, list[Transition]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_state: dict[str, list[Transition]] = {}
        for row in self.transitions:
            for state in row.sources:
                by_state.setdefault(state, []).append(row)
        object.__setattr__(self, "_by_state", by_state)

    @property
    def states(self) -> frozenset[str]:
        """Every state, whether records enter or leave it."""
        targets = (row.target for row in self.transitions if row.target)
        return frozenset(str(state) for state in (*self._by_state, *targets))

    @property
    def events(self) -> list[str]:
        """Every event, in the table's order."""
        return list(dict.fromkeys(row.event for row in self.transitions))

    def allowed_actions(self, actor: Actor, state: str) -> list[str]:
        """Events that `actor` may fire in `state`. Guards are judged when the event is fired."""
        rows = self._by_state.get(state, ())
        return list(dict.fromkeys(r.event for r in rows if r.permission and actor.may(r.permission)))

    def find(self, actor: Actor, state: str, event: str, outcome: str | None = None) -> Transition:
        """The row for `event` in `state`, leading to `outcome` if one is given.

        Raises `Forbidden` when the actor may not fire it in any state, `IllegalTransition` when not in this one.
        """
        rows = [row for row in self.transitions if row.event == event]
        system = actor.id is None
        permitted = [
            r for r in rows if (system if r.permission is None else system or actor.may(r.permission))
        ]
        if not permitted:
            needed = next((row.permission for row in rows if row.permission), None)
            raise Forbidden(needed or f"{self.subject}:system")
        match = next(
            (r for r in permitted if state in r.sources and (outcome is None or r.target == outcome)), None
        )
        if match is None:
            allowed = self.allowed_actions(actor, state)
            options = (
                f"Allowed now: {', '.join(allowed)}." if allowed else "Nothing is open to you in this state."
            )
            raise IllegalTransition(
                f"A {self.subject} in state {state} cannot {event.replace('_', ' ')}. {options}",
                state=state,
                allowed_actions=tuple(allowed),
            )
        return match

    def fire(
        self, actor: Actor, record: Stateful, event: str, facts: Any = None, *, outcome: str | None = None
    ) -> str:
        """Move `record` along `event` and return the state it left. `outcome`: the target, where several are open.

        Raises `Forbidden`, or `IllegalTransition` listing every guard that does not hold.
        """
        before = str(record.status)
        row = self.find(actor, before, event, outcome)
        failed = [guard for guard in row.guards if not guard.holds(facts)]
        if failed:
            raise IllegalTransition(
                " ".join(guard.message for guard in failed),
                state=before,
                allowed_actions=tuple(self.allowed_actions(actor, before)),
                problems=tuple(problem for guard in failed for problem in guard.problems(facts)),
                code="guard_failed",
            )
        if row.target is not None:
            record.status = str(row.target)
        return before
