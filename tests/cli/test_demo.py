"""The demonstration's year: what it must show, when it says things happened, and loading that is cut off."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import orjson
import pytest
from rich.console import Console
from sqlalchemy import make_url

from api.app import create_app
from cli.demo.before import opening
from cli.demo.load import UNFINISHED_FILE, USERS_FILE, HalfLoaded, ensure_demo, refuse_half_a_year
from cli.demo.plots import PLOTS
from cli.demo.stage import LocalStage
from cli.demo.story import noon
from cli.states import TABLES as DRAWN
from models.base import Base, Versioned
from services.clock import FixedClock
from services.enquiries.lifecycle import LIFECYCLE as ENQUIRY
from services.settings import Settings

SILENT = Console(quiet=True)
TABLES = (*DRAWN, ENQUIRY)
#: Where records of each state table are kept.
KEPT_IN = {
    "memorandum": "mous",
    "request": "requests",
    "outreach": "outreach",
    "activity": "activities",
    "assignment": "assignments",
    "vetting case": "vetting_cases",
    "claim": "claims",
    "obligation": "obligations",
    "enquiry": "enquiries",
    "mail": "mails",
    "job": "jobs",
    "rate table": "rate_editions",
    "payment run": "payment_runs",
    "claim of a payment run": "payment_run_items",
}
NOT_SHOWN = {
    "mail": "A demonstration has no mail server, so that no letter is ever queued.",
    "job": "When the year is over no file waits any more.",
    "rate table": "Its rates are those that the program ships.",
}
START = datetime(2026, 6, 1, 12, tzinfo=UTC)
OF_THIS_DAY = (
    "INSERT INTO events (id, action, subject_type, subject_id, actor_name)"
    " VALUES (gen_random_uuid(), 'agencies.updated', 'agency', gen_random_uuid(), 'System')"
)
#: What people look for beside the states: each must find something.
ALSO_SHOWN = {
    "a trip with a night that is still to be entered": "SELECT 1 FROM trips t JOIN claims c ON c.id = t.claim_id"
    " WHERE c.status = 'draft' AND (SELECT count(*) FROM expenses e WHERE e.claim_id = c.id AND e.category = 'lodging')"
    " < c.period_ends_on - c.period_starts_on",
    "a bill that is behind several nights": "SELECT 1 FROM expenses WHERE receipt_id IS NOT NULL"
    " GROUP BY receipt_id HAVING count(*) > 1",
    "a claim that reclaims from another": "SELECT 1 FROM claims WHERE parent_claim_id IS NOT NULL",
    "a claim that was returned and handed in again": "SELECT 1 FROM claims c JOIN claim_notices n"
    " ON n.claim_id = c.id WHERE n.kind = 'returned' AND c.status = 'submitted'",
    "single lines that finance disallowed": "SELECT 1 FROM expenses"
    " WHERE disallow_code = 'not_allowable' AND approved_usd = 0",
    "lines disallowed in part": "SELECT 1 FROM expenses WHERE approved_usd > 0 AND approved_usd < claimed_usd",
    "a claim that the Treasury returned and that was sent anew": "SELECT 1 FROM payment_run_items a"
    " JOIN payment_run_items b USING (claim_id) WHERE a.status = 'returned' AND b.status = 'pending'",
    "claims of more than sixty days": "SELECT 1 FROM claims WHERE paid_on IS NULL"
    " AND status IN ('finance_review', 'approved', 'partial', 'certified') AND proper_on < current_date - 60",
    "a late answer": "SELECT 1 FROM outreach WHERE late",
    "an amendment": "SELECT 1 FROM mou_amendments",
    "a notice that a post owes": "SELECT 1 FROM vetting_cases"
    " WHERE status = 'rejected' AND notice_given_on IS NULL",
    "an agency that was a partner": "SELECT 1 FROM agencies WHERE status = 'former'",
    "a prospect from an enquiry": "SELECT 1 FROM agencies a JOIN enquiries e ON e.agency_id = a.id"
    " WHERE a.status = 'prospect'",
    "a question about a request, answered": "SELECT 1 FROM request_clarifications WHERE answered_at IS NOT NULL",
    "training that is over, attended": "SELECT 1 FROM training_enrollments WHERE attended",
    "training that somebody missed": "SELECT 1 FROM training_enrollments WHERE NOT attended",
    "training to come": "SELECT 1 FROM training_enrollments WHERE attended IS NULL",
    "messages that were read": "SELECT 1 FROM notifications WHERE read_at IS NOT NULL",
    "rows of a file that were refused": "SELECT 1 FROM import_rows r JOIN imports i ON i.id = r.import_id"
    " WHERE i.outcome = 'applied' AND r.outcome = 'error'",
    "a file that is checked and waits for a word": "SELECT 1 FROM imports WHERE outcome = 'checked' AND dry_run",
    "how files are read that come again": "SELECT 1 FROM import_templates WHERE shared",
    "a file of a list that can be fetched": "SELECT 1 FROM exports WHERE storage_key IS NOT NULL",
    "a file of a list that has expired": "SELECT 1 FROM exports WHERE storage_key IS NULL AND rows > 0",
    "a webhook that was gone": "SELECT 1 FROM webhooks WHERE status = 'disabled' AND disabled_reason = 'gone'",
    "messages that other systems took": "SELECT 1 FROM webhook_deliveries WHERE status = 'delivered'",
    "a message that was taken at the second attempt": "SELECT 1 FROM webhook_deliveries"
    " WHERE status = 'delivered' AND attempts > 1",
    "what a client asked, and what it was refused": "SELECT 1 FROM client_usage WHERE outcome = 'refused'",
    "messages to read": "SELECT 1 FROM notifications WHERE read_at IS NULL",
}


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Settings]:
    """An empty database and an empty folder."""
    name = f"demo_{uuid4().hex}"
    asyncio.run(_execute(postgres_server, f"CREATE DATABASE {name}"))
    address = make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    yield Settings(database_url=address, data_dir=tmp_path / "data")
    asyncio.run(_execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(address: str, statement: str) -> None:
    await _rows(address, statement)


async def _rows(address: str | None, *statements: str) -> list[list[asyncpg.Record]]:
    """The rows of each statement."""
    assert address is not None
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        return [await connection.fetch(statement) for statement in statements]
    finally:
        await connection.close()


def test_a_demonstration_shows_every_state_on_the_days_of_its_year_and_lets_people_in(
    place: Settings,
) -> None:
    today = datetime.now(UTC).date()
    greeting = ensure_demo(place, SILENT)
    users = orjson.loads((place.data_dir / USERS_FILE).read_bytes())
    assert greeting is not None
    assert all(email in greeting for email in users["people"].values())
    assert not (place.data_dir / UNFINISHED_FILE).exists()
    asyncio.run(_shows_every_state(place))
    asyncio.run(_tells_nobody(place))
    asyncio.run(_says_when(place, today))
    asyncio.run(_lets_people_in(place, users, noon(today) + timedelta(days=500)))
    assert ensure_demo(place, SILENT) == greeting


async def _shows_every_state(place: Settings) -> None:
    assert KEPT_IN.keys() == {table.subject for table in TABLES}
    found = await _rows(
        place.database_url, *(f"SELECT DISTINCT status FROM {KEPT_IN[table.subject]}" for table in TABLES)
    )
    missing = {
        table.subject: table.states - {row["status"] for row in rows}
        for table, rows in zip(TABLES, found, strict=True)
    }
    # Those that show all by now have no place in the list of those that do not.
    assert {subject for subject, states in missing.items() if states} == NOT_SHOWN.keys()
    rows = await _rows(place.database_url, *ALSO_SHOWN.values())
    assert [name for name, found in zip(ALSO_SHOWN, rows, strict=True) if not found] == []


async def _tells_nobody(place: Settings) -> None:
    """The addresses of the year are nobody's: a server that goes on from here sends nothing to them."""
    [active] = await _rows(place.database_url, "SELECT 1 FROM webhooks WHERE status = 'active'")
    assert active == []


