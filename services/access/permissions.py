"""The vocabulary of permissions: `resource:verb`. Scopes of API tokens use the same words."""

from enum import StrEnum


class Permission(StrEnum):
    USERS_READ = "users:read"
    USERS_MANAGE = "users:manage"
    AUDIT_READ = "audit:read"
    SERVICE_CLIENTS_READ = "service_clients:read"
    SERVICE_CLIENTS_MANAGE = "service_clients:manage"
    USERS_PROVISION = "users:provision"

    REFERENCE_READ = "reference:read"
    EXPERTISE_MANAGE = "expertise:manage"
    COUNTRIES_MANAGE = "countries:manage"
    ACADEMIES_NOMINATE = "academies:nominate"
    ACADEMIES_MANAGE = "academies:manage"

    AGENCIES_READ = "agencies:read"
    AGENCIES_CREATE = "agencies:create"
    AGENCIES_UPDATE = "agencies:update"
    AGENCIES_VERIFY = "agencies:verify"
    AGENCIES_ARCHIVE = "agencies:archive"

    OFFICERS_READ = "officers:read"
    TRANSCRIPTS_READ = "transcripts:read"
    OFFICERS_CREATE = "officers:create"
    OFFICERS_UPDATE = "officers:update"
    TRAINING_MANAGE = "training:manage"
    TRAINING_ENROLL = "training:enroll"

    MOUS_READ = "mous:read"
    MOUS_EDIT = "mous:edit"
    MOUS_CONCUR = "mous:concur"
    MOUS_NOTICE = "mous:notice"
    MOUS_SUSPEND = "mous:suspend"

    INSTRUMENTS_READ = "instruments:read"
    INSTRUMENTS_EDIT = "instruments:edit"

    OBLIGATIONS_READ = "obligations:read"
    OBLIGATIONS_MANAGE = "obligations:manage"

    REQUESTS_READ = "requests:read"
    REQUESTS_CREATE = "requests:create"
    REQUESTS_SUBMIT = "requests:submit"
    REQUESTS_ANSWER = "requests:answer"
    REQUESTS_MANAGE = "requests:manage"

    MATCHES_READ = "matches:read"
    OUTREACH_READ = "outreach:read"
    OUTREACH_SEND = "outreach:send"
    OUTREACH_ANSWER = "outreach:answer"
    OFFERS_DECIDE = "offers:decide"
    DECLINE_REASONS_READ = "decline_reasons:read"

    ACTIVITIES_READ = "activities:read"
    ACTIVITIES_MANAGE = "activities:manage"
    ACTIVITIES_CONCUR = "activities:concur"
    ACTIVITIES_SUSPEND = "activities:suspend"
    ACTIVITIES_CANCEL = "activities:cancel"
    ACTIVITIES_FINISH = "activities:finish"
    ACTIVITIES_DOCUMENT = "activities:document"
    PAPERWORK_MANAGE = "paperwork:manage"
    ASSIGNMENTS_MANAGE = "assignments:manage"
    READINESS_READ = "readiness:read"
    READINESS_UPDATE = "readiness:update"
    READINESS_WAIVE = "readiness:waive"

    VETTING_READ = "vetting:read"
    VETTING_MANAGE = "vetting:manage"
    VETTING_DECIDE = "vetting:decide"

    CLAIMS_READ = "claims:read"
    CLAIMS_PREPARE = "claims:prepare"
    CLAIMS_PROGRAM_REVIEW = "claims:program_review"
    CLAIMS_FINANCE_REVIEW = "claims:finance_review"
    CLAIMS_CERTIFY = "claims:certify"
    CLAIMS_CONFIRM_PAYMENT = "claims:confirm_payment"

    PAYMENT_RUNS_READ = "payment_runs:read"
    PAYMENT_RUNS_MANAGE = "payment_runs:manage"

    ENQUIRIES_READ = "enquiries:read"
    ENQUIRIES_MANAGE = "enquiries:manage"

    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_MANAGE = "webhooks:manage"

    RATES_READ = "rates:read"
    RATES_ADD = "rates:add"
    IMPORTS_RUN = "imports:run"
    EXPORTS_RUN = "exports:run"
    REPORTS_READ = "reports:read"
    REPORTS_SPENDING = "reports:spending"
    FAIRNESS_READ = "fairness:read"
