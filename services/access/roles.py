"""The only table from role to permissions (domain brief, section 6)."""

from models.enums import Role
from services.access.permissions import Permission as P

_EVERYONE = {
    P.EXPORTS_RUN,
    P.REFERENCE_READ,
    P.RATES_READ,
    P.REPORTS_READ,
    P.REPORTS_SPENDING,
    P.AGENCIES_READ,
    P.ACTIVITIES_READ,
}

_PARTNER = _EVERYONE | {
    P.AGENCIES_UPDATE,
    P.OFFICERS_READ,
    P.OFFICERS_UPDATE,
    P.TRANSCRIPTS_READ,
    P.CLAIMS_READ,
    P.CLAIMS_PREPARE,
    P.READINESS_READ,
    P.READINESS_UPDATE,
    P.ACTIVITIES_DOCUMENT,
}

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE
        | {
            P.WEBHOOKS_READ,
            P.WEBHOOKS_MANAGE,
            P.USERS_READ,
            P.USERS_MANAGE,
            P.SERVICE_CLIENTS_READ,
            P.SERVICE_CLIENTS_MANAGE,
            P.AUDIT_READ,
            P.MOUS_READ,
            P.MOUS_SUSPEND,
            P.REQUESTS_READ,
            P.INSTRUMENTS_READ,
        }
    ),
    Role.PROGRAM_OFFICER: frozenset(
        _EVERYONE
        | {
            P.EXPERTISE_MANAGE,
            P.COUNTRIES_MANAGE,
            P.ACADEMIES_MANAGE,
            P.ACADEMIES_NOMINATE,
            P.AGENCIES_CREATE,
            P.AGENCIES_UPDATE,
            P.AGENCIES_VERIFY,
            P.AGENCIES_ARCHIVE,
            P.OFFICERS_READ,
            P.TRANSCRIPTS_READ,
            P.TRAINING_MANAGE,
            P.TRAINING_ENROLL,
            P.MOUS_READ,
            P.MOUS_EDIT,
            P.MOUS_NOTICE,
            P.INSTRUMENTS_READ,
            P.INSTRUMENTS_EDIT,
            P.OBLIGATIONS_READ,
            P.REQUESTS_READ,
            P.REQUESTS_CREATE,
            P.REQUESTS_SUBMIT,
            P.REQUESTS_MANAGE,
            P.MATCHES_READ,
            P.OUTREACH_READ,
            P.OUTREACH_SEND,
            P.OFFERS_DECIDE,
            P.ACTIVITIES_MANAGE,
            P.ACTIVITIES_SUSPEND,
            P.ACTIVITIES_CANCEL,
            P.ACTIVITIES_DOCUMENT,
            P.PAPERWORK_MANAGE,
            P.ASSIGNMENTS_MANAGE,
            P.READINESS_READ,
            P.READINESS_WAIVE,
            P.VETTING_READ,
            P.CLAIMS_READ,
            P.CLAIMS_PROGRAM_REVIEW,
            P.ENQUIRIES_READ,
            P.ENQUIRIES_MANAGE,
            P.IMPORTS_RUN,
        }
    ),
    Role.FINANCE_REVIEWER: frozenset(
        _EVERYONE
        | {
            P.OFFICERS_READ,
            P.MOUS_READ,
            P.INSTRUMENTS_READ,
            P.REQUESTS_READ,
            P.CLAIMS_READ,
            P.CLAIMS_FINANCE_REVIEW,
            # What the Treasury answered where no system says it; `settle_claim` keeps out who certified the claim.
            P.CLAIMS_CONFIRM_PAYMENT,
            P.OBLIGATIONS_READ,
            P.OBLIGATIONS_MANAGE,
            P.PAYMENT_RUNS_READ,
            P.RATES_ADD,
            P.IMPORTS_RUN,
        }
    ),
    Role.CERTIFYING_OFFICER: frozenset(
        _EVERYONE
        | {
            P.MOUS_READ,
            P.INSTRUMENTS_READ,
            P.CLAIMS_READ,
            P.CLAIMS_CERTIFY,
            P.OBLIGATIONS_READ,
            P.PAYMENT_RUNS_READ,
            P.PAYMENT_RUNS_MANAGE,
        }
    ),
    Role.AGENCY_COORDINATOR: frozenset(
        _PARTNER
        | {
            P.WEBHOOKS_READ,
            P.WEBHOOKS_MANAGE,
            P.USERS_READ,
            P.OFFICERS_CREATE,
            P.ACADEMIES_NOMINATE,
            P.TRAINING_ENROLL,
            P.MOUS_READ,
            P.MOUS_CONCUR,
            P.MOUS_NOTICE,
            P.INSTRUMENTS_READ,
            P.REQUESTS_READ,
            P.OUTREACH_READ,
            P.OUTREACH_ANSWER,
            P.DECLINE_REASONS_READ,
            P.ACTIVITIES_CONCUR,
            P.ACTIVITIES_SUSPEND,
            P.ACTIVITIES_CANCEL,
            P.ACTIVITIES_FINISH,
            P.ASSIGNMENTS_MANAGE,
            P.IMPORTS_RUN,
        }
    ),
    # An officer sees what they claim themselves, not what all claim together.
    Role.OFFICER: frozenset(_PARTNER - {P.AGENCIES_UPDATE, P.REPORTS_SPENDING}),
    Role.POST: frozenset(
        _EVERYONE
        | {
            P.OFFICERS_READ,
            P.MOUS_READ,
            P.REQUESTS_READ,
            P.REQUESTS_CREATE,
            P.REQUESTS_SUBMIT,
            P.REQUESTS_ANSWER,
            P.OUTREACH_READ,
            P.ACTIVITIES_CONCUR,
            P.ACTIVITIES_SUSPEND,
            P.ACTIVITIES_FINISH,
            P.ACTIVITIES_DOCUMENT,
            P.READINESS_READ,
            P.READINESS_UPDATE,
            P.VETTING_READ,
            P.VETTING_MANAGE,
            P.VETTING_DECIDE,
            P.CLAIMS_READ,
            P.IMPORTS_RUN,
        }
    ),
    Role.AUDITOR: frozenset(
        _EVERYONE
        | {
            P.USERS_READ,
            P.SERVICE_CLIENTS_READ,
            P.AUDIT_READ,
            P.FAIRNESS_READ,
            P.OFFICERS_READ,
            P.TRANSCRIPTS_READ,
            P.MOUS_READ,
            P.INSTRUMENTS_READ,
            P.OBLIGATIONS_READ,
            P.PAYMENT_RUNS_READ,
            P.REQUESTS_READ,
            P.MATCHES_READ,
            P.OUTREACH_READ,
            P.DECLINE_REASONS_READ,
            P.CLAIMS_READ,
            P.READINESS_READ,
            P.VETTING_READ,
            P.ENQUIRIES_READ,
        }
    ),
    # Upper bound for service clients: each gets the part of it that its token's scopes name.
    # Never approval or certification (domain brief, section 6).
    Role.SERVICE_CLIENT: frozenset(
        _EVERYONE
        | {
            P.WEBHOOKS_READ,
            P.WEBHOOKS_MANAGE,
            P.MOUS_READ,
            P.INSTRUMENTS_READ,
            P.OBLIGATIONS_READ,
            P.OFFICERS_READ,
            P.REQUESTS_READ,
            P.REQUESTS_CREATE,
            P.AGENCIES_CREATE,
            P.AGENCIES_UPDATE,
            P.CLAIMS_READ,
            P.CLAIMS_CONFIRM_PAYMENT,
            P.PAYMENT_RUNS_READ,
            P.READINESS_READ,
            P.READINESS_UPDATE,
            P.VETTING_READ,
            P.VETTING_DECIDE,
            P.RATES_ADD,
            P.IMPORTS_RUN,
            P.USERS_PROVISION,
        }
    ),
}

#: Lent only to a token one of whose scopes names it: `write` alone does not admit them.
NAMED_ONLY = frozenset({P.USERS_PROVISION})

#: Roles whose actions belong to one agency, officer or post: such a user must be tied to it.
TIED_TO_AGENCY = frozenset({Role.AGENCY_COORDINATOR, Role.OFFICER})
TIED_TO_OFFICER = frozenset({Role.OFFICER})
TIED_TO_POST = frozenset({Role.POST})
