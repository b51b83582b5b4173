"""Where several rooms of claims and of offers begin."""

import pytest

from models.database import Database
from tests.api.v1.offer_acts import Interested, make_interested
from tests.factories.claims import Ground, make_ground
from tests.fixtures.api import ClientFor


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


@pytest.fixture
async def interested(database: Database, client_for: ClientFor) -> Interested:
    return await make_interested(database, client_for)
