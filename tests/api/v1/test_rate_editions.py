"""Tables of rates over HTTP: handed in, compared, mended, applied, discarded."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from models.enums import Role
from tests.factories.rate_tables import (
    HEADING,
    csv_bytes,
    foreign_rows,
    history_rows,
    state_file,
    state_row,
    state_workbook,
)
from tests.fixtures.api import ClientFor

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
async def finance(client_for: ClientFor) -> httpx.AsyncClient:
    return await client_for(Role.FINANCE_REVIEWER)


async def hand_in(
    client: httpx.AsyncClient, content: bytes, name: str = "foreign_May2026PD.csv", **terms: str
) -> httpx.Response:
    data = {"effective_from": MAY.isoformat(), **terms}
    return await client.post("/rates/editions", data=data, files={"file": (name, content, "text/csv")})


async def staged(client: httpx.AsyncClient, content: bytes, **terms: str) -> dict[str, Any]:
    answer = await hand_in(client, content, **terms)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body | {"etag": answer.headers["etag"]}


async def differences(
    client: httpx.AsyncClient, edition: dict[str, Any], **query: Any
) -> list[dict[str, Any]]:
    answer = await client.get(f"/rates/editions/{edition['id']}/differences", params={"limit": 200, **query})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def act(client: httpx.AsyncClient, edition: dict[str, Any], event: str) -> httpx.Response:
    headers = {"If-Match": edition["etag"]}
    return await client.post(f"/rates/editions/{edition['id']}/{event}", headers=headers)


async def rate_on(client: httpx.AsyncClient, day: str, **place: str) -> list[tuple[str, str]]:
    answer = await client.get("/rates/per-diem", params={"on": day, **place})
    return [(row["lodging"]["amount"], row["mie"]["amount"]) for row in answer.json()["items"]]


def _counts(edition: dict[str, Any]) -> tuple[int, ...]:
    return tuple(edition[name] for name in ("changed", "new", "ended", "unchanged", "errors"))


@pytest.mark.parametrize("written", [state_file, state_workbook])
async def test_the_table_in_force_changes_nothing(
    finance: httpx.AsyncClient, written: Callable[..., bytes]
) -> None:
    """April 2026 as State publishes it: 1,079 rows, seasons over the New Year, lodging of 0, footnotes."""
    edition = await staged(finance, written(APRIL, foreign_rows()), effective_from="2026-04-01")
    assert _counts(edition) == (0, 0, 0, 1079, 0)
    assert (edition["kind"], edition["scopes"], edition["status"]) == ("per_diem", ["foreign"], "staged")
    applied = await act(finance, edition, "apply")
    assert applied.json()["status"] == "applied"
    [kabul] = await rate_on(finance, "2026-07-01", country="AFG", location="Kabul")
    assert kabul == ("0.00", "78.00")


def _may() -> bytes:
    """Tirana dearer by more than half, Kabul gone, a place of its own in Albania, Lima cheaper."""
    rows = [row for row in foreign_rows() if row["location"] != "Kabul"]
    for row in rows:
        if row["location"] == "Tirana":
            row |= {"lodging_usd": "400", "per_diem_usd": "522"}
    new = {**rows[2], "location": "Durr\u00ebs", "location_code": "99999", "lodging_usd": "100"}
    rows.append(new | {"per_diem_usd": str(100 + int(float(new["mie_usd"])))})
    return state_file(MAY, rows)


async def test_a_new_month_is_compared_before_anything_changes(finance: httpx.AsyncClient) -> None:
    edition = await staged(finance, _may())
    assert _counts(edition) == (1, 1, 1, 1077, 0)
    assert edition["warnings"] == 1
    rows = await differences(finance, edition, difference=["changed", "new", "ended"])
    assert [(row["difference"], row["subject"]) for row in rows] == [
        ("changed", "ALBANIA, Tirana"),
        ("ended", "AFGHANISTAN, Kabul"),
        ("new", "ALBANIA, Durr\u00ebs"),
    ]
    tirana = rows[0]
    assert (tirana["before"]["lodging"], tirana["after"]["lodging"]) == ("223.00", "400.00")
    assert tirana["change_percent"] == "79.4"
    assert [warning["code"] for warning in tirana["warnings"]] == ["jump"]
    assert await differences(finance, edition, warned="true") == [tirana]
    assert await rate_on(finance, "2026-05-01", country="ALB", location="Tirana") == [("223.00", "122.00")]


async def test_an_applied_table_counts_from_its_day(finance: httpx.AsyncClient) -> None:
    before = {day: await rate_on(finance, day, country="AFG") for day in ("2026-04-30", "2026-05-01")}
    edition = await staged(finance, _may())
    applied = await act(finance, edition, "apply")
    assert applied.status_code == 200, applied.text
    assert applied.json()["allowed_actions"] == []
    assert applied.json()["applied_by"]["name"] == applied.json()["uploaded_by"]["name"]
    place = {"country": "ALB", "location": "Tirana"}
    assert await rate_on(finance, "2026-04-30", **place) == [("223.00", "122.00")]
    assert await rate_on(finance, "2026-05-01", **place) == [("400.00", "122.00")]
    assert await rate_on(finance, "2026-04-30", country="AFG") == before["2026-04-30"]
    assert len(await rate_on(finance, "2026-05-01", country="AFG")) == len(before["2026-05-01"]) - 1
    assert await rate_on(finance, "2026-05-01", country="AFG", location="Kabul") == []
    again = await hand_in(finance, _may())
    assert (again.status_code, again.json()["id"]) == (200, edition["id"])
    once_more = await staged(finance, _may() + b"\n")
    assert _counts(once_more) == (0, 0, 0, 1079 - 1 + 1, 0)


async def test_the_same_file_is_kept_once(finance: httpx.AsyncClient) -> None:
    edition = await staged(finance, _may())
    again = await hand_in(finance, _may(), name="another name.csv")
    assert (again.status_code, again.json()["id"]) == (200, edition["id"])
    discarded = await act(finance, edition, "discard")
    assert discarded.json()["status"] == "discarded"
    assert (await hand_in(finance, _may())).status_code == 201
    assert (await act(finance, edition, "apply")).status_code in (409, 412)


async def test_a_table_does_what_was_shown_or_nothing(finance: httpx.AsyncClient) -> None:
    edition = await staged(finance, _may())
    added = {
        "country": "ALB",
        "location": "Tirana",
        "lodging": {"amount": "230.00"},
        "mie": {"amount": "122.00"},
        "effective_from": "2026-04-15",
        "source": "Test",
    }
    assert (await finance.post("/rates/per-diem", json=added)).status_code == 201
    refused = await act(finance, edition, "apply")
    assert (refused.status_code, refused.json()["code"]) == (409, "rates_changed")
    assert await rate_on(finance, "2026-05-01", country="ALB", location="Tirana") == [("230.00", "122.00")]


FAULTS = {
    "amount_negative": ["ALBANIA", "Tirana", "S1", "2026-01-01", "2026-12-31", "-5.0", "122.0", "117.0"],
    "not_a_number": ["ALBANIA", "Tirana", "S1", "2026-01-01", "2026-12-31", "n/a", "122.0", ""],
    "amount_too_precise": ["ALBANIA", "Tirana", "S1", "2026-01-01", "2026-12-31", "22.001", "122.0", ""],
    "season_form": ["ALBANIA", "Tirana", "S1", "2026-02-30", "2026-12-31", "223.0", "122.0", ""],
    "sum": ["ALBANIA", "Tirana", "S1", "2026-01-01", "2026-12-31", "223.0", "122.0", "346.0"],
    "country_ambiguous": ["CONGO", "Elsewhere", "S1", "2026-01-01", "2026-12-31", "223.0", "122.0", "345.0"],
    "missing": ["ALBANIA", "", "S1", "2026-01-01", "2026-12-31", "223.0", "122.0", "345.0"],
}


@pytest.mark.parametrize("code", FAULTS)
async def test_a_row_at_fault_is_named_with_its_fix(finance: httpx.AsyncClient, code: str) -> None:
    row = [*FAULTS[code], "2025-09-01", "", "", "May 1, 2026"]
    content = csv_bytes(HEADING, [*(state_row(each, MAY) for each in foreign_rows()[:3]), row])
    edition = await staged(finance, content, coverage="listed_countries")
    [fault] = await differences(finance, edition, difference="error")
    assert fault["line"] == 5
    assert [problem["code"] for problem in fault["problems"]] == [code]
    assert fault["problems"][0]["fix"]
    refused = await act(finance, edition, "apply")
    assert (refused.status_code, refused.json()["code"]) == (409, "guard_failed")


async def test_the_file_of_faults_is_mended_and_sent_again(finance: httpx.AsyncClient) -> None:
    rows = [state_row(row, MAY) for row in foreign_rows()]
    rows[3][5] = "=1+1"
    edition = await staged(finance, csv_bytes(HEADING, rows))
    assert edition["errors"] == 1
    faults = await finance.get(f"/rates/editions/{edition['id']}/faults")
    lines = faults.text.splitlines()
    assert len(lines) == 1080
    assert lines[4].startswith("ALBANIA,Tirana")
    assert "'=1+1" in lines[4]
    assert "This is no number." in lines[4]
    mended = faults.text.replace("'=1+1", "223.0").encode()
    assert _counts(await staged(finance, mended)) == (0, 0, 0, 1079, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Country,Location,Lodging,MIE\n", "empty"),
        (b"Name,Value\nx,1\n", "heading"),
        (b"PK\x03\x04\x00\x00", "not_a_workbook"),
        (b"Country,Country,Location,Lodging,MIE\nA,A,B,1,1\n", "repeated_column"),
        ("Country,Location\nx,y\n".encode("utf-16-le"), "not_text"),
    ],
)
async def test_what_is_no_rate_table_is_refused_whole(
    finance: httpx.AsyncClient, content: bytes, code: str
) -> None:
    answer = await hand_in(finance, content)
    assert answer.status_code == 422, answer.text
    [fault] = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/file", code)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
async def test_names_are_found_however_they_are_written(finance: httpx.AsyncClient, encoding: str) -> None:
    """Marks at the start, other encodings, semicolons, blanks and other cases: the same places."""
    rows = [row for row in foreign_rows() if row["country"] in ("CHILE", "COTE D'IVOIRE", "ALBANIA")]
    text = state_file(MAY, rows).decode().replace(",", ";").replace("April 1; ", "April 1, ")
    text = text.replace("May 1; 2026", "2026-05-01").replace("COTE D'IVOIRE", "C\u00f4te  d\u2019Ivoire ")
    text = text.replace('"2026-05-01"', "2026-05-01").replace("[Other]", " [OTHER] ")
    edition = await staged(finance, text.encode(encoding), coverage="listed_countries")
    assert _counts(edition) == (0, 0, 0, len(rows), 0), await differences(
        finance, edition, difference="error"
    )


async def test_a_part_of_a_table_ends_only_what_its_countries_lack(finance: httpx.AsyncClient) -> None:
    rows = [row for row in foreign_rows() if row["country"] == "ALBANIA"][:1]
    part = await staged(finance, state_file(MAY, rows), coverage="listed_countries")
    assert _counts(part) == (0, 0, 1, 1, 0)
    whole = await staged(finance, state_file(MAY, rows))
    assert whole["ended"] > 1000
    assert "all their rates end" in " ".join(whole["notes"])


async def test_a_month_of_the_history_finds_what_is_on_record(finance: httpx.AsyncClient) -> None:
    """Of the partner countries, which are the ones that the shipped history tells of."""
    month = date(2026, 3, 1)
    edition = await staged(
        finance,
        state_file(month, history_rows(month)),
        effective_from=month.isoformat(),
        coverage="listed_countries",
    )
    assert edition["errors"] == 0
    applied = await act(finance, edition, "apply")
    assert applied.status_code == 200
    # April's table, known before, still counts from its day.
    april = {(row["country"], row["location"]): row for row in foreign_rows()}[("ALBANIA", "Tirana")]
    expected = f"{float(april['lodging_usd']):.2f}"
    assert (await rate_on(finance, "2026-04-01", country="ALB", location="Tirana"))[0][0] == expected


SERIES = {
    "mileage": (
        ["mode", "effective_from", "effective_to", "usd_per_mile", "source"],
        ["automobile", "2027-01-01", "2027-12-31", "0.75", "FTR Bulletin"],
        ["automobile", "2026-01-01", "2026-12-31", "0.725", ""],
        ["automobile", "2026-01-01", "2026-12-31", "0.80", ""],
    ),
    "interest": (
        ["percent", "effective_from", "effective_to"],
        ["4.25", "2027-01-01", "2027-06-30"],
        ["4.125", "2026-01-01", "2026-06-30"],
        ["5", "2026-01-01", ""],
    ),
    "exchange": (
        ["currency", "rated_on", "usd_per_unit"],
        ["GTQ", "2026-06-30", "0.13"],
        ["GTQ", "2026-06-30", "0.13"],
        ["USD", "2026-06-30", "1"],
    ),
    "mie": (
        ["scope", "mie_total_usd", "breakfast_usd", "lunch_usd", "dinner_usd", "incidental_usd"],
        ["conus", "98", "25", "28", "40", "5"],
        ["foreign_oconus", "100", "15", "25", "40", "20"],
        ["conus", "98", "25", "28", "40", "6"],
    ),
}


@pytest.mark.parametrize("kind", SERIES)
async def test_other_kinds_add_what_is_new(finance: httpx.AsyncClient, kind: str) -> None:
    heading, new, known, wrong = SERIES[kind]
    edition = await staged(finance, csv_bytes(heading, [new, known, wrong]))
    assert edition["kind"] == kind
    assert (edition["new"] + edition["changed"], edition["unchanged"], edition["errors"]) == (1, 1, 1)
    good = await staged(finance, csv_bytes(heading, [new, known]))
    count = (await finance.get(f"/rates/{kind}", params={"count": "exact"})).json()["total"]
    assert (await act(finance, good, "apply")).status_code == 200
    listed = await finance.get(f"/rates/{kind}", params={"count": "exact"})
    assert listed.json()["total"] == count + 1


async def test_who_may(client_for: ClientFor) -> None:
    finance, service = await client_for(Role.FINANCE_REVIEWER), await client_for(Role.SERVICE_CLIENT)
    edition = await staged(service, _may())
    for role in (Role.PROGRAM_OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR):
        other = await client_for(role)
        assert (await hand_in(other, _may())).status_code == 403
        assert (await act(other, edition, "apply")).status_code == 403
        seen = await other.get(f"/rates/editions/{edition['id']}")
        assert (seen.status_code, seen.json()["allowed_actions"]) == (200, [])
    assert (await act(finance, edition, "apply")).status_code == 200


async def test_the_shipped_tables_are_among_them(finance: httpx.AsyncClient) -> None:
    shipped = (await finance.get("/rates/editions")).json()["items"]
    assert {(row["status"], row["uploaded_by"]) for row in shipped} == {("applied", None)}
    assert {row["effective_from"] for row in shipped} == {"2026-04-01", "2025-10-01"}


TREASURY = """Record Date,Country - Currency Description,Exchange Rate,Effective Date
2026-03-31,Guatemala-Quetzal,7.64,2026-03-31
2026-03-31,Guatemala-Quetzal,7.7,2026-05-15
2026-03-31,Panama-Dolares,1.0,2026-03-31
2026-03-31,Benin-Cfa Franc,570.1,2026-05-31
2026-03-31,Togo-Cfa Franc,570.1,2026-05-31
2026-03-31,Atlantis-Shell,3.0,2026-03-31
"""


async def test_the_treasurys_reporting_rates_are_taken_as_it_publishes_them(
    finance: httpx.AsyncClient,
) -> None:
    edition = await staged(finance, TREASURY.encode())
    assert (edition["kind"], edition["notes"]) == (
        "exchange",
        ["Lines of dollars and of money out of use, passed over: 1."],
    )
    assert _counts(edition) == (2, 0, 0, 2, 1)
    (unknown,) = await differences(finance, edition, difference="error")
    assert [(one["column"], one["code"]) for one in unknown["problems"]] == [
        ("country_currency_description", "currency_unknown")
    ]
    mended = await staged(
        finance, TREASURY.replace("2026-03-31,Atlantis-Shell,3.0,2026-03-31\n", "").encode()
    )
    assert (await act(finance, mended, "apply")).status_code == 200
    query = {"currency": "GTQ", "on": "2026-05-20", "reporting_only": "true"}
    (quetzal,) = (await finance.get("/rates/exchange", params=query)).json()["items"]
    assert (quetzal["usd_per_unit"], quetzal["rated_on"]) == ("0.12987013", "2026-05-15")
    assert (await finance.get("/rates/exchange", params=query | {"reporting_only": "false"})).json()[
        "items"
    ] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and no more", "no workbook"),
        (state_workbook(APRIL, [])[:-400], "no workbook"),
        (state_workbook(APRIL, []), "no rows"),
    ],
)
async def test_a_workbook_that_cannot_be_read_is_refused_in_words(
    finance: httpx.AsyncClient, content: bytes, said: str
) -> None:
    refused = await hand_in(finance, content, "rates.xlsx")
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["pointer"]) == (422, "/file")
    assert said in error["message"]
