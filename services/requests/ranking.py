"""Making a ranking, keeping it, and computing it again from what was kept (invariant 5)."""

import hashlib
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from models.requests import AssistanceRequest, MatchRun
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import IllegalTransition
from services.events import record_event
from services.policies import policy_in_force
from services.records import load_for_change
from services.requests.facts import gather_all, load_need
from services.requests.lifecycle import LIFECYCLE, UNDER_WAY
from services.requests.matching import (
    RULE_VERSION,
    AgencyFacts,
    Candidate,
    Need,
    Ranking,
    Weights,
    rank,
)

_NEED, _WEIGHTS, _AGENCIES = TypeAdapter(Need), TypeAdapter(Weights), TypeAdapter(list[AgencyFacts])


async def rank_now(session: AsyncSession, request: AssistanceRequest, on: date) -> tuple[Ranking, int]:
    """The ranking as of this moment, and how many agencies have no memorandum at all."""
    weights = await policy_in_force(session, "matching", Weights, on)
    wanted = await load_need(session, request)
    agencies, without_mou = await gather_all(session, wanted)
    return rank(wanted.need, agencies, weights), without_mou


async def make_match_run(session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID) -> UUID:
    """Rank all agencies for a request and keep the ranking with all its inputs.

    Raises `IllegalTransition` for a request that is not submitted or open.
    """
    actor.require(Permission.REQUESTS_MANAGE)
    request = await load_for_change(session, actor, AssistanceRequest, request_id, version=None)
    if request.status not in UNDER_WAY:
        raise IllegalTransition(
            "Agencies are ranked for a submitted or open request only.",
            state=request.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, request.status)),
        )
    ranking, without_mou = await rank_now(session, request, clock.today())
    run = MatchRun(
        request_id=request.id,
        rules_version=ranking.rule_version,
        weights=plain(ranking.weights),
        need=plain(ranking.need),
        inputs=plain(ranking.agencies),
        result=result_of(ranking),
        without_mou=without_mou,
        created_at=clock.now(),
        updated_at=clock.now(),
        created_by=actor.id,
        updated_by=actor.id,
    )
    session.add(run)
    counts = {
        "match_run": str(run.id),
        "rules_version": run.rules_version,
        "eligible": sum(candidate.rank is not None for candidate in ranking.candidates),
        "considered": len(ranking.candidates),
        "without_mou": without_mou,
    }
    record_event(
        session,
        actor,
        "requests.matched",
        request,
        subject_type="request",
        permission=Permission.REQUESTS_MANAGE,
        label=request.reference,
        after=counts,
    )
    return run.id


def result_of(ranking: Ranking) -> list[dict[str, Any]]:
    """What is kept and shown of a ranking: every candidate with points and words, or with reasons."""
    return [_candidate(candidate) for candidate in ranking.candidates]


def _candidate(candidate: Candidate) -> dict[str, Any]:
    if candidate.score is None:
        return {
            "agency_id": candidate.agency_id,
            "rank": None,
            "reasons": [str(r) for r in candidate.reasons],
        }
    words = " ".join(part.explanation for part in candidate.score.parts)
    return {
        "agency_id": candidate.agency_id,
        "rank": candidate.rank,
        "score": str(candidate.score.total),
        "parts": plain(candidate.score.parts),
        "explanation": f"Rank {candidate.rank} with {candidate.score.total} of 100 points. {words}",
    }


def replayed(need: Any, weights: Any, inputs: Any) -> list[dict[str, Any]]:
    """The result that the stored inputs of a run lead to."""
    return result_of(
        rank(
            _NEED.validate_json(orjson.dumps(need)),
            _AGENCIES.validate_json(orjson.dumps(inputs)),
            _WEIGHTS.validate_json(orjson.dumps(weights)),
        )
    )


def replay_of(run: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a stored run, computed again, gives the same bytes. `run`: its columns by name."""
    stored = canonical(run["result"])
    again = canonical(replayed(run["need"], run["weights"], run["inputs"]))
    return {
        "identical": stored == again and run["rules_version"] == RULE_VERSION,
        "stored_sha256": hashlib.sha256(stored).hexdigest(),
        "replayed_sha256": hashlib.sha256(again).hexdigest(),
    }


def canonical(value: Any) -> bytes:
    """JSON with its keys in order: the bytes that a replay must match."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def plain(value: Any) -> Any:
    """`value` as JSON knows it: sets in order, decimals as strings."""
    if value is None or isinstance(value, str | int):
        return value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
