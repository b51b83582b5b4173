"""Four processes of the API, each with its background rounds, on one database: nothing is lost, nothing done twice."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import func, insert, select

from models.activities import Activity
from models.claims import Claim, Expense, Payment
from models.database import Database
from models.enums import OutreachStatus, Role
from models.events import Event
from models.obligations import LedgerPosting
from models.outreach import Offer
from tests.factories.agreements import make_agency, make_instrument, make_mou, make_obligation
from tests.factories.claims import Ground, add_line, bring_to, claim_body, make_ground, new_claim
from tests.factories.requests import make_outreach, make_partner, make_request
from tests.factories.users import make_token, make_user
from tests.fixtures.api import NOW, ClientFor
from tests.fixtures.houses import PATIENCE_SECONDS, PROCESSES, Houses


async def _token(database: Database, role: Role, **ties: Any) -> str:
    async with database.transaction() as session:
        return await make_token(session, await make_user(session, role, **ties), ("write",), NOW)


async def _at_once(
    clients: Sequence[httpx.AsyncClient],
    times: int,
    call: Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]],
) -> list[httpx.Response]:
    """`times` calls, dealt out to the processes in turn."""
    return await asyncio.gather(*(call(clients[n % PROCESSES], n) for n in range(times)))


def _statuses(answers: Sequence[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


async def _count(database: Database, action: str, *subjects: UUID) -> Counter[UUID]:
    """Events of each record that has some."""
    async with database.read() as connection:
        rows = await connection.execute(
            select(Event.subject_id, func.count())
            .where(Event.action == action, Event.subject_id.in_(subjects))
            .group_by(Event.subject_id)
        )
    return Counter(dict(rows.tuples().all()))


async def _one_of_many_changes_of_one_version_wins(houses: Houses, database: Database) -> None:
    clients = await houses.clients(await _token(database, Role.PROGRAM_OFFICER))
    async with database.transaction() as session:
        request = await make_request(session)
        offered = await make_outreach(session, OutreachStatus.OFFERED)
        offer_id = await session.scalar(select(Offer.id).where(Offer.outreach_id == offered.id))
        busy = await make_partner(session)
        needs = [await make_request(session) for _ in range(8)]

    close = {"outcome": "unfilled", "reason": "Lapsed"}
    tag = {"If-Match": f'"{request.version}-00000000"'}
    closed = await _at_once(
        clients, 8, lambda c, n: c.post(f"/requests/{request.id}/close", json=close, headers=tag)
    )
    assert _statuses(closed) == {200: 1, 412: 7}
    assert await _count(database, "requests.closed", request.id) == {request.id: 1}

    tag = {"If-Match": (await clients[0].get(f"/offers/{offer_id}")).headers["etag"]}
    accepted = await _at_once(clients, 8, lambda c, n: c.post(f"/offers/{offer_id}/accept", headers=tag))
    assert _statuses(accepted) == {200: 1, 412: 7}
    async with database.read() as connection:
        opened = select(func.count()).where(Activity.offer_id == offer_id)
        assert await connection.scalar(opened) == 1

    def ask(client: httpx.AsyncClient, n: int) -> Awaitable[httpx.Response]:
        body = {
            "request_id": str(needs[n].id),
            "agency_id": str(busy.id),
            "chosen_reason": "It knows the place",
        }
        return client.post("/outreach", json=body)

    asked = await _at_once(clients, 8, ask)
    assert _statuses(asked) == {201: 3, 409: 5}
    assert {answer.json()["code"] for answer in asked if answer.is_error} == {"too_many_open"}


async def _money_and_numbers(houses: Houses, database: Database, ground: Ground) -> None:
    async with database.transaction() as session:
        instrument = await make_instrument(session, await make_agency(session))
        obligation = await make_obligation(session, instrument, "50000.00")
    finance = await houses.clients(await _token(database, Role.FINANCE_REVIEWER))
    coordinator = await houses.clients(
        await _token(database, Role.AGENCY_COORDINATOR, agency_id=ground.agency.id)
    )
    address = f"/obligations/{obligation.id}"
    body = {"amount": {"amount": "10000.00", "currency": "USD"}, "reason": "Not needed"}

    async def give_back(client: httpx.AsyncClient, n: int) -> httpx.Response:
        while True:
            tag = {"If-Match": (await client.get(address)).headers["etag"]}
            answer = await client.post(f"{address}/deobligate", json=body, headers=tag)
            if answer.status_code != 412:
                return answer

    given, claims = await asyncio.gather(
        _at_once(finance, 8, give_back),
        _at_once(coordinator, 12, lambda c, n: c.post("/claims", json=claim_body(ground))),
    )
    assert _statuses(given) == {200: 5, 409: 3}
    left = (await finance[0].get(address)).json()
    assert (left["deobligated"]["amount"], left["unliquidated"]["amount"]) == ("50000.00", "0.00")
    assert _statuses(claims) == {201: 12}
    references = sorted(claim.json()["reference"] for claim in claims)
    assert references == [f"CLM-2026-{number:04d}" for number in range(1, 13)]


async def _rounds_of_many_processes_do_everything_once(database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        ending = [
            await make_mou(session, agency, scope_key=f"scope-{n}", ends_on=date(2026, 9, 1))
            for n in range(20)
        ]
        due_at = datetime(2026, 6, 30, 13, tzinfo=UTC)
        overdue = [await make_outreach(session, agency=agency, due_at=due_at) for _ in range(20)]
    prompted, lapsed = [mou.id for mou in ending], [outreach.id for outreach in overdue]
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        reminders = await _count(database, "mous.renewal_due", *prompted)
        lapses = await _count(database, "outreach.lapsed", *lapsed)
        if len(reminders) == len(lapses) == 20:
            break
        await asyncio.sleep(0.2)
    await asyncio.sleep(1)  # some rounds more, which find nothing to do
    assert await _count(database, "mous.renewal_due", *prompted) == dict.fromkeys(prompted, 1)
    assert await _count(database, "outreach.lapsed", *lapsed) == dict.fromkeys(lapsed, 1)


async def test_nothing_is_lost_and_nothing_done_twice(
    houses: Houses, database: Database, client_for: ClientFor
) -> None:
    """All at once, so that each is in the others' way."""
    ground = await make_ground(database, client_for)
    await asyncio.gather(
        _one_of_many_changes_of_one_version_wins(houses, database),
        _money_and_numbers(houses, database, ground),
        _rounds_of_many_processes_do_everything_once(database),
    )


