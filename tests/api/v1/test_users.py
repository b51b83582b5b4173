"""People over HTTP: who may look them up, and how they are found."""

import httpx

from models.database import Database
from models.enums import Role
from tests.factories.users import make_user
from tests.fixtures.api import ClientFor


async def test_people_are_found_by_name_or_address(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        await make_user(session, Role.AUDITOR, name="Inspector of accounts", email="ledger@example.org")
        await make_user(session, Role.POST, name="Somebody else", email="elsewhere@example.org")
    administrator: httpx.AsyncClient = await client_for(Role.ADMINISTRATOR)
    for text in ("INSPECTOR", "ledger@", "inspecter of acounts"):
        items = (await administrator.get("/users", params={"q": text})).json()["items"]
        assert [item["email"] for item in items] == ["ledger@example.org"], text
    assert (await administrator.get("/users", params={"q": "nobody is called so"})).json()["items"] == []
