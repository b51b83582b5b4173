"""W10: ranking all agencies for one request, beside the same ranking written as one SQL statement.

The data set has 18,000 agencies; for this item as many prospects are added as the directory of agencies has.
"""

from typing import Any
from uuid import uuid4

import asyncpg

from bench.load import Call
from bench.work import ADDED, API, Tokens, Work

#: Law enforcement agencies of the directory that the programme is given.
AGENCIES = 23_243
_FIRST, _LAST = "2026-09-14", "2026-09-25"


async def match(connection: asyncpg.Connection, tokens: Tokens) -> Work:
    """A request for two areas of expertise and two weeks; every ranking is made anew and kept."""
    await connection.execute(_FILL, AGENCIES, ADDED)
    await connection.execute("ANALYZE agencies")
    required, desired = await connection.fetch(_EXPERTISE)
    request_id = uuid4()
    post_id = await connection.fetchval(_POST, uuid4())
    await connection.execute(_REQUEST, request_id, post_id, ADDED)
    for expertise, is_required in ((required, True), (desired, False)):
        await connection.execute(
            "INSERT INTO request_expertise (request_id, expertise_id, required) VALUES ($1, $2, $3)",
            request_id,
            expertise["id"],
            is_required,
        )
    await connection.execute(_PLACE, request_id)
    asked = (
        f"request={request_id}&required={required['id']}&desired={desired['id']}&first={_FIRST}&last={_LAST}"
    )
    headers = {"Authorization": f"Bearer {tokens.reader}"}
    return Work(
        "W10",
        f"rank {AGENCIES:,} agencies for a request",
        [Call(f"{API}/requests/{request_id}/matches", "POST", headers, "{}")],
        [Call(f"/match?{asked}")],
        requests=40,
        bar=2,
        same=_ranked,
    )


async def clean(connection: asyncpg.Connection) -> None:
    """Takes out what this item added."""
    for statement in _CLEAN:
        await connection.execute(statement, ADDED)
    await connection.execute("VACUUM ANALYZE agencies, match_runs")


def _ranked(answer: Any) -> Any:
    """Who may be asked, in which order and with how many points; how many were not looked at."""
    candidates = [(one.get("agency_id") or one["agency"]["id"], one["score"]) for one in answer["candidates"]]
    return candidates, answer["without_mou"]


_FILL = """
insert into agencies (id, legal_name, kind, status, state, city, ori_codes)
select gen_random_uuid(), $2 || ' ' || number, 'municipal_pd', 'prospect', 'OH', 'Benchmark', '{}'
from generate_series(1, $1 - (select count(*) from agencies)) as number
"""
_EXPERTISE = "SELECT id FROM expertise WHERE code LIKE 'BENCH-%' ORDER BY code LIMIT 2"
_POST = """
insert into posts (id, name, country_id)
select $1, 'Benchmark post', id from countries where genc3 = (select min(genc3) from countries) returning id
"""
_REQUEST = """
insert into requests (id, reference, post_id, title, need, status, modality, starts_on, ends_on, headcount,
    funding_source, funds_usd)
values ($1, 'RFA-B-MATCH', $2, $3, $3, 'open', 'overseas_train', '2026-09-14', '2026-09-25', 2, 'INCLE', 60000)
"""
_PLACE = "INSERT INTO request_countries (request_id, country_id) SELECT $1, id FROM countries ORDER BY genc3 LIMIT 1"
_CLEAN = (
    "DELETE FROM match_runs WHERE request_id IN (SELECT id FROM requests WHERE title = $1)",
    "DELETE FROM request_expertise WHERE request_id IN (SELECT id FROM requests WHERE title = $1)",
    "DELETE FROM request_countries WHERE request_id IN (SELECT id FROM requests WHERE title = $1)",
    "DELETE FROM requests WHERE title = $1",
    "DELETE FROM posts WHERE name = 'Benchmark post' AND $1::text IS NOT NULL",
    "DELETE FROM agencies WHERE legal_name LIKE $1 || ' %'",
)
