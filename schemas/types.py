"""Field types that hold callers to exact forms: no numbers as dates, no strings as numbers, no hidden characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from schemas.languages import ISO_639_1

#: Control characters but for tab and line breaks, and the marks that reverse reading direction.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
#: What `_visible` and the least length demand, for readers of the OpenAPI document.
CONTROL = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069"
_SHOWN = rf"^[^{CONTROL}]*[^\s{CONTROL}][^{CONTROL}]*$"
_SURROGATES = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,12}(\.\d{1,2})?", re.ASCII)


def _visible(value: str) -> str:
    if _HIDDEN.search(value) or _SURROGATES.search(value):
        raise PydanticCustomError("hidden_characters", "Remove control characters and unpaired surrogates.")
    return value.strip()


def _of_form(pattern: re.Pattern[str], longest: int, form: str, value: str) -> str:
    if len(value) > longest or not pattern.fullmatch(value):
        raise PydanticCustomError("form", "{form}", {"form": form})
    return value


def _iso_day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day_form", "Write a date as YYYY-MM-DD.")
    return value


def _year_in_range(value: date) -> date:
    if not 1900 <= value.year <= 2200:
        raise PydanticCustomError("day_range", "The year must lie between 1900 and 2200.")
    return value


def _known_language(value: str) -> str:
    if value not in ISO_639_1:
        raise PydanticCustomError("language_unknown", "Name a language by its ISO 639-1 code, such as es.")
    return value


def _instant_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise PydanticCustomError("instant_form", "Write a time as RFC 3339, such as 2026-09-14T08:00:00Z.")
    return value


def _in_utc(value: datetime) -> datetime:
    _year_in_range(value.date())
    return value.astimezone(UTC)


def _amount_text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise PydanticCustomError(
            "amount_form", 'Write an amount as a string with at most two decimal places, such as "1345.65".'
        )
    return Decimal(value)


def _number_text(pattern: re.Pattern[str], form: str, value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise PydanticCustomError("number_form", "{form}", {"form": form})
    return Decimal(value)


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise PydanticCustomError("amount_not_positive", "The amount must be more than zero.")
    return value


@dataclass(frozen=True, slots=True)
class Text(GroupedMetadata):
    """A string of bounded length without hidden characters, outer blanks removed: `Annotated[str, Text(100)]`.

    `pattern` holds for all of it; `form` tells people in words what it demands.
    """

    longest: int
    shortest: int = 1
    pattern: str | None = None
    form: str = ""
    example: str | None = None

    def __iter__(self) -> Iterator[Any]:
        yield Strict()
        yield AfterValidator(_visible)
        shown: dict[str, Any] = {}
        if self.pattern is not None:
            shown["pattern"] = f"^({self.pattern})$"
        elif self.shortest:
            shown["pattern"] = _SHOWN
        if self.example is not None:
            shown["examples"] = [self.example]
        if self.pattern is None:
            yield Field(min_length=self.shortest, max_length=self.longest, json_schema_extra=shown or None)
        else:
            # What is too short or too long is told the form as well: it says more than a length.
            shown |= {"minLength": self.shortest, "maxLength": self.longest}
            yield Field(json_schema_extra=shown)
            pattern = re.compile(self.pattern, re.ASCII)
            yield AfterValidator(partial(_of_form, pattern, self.longest, self.form))


@dataclass(frozen=True, slots=True)
class Exact(GroupedMetadata):
    """A number as a string, at most `digits` before the point and `places` after it; above zero, if not told else."""

    digits: int
    places: int
    example: str
    zero: bool = False
    most: int | None = None

    def __iter__(self) -> Iterator[Any]:
        pattern = rf"\d{{1,{self.digits}}}(\.\d{{1,{self.places}}})?"
        form = f'Write a plain number as a string with at most {self.places} decimal places, such as "{self.example}".'
        yield BeforeValidator(partial(_number_text, re.compile(pattern, re.ASCII), form))
        yield Field(ge=0, le=self.most) if self.zero else Field(gt=0, le=self.most)
        yield PlainSerializer(str, when_used="json")
        yield WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [self.example]})


Code = Annotated[str, Text(40)]
Label = Annotated[str, Text(100)]
Name = Annotated[str, Text(200)]
Line = Annotated[str, Text(500)]
Paragraph = Annotated[str, Text(4000)]
Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]
Flag = Annotated[bool, Strict()]
Day = Annotated[
    date,
    BeforeValidator(_iso_day),
    AfterValidator(_year_in_range),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-09-14"]}),
]
Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_instant_text),
    AfterValidator(_in_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-09-14T08:00:00Z"]}),
]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount_text),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,2})?$", "examples": ["1345.65"]}),
]
PositiveAmount = Annotated[
    Amount,
    AfterValidator(_above_zero),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,12}(\.\d{1,2})?$", "examples": ["1345.65"]}),
]
Currency = Annotated[
    str, Text(3, 3, "[A-Z]{3}", "Name a currency by its three capital letters, such as USD.", "USD")
]
Genc3 = Annotated[
    str, Text(3, 3, "[A-Z]{3}", "Name a country by its three capital letters (GENC), such as GTM.", "GTM")
]
_LOCAL = rf"[^@\s{CONTROL}]+"
Email = Annotated[
    str,
    Text(
        254,
        pattern=rf"{_LOCAL}@{_LOCAL}\.{_LOCAL}",
        form="Write an e-mail address, such as name@example.org.",
        example="name@example.org",
    ),
    AfterValidator(str.lower),
]
Language = Annotated[
    str,
    Text(2, 2, "[a-z]{2}", "Name a language by its ISO 639-1 code, such as es.", "es"),
    AfterValidator(_known_language),
]
"""An ISO 639-1 code in use."""
RefSystem = Annotated[
    str,
    Text(
        40,
        pattern="[a-z0-9][a-z0-9_.-]{0,39}",
        form="Write the system's name in lower case, such as sams.",
        example="sams",
    ),
]
RefKey = Annotated[
    str,
    Text(
        200,
        pattern="[A-Za-z0-9][A-Za-z0-9._:@+~-]{0,199}",
        form="Write the key in letters, digits and . _ : @ + ~ -, such as AG-1042.",
        example="AG-1042",
    ),
]
