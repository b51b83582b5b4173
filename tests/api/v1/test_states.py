"""Every pair of state and event of every state table, from outside: what may be, what may not, and who may.

The pairs come from the tables themselves, so that none is forgotten: a new row is driven, or fails here.
"""

import httpx
import pytest
from sqlalchemy import select, update

from cli.states import TABLES
from models.database import Database
from models.enums import Role
from models.identity import ApiToken
from services.access.roles import PERMISSIONS
from services.clock import FixedClock
from services.lifecycle import Transition
from services.outbox import LIFECYCLE as MAIL
from services.payment_runs.lifecycle import ITEM as RUN_ITEM
from services.queue import LIFECYCLE as JOB
from services.rates.lifecycle import LIFECYCLE as RATE_TABLE
from services.workflows.clock import run_due
from tests.api.v1.machines import MACHINES, Machine, Step, Subject, World
from tests.factories.activities import post_in
from tests.factories.claims import make_ground, make_officer
from tests.factories.requests import make_partner
from tests.fixtures.api import NOW, ClientFor

EVERY_STATE = [
    pytest.param(machine, state, id=f"{machine.table.subject}-{state}")
    for machine in MACHINES
    for state in machine.states
]
TIMED = [
    pytest.param(machine, row, id=f"{machine.table.subject}-{row.event}")
    for machine in MACHINES
    for row in machine.table.transitions
    if row.permission is None
]


@pytest.fixture
async def world(database: Database, client_for: ClientFor) -> World:
    ground = await make_ground(database, client_for)
    async with database.transaction() as session:
        agency = await make_partner(session)
        officer = await make_officer(session, agency)
        post = await post_in(session)
    ties = {
        Role.AGENCY_COORDINATOR: {"agency_id": agency.id},
        Role.OFFICER: {"agency_id": agency.id, "officer_id": officer.id},
        Role.POST: {"post_id": post.id},
        Role.SERVICE_CLIENT: {"scopes": ("read", "vetting:decide", "claims:confirm_payment")},
    }
    clients = {role: await client_for(role, **ties.get(role, {})) for role in Role}
    traveller = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    async with database.transaction() as session:
        await session.execute(update(ApiToken).values(expires_at=NOW.replace(year=2100)))
    return World(agency, officer, post, ground, traveller, clients)


def _client(world: World, machine: Machine, role: Role) -> httpx.AsyncClient:
    """Claims are acted on by those who took part in them so far."""
    taken_part = {
        Role.AGENCY_COORDINATOR: world.ground.coordinator,
        Role.PROGRAM_OFFICER: world.ground.program,
        Role.FINANCE_REVIEWER: world.ground.finance,
        Role.CERTIFYING_OFFICER: world.ground.certifier,
        Role.SERVICE_CLIENT: world.ground.treasury,
        Role.OFFICER: world.traveller,
    }
    return (
        taken_part.get(role, world.clients[role]) if machine.table.subject == "claim" else world.clients[role]
    )


def _may(machine: Machine, event: str) -> set[Role]:
    """Roles with a permission that a row of the event names."""
    needed = {row.permission for row in machine.table.transitions if row.event == event}
    return {role for role in Role if needed & PERMISSIONS[role]}


async def _made(world: World, database: Database, machine: Machine, step: Step) -> Subject:
    async with database.transaction() as session:
        return await machine.make(session, world, step)


async def _fire(world: World, machine: Machine, subject: Subject, step: Step, role: Role) -> httpx.Response:
    address, body = machine.call(world, subject, step, role)
    version = {"If-Match": f'"{subject.version}-00000000"'}
    return await _client(world, machine, role).post(address, json=body, headers=version)


async def _state(database: Database, machine: Machine, subject: Subject) -> str:
    async with database.read() as connection:
        return str(
            await connection.scalar(select(machine.model.status).where(machine.model.id == subject.id))
        )


def test_every_table_is_driven() -> None:
    """Mail is driven in `tests/services/workflows`, claims of a payment run, which its answer moves, in
    `test_payment_runs.py`, jobs, which workers move, in `test_imports.py`, rate tables in `test_rate_editions.py`."""
    elsewhere = {MAIL.subject, RUN_ITEM.subject, JOB.subject, RATE_TABLE.subject}
    assert {table.subject for table in TABLES} == {m.table.subject for m in MACHINES} | elsewhere


@pytest.mark.parametrize(("machine", "state"), EVERY_STATE)
async def test_every_pair(machine: Machine, state: str, world: World, database: Database) -> None:
    driven = set()
    # Refusals change nothing, so that one record is enough for all of them.
    subject = await _made(world, database, machine, Step(state))
    for event in machine.table.events:
        rows = [row for row in machine.table.transitions if row.event == event and state in row.sources]
        legal = [row for row in rows if row.permission]
        for row in legal:
            await _succeeds(machine, state, row, world, database)
        may = _may(machine, event)
        if legal or not may:
            for role in set(Role) - may | (may - machine.only.get(event, may)):
                answer = await _fire(world, machine, subject, Step(state, event), role)
                # What comes with time alone is at no address.
                assert answer.status_code in ((403, 404) if may else (404, 405)), (event, role, answer.text)
        else:
            await _conflicts(machine, state, event, world, subject)
        assert await _state(database, machine, subject) == state
        driven.add(event)
    assert driven == {row.event for row in machine.table.transitions}


async def _conflicts(machine: Machine, state: str, event: str, world: World, subject: Subject) -> None:
    """For everybody who may do it in another state, and can see the record at all."""
    answers = {
        role: await _fire(world, machine, subject, Step(state, event), role) for role in _may(machine, event)
    }
    seen = {role: answer for role, answer in answers.items() if answer.status_code not in (403, 404)}
    assert seen, (event, answers)
    for role, answer in seen.items():
        problem = answer.json()
        assert answer.status_code == 409, (event, role, answer.text)
        assert answer.headers["Content-Type"] == "application/problem+json"
        if (event, state) == ("reinstate", "planned"):  # it is assigning, and is told so
            assert problem["code"] == "already_assigned"
            continue
        assert (problem["code"], problem["state"]) == ("illegal_transition", state), (event, role)
        assert problem["allowed_actions"] == _open_to(machine, state, role), (event, role)


async def _succeeds(machine: Machine, state: str, row: Transition, world: World, database: Database) -> None:
    allowed = _may(machine, row.event) & set(machine.only.get(row.event, set(Role)))
    allowed = {role for role in allowed if row.permission in PERMISSIONS[role]}
    assert allowed, row
    for role in sorted(allowed):
        step = Step(state, row.event, row.target and str(row.target))
        subject = await _made(world, database, machine, step)
        answer = await _fire(world, machine, subject, step, role)
        assert answer.is_success, (row.event, role, answer.text)
        assert await _state(database, machine, subject) == (row.target or state), (row.event, role)


def _open_to(machine: Machine, state: str, role: Role) -> list[str]:
    rows = [row for row in machine.table.transitions if state in row.sources]
    return list(dict.fromkeys(row.event for row in rows if row.permission in PERMISSIONS[role]))


@pytest.mark.parametrize(("machine", "row"), TIMED)
async def test_what_comes_with_time_comes_in_its_states_alone(
    machine: Machine, row: Transition, world: World, database: Database, clock: FixedClock
) -> None:
    made = {
        str(state): await _made(world, database, machine, Step(str(state), row.event))
        for state in machine.states
    }
    await run_due(database, clock)
    for state, subject in made.items():
        reached = row.target if state in row.sources else state
        assert await _state(database, machine, subject) == reached, state
