"""The auditor's comparison of agencies that declined before with others of equal score (invariant 5)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.database import Database
from models.enums import OutreachStatus, Role
from models.requests import AssistanceRequest, MatchRun
from services.reports.fairness import difference
from services.requests.matching import RULE_VERSION
from services.requests.ranking import plain, rank_now, result_of
from tests.factories.requests import make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor

RANKED_AT = datetime(2026, 5, 20, 12, tzinfo=UTC)


async def _rank(session: AsyncSession, request: AssistanceRequest) -> None:
    ranking, without_mou = await rank_now(session, request, date(2026, 5, 20))
    session.add(
        MatchRun(
            request_id=request.id,
            rules_version=RULE_VERSION,
            weights=plain(ranking.weights),
            need=plain(ranking.need),
            inputs=plain(ranking.agencies),
            result=result_of(ranking),
            without_mou=without_mou,
            created_at=RANKED_AT,
            updated_at=RANKED_AT,
        )
    )
    await session.flush()


async def _ask(
    session: AsyncSession,
    request: AssistanceRequest,
    agency: Agency,
    ending: OutreachStatus,
    sent_at: datetime = RANKED_AT + timedelta(hours=1),
) -> None:
    times = {
        "sent_at": sent_at,
        "due_at": sent_at + timedelta(days=14),
        "replied_at": sent_at + timedelta(days=1),
    }
    await make_outreach(session, ending, request=request, agency=agency, **times)


async def test_decliners_and_others_are_compared_at_equal_score(
    database: Database, client_for: ClientFor
) -> None:
    async with database.transaction() as session:
        decliner, second, third, unasked = [await make_partner(session) for _ in range(4)]
        long_ago = RANKED_AT - timedelta(days=60)
        await _ask(session, await make_request(session), decliner, OutreachStatus.DECLINED, long_ago)
        request = await make_request(session)
        await _rank(session, request)
        await _ask(session, request, decliner, OutreachStatus.ACCEPTED)
        await _ask(session, request, second, OutreachStatus.NOT_SELECTED)
        await _ask(session, request, third, OutreachStatus.DECLINED)
    auditor = await client_for(Role.AUDITOR)
    answer = await auditor.get("/reports/fairness", params={"fiscal_year": 2026, "quarter": 3, "band": 0})
    seen = answer.json()
    assert answer.status_code == 200, seen
    assert seen["items"] == [
        {
            "score": "80.00",
            "declined_before": {"eligible": 1, "asked": 1, "offered": 1, "accepted": 1},
            "others": {"eligible": 3, "asked": 2, "offered": 1, "accepted": 0},
        }
    ]
    assert (seen["asked_difference"], seen["accepted_difference"]) == ("0.3333", "1.0000")
    banded = await auditor.get("/reports/fairness", params={"fiscal_year": 2026, "quarter": 3, "band": 25})
    assert [item["score"] for item in banded.json()["items"]] == ["75"]
    earlier = await auditor.get("/reports/fairness", params={"fiscal_year": 2026, "quarter": 1})
    assert (earlier.json()["items"], earlier.json()["asked_difference"]) == ([], None)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
async def test_nobody_but_auditors_sees_who_declined_before(role: Role, client_for: ClientFor) -> None:
    refused = await (await client_for(role)).get("/reports/fairness")
    assert (refused.status_code, refused.json()["permission"]) == (403, "fairness:read")


def _kinds(decliners: tuple[int, int], others: tuple[int, int]) -> Mapping[str, Mapping[str, int]]:
    return {
        "declined_before": dict(zip(("eligible", "asked"), decliners, strict=True)),
        "others": dict(zip(("eligible", "asked"), others, strict=True)),
    }


def test_a_difference_in_score_does_not_pass_for_one_of_treatment() -> None:
    """Every decliner scores low and is asked as seldom as others who do: no difference."""
    high, low = _kinds((0, 0), (10, 10)), _kinds((10, 2), (10, 2))
    assert difference([high, low], "asked", "eligible") == Decimal("0.0000")
    assert difference([_kinds((10, 1), (10, 3)), low], "asked", "eligible") == Decimal("-0.1000")
    assert difference([high], "asked", "eligible") is None
