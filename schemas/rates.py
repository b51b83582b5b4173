"""Rates as dated data: per diem, split of meals, mileage, exchange and interest, as they cross the wire."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import PerDiemScope, VehicleMode
from models.rate_enums import EditionCoverage, EditionStatus, RateDifference, RateKind
from schemas.base import CountryLink, Input, Link, Money, MoneyInput, Output
from schemas.types import Currency, Day, Exact, Flag, Genc3, Label, Text

UsdPerMile = Annotated[Decimal, Exact(4, 4, "0.725")]
UsdPerUnit = Annotated[Decimal, Exact(8, 8, "0.12957")]
Percent = Annotated[Decimal, Exact(2, 3, "4.125")]
MonthDay = Annotated[
    str,
    Text(
        5,
        pattern="(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])",
        form="Write month and day as MM-DD, such as 06-01.",
        example="06-01",
    ),
    Field(description="Month and day. A season may run over the New Year."),
]
Source = Annotated[str, Text(200), Field(description="Where the rate was published.")]


class MieScope(StrEnum):
    CONUS = "conus"
    FOREIGN_OCONUS = "foreign_oconus"


class _Dated(Input):
    """`effective_to` is the last day; without one a rate stands until a later one replaces it."""

    effective_from: Day
    effective_to: Day | None = None
    source: Source


class PerDiemCreate(_Dated):
    """Name either a partner country by its GENC code, or another country by the name its rates are published
    under."""

    scope: PerDiemScope = PerDiemScope.FOREIGN
    country: Genc3 | None = None
    country_name: Label | None = None
    location: Annotated[str, Text(120), Field(examples=["Guatemala City", "[Other]"])]
    location_code: Annotated[str, Text(20)] | None = None
    season_start: MonthDay = "01-01"
    season_end: MonthDay = "12-31"
    lodging: MoneyInput
    mie: MoneyInput


class MieCreate(_Dated):
    """The total is the sum of the four parts."""

    scope: MieScope
    breakfast: MoneyInput
    lunch: MoneyInput
    dinner: MoneyInput
    incidentals: MoneyInput


class MileageCreate(_Dated):
    mode: VehicleMode
    usd_per_mile: UsdPerMile


class InterestCreate(_Dated):
    percent: Percent


class ExchangeCreate(Input):
    """US dollars for one unit of the currency on a day."""

    currency: Currency = Field(examples=["GTQ"])
    rated_on: Day
    usd_per_unit: UsdPerUnit
    source: Source
    reporting_only: Flag = Field(
        default=False,
        description="Flags rates that are far from it, and exchanges no amount: so are the Treasury's quarterly rates.",
    )


class _Rate(Output):
    """Rates are added and never changed, so their version is always 1."""

    id: UUID
    source: str
    version: int
    created_at: datetime


class _DatedRate(_Rate):
    effective_from: date
    effective_to: date | None


class PerDiemRow(_DatedRate):
    scope: PerDiemScope
    country: CountryLink | None
    country_name: str
    location: str
    location_code: str | None
    season_start: str
    season_end: str
    lodging: Money
    mie: Money
    withdrawn: bool = Field(
        description="From this day on the place has no rate but those that begin on the same day."
    )


class MieRow(_DatedRate):
    scope: MieScope
    total: Money
    breakfast: Money
    lunch: Money
    dinner: Money
    incidentals: Money


class MileageRow(_DatedRate):
    mode: VehicleMode
    usd_per_mile: str


class InterestRow(_DatedRate):
    percent: str


class ExchangeRow(_Rate):
    currency: str
    rated_on: date
    usd_per_unit: str
    reporting_only: bool


class PerDiem(PerDiemRow):
    allowed_actions: list[str]


class Mie(MieRow):
    allowed_actions: list[str]


class Mileage(MileageRow):
    allowed_actions: list[str]


class Interest(InterestRow):
    allowed_actions: list[str]


class Exchange(ExchangeRow):
    allowed_actions: list[str]


class EditionTerms(Input):
    """What is said about a table when it is handed in. Left out, `kind` is told from the heading, and `source` is the
    name of the file."""

    effective_from: Day
    kind: RateKind | None = None
    coverage: EditionCoverage = Field(
        default=EditionCoverage.WHOLE_TABLE,
        description="What becomes of per diem places that the file does not list: `whole_table` ends their rates, "
        "`listed_countries` only those of countries that are listed. Other kinds add and never end.",
    )
    source: Source | None = None


class EditionRow(Output):
    """`changed` and the other counts are of rows; a row with a warning is counted twice."""

    id: UUID
    kind: RateKind
    status: EditionStatus
    effective_from: date
    coverage: EditionCoverage
    file_name: str
    source: str
    changed: int
    new: int
    ended: int
    unchanged: int
    errors: int
    warnings: int
    uploaded_at: datetime
    uploaded_by: Link | None = Field(description="None: it came with the program.")
    applied_at: datetime | None
    applied_by: Link | None
    version: int


class Edition(EditionRow):
    scopes: list[str] = Field(description="Areas that a per diem table speaks of.")
    columns: list[str] = Field(description="Headings of the file, in their order.")
    notes: list[str] = Field(description="What is to be known of the file as a whole.")
    size_bytes: int
    sha256: str
    allowed_actions: list[str]


class TableProblem(Output):
    """`column` as it is headed in the file and `value` as it was read; empty for the row as a whole."""

    column: str
    value: str
    code: str
    message: str
    fix: str


class DifferenceRow(Output):
    """`before` and `after` hold the amounts, and for per diem the season, as text by their names."""

    id: UUID
    line: int | None = Field(
        description="Where the row starts in the file; the heading is line 1. None for rates that the table ends."
    )
    difference: RateDifference
    subject: str
    before: dict[str, str | None] | None
    after: dict[str, str | None] | None
    change_percent: str | None = Field(description="Of the amount that changes most.")
    problems: list[TableProblem]
    warnings: list[TableProblem]
