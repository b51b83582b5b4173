"""Enumerations of imports and of the jobs that run them."""

from enum import StrEnum


class JobKind(StrEnum):
    IMPORT = "import"
    EXPORT = "export"


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportKind(StrEnum):
    EXPENSES = "expenses"
    TRIP_EXPENSES = "trip_expenses"
    AGENCIES = "agencies"
    ACTIVITIES = "activities"
    PARTNERS = "partners"
    CONTACTS = "contacts"
    EXPERTISE_LINKS = "expertise_links"
    OFFICERS = "officers"
    CREDENTIALS = "credentials"
    COUNTRY_ALIASES = "country_aliases"
    REQUESTS = "requests"
    OBLIGATIONS = "obligations"
    MOUS = "mous"
    PARTICIPANTS = "participants"


#: Rows of these hold what is shown to few, such as dates of birth: file and refused rows are not kept long.
CONFIDENTIAL_KINDS = frozenset({ImportKind.PARTICIPANTS})


class ImportMode(StrEnum):
    INSERT = "insert"
    UPDATE = "update"
    UPSERT = "upsert"


class ImportOutcome(StrEnum):
    CHECKED = "checked"
    """A dry run: nothing was written."""
    APPLIED = "applied"
    REFUSED = "refused"
    """All or nothing, and a row was refused: nothing was written."""


class RowOutcome(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """An earlier row says the same."""
    ERROR = "error"
