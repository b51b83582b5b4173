"""The lists that can be had as files by their names, and what may be asked of each."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy.ext.asyncio import AsyncConnection

from models.export_enums import ExportResource, FileFormat
from services.academies.queries import ACADEMIES
from services.activities.queries import ACTIVITIES
from services.activities.templates import TEMPLATES
from services.agencies.queries import AGENCIES
from services.claims.expense_queries import EXPENSES
from services.claims.payments import PAYMENTS
from services.claims.queries import CLAIMS
from services.countries.queries import COUNTRIES, POSTS
from services.enquiries.queries import ENQUIRIES
from services.expertise.queries import EXPERTISE_LIST
from services.identity.clients import SERVICE_CLIENTS
from services.identity.users import USERS
from services.imports.queries import IMPORTS
from services.instruments.queries import INSTRUMENTS
from services.list_parameters import PARTIAL, ListParameters
from services.listing import Listing, ListQuery, Scope
from services.mous.queries import MOUS, on_day
from services.obligations.queries import OBLIGATIONS, review_terms
from services.officers.queries import OFFICERS
from services.officers.training import TRAINING_SESSIONS
from services.outreach.queries import OFFERS, OUTREACH_LIST
from services.payment_runs.queries import PAYMENT_RUNS
from services.rates.edition_queries import EDITIONS
from services.rates.queries import (
    EXCHANGE_RATES,
    INTEREST_RATES,
    MIE_SPLITS,
    MILEAGE_RATES,
    PER_DIEM_RATES,
)
from services.reports.audit import AUDIT
from services.reports.spending import SPENDING
from services.requests.queries import BOARD, REQUESTS
from services.workflows.certification import CERTIFIABLE_CLAIMS, as_of

ScopeOf = Callable[[AsyncConnection, ListQuery, date], Awaitable[Scope | None]]


async def _no_scope(connection: AsyncConnection, query: ListQuery, today: date) -> Scope | None:
    return None


async def _mous(connection: AsyncConnection, query: ListQuery, today: date) -> Scope | None:
    return on_day(query, today)


async def _to_certify(connection: AsyncConnection, query: ListQuery, today: date) -> Scope | None:
    return as_of(today)


@dataclass(frozen=True, slots=True)
class Exportable:
    """A list, and the values that its clauses take from the day."""

    listing: Listing
    scope: ScopeOf = _no_scope


#: What asks for a part of a list, and what an export says beside its query.
NOT_ASKED = frozenset({*PARTIAL, "format"})

R = ExportResource
EXPORTABLE: Mapping[ExportResource, Exportable] = {
    R.ACADEMIES: Exportable(ACADEMIES),
    R.ACTIVITIES: Exportable(ACTIVITIES),
    R.AGENCIES: Exportable(AGENCIES),
    R.AUDIT: Exportable(AUDIT),
    R.CLAIMS: Exportable(CLAIMS),
    R.CLAIMS_TO_CERTIFY: Exportable(CERTIFIABLE_CLAIMS, _to_certify),
    R.COUNTRIES: Exportable(COUNTRIES),
    R.ENQUIRIES: Exportable(ENQUIRIES),
    R.EXPENSES: Exportable(EXPENSES),
    R.EXPERTISE: Exportable(EXPERTISE_LIST),
    R.IMPORTS: Exportable(IMPORTS),
    R.INSTRUMENTS: Exportable(INSTRUMENTS),
    R.MOUS: Exportable(MOUS, _mous),
    R.OBLIGATIONS: Exportable(OBLIGATIONS, review_terms),
    R.OFFERS: Exportable(OFFERS),
    R.OFFICERS: Exportable(OFFICERS),
    R.OUTREACH: Exportable(OUTREACH_LIST),
    R.PAPERWORK_TEMPLATES: Exportable(TEMPLATES),
    R.PAYMENT_RUNS: Exportable(PAYMENT_RUNS),
    R.PAYMENTS: Exportable(PAYMENTS),
    R.POSTS: Exportable(POSTS),
    R.RATES_EDITIONS: Exportable(EDITIONS),
    R.RATES_EXCHANGE: Exportable(EXCHANGE_RATES),
    R.RATES_INTEREST: Exportable(INTEREST_RATES),
    R.RATES_MIE: Exportable(MIE_SPLITS),
    R.RATES_MILEAGE: Exportable(MILEAGE_RATES),
    R.RATES_PER_DIEM: Exportable(PER_DIEM_RATES),
    R.REPORTS_SPENDING: Exportable(SPENDING),
    R.REQUESTS: Exportable(REQUESTS),
    R.REQUESTS_BOARD: Exportable(BOARD),
    R.SERVICE_CLIENTS: Exportable(SERVICE_CLIENTS),
    R.TRAINING_SESSIONS: Exportable(TRAINING_SESSIONS),
    R.USERS: Exportable(USERS),
}


@cache
def parameters_of(resource: ExportResource) -> ListParameters:
    """Made when it is first asked for: no server makes all of them at its start."""
    return ListParameters(EXPORTABLE[resource].listing)


def read_query(
    resource: ExportResource, file_format: FileFormat, given: Mapping[str, Sequence[str]]
) -> ListQuery:
    """Raises what `ListParameters.read` raises."""
    return parameters_of(resource).read({**given, "format": [file_format.value]})
