"""Enumerations of exports."""

from enum import StrEnum


class FileFormat(StrEnum):
    """What a whole list can be had as, in one file instead of pages."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"


class FilterValues(StrEnum):
    """What a filter of a list takes."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    ID = "id"


class ExportResource(StrEnum):
    """Lists that can be had as a file, by their address."""

    ACADEMIES = "academies"
    ACTIVITIES = "activities"
    AGENCIES = "agencies"
    AUDIT = "audit"
    CLAIMS = "claims"
    CLAIMS_TO_CERTIFY = "claims/to-certify"
    COUNTRIES = "countries"
    ENQUIRIES = "enquiries"
    EXPENSES = "expenses"
    EXPERTISE = "expertise"
    IMPORTS = "imports"
    INSTRUMENTS = "instruments"
    MOUS = "mous"
    OBLIGATIONS = "obligations"
    OFFERS = "offers"
    OFFICERS = "officers"
    OUTREACH = "outreach"
    PAPERWORK_TEMPLATES = "paperwork-templates"
    PAYMENT_RUNS = "payment-runs"
    PAYMENTS = "payments"
    POSTS = "posts"
    RATES_EDITIONS = "rates/editions"
    RATES_EXCHANGE = "rates/exchange"
    RATES_INTEREST = "rates/interest"
    RATES_MIE = "rates/mie"
    RATES_MILEAGE = "rates/mileage"
    RATES_PER_DIEM = "rates/per-diem"
    REPORTS_SPENDING = "reports/spending"
    REQUESTS = "requests"
    REQUESTS_BOARD = "requests/board"
    SERVICE_CLIENTS = "service-clients"
    TRAINING_SESSIONS = "training-sessions"
    USERS = "users"
