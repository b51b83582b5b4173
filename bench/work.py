"""The work items: what is asked of our API, and the same of the ceiling."""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

import asyncpg
import orjson
from sqlalchemy import select

from bench.load import Call
from bench.rows import SEED
from models.database import Database
from models.enums import Role
from models.identity import ApiToken, User, UserRole
from services.identity.secrets import TOKEN_PREFIX, digest, new_secret

API = "/api/v1"
DEEP_ROW = 500_000
#: Marks the lines that measuring adds, so that they can be taken out again.
ADDED = "Added by the benchmark"


@dataclass(frozen=True, slots=True)
class Work:
    """`bar`: the most that ours may cost, in ceilings. `same` takes from an answer what both must have alike."""

    name: str
    title: str
    ours: Sequence[Call]
    ceiling: Sequence[Call]
    requests: int
    bar: float
    same: Callable[[Any], Any] = lambda answer: answer


@dataclass(frozen=True, slots=True)
class Tokens:
    reader: str
    coordinators: Sequence[str]


async def issue_tokens(address: str) -> Tokens:
    """Fresh tokens: of a programme officer, who reads everything, and of each coordinator."""
    database = Database(address, pool_size=1)
    try:
        async with database.transaction() as session:
            users = select(User.id, UserRole.role).join(UserRole).order_by(User.id)
            tokens: dict[str, list[str]] = {}
            for user_id, role in await session.execute(users):
                prefix = new_secret().replace("_", "").replace("-", "")[:8]
                token = f"{TOKEN_PREFIX}{prefix}_{new_secret()}"
                expires_at = datetime.now(UTC) + timedelta(hours=3)
                session.add(
                    ApiToken(
                        user_id=user_id,
                        name="Benchmark",
                        prefix=prefix,
                        secret_hash=digest(token),
                        scopes=["write"],
                        expires_at=expires_at,
                    )
                )
                tokens.setdefault(role, []).append(token)
    finally:
        await database.close()
    return Tokens(tokens[Role.PROGRAM_OFFICER][0], tokens[Role.AGENCY_COORDINATOR])


async def reads(connection: asyncpg.Connection, tokens: Tokens) -> list[Work]:
    """W1 to W4."""
    chance = Random(SEED)
    ids = [row["id"] for row in await connection.fetch("SELECT id FROM agencies ORDER BY id")]
    ids = chance.sample(ids, 200)
    states = chance.sample([r["state"] for r in await connection.fetch(_STATES)], 20)
    countries = chance.sample([str(r["country_id"]) for r in await connection.fetch(_COUNTRIES)], 20)
    words = ("brook", "wood", "haven", "spring", "maple", "stone", "ridge", "willow")
    in_states = [{"state": state, "kind": "municipal_pd"} for state in states]
    in_countries = [
        {
            "country_id": country,
            "status": "closed",
            "starts_on.gte": f"{year}-01-01",
            "starts_on.lt": f"{year + 3}-01-01",
        }
        for country, year in zip(countries, [2017, 2019, 2021, 2022] * 5, strict=True)
    ]
    return [
        Work(
            "W1",
            "one agency by id",
            [get(tokens.reader, f"/agencies/{id_}") for id_ in ids],
            [Call(f"/agency?id={id_}") for id_ in ids],
            requests=3000,
            bar=4.5,
        ),
        Work(
            "W2",
            "agencies by state and kind, by name, page of 50",
            [get(tokens.reader, "/agencies", q | {"sort": "legal_name", "limit": 50}) for q in in_states],
            [Call(f"/agencies?{urlencode(q)}") for q in in_states],
            requests=1000,
            bar=4.5,
            same=_items,
        ),
        Work(
            "W3",
            "activities by country, status and dates, page of 50",
            [
                get(tokens.reader, "/activities", q | {"sort": "-starts_on", "limit": 50})
                for q in in_countries
            ],
            [Call(f"/activities?{urlencode(q)}") for q in in_countries],
            requests=1000,
            bar=3,
            same=_items,
        ),
        Work(
            "W4",
            "agencies by part of a name, page of 20",
            [get(tokens.reader, "/agencies", {"q": word, "limit": 20}) for word in words],
            [Call(f"/agencies/search?{urlencode({'q': word})}") for word in words],
            requests=600,
            bar=1.6,
            same=_items,
        ),
    ]


