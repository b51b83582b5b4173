"""The published Python client against a running server: what it does beside typing."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import httpx
import pytest
from partnerships_client import JobFailed, NotGenuine, Partnerships, ProblemError, by_ids, verify

from cli.demo.program import Program

ROOT = Path(__file__).parents[2]


class Unlucky(httpx.BaseTransport):
    """Passes everything on, and spoils the next answers as it is told."""

    def __init__(self) -> None:
        self.inner = httpx.HTTPTransport()
        self.troubles: list[Callable[[httpx.Request, httpx.Response | None], httpx.Response]] = []
        self.sent: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        if not self.troubles:
            return self.inner.handle_request(request)
        trouble = self.troubles.pop(0)
        if trouble is busy:
            return trouble(request, None)
        response = self.inner.handle_request(request)
        response.read()
        return trouble(request, response)


def busy(request: httpx.Request, _: httpx.Response | None) -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": "1"}, json={"code": "busy"}, request=request)


def lost(request: httpx.Request, _: httpx.Response | None) -> httpx.Response:
    raise httpx.ReadError("The connection broke.", request=request)


@pytest.fixture
def unlucky() -> Unlucky:
    return Unlucky()


@pytest.fixture
def shaken(server: Program, token: str, unlucky: Unlucky) -> Partnerships:
    return Partnerships(server.url, token, transport=unlucky)


def _names(count: int) -> list[str]:
    mark = uuid4().hex[:8]
    return [f"Police of {mark} {number:03}" for number in range(count)]


def _oris(names: list[str]) -> list[str]:
    return [f"VA{crc32(name.encode()) % 10**7:07}" for name in names]


def _file(path: Path, names: list[str], kind: str = "municipal_pd") -> Path:
    lines = [f"{ori},{name},{kind},VA" for ori, name in zip(_oris(names), names, strict=True)]
    path.write_text("\n".join(["ORI,legal_name,kind,state", *lines]) + "\n")
    return path


def test_an_answer_that_got_lost_is_asked_for_again_and_nothing_is_done_twice(
    shaken: Partnerships, unlucky: Unlucky
) -> None:
    (name,) = _names(1)
    unlucky.troubles = [lost, busy, lost]
    made = shaken.agencies_create({"legal_name": name, "kind": "municipal_pd", "state": "VA"})
    assert len(unlucky.sent) == 4
    assert len({request.headers["Idempotency-Key"] for request in unlucky.sent}) == 1
    assert [row["id"] for row in shaken.agencies_list(q=name) if row["legal_name"] == name] == [made["id"]]


def test_a_change_is_not_sent_again_when_it_may_have_arrived(shaken: Partnerships, unlucky: Unlucky) -> None:
    made = shaken.agencies_create({"legal_name": _names(1)[0], "kind": "municipal_pd", "state": "VA"})
    unlucky.troubles = [lost]
    with pytest.raises(httpx.ReadError):
        shaken.agencies_update(made["id"], {"city": "Fairview"}, made)
    unlucky.troubles = [busy]
    changed = shaken.agencies_update(made["id"], {"city": "Ashton"}, shaken.agencies_get(made["id"]))
    assert changed["city"] == "Ashton"


def test_patience_has_an_end(server: Program, token: str, unlucky: Unlucky) -> None:
    unlucky.troubles = [busy] * 3
    with pytest.raises(ProblemError) as caught:
        Partnerships(server.url, token, transport=unlucky, patience=0).me_get()
    assert (caught.value.status, caught.value.code, len(unlucky.sent)) == (503, "busy", 1)


def test_records_carry_their_versions(api: Partnerships) -> None:
    made = api.agencies_create({"legal_name": _names(1)[0], "kind": "municipal_pd", "state": "VA"})
    read = api.agencies_get(made["id"])
    assert api.agencies_get(made["id"], known=read) is read
    changed = api.agencies_update(made["id"], {"city": "Fairview"}, read)
    with pytest.raises(ProblemError) as caught:
        api.agencies_update(made["id"], {"city": "Ashton"}, read)
    assert caught.value.status == 412
    assert caught.value.request_id
    assert api.agencies_get(made["id"], known=read)["city"] == changed["city"] == "Fairview"
    with pytest.raises(ValueError, match="no ETag"):
        api.agencies_update(made["id"], {"city": "Ashton"}, dict(read))


def test_errors_name_the_field(api: Partnerships) -> None:
    with pytest.raises(ProblemError, match="/kind") as caught:
        api.agencies_create({"legal_name": "Nowhere", "kind": "castle", "state": "VA"})  # type: ignore[typeddict-item]
    assert caught.value.status == 422
    assert [one["pointer"] for one in caught.value.errors] == ["/kind"]


def test_a_file_becomes_records_and_is_listed_page_by_page(api: Partnerships, tmp_path: Path) -> None:
    names = _names(7)
    file = _file(tmp_path / "agencies.csv", names)
    tried = api.import_file("agencies", file, source="registry", dry_run=True)
    assert (tried.record["created"], tried.record["outcome"]) == (7, "checked")
    told: list[tuple[int, int | None]] = []
    done = api.import_file(
        "agencies", file, source="registry", progress=lambda *how_far: told.append(how_far)
    )
    assert (done.record["created"], done.refused, done.errors()) == (7, 0, [])
    assert told[-1][0] == 7
    again = api.import_file("agencies", file, source="registry")
    assert again.record["unchanged"] == 7
    listed = api.agencies_list(page_size=2, sort="legal_name", count="exact", ori=_oris(names))
    assert [row["legal_name"] for row in listed] == names
    assert [(len(page.items), page.total) for page in listed.pages()] == [(2, 7), (2, 7), (2, 7), (1, 7)]
    rows = list(listed)
    nobody = str(uuid4())
    batch = by_ids(api.agencies_list, [nobody, *(row["id"] for row in rows)] * 40)
    assert set(batch.found) == {row["id"] for row in rows}
    assert batch.missing == [nobody]


def test_bad_rows_come_back_to_be_mended(api: Partnerships, tmp_path: Path) -> None:
    names = _names(2)
    file = _file(tmp_path / "agencies.csv", names[:1])
    file.write_text(file.read_text() + f"{_oris(names)[1]},{names[1]},castle,VA\n")
    done = api.import_file("agencies", file, source="registry")
    assert (done.record["created"], done.refused) == (1, 1)
    (row,) = done.errors()
    assert row["line"] == 3
    assert [issue["value"] for issue in row["issues"] if issue["severity"] == "error"] == ["castle"]
    done.save_refused(tmp_path / "refused.csv")
    refused = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert names[1] in refused
    assert names[0] not in refused
    (tmp_path / "mended.csv").write_text(refused.replace("castle", "municipal_pd"))
    assert api.import_file("agencies", tmp_path / "mended.csv", source="registry").record["created"] == 1


def test_a_large_file_goes_in_parts_and_is_taken_up_where_it_broke_off(
    shaken: Partnerships, unlucky: Unlucky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerships_client.transfers.PART_BYTES", 1000)
    file = _file(tmp_path / "agencies.csv", _names(40))
    staged = shaken.imports_stage({"kind": "agencies", "source": "registry", "file_name": file.name})
    shaken.imports_put_part(staged["id"], file.read_bytes()[:1000], 0)
    unlucky.troubles = [lost]
    resumed = shaken.resume_import(staged["id"], file)
    assert resumed.record["created"] == 40
    assert shaken.resume_import(staged["id"], file).record["created"] == 40
    whole = shaken.import_file("agencies", file, source="registry", staged=True)
    assert (whole.record["unchanged"], whole.record["received_bytes"]) == (40, file.stat().st_size)


def test_a_file_that_cannot_be_read_says_so(api: Partnerships, tmp_path: Path) -> None:
    file = tmp_path / "agencies.xlsx"
    file.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises((JobFailed, ProblemError)):
        api.import_file("agencies", file)


def test_a_list_becomes_a_file(api: Partnerships, tmp_path: Path) -> None:
    names = _names(3)
    api.import_file("agencies", _file(tmp_path / "agencies.csv", names), source="registry")
    target = tmp_path / "copy.jsonl"
    query = {"ori": _oris(names), "fields": ["id,legal_name"]}
    made = api.export_file("agencies", target, query=query)
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert sorted(row["legal_name"] for row in rows) == names
    assert made["rows"] == 3
    assert not target.with_name("copy.jsonl.part").exists()


def test_a_file_of_an_export_is_fetched_on_where_it_broke_off(
    shaken: Partnerships, unlucky: Unlucky, tmp_path: Path
) -> None:
    made = shaken.exports_create({"resource": "countries", "format": "csv"})
    shaken.wait(made["job"]["id"])
    made = shaken.exports_get(made["id"])
    unlucky.troubles = [lost, busy]
    shaken.fetch_export(made, tmp_path / "countries.csv")
    content = (tmp_path / "countries.csv").read_bytes()
    assert hashlib.sha256(content).hexdigest() == made["sha256"]


def test_following_gives_what_the_list_has(api: Partnerships) -> None:
    position = api.position()
    first = api.agencies_put_by_ref("registry", uuid4().hex, _agency())
    second = api.agencies_put_by_ref("registry", uuid4().hex, _agency())
    api.agencies_update(first["id"], {"city": "Fairview"}, api.agencies_get(first["id"]))
    copy: dict[str, object] = {}
    until = time.monotonic() + 30
    while len(copy) < 2 or copy[first["id"]] != _row(api, first["id"]):
        assert time.monotonic() < until
        for changes in api.follow(position, subject_type=["agency"], every=None):
            copy |= {id_: record for (_, id_), record in changes.records.items()}
            for _, id_ in changes.gone:
                copy.pop(id_, None)
            position = changes.position
    assert copy[second["id"]] == _row(api, second["id"])


def _agency() -> dict[str, str]:
    return {"legal_name": _names(1)[0], "kind": "municipal_pd", "state": "VA"}


def _row(api: Partnerships, id_: str) -> object:
    return by_ids(api.agencies_list, [id_]).found[id_]


def test_removed_records_are_tombstones(api: Partnerships) -> None:
    agency = api.agencies_put_by_ref("registry", uuid4().hex, _agency())
    position = api.position()
    contact = api.agency_contacts_create(agency["id"], {"name": "Desk", "email": "desk@example.org"})
    api.agency_contacts_delete(agency["id"], contact["id"], contact)
    until = time.monotonic() + 30
    gone: set[tuple[str, str]] = set()
    while ("agency_contact", contact["id"]) not in gone:
        assert time.monotonic() < until, gone
        for changes in api.follow(position, every=None):
            gone |= changes.gone
            position = changes.position


def test_events_come_as_a_stream(api: Partnerships) -> None:
    position = api.position()
    agency = api.agencies_put_by_ref("registry", uuid4().hex, _agency())
    for message in api.events_stream(after=position, subject_type=["agency"]):
        event = json.loads(message.data)
        if event["data"]["subject"]["id"] == agency["id"]:
            assert message.id == event["sequence"]
            break


def test_signatures_are_checked() -> None:
    secret, other = ("whsec_" + base64.b64encode(text).decode() for text in (b"k" * 32, b"o" * 32))
    body = b'{"type": "claims.submitted"}'

    def signed(age: int = 0) -> dict[str, str]:
        sent_at = str(int(time.time()) - age)
        content = f"m1.{sent_at}.".encode() + body
        mac = base64.b64encode(hmac.digest(b"k" * 32, content, hashlib.sha256)).decode()
        return {"Webhook-Id": "m1", "Webhook-Timestamp": sent_at, "Webhook-Signature": f"v1,AAAA v1,{mac}"}

    assert verify(secret, signed(), body)["type"] == "claims.submitted"
    assert verify([other, secret], signed(), body)["type"] == "claims.submitted"
    for wrong in ((other, signed(), body), (secret, signed(), body + b" "), (secret, signed(600), body)):
        with pytest.raises(NotGenuine):
            verify(*wrong)
    with pytest.raises(NotGenuine, match="missing"):
        verify(secret, {}, body)


def test_the_types_hold_for_whoever_builds_on_them(published: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from partnerships_client import Partnerships\n\n"
        "def names(api: Partnerships) -> list[str]:\n"
        "    return [agency['legal_name'] for agency in api.agencies_list(state=['VA'])]\n\n"
        "def wrong(api: Partnerships) -> int:\n"
        "    return api.agencies_get('1')['legal_name']\n\n"
        "def unknown(api: Partnerships) -> None:\n"
        "    api.agencies_list(stat=['VA'])\n"
    )
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
        env={"MYPYPATH": str(published), "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(":")[1] for line in checked.stdout.splitlines() if ": error:" in line]
    assert lines == ["7", "10"], checked.stdout + checked.stderr
