"""One's own inbox, and how one wants to be told."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from models.database import connection_of
from schemas.base import Page
from schemas.notifications import (
    MarkedCount,
    Mute,
    MuteCreate,
    MuteDetail,
    Notification,
    NotificationDetail,
    Preferences,
    PreferencesSet,
    ReadAll,
    UnreadCount,
)
from services.listing import ListQuery
from services.notifications import commands
from services.notifications.preferences import preferences, set_preferences
from services.notifications.queries import MUTE, MUTES, NOTIFICATION, NOTIFICATIONS, unread_count

router = Resource("/notifications", tags=["notifications"], route_class=PersonalRoute)


@router.get("", operation_id="notifications_list", response_model=Page[Notification])
async def list_notifications(work: Read, query: ListQuery = list_query(NOTIFICATIONS)) -> Response:
    return await list_response(work, NOTIFICATIONS, query)


@router.get("/unread", operation_id="notifications_unread", response_model=UnreadCount)
async def count_unread(work: Read) -> Response:
    return json_response(await unread_count(work.connection, work.actor))


@router.post("/read-all", operation_id="notifications_read_all", response_model=MarkedCount)
async def read_all(work: Change, data: ReadAll) -> Response:
    return json_response(await commands.mark_all_read(work.session, work.actor, work.clock, data.through))


@router.get("/preferences", operation_id="notification_preferences_get", response_model=Preferences)
async def get_preferences(work: Read) -> Response:
    mail = work.app.state.settings.smtp_host is not None
    answer = await preferences(work.connection, work.actor, work.clock.today(), mail=mail)
    return record_response(work.request, answer)


@router.put("/preferences", operation_id="notification_preferences_set", response_model=Preferences)
async def put_preferences(work: Change, version: Version, data: PreferencesSet) -> Response:
    await set_preferences(work.session, work.actor, version, data)
    mail = work.app.state.settings.smtp_host is not None
    answer = await preferences(work.session, work.actor, work.clock.today(), mail=mail)
    return record_response(work.request, answer)


@router.get("/mutes", operation_id="notification_mutes_list", response_model=Page[Mute])
async def list_mutes(work: Read, query: ListQuery = list_query(MUTES)) -> Response:
    return await list_response(work, MUTES, query)


@router.post("/mutes", operation_id="notification_mutes_create", response_model=MuteDetail, status_code=201)
async def create_mute(work: Change, data: MuteCreate) -> Response:
    """About the same kind or record again, the day moves."""
    mute_id = await commands.mute(work.session, work.actor, work.clock, data)
    answer = await MUTE.get(connection_of(work.session), work.actor, mute_id)
    response = json_response(answer, status=201)
    response.headers["Location"] = f"/api/v1/notifications/mutes/{mute_id}"
    return response


@router.get("/mutes/{mute_id}", operation_id="notification_mutes_get", response_model=MuteDetail)
async def get_mute(work: Read, mute_id: UUID) -> Response:
    return json_response(await MUTE.get(work.connection, work.actor, mute_id))


@router.delete("/mutes/{mute_id}", operation_id="notification_mutes_delete", status_code=204)
async def delete_mute(work: Change, mute_id: UUID) -> Response:
    await commands.unmute(work.session, work.actor, mute_id)
    return Response(status_code=204)


@router.get("/{notification_id}", operation_id="notifications_get", response_model=NotificationDetail)
async def get_notification(work: Read, notification_id: UUID) -> Response:
    return json_response(await NOTIFICATION.get(work.connection, work.actor, notification_id))


@router.post("/{notification_id}/read", operation_id="notifications_read", response_model=NotificationDetail)
async def mark_read(work: Change, notification_id: UUID) -> Response:
    """Needs no `If-Match`: only you change it, and doing it again changes nothing."""
    await commands.mark(work.session, work.actor, work.clock, notification_id, read=True)
    return json_response(await NOTIFICATION.after_change(work.session, work.actor, notification_id))


@router.post(
    "/{notification_id}/unread", operation_id="notifications_mark_unread", response_model=NotificationDetail
)
async def mark_unread(work: Change, notification_id: UUID) -> Response:
    await commands.mark(work.session, work.actor, work.clock, notification_id, read=False)
    return json_response(await NOTIFICATION.after_change(work.session, work.actor, notification_id))
