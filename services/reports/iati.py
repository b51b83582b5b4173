"""The programme's activities as the International Aid Transparency Initiative has them (standard 2.03).

What is kept back: every activity that is marked so, with its money; obligations that also pay for such activities, or
for several, since no share of them belongs to one; words that were not public before; days nobody reported; how many
attended (`small_cells` could be undone with it); and whom money for travel went to. Of travel only sums of a quarter
are told, and of fewer travellers than a small cell may have, only with those of all other activities.
"""

import re
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import orjson
from sqlalchemy import Date, Select, Text, and_, case, cast, func, literal, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, Payment
from models.countries import Country
from models.enums import ActivityStatus as S
from models.enums import AgencyKind, DatePrecision, LedgerAccount, LedgerEntryKind, Modality
from models.obligations import LedgerEntry, LedgerPosting
from services.projection import json_list, json_object, json_text
from services.reports.publication import public_activities

#: The Department of State, and the bureau as its unit, in the lists of the standard.
_DEPARTMENT, _DEPARTMENT_NAME = "US-GOV-11", "U.S. Department of State"
_BUREAU = "Bureau of International Narcotics and Law Enforcement Affairs"
_STATUS = {
    S.PLANNING: "1",
    S.READYING: "1",
    S.AUTHORIZED: "1",
    S.ACTIVE: "2",
    S.COMPLETED: "3",
    S.CLOSED: "4",
    S.CANCELLED: "5",
    S.SUSPENDED: "6",
}
_BEGUN = frozenset({S.ACTIVE, S.COMPLETED, S.CLOSED, S.SUSPENDED})
_ENDED = frozenset({S.COMPLETED, S.CLOSED})
_FUNDING, _ACCOUNTABLE, _IMPLEMENTING = "1", "2", "4"
_GOVERNMENT, _LOCAL_GOVERNMENT = "10", "11"
_COMMITMENT, _DISBURSEMENT, _EXPENDITURE = "2", "3", "4"
_POLICE = "15132"
#: Countries that GENC and ISO 3166 know by other letters.
_ISO2 = {"XWB": "PS", "XGZ": "PS", "XKS": "XK"}
_UNSPECIFIED_REGION = "998"
_MODALITY = {
    Modality.OVERSEAS_TRAIN: "Training abroad by a United States agency",
    Modality.OVERSEAS_MENTOR: "Mentoring abroad by a United States agency",
    Modality.OVERSEAS_ADVISE: "Advice abroad by a United States agency",
    Modality.STUDY_VISIT: "Study visit to a United States agency",
    Modality.ILEA_INSTRUCTION: "Instruction at an International Law Enforcement Academy",
}
_PRECISION = {
    DatePrecision.MONTH: "Only the month is known.",
    DatePrecision.YEAR: "Only the year is known.",
    DatePrecision.UNKNOWN: "The day is not known.",
}
#: What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROWS_AT_ONCE = 500


def _commitments(until: date) -> Any:
    other = aliased(Activity)
    shared = (
        select(other.id)
        .where(other.obligation_id == Activity.obligation_id, other.id != Activity.id)
        .correlate(Activity)
        .exists()
    )
    on = cast(func.timezone("UTC", LedgerEntry.created_at), Date)
    rows = (
        select(json_object({"on": on, "amount": cast(LedgerPosting.amount_usd, Text)}))
        .select_from(LedgerEntry)
        .join(LedgerPosting, LedgerPosting.entry_id == LedgerEntry.id)
        .where(
            LedgerEntry.obligation_id == Activity.obligation_id,
            LedgerEntry.kind != LedgerEntryKind.PAY.value,
            LedgerPosting.account == LedgerAccount.UNLIQUIDATED.value,
            on <= until,
            ~shared,
        )
        .order_by(LedgerEntry.created_at, LedgerEntry.id)
        .correlate(Activity)
    )
    return json_list(rows)


#: Last day of the quarter of a payment, whether a traveller was paid and not the agency, and how many were.
_QUARTER = cast(
    func.date_trunc("quarter", Payment.paid_on) + literal_column("interval '3 months - 1 day'"), Date
)
_DIRECT = Claim.officer_id.is_not(None)
_TRAVELLERS = func.count(Claim.officer_id.distinct())
_PAID = func.sum(Payment.amount_usd)