async def write(connection: asyncpg.Connection, tokens: Tokens) -> Work:
    """W5. Each coordinator adds to the drafts of their own agency."""
    users = await connection.fetch(
        "SELECT agency_id FROM users JOIN user_roles ON user_id = id WHERE role = 'agency_coordinator' ORDER BY id"
    )
    token_of = {user["agency_id"]: token for user, token in zip(users, tokens.coordinators, strict=True)}
    drafts = await connection.fetch(
        "SELECT id, agency_id, period_starts_on FROM claims WHERE status = 'draft' AND agency_id = any($1)"
        " ORDER BY id",
        list(token_of),
    )
    ours, ceiling = [], []
    for draft in drafts:
        body = orjson.dumps(
            {
                "claim_id": draft["id"],
                "category": "airfare",
                "service_on": draft["period_starts_on"],
                "description": ADDED,
                "amount": {"amount": "412.60", "currency": "USD"},
                "receipt_attached": True,
            },
            default=str,
        ).decode()
        headers = {"Authorization": f"Bearer {token_of[draft['agency_id']]}"}
        ours.append(Call(f"{API}/expenses", "POST", headers, body, keyed=True))
        ceiling.append(Call("/expenses/add", "POST", {}, body))
    return Work("W5", "POST one expense", ours, ceiling, requests=800, bar=4, same=_new_expense)


async def clean(connection: asyncpg.Connection) -> None:
    """Takes out what W5 added, so that the next run measures the same tables."""
    await connection.execute(
        "WITH gone AS (DELETE FROM expenses WHERE description = $1 RETURNING claim_id, claimed_usd)"
        " UPDATE claims SET claimed_usd = claims.claimed_usd - gone.usd"
        " FROM (SELECT claim_id, sum(claimed_usd) AS usd FROM gone GROUP BY claim_id) AS gone"
        " WHERE id = gone.claim_id",
        ADDED,
    )
    await connection.execute("DELETE FROM idempotency_records")
    await connection.execute("VACUUM ANALYZE expenses, claims, events, idempotency_records")


async def pages(connection: asyncpg.Connection, tokens: Tokens, first_page: Any) -> tuple[Work, Work]:
    """W9: the first page of expenses, and the one at the row in the middle of a million."""
    row = await connection.fetchrow(
        "SELECT service_on::text, id::text FROM expenses ORDER BY service_on, id OFFSET $1 LIMIT 1",
        min(DEEP_ROW, await connection.fetchval("SELECT count(*) / 2 FROM expenses")) - 1,
    )
    mark, backwards, *_ = orjson.loads(base64.urlsafe_b64decode(first_page["next"] + "=="))
    cursor = base64.urlsafe_b64encode(orjson.dumps([mark, backwards, *row])).decode().rstrip("=")
    first = Work(
        "W9a",
        "first page of expenses",
        [get(tokens.reader, "/expenses")],
        [Call("/expenses")],
        requests=800,
        bar=0,
        same=_items,
    )
    deep = Work(
        "W9",
        "page at row 500,000 of expenses",
        [get(tokens.reader, "/expenses", {"after": cursor})],
        [Call(f"/expenses/beyond?{urlencode({'service_on': row[0], 'id': row[1]})}")],
        requests=800,
        bar=0,
        same=_items,
    )
    return first, deep


def reimbursed(tokens: Tokens) -> Work:
    """W6, beside a recount of every paid line."""
    path = get(tokens.reader, "/reports/reimbursed", {"group_by": "country,fiscal_year", "limit": 1000})
    return Work("W6", "reimbursed totals", [path], [Call("/reimbursed?limit=1000")], requests=100, bar=25)


def get(token: str, path: str, query: dict[str, Any] | None = None) -> Call:
    question = f"?{urlencode(query)}" if query else ""
    return Call(f"{API}{path}{question}", headers={"Authorization": f"Bearer {token}"})


def _items(answer: Any) -> Any:
    return answer["items"], sorted(answer)


def _new_expense(answer: Any) -> Any:
    """All but what differs from one new line to the next."""
    return {name: value for name, value in answer.items() if name not in _OWN}


def chosen(wanted: Iterable[str], name: str) -> bool:
    names = {word.upper() for word in wanted}
    return not names or name in names


_OWN = frozenset({"id", "line_number", "created_at", "updated_at"})
_STATES = (
    "SELECT state FROM agencies WHERE kind = 'municipal_pd' GROUP BY state ORDER BY count(*) DESC LIMIT 30"
)
_COUNTRIES = (
    "SELECT DISTINCT country_id FROM claims JOIN activities a ON a.id = activity_id ORDER BY country_id"
)
