"""Activities, by the keys of the system they come from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from uuid_utils.compat import uuid7

from models.activities import Activity
from models.enums import ActivityStatus, DatePrecision, Modality
from schemas.activities import ActivityUpdate
from schemas.base import MoneyInput
from services.access.permissions import Permission
from services.activities.checklist import open_checklist
from services.activities.commands import update_activity
from services.errors import DomainError
from services.imports.fields import Field, Plan, Row, word
from services.imports.kinds.agencies import agencies_by_ori
from services.imports.kinds.base import (
    Kind,
    Work,
    add_problems,
    among,
    compare,
    copy_events,
    copy_records,
    copy_refs,
    known_by_key,
    stamped,
)
from services.references import next_references

_MODALITIES = {
    "train": Modality.OVERSEAS_TRAIN,
    "training": Modality.OVERSEAS_TRAIN,
    "mentor": Modality.OVERSEAS_MENTOR,
    "mentoring": Modality.OVERSEAS_MENTOR,
    "advise": Modality.OVERSEAS_ADVISE,
    "advising": Modality.OVERSEAS_ADVISE,
    "host": Modality.STUDY_VISIT,
    "visit": Modality.STUDY_VISIT,
    "ilea": Modality.ILEA_INSTRUCTION,
    **{modality.value: modality for modality in Modality},
}
_COMPARED = ("title", "starts_on", "ends_on", "estimate_usd", "participants_reported", "summary", "venue")
_KEPT = ("agency_id", "country_id", "modality")


class Activities(Kind):
    """What is over by now is recorded as completed; what is to come begins as any new activity, with its paperwork."""

    name = "activities"
    permissions = (Permission.ACTIVITIES_MANAGE,)
    defaults = frozenset({"modality"})
    fields = (
        Field("external_id", headings=("Activity no", "Activity id", "Record id", "External id"), key=True),
        Field("ori", "ori", required=True, headings=("ORI", "Agency ORI")),
        Field("agency_name", headings=("Agency", "Agency name"), longest=255),
        Field("country", "country", required=True, headings=("Country", "Partner country")),
        Field("type", headings=("Activity type", "Type", "Modality"), longest=100),
        Field("topic", "codes", headings=("Topic", "Expertise", "Expertise code")),
        Field("title", headings=("Title",)),
        Field("starts_on", "day", required=True, headings=("Start", "Start date", "First day", "Starts on")),
        Field("ends_on", "day", required=True, headings=("End", "End date", "Last day", "Ends on")),
        Field("participants", "whole", headings=("Participants", "People trained")),
        Field("cost_usd", "money", headings=("Cost USD", "Cost", "Estimate")),
        Field("venue", headings=("Venue", "Place")),
        Field("remarks", "free", headings=("Remarks", "Notes", "Summary"), longest=4000),
    )

    def check(self, row: Row, plan: Plan) -> None:
        values = row.values
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            plan.issue(row, "end_before_start", "ends_on")
        if (values.get("participants") or 0) > 1_000_000:
            plan.issue(row, "bad_number", "participants")
        if values.get("external_id") is None and not row.refused:
            plan.issue(row, "missing_external_id", "external_id")

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        session = work.session
        agencies = await agencies_by_ori(session, work.actor, {row.values["ori"] for row in rows})
        keys = {row.key for row in rows if row.key is not None}
        known = await known_by_key(session, work.source, "activity", keys)
        columns = (Activity.id, *(getattr(Activity, column) for column in (*_COMPARED, *_KEPT)))
        found = await session.execute(select(*columns).where(among(Activity.id, known.values())))
        current = {activity.id: activity for activity in found}
        for row in rows:
            agency = agencies.get(row.values["ori"])
            if agency is None:
                work.plan.issue(row, "unknown_agency", "ori")
                continue
            modality = _MODALITIES.get(word(row.values.get("type") or "")) or _default(work)
            if modality is None:
                work.plan.issue(row, "unknown_code" if row.values.get("type") else "missing_required", "type")
                continue
            row.record = _record(work, row, agency.id, modality)
            existing = known.get(row.key) if row.key is not None else None
            if existing is not None:
                compare(row, current[existing], _COMPARED)
                for column in _KEPT:
                    if getattr(current[existing], column) != row.record[column]:
                        work.plan.issue(
                            row, "bad_value", None, f"The {column[:8]} of an activity does not change."
                        )
            self.settle(work, row, existing)

    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        today = work.clock.today()
        new = [row for row in rows if row.outcome == "create"]
        references = await next_references(work.session, "ACT", today.year, len(new))
        records = []
        for row, reference in zip(new, references, strict=True):
            row.target = uuid7()
            over = row.record["ends_on"] < today
            state = ActivityStatus.COMPLETED if over else ActivityStatus.PLANNING
            facts = {"id": row.target, "reference": reference, "status": state.value}
            records.append(stamped(work, facts | {"date_precision": DatePrecision.DAY.value} | row.record))
        await copy_records(work.session, Activity, records)
        await copy_refs(work, "activity", ((r.key, r.target) for r in new if r.key and r.target))
        events = [(r["id"], r["reference"], r["agency_id"], r) for r in records]
        await copy_events(work, "activities.created", "activity", Permission.ACTIVITIES_MANAGE, events)
        ahead = [record["id"] for record in records if record["status"] == ActivityStatus.PLANNING.value]
        for activity in await work.session.scalars(select(Activity).where(Activity.id.in_(ahead))):
            await open_checklist(work.session, work.actor, activity, today)
        for row in rows:
            if row.outcome == "update":
                await self._update(work, row)

    async def _update(self, work: Work, row: Row) -> None:
        assert row.target is not None
        version = await work.session.scalar(select(Activity.version).where(Activity.id == row.target))
        changes: dict[str, Any] = {column: row.record[column] for column in row.changes}
        if "estimate_usd" in changes:
            changes["estimate"] = MoneyInput(amount=changes.pop("estimate_usd"))
        try:
            if changes.pop("participants_reported", None) is not None:
                message = "The number of people of a recorded activity is changed in its attendance."
                work.plan.issue(row, "bad_value", "participants", message)
                return
            async with work.session.begin_nested():
                data = ActivityUpdate(**changes)
                await update_activity(work.session, work.actor, work.clock, row.target, version or 0, data)
                await work.session.flush()
        except DomainError as error:
            add_problems(work.plan, row, error)


def _default(work: Work) -> Modality | None:
    stated = work.defaults.get("modality")
    return Modality(stated) if stated else None


def _record(work: Work, row: Row, agency_id: Any, modality: Modality) -> dict[str, Any]:
    values = row.values
    country = values["country"]
    topics = [work.plan.lists.expertise[code][1] for code in values.get("topic") or ()]
    about = ", ".join(topics) or values.get("type") or modality.value.replace("_", " ").capitalize()
    starts_on: date = values["starts_on"]
    return {
        "title": (values.get("title") or f"{about}: {country.name}")[:200],
        "modality": modality.value,
        "agency_id": agency_id,
        "country_id": country.id,
        "starts_on": starts_on,
        "ends_on": values["ends_on"],
        "participants_reported": values.get("participants"),
        "estimate_usd": values.get("cost_usd"),
        "summary": values.get("remarks"),
        "venue": values.get("venue"),
    }