def _payments(until: date, least: int) -> Any:
    """Sums by quarter and by whether the agency or travellers were paid, of whom there must be enough."""
    rows = (
        select(json_object({"on": _QUARTER, "direct": _DIRECT, "amount": cast(_PAID, Text)}))
        .select_from(Payment)
        .join(Claim, Claim.id == Payment.claim_id)
        .where(Claim.activity_id == Activity.id, Payment.paid_on <= until)
        .group_by(_QUARTER, _DIRECT)
        .having(or_(_TRAVELLERS == 0, least <= _TRAVELLERS))
        .order_by(_QUARTER, _DIRECT)
        .correlate(Activity)
    )
    return json_list(rows)


def _travel_of_few(until: date, least: int) -> Select[Any]:
    """What is left out above, of all activities together: quarter, sum, and travellers."""
    few = (
        select(
            _QUARTER.label("quarter"),
            Claim.officer_id,
            _PAID.label("amount"),
            Claim.activity_id,
        )
        .select_from(Payment)
        .join(Claim, Claim.id == Payment.claim_id)
        .join(Activity, Activity.id == Claim.activity_id)
        .where(public_activities(until), Payment.paid_on <= until, _DIRECT)
        .group_by(_QUARTER, Claim.officer_id, Claim.activity_id)
        .subquery()
    )
    alike = select(few.c.quarter, few.c.activity_id).group_by(few.c.quarter, few.c.activity_id)
    small = alike.having(func.count() < least).subquery()
    return (
        select(few.c.quarter, func.sum(few.c.amount), func.count(few.c.officer_id.distinct()))
        .join(small, and_(small.c.quarter == few.c.quarter, small.c.activity_id == few.c.activity_id))
        .group_by(few.c.quarter)
        .order_by(few.c.quarter)
    )


def _enough(quarters: Iterable[tuple[date, Decimal, int]], least: int) -> list[dict[str, Any]]:
    """Sums of quarters; one with too few travellers goes into the next, and is not told when none follows."""
    told, waiting = [], Decimal(0)
    for on, amount, travellers in quarters:
        waiting += amount
        if travellers >= least:
            told.append({"on": on.isoformat(), "direct": True, "amount": str(waiting)})
            waiting = Decimal(0)
    return told


def _statement(until: date, least: int) -> Select[Any]:
    fields = {
        "reference": Activity.reference,
        "title": Activity.title,
        "summary": case((Activity.source_address.is_not(None), Activity.summary)),
        "status": Activity.status,
        "modality": Activity.modality,
        "precision": Activity.date_precision,
        "starts_on": Activity.starts_on,
        "ends_on": Activity.ends_on,
        # The record that stands for agencies nobody named is archived.
        "agency": case((Agency.archived_at.is_(None), Agency.legal_name)),
        "agency_kind": Agency.kind,
        "genc3": Country.genc3,
        "genc2": Country.genc2,
        "country": Country.name,
        "commitments": _commitments(until),
        "payments": _payments(until, least),
    }
    return (
        select(json_text(fields))
        .select_from(Activity)
        .join(Agency, Agency.id == Activity.agency_id)
        .outerjoin(Country, Country.id == Activity.country_id)
        .where(public_activities(until))
        .order_by(Activity.id)
    )


async def any_public(connection: AsyncConnection, until: date) -> bool:
    """Whether there is an activity to tell of: the standard has no empty file."""
    found = select(literal(1)).select_from(Activity).where(public_activities(until)).limit(1)
    return await connection.scalar(found) is not None


def heading(now: datetime) -> bytes:
    """How the file begins; `END` is how it ends, and `activities` what is between."""
    made = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<iati-activities version="2.03" generated-datetime="{made}">\n'
    ).encode()


END = b"</iati-activities>\n"


async def activities(
    connection: AsyncConnection, until: date, today: date, least: int
) -> AsyncIterator[bytes]:
    """The activities of the file, piece by piece. `connection` must be in a transaction.

    `least`: of how many travellers a sum may be told.
    """
    options = {"yield_per": _ROWS_AT_ONCE}
    async with connection.stream(_statement(until, least), execution_options=options) as rows:
        async for part in rows.partitions():
            yield b"".join(_written(_activity(orjson.loads(row[0]), until, today)) for row in part)
    quarters = (await connection.execute(_travel_of_few(until, least))).all()
    if told := _enough([(on, amount, count) for on, amount, count in quarters], least):
        yield _written(_travel(told, quarters[0][0], until))


def _written(activity: ElementTree.Element) -> bytes:
    return ElementTree.tostring(activity, encoding="unicode").encode() + b"\n"


