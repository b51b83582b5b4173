"""What can be followed: for each kind of record the list that shows it, and where one of it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.academies import IleaOffering
from models.agencies import AgencyBlackout, AgencyContact, CapabilityPackage
from models.claims import Expense
from models.countries import CountryAlias
from models.feed_enums import FedSubject as F
from models.officers import OfficerCredential, TrainingEnrollment
from models.requests import RequestClarification
from services.academies.queries import ACADEMIES, OFFERINGS
from services.activities.queries import ACTIVITIES
from services.activities.templates import TEMPLATES
from services.agencies.blackouts import BLACKOUTS
from services.agencies.contacts import CONTACTS
from services.agencies.packages import PACKAGES
from services.agencies.queries import AGENCIES
from services.claims.expense_queries import EXPENSES
from services.claims.payments import PAYMENTS
from services.claims.queries import CLAIMS
from services.countries.queries import ALIASES, COUNTRIES, POSTS
from services.enquiries.queries import ENQUIRIES
from services.expertise.queries import EXPERTISE_LIST
from services.identity.users import USERS
from services.imports.queries import IMPORTS
from services.instruments.queries import INSTRUMENTS
from services.listing import Listing
from services.mous.queries import MOUS
from services.obligations.queries import OBLIGATIONS
from services.officers.credentials import CREDENTIALS
from services.officers.enrollments import ENROLLMENTS
from services.officers.queries import OFFICERS
from services.officers.training import TRAINING_SESSIONS
from services.outreach.queries import OFFERS, OUTREACH_LIST
from services.payment_runs.queries import PAYMENT_RUNS
from services.rates.edition_queries import EDITIONS
from services.requests.clarifications import CLARIFICATIONS
from services.requests.queries import REQUESTS


@dataclass(frozen=True, slots=True)
class Followed:
    """`address`: of one record, under `/api/v1`. `parent`: the record that it is a part of, and the column for it."""

    listing: Listing
    address: str
    parent: tuple[F, Any] | None = None


def _part_of(listing: Listing, of: F, column: Any, address: str) -> Followed:
    return Followed(listing, address, (of, column))


SUBJECTS: Mapping[F, Followed] = {
    F.ACADEMY: Followed(ACADEMIES, "academies/{id}"),
    F.ACTIVITY: Followed(ACTIVITIES, "activities/{id}"),
    F.AGENCY: Followed(AGENCIES, "agencies/{id}"),
    F.AGENCY_BLACKOUT: _part_of(
        BLACKOUTS, F.AGENCY, AgencyBlackout.agency_id, "agencies/{parent}/blackouts/{id}"
    ),
    F.AGENCY_CONTACT: _part_of(
        CONTACTS, F.AGENCY, AgencyContact.agency_id, "agencies/{parent}/contacts/{id}"
    ),
    F.CAPABILITY_PACKAGE: _part_of(
        PACKAGES, F.AGENCY, CapabilityPackage.agency_id, "agencies/{parent}/capability-packages/{id}"
    ),
    F.CLAIM: Followed(CLAIMS, "claims/{id}"),
    F.COUNTRY: Followed(COUNTRIES, "countries/{id}"),
    F.COUNTRY_ALIAS: _part_of(ALIASES, F.COUNTRY, CountryAlias.country_id, "countries/{parent}/aliases/{id}"),
    F.ENQUIRY: Followed(ENQUIRIES, "enquiries/{id}"),
    F.EXPENSE: _part_of(EXPENSES, F.CLAIM, Expense.claim_id, "expenses/{id}"),
    F.EXPERTISE: Followed(EXPERTISE_LIST, "expertise/{id}"),
    F.ILEA_OFFERING: _part_of(
        OFFERINGS, F.ACADEMY, IleaOffering.academy_id, "academies/{parent}/offerings/{id}"
    ),
    F.IMPORT: Followed(IMPORTS, "imports/{id}"),
    F.INSTRUMENT: Followed(INSTRUMENTS, "instruments/{id}"),
    F.MOU: Followed(MOUS, "mous/{id}"),
    F.OBLIGATION: Followed(OBLIGATIONS, "obligations/{id}"),
    F.OFFER: Followed(OFFERS, "offers/{id}"),
    F.OFFICER: Followed(OFFICERS, "officers/{id}"),
    F.OFFICER_CREDENTIAL: _part_of(
        CREDENTIALS, F.OFFICER, OfficerCredential.officer_id, "officers/{parent}/credentials/{id}"
    ),
    F.OUTREACH: Followed(OUTREACH_LIST, "outreach/{id}"),
    F.PAPERWORK_TEMPLATE: Followed(TEMPLATES, "paperwork-templates/{id}"),
    F.PAYMENT: Followed(PAYMENTS, "payments/{id}"),
    F.PAYMENT_RUN: Followed(PAYMENT_RUNS, "payment-runs/{id}"),
    F.POST: Followed(POSTS, "posts/{id}"),
    F.RATE_EDITION: Followed(EDITIONS, "rates/editions/{id}"),
    F.REQUEST: Followed(REQUESTS, "requests/{id}"),
    F.REQUEST_CLARIFICATION: _part_of(
        CLARIFICATIONS,
        F.REQUEST,
        RequestClarification.request_id,
        "requests/{parent}/clarifications/{id}",
    ),
    F.TRAINING_ENROLLMENT: _part_of(
        ENROLLMENTS,
        F.TRAINING_SESSION,
        TrainingEnrollment.session_id,
        "training-sessions/{parent}/enrollments/{id}",
    ),
    F.TRAINING_SESSION: Followed(TRAINING_SESSIONS, "training-sessions/{id}"),
    F.USER: Followed(USERS, "users/{id}"),
}
