"""Other systems of the demonstration: files that are read in and made, a client that asks, addresses that are told."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from cli.demo.cast import Cast
from cli.demo.client import Caller, Record, Refused
from cli.demo.stage import LocalStage
from cli.demo.story import People, Scene

REGISTRY = """ORI,Agency name,Type,City,State,Sworn officers,Zip
,Demo Harbor Police Department,Municipal police,Norfolk,VA,412,23510
,Demo Ridge Sheriff's Office,Sheriff,Boulder,CO,96,80302
,Demo Plains Police Department,Municipal police,Lincoln,NE,340,6850
,Demo Island Police Department,Municipal police,Honolulu,XX,1800,96813
,,Municipal police,Reno,NV,310,89501
"""
MENDED = """ORI,Agency name,Type,City,State,Sworn officers,Zip
,Demo Plains Police Department,Municipal police,Lincoln,NE,340,68508
,Demo Island Police Department,Municipal police,Honolulu,HI,1800,96813
"""
MORE = """ORI,Agency name,Type,City,State,Sworn officers,Zip
,Demo Prairie Police Department,Municipal police,Fargo,ND,180,58102
,Demo Delta Sheriff's Office,Sheriff,Jackson,Mississippi,210,39201
,Demo Summit Police Department,Municipal police,Provo,UT,about 120,84601
"""
TEMPLATE = {
    "kind": "agencies",
    "name": "State registry",
    "shared": True,
    "source": "state-registry",
    "mapping": {"Agency name": "legal_name", "Sworn officers": "sworn_officers", "Zip": "zip"},
}
#: Hosts that are told of changes.
RECORDS, OLD_DESK, AGREEMENTS = "records.example.org", "old-desk.example.org", "agreements.example.org"
TOLD = ["claims.*", "outreach.*", "activities.*"]
#: So many nights a client asks, up to the last one.
NIGHTS = 12


class Integrations:
    """What other systems do in the year from `start` to `today`, and what their people do with files."""

    def __init__(
        self, stage: LocalStage, cast: Cast, people: People, coordinator: Caller, start: date, today: date
    ) -> None:
        self._stage, self._cast, self._people, self._coordinator = stage, cast, people, coordinator
        self._start, self._today = start, today
        self._told: list[tuple[Caller, Record]] = []
        self._client: Caller | None = None

    def scenes(self) -> list[Scene]:
        return [*self._files(), *self._messages(), *self._nights()]

    def _files(self) -> list[Scene]:
        staff, finance, today = self._people.staff, self._people.finance, self._today
        return [
            # Single rows are kept for a month.
            (today - timedelta(days=9), lambda: self._import(staff, "state-registry.csv", REGISTRY)),
            (today - timedelta(days=9), lambda: staff.create("/import-templates", TEMPLATE)),
            (today - timedelta(days=5), lambda: self._import(staff, "state-registry-mended.csv", MENDED)),
            (today - timedelta(days=20), lambda: self._export(staff, "agencies", "csv", status=["partner"])),
            (today, lambda: self._import(staff, "state-registry-new.csv", MORE, dry_run="true")),
            (today, lambda: self._export(staff, "agencies", "xlsx", status=["partner", "former"])),
            (
                today,
                lambda: self._export(staff, "activities", "parquet", fields=["id,reference,title,status"]),
            ),
            (today, lambda: self._export(finance, "claims", "csv", status=["paid"], sort=["-due_on"])),
        ]

    def _import(self, caller: Caller, name: str, text: str, **options: str) -> None:
        caller.send_file("/imports", name, text.encode(), kind="agencies", source="state-registry", **options)
        self._stage.catch_up()

    def _export(self, caller: Caller, resource: str, file_format: str, **query: list[str]) -> None:
        caller.create("/exports", {"resource": resource, "format": file_format, "query": query})
        self._stage.catch_up()

    def _messages(self) -> list[Scene]:
        """The last one leaves: whoever looks at the year has no such systems, and nothing is to be sent to them."""
        return [
            (self._day(280), self._listen),
            *((self._day(day), self._stage.catch_up) for day in range(284, 364, 4)),
            (self._day(300), lambda: self._answer(OLD_DESK, 410, "This desk is closed.")),
            (
                self._today - timedelta(days=14),
                lambda: self._answer(RECORDS, 503, "Down for maintenance until tomorrow."),
            ),
            (self._today - timedelta(days=13), lambda: self._answer(RECORDS, 202, "taken")),
            (self._today, self._leave),
        ]

    def _listen(self) -> None:
        for caller, url, description, types in (
            (self._coordinator, f"https://{RECORDS}/events", "Records of the agency", TOLD),
            (self._coordinator, f"https://{OLD_DESK}/hook", "Desk that was closed", ["claims.*"]),
            (self._cast.administrator, f"https://{AGREEMENTS}/changes", "Register of agreements", ["mous.*"]),
        ):
            webhook = caller.create(
                "/webhooks", {"url": url, "description": description, "event_types": types}
            )
            caller.create(f"{webhook.address}/ping", {})
            self._told.append((caller, webhook))
        self._stage.catch_up()

    def _answer(self, host: str, status: int, words: str) -> None:
        """So it answers from this day on."""
        self._stage.receivers.answers[host] = (status, words)
        self._stage.catch_up()

    def _leave(self) -> None:
        self._stage.catch_up()
        for caller, webhook in self._told:
            if "pause" in caller.refresh(webhook)["allowed_actions"]:
                caller.act(webhook, "pause")

    def _nights(self) -> list[Scene]:
        """A client that reads what has changed, and now and then what it may not."""
        nights = [
            (self._today - timedelta(days=day), partial(self._ask, day)) for day in range(NIGHTS, 0, -1)
        ]
        return [(self._day(240), self._begin), *nights]

    def _begin(self) -> None:
        scopes = ("agencies:read", "requests:read", "activities:read")
        self._client = self._cast.service("State case system", *scopes)

    def _ask(self, day: int) -> None:
        assert self._client is not None
        for _ in range(4 + day * 5 % 7):
            self._client.get("/activities", limit=50)
        for _ in range(2 + day * 3 % 5):
            self._client.get("/requests", limit=50)
        self._client.get("/agencies", limit=200, status="partner")
        if day % 4 == 0:
            with suppress(Refused):
                self._client.get("/claims")
        self._stage.catch_up()

    def _day(self, number: int) -> date:
        return self._start + timedelta(days=number)