def _activity(row: dict[str, Any], until: date, today: date) -> ElementTree.Element:
    what = f"{_MODALITY[Modality(row['modality'])]}{' for ' + row['country'] if row['country'] else ''}."
    of = _begun(row["reference"], row["title"], row["summary"] or what, until)
    if row["agency"]:
        federal = row["agency_kind"] == AgencyKind.FEDERAL_LE
        kind = _GOVERNMENT if federal else _LOCAL_GOVERNMENT
        _named(of, "participating-org", row["agency"], type=kind, role=_IMPLEMENTING)
    status = S(row["status"])
    ElementTree.SubElement(of, "activity-status", {"code": _STATUS[status]})
    for kind, on in _dates(row, status, today.isoformat()):
        day = ElementTree.SubElement(of, "activity-date", {"type": kind, "iso-date": on})
        if vague := _PRECISION.get(DatePrecision(row["precision"])):
            ElementTree.SubElement(day, "narrative").text = vague
    _place(of, row["genc3"], row["genc2"])
    for each in _transactions(row):
        _transaction(of, *each)
    return of


def _travel(payments: list[dict[str, Any]], since: date, until: date) -> ElementTree.Element:
    """An activity that stands for all: travel that would tell of few where it belongs."""
    words = "Payments to small groups of travelling officers, of all activities together."
    of = _begun("TRAVEL", "Travel of partner officers", words, until)
    ElementTree.SubElement(of, "activity-status", {"code": _STATUS[S.ACTIVE]})
    ElementTree.SubElement(of, "activity-date", {"type": "2", "iso-date": since.replace(day=1).isoformat()})
    _place(of, None, None)
    for each in _transactions({"commitments": [], "payments": payments}):
        _transaction(of, *each)
    return of


def _begun(reference: str, title: str, description: str, until: date) -> ElementTree.Element:
    """An activity up to what differs between ours."""
    of = ElementTree.Element(
        "iati-activity", {"default-currency": "USD", "xml:lang": "en", "humanitarian": "0"}
    )
    of.set("last-updated-datetime", f"{until}T00:00:00Z")
    ElementTree.SubElement(of, "iati-identifier").text = f"{_DEPARTMENT}-INL-{reference}"
    _named(of, "reporting-org", _DEPARTMENT_NAME, ref=_DEPARTMENT, type=_GOVERNMENT)
    _named(of, "title", title)
    _named(of, "description", description, type="1")
    for role in (_FUNDING, _ACCOUNTABLE):
        _named(of, "participating-org", _BUREAU, ref=_DEPARTMENT, type=_GOVERNMENT, role=role)
    return of


def _dates(row: dict[str, Any], status: S, today: str) -> Iterable[tuple[str, str]]:
    """Planned start and end are 1 and 3, actual ones 2 and 4. Of one day alone it is taken for both."""
    starts_on = row["starts_on"] or row["ends_on"]
    yield ("2" if status in _BEGUN and starts_on <= today else "1"), starts_on
    if row["ends_on"]:
        yield ("4" if status in _ENDED and row["ends_on"] <= today else "3"), row["ends_on"]


def _place(of: ElementTree.Element, genc3: str | None, genc2: str | None) -> None:
    """Where, and in which sector."""
    if genc3 is None or genc2 is None:
        ElementTree.SubElement(of, "recipient-region", {"vocabulary": "1", "code": _UNSPECIFIED_REGION})
    else:
        ElementTree.SubElement(of, "recipient-country", {"code": _ISO2.get(genc3, genc2)})
    ElementTree.SubElement(of, "sector", {"vocabulary": "1", "code": _POLICE})


def _transactions(row: dict[str, Any]) -> Iterable[tuple[str, str, Decimal, str]]:
    """Type, day, amount, and what it is."""
    for each in row["commitments"]:
        amount = Decimal(each["amount"])
        yield _COMMITMENT, each["on"], amount, "Obligation" if amount > 0 else "De-obligation"
    for each in row["payments"]:
        words = "Travel, sum of the quarter" if each["direct"] else "Reimbursement, sum of the quarter"
        yield _EXPENDITURE if each["direct"] else _DISBURSEMENT, each["on"], Decimal(each["amount"]), words


def _transaction(of: ElementTree.Element, kind: str, on: str, amount: Decimal, words: str) -> None:
    one = ElementTree.SubElement(of, "transaction")
    ElementTree.SubElement(one, "transaction-type", {"code": kind})
    ElementTree.SubElement(one, "transaction-date", {"iso-date": on})
    ElementTree.SubElement(one, "value", {"currency": "USD", "value-date": on}).text = f"{amount:.2f}"
    _named(one, "description", words)


def _named(of: ElementTree.Element, tag: str, words: str, **attributes: str) -> None:
    element = ElementTree.SubElement(of, tag, attributes)
    ElementTree.SubElement(element, "narrative").text = _UNFIT.sub("", words)