CLAIMS = 200
COST = Decimal("300.00")
OBLIGATED = Decimal("50000.00")


async def _copies(database: Database, claim_id: UUID, count: int) -> list[UUID]:
    """`count` more claims like a decided one, with its lines: each would take ten calls over HTTP."""
    async with database.transaction() as session:
        own: dict[type[Claim | Expense], list[dict[str, Any]]] = {}
        for table, key in ((Claim, Claim.id), (Expense, Expense.claim_id)):
            columns = [column for column in table.__table__.columns if column.computed is None]
            found = await session.execute(select(*columns).where(key == claim_id))
            own[table] = [dict(row) for row in found.mappings()]
        ids = [uuid4() for _ in range(count)]
        [claim] = own[Claim]
        claims = [
            claim | {"id": id_, "reference": f"CLM-2026-{number:04d}"} for number, id_ in enumerate(ids, 5000)
        ]
        lines = [line | {"id": uuid4(), "claim_id": id_} for id_ in ids for line in own[Expense]]
        await session.execute(insert(Claim), claims)
        await session.execute(insert(Expense), lines)
    return ids


async def test_two_hundred_claims_take_no_more_than_the_obligation_holds(
    houses: Houses, database: Database, client_for: ClientFor
) -> None:
    """All are certified and paid at once; what is left covers none of the losers, which stay as they were."""
    ground = await make_ground(database, client_for, obligated=str(OBLIGATED))
    first = await new_claim(ground)
    await add_line(ground, first, "visa_fee", 1, str(COST))
    await bring_to(ground, first, "approved")
    ids = [UUID(first["id"]), *await _copies(database, UUID(first["id"]), CLAIMS - 1)]
    certifier = await houses.clients(await _token(database, Role.CERTIFYING_OFFICER))
    async with database.transaction() as session:
        treasurer = await make_user(session, Role.SERVICE_CLIENT)
        token = await make_token(session, treasurer, ("read", "claims:confirm_payment"), NOW)
    treasury = await houses.clients(token)
    before = {id_: (await certifier[0].get(f"/claims/{id_}")).headers["etag"] for id_ in ids}

    async def certify_and_pay(client: httpx.AsyncClient, n: int) -> httpx.Response:
        address = f"/claims/{ids[n]}"
        certified = await client.post(f"{address}/certify", headers={"If-Match": before[ids[n]]})
        if certified.is_error:
            return certified
        body = {"treasury_reference": f"TRS-{n}", "paid_on": NOW.date().isoformat()}
        tag = {"If-Match": certified.headers["etag"]}
        return await treasury[(n + 1) % PROCESSES].post(f"{address}/confirm", json=body, headers=tag)

    answers = await _at_once(certifier, CLAIMS, certify_and_pay)
    winners = int(OBLIGATED // COST)
    left = OBLIGATED - winners * COST
    assert _statuses(answers) == {200: winners, 409: CLAIMS - winners}
    losers = {id_: answer for id_, answer in zip(ids, answers, strict=True) if answer.is_error}
    for id_, refused in losers.items():
        assert "is left of the obligation" in refused.text
        unchanged = await certifier[0].get(f"/claims/{id_}")
        assert (unchanged.headers["etag"], unchanged.json()["status"]) == (before[id_], "approved")

    balance = (await client_for(Role.FINANCE_REVIEWER)).get(f"/obligations/{ground.obligation.id}")
    told = (await balance).json()
    assert (told["unliquidated"]["amount"], told["paid"]["amount"]) == (
        f"{left:.2f}",
        f"{OBLIGATED - left:.2f}",
    )
    async with database.read() as connection:
        paid = await connection.execute(
            select(func.count(), func.sum(Payment.amount_usd)).where(
                Payment.obligation_id == ground.obligation.id
            )
        )
        assert paid.one() == (winners, winners * COST)
        postings = await connection.scalar(
            select(func.sum(LedgerPosting.amount_usd)).where(
                LedgerPosting.obligation_id == ground.obligation.id
            )
        )
        assert postings == 0
