"""The practical ceiling in Python: a bare ASGI function over asyncpg, with every answer made by PostgreSQL.

The answers hold what ours hold, key for key, but for the cursors of a page. There is no sign-in, no access rule, no
check of anything sent, no event, no idempotency and no request id: what those cost is what the ratio shows.

    DATABASE_URL=postgresql://... uvicorn bench.ceiling:app --workers 2
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import asyncpg
import orjson
from uuid_utils.compat import uuid7

from bench.dataset import plain

#: Connections of one worker, as many as our API gets.
POOL = 16

_UTC = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_MONEY = "case when {0} is not null then json_build_object('amount', {0}::text, 'currency', 'USD') end"
_PAGE = (
    "select json_build_object('items', coalesce(json_agg(row), '[]'), 'next', 'a', 'previous', null)::text"
)


def _utc(column: str) -> str:
    return _UTC.format(column)


def _money(column: str) -> str:
    return _MONEY.format(column)


AGENCY = f"""
select json_build_object(
    'id', id, 'legal_name', legal_name, 'kind', kind, 'status', status, 'state', state, 'city', city,
    'county', county, 'zip', zip, 'latitude', latitude, 'longitude', longitude, 'state_fips', state_fips,
    'county_fips', county_fips, 'gnis_id', gnis_id, 'uei', uei, 'ori_codes', ori_codes, 'website', website,
    'fbi_type', fbi_type, 'population', population, 'employees', employees, 'sworn_officers', sworn_officers,
    'years_reported_last_10', years_reported_last_10, 'max_officers', max_officers,
    'max_days_per_year', max_days_per_year, 'last_asked_at', {_utc("last_asked_at")},
    'notes', notes, 'archived', archived_at is not null,
    'external_refs', array_to_json(array(
        select json_build_object('system', system, 'key', key) from external_refs
        where subject_type = 'agency' and subject_id = agencies.id order by system, key
    )),
    'version', version, 'created_at', {_utc("created_at")},
    'updated_at', {_utc("updated_at")}, 'allowed_actions', json_build_array('update', 'archive')
)::text
from agencies where id = $1
"""

_AGENCY_ROW = f"""
json_build_object(
    'id', a.id, 'legal_name', legal_name, 'kind', kind, 'status', a.status, 'state', state, 'city', city,
    'ori_codes', ori_codes, 'sworn_officers', sworn_officers, 'employees', employees,
    'mou_status', mou.status, 'mou_ends_on', mou.ends_on, 'expertise', expertise.names,
    'archived', archived_at is not null, 'version', version, 'updated_at', {_utc("updated_at")}
) as row
"""
_AGENCY_COLUMNS = """
id, legal_name, kind, status, state, city, ori_codes, sworn_officers, employees, archived_at, version, updated_at
"""
_AGENCY_NEIGHBOURS = """
left join lateral (
    select status, ends_on from mous where agency_id = a.id
    order by case when status in ('active', 'suspended', 'terminating') then 0 else 1 end, id desc limit 1
) as mou on true
cross join lateral (
    select coalesce(json_agg(name), '[]') as names from (
        select name from agency_expertise join expertise on expertise.id = expertise_id
        where agency_id = a.id order by level desc, name limit 4
    ) as best
) as expertise
"""
AGENCIES_OF_STATE = f"""
{_PAGE} from (
    select {_AGENCY_ROW} from (
        select {_AGENCY_COLUMNS} from agencies where state = $1 and kind = $2 order by legal_name, id limit 50
    ) as a {_AGENCY_NEIGHBOURS} order by legal_name, id
) as page
"""
AGENCIES_FOUND = f"""
{_PAGE} from (
    select {_AGENCY_ROW} from (
        select {_AGENCY_COLUMNS} from agencies
        where search_text like (select search_fold('%' || $1 || '%')) or id = any(array(
            select id from agencies where search_text %> (select search_fold($1)) and not exists (
                select from agencies where search_text like (select search_fold('%' || $1 || '%'))
            )
        ))
        order by legal_name, id limit 20
    ) as a {_AGENCY_NEIGHBOURS} order by legal_name, id
) as page
"""

ACTIVITIES = f"""
{_PAGE} from (
    select json_build_object(
        'id', v.id, 'reference', reference, 'title', title, 'status', v.status, 'modality', modality,
        'agency', json_build_object('id', agency_id, 'name', legal_name),
        'country', json_build_object('id', country_id, 'genc3', genc3, 'name', c.name),
        'starts_on', starts_on, 'ends_on', ends_on, 'date_precision', date_precision, 'venue', venue,
        'estimate', {_money("estimate_usd")}, 'participants_reported', participants_reported,
        'version', v.version, 'updated_at', {_utc("v.updated_at")}
    ) as row
    from activities v join agencies a on a.id = agency_id join countries c on c.id = country_id
    where country_id = $1 and v.status = $2 and starts_on >= $3 and starts_on < $4
    order by starts_on desc nulls last, v.id desc limit 50
) as page
"""

_EXPENSE_HEAD = """
    'id', e.id, 'claim', json_build_object('id', cl.id, 'reference', cl.reference), 'claim_status', cl.status,
    'line_number', line_number, 'agency', json_build_object('id', a.id, 'name', legal_name),
    'activity', json_build_object('id', v.id, 'reference', v.reference, 'title', title),
    'country', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end,
    'officer', case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end,
    'category', category, 'service_on', service_on