async def _says_when(place: Settings, today: date) -> None:
    """Nothing that people did is dated by the day of loading, but for what they did on it."""
    last, first = noon(today), noon(opening(today))
    tables = [
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Versioned)
    ]
    made = await _rows(
        place.database_url,
        *(
            f"SELECT '{table}' AS name, id FROM {table} WHERE created_by IS NOT NULL"
            f" AND (created_at NOT BETWEEN '{first}' AND '{last}' OR updated_at NOT BETWEEN created_at AND '{last}')"
            for table in sorted(tables)
        ),
    )
    assert [row["name"] for rows in made for row in rows] == []
    [[span], [days], requests, claims, late] = await _rows(
        place.database_url,
        "SELECT min(recorded_at) AS first, max(recorded_at) AS last FROM events",
        "SELECT count(DISTINCT recorded_at::date) AS number FROM events",
        # A need is raised long before it, a claim once the work is over.
        "SELECT reference FROM requests WHERE created_at > starts_on - interval '100 days'",
        "SELECT reference FROM claims WHERE parent_claim_id IS NULL AND created_at < period_ends_on",
        "SELECT position FROM event_seals JOIN events e ON e.id = event_id WHERE recorded_at <"
        " (SELECT b.recorded_at FROM event_seals a JOIN events b ON b.id = a.event_id"
        " WHERE a.position = event_seals.position - 1)",
    )
    assert (span["first"], span["last"]) == (first, last)
    assert days["number"] > 100
    assert (requests, claims, late) == ([], [], [])