"""
_EXPENSE_COLUMNS = (
    "id, claim_id, line_number, agency_id, activity_id, country_id, officer_id, category, service_on, description,"
    " amount, currency, claimed_usd, allowed_usd, approved_usd, disallow_code, receipt_attached, receipt_id, paid_on,"
    " version, updated_at"
)
_EXPENSE_AMOUNT = """
    'amount', json_build_object('amount', round(amount, 2)::text, 'currency', currency)
"""
_EXPENSE_SOURCE = """
    join claims cl on cl.id = e.claim_id join agencies a on a.id = e.agency_id
    join activities v on v.id = e.activity_id left join countries c on c.id = e.country_id
    left join officers o on o.id = e.officer_id
"""


def _expenses(condition: str) -> str:
    return f"""
{_PAGE} from (
    select json_build_object({_EXPENSE_HEAD},
        'description', description, {_EXPENSE_AMOUNT}, 'claimed', {_money("e.claimed_usd")},
        'allowed', {_money("e.allowed_usd")}, 'approved', {_money("e.approved_usd")},
        'disallow_code', disallow_code, 'receipt_attached', receipt_attached or receipt_id is not null,
        'paid_on', e.paid_on, 'version', e.version, 'updated_at', {_utc("e.updated_at")}
    ) as row
    from (select {_EXPENSE_COLUMNS} from expenses {condition} order by service_on, id limit 50) as e {_EXPENSE_SOURCE}
    order by service_on, e.id
) as page
"""


EXPENSES = _expenses("")
EXPENSES_BEYOND = _expenses("where (service_on, id) > ($1, $2)")

ADD_EXPENSE = f"""
with claim as (
    update claims set claimed_usd = claimed_usd + $6, version = version + 1, updated_at = now()
    where id = $2 and status = 'draft' returning *
), e as (
    insert into expenses (id, claim_id, line_number, agency_id, activity_id, country_id, category, service_on,
        description, amount, claimed_usd, receipt_attached)
    select $1, claim.id, (select coalesce(max(line_number), 0) + 1 from expenses where claim_id = $2),
        claim.agency_id, activity_id, country_id, $3, $4, $5, $6, $6, $7
    from claim join activities on activities.id = activity_id
    returning *
)
select json_build_object({_EXPENSE_HEAD}, 'service_ends_on', service_ends_on, 'description', description,
    {_EXPENSE_AMOUNT}, 'fx_rate', fx_rate::text, 'fx_source', fx_source, 'quantity', quantity::text,
    'unit_rate', unit_rate::text, 'tax', {_money("tax_usd")}, 'location', location, 'travel_day', travel_day,
    'meals_furnished', meals_furnished, 'receipt_attached', receipt_attached, 'prior_approval', prior_approval,
    'duplicate_override_reason', duplicate_override_reason, 'claimed', {_money("e.claimed_usd")},
    'allowed', {_money("e.allowed_usd")}, 'approved', {_money("e.approved_usd")},
    'disallowed', {_money("(e.claimed_usd - e.approved_usd)")}, 'disallow_code', disallow_code,
    'disallow_note', disallow_note, 'explanation', null, 'computation', computation, 'paid_on', e.paid_on,
    'version', e.version, 'created_at', {_utc("e.created_at")}, 'updated_at', {_utc("e.updated_at")},
    'allowed_actions', json_build_array('update', 'delete')
)::text
from e {_EXPENSE_SOURCE}
"""

REIMBURSED = f"""
with counted as (
    select country_id, extract(year from paid_on + interval '3 months')::int as fiscal_year,
        count(*) as lines, sum(approved_usd) as approved
    from expenses where paid_on is not null group by 1, 2
), top as (select * from counted order by approved desc, country_id, fiscal_year limit $1)
select json_build_object(
    'items', (select json_agg(json_build_object(
        'country', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end,
        'fiscal_year', fiscal_year, 'lines', lines, 'approved', {_money("approved")}
    ) order by approved desc, country_id, fiscal_year) from top left join countries c on c.id = country_id),
    'groups', count(*), 'lines', sum(lines), 'total', {_money("sum(approved)")}
)::text from counted
"""

#: Weights as the policy has them; no languages are asked for, so that part is given in full.
MATCH = """
with days as (
    select day::date from generate_series($4::date, $5::date, '1 day') as day where extract(isodow from day) < 6
), able as (
    select a.id, required.level as required, coalesce(desired.level, 0) as desired
    from agencies a
    join agency_expertise required on required.agency_id = a.id and required.expertise_id = $2
    left join agency_expertise desired on desired.agency_id = a.id and desired.expertise_id = $3
    where archived_at is null and exists (
        select from mous where agency_id = a.id and status = 'active'
            and effective_on <= $4 and (ends_on is null or ends_on >= $5)
    )
), free as (
    select able.*, (
        select count(*) from days where not exists (
            select from activities where agency_id = able.id and status <> 'cancelled'
                and starts_on <= day and coalesce(ends_on, starts_on) >= day
        )
    ) as days from able
), scored as (
    select id, round(50 * required / 3.0 + 20 * desired / 3.0 + 20 + 10.0 * days / (select count(*) from days), 2)
        as score
    from free where days > 0
)
select json_build_object(
    'candidates', (select coalesce(json_agg(json_build_object('agency_id', id, 'score', score::text) order by
        score desc, encode(sha256(convert_to($1::uuid::text || ':' || id::text, 'UTF8')), 'hex')), '[]') from scored),
    'without_mou', (select count(*) from agencies a where archived_at is null
        and not exists (select from mous where agency_id = a.id))
)::text
"""

Arguments = Callable[[dict[str, list[str]], bytes], Sequence[Any]]


def _new_expense(_: dict[str, list[str]], body: bytes) -> Sequence[Any]:
    data = orjson.loads(body)
    return (
        uuid7(),
        UUID(data["claim_id"]),
        data["category"],
        date.fromisoformat(data["service_on"]),
        data["description"],
        Decimal(data["amount"]["amount"]),
        data["receipt_attached"],
    )


_ROUTES: dict[str, tuple[str, Arguments]] = {
    "/healthz": ("select 'ok'", lambda _query, _body: ()),
    "/agency": (AGENCY, lambda query, _: query["id"]),
    "/agencies": (AGENCIES_OF_STATE, lambda query, _: (query["state"][0], query["kind"][0])),
    "/agencies/search": (AGENCIES_FOUND, lambda query, _: query["q"]),
    "/activities": (
        ACTIVITIES,
        lambda query, _: (
            query["country_id"][0],
            query["status"][0],
            date.fromisoformat(query["starts_on.gte"][0]),
            date.fromisoformat(query["starts_on.lt"][0]),
        ),
    ),
    "/expenses": (EXPENSES, lambda _query, _body: ()),
    "/expenses/beyond": (
        EXPENSES_BEYOND,
        lambda query, _: (date.fromisoformat(query["service_on"][0]), query["id"][0]),
    ),
    "/expenses/add": (ADD_EXPENSE, _new_expense),
    "/match": (
        MATCH,
        lambda query, _: (
            *(UUID(query[name][0]) for name in ("request", "required", "desired")),
            *(date.fromisoformat(query[name][0]) for name in ("first", "last")),
        ),
    ),
    "/reimbursed": (REIMBURSED, lambda query, _: (int(query["limit"][0]),)),
}

_connections: asyncio.LifoQueue[asyncpg.Connection] = asyncio.LifoQueue()


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    statement, arguments = _ROUTES[scope["path"]]
    query = parse_qs(scope["query_string"].decode())
    body = (await receive())["body"] if scope["method"] == "POST" else b""
    connection = await _connections.get()
    try:
        answer = (await connection.fetchval(statement, *arguments(query, body))).encode()
    finally:
        _connections.put_nowait(connection)
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


async def _live(receive: Any, send: Any) -> None:
    """Connections of our own in a queue: asyncpg's pool would send a reset after every request."""
    await receive()
    for _ in range(POOL):
        _connections.put_nowait(
            await asyncpg.connect(
                plain(os.environ["DATABASE_URL"]), server_settings={"jit": "off", "timezone": "UTC"}
            )
        )
    await send({"type": "lifespan.startup.complete"})
    await receive()
    while not _connections.empty():
        await _connections.get_nowait().close()
    await send({"type": "lifespan.shutdown.complete"})