async def _lets_people_in(place: Settings, users: dict[str, object], then: datetime) -> None:
    """Passwords hold as long as the demonstration does; what was used to play is of no use any more."""
    [[tokens]] = await _rows(
        place.database_url,
        "SELECT count(*) AS number FROM api_tokens WHERE revoked_at IS NULL AND expires_at > now()",
    )
    assert tokens["number"] == 0
    app = create_app(place.model_copy(update={"background_seconds": 0}), clock=FixedClock(then))
    people = dict.fromkeys(users["people"].values(), users["password"])  # type: ignore[attr-defined]
    people[users["administrator"]] = users["administrator_password"]
    transport = httpx.ASGITransport(app)
    for email, password in people.items():
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost/api/v1") as client:
            body = {"email": email, "password": password}
            assert (await client.post("/session", json=body)).status_code == 201, email
            assert (await client.get("/me")).status_code == 200, email
    await app.state.database.close()


def test_loading_that_was_killed_is_never_shown_as_a_year_and_starts_anew(place: Settings) -> None:
    """A year of one need is played here; what it is made of makes no difference."""
    _kill_in_the_middle(place)
    for embedded, anew in ((True, False), (False, True), (False, False)):
        with pytest.raises(HalfLoaded):
            refuse_half_a_year(place, SILENT, embedded=embedded, anew=anew)
    refuse_half_a_year(place, SILENT, embedded=True, anew=True)
    assert ensure_demo(place, SILENT, PLOTS[:1]) is not None
    [requests, users] = asyncio.run(
        _rows(
            place.database_url, "SELECT title FROM requests", "SELECT 1 FROM users WHERE email LIKE 'admin%'"
        )
    )
    assert [row["title"] for row in requests] == [PLOTS[0].title]
    assert len(users) == 1
    refuse_half_a_year(place, SILENT, embedded=True, anew=False)


def test_the_stage_waits_for_other_work_on_the_same_postgresql(place: Settings, postgres_server: str) -> None:
    """A transaction of another database holds seals back: people would never hear of the last days."""
    assert place.database_url is not None
    with LocalStage(place.database_url, START) as stage:
        begun, end = threading.Event(), threading.Event()
        other = threading.Thread(target=lambda: asyncio.run(_hold_a_transaction(postgres_server, begun, end)))
        other.start()
        assert begun.wait(30)
        asyncio.run(_execute(place.database_url, OF_THIS_DAY))
        threading.Timer(0.5, end.set).start()
        stage.move_to(START + timedelta(days=1))
        assert end.is_set()
        other.join()
    [unsealed] = asyncio.run(
        _rows(place.database_url, "SELECT 1 FROM events WHERE id NOT IN (SELECT event_id FROM event_seals)")
    )
    assert unsealed == []


async def _hold_a_transaction(address: str, begun: threading.Event, end: threading.Event) -> None:
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    async with connection.transaction():
        await connection.execute("SELECT pg_current_xact_id()")
        begun.set()
        await asyncio.to_thread(end.wait, 60)
    await connection.close()


def _kill_in_the_middle(place: Settings) -> None:
    """By `kill -9`, once people have begun to act."""
    assert place.database_url is not None
    code = (
        "from cli.demo.load import ensure_demo; from cli.demo.plots import PLOTS;"
        " from rich.console import Console; from services.settings import Settings;"
        " ensure_demo(Settings(), Console(quiet=True), PLOTS[:1])"
    )
    environment = os.environ | {
        "DATABASE_URL": place.database_url,
        "PARTNERSHIPS_DATA_DIR": str(place.data_dir),
    }
    loading = subprocess.Popen([sys.executable, "-c", code], env=environment)
    deadline = time.monotonic() + 300
    while not _somebody_acted(place):
        assert loading.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.2)
    loading.send_signal(signal.SIGKILL)
    assert loading.wait() == -signal.SIGKILL


def _somebody_acted(place: Settings) -> bool:
    try:
        [[users]] = asyncio.run(_rows(place.database_url, "SELECT count(*) AS number FROM users"))
    except asyncpg.UndefinedTableError:
        return False
    return bool(users["number"] > 2)
