"""Every operation as a method. Written by generate.py from openapi.yaml: do not edit."""

# ruff: noqa: E501, A002
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, cast
from uuid import UUID

from . import models as m
from .calls import Calls, Files, ServerSentEvent, Version, new_key, quoted
from .pages import Pages


class Operations(Calls):
    """The calls by their names in openapi.yaml."""

    def health(self) -> bytes:
        """The process is alive. `GET /healthz`"""
        return self._content("GET", "/healthz")

    def readiness(self) -> bytes:
        """Database reachable and migrated. `GET /readyz`"""
        return self._content("GET", "/readyz")

    def site_get(self) -> m.Site:
        """Get Site. `GET /api/v1/site`"""
        return cast("m.Site", self._record("GET", "/api/v1/site"))

    def session_get(self) -> m.Session:
        """Get Session. `GET /api/v1/session`"""
        return cast("m.Session", self._record("GET", "/api/v1/session"))

    def session_create(self, body: m.SignIn) -> m.Session:
        """Create Session. `POST /api/v1/session`"""
        return cast("m.Session", self._record("POST", "/api/v1/session", body=body))

    def session_delete(self) -> None:
        """Delete Session. `DELETE /api/v1/session`"""
        return self._nothing("DELETE", "/api/v1/session")

    def me_get(self) -> m.Me:
        """Get Me. `GET /api/v1/me`"""
        return cast("m.Me", self._record("GET", "/api/v1/me"))

    def users_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.UserStatus] | None = None,
        kind: Sequence[m.UserKind] | None = None,
        role: Sequence[str] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
    ) -> Pages[m.User]:
        """List Users. `GET /api/v1/users`"""
        return Pages[m.User](
            self,
            "/api/v1/users",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "status": status,
                "kind": kind,
                "role": role,
                "agency_id": agency_id,
            },
        )

    def users_create(self, body: m.UserCreate, *, idempotency_key: str | None = None) -> m.User:
        """Create User. `POST /api/v1/users`"""
        return cast(
            "m.User",
            self._record("POST", "/api/v1/users", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def users_get(self, user_id: str | UUID, *, known: m.User | None = None) -> m.User:
        """Get User. `GET /api/v1/users/{user_id}`"""
        return cast("m.User", self._record("GET", f"/api/v1/users/{quoted(user_id)}", known=known))

    def users_update(self, user_id: str | UUID, body: m.UserUpdate, if_match: Version) -> m.User:
        """Update User. `PATCH /api/v1/users/{user_id}`"""
        return cast(
            "m.User", self._record("PATCH", f"/api/v1/users/{quoted(user_id)}", if_match=if_match, body=body)
        )

    def api_tokens_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.Token]:
        """List Tokens. `GET /api/v1/api-tokens`"""
        return Pages[m.Token](
            self,
            "/api/v1/api-tokens",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def api_tokens_create(self, body: m.TokenCreate, *, idempotency_key: str | None = None) -> m.NewToken:
        """Make Token. `POST /api/v1/api-tokens`"""
        return cast(
            "m.NewToken",
            self._record(
                "POST", "/api/v1/api-tokens", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def api_tokens_get(self, token_id: str | UUID, *, known: m.Token | None = None) -> m.Token:
        """Get Token. `GET /api/v1/api-tokens/{token_id}`"""
        return cast("m.Token", self._record("GET", f"/api/v1/api-tokens/{quoted(token_id)}", known=known))

    def api_tokens_revoke(
        self, token_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Token:
        """Revoke. `POST /api/v1/api-tokens/{token_id}/revoke`"""
        return cast(
            "m.Token",
            self._record(
                "POST",
                f"/api/v1/api-tokens/{quoted(token_id)}/revoke",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def service_clients_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.UserStatus] | None = None,
    ) -> Pages[m.ServiceClientRow]:
        """List Clients. `GET /api/v1/service-clients`"""
        return Pages[m.ServiceClientRow](
            self,
            "/api/v1/service-clients",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "status": status,
            },
        )

    def service_clients_create(
        self, body: m.ServiceClientCreate, *, idempotency_key: str | None = None
    ) -> m.ServiceClient:
        """Create Client. `POST /api/v1/service-clients`"""
        return cast(
            "m.ServiceClient",
            self._record(
                "POST", "/api/v1/service-clients", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def service_clients_get(
        self, client_id: str | UUID, *, known: m.ServiceClient | None = None
    ) -> m.ServiceClient:
        """Get Client. `GET /api/v1/service-clients/{client_id}`"""
        return cast(
            "m.ServiceClient",
            self._record("GET", f"/api/v1/service-clients/{quoted(client_id)}", known=known),
        )

    def service_clients_update(
        self, client_id: str | UUID, body: m.ServiceClientUpdate, if_match: Version
    ) -> m.ServiceClient:
        """Update Client. `PATCH /api/v1/service-clients/{client_id}`"""
        return cast(
            "m.ServiceClient",
            self._record(
                "PATCH", f"/api/v1/service-clients/{quoted(client_id)}", if_match=if_match, body=body
            ),
        )

    def service_clients_disable(
        self, client_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.ServiceClient:
        """Disable Client. `POST /api/v1/service-clients/{client_id}/disable`"""
        return cast(
            "m.ServiceClient",
            self._record(
                "POST",
                f"/api/v1/service-clients/{quoted(client_id)}/disable",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def service_clients_enable(
        self, client_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.ServiceClient:
        """Enable Client. `POST /api/v1/service-clients/{client_id}/enable`"""
        return cast(
            "m.ServiceClient",
            self._record(
                "POST",
                f"/api/v1/service-clients/{quoted(client_id)}/enable",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def service_client_tokens_list(
        self,
        client_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.Token]:
        """List Tokens. `GET /api/v1/service-clients/{client_id}/tokens`"""
        return Pages[m.Token](
            self,
            f"/api/v1/service-clients/{quoted(client_id)}/tokens",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def service_client_tokens_create(
        self, client_id: str | UUID, body: m.ClientTokenCreate, *, idempotency_key: str | None = None
    ) -> m.NewToken:
        """Issue Token. `POST /api/v1/service-clients/{client_id}/tokens`"""
        return cast(
            "m.NewToken",
            self._record(
                "POST",
                f"/api/v1/service-clients/{quoted(client_id)}/tokens",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def service_client_usage_list(
        self,
        client_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        operation: Sequence[str] | None = None,
        outcome: Sequence[m.UsageOutcome] | None = None,
    ) -> Pages[m.ClientUsage]:
        """List Usage. `GET /api/v1/service-clients/{client_id}/usage`"""
        return Pages[m.ClientUsage](
            self,
            f"/api/v1/service-clients/{quoted(client_id)}/usage",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "operation": operation,
                "outcome": outcome,
            },
        )

    def agencies_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        kind: Sequence[m.AgencyKind] | None = None,
        status: Sequence[m.AgencyStatus] | None = None,
        state: Sequence[str] | None = None,
        ori: Sequence[str] | None = None,
        uei: Sequence[str] | None = None,
        expertise: Sequence[str] | None = None,
        mou_status: Sequence[str] | None = None,
        mou_ends_on_gte: str | date | None = None,
        mou_ends_on_gt: str | date | None = None,
        mou_ends_on_lte: str | date | None = None,
        mou_ends_on_lt: str | date | None = None,
        archived: bool | None = None,
    ) -> Pages[m.AgencyRow]:
        """List Agencies. `GET /api/v1/agencies`"""
        return Pages[m.AgencyRow](
            self,
            "/api/v1/agencies",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "kind": kind,
                "status": status,
                "state": state,
                "ori": ori,
                "uei": uei,
                "expertise": expertise,
                "mou_status": mou_status,
                "mou_ends_on.gte": mou_ends_on_gte,
                "mou_ends_on.gt": mou_ends_on_gt,
                "mou_ends_on.lte": mou_ends_on_lte,
                "mou_ends_on.lt": mou_ends_on_lt,
                "archived": archived,
            },
        )

    def agencies_create(self, body: m.AgencyCreate, *, idempotency_key: str | None = None) -> m.Agency:
        """Create Agency. `POST /api/v1/agencies`"""
        return cast(
            "m.Agency",
            self._record("POST", "/api/v1/agencies", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def agencies_get(self, agency_id: str | UUID, *, known: m.Agency | None = None) -> m.Agency:
        """Get Agency. `GET /api/v1/agencies/{agency_id}`"""
        return cast("m.Agency", self._record("GET", f"/api/v1/agencies/{quoted(agency_id)}", known=known))

    def agencies_update(self, agency_id: str | UUID, body: m.AgencyUpdate, if_match: Version) -> m.Agency:
        """Update Agency. `PATCH /api/v1/agencies/{agency_id}`"""
        return cast(
            "m.Agency",
            self._record("PATCH", f"/api/v1/agencies/{quoted(agency_id)}", if_match=if_match, body=body),
        )

    def agencies_archive(
        self, agency_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Agency:
        """Archive Agency. `POST /api/v1/agencies/{agency_id}/archive`"""
        return cast(
            "m.Agency",
            self._record(
                "POST",
                f"/api/v1/agencies/{quoted(agency_id)}/archive",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def agencies_restore(
        self, agency_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Agency:
        """Restore Agency. `POST /api/v1/agencies/{agency_id}/restore`"""
        return cast(
            "m.Agency",
            self._record(
                "POST",
                f"/api/v1/agencies/{quoted(agency_id)}/restore",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def agency_contacts_list(
        self,
        agency_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.Contact]:
        """List Contacts. `GET /api/v1/agencies/{agency_id}/contacts`"""
        return Pages[m.Contact](
            self,
            f"/api/v1/agencies/{quoted(agency_id)}/contacts",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def agency_contacts_create(
        self, agency_id: str | UUID, body: m.ContactCreate, *, idempotency_key: str | None = None
    ) -> m.Contact:
        """Add Contact. `POST /api/v1/agencies/{agency_id}/contacts`"""
        return cast(
            "m.Contact",
            self._record(
                "POST",
                f"/api/v1/agencies/{quoted(agency_id)}/contacts",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def agency_contacts_get(
        self, agency_id: str | UUID, contact_id: str | UUID, *, known: m.Contact | None = None
    ) -> m.Contact:
        """Get Contact. `GET /api/v1/agencies/{agency_id}/contacts/{contact_id}`"""
        return cast(
            "m.Contact",
            self._record(
                "GET", f"/api/v1/agencies/{quoted(agency_id)}/contacts/{quoted(contact_id)}", known=known
            ),
        )

    def agency_contacts_update(
        self, agency_id: str | UUID, contact_id: str | UUID, body: m.ContactUpdate, if_match: Version
    ) -> m.Contact:
        """Update Contact. `PATCH /api/v1/agencies/{agency_id}/contacts/{contact_id}`"""
        return cast(
            "m.Contact",
            self._record(
                "PATCH",
                f"/api/v1/agencies/{quoted(agency_id)}/contacts/{quoted(contact_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def agency_contacts_delete(
        self, agency_id: str | UUID, contact_id: str | UUID, if_match: Version
    ) -> None:
        """Remove Contact. `DELETE /api/v1/agencies/{agency_id}/contacts/{contact_id}`"""
        return self._nothing(
            "DELETE", f"/api/v1/agencies/{quoted(agency_id)}/contacts/{quoted(contact_id)}", if_match=if_match
        )

    def agency_expertise_list(
        self,
        agency_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.AgencyExpertise]:
        """List Expertise. `GET /api/v1/agencies/{agency_id}/expertise`"""
        return Pages[m.AgencyExpertise](
            self,
            f"/api/v1/agencies/{quoted(agency_id)}/expertise",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def agency_expertise_set(
        self, agency_id: str | UUID, code: str, body: m.AgencyExpertiseSet
    ) -> m.AgencyExpertise:
        """Set Expertise. `PUT /api/v1/agencies/{agency_id}/expertise/{code}`"""
        return cast(
            "m.AgencyExpertise",
            self._record("PUT", f"/api/v1/agencies/{quoted(agency_id)}/expertise/{quoted(code)}", body=body),
        )

    def agency_expertise_remove(self, agency_id: str | UUID, code: str) -> None:
        """Remove Expertise. `DELETE /api/v1/agencies/{agency_id}/expertise/{code}`"""
        return self._nothing("DELETE", f"/api/v1/agencies/{quoted(agency_id)}/expertise/{quoted(code)}")

    def agency_interests_get(self, agency_id: str | UUID, *, known: m.Interests | None = None) -> m.Interests:
        """Get Interests. `GET /api/v1/agencies/{agency_id}/interests`"""
        return cast(
            "m.Interests", self._record("GET", f"/api/v1/agencies/{quoted(agency_id)}/interests", known=known)
        )

    def agency_interests_set(
        self, agency_id: str | UUID, body: m.InterestsSet, if_match: Version
    ) -> m.Interests:
        """Set Interests. `PUT /api/v1/agencies/{agency_id}/interests`"""
        return cast(
            "m.Interests",
            self._record(
                "PUT", f"/api/v1/agencies/{quoted(agency_id)}/interests", if_match=if_match, body=body
            ),
        )

    def agency_capability_packages_list(
        self,
        agency_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        modality: Sequence[m.Modality] | None = None,
        expertise: Sequence[str] | None = None,
    ) -> Pages[m.PackageRow]:
        """List Packages. `GET /api/v1/agencies/{agency_id}/capability-packages`"""
        return Pages[m.PackageRow](
            self,
            f"/api/v1/agencies/{quoted(agency_id)}/capability-packages",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "modality": modality,
                "expertise": expertise,
            },
        )

    def agency_capability_packages_create(
        self, agency_id: str | UUID, body: m.PackageCreate, *, idempotency_key: str | None = None
    ) -> m.Package:
        """Create Package. `POST /api/v1/agencies/{agency_id}/capability-packages`"""
        return cast(
            "m.Package",
            self._record(
                "POST",
                f"/api/v1/agencies/{quoted(agency_id)}/capability-packages",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def agency_capability_packages_get(
        self, agency_id: str | UUID, package_id: str | UUID, *, known: m.Package | None = None
    ) -> m.Package:
        """Get Package. `GET /api/v1/agencies/{agency_id}/capability-packages/{package_id}`"""
        return cast(
            "m.Package",
            self._record(
                "GET",
                f"/api/v1/agencies/{quoted(agency_id)}/capability-packages/{quoted(package_id)}",
                known=known,
            ),
        )

    def agency_capability_packages_update(
        self, agency_id: str | UUID, package_id: str | UUID, body: m.PackageUpdate, if_match: Version
    ) -> m.Package:
        """Update Package. `PATCH /api/v1/agencies/{agency_id}/capability-packages/{package_id}`"""
        return cast(
            "m.Package",
            self._record(
                "PATCH",
                f"/api/v1/agencies/{quoted(agency_id)}/capability-packages/{quoted(package_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def agency_capability_packages_delete(
        self, agency_id: str | UUID, package_id: str | UUID, if_match: Version
    ) -> None:
        """Delete Package. `DELETE /api/v1/agencies/{agency_id}/capability-packages/{package_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/agencies/{quoted(agency_id)}/capability-packages/{quoted(package_id)}",
            if_match=if_match,
        )

    def agency_blackouts_list(
        self,
        agency_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
    ) -> Pages[m.BlackoutRow]:
        """List Blackouts. `GET /api/v1/agencies/{agency_id}/blackouts`"""
        return Pages[m.BlackoutRow](
            self,
            f"/api/v1/agencies/{quoted(agency_id)}/blackouts",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
            },
        )

    def agency_blackouts_create(
        self, agency_id: str | UUID, body: m.BlackoutCreate, *, idempotency_key: str | None = None
    ) -> m.Blackout:
        """Create Blackout. `POST /api/v1/agencies/{agency_id}/blackouts`"""
        return cast(
            "m.Blackout",
            self._record(
                "POST",
                f"/api/v1/agencies/{quoted(agency_id)}/blackouts",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def agency_blackouts_get(
        self, agency_id: str | UUID, blackout_id: str | UUID, *, known: m.Blackout | None = None
    ) -> m.Blackout:
        """Get Blackout. `GET /api/v1/agencies/{agency_id}/blackouts/{blackout_id}`"""
        return cast(
            "m.Blackout",
            self._record(
                "GET", f"/api/v1/agencies/{quoted(agency_id)}/blackouts/{quoted(blackout_id)}", known=known
            ),
        )

    def agency_blackouts_update(
        self, agency_id: str | UUID, blackout_id: str | UUID, body: m.BlackoutUpdate, if_match: Version
    ) -> m.Blackout:
        """Update Blackout. `PATCH /api/v1/agencies/{agency_id}/blackouts/{blackout_id}`"""
        return cast(
            "m.Blackout",
            self._record(
                "PATCH",
                f"/api/v1/agencies/{quoted(agency_id)}/blackouts/{quoted(blackout_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def agency_blackouts_delete(
        self, agency_id: str | UUID, blackout_id: str | UUID, if_match: Version
    ) -> None:
        """Delete Blackout. `DELETE /api/v1/agencies/{agency_id}/blackouts/{blackout_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/agencies/{quoted(agency_id)}/blackouts/{quoted(blackout_id)}",
            if_match=if_match,
        )

    def expertise_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        code: Sequence[str] | None = None,
        parent: Sequence[str] | None = None,
        area: bool | None = None,
        in_seed: bool | None = None,
        archived: bool | None = None,
    ) -> Pages[m.ExpertiseRow]:
        """List Expertise. `GET /api/v1/expertise`"""
        return Pages[m.ExpertiseRow](
            self,
            "/api/v1/expertise",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "code": code,
                "parent": parent,
                "area": area,
                "in_seed": in_seed,
                "archived": archived,
            },
        )

    def expertise_create(self, body: m.ExpertiseCreate, *, idempotency_key: str | None = None) -> m.Expertise:
        """Create Expertise. `POST /api/v1/expertise`"""
        return cast(
            "m.Expertise",
            self._record(
                "POST", "/api/v1/expertise", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def expertise_agency_counts(self) -> m.AgencyCounts:
        """Count Agencies. How many agencies hold each code. `GET /api/v1/expertise/agency-counts`"""
        return cast("m.AgencyCounts", self._record("GET", "/api/v1/expertise/agency-counts"))

    def expertise_get(self, expertise_id: str | UUID, *, known: m.Expertise | None = None) -> m.Expertise:
        """Get Expertise. `GET /api/v1/expertise/{expertise_id}`"""
        return cast(
            "m.Expertise", self._record("GET", f"/api/v1/expertise/{quoted(expertise_id)}", known=known)
        )

    def expertise_update(
        self, expertise_id: str | UUID, body: m.ExpertiseUpdate, if_match: Version
    ) -> m.Expertise:
        """Update Expertise. `PATCH /api/v1/expertise/{expertise_id}`"""
        return cast(
            "m.Expertise",
            self._record("PATCH", f"/api/v1/expertise/{quoted(expertise_id)}", if_match=if_match, body=body),
        )

    def expertise_archive(
        self, expertise_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Expertise:
        """Archive Expertise. `POST /api/v1/expertise/{expertise_id}/archive`"""
        return cast(
            "m.Expertise",
            self._record(
                "POST",
                f"/api/v1/expertise/{quoted(expertise_id)}/archive",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def expertise_restore(
        self, expertise_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Expertise:
        """Restore Expertise. `POST /api/v1/expertise/{expertise_id}/restore`"""
        return cast(
            "m.Expertise",
            self._record(
                "POST",
                f"/api/v1/expertise/{quoted(expertise_id)}/restore",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def countries_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        bureau: Sequence[str] | None = None,
        genc3: Sequence[str] | None = None,
        genc2: Sequence[str] | None = None,
        valid_on: str | date | None = None,
    ) -> Pages[m.CountryRow]:
        """List Countries. `GET /api/v1/countries`"""
        return Pages[m.CountryRow](
            self,
            "/api/v1/countries",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "bureau": bureau,
                "genc3": genc3,
                "genc2": genc2,
                "valid_on": valid_on,
            },
        )

    def countries_resolve(self, name: str, *, known_to_be_a_country: bool | None = None) -> m.CountryMatch:
        """Resolve. The one country that a name stands for. 409 with `candidates` when it may stand for several. `GET /api/v1/countries/resolve`"""
        return cast(
            "m.CountryMatch",
            self._record(
                "GET",
                "/api/v1/countries/resolve",
                query={
                    "name": name,
                    "known_to_be_a_country": known_to_be_a_country,
                },
            ),
        )

    def countries_get(self, country_id: str | UUID, *, known: m.Country | None = None) -> m.Country:
        """Get Country. `GET /api/v1/countries/{country_id}`"""
        return cast("m.Country", self._record("GET", f"/api/v1/countries/{quoted(country_id)}", known=known))

    def countries_update(self, country_id: str | UUID, body: m.CountryUpdate, if_match: Version) -> m.Country:
        """Update Country. `PATCH /api/v1/countries/{country_id}`"""
        return cast(
            "m.Country",
            self._record("PATCH", f"/api/v1/countries/{quoted(country_id)}", if_match=if_match, body=body),
        )

    def country_aliases_list(
        self,
        country_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[str] | None = None,
    ) -> Pages[m.Alias]:
        """List Aliases. `GET /api/v1/countries/{country_id}/aliases`"""
        return Pages[m.Alias](
            self,
            f"/api/v1/countries/{quoted(country_id)}/aliases",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
            },
        )

    def country_aliases_create(
        self, country_id: str | UUID, body: m.AliasCreate, *, idempotency_key: str | None = None
    ) -> m.AliasDetail:
        """Add Alias. `POST /api/v1/countries/{country_id}/aliases`"""
        return cast(
            "m.AliasDetail",
            self._record(
                "POST",
                f"/api/v1/countries/{quoted(country_id)}/aliases",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def country_aliases_get(
        self, country_id: str | UUID, alias_id: str | UUID, *, known: m.AliasDetail | None = None
    ) -> m.AliasDetail:
        """Get Alias. `GET /api/v1/countries/{country_id}/aliases/{alias_id}`"""
        return cast(
            "m.AliasDetail",
            self._record(
                "GET", f"/api/v1/countries/{quoted(country_id)}/aliases/{quoted(alias_id)}", known=known
            ),
        )

    def country_aliases_delete(self, country_id: str | UUID, alias_id: str | UUID, if_match: Version) -> None:
        """Remove Alias. `DELETE /api/v1/countries/{country_id}/aliases/{alias_id}`"""
        return self._nothing(
            "DELETE", f"/api/v1/countries/{quoted(country_id)}/aliases/{quoted(alias_id)}", if_match=if_match
        )

    def posts_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        country_id: Sequence[str | UUID] | None = None,
        country: Sequence[str] | None = None,
        bureau: Sequence[str] | None = None,
    ) -> Pages[m.PostRow]:
        """List Posts. `GET /api/v1/posts`"""
        return Pages[m.PostRow](
            self,
            "/api/v1/posts",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "country_id": country_id,
                "country": country,
                "bureau": bureau,
            },
        )

    def posts_get(self, post_id: str | UUID, *, known: m.Post | None = None) -> m.Post:
        """Get Post. `GET /api/v1/posts/{post_id}`"""
        return cast("m.Post", self._record("GET", f"/api/v1/posts/{quoted(post_id)}", known=known))

    def posts_update(self, post_id: str | UUID, body: m.PostUpdate, if_match: Version) -> m.Post:
        """Update Post. `PATCH /api/v1/posts/{post_id}`"""
        return cast(
            "m.Post", self._record("PATCH", f"/api/v1/posts/{quoted(post_id)}", if_match=if_match, body=body)
        )

    def academies_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.AcademyStatus] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        country: Sequence[str] | None = None,
    ) -> Pages[m.AcademyRow]:
        """List Academies. `GET /api/v1/academies`"""
        return Pages[m.AcademyRow](
            self,
            "/api/v1/academies",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "country_id": country_id,
                "country": country,
            },
        )

    def academies_create(self, body: m.AcademyCreate, *, idempotency_key: str | None = None) -> m.Academy:
        """Create Academy. `POST /api/v1/academies`"""
        return cast(
            "m.Academy",
            self._record(
                "POST", "/api/v1/academies", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def academies_get(self, academy_id: str | UUID, *, known: m.Academy | None = None) -> m.Academy:
        """Get Academy. `GET /api/v1/academies/{academy_id}`"""
        return cast("m.Academy", self._record("GET", f"/api/v1/academies/{quoted(academy_id)}", known=known))

    def academies_update(self, academy_id: str | UUID, body: m.AcademyUpdate, if_match: Version) -> m.Academy:
        """Update Academy. `PATCH /api/v1/academies/{academy_id}`"""
        return cast(
            "m.Academy",
            self._record("PATCH", f"/api/v1/academies/{quoted(academy_id)}", if_match=if_match, body=body),
        )

    def academies_delete(self, academy_id: str | UUID, if_match: Version) -> None:
        """Delete Academy. `DELETE /api/v1/academies/{academy_id}`"""
        return self._nothing("DELETE", f"/api/v1/academies/{quoted(academy_id)}", if_match=if_match)

    def academy_offerings_list(
        self,
        academy_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        program: Sequence[m.OfferingProgram] | None = None,
        expertise: Sequence[str] | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
    ) -> Pages[m.OfferingRow]:
        """List Offerings. `GET /api/v1/academies/{academy_id}/offerings`"""
        return Pages[m.OfferingRow](
            self,
            f"/api/v1/academies/{quoted(academy_id)}/offerings",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "program": program,
                "expertise": expertise,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
            },
        )

    def academy_offerings_create(
        self, academy_id: str | UUID, body: m.OfferingCreate, *, idempotency_key: str | None = None
    ) -> m.Offering:
        """Create Offering. `POST /api/v1/academies/{academy_id}/offerings`"""
        return cast(
            "m.Offering",
            self._record(
                "POST",
                f"/api/v1/academies/{quoted(academy_id)}/offerings",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def academy_offerings_get(
        self, academy_id: str | UUID, offering_id: str | UUID, *, known: m.Offering | None = None
    ) -> m.Offering:
        """Get Offering. `GET /api/v1/academies/{academy_id}/offerings/{offering_id}`"""
        return cast(
            "m.Offering",
            self._record(
                "GET", f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}", known=known
            ),
        )

    def academy_offerings_update(
        self, academy_id: str | UUID, offering_id: str | UUID, body: m.OfferingUpdate, if_match: Version
    ) -> m.Offering:
        """Update Offering. `PATCH /api/v1/academies/{academy_id}/offerings/{offering_id}`"""
        return cast(
            "m.Offering",
            self._record(
                "PATCH",
                f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def academy_offerings_delete(
        self, academy_id: str | UUID, offering_id: str | UUID, if_match: Version
    ) -> None:
        """Delete Offering. `DELETE /api/v1/academies/{academy_id}/offerings/{offering_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}",
            if_match=if_match,
        )

    def offering_instructors_list(
        self,
        academy_id: str | UUID,
        offering_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.InstructorRow]:
        """List Instructors. Who teaches, as far as the caller may see them: an agency its own officers only. `GET /api/v1/academies/{academy_id}/offerings/{offering_id}/instructors`"""
        return Pages[m.InstructorRow](
            self,
            f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}/instructors",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def offering_instructors_create(
        self,
        academy_id: str | UUID,
        offering_id: str | UUID,
        body: m.InstructorCreate,
        *,
        idempotency_key: str | None = None,
    ) -> m.Instructor:
        """Add Instructor. An agency nominates its own officer; the programme names anybody it may see, who is then confirmed. `POST /api/v1/academies/{academy_id}/offerings/{offering_id}/instructors`"""
        return cast(
            "m.Instructor",
            self._record(
                "POST",
                f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}/instructors",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def offering_instructors_get(
        self,
        academy_id: str | UUID,
        offering_id: str | UUID,
        instructor_id: str | UUID,
        *,
        known: m.Instructor | None = None,
    ) -> m.Instructor:
        """Get Instructor. `GET /api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}`"""
        return cast(
            "m.Instructor",
            self._record(
                "GET",
                f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}/instructors/{quoted(instructor_id)}",
                known=known,
            ),
        )

    def offering_instructors_delete(
        self, academy_id: str | UUID, offering_id: str | UUID, instructor_id: str | UUID, if_match: Version
    ) -> None:
        """Remove Instructor. `DELETE /api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}/instructors/{quoted(instructor_id)}",
            if_match=if_match,
        )

    def offering_instructors_confirm(
        self,
        academy_id: str | UUID,
        offering_id: str | UUID,
        instructor_id: str | UUID,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Instructor:
        """Confirm Instructor. The programme takes whom an agency has nominated. `POST /api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}/confirm`"""
        return cast(
            "m.Instructor",
            self._record(
                "POST",
                f"/api/v1/academies/{quoted(academy_id)}/offerings/{quoted(offering_id)}/instructors/{quoted(instructor_id)}/confirm",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def requests_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        status: Sequence[m.RequestStatus] | None = None,
        modality: Sequence[m.Modality] | None = None,
        urgency: Sequence[m.Urgency] | None = None,
        post_id: Sequence[str | UUID] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        country: Sequence[str] | None = None,
        expertise: Sequence[str] | None = None,
        expertise_area: Sequence[str] | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
    ) -> Pages[m.RequestRow]:
        """List Requests. `GET /api/v1/requests`"""
        return Pages[m.RequestRow](
            self,
            "/api/v1/requests",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "status": status,
                "modality": modality,
                "urgency": urgency,
                "post_id": post_id,
                "country_id": country_id,
                "country": country,
                "expertise": expertise,
                "expertise_area": expertise_area,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
            },
        )

    def requests_create(
        self, body: m.RequestCreate, *, idempotency_key: str | None = None
    ) -> m.RequestCreated:
        """Create Request. A draft. `similar` names needs that may be the same: they are not refused. `POST /api/v1/requests`"""
        return cast(
            "m.RequestCreated",
            self._record("POST", "/api/v1/requests", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def requests_board(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        status: Sequence[m.RequestStatus] | None = None,
        modality: Sequence[m.Modality] | None = None,
        urgency: Sequence[m.Urgency] | None = None,
        post_id: Sequence[str | UUID] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        country: Sequence[str] | None = None,
        expertise: Sequence[str] | None = None,
        expertise_area: Sequence[str] | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
        stage: Sequence[str] | None = None,
    ) -> Pages[m.BoardRow]:
        """Show Board. Requests by what is to be done next, with how far the search for agencies has come. `GET /api/v1/requests/board`"""
        return Pages[m.BoardRow](
            self,
            "/api/v1/requests/board",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "status": status,
                "modality": modality,
                "urgency": urgency,
                "post_id": post_id,
                "country_id": country_id,
                "country": country,
                "expertise": expertise,
                "expertise_area": expertise_area,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
                "stage": stage,
            },
        )

    def requests_get(self, request_id: str | UUID, *, known: m.Request | None = None) -> m.Request:
        """Get Request. `GET /api/v1/requests/{request_id}`"""
        return cast("m.Request", self._record("GET", f"/api/v1/requests/{quoted(request_id)}", known=known))

    def requests_update(self, request_id: str | UUID, body: m.RequestUpdate, if_match: Version) -> m.Request:
        """Update Request. `PATCH /api/v1/requests/{request_id}`"""
        return cast(
            "m.Request",
            self._record("PATCH", f"/api/v1/requests/{quoted(request_id)}", if_match=if_match, body=body),
        )

    def requests_submit(
        self, request_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Request:
        """Submit Request. `POST /api/v1/requests/{request_id}/submit`"""
        return cast(
            "m.Request",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/submit",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def requests_validate(
        self,
        request_id: str | UUID,
        body: m.RequestValidate,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Request:
        """Validate Request. `POST /api/v1/requests/{request_id}/validate`"""
        return cast(
            "m.Request",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/validate",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def requests_close(
        self,
        request_id: str | UUID,
        body: m.RequestClose,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Request:
        """Close Request. `POST /api/v1/requests/{request_id}/close`"""
        return cast(
            "m.Request",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/close",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def requests_compare_offers(self, request_id: str | UUID) -> m.Comparison:
        """Compare Offers. Offers side by side. What an offer does not name is null. `GET /api/v1/requests/{request_id}/comparison`"""
        return cast("m.Comparison", self._record("GET", f"/api/v1/requests/{quoted(request_id)}/comparison"))

    def request_clarifications_list(
        self,
        request_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        answered: bool | None = None,
    ) -> Pages[m.Clarification]:
        """List Clarifications. `GET /api/v1/requests/{request_id}/clarifications`"""
        return Pages[m.Clarification](
            self,
            f"/api/v1/requests/{quoted(request_id)}/clarifications",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "answered": answered,
            },
        )

    def request_clarifications_ask(
        self, request_id: str | UUID, body: m.ClarificationAsk, *, idempotency_key: str | None = None
    ) -> m.Clarification:
        """Ask. `POST /api/v1/requests/{request_id}/clarifications`"""
        return cast(
            "m.Clarification",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/clarifications",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def request_clarifications_get(
        self, request_id: str | UUID, clarification_id: str | UUID, *, known: m.Clarification | None = None
    ) -> m.Clarification:
        """Get Clarification. `GET /api/v1/requests/{request_id}/clarifications/{clarification_id}`"""
        return cast(
            "m.Clarification",
            self._record(
                "GET",
                f"/api/v1/requests/{quoted(request_id)}/clarifications/{quoted(clarification_id)}",
                known=known,
            ),
        )

    def request_clarifications_answer(
        self,
        request_id: str | UUID,
        clarification_id: str | UUID,
        body: m.ClarificationAnswer,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Clarification:
        """Answer Clarification. `POST /api/v1/requests/{request_id}/clarifications/{clarification_id}/answer`"""
        return cast(
            "m.Clarification",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/clarifications/{quoted(clarification_id)}/answer",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def request_matches_list(
        self,
        request_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.MatchRunRow]:
        """List Match Runs. `GET /api/v1/requests/{request_id}/matches`"""
        return Pages[m.MatchRunRow](
            self,
            f"/api/v1/requests/{quoted(request_id)}/matches",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def request_matches_create(
        self, request_id: str | UUID, *, idempotency_key: str | None = None
    ) -> m.MatchRun:
        """Create Match Run. Ranks all agencies now, and keeps the ranking with its inputs. `POST /api/v1/requests/{request_id}/matches`"""
        return cast(
            "m.MatchRun",
            self._record(
                "POST",
                f"/api/v1/requests/{quoted(request_id)}/matches",
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def request_matches_get(
        self, request_id: str | UUID, run_id: str | UUID, *, known: m.MatchRun | None = None
    ) -> m.MatchRun:
        """Get Match Run. `GET /api/v1/requests/{request_id}/matches/{run_id}`"""
        return cast(
            "m.MatchRun",
            self._record(
                "GET", f"/api/v1/requests/{quoted(request_id)}/matches/{quoted(run_id)}", known=known
            ),
        )

    def request_matches_replay(self, request_id: str | UUID, run_id: str | UUID) -> m.MatchReplay:
        """Replay Match Run. Computes the ranking again from its stored inputs and compares the two. `GET /api/v1/requests/{request_id}/matches/{run_id}/replay`"""
        return cast(
            "m.MatchReplay",
            self._record("GET", f"/api/v1/requests/{quoted(request_id)}/matches/{quoted(run_id)}/replay"),
        )

    def outreach_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.OutreachStatus] | None = None,
        request_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        post_id: Sequence[str | UUID] | None = None,
        open: bool | None = None,
        late: bool | None = None,
        sent_at_gte: str | datetime | None = None,
        sent_at_gt: str | datetime | None = None,
        sent_at_lte: str | datetime | None = None,
        sent_at_lt: str | datetime | None = None,
        due_at_gte: str | datetime | None = None,
        due_at_gt: str | datetime | None = None,
        due_at_lte: str | datetime | None = None,
        due_at_lt: str | datetime | None = None,
    ) -> Pages[m.OutreachRow]:
        """List Outreach. `GET /api/v1/outreach`"""
        return Pages[m.OutreachRow](
            self,
            "/api/v1/outreach",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "request_id": request_id,
                "agency_id": agency_id,
                "post_id": post_id,
                "open": open,
                "late": late,
                "sent_at.gte": sent_at_gte,
                "sent_at.gt": sent_at_gt,
                "sent_at.lte": sent_at_lte,
                "sent_at.lt": sent_at_lt,
                "due_at.gte": due_at_gte,
                "due_at.gt": due_at_gt,
                "due_at.lte": due_at_lte,
                "due_at.lt": due_at_lt,
            },
        )

    def outreach_create(self, body: m.OutreachCreate, *, idempotency_key: str | None = None) -> m.Outreach:
        """Create Outreach. Asks one agency about one open request. `POST /api/v1/outreach`"""
        return cast(
            "m.Outreach",
            self._record("POST", "/api/v1/outreach", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def outreach_get(self, outreach_id: str | UUID, *, known: m.Outreach | None = None) -> m.Outreach:
        """Get Outreach. `GET /api/v1/outreach/{outreach_id}`"""
        return cast("m.Outreach", self._record("GET", f"/api/v1/outreach/{quoted(outreach_id)}", known=known))

    def outreach_reply(
        self,
        outreach_id: str | UUID,
        body: m.OutreachReply,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Outreach:
        """Reply To Outreach. The agency's answer; a late one is taken all the same. `POST /api/v1/outreach/{outreach_id}/reply`"""
        return cast(
            "m.Outreach",
            self._record(
                "POST",
                f"/api/v1/outreach/{quoted(outreach_id)}/reply",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def answer_link_get(self, answer_token: str) -> m.Question:
        """Show. Changes nothing, however often it is called. `GET /api/v1/answer-link`"""
        return cast(
            "m.Question",
            self._record(
                "GET",
                "/api/v1/answer-link",
                headers={
                    "Answer-Token": answer_token,
                },
            ),
        )

    def answer_link_answer(self, body: m.OutreachReply, answer_token: str) -> m.QuestionAnswered:
        """Answer. The one answer that the link takes. `POST /api/v1/answer-link`"""
        return cast(
            "m.QuestionAnswered",
            self._record(
                "POST",
                "/api/v1/answer-link",
                headers={
                    "Answer-Token": answer_token,
                },
                body=body,
            ),
        )

    def offers_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.OutreachStatus] | None = None,
        outreach_id: Sequence[str | UUID] | None = None,
        request_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        post_id: Sequence[str | UUID] | None = None,
        created_at_gte: str | datetime | None = None,
        created_at_gt: str | datetime | None = None,
        created_at_lte: str | datetime | None = None,
        created_at_lt: str | datetime | None = None,
    ) -> Pages[m.OfferRow]:
        """List Offers. `GET /api/v1/offers`"""
        return Pages[m.OfferRow](
            self,
            "/api/v1/offers",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "outreach_id": outreach_id,
                "request_id": request_id,
                "agency_id": agency_id,
                "post_id": post_id,
                "created_at.gte": created_at_gte,
                "created_at.gt": created_at_gt,
                "created_at.lte": created_at_lte,
                "created_at.lt": created_at_lt,
            },
        )

    def offers_create(self, body: m.OfferCreate, *, idempotency_key: str | None = None) -> m.Offer:
        """Create Offer. `POST /api/v1/offers`"""
        return cast(
            "m.Offer",
            self._record("POST", "/api/v1/offers", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def offers_get(self, offer_id: str | UUID, *, known: m.Offer | None = None) -> m.Offer:
        """Get Offer. `GET /api/v1/offers/{offer_id}`"""
        return cast("m.Offer", self._record("GET", f"/api/v1/offers/{quoted(offer_id)}", known=known))

    def offers_accept(
        self, offer_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Offer:
        """Accept. Opens an activity in planning, with assignments and the paperwork checklist. `POST /api/v1/offers/{offer_id}/accept`"""
        return cast(
            "m.Offer",
            self._record(
                "POST",
                f"/api/v1/offers/{quoted(offer_id)}/accept",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def offers_withdraw(
        self, offer_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Offer:
        """Withdraw. `POST /api/v1/offers/{offer_id}/withdraw`"""
        return cast(
            "m.Offer",
            self._record(
                "POST",
                f"/api/v1/offers/{quoted(offer_id)}/withdraw",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def offers_pass_over(
        self,
        offer_id: str | UUID,
        body: m.OfferPassOver,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Offer:
        """Pass Over. `POST /api/v1/offers/{offer_id}/pass-over`"""
        return cast(
            "m.Offer",
            self._record(
                "POST",
                f"/api/v1/offers/{quoted(offer_id)}/pass-over",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def officers_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        language: Sequence[str] | None = None,
        archived: bool | None = None,
    ) -> Pages[m.OfficerRow]:
        """List Officers. `GET /api/v1/officers`"""
        return Pages[m.OfficerRow](
            self,
            "/api/v1/officers",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "agency_id": agency_id,
                "language": language,
                "archived": archived,
            },
        )

    def officers_create(self, body: m.OfficerCreate, *, idempotency_key: str | None = None) -> m.Officer:
        """Create Officer. `POST /api/v1/officers`"""
        return cast(
            "m.Officer",
            self._record("POST", "/api/v1/officers", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def officers_get(self, officer_id: str | UUID, *, known: m.Officer | None = None) -> m.Officer:
        """Get Officer. `GET /api/v1/officers/{officer_id}`"""
        return cast("m.Officer", self._record("GET", f"/api/v1/officers/{quoted(officer_id)}", known=known))

    def officers_update(self, officer_id: str | UUID, body: m.OfficerUpdate, if_match: Version) -> m.Officer:
        """Update Officer. `PATCH /api/v1/officers/{officer_id}`"""
        return cast(
            "m.Officer",
            self._record("PATCH", f"/api/v1/officers/{quoted(officer_id)}", if_match=if_match, body=body),
        )

    def officers_archive(
        self, officer_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Officer:
        """Archive Officer. `POST /api/v1/officers/{officer_id}/archive`"""
        return cast(
            "m.Officer",
            self._record(
                "POST",
                f"/api/v1/officers/{quoted(officer_id)}/archive",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def officers_restore(
        self, officer_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Officer:
        """Restore Officer. `POST /api/v1/officers/{officer_id}/restore`"""
        return cast(
            "m.Officer",
            self._record(
                "POST",
                f"/api/v1/officers/{quoted(officer_id)}/restore",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def officers_readiness(self, officer_id: str | UUID) -> m.OfficerReadiness:
        """Get Readiness. What each of the officer's assignments calls for, and how it stands. `GET /api/v1/officers/{officer_id}/readiness`"""
        return cast(
            "m.OfficerReadiness", self._record("GET", f"/api/v1/officers/{quoted(officer_id)}/readiness")
        )

    def officers_transcript(self, officer_id: str | UUID) -> m.Transcript:
        """Get Transcript. Activities, roles, dates, hours, expertise, certificates and training: of oneself, or of one's agency. `GET /api/v1/officers/{officer_id}/transcript`"""
        return cast("m.Transcript", self._record("GET", f"/api/v1/officers/{quoted(officer_id)}/transcript"))

    def officers_transcript_pdf(self, officer_id: str | UUID) -> bytes:
        """Get Transcript Pdf. The same as an accessible document (PDF/UA-1). `GET /api/v1/officers/{officer_id}/transcript.pdf`"""
        return self._content("GET", f"/api/v1/officers/{quoted(officer_id)}/transcript.pdf")

    def officer_credentials_list(
        self,
        officer_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        type: Sequence[m.ReadinessType] | None = None,
        issued_on_gte: str | date | None = None,
        issued_on_gt: str | date | None = None,
        issued_on_lte: str | date | None = None,
        issued_on_lt: str | date | None = None,
        expires_on_gte: str | date | None = None,
        expires_on_gt: str | date | None = None,
        expires_on_lte: str | date | None = None,
        expires_on_lt: str | date | None = None,
    ) -> Pages[m.CredentialRow]:
        """List Credentials. `GET /api/v1/officers/{officer_id}/credentials`"""
        return Pages[m.CredentialRow](
            self,
            f"/api/v1/officers/{quoted(officer_id)}/credentials",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "type": type,
                "issued_on.gte": issued_on_gte,
                "issued_on.gt": issued_on_gt,
                "issued_on.lte": issued_on_lte,
                "issued_on.lt": issued_on_lt,
                "expires_on.gte": expires_on_gte,
                "expires_on.gt": expires_on_gt,
                "expires_on.lte": expires_on_lte,
                "expires_on.lt": expires_on_lt,
            },
        )

    def officer_credentials_create(
        self, officer_id: str | UUID, body: m.CredentialCreate, *, idempotency_key: str | None = None
    ) -> m.Credential:
        """Add Credential. `POST /api/v1/officers/{officer_id}/credentials`"""
        return cast(
            "m.Credential",
            self._record(
                "POST",
                f"/api/v1/officers/{quoted(officer_id)}/credentials",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def officer_credentials_get(
        self, officer_id: str | UUID, credential_id: str | UUID, *, known: m.Credential | None = None
    ) -> m.Credential:
        """Get Credential. `GET /api/v1/officers/{officer_id}/credentials/{credential_id}`"""
        return cast(
            "m.Credential",
            self._record(
                "GET",
                f"/api/v1/officers/{quoted(officer_id)}/credentials/{quoted(credential_id)}",
                known=known,
            ),
        )

    def officer_credentials_update(
        self, officer_id: str | UUID, credential_id: str | UUID, body: m.CredentialUpdate, if_match: Version
    ) -> m.Credential:
        """Update Credential. `PATCH /api/v1/officers/{officer_id}/credentials/{credential_id}`"""
        return cast(
            "m.Credential",
            self._record(
                "PATCH",
                f"/api/v1/officers/{quoted(officer_id)}/credentials/{quoted(credential_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def officer_credentials_delete(
        self, officer_id: str | UUID, credential_id: str | UUID, if_match: Version
    ) -> None:
        """Remove Credential. `DELETE /api/v1/officers/{officer_id}/credentials/{credential_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/officers/{quoted(officer_id)}/credentials/{quoted(credential_id)}",
            if_match=if_match,
        )

    def training_sessions_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
        full: bool | None = None,
    ) -> Pages[m.TrainingSessionRow]:
        """List Sessions. `GET /api/v1/training-sessions`"""
        return Pages[m.TrainingSessionRow](
            self,
            "/api/v1/training-sessions",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
                "full": full,
            },
        )

    def training_sessions_create(
        self, body: m.TrainingSessionCreate, *, idempotency_key: str | None = None
    ) -> m.TrainingSession:
        """Create Session. `POST /api/v1/training-sessions`"""
        return cast(
            "m.TrainingSession",
            self._record(
                "POST", "/api/v1/training-sessions", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def training_sessions_get(
        self, session_id: str | UUID, *, known: m.TrainingSession | None = None
    ) -> m.TrainingSession:
        """Get Session. `GET /api/v1/training-sessions/{session_id}`"""
        return cast(
            "m.TrainingSession",
            self._record("GET", f"/api/v1/training-sessions/{quoted(session_id)}", known=known),
        )

    def training_sessions_update(
        self, session_id: str | UUID, body: m.TrainingSessionUpdate, if_match: Version
    ) -> m.TrainingSession:
        """Update Session. `PATCH /api/v1/training-sessions/{session_id}`"""
        return cast(
            "m.TrainingSession",
            self._record(
                "PATCH", f"/api/v1/training-sessions/{quoted(session_id)}", if_match=if_match, body=body
            ),
        )

    def training_sessions_delete(self, session_id: str | UUID, if_match: Version) -> None:
        """Delete Session. `DELETE /api/v1/training-sessions/{session_id}`"""
        return self._nothing("DELETE", f"/api/v1/training-sessions/{quoted(session_id)}", if_match=if_match)

    def training_enrollments_list(
        self,
        session_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        officer_id: Sequence[str | UUID] | None = None,
        attended: bool | None = None,
    ) -> Pages[m.EnrollmentRow]:
        """List Enrollments. Who is enrolled, as far as the caller may see them: an agency its own officers only. `GET /api/v1/training-sessions/{session_id}/enrollments`"""
        return Pages[m.EnrollmentRow](
            self,
            f"/api/v1/training-sessions/{quoted(session_id)}/enrollments",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "agency_id": agency_id,
                "officer_id": officer_id,
                "attended": attended,
            },
        )

    def training_enrollments_create(
        self, session_id: str | UUID, body: m.EnrollmentCreate, *, idempotency_key: str | None = None
    ) -> m.Enrollment:
        """Enroll. `POST /api/v1/training-sessions/{session_id}/enrollments`"""
        return cast(
            "m.Enrollment",
            self._record(
                "POST",
                f"/api/v1/training-sessions/{quoted(session_id)}/enrollments",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def training_enrollments_get(
        self, session_id: str | UUID, enrollment_id: str | UUID, *, known: m.Enrollment | None = None
    ) -> m.Enrollment:
        """Get Enrollment. `GET /api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}`"""
        return cast(
            "m.Enrollment",
            self._record(
                "GET",
                f"/api/v1/training-sessions/{quoted(session_id)}/enrollments/{quoted(enrollment_id)}",
                known=known,
            ),
        )

    def training_enrollments_delete(
        self, session_id: str | UUID, enrollment_id: str | UUID, if_match: Version
    ) -> None:
        """Withdraw. `DELETE /api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/training-sessions/{quoted(session_id)}/enrollments/{quoted(enrollment_id)}",
            if_match=if_match,
        )

    def training_enrollments_record_attendance(
        self,
        session_id: str | UUID,
        enrollment_id: str | UUID,
        body: m.Attendance,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Enrollment:
        """Record Attendance. Say whether an officer attended. Attendance gives a pre-deployment training credential. `POST /api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}/record-attendance`"""
        return cast(
            "m.Enrollment",
            self._record(
                "POST",
                f"/api/v1/training-sessions/{quoted(session_id)}/enrollments/{quoted(enrollment_id)}/record-attendance",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        status: Sequence[m.MouStatus] | None = None,
        country: Sequence[str] | None = None,
        bureau: Sequence[str] | None = None,
        expertise: Sequence[str] | None = None,
        expires_within_days: int | None = None,
        renewal_due: bool | None = None,
        effective_on_gte: str | date | None = None,
        effective_on_gt: str | date | None = None,
        effective_on_lte: str | date | None = None,
        effective_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
        last_on_gte: str | date | None = None,
        last_on_gt: str | date | None = None,
        last_on_lte: str | date | None = None,
        last_on_lt: str | date | None = None,
    ) -> Pages[m.MouRow]:
        """List Mous. `GET /api/v1/mous`"""
        return Pages[m.MouRow](
            self,
            "/api/v1/mous",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "agency_id": agency_id,
                "status": status,
                "country": country,
                "bureau": bureau,
                "expertise": expertise,
                "expires_within_days": expires_within_days,
                "renewal_due": renewal_due,
                "effective_on.gte": effective_on_gte,
                "effective_on.gt": effective_on_gt,
                "effective_on.lte": effective_on_lte,
                "effective_on.lt": effective_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
                "last_on.gte": last_on_gte,
                "last_on.gt": last_on_gt,
                "last_on.lte": last_on_lte,
                "last_on.lt": last_on_lt,
            },
        )

    def mous_create(self, body: m.MouCreate, *, idempotency_key: str | None = None) -> m.Mou:
        """Create Mou. `POST /api/v1/mous`"""
        return cast(
            "m.Mou",
            self._record("POST", "/api/v1/mous", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def mous_get(self, mou_id: str | UUID, *, known: m.Mou | None = None) -> m.Mou:
        """Get Mou. `GET /api/v1/mous/{mou_id}`"""
        return cast("m.Mou", self._record("GET", f"/api/v1/mous/{quoted(mou_id)}", known=known))

    def mous_update(self, mou_id: str | UUID, body: m.MouUpdate, if_match: Version) -> m.Mou:
        """Update Mou. `PATCH /api/v1/mous/{mou_id}`"""
        return cast(
            "m.Mou", self._record("PATCH", f"/api/v1/mous/{quoted(mou_id)}", if_match=if_match, body=body)
        )

    def mous_send(
        self, mou_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Send Mou. `POST /api/v1/mous/{mou_id}/send`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/send",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def mous_comment(
        self, mou_id: str | UUID, body: m.MouComment, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Comment On Mou. `POST /api/v1/mous/{mou_id}/comment`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/comment",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_settle_comment(
        self, mou_id: str | UUID, body: m.MouComment, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Settle Comment. `POST /api/v1/mous/{mou_id}/settle-comment`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/settle-comment",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_concur(
        self, mou_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Concur With Mou. `POST /api/v1/mous/{mou_id}/concur`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/concur",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def mous_agree(
        self, mou_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Agree Mou. `POST /api/v1/mous/{mou_id}/agree`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/agree",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def mous_clear(
        self, mou_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Clear Mou. `POST /api/v1/mous/{mou_id}/clear`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/clear",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def mous_sign(
        self,
        mou_id: str | UUID,
        body: m.MouSignature,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Mou:
        """Sign Mou. `POST /api/v1/mous/{mou_id}/sign`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/sign",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_amend(
        self,
        mou_id: str | UUID,
        body: m.AmendmentCreate,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Mou:
        """Amend Mou. `POST /api/v1/mous/{mou_id}/amend`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/amend",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_suspend(
        self, mou_id: str | UUID, body: m.Reason, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Suspend Mou. `POST /api/v1/mous/{mou_id}/suspend`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/suspend",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_resume(
        self, mou_id: str | UUID, body: m.Reason, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Resume Mou. `POST /api/v1/mous/{mou_id}/resume`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/resume",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_notice(
        self, mou_id: str | UUID, body: m.MouNotice, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Mou:
        """Give Notice. `POST /api/v1/mous/{mou_id}/notice`"""
        return cast(
            "m.Mou",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/notice",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mous_terms(self, mou_id: str | UUID, *, on: str | date | None = None) -> m.MouTerms:
        """Get Terms. What the text says on a day, with the amendments that hold by then. `GET /api/v1/mous/{mou_id}/terms`"""
        return cast(
            "m.MouTerms",
            self._record(
                "GET",
                f"/api/v1/mous/{quoted(mou_id)}/terms",
                query={
                    "on": on,
                },
            ),
        )

    def mou_amendments_list(
        self,
        mou_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.Amendment]:
        """List Amendments. `GET /api/v1/mous/{mou_id}/amendments`"""
        return Pages[m.Amendment](
            self,
            f"/api/v1/mous/{quoted(mou_id)}/amendments",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def mou_amendments_get(
        self, mou_id: str | UUID, amendment_id: str | UUID, *, known: m.AmendmentDetail | None = None
    ) -> m.AmendmentDetail:
        """Get Amendment. `GET /api/v1/mous/{mou_id}/amendments/{amendment_id}`"""
        return cast(
            "m.AmendmentDetail",
            self._record(
                "GET", f"/api/v1/mous/{quoted(mou_id)}/amendments/{quoted(amendment_id)}", known=known
            ),
        )

    def mou_documents_list(
        self,
        mou_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.MouDocumentKind] | None = None,
    ) -> Pages[m.Document]:
        """List Documents. `GET /api/v1/mous/{mou_id}/documents`"""
        return Pages[m.Document](
            self,
            f"/api/v1/mous/{quoted(mou_id)}/documents",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
            },
        )

    def mou_documents_create(
        self, mou_id: str | UUID, body: m.DocumentCreate, *, idempotency_key: str | None = None
    ) -> m.DocumentDetail:
        """File Document. `POST /api/v1/mous/{mou_id}/documents`"""
        return cast(
            "m.DocumentDetail",
            self._record(
                "POST",
                f"/api/v1/mous/{quoted(mou_id)}/documents",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def mou_documents_get(
        self, mou_id: str | UUID, document_id: str | UUID, *, known: m.DocumentDetail | None = None
    ) -> m.DocumentDetail:
        """Get Document. `GET /api/v1/mous/{mou_id}/documents/{document_id}`"""
        return cast(
            "m.DocumentDetail",
            self._record(
                "GET", f"/api/v1/mous/{quoted(mou_id)}/documents/{quoted(document_id)}", known=known
            ),
        )

    def instruments_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        mou_id: Sequence[str | UUID] | None = None,
        number: Sequence[str] | None = None,
        kind: Sequence[m.InstrumentKind] | None = None,
        regime: Sequence[m.PaymentRegime] | None = None,
        signed: bool | None = None,
        performance_starts_on_gte: str | date | None = None,
        performance_starts_on_gt: str | date | None = None,
        performance_starts_on_lte: str | date | None = None,
        performance_starts_on_lt: str | date | None = None,
        performance_ends_on_gte: str | date | None = None,
        performance_ends_on_gt: str | date | None = None,
        performance_ends_on_lte: str | date | None = None,
        performance_ends_on_lt: str | date | None = None,
    ) -> Pages[m.InstrumentRow]:
        """List Instruments. `GET /api/v1/instruments`"""
        return Pages[m.InstrumentRow](
            self,
            "/api/v1/instruments",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "agency_id": agency_id,
                "mou_id": mou_id,
                "number": number,
                "kind": kind,
                "regime": regime,
                "signed": signed,
                "performance_starts_on.gte": performance_starts_on_gte,
                "performance_starts_on.gt": performance_starts_on_gt,
                "performance_starts_on.lte": performance_starts_on_lte,
                "performance_starts_on.lt": performance_starts_on_lt,
                "performance_ends_on.gte": performance_ends_on_gte,
                "performance_ends_on.gt": performance_ends_on_gt,
                "performance_ends_on.lte": performance_ends_on_lte,
                "performance_ends_on.lt": performance_ends_on_lt,
            },
        )

    def instruments_create(
        self, body: m.InstrumentCreate, *, idempotency_key: str | None = None
    ) -> m.Instrument:
        """Create Instrument. `POST /api/v1/instruments`"""
        return cast(
            "m.Instrument",
            self._record(
                "POST", "/api/v1/instruments", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def instruments_get(
        self, instrument_id: str | UUID, *, known: m.Instrument | None = None
    ) -> m.Instrument:
        """Get Instrument. `GET /api/v1/instruments/{instrument_id}`"""
        return cast(
            "m.Instrument", self._record("GET", f"/api/v1/instruments/{quoted(instrument_id)}", known=known)
        )

    def instruments_update(
        self, instrument_id: str | UUID, body: m.InstrumentUpdate, if_match: Version
    ) -> m.Instrument:
        """Update Instrument. `PATCH /api/v1/instruments/{instrument_id}`"""
        return cast(
            "m.Instrument",
            self._record(
                "PATCH", f"/api/v1/instruments/{quoted(instrument_id)}", if_match=if_match, body=body
            ),
        )

    def instruments_delete(self, instrument_id: str | UUID, if_match: Version) -> None:
        """Delete Instrument. `DELETE /api/v1/instruments/{instrument_id}`"""
        return self._nothing("DELETE", f"/api/v1/instruments/{quoted(instrument_id)}", if_match=if_match)

    def instruments_sign(
        self,
        instrument_id: str | UUID,
        body: m.InstrumentSignature | None,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Instrument:
        """Sign Instrument. `POST /api/v1/instruments/{instrument_id}/sign`"""
        return cast(
            "m.Instrument",
            self._record(
                "POST",
                f"/api/v1/instruments/{quoted(instrument_id)}/sign",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def obligations_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        status: Sequence[m.ObligationStatus] | None = None,
        instrument_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        document_number: Sequence[str] | None = None,
        fund: Sequence[str] | None = None,
        has_balance: bool | None = None,
        needs_review: bool | None = None,
        available_to_gte: str | date | None = None,
        available_to_gt: str | date | None = None,
        available_to_lte: str | date | None = None,
        available_to_lt: str | date | None = None,
        cancels_on_gte: str | date | None = None,
        cancels_on_gt: str | date | None = None,
        cancels_on_lte: str | date | None = None,
        cancels_on_lt: str | date | None = None,
    ) -> Pages[m.ObligationRow]:
        """List Obligations. `GET /api/v1/obligations`"""
        return Pages[m.ObligationRow](
            self,
            "/api/v1/obligations",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "status": status,
                "instrument_id": instrument_id,
                "agency_id": agency_id,
                "document_number": document_number,
                "fund": fund,
                "has_balance": has_balance,
                "needs_review": needs_review,
                "available_to.gte": available_to_gte,
                "available_to.gt": available_to_gt,
                "available_to.lte": available_to_lte,
                "available_to.lt": available_to_lt,
                "cancels_on.gte": cancels_on_gte,
                "cancels_on.gt": cancels_on_gt,
                "cancels_on.lte": cancels_on_lte,
                "cancels_on.lt": cancels_on_lt,
            },
        )

    def obligations_create(
        self, body: m.ObligationCreate, *, idempotency_key: str | None = None
    ) -> m.Obligation:
        """Create Obligation. `POST /api/v1/obligations`"""
        return cast(
            "m.Obligation",
            self._record(
                "POST", "/api/v1/obligations", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def obligations_get(
        self, obligation_id: str | UUID, *, known: m.Obligation | None = None
    ) -> m.Obligation:
        """Get Obligation. `GET /api/v1/obligations/{obligation_id}`"""
        return cast(
            "m.Obligation", self._record("GET", f"/api/v1/obligations/{quoted(obligation_id)}", known=known)
        )

    def obligations_adjust(
        self,
        obligation_id: str | UUID,
        body: m.ObligationAdjust,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Obligation:
        """Adjust Obligation. `POST /api/v1/obligations/{obligation_id}/adjust`"""
        return cast(
            "m.Obligation",
            self._record(
                "POST",
                f"/api/v1/obligations/{quoted(obligation_id)}/adjust",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def obligations_deobligate(
        self,
        obligation_id: str | UUID,
        body: m.ObligationDeobligate,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Obligation:
        """Deobligate. `POST /api/v1/obligations/{obligation_id}/deobligate`"""
        return cast(
            "m.Obligation",
            self._record(
                "POST",
                f"/api/v1/obligations/{quoted(obligation_id)}/deobligate",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def obligation_entries_list(
        self,
        obligation_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.LedgerEntryKind] | None = None,
        recorded_at_gte: str | datetime | None = None,
        recorded_at_gt: str | datetime | None = None,
        recorded_at_lte: str | datetime | None = None,
        recorded_at_lt: str | datetime | None = None,
    ) -> Pages[m.Entry]:
        """List Entries. `GET /api/v1/obligations/{obligation_id}/entries`"""
        return Pages[m.Entry](
            self,
            f"/api/v1/obligations/{quoted(obligation_id)}/entries",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
                "recorded_at.gte": recorded_at_gte,
                "recorded_at.gt": recorded_at_gt,
                "recorded_at.lte": recorded_at_lte,
                "recorded_at.lt": recorded_at_lt,
            },
        )

    def rate_editions_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.RateKind] | None = None,
        status: Sequence[m.EditionStatus] | None = None,
    ) -> Pages[m.EditionRow]:
        """List Editions. Tables that were handed in, and those that came with the program. `GET /api/v1/rates/editions`"""
        return Pages[m.EditionRow](
            self,
            "/api/v1/rates/editions",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
                "status": status,
            },
        )

    def rate_editions_create(
        self, data: Mapping[str, str], files: Files, *, idempotency_key: str | None = None
    ) -> m.Edition:
        """Create. Reads and compares the table; nothing in force changes. The same file for the same day answers with what there is. `POST /api/v1/rates/editions`"""
        return cast(
            "m.Edition",
            self._record(
                "POST",
                "/api/v1/rates/editions",
                idempotency_key=idempotency_key or new_key(),
                data=data,
                files=files,
            ),
        )

    def rate_editions_get(self, edition_id: str | UUID, *, known: m.Edition | None = None) -> m.Edition:
        """Get Edition. `GET /api/v1/rates/editions/{edition_id}`"""
        return cast(
            "m.Edition", self._record("GET", f"/api/v1/rates/editions/{quoted(edition_id)}", known=known)
        )

    def rate_differences_list(
        self,
        edition_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        difference: Sequence[m.RateDifference] | None = None,
        warned: bool | None = None,
    ) -> Pages[m.DifferenceRow]:
        """List Differences. What the table does to the rates in force on its day: faults first, then the biggest changes. `GET /api/v1/rates/editions/{edition_id}/differences`"""
        return Pages[m.DifferenceRow](
            self,
            f"/api/v1/rates/editions/{quoted(edition_id)}/differences",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "difference": difference,
                "warned": warned,
            },
        )

    def rate_faults_get(self, edition_id: str | UUID) -> bytes:
        """Get Faults. The file to mend in place and send again: faults and fixes stand in columns that are not read. `GET /api/v1/rates/editions/{edition_id}/faults`"""
        return self._content("GET", f"/api/v1/rates/editions/{quoted(edition_id)}/faults")

    def rate_editions_apply(
        self, edition_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Edition:
        """Apply. Puts the whole table in force from its day, by adding rows: what was recorded stays. `POST /api/v1/rates/editions/{edition_id}/apply`"""
        return cast(
            "m.Edition",
            self._record(
                "POST",
                f"/api/v1/rates/editions/{quoted(edition_id)}/apply",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def rate_editions_discard(
        self, edition_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Edition:
        """Discard. `POST /api/v1/rates/editions/{edition_id}/discard`"""
        return cast(
            "m.Edition",
            self._record(
                "POST",
                f"/api/v1/rates/editions/{quoted(edition_id)}/discard",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def per_diem_rates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        on: str | date | None = None,
        scope: Sequence[m.PerDiemScope] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        country: Sequence[str] | None = None,
        location: Sequence[str] | None = None,
    ) -> Pages[m.PerDiemRow]:
        """List Per Diem. Maximum lodging and M&IE of each place. `GET /api/v1/rates/per-diem`"""
        return Pages[m.PerDiemRow](
            self,
            "/api/v1/rates/per-diem",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "on": on,
                "scope": scope,
                "country_id": country_id,
                "country": country,
                "location": location,
            },
        )

    def per_diem_rates_create(
        self, body: m.PerDiemCreate, *, idempotency_key: str | None = None
    ) -> m.PerDiem:
        """Add Per Diem. `POST /api/v1/rates/per-diem`"""
        return cast(
            "m.PerDiem",
            self._record(
                "POST", "/api/v1/rates/per-diem", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def per_diem_rates_get(self, rate_id: str | UUID, *, known: m.PerDiem | None = None) -> m.PerDiem:
        """Get Per Diem. `GET /api/v1/rates/per-diem/{rate_id}`"""
        return cast(
            "m.PerDiem", self._record("GET", f"/api/v1/rates/per-diem/{quoted(rate_id)}", known=known)
        )

    def mie_rates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        on: str | date | None = None,
        scope: Sequence[str] | None = None,
        total: Sequence[str] | None = None,
    ) -> Pages[m.MieRow]:
        """List Mie. How a day's M&IE splits into meals and incidentals. `GET /api/v1/rates/mie`"""
        return Pages[m.MieRow](
            self,
            "/api/v1/rates/mie",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "on": on,
                "scope": scope,
                "total": total,
            },
        )

    def mie_rates_create(self, body: m.MieCreate, *, idempotency_key: str | None = None) -> m.Mie:
        """Add Mie. `POST /api/v1/rates/mie`"""
        return cast(
            "m.Mie",
            self._record(
                "POST", "/api/v1/rates/mie", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def mie_rates_get(self, rate_id: str | UUID, *, known: m.Mie | None = None) -> m.Mie:
        """Get Mie. `GET /api/v1/rates/mie/{rate_id}`"""
        return cast("m.Mie", self._record("GET", f"/api/v1/rates/mie/{quoted(rate_id)}", known=known))

    def mileage_rates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        on: str | date | None = None,
        mode: Sequence[m.VehicleMode] | None = None,
    ) -> Pages[m.MileageRow]:
        """List Mileage. What a mile in a private vehicle is paid. `GET /api/v1/rates/mileage`"""
        return Pages[m.MileageRow](
            self,
            "/api/v1/rates/mileage",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "on": on,
                "mode": mode,
            },
        )

    def mileage_rates_create(self, body: m.MileageCreate, *, idempotency_key: str | None = None) -> m.Mileage:
        """Add Mileage. `POST /api/v1/rates/mileage`"""
        return cast(
            "m.Mileage",
            self._record(
                "POST", "/api/v1/rates/mileage", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def mileage_rates_get(self, rate_id: str | UUID, *, known: m.Mileage | None = None) -> m.Mileage:
        """Get Mileage. `GET /api/v1/rates/mileage/{rate_id}`"""
        return cast("m.Mileage", self._record("GET", f"/api/v1/rates/mileage/{quoted(rate_id)}", known=known))

    def exchange_rates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        on: str | date | None = None,
        currency: Sequence[str] | None = None,
        reporting_only: bool | None = None,
        rated_on_gte: str | date | None = None,
        rated_on_gt: str | date | None = None,
        rated_on_lte: str | date | None = None,
        rated_on_lt: str | date | None = None,
    ) -> Pages[m.ExchangeRow]:
        """List Exchange. US dollars for one unit of a currency. `GET /api/v1/rates/exchange`"""
        return Pages[m.ExchangeRow](
            self,
            "/api/v1/rates/exchange",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "on": on,
                "currency": currency,
                "reporting_only": reporting_only,
                "rated_on.gte": rated_on_gte,
                "rated_on.gt": rated_on_gt,
                "rated_on.lte": rated_on_lte,
                "rated_on.lt": rated_on_lt,
            },
        )

    def exchange_rates_create(
        self, body: m.ExchangeCreate, *, idempotency_key: str | None = None
    ) -> m.Exchange:
        """Add Exchange. `POST /api/v1/rates/exchange`"""
        return cast(
            "m.Exchange",
            self._record(
                "POST", "/api/v1/rates/exchange", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def exchange_rates_get(self, rate_id: str | UUID, *, known: m.Exchange | None = None) -> m.Exchange:
        """Get Exchange. `GET /api/v1/rates/exchange/{rate_id}`"""
        return cast(
            "m.Exchange", self._record("GET", f"/api/v1/rates/exchange/{quoted(rate_id)}", known=known)
        )

    def interest_rates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        on: str | date | None = None,
    ) -> Pages[m.InterestRow]:
        """List Interest. The Treasury's rate for late payment, percent a year. `GET /api/v1/rates/interest`"""
        return Pages[m.InterestRow](
            self,
            "/api/v1/rates/interest",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "on": on,
            },
        )

    def interest_rates_create(
        self, body: m.InterestCreate, *, idempotency_key: str | None = None
    ) -> m.Interest:
        """Add Interest. `POST /api/v1/rates/interest`"""
        return cast(
            "m.Interest",
            self._record(
                "POST", "/api/v1/rates/interest", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def interest_rates_get(self, rate_id: str | UUID, *, known: m.Interest | None = None) -> m.Interest:
        """Get Interest. `GET /api/v1/rates/interest/{rate_id}`"""
        return cast(
            "m.Interest", self._record("GET", f"/api/v1/rates/interest/{quoted(rate_id)}", known=known)
        )

    def activities_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        external_ref: Sequence[str] | None = None,
        country: Sequence[str] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        status: Sequence[m.ActivityStatus] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        modality: Sequence[m.Modality] | None = None,
        request_id: Sequence[str | UUID] | None = None,
        instrument_id: Sequence[str | UUID] | None = None,
        obligation_id: Sequence[str | UUID] | None = None,
        mou_id: Sequence[str | UUID] | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
        ends_on_gte: str | date | None = None,
        ends_on_gt: str | date | None = None,
        ends_on_lte: str | date | None = None,
        ends_on_lt: str | date | None = None,
        fiscal_year: int | None = None,
        mine: bool | None = None,
    ) -> Pages[m.ActivityRow]:
        """List Activities. `GET /api/v1/activities`"""
        return Pages[m.ActivityRow](
            self,
            "/api/v1/activities",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "external_ref": external_ref,
                "country": country,
                "country_id": country_id,
                "status": status,
                "agency_id": agency_id,
                "modality": modality,
                "request_id": request_id,
                "instrument_id": instrument_id,
                "obligation_id": obligation_id,
                "mou_id": mou_id,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
                "ends_on.gte": ends_on_gte,
                "ends_on.gt": ends_on_gt,
                "ends_on.lte": ends_on_lte,
                "ends_on.lt": ends_on_lt,
                "fiscal_year": fiscal_year,
                "mine": mine,
            },
        )

    def activities_create(self, body: m.ActivityCreate, *, idempotency_key: str | None = None) -> m.Activity:
        """Create Activity. Start work without an offer. Its paperwork is laid out by the dates. `POST /api/v1/activities`"""
        return cast(
            "m.Activity",
            self._record(
                "POST", "/api/v1/activities", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def activities_get(self, activity_id: str | UUID, *, known: m.Activity | None = None) -> m.Activity:
        """Get Activity. `GET /api/v1/activities/{activity_id}`"""
        return cast(
            "m.Activity", self._record("GET", f"/api/v1/activities/{quoted(activity_id)}", known=known)
        )

    def activities_update(
        self, activity_id: str | UUID, body: m.ActivityUpdate, if_match: Version
    ) -> m.Activity:
        """Update Activity. While planning or readying. New days or another venue void the concurrence. `PATCH /api/v1/activities/{activity_id}`"""
        return cast(
            "m.Activity",
            self._record("PATCH", f"/api/v1/activities/{quoted(activity_id)}", if_match=if_match, body=body),
        )

    def activities_gates(self, activity_id: str | UUID) -> m.Gates:
        """Get Gates. What stands between the activity and its go-ahead. `GET /api/v1/activities/{activity_id}/gates`"""
        return cast("m.Gates", self._record("GET", f"/api/v1/activities/{quoted(activity_id)}/gates"))

    def activities_ready(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Make Ready. Paperwork complete: a signed instrument, and an obligation that pays the estimate. `POST /api/v1/activities/{activity_id}/ready`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/ready",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_concur(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Concur. The post, or for a study visit the host agency's coordinator, agrees that the activity goes. `POST /api/v1/activities/{activity_id}/concur`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/concur",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_authorize(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Authorize. The go-ahead, when every gate passes. `POST /api/v1/activities/{activity_id}/authorize`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/authorize",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_suspend(
        self,
        activity_id: str | UUID,
        body: m.Reason,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Activity:
        """Suspend. Hold the activity for a reason of the programme, the post or the agency. `POST /api/v1/activities/{activity_id}/suspend`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/suspend",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def activities_resume(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Resume. Go on, when every gate passes again. `POST /api/v1/activities/{activity_id}/resume`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/resume",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_attendance(
        self,
        activity_id: str | UUID,
        body: m.AttendanceRecord,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Activity:
        """Record Attendance. How many people came, and for those on the list, for how many days. `POST /api/v1/activities/{activity_id}/attendance`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/attendance",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def activities_finish(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Finish. The work is done; the post says so, or the host agency of a study visit. `POST /api/v1/activities/{activity_id}/finish`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/finish",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_close(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Activity:
        """Close. Report accepted, claims final, no money left. `POST /api/v1/activities/{activity_id}/close`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/close",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def activities_cancellation(
        self, activity_id: str | UUID, *, known: m.Cancellation | None = None
    ) -> m.Cancellation:
        """Get Cancellation. What cancelling would bring about, to be shown before it is confirmed. `GET /api/v1/activities/{activity_id}/cancellation`"""
        return cast(
            "m.Cancellation",
            self._record("GET", f"/api/v1/activities/{quoted(activity_id)}/cancellation", known=known),
        )

    def activities_cancel(
        self,
        activity_id: str | UUID,
        body: m.Reason,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Activity:
        """Cancel. Give the activity up before it is completed. `POST /api/v1/activities/{activity_id}/cancel`"""
        return cast(
            "m.Activity",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/cancel",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def assignments_list(
        self,
        activity_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.AssignmentStatus] | None = None,
        officer_id: Sequence[str | UUID] | None = None,
    ) -> Pages[m.AssignmentRow]:
        """List Assignments. `GET /api/v1/activities/{activity_id}/assignments`"""
        return Pages[m.AssignmentRow](
            self,
            f"/api/v1/activities/{quoted(activity_id)}/assignments",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "officer_id": officer_id,
            },
        )

    def assignments_create(
        self, activity_id: str | UUID, body: m.AssignmentCreate, *, idempotency_key: str | None = None
    ) -> m.Assignment:
        """Assign Officer. 409 names the activity on which the officer is at the time. `POST /api/v1/activities/{activity_id}/assignments`"""
        return cast(
            "m.Assignment",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/assignments",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def assignments_get(
        self, activity_id: str | UUID, assignment_id: str | UUID, *, known: m.Assignment | None = None
    ) -> m.Assignment:
        """Get Assignment. `GET /api/v1/activities/{activity_id}/assignments/{assignment_id}`"""
        return cast(
            "m.Assignment",
            self._record(
                "GET",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}",
                known=known,
            ),
        )

    def assignments_update(
        self, activity_id: str | UUID, assignment_id: str | UUID, body: m.AssignmentUpdate, if_match: Version
    ) -> m.Assignment:
        """Update Assignment. `PATCH /api/v1/activities/{activity_id}/assignments/{assignment_id}`"""
        return cast(
            "m.Assignment",
            self._record(
                "PATCH",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def assignments_cancel(
        self,
        activity_id: str | UUID,
        assignment_id: str | UUID,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Assignment:
        """Cancel Assignment. `POST /api/v1/activities/{activity_id}/assignments/{assignment_id}/cancel`"""
        return cast(
            "m.Assignment",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}/cancel",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def readiness_matrix(self, activity_id: str | UUID) -> m.ReadinessMatrix:
        """Get Readiness Matrix. Every planned officer against everything asked for: how it stands, why, and what to do. `GET /api/v1/activities/{activity_id}/readiness`"""
        return cast(
            "m.ReadinessMatrix", self._record("GET", f"/api/v1/activities/{quoted(activity_id)}/readiness")
        )

    def readiness_get(self, activity_id: str | UUID, assignment_id: str | UUID) -> m.Readiness:
        """Get Readiness. Everything the officer must hold, and what is valid, missing or expires too early. `GET /api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness`"""
        return cast(
            "m.Readiness",
            self._record(
                "GET",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}/readiness",
            ),
        )

    def readiness_items_get(
        self,
        activity_id: str | UUID,
        assignment_id: str | UUID,
        type: m.ReadinessType,
        *,
        known: m.ReadinessItem | None = None,
    ) -> m.ReadinessItem:
        """Get Readiness Item. `GET /api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}`"""
        return cast(
            "m.ReadinessItem",
            self._record(
                "GET",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}/readiness/{quoted(type)}",
                known=known,
            ),
        )

    def readiness_items_set(
        self,
        activity_id: str | UUID,
        assignment_id: str | UUID,
        type: m.ReadinessType,
        body: m.ReadinessSet,
        if_match: Version,
    ) -> m.ReadinessItem:
        """Set Readiness Item. Record an item. `If-Match: "0"` while nothing is on file. `PUT /api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}`"""
        return cast(
            "m.ReadinessItem",
            self._record(
                "PUT",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}/readiness/{quoted(type)}",
                if_match=if_match,
                body=body,
            ),
        )

    def readiness_items_waive(
        self,
        activity_id: str | UUID,
        assignment_id: str | UUID,
        type: m.ReadinessType,
        body: m.ReadinessWaive,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.ReadinessItem:
        """Waive Readiness Item. Let the officer go without the item until a day. `If-Match: "0"` while nothing is on file. `POST /api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}/waive`"""
        return cast(
            "m.ReadinessItem",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/assignments/{quoted(assignment_id)}/readiness/{quoted(type)}/waive",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def participants_list(
        self,
        activity_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        cleared: bool | None = None,
    ) -> Pages[m.Participant]:
        """List Participants. Hosts see only those whose person and unit are approved. `GET /api/v1/activities/{activity_id}/participants`"""
        return Pages[m.Participant](
            self,
            f"/api/v1/activities/{quoted(activity_id)}/participants",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "cleared": cleared,
            },
        )

    def participants_create(
        self, activity_id: str | UUID, body: m.ParticipantAdd, *, idempotency_key: str | None = None
    ) -> m.Participant:
        """Add Participant. `POST /api/v1/activities/{activity_id}/participants`"""
        return cast(
            "m.Participant",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/participants",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def participants_get(
        self, activity_id: str | UUID, entry_id: str | UUID, *, known: m.Participant | None = None
    ) -> m.Participant:
        """Get Participant. `GET /api/v1/activities/{activity_id}/participants/{entry_id}`"""
        return cast(
            "m.Participant",
            self._record(
                "GET",
                f"/api/v1/activities/{quoted(activity_id)}/participants/{quoted(entry_id)}",
                known=known,
            ),
        )

    def participants_update(
        self, activity_id: str | UUID, entry_id: str | UUID, body: m.ParticipantUpdate, if_match: Version
    ) -> m.Participant:
        """Update Participant. Confirm that somebody has returned home. `PATCH /api/v1/activities/{activity_id}/participants/{entry_id}`"""
        return cast(
            "m.Participant",
            self._record(
                "PATCH",
                f"/api/v1/activities/{quoted(activity_id)}/participants/{quoted(entry_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def participants_delete(self, activity_id: str | UUID, entry_id: str | UUID, if_match: Version) -> None:
        """Remove Participant. `DELETE /api/v1/activities/{activity_id}/participants/{entry_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/activities/{quoted(activity_id)}/participants/{quoted(entry_id)}",
            if_match=if_match,
        )

    def checklist_list(
        self,
        activity_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        done: bool | None = None,
        settled: bool | None = None,
        owner_role: Sequence[m.Role] | None = None,
    ) -> Pages[m.ChecklistItem]:
        """List Checklist. `GET /api/v1/activities/{activity_id}/checklist`"""
        return Pages[m.ChecklistItem](
            self,
            f"/api/v1/activities/{quoted(activity_id)}/checklist",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "done": done,
                "settled": settled,
                "owner_role": owner_role,
            },
        )

    def checklist_get(
        self, activity_id: str | UUID, item_id: str | UUID, *, known: m.ChecklistItem | None = None
    ) -> m.ChecklistItem:
        """Get Checklist Item. `GET /api/v1/activities/{activity_id}/checklist/{item_id}`"""
        return cast(
            "m.ChecklistItem",
            self._record(
                "GET", f"/api/v1/activities/{quoted(activity_id)}/checklist/{quoted(item_id)}", known=known
            ),
        )

    def checklist_done(
        self,
        activity_id: str | UUID,
        item_id: str | UUID,
        body: m.ChecklistDone,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.ChecklistItem:
        """Mark Done. The owner of the paper, or the programme, says that it is done and what shows it. `POST /api/v1/activities/{activity_id}/checklist/{item_id}/done`"""
        return cast(
            "m.ChecklistItem",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/checklist/{quoted(item_id)}/done",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def checklist_waive(
        self,
        activity_id: str | UUID,
        item_id: str | UUID,
        body: m.ChecklistWaive,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.ChecklistItem:
        """Waive. Let the activity do without the paper until a day. Whoever acts is the approver. `POST /api/v1/activities/{activity_id}/checklist/{item_id}/waive`"""
        return cast(
            "m.ChecklistItem",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/checklist/{quoted(item_id)}/waive",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def checklist_reopen(
        self,
        activity_id: str | UUID,
        item_id: str | UUID,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.ChecklistItem:
        """Reopen. `POST /api/v1/activities/{activity_id}/checklist/{item_id}/reopen`"""
        return cast(
            "m.ChecklistItem",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/checklist/{quoted(item_id)}/reopen",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def after_action_get(
        self, activity_id: str | UUID, *, known: m.AfterAction | None = None
    ) -> m.AfterAction:
        """Get After Action. `GET /api/v1/activities/{activity_id}/after-action`"""
        return cast(
            "m.AfterAction",
            self._record("GET", f"/api/v1/activities/{quoted(activity_id)}/after-action", known=known),
        )

    def after_action_set(
        self, activity_id: str | UUID, body: m.AfterActionSet, if_match: Version
    ) -> m.AfterAction:
        """Set After Action. Write the report, or rewrite it until it is accepted. `If-Match: "0"` for the first time. `PUT /api/v1/activities/{activity_id}/after-action`"""
        return cast(
            "m.AfterAction",
            self._record(
                "PUT", f"/api/v1/activities/{quoted(activity_id)}/after-action", if_match=if_match, body=body
            ),
        )

    def after_action_accept(
        self, activity_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.AfterAction:
        """Accept After Action. `POST /api/v1/activities/{activity_id}/after-action/accept`"""
        return cast(
            "m.AfterAction",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/after-action/accept",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def itinerary_list(
        self,
        activity_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
    ) -> Pages[m.ItineraryItem]:
        """List Itinerary. `GET /api/v1/activities/{activity_id}/itinerary`"""
        return Pages[m.ItineraryItem](
            self,
            f"/api/v1/activities/{quoted(activity_id)}/itinerary",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
            },
        )

    def itinerary_create(
        self, activity_id: str | UUID, body: m.ItineraryCreate, *, idempotency_key: str | None = None
    ) -> m.ItineraryItem:
        """Add Itinerary Item. `POST /api/v1/activities/{activity_id}/itinerary`"""
        return cast(
            "m.ItineraryItem",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/itinerary",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def itinerary_get(
        self, activity_id: str | UUID, item_id: str | UUID, *, known: m.ItineraryItem | None = None
    ) -> m.ItineraryItem:
        """Get Itinerary Item. `GET /api/v1/activities/{activity_id}/itinerary/{item_id}`"""
        return cast(
            "m.ItineraryItem",
            self._record(
                "GET", f"/api/v1/activities/{quoted(activity_id)}/itinerary/{quoted(item_id)}", known=known
            ),
        )

    def itinerary_update(
        self, activity_id: str | UUID, item_id: str | UUID, body: m.ItineraryUpdate, if_match: Version
    ) -> m.ItineraryItem:
        """Update Itinerary Item. `PATCH /api/v1/activities/{activity_id}/itinerary/{item_id}`"""
        return cast(
            "m.ItineraryItem",
            self._record(
                "PATCH",
                f"/api/v1/activities/{quoted(activity_id)}/itinerary/{quoted(item_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def itinerary_delete(self, activity_id: str | UUID, item_id: str | UUID, if_match: Version) -> None:
        """Remove Itinerary Item. `DELETE /api/v1/activities/{activity_id}/itinerary/{item_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/activities/{quoted(activity_id)}/itinerary/{quoted(item_id)}",
            if_match=if_match,
        )

    def activities_results(self, activity_id: str | UUID) -> m.ActivityResults:
        """Get Results. Sums of attendance and evaluations, each of enough people to tell of nobody. `GET /api/v1/activities/{activity_id}/results`"""
        return cast(
            "m.ActivityResults", self._record("GET", f"/api/v1/activities/{quoted(activity_id)}/results")
        )

    def evaluations_list(
        self,
        activity_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        course: Sequence[str] | None = None,
    ) -> Pages[m.Evaluation]:
        """List Evaluations. `GET /api/v1/activities/{activity_id}/evaluations`"""
        return Pages[m.Evaluation](
            self,
            f"/api/v1/activities/{quoted(activity_id)}/evaluations",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "course": course,
            },
        )

    def evaluations_create(
        self, activity_id: str | UUID, body: m.EvaluationCreate, *, idempotency_key: str | None = None
    ) -> m.Evaluation:
        """Add Evaluation. `POST /api/v1/activities/{activity_id}/evaluations`"""
        return cast(
            "m.Evaluation",
            self._record(
                "POST",
                f"/api/v1/activities/{quoted(activity_id)}/evaluations",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def evaluations_get(
        self, activity_id: str | UUID, evaluation_id: str | UUID, *, known: m.Evaluation | None = None
    ) -> m.Evaluation:
        """Get Evaluation. `GET /api/v1/activities/{activity_id}/evaluations/{evaluation_id}`"""
        return cast(
            "m.Evaluation",
            self._record(
                "GET",
                f"/api/v1/activities/{quoted(activity_id)}/evaluations/{quoted(evaluation_id)}",
                known=known,
            ),
        )

    def evaluations_update(
        self, activity_id: str | UUID, evaluation_id: str | UUID, body: m.EvaluationUpdate, if_match: Version
    ) -> m.Evaluation:
        """Update Evaluation. `PATCH /api/v1/activities/{activity_id}/evaluations/{evaluation_id}`"""
        return cast(
            "m.Evaluation",
            self._record(
                "PATCH",
                f"/api/v1/activities/{quoted(activity_id)}/evaluations/{quoted(evaluation_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def evaluations_delete(
        self, activity_id: str | UUID, evaluation_id: str | UUID, if_match: Version
    ) -> None:
        """Remove Evaluation. `DELETE /api/v1/activities/{activity_id}/evaluations/{evaluation_id}`"""
        return self._nothing(
            "DELETE",
            f"/api/v1/activities/{quoted(activity_id)}/evaluations/{quoted(evaluation_id)}",
            if_match=if_match,
        )

    def paperwork_templates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        modality: Sequence[m.Modality] | None = None,
        key: Sequence[str] | None = None,
        owner_role: Sequence[m.Role] | None = None,
        gate: bool | None = None,
        on: str | date | None = None,
    ) -> Pages[m.PaperworkTemplateRow]:
        """List Templates. `GET /api/v1/paperwork-templates`"""
        return Pages[m.PaperworkTemplateRow](
            self,
            "/api/v1/paperwork-templates",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "modality": modality,
                "key": key,
                "owner_role": owner_role,
                "gate": gate,
                "on": on,
            },
        )

    def paperwork_templates_create(
        self, body: m.PaperworkTemplateCreate, *, idempotency_key: str | None = None
    ) -> m.PaperworkTemplate:
        """Add Template. From its first day on it takes the place of the row of the same modality and key before it. `POST /api/v1/paperwork-templates`"""
        return cast(
            "m.PaperworkTemplate",
            self._record(
                "POST", "/api/v1/paperwork-templates", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def paperwork_templates_get(
        self, template_id: str | UUID, *, known: m.PaperworkTemplate | None = None
    ) -> m.PaperworkTemplate:
        """Get Template. `GET /api/v1/paperwork-templates/{template_id}`"""
        return cast(
            "m.PaperworkTemplate",
            self._record("GET", f"/api/v1/paperwork-templates/{quoted(template_id)}", known=known),
        )

    def paperwork_templates_delete(self, template_id: str | UUID, if_match: Version) -> None:
        """Remove Template. Only before its first day: what has counted stays on record. `DELETE /api/v1/paperwork-templates/{template_id}`"""
        return self._nothing(
            "DELETE", f"/api/v1/paperwork-templates/{quoted(template_id)}", if_match=if_match
        )

    def units_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        country: Sequence[str] | None = None,
        country_id: Sequence[str | UUID] | None = None,
    ) -> Pages[m.UnitRow]:
        """List Units. `GET /api/v1/units`"""
        return Pages[m.UnitRow](
            self,
            "/api/v1/units",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "country": country,
                "country_id": country_id,
            },
        )

    def units_create(self, body: m.UnitCreate, *, idempotency_key: str | None = None) -> m.Unit:
        """Create Unit. `POST /api/v1/units`"""
        return cast(
            "m.Unit",
            self._record("POST", "/api/v1/units", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def units_get(self, unit_id: str | UUID, *, known: m.Unit | None = None) -> m.Unit:
        """Get Unit. `GET /api/v1/units/{unit_id}`"""
        return cast("m.Unit", self._record("GET", f"/api/v1/units/{quoted(unit_id)}", known=known))

    def units_update(self, unit_id: str | UUID, body: m.UnitUpdate, if_match: Version) -> m.Unit:
        """Update Unit. `PATCH /api/v1/units/{unit_id}`"""
        return cast(
            "m.Unit", self._record("PATCH", f"/api/v1/units/{quoted(unit_id)}", if_match=if_match, body=body)
        )

    def foreign_participants_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        country: Sequence[str] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        unit_id: Sequence[str | UUID] | None = None,
    ) -> Pages[m.ForeignParticipantRow]:
        """List People. `GET /api/v1/foreign-participants`"""
        return Pages[m.ForeignParticipantRow](
            self,
            "/api/v1/foreign-participants",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "country": country,
                "country_id": country_id,
                "unit_id": unit_id,
            },
        )

    def foreign_participants_create(
        self, body: m.ForeignParticipantCreate, *, idempotency_key: str | None = None
    ) -> m.ForeignParticipantCreated:
        """Create Person. Birth data is for vetting: it is shown to nobody but the post, and the answer does not repeat it. `POST /api/v1/foreign-participants`"""
        return cast(
            "m.ForeignParticipantCreated",
            self._record(
                "POST",
                "/api/v1/foreign-participants",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def foreign_participants_get(
        self, person_id: str | UUID, *, known: m.ForeignParticipant | None = None
    ) -> m.ForeignParticipant:
        """Get Person. `GET /api/v1/foreign-participants/{person_id}`"""
        return cast(
            "m.ForeignParticipant",
            self._record("GET", f"/api/v1/foreign-participants/{quoted(person_id)}", known=known),
        )

    def foreign_participants_update(
        self, person_id: str | UUID, body: m.ForeignParticipantUpdate, if_match: Version
    ) -> m.ForeignParticipant:
        """Update Person. `PATCH /api/v1/foreign-participants/{person_id}`"""
        return cast(
            "m.ForeignParticipant",
            self._record(
                "PATCH", f"/api/v1/foreign-participants/{quoted(person_id)}", if_match=if_match, body=body
            ),
        )

    def vetting_queue_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        activity_id: Sequence[str | UUID] | None = None,
        cleared: bool | None = None,
        ahead: bool | None = None,
        next_step: Sequence[str] | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
    ) -> Pages[m.VettingQueueRow]:
        """List Queue. Everybody on the lists of activities, by lead time, with what is to be done next. `GET /api/v1/vetting-queue`"""
        return Pages[m.VettingQueueRow](
            self,
            "/api/v1/vetting-queue",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "activity_id": activity_id,
                "cleared": cleared,
                "ahead": ahead,
                "next_step": next_step,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
            },
        )

    def vetting_cases_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.VettingStatus] | None = None,
        subject: Sequence[m.VettingSubject] | None = None,
        participant_id: Sequence[str | UUID] | None = None,
        unit_id: Sequence[str | UUID] | None = None,
        post_id: Sequence[str | UUID] | None = None,
        notice_due: bool | None = None,
        valid_to_gte: str | date | None = None,
        valid_to_gt: str | date | None = None,
        valid_to_lte: str | date | None = None,
        valid_to_lt: str | date | None = None,
    ) -> Pages[m.VettingCaseRow]:
        """List Cases. `GET /api/v1/vetting-cases`"""
        return Pages[m.VettingCaseRow](
            self,
            "/api/v1/vetting-cases",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "subject": subject,
                "participant_id": participant_id,
                "unit_id": unit_id,
                "post_id": post_id,
                "notice_due": notice_due,
                "valid_to.gte": valid_to_gte,
                "valid_to.gt": valid_to_gt,
                "valid_to.lte": valid_to_lte,
                "valid_to.lt": valid_to_lt,
            },
        )

    def vetting_cases_create(
        self, body: m.VettingCaseCreate, *, idempotency_key: str | None = None
    ) -> m.VettingCase:
        """Nominate. Open a case of one person or one unit. `POST /api/v1/vetting-cases`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST", "/api/v1/vetting-cases", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def vetting_cases_get(self, case_id: str | UUID, *, known: m.VettingCase | None = None) -> m.VettingCase:
        """Get Case. `GET /api/v1/vetting-cases/{case_id}`"""
        return cast(
            "m.VettingCase", self._record("GET", f"/api/v1/vetting-cases/{quoted(case_id)}", known=known)
        )

    def vetting_cases_submit(
        self, case_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.VettingCase:
        """Submit Case. To the post's check, when what vetting needs of person and unit is recorded. `POST /api/v1/vetting-cases/{case_id}/submit`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/submit",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def vetting_cases_enter(
        self,
        case_id: str | UUID,
        body: m.VettingEnter,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.VettingCase:
        """Enter Case. The case is in INVEST. `POST /api/v1/vetting-cases/{case_id}/enter`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/enter",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def vetting_cases_decide(
        self,
        case_id: str | UUID,
        body: m.VettingDecide,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.VettingCase:
        """Decide Case. Take over the result. A rejection removes the person from activities that are not over. `POST /api/v1/vetting-cases/{case_id}/decide`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/decide",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def vetting_cases_new_information(
        self, case_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.VettingCase:
        """Take New Information. Something came up: the approval is suspended. What it was is not kept here. `POST /api/v1/vetting-cases/{case_id}/new-information`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/new-information",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def vetting_cases_re_review(
        self, case_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.VettingCase:
        """Review Again. `POST /api/v1/vetting-cases/{case_id}/re-review`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/re-review",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def vetting_cases_record_notice(
        self,
        case_id: str | UUID,
        body: m.VettingNotice,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.VettingCase:
        """Record Notice. The duties that follow a rejection are met (22 USC 2378d(c)). `POST /api/v1/vetting-cases/{case_id}/record-notice`"""
        return cast(
            "m.VettingCase",
            self._record(
                "POST",
                f"/api/v1/vetting-cases/{quoted(case_id)}/record-notice",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def activities_timeline_list(
        self,
        record_id: str | UUID,
        *,
        action: Sequence[str] | None = None,
        page_size: int | None = None,
        after: str | None = None,
    ) -> Pages[m.TimelineEvent]:
        """Activities Timeline. Newest first. Of records that belong to this one, those that you may see. `GET /api/v1/activities/{record_id}/timeline`"""
        return Pages[m.TimelineEvent](
            self,
            f"/api/v1/activities/{quoted(record_id)}/timeline",
            query={
                "action": action,
                "limit": page_size,
                "after": after,
            },
        )

    def requests_timeline_list(
        self,
        record_id: str | UUID,
        *,
        action: Sequence[str] | None = None,
        page_size: int | None = None,
        after: str | None = None,
    ) -> Pages[m.TimelineEvent]:
        """Requests Timeline. Newest first. Of records that belong to this one, those that you may see. `GET /api/v1/requests/{record_id}/timeline`"""
        return Pages[m.TimelineEvent](
            self,
            f"/api/v1/requests/{quoted(record_id)}/timeline",
            query={
                "action": action,
                "limit": page_size,
                "after": after,
            },
        )

    def mous_timeline_list(
        self,
        record_id: str | UUID,
        *,
        action: Sequence[str] | None = None,
        page_size: int | None = None,
        after: str | None = None,
    ) -> Pages[m.TimelineEvent]:
        """Mous Timeline. Newest first. Of records that belong to this one, those that you may see. `GET /api/v1/mous/{record_id}/timeline`"""
        return Pages[m.TimelineEvent](
            self,
            f"/api/v1/mous/{quoted(record_id)}/timeline",
            query={
                "action": action,
                "limit": page_size,
                "after": after,
            },
        )

    def agencies_timeline_list(
        self,
        record_id: str | UUID,
        *,
        action: Sequence[str] | None = None,
        page_size: int | None = None,
        after: str | None = None,
    ) -> Pages[m.TimelineEvent]:
        """Agencies Timeline. Newest first. Of records that belong to this one, those that you may see. `GET /api/v1/agencies/{record_id}/timeline`"""
        return Pages[m.TimelineEvent](
            self,
            f"/api/v1/agencies/{quoted(record_id)}/timeline",
            query={
                "action": action,
                "limit": page_size,
                "after": after,
            },
        )

    def claims_timeline_list(
        self,
        record_id: str | UUID,
        *,
        action: Sequence[str] | None = None,
        page_size: int | None = None,
        after: str | None = None,
    ) -> Pages[m.TimelineEvent]:
        """Claims Timeline. Newest first. Of records that belong to this one, those that you may see. `GET /api/v1/claims/{record_id}/timeline`"""
        return Pages[m.TimelineEvent](
            self,
            f"/api/v1/claims/{quoted(record_id)}/timeline",
            query={
                "action": action,
                "limit": page_size,
                "after": after,
            },
        )

    def claims_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.ClaimStatus] | None = None,
        kind: Sequence[m.ClaimKind] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        activity_id: Sequence[str | UUID] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        officer_id: Sequence[str | UUID] | None = None,
        instrument_id: Sequence[str | UUID] | None = None,
        obligation_id: Sequence[str | UUID] | None = None,
        parent_claim_id: Sequence[str | UUID] | None = None,
        acts_next: Sequence[m.Role] | None = None,
        regime: Sequence[m.PaymentRegime] | None = None,
        in_payment_run: bool | None = None,
        proper_on_gte: str | date | None = None,
        proper_on_gt: str | date | None = None,
        proper_on_lte: str | date | None = None,
        proper_on_lt: str | date | None = None,
        due_on_gte: str | date | None = None,
        due_on_gt: str | date | None = None,
        due_on_lte: str | date | None = None,
        due_on_lt: str | date | None = None,
        act_by_gte: str | date | None = None,
        act_by_gt: str | date | None = None,
        act_by_lte: str | date | None = None,
        act_by_lt: str | date | None = None,
        submitted_at_gte: str | datetime | None = None,
        submitted_at_gt: str | datetime | None = None,
        submitted_at_lte: str | datetime | None = None,
        submitted_at_lt: str | datetime | None = None,
        period_starts_on_gte: str | date | None = None,
        period_starts_on_gt: str | date | None = None,
        period_starts_on_lte: str | date | None = None,
        period_starts_on_lt: str | date | None = None,
    ) -> Pages[m.ClaimRow]:
        """List Claims. `GET /api/v1/claims`"""
        return Pages[m.ClaimRow](
            self,
            "/api/v1/claims",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "status": status,
                "kind": kind,
                "agency_id": agency_id,
                "activity_id": activity_id,
                "country_id": country_id,
                "officer_id": officer_id,
                "instrument_id": instrument_id,
                "obligation_id": obligation_id,
                "parent_claim_id": parent_claim_id,
                "acts_next": acts_next,
                "regime": regime,
                "in_payment_run": in_payment_run,
                "proper_on.gte": proper_on_gte,
                "proper_on.gt": proper_on_gt,
                "proper_on.lte": proper_on_lte,
                "proper_on.lt": proper_on_lt,
                "due_on.gte": due_on_gte,
                "due_on.gt": due_on_gt,
                "due_on.lte": due_on_lte,
                "due_on.lt": due_on_lt,
                "act_by.gte": act_by_gte,
                "act_by.gt": act_by_gt,
                "act_by.lte": act_by_lte,
                "act_by.lt": act_by_lt,
                "submitted_at.gte": submitted_at_gte,
                "submitted_at.gt": submitted_at_gt,
                "submitted_at.lte": submitted_at_lte,
                "submitted_at.lt": submitted_at_lt,
                "period_starts_on.gte": period_starts_on_gte,
                "period_starts_on.gt": period_starts_on_gt,
                "period_starts_on.lte": period_starts_on_lte,
                "period_starts_on.lt": period_starts_on_lt,
            },
        )

    def claims_create(self, body: m.ClaimCreate, *, idempotency_key: str | None = None) -> m.Claim:
        """Create Claim. `POST /api/v1/claims`"""
        return cast(
            "m.Claim",
            self._record("POST", "/api/v1/claims", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def claims_to_certify(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.ClaimStatus] | None = None,
        regime: Sequence[m.PaymentRegime] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        obligation_id: Sequence[str | UUID] | None = None,
        covered: bool | None = None,
        due_on_gte: str | date | None = None,
        due_on_gt: str | date | None = None,
        due_on_lte: str | date | None = None,
        due_on_lt: str | date | None = None,
    ) -> Pages[m.CertifiableRow]:
        """List Certifiable. Decided claims that wait for a certifying officer, soonest due first, with the money there is for them. `GET /api/v1/claims/to-certify`"""
        return Pages[m.CertifiableRow](
            self,
            "/api/v1/claims/to-certify",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "regime": regime,
                "agency_id": agency_id,
                "obligation_id": obligation_id,
                "covered": covered,
                "due_on.gte": due_on_gte,
                "due_on.gt": due_on_gt,
                "due_on.lte": due_on_lte,
                "due_on.lt": due_on_lt,
            },
        )

    def claims_get(self, claim_id: str | UUID, *, known: m.Claim | None = None) -> m.Claim:
        """Get Claim. `GET /api/v1/claims/{claim_id}`"""
        return cast("m.Claim", self._record("GET", f"/api/v1/claims/{quoted(claim_id)}", known=known))

    def claims_update(self, claim_id: str | UUID, body: m.ClaimUpdate, if_match: Version) -> m.Claim:
        """Update Claim. `PATCH /api/v1/claims/{claim_id}`"""
        return cast(
            "m.Claim",
            self._record("PATCH", f"/api/v1/claims/{quoted(claim_id)}", if_match=if_match, body=body),
        )

    def claims_review(self, claim_id: str | UUID, *, known: m.ClaimReview | None = None) -> m.ClaimReview:
        """Review Claim. The claim with every line, what is allowed of it and why. `GET /api/v1/claims/{claim_id}/review`"""
        return cast(
            "m.ClaimReview", self._record("GET", f"/api/v1/claims/{quoted(claim_id)}/review", known=known)
        )

    def claims_payment_clock(self, claim_id: str | UUID) -> m.ClaimClock:
        """Get Payment Clock. When it is due, what lateness has cost so far, and by which rule, rate and formula. `GET /api/v1/claims/{claim_id}/payment-clock`"""
        return cast("m.ClaimClock", self._record("GET", f"/api/v1/claims/{quoted(claim_id)}/payment-clock"))

    def claims_certification(self, claim_id: str | UUID) -> m.ClaimCertification:
        """Get Certification. What certifying the claim hangs on: its money, the four people, and the words to be certified. `GET /api/v1/claims/{claim_id}/certification`"""
        return cast(
            "m.ClaimCertification", self._record("GET", f"/api/v1/claims/{quoted(claim_id)}/certification")
        )

    def claims_voucher(self, claim_id: str | UUID) -> bytes:
        """Get Voucher. The voucher as an accessible document (PDF/UA-1): SF-1034, SF-1012 or SF-270 by the payment regime. `GET /api/v1/claims/{claim_id}/voucher`"""
        return self._content("GET", f"/api/v1/claims/{quoted(claim_id)}/voucher")

    def claims_submit(
        self,
        claim_id: str | UUID,
        body: m.ClaimSubmit,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Claim:
        """Submit Claim. Compute what every line allows and hand the claim in. Every problem is named at its line. `POST /api/v1/claims/{claim_id}/submit`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/submit",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_resubmit(
        self,
        claim_id: str | UUID,
        body: m.ClaimSubmit,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Claim:
        """Resubmit Claim. Hand a returned claim in again, signed anew. `POST /api/v1/claims/{claim_id}/resubmit`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/resubmit",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_take(
        self, claim_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Claim:
        """Take Claim. Begin the programme's review. `POST /api/v1/claims/{claim_id}/take`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/take",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def claims_endorse(
        self, claim_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Claim:
        """Endorse Claim. Confirm that the services were rendered and pass the claim to finance. `POST /api/v1/claims/{claim_id}/endorse`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/endorse",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def claims_return(
        self,
        claim_id: str | UUID,
        body: m.ClaimReturn,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Claim:
        """Return Claim. Send the claim back with every defect. `POST /api/v1/claims/{claim_id}/return`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/return",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_decide(
        self,
        claim_id: str | UUID,
        body: m.ClaimDecide,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Claim:
        """Decide Claim. Approve an amount for every line; lines left out get what they allow. `POST /api/v1/claims/{claim_id}/decide`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/decide",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_certify(
        self, claim_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Claim:
        """Certify Claim. Certify the approved amount for payment. From then on the claim stays as it is. `POST /api/v1/claims/{claim_id}/certify`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/certify",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def claims_confirm(
        self,
        claim_id: str | UUID,
        body: m.PaymentConfirm,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Claim:
        """Confirm Payment. Record that the Treasury has paid. Saying the same again changes nothing. `POST /api/v1/claims/{claim_id}/confirm`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/confirm",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_reclaim(
        self, claim_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Claim:
        """Reclaim. Start a new claim that cites this one, for what was not paid. `POST /api/v1/claims/{claim_id}/reclaim`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/reclaim",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def claims_withdraw(
        self, claim_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Claim:
        """Withdraw Claim. Take a draft or returned claim back for good. `POST /api/v1/claims/{claim_id}/withdraw`"""
        return cast(
            "m.Claim",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/withdraw",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def claims_trip_get(
        self, claim_id: str | UUID, officer_id: str | UUID, *, known: m.Trip | None = None
    ) -> m.Trip:
        """Get Trip. The trip of one traveller, day by day, with the reason for every amount. `GET /api/v1/claims/{claim_id}/trips/{officer_id}`"""
        return cast(
            "m.Trip",
            self._record("GET", f"/api/v1/claims/{quoted(claim_id)}/trips/{quoted(officer_id)}", known=known),
        )

    def claims_trip_set(
        self, claim_id: str | UUID, officer_id: str | UUID, body: m.TripInput, if_match: Version
    ) -> m.Trip:
        """Set Trip. Keep the trip and make its lines. `If-Match` is the claim's, or the trip's, as last read. `PUT /api/v1/claims/{claim_id}/trips/{officer_id}`"""
        return cast(
            "m.Trip",
            self._record(
                "PUT",
                f"/api/v1/claims/{quoted(claim_id)}/trips/{quoted(officer_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def claims_trip_preview(
        self,
        claim_id: str | UUID,
        officer_id: str | UUID,
        body: m.TripInput,
        *,
        idempotency_key: str | None = None,
    ) -> m.Trip:
        """Preview Trip. What the trip would claim and what of it is payable; nothing is kept. `POST /api/v1/claims/{claim_id}/trips/{officer_id}/preview`"""
        return cast(
            "m.Trip",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/trips/{quoted(officer_id)}/preview",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def claims_timesheets_get(
        self, claim_id: str | UUID, officer_id: str | UUID, *, known: m.Timesheets | None = None
    ) -> m.Timesheets:
        """Get Timesheets. The hours of one person, day by day, with what they claim and why. `GET /api/v1/claims/{claim_id}/timesheets/{officer_id}`"""
        return cast(
            "m.Timesheets",
            self._record(
                "GET", f"/api/v1/claims/{quoted(claim_id)}/timesheets/{quoted(officer_id)}", known=known
            ),
        )

    def claims_timesheets_set(
        self, claim_id: str | UUID, officer_id: str | UUID, body: m.TimesheetsInput, if_match: Version
    ) -> m.Timesheets:
        """Set Timesheets. Keep all sheets of a person and make their lines. `If-Match` is the claim's, or the sheets', as last read. `PUT /api/v1/claims/{claim_id}/timesheets/{officer_id}`"""
        return cast(
            "m.Timesheets",
            self._record(
                "PUT",
                f"/api/v1/claims/{quoted(claim_id)}/timesheets/{quoted(officer_id)}",
                if_match=if_match,
                body=body,
            ),
        )

    def claims_timesheets_preview(
        self,
        claim_id: str | UUID,
        officer_id: str | UUID,
        body: m.TimesheetsInput,
        *,
        idempotency_key: str | None = None,
    ) -> m.Timesheets:
        """Preview Timesheets. What the sheets would claim and what of it is payable; nothing is kept. `POST /api/v1/claims/{claim_id}/timesheets/{officer_id}/preview`"""
        return cast(
            "m.Timesheets",
            self._record(
                "POST",
                f"/api/v1/claims/{quoted(claim_id)}/timesheets/{quoted(officer_id)}/preview",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def expenses_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        claim_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        activity_id: Sequence[str | UUID] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        officer_id: Sequence[str | UUID] | None = None,
        category: Sequence[m.ExpenseCategory] | None = None,
        modality: Sequence[str] | None = None,
        claim_status: Sequence[str] | None = None,
        disallow_code: Sequence[m.DisallowCode] | None = None,
        paid: bool | None = None,
        service_on_gte: str | date | None = None,
        service_on_gt: str | date | None = None,
        service_on_lte: str | date | None = None,
        service_on_lt: str | date | None = None,
        paid_on_gte: str | date | None = None,
        paid_on_gt: str | date | None = None,
        paid_on_lte: str | date | None = None,
        paid_on_lt: str | date | None = None,
    ) -> Pages[m.ExpenseRow]:
        """List Expenses. `GET /api/v1/expenses`"""
        return Pages[m.ExpenseRow](
            self,
            "/api/v1/expenses",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "claim_id": claim_id,
                "agency_id": agency_id,
                "activity_id": activity_id,
                "country_id": country_id,
                "officer_id": officer_id,
                "category": category,
                "modality": modality,
                "claim_status": claim_status,
                "disallow_code": disallow_code,
                "paid": paid,
                "service_on.gte": service_on_gte,
                "service_on.gt": service_on_gt,
                "service_on.lte": service_on_lte,
                "service_on.lt": service_on_lt,
                "paid_on.gte": paid_on_gte,
                "paid_on.gt": paid_on_gt,
                "paid_on.lte": paid_on_lte,
                "paid_on.lt": paid_on_lt,
            },
        )

    def expenses_create(self, body: m.ExpenseCreate, *, idempotency_key: str | None = None) -> m.Expense:
        """Create Expense. `POST /api/v1/expenses`"""
        return cast(
            "m.Expense",
            self._record("POST", "/api/v1/expenses", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def expenses_get(self, expense_id: str | UUID, *, known: m.Expense | None = None) -> m.Expense:
        """Get Expense. `GET /api/v1/expenses/{expense_id}`"""
        return cast("m.Expense", self._record("GET", f"/api/v1/expenses/{quoted(expense_id)}", known=known))

    def expenses_update(self, expense_id: str | UUID, body: m.ExpenseUpdate, if_match: Version) -> m.Expense:
        """Update Expense. `PATCH /api/v1/expenses/{expense_id}`"""
        return cast(
            "m.Expense",
            self._record("PATCH", f"/api/v1/expenses/{quoted(expense_id)}", if_match=if_match, body=body),
        )

    def expenses_delete(self, expense_id: str | UUID, if_match: Version) -> None:
        """Remove Expense. `DELETE /api/v1/expenses/{expense_id}`"""
        return self._nothing("DELETE", f"/api/v1/expenses/{quoted(expense_id)}", if_match=if_match)

    def expenses_override_duplicate(
        self, expense_id: str | UUID, body: m.Reason, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Expense:
        """Override Duplicate. Let a line stand that repeats another one, for a reason that is kept. `POST /api/v1/expenses/{expense_id}/override-duplicate`"""
        return cast(
            "m.Expense",
            self._record(
                "POST",
                f"/api/v1/expenses/{quoted(expense_id)}/override-duplicate",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def receipts_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        claim_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        created_at_gte: str | datetime | None = None,
        created_at_gt: str | datetime | None = None,
        created_at_lte: str | datetime | None = None,
        created_at_lt: str | datetime | None = None,
    ) -> Pages[m.ReceiptRow]:
        """List Receipts. `GET /api/v1/receipts`"""
        return Pages[m.ReceiptRow](
            self,
            "/api/v1/receipts",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "claim_id": claim_id,
                "agency_id": agency_id,
                "created_at.gte": created_at_gte,
                "created_at.gt": created_at_gt,
                "created_at.lte": created_at_lte,
                "created_at.lt": created_at_lt,
            },
        )

    def receipts_create(
        self, data: Mapping[str, str], files: Files, *, idempotency_key: str | None = None
    ) -> m.Receipt:
        """Upload Receipt. A PDF, JPEG, PNG or WebP; what it is, its content says. `same_as` tells of earlier uploads of the same file. `POST /api/v1/receipts`"""
        return cast(
            "m.Receipt",
            self._record(
                "POST",
                "/api/v1/receipts",
                idempotency_key=idempotency_key or new_key(),
                data=data,
                files=files,
            ),
        )

    def receipts_get(self, receipt_id: str | UUID, *, known: m.Receipt | None = None) -> m.Receipt:
        """Get Receipt. `GET /api/v1/receipts/{receipt_id}`"""
        return cast("m.Receipt", self._record("GET", f"/api/v1/receipts/{quoted(receipt_id)}", known=known))

    def receipts_delete(self, receipt_id: str | UUID, if_match: Version) -> None:
        """Remove Receipt. While its claim can be changed, no line has it, and it was not handed in. `DELETE /api/v1/receipts/{receipt_id}`"""
        return self._nothing("DELETE", f"/api/v1/receipts/{quoted(receipt_id)}", if_match=if_match)

    def receipts_content(self, receipt_id: str | UUID) -> bytes:
        """Get Content. The file as it was uploaded, to the byte. `GET /api/v1/receipts/{receipt_id}/content`"""
        return self._content("GET", f"/api/v1/receipts/{quoted(receipt_id)}/content")

    def receipts_thumbnail(self, receipt_id: str | UUID) -> bytes:
        """Get Thumbnail. A small JPEG of a picture. A PDF has none. `GET /api/v1/receipts/{receipt_id}/thumbnail`"""
        return self._content("GET", f"/api/v1/receipts/{quoted(receipt_id)}/thumbnail")

    def payment_runs_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.PaymentRunStatus] | None = None,
        reference: Sequence[str] | None = None,
        sent_at_gte: str | datetime | None = None,
        sent_at_gt: str | datetime | None = None,
        sent_at_lte: str | datetime | None = None,
        sent_at_lt: str | datetime | None = None,
    ) -> Pages[m.PaymentRunRow]:
        """List Runs. `GET /api/v1/payment-runs`"""
        return Pages[m.PaymentRunRow](
            self,
            "/api/v1/payment-runs",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "reference": reference,
                "sent_at.gte": sent_at_gte,
                "sent_at.gt": sent_at_gt,
                "sent_at.lte": sent_at_lte,
                "sent_at.lt": sent_at_lt,
            },
        )

    def payment_runs_create(
        self, body: m.PaymentRunCreate, *, idempotency_key: str | None = None
    ) -> m.PaymentRun:
        """Create Run. `POST /api/v1/payment-runs`"""
        return cast(
            "m.PaymentRun",
            self._record(
                "POST", "/api/v1/payment-runs", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def payment_runs_get(self, run_id: str | UUID, *, known: m.PaymentRun | None = None) -> m.PaymentRun:
        """Get Run. `GET /api/v1/payment-runs/{run_id}`"""
        return cast(
            "m.PaymentRun", self._record("GET", f"/api/v1/payment-runs/{quoted(run_id)}", known=known)
        )

    def payment_run_items_list(
        self,
        run_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.PaymentItemStatus] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
    ) -> Pages[m.RunItemRow]:
        """List Items. `GET /api/v1/payment-runs/{run_id}/items`"""
        return Pages[m.RunItemRow](
            self,
            f"/api/v1/payment-runs/{quoted(run_id)}/items",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
                "agency_id": agency_id,
            },
        )

    def payment_runs_add(
        self, run_id: str | UUID, body: m.RunClaims, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.PaymentRun:
        """Add Claims. Put more certified claims into an open run. `POST /api/v1/payment-runs/{run_id}/add`"""
        return cast(
            "m.PaymentRun",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/add",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def payment_runs_remove(
        self, run_id: str | UUID, body: m.RunClaims, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.PaymentRun:
        """Remove Claims. Take claims out of an open run. `POST /api/v1/payment-runs/{run_id}/remove`"""
        return cast(
            "m.PaymentRun",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/remove",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def payment_runs_cancel(
        self, run_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.PaymentRun:
        """Cancel Run. Give up an open run; its claims stay certified. `POST /api/v1/payment-runs/{run_id}/cancel`"""
        return cast(
            "m.PaymentRun",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/cancel",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def payment_runs_send(
        self, run_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.PaymentRun:
        """Send Run. Write the payment file, which never changes from then on. `POST /api/v1/payment-runs/{run_id}/send`"""
        return cast(
            "m.PaymentRun",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/send",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def payment_runs_file(self, run_id: str | UUID) -> bytes:
        """Get File. The payment file of a sent run: the same bytes each time. `GET /api/v1/payment-runs/{run_id}/file`"""
        return self._content("GET", f"/api/v1/payment-runs/{quoted(run_id)}/file")

    def payment_runs_answer(
        self, run_id: str | UUID, body: m.RunConfirmation, *, idempotency_key: str | None = None
    ) -> m.RunConfirmations:
        """Answer. What the Treasury paid and what it returned. Rows taken before change nothing; refused ones say what to do. `POST /api/v1/payment-runs/{run_id}/answer`"""
        return cast(
            "m.RunConfirmations",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/answer",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def payment_runs_answer_file(
        self, run_id: str | UUID, data: Mapping[str, str], files: Files, *, idempotency_key: str | None = None
    ) -> m.RunConfirmations:
        """Answer By File. The Treasury's answer as a file. What is wrong with a row is said with its line; all the others are taken. `POST /api/v1/payment-runs/{run_id}/answer-file`"""
        return cast(
            "m.RunConfirmations",
            self._record(
                "POST",
                f"/api/v1/payment-runs/{quoted(run_id)}/answer-file",
                idempotency_key=idempotency_key or new_key(),
                data=data,
                files=files,
            ),
        )

    def payments_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        claim_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        obligation_id: Sequence[str | UUID] | None = None,
        treasury_reference: Sequence[str] | None = None,
        charge: Sequence[str] | None = None,
        paid_on_gte: str | date | None = None,
        paid_on_gt: str | date | None = None,
        paid_on_lte: str | date | None = None,
        paid_on_lt: str | date | None = None,
    ) -> Pages[m.PaymentRow]:
        """List Payments. `GET /api/v1/payments`"""
        return Pages[m.PaymentRow](
            self,
            "/api/v1/payments",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "claim_id": claim_id,
                "agency_id": agency_id,
                "obligation_id": obligation_id,
                "treasury_reference": treasury_reference,
                "charge": charge,
                "paid_on.gte": paid_on_gte,
                "paid_on.gt": paid_on_gt,
                "paid_on.lte": paid_on_lte,
                "paid_on.lt": paid_on_lt,
            },
        )

    def payments_get(self, payment_id: str | UUID, *, known: m.Payment | None = None) -> m.Payment:
        """Get Payment. `GET /api/v1/payments/{payment_id}`"""
        return cast("m.Payment", self._record("GET", f"/api/v1/payments/{quoted(payment_id)}", known=known))

    def reports_reimbursed(
        self,
        *,
        group_by: str | None = None,
        country_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        category: Sequence[m.ExpenseCategory] | None = None,
        modality: Sequence[m.Modality] | None = None,
        fiscal_year: Sequence[int] | None = None,
        limit: int | None = None,
        format: m.TableFormat | None = None,
    ) -> m.ReimbursedReport:
        """Reimbursed. What was paid, by country, agency, category, modality and federal fiscal year of payment, largest first. `GET /api/v1/reports/reimbursed`"""
        return cast(
            "m.ReimbursedReport",
            self._record(
                "GET",
                "/api/v1/reports/reimbursed",
                query={
                    "group_by": group_by,
                    "country_id": country_id,
                    "agency_id": agency_id,
                    "category": category,
                    "modality": modality,
                    "fiscal_year": fiscal_year,
                    "limit": limit,
                    "format": format,
                },
            ),
        )

    def reports_spending(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        country_id: Sequence[str | UUID] | None = None,
        modality: Sequence[m.Modality] | None = None,
        status: Sequence[m.ActivityStatus] | None = None,
        over_estimate: bool | None = None,
        with_claims: bool | None = None,
        starts_on_gte: str | date | None = None,
        starts_on_gt: str | date | None = None,
        starts_on_lte: str | date | None = None,
        starts_on_lt: str | date | None = None,
    ) -> Pages[m.ActivitySpending]:
        """Spending. Activities with what they were estimated at, and what was claimed, approved and paid. `GET /api/v1/reports/spending`"""
        return Pages[m.ActivitySpending](
            self,
            "/api/v1/reports/spending",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "agency_id": agency_id,
                "country_id": country_id,
                "modality": modality,
                "status": status,
                "over_estimate": over_estimate,
                "with_claims": with_claims,
                "starts_on.gte": starts_on_gte,
                "starts_on.gt": starts_on_gt,
                "starts_on.lte": starts_on_lte,
                "starts_on.lt": starts_on_lt,
            },
        )

    def reports_payment_times(
        self,
        *,
        fiscal_year: int | None = None,
        by: m.PaymentTimesBy | None = None,
        format: m.TableFormat | None = None,
    ) -> m.PaymentTimes:
        """Get Payment Times. Days from the proper claim to the payment, beside the thirty that there are. `GET /api/v1/reports/payment-times`"""
        return cast(
            "m.PaymentTimes",
            self._record(
                "GET",
                "/api/v1/reports/payment-times",
                query={
                    "fiscal_year": fiscal_year,
                    "by": by,
                    "format": format,
                },
            ),
        )

    def reports_ageing(
        self, *, by: m.AgeingBy | None = None, format: m.TableFormat | None = None
    ) -> m.ClaimsByAge:
        """Get Claims By Age. Claims that wait for their payment, by the days since their proper receipt. `GET /api/v1/reports/ageing`"""
        return cast(
            "m.ClaimsByAge",
            self._record(
                "GET",
                "/api/v1/reports/ageing",
                query={
                    "by": by,
                    "format": format,
                },
            ),
        )

    def reports_overview(self, *, fiscal_year: int | None = None) -> m.Overview:
        """Get Overview. `GET /api/v1/reports/overview`"""
        return cast(
            "m.Overview",
            self._record(
                "GET",
                "/api/v1/reports/overview",
                query={
                    "fiscal_year": fiscal_year,
                },
            ),
        )

    def reports_countries(self, *, fiscal_year: int | None = None) -> m.CountryMap:
        """Get Country Map. `GET /api/v1/reports/countries`"""
        return cast(
            "m.CountryMap",
            self._record(
                "GET",
                "/api/v1/reports/countries",
                query={
                    "fiscal_year": fiscal_year,
                },
            ),
        )

    def reports_waiting(self) -> m.Waiting:
        """Get Waiting. `GET /api/v1/reports/waiting`"""
        return cast("m.Waiting", self._record("GET", "/api/v1/reports/waiting"))

    def reports_fairness(
        self, *, fiscal_year: int | None = None, quarter: int | None = None, band: int | None = None
    ) -> m.Fairness:
        """Get Fairness. `GET /api/v1/reports/fairness`"""
        return cast(
            "m.Fairness",
            self._record(
                "GET",
                "/api/v1/reports/fairness",
                query={
                    "fiscal_year": fiscal_year,
                    "quarter": quarter,
                    "band": band,
                },
            ),
        )

    def reports_results(self, *, fiscal_year: int | None = None, by: m.ResultsBy | None = None) -> m.Results:
        """Get Results. People trained and what they learned. Small groups are put together; no sums tell of them either. `GET /api/v1/reports/results`"""
        return cast(
            "m.Results",
            self._record(
                "GET",
                "/api/v1/reports/results",
                query={
                    "fiscal_year": fiscal_year,
                    "by": by,
                },
            ),
        )

    def search(self, q: str) -> m.SearchResult:
        """Find. `GET /api/v1/search`"""
        return cast(
            "m.SearchResult",
            self._record(
                "GET",
                "/api/v1/search",
                query={
                    "q": q,
                },
            ),
        )

    def audit_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        action: Sequence[str] | None = None,
        subject_type: Sequence[str] | None = None,
        subject_id: Sequence[str | UUID] | None = None,
        actor_id: Sequence[str | UUID] | None = None,
        recorded_at_gte: str | datetime | None = None,
        recorded_at_gt: str | datetime | None = None,
        recorded_at_lte: str | datetime | None = None,
        recorded_at_lt: str | datetime | None = None,
    ) -> Pages[m.AuditEvent]:
        """List Audit. `GET /api/v1/audit`"""
        return Pages[m.AuditEvent](
            self,
            "/api/v1/audit",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "action": action,
                "subject_type": subject_type,
                "subject_id": subject_id,
                "actor_id": actor_id,
                "recorded_at.gte": recorded_at_gte,
                "recorded_at.gt": recorded_at_gt,
                "recorded_at.lte": recorded_at_lte,
                "recorded_at.lt": recorded_at_lt,
            },
        )

    def public_iati_activities(self) -> bytes:
        """Get Activities. The activities that are published, as of the last quarter that ended 60 days ago. 404 while there are none. `GET /api/v1/public/iati/activities.xml`"""
        return self._content("GET", "/api/v1/public/iati/activities.xml")

    def public_years(
        self, *, format: m.TableFormat | None = None, known: m.PublicYears | None = None
    ) -> m.PublicYears:
        """Get Years. What was done and paid in each fiscal year. `GET /api/v1/public/years`"""
        return cast(
            "m.PublicYears",
            self._record(
                "GET",
                "/api/v1/public/years",
                query={
                    "format": format,
                },
                known=known,
            ),
        )

    def public_results(
        self,
        *,
        fiscal_year: int | None = None,
        by: m.ResultsBy | None = None,
        format: m.TableFormat | None = None,
        known: m.PublicResults | None = None,
    ) -> m.PublicResults:
        """Get Results. People trained and what they learned. Small groups are put together; no sums tell of them either. `GET /api/v1/public/results`"""
        return cast(
            "m.PublicResults",
            self._record(
                "GET",
                "/api/v1/public/results",
                query={
                    "fiscal_year": fiscal_year,
                    "by": by,
                    "format": format,
                },
                known=known,
            ),
        )

    def notifications_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        unread: bool | None = None,
        topic: Sequence[m.NotificationTopic] | None = None,
        kind: Sequence[str] | None = None,
    ) -> Pages[m.Notification]:
        """List Notifications. `GET /api/v1/notifications`"""
        return Pages[m.Notification](
            self,
            "/api/v1/notifications",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "unread": unread,
                "topic": topic,
                "kind": kind,
            },
        )

    def notifications_unread(self) -> m.UnreadCount:
        """Count Unread. `GET /api/v1/notifications/unread`"""
        return cast("m.UnreadCount", self._record("GET", "/api/v1/notifications/unread"))

    def notifications_read_all(self, body: m.ReadAll, *, idempotency_key: str | None = None) -> m.MarkedCount:
        """Read All. `POST /api/v1/notifications/read-all`"""
        return cast(
            "m.MarkedCount",
            self._record(
                "POST",
                "/api/v1/notifications/read-all",
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def notification_preferences_get(self, *, known: m.Preferences | None = None) -> m.Preferences:
        """Get Preferences. `GET /api/v1/notifications/preferences`"""
        return cast("m.Preferences", self._record("GET", "/api/v1/notifications/preferences", known=known))

    def notification_preferences_set(self, body: m.PreferencesSet, if_match: Version) -> m.Preferences:
        """Put Preferences. `PUT /api/v1/notifications/preferences`"""
        return cast(
            "m.Preferences",
            self._record("PUT", "/api/v1/notifications/preferences", if_match=if_match, body=body),
        )

    def notification_mutes_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
    ) -> Pages[m.Mute]:
        """List Mutes. `GET /api/v1/notifications/mutes`"""
        return Pages[m.Mute](
            self,
            "/api/v1/notifications/mutes",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
            },
        )

    def notification_mutes_create(
        self, body: m.MuteCreate, *, idempotency_key: str | None = None
    ) -> m.MuteDetail:
        """Create Mute. About the same kind or record again, the day moves. `POST /api/v1/notifications/mutes`"""
        return cast(
            "m.MuteDetail",
            self._record(
                "POST", "/api/v1/notifications/mutes", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def notification_mutes_get(self, mute_id: str | UUID) -> m.MuteDetail:
        """Get Mute. `GET /api/v1/notifications/mutes/{mute_id}`"""
        return cast("m.MuteDetail", self._record("GET", f"/api/v1/notifications/mutes/{quoted(mute_id)}"))

    def notification_mutes_delete(self, mute_id: str | UUID) -> None:
        """Delete Mute. `DELETE /api/v1/notifications/mutes/{mute_id}`"""
        return self._nothing("DELETE", f"/api/v1/notifications/mutes/{quoted(mute_id)}")

    def notifications_get(self, notification_id: str | UUID) -> m.NotificationDetail:
        """Get Notification. `GET /api/v1/notifications/{notification_id}`"""
        return cast(
            "m.NotificationDetail", self._record("GET", f"/api/v1/notifications/{quoted(notification_id)}")
        )

    def notifications_read(
        self, notification_id: str | UUID, *, idempotency_key: str | None = None
    ) -> m.NotificationDetail:
        """Mark Read. Needs no `If-Match`: only you change it, and doing it again changes nothing. `POST /api/v1/notifications/{notification_id}/read`"""
        return cast(
            "m.NotificationDetail",
            self._record(
                "POST",
                f"/api/v1/notifications/{quoted(notification_id)}/read",
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def notifications_mark_unread(
        self, notification_id: str | UUID, *, idempotency_key: str | None = None
    ) -> m.NotificationDetail:
        """Mark Unread. `POST /api/v1/notifications/{notification_id}/unread`"""
        return cast(
            "m.NotificationDetail",
            self._record(
                "POST",
                f"/api/v1/notifications/{quoted(notification_id)}/unread",
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def exports_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        resource: Sequence[m.ExportResource] | None = None,
        file_format: Sequence[m.FileFormat] | None = None,
        job_status: Sequence[m.JobStatus] | None = None,
        ready: bool | None = None,
    ) -> Pages[m.ExportRow]:
        """List Exports. Your own, the latest first. Files are kept for seven days. `GET /api/v1/exports`"""
        return Pages[m.ExportRow](
            self,
            "/api/v1/exports",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "resource": resource,
                "file_format": file_format,
                "job_status": job_status,
                "ready": ready,
            },
        )

    def exports_create(self, body: m.ExportCreate, *, idempotency_key: str | None = None) -> m.Export:
        """Create Export. Have a list made into a file. The job says how far it is; the file has the rows of the moment it begins. `POST /api/v1/exports`"""
        return cast(
            "m.Export",
            self._record("POST", "/api/v1/exports", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def exports_lists(self) -> m.ExportableLists:
        """List Lists. `GET /api/v1/exports/lists`"""
        return cast("m.ExportableLists", self._record("GET", "/api/v1/exports/lists"))

    def exports_get(self, export_id: str | UUID, *, known: m.Export | None = None) -> m.Export:
        """Get Export. `GET /api/v1/exports/{export_id}`"""
        return cast("m.Export", self._record("GET", f"/api/v1/exports/{quoted(export_id)}", known=known))

    def exports_file(self, export_id: str | UUID) -> bytes:
        """Get File. The file, for whoever asked for it and may still read what is in it. `GET /api/v1/exports/{export_id}/file`"""
        return self._content("GET", f"/api/v1/exports/{quoted(export_id)}/file")

    def imports_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.ImportKind] | None = None,
        outcome: Sequence[m.ImportOutcome] | None = None,
        dry_run: bool | None = None,
        job_status: Sequence[m.JobStatus] | None = None,
    ) -> Pages[m.ImportRow]:
        """List Imports. `GET /api/v1/imports`"""
        return Pages[m.ImportRow](
            self,
            "/api/v1/imports",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
                "outcome": outcome,
                "dry_run": dry_run,
                "job_status": job_status,
            },
        )

    def imports_create(
        self,
        body: bytes,
        kind: m.ImportKind,
        *,
        mode: m.ImportMode | None = None,
        all_or_nothing: bool | None = None,
        source: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        decimal: Literal[".", ","] | None = None,
        dates: Literal["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yyyy", "dd/mm/yyyy"] | None = None,
        sheet: str | None = None,
        dry_run: bool | None = None,
        file_name: str | None = None,
        template: str | UUID | None = None,
        like: str | UUID | None = None,
        column: Sequence[str] | None = None,
        default: Sequence[str] | None = None,
        idempotency_key: str | None = None,
    ) -> m.Import:
        """Import File. Read a whole file at once: CSV of any delimiter, JSON lines, or XLSX. The job says how far it is. `POST /api/v1/imports`"""
        return cast(
            "m.Import",
            self._record(
                "POST",
                "/api/v1/imports",
                query={
                    "mode": mode,
                    "all_or_nothing": all_or_nothing,
                    "source": source,
                    "encoding": encoding,
                    "delimiter": delimiter,
                    "decimal": decimal,
                    "dates": dates,
                    "sheet": sheet,
                    "kind": kind,
                    "dry_run": dry_run,
                    "file_name": file_name,
                    "template": template,
                    "like": like,
                    "column": column,
                    "default": default,
                },
                idempotency_key=idempotency_key or new_key(),
                content=body,
            ),
        )

    def imports_kinds(self) -> m.KindsOfImport:
        """List Kinds. `GET /api/v1/imports/kinds`"""
        return cast("m.KindsOfImport", self._record("GET", "/api/v1/imports/kinds"))

    def imports_stage(self, body: m.ImportStart, *, idempotency_key: str | None = None) -> m.Import:
        """Stage Import. Announce a file that comes in parts: send these, then start. `POST /api/v1/imports/staged`"""
        return cast(
            "m.Import",
            self._record(
                "POST", "/api/v1/imports/staged", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def imports_get(self, import_id: str | UUID, *, known: m.Import | None = None) -> m.Import:
        """Get Import. `GET /api/v1/imports/{import_id}`"""
        return cast("m.Import", self._record("GET", f"/api/v1/imports/{quoted(import_id)}", known=known))

    def imports_start(
        self,
        import_id: str | UUID,
        body: m.ImportRun,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Import:
        """Start Import. Start the first run over the file, or another one, such as the real one after a dry one. `POST /api/v1/imports/{import_id}/start`"""
        return cast(
            "m.Import",
            self._record(
                "POST",
                f"/api/v1/imports/{quoted(import_id)}/start",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def imports_columns(self, import_id: str | UUID) -> m.ImportColumns:
        """Get Columns. The columns of the file and what they are taken for, to be looked at before a run; 409 before it is whole. `GET /api/v1/imports/{import_id}/columns`"""
        return cast("m.ImportColumns", self._record("GET", f"/api/v1/imports/{quoted(import_id)}/columns"))

    def import_rows_list(
        self,
        import_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        outcome: Sequence[m.RowOutcome] | None = None,
        remarked: bool | None = None,
        code: Sequence[str] | None = None,
    ) -> Pages[m.ImportedRow]:
        """List Rows. `GET /api/v1/imports/{import_id}/rows`"""
        return Pages[m.ImportedRow](
            self,
            f"/api/v1/imports/{quoted(import_id)}/rows",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "outcome": outcome,
                "remarked": remarked,
                "code": code,
            },
        )

    def imports_refused(self, import_id: str | UUID) -> bytes:
        """Get Refused. The refused rows as they were sent, with what is wrong in two more columns: to be corrected and sent again. `GET /api/v1/imports/{import_id}/refused`"""
        return self._content("GET", f"/api/v1/imports/{quoted(import_id)}/refused")

    def import_templates_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.ImportKind] | None = None,
        name: Sequence[str] | None = None,
        shared: bool | None = None,
    ) -> Pages[m.TemplateRow]:
        """List Templates. Your own, and those that colleagues of your agency, post or office share. `GET /api/v1/import-templates`"""
        return Pages[m.TemplateRow](
            self,
            "/api/v1/import-templates",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
                "name": name,
                "shared": shared,
            },
        )

    def import_templates_create(
        self, body: m.TemplateCreate, *, idempotency_key: str | None = None
    ) -> m.Template:
        """Create Template. `POST /api/v1/import-templates`"""
        return cast(
            "m.Template",
            self._record(
                "POST", "/api/v1/import-templates", idempotency_key=idempotency_key or new_key(), body=body
            ),
        )

    def import_templates_get(self, template_id: str | UUID, *, known: m.Template | None = None) -> m.Template:
        """Get Template. `GET /api/v1/import-templates/{template_id}`"""
        return cast(
            "m.Template", self._record("GET", f"/api/v1/import-templates/{quoted(template_id)}", known=known)
        )

    def import_templates_update(
        self, template_id: str | UUID, body: m.TemplateUpdate, if_match: Version
    ) -> m.Template:
        """Update Template. Whoever made it changes it; everybody else makes one of their own. `PATCH /api/v1/import-templates/{template_id}`"""
        return cast(
            "m.Template",
            self._record(
                "PATCH", f"/api/v1/import-templates/{quoted(template_id)}", if_match=if_match, body=body
            ),
        )

    def import_templates_delete(self, template_id: str | UUID, if_match: Version) -> None:
        """Delete Template. `DELETE /api/v1/import-templates/{template_id}`"""
        return self._nothing("DELETE", f"/api/v1/import-templates/{quoted(template_id)}", if_match=if_match)

    def imports_put_part(self, import_id: str | UUID, body: bytes, position: int) -> m.Import:
        """Put Part. Send the next part, at most 8 MiB. After an interruption go on at `received_bytes`. `PUT /api/v1/imports/{import_id}/parts`"""
        return cast(
            "m.Import",
            self._record(
                "PUT",
                f"/api/v1/imports/{quoted(import_id)}/parts",
                query={
                    "position": position,
                },
                content=body,
            ),
        )

    def jobs_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        kind: Sequence[m.JobKind] | None = None,
        status: Sequence[m.JobStatus] | None = None,
    ) -> Pages[m.JobRow]:
        """List Jobs. `GET /api/v1/jobs`"""
        return Pages[m.JobRow](
            self,
            "/api/v1/jobs",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "kind": kind,
                "status": status,
            },
        )

    def jobs_get(self, job_id: str | UUID, *, known: m.Job | None = None) -> m.Job:
        """Get Job. `GET /api/v1/jobs/{job_id}`"""
        return cast("m.Job", self._record("GET", f"/api/v1/jobs/{quoted(job_id)}", known=known))

    def jobs_events(self, job_id: str | UUID) -> Iterator[ServerSentEvent]:
        """Follow Job. Server-sent events while the job is not over. `GET /api/v1/jobs/{job_id}/events`"""
        return self._stream(f"/api/v1/jobs/{quoted(job_id)}/events")

    def jobs_cancel(
        self, job_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Job:
        """Cancel Job. A running job ends after the rows in its hands, and what is done stays done. `POST /api/v1/jobs/{job_id}/cancel`"""
        return cast(
            "m.Job",
            self._record(
                "POST",
                f"/api/v1/jobs/{quoted(job_id)}/cancel",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def jobs_retry(
        self, job_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Job:
        """Retry Job. Take up a failed or cancelled job where it was left. `POST /api/v1/jobs/{job_id}/retry`"""
        return cast(
            "m.Job",
            self._record(
                "POST",
                f"/api/v1/jobs/{quoted(job_id)}/retry",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def events_list(
        self,
        *,
        type: Sequence[str] | None = None,
        subject_type: Sequence[m.FedSubject] | None = None,
        subject_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        include: Literal["record"] | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> m.EventPage:
        """List Events. What happened to the records that you may see, in order and without gaps. `GET /api/v1/events`"""
        return cast(
            "m.EventPage",
            self._record(
                "GET",
                "/api/v1/events",
                query={
                    "type": type,
                    "subject_type": subject_type,
                    "subject_id": subject_id,
                    "agency_id": agency_id,
                    "include": include,
                    "after": after,
                    "limit": limit,
                },
            ),
        )

    def events_position(self) -> m.EventPosition:
        """Get Position. Where the log ends now: take it before the lists, and follow from it. `GET /api/v1/events/position`"""
        return cast("m.EventPosition", self._record("GET", "/api/v1/events/position"))

    def events_stream(
        self,
        *,
        type: Sequence[str] | None = None,
        subject_type: Sequence[m.FedSubject] | None = None,
        subject_id: Sequence[str | UUID] | None = None,
        agency_id: Sequence[str | UUID] | None = None,
        include: Literal["record"] | None = None,
        after: str | None = None,
    ) -> Iterator[ServerSentEvent]:
        """Stream Events. Server-sent events. A stream ends after ten minutes or when you are signed out; clients open another. `GET /api/v1/events/stream`"""
        return self._stream(
            "/api/v1/events/stream",
            query={
                "type": type,
                "subject_type": subject_type,
                "subject_id": subject_id,
                "agency_id": agency_id,
                "include": include,
                "after": after,
            },
        )

    def webhooks_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.WebhookStatus] | None = None,
    ) -> Pages[m.WebhookRow]:
        """List Webhooks. `GET /api/v1/webhooks`"""
        return Pages[m.WebhookRow](
            self,
            "/api/v1/webhooks",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "updated_since": updated_since,
                "status": status,
            },
        )

    def webhooks_create(self, body: m.WebhookCreate, *, idempotency_key: str | None = None) -> m.NewWebhook:
        """Create Webhook. The answer holds the secret, this once. `POST /api/v1/webhooks`"""
        return cast(
            "m.NewWebhook",
            self._record("POST", "/api/v1/webhooks", idempotency_key=idempotency_key or new_key(), body=body),
        )

    def webhooks_get(self, webhook_id: str | UUID, *, known: m.Webhook | None = None) -> m.Webhook:
        """Get Webhook. `GET /api/v1/webhooks/{webhook_id}`"""
        return cast("m.Webhook", self._record("GET", f"/api/v1/webhooks/{quoted(webhook_id)}", known=known))

    def webhooks_update(self, webhook_id: str | UUID, body: m.WebhookUpdate, if_match: Version) -> m.Webhook:
        """Update Webhook. `PATCH /api/v1/webhooks/{webhook_id}`"""
        return cast(
            "m.Webhook",
            self._record("PATCH", f"/api/v1/webhooks/{quoted(webhook_id)}", if_match=if_match, body=body),
        )

    def webhooks_delete(self, webhook_id: str | UUID, if_match: Version) -> None:
        """Delete Webhook. `DELETE /api/v1/webhooks/{webhook_id}`"""
        return self._nothing("DELETE", f"/api/v1/webhooks/{quoted(webhook_id)}", if_match=if_match)

    def webhooks_pause(
        self, webhook_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Webhook:
        """Pause Webhook. `POST /api/v1/webhooks/{webhook_id}/pause`"""
        return cast(
            "m.Webhook",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/pause",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def webhooks_resume(
        self, webhook_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Webhook:
        """Resume Webhook. Goes on where it was left: nothing that happened meanwhile is missed. `POST /api/v1/webhooks/{webhook_id}/resume`"""
        return cast(
            "m.Webhook",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/resume",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def webhooks_rotate_secret(
        self, webhook_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.NewWebhook:
        """Rotate Secret. A new secret, shown this once. For 24 hours messages carry a signature of the former one too. `POST /api/v1/webhooks/{webhook_id}/rotate-secret`"""
        return cast(
            "m.NewWebhook",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/rotate-secret",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def webhooks_replay(
        self,
        webhook_id: str | UUID,
        body: m.WebhookReplay,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Webhook:
        """Replay. Tell everything since a time once more. Messages keep their `webhook-id`. `POST /api/v1/webhooks/{webhook_id}/replay`"""
        return cast(
            "m.Webhook",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/replay",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def webhooks_ping(self, webhook_id: str | UUID, *, idempotency_key: str | None = None) -> m.Delivery:
        """Ping. Send a message without content. The delivery says what became of it. `POST /api/v1/webhooks/{webhook_id}/ping`"""
        return cast(
            "m.Delivery",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/ping",
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def webhook_deliveries_list(
        self,
        webhook_id: str | UUID,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        status: Sequence[m.DeliveryStatus] | None = None,
        kind: Sequence[m.DeliveryKind] | None = None,
        event_type: Sequence[str] | None = None,
    ) -> Pages[m.DeliveryRow]:
        """List Deliveries. `GET /api/v1/webhooks/{webhook_id}/deliveries`"""
        return Pages[m.DeliveryRow](
            self,
            f"/api/v1/webhooks/{quoted(webhook_id)}/deliveries",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "status": status,
                "kind": kind,
                "event_type": event_type,
            },
        )

    def webhook_deliveries_get(self, webhook_id: str | UUID, delivery_id: str | UUID) -> m.Delivery:
        """Get Delivery. `GET /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}`"""
        return cast(
            "m.Delivery",
            self._record("GET", f"/api/v1/webhooks/{quoted(webhook_id)}/deliveries/{quoted(delivery_id)}"),
        )

    def webhook_deliveries_replay(
        self, webhook_id: str | UUID, delivery_id: str | UUID, *, idempotency_key: str | None = None
    ) -> m.Delivery:
        """Replay Delivery. Send one message once more, with the `webhook-id` that it had. `POST /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay`"""
        return cast(
            "m.Delivery",
            self._record(
                "POST",
                f"/api/v1/webhooks/{quoted(webhook_id)}/deliveries/{quoted(delivery_id)}/replay",
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def enquiry_form_get(self) -> m.EnquiryForm:
        """Get Form. `GET /api/v1/enquiry-form`"""
        return cast("m.EnquiryForm", self._record("GET", "/api/v1/enquiry-form"))

    def enquiries_list(
        self,
        *,
        page_size: int | None = None,
        after: str | None = None,
        sort: str | None = None,
        count: Literal["exact", "estimate"] | None = None,
        fields: str | None = None,
        ids: Sequence[str | UUID] | None = None,
        q: str | None = None,
        updated_since: str | datetime | None = None,
        status: Sequence[m.EnquiryStatus] | None = None,
        state: Sequence[str] | None = None,
        received_at_gte: str | datetime | None = None,
        received_at_gt: str | datetime | None = None,
        received_at_lte: str | datetime | None = None,
        received_at_lt: str | datetime | None = None,
    ) -> Pages[m.EnquiryRow]:
        """List Enquiries. `GET /api/v1/enquiries`"""
        return Pages[m.EnquiryRow](
            self,
            "/api/v1/enquiries",
            query={
                "limit": page_size,
                "after": after,
                "sort": sort,
                "count": count,
                "fields": fields,
                "ids": ids,
                "q": q,
                "updated_since": updated_since,
                "status": status,
                "state": state,
                "received_at.gte": received_at_gte,
                "received_at.gt": received_at_gt,
                "received_at.lte": received_at_lte,
                "received_at.lt": received_at_lt,
            },
        )

    def enquiries_create(self, body: m.EnquiryCreate) -> m.EnquiryReceived:
        """Create Enquiry. `POST /api/v1/enquiries`"""
        return cast("m.EnquiryReceived", self._record("POST", "/api/v1/enquiries", body=body))

    def enquiries_get(self, enquiry_id: str | UUID, *, known: m.Enquiry | None = None) -> m.Enquiry:
        """Get Enquiry. `GET /api/v1/enquiries/{enquiry_id}`"""
        return cast("m.Enquiry", self._record("GET", f"/api/v1/enquiries/{quoted(enquiry_id)}", known=known))

    def enquiry_agencies_list(self, enquiry_id: str | UUID) -> m.AgencyCandidates:
        """List Candidates. Agencies that it may have come from, the surest first. `GET /api/v1/enquiries/{enquiry_id}/agencies`"""
        return cast(
            "m.AgencyCandidates", self._record("GET", f"/api/v1/enquiries/{quoted(enquiry_id)}/agencies")
        )

    def enquiries_take(
        self, enquiry_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Enquiry:
        """Take. `POST /api/v1/enquiries/{enquiry_id}/take`"""
        return cast(
            "m.Enquiry",
            self._record(
                "POST",
                f"/api/v1/enquiries/{quoted(enquiry_id)}/take",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def enquiries_answer(
        self,
        enquiry_id: str | UUID,
        body: m.EnquiryAnswer,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Enquiry:
        """Answer. Sent as mail where there is a mail server. `POST /api/v1/enquiries/{enquiry_id}/answer`"""
        return cast(
            "m.Enquiry",
            self._record(
                "POST",
                f"/api/v1/enquiries/{quoted(enquiry_id)}/answer",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def enquiries_convert(
        self,
        enquiry_id: str | UUID,
        body: m.EnquiryConvert,
        if_match: Version,
        *,
        idempotency_key: str | None = None,
    ) -> m.Enquiry:
        """Convert. `POST /api/v1/enquiries/{enquiry_id}/convert`"""
        return cast(
            "m.Enquiry",
            self._record(
                "POST",
                f"/api/v1/enquiries/{quoted(enquiry_id)}/convert",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def enquiries_dismiss(
        self, enquiry_id: str | UUID, body: m.Reason, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Enquiry:
        """Dismiss. `POST /api/v1/enquiries/{enquiry_id}/dismiss`"""
        return cast(
            "m.Enquiry",
            self._record(
                "POST",
                f"/api/v1/enquiries/{quoted(enquiry_id)}/dismiss",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
                body=body,
            ),
        )

    def enquiries_reopen(
        self, enquiry_id: str | UUID, if_match: Version, *, idempotency_key: str | None = None
    ) -> m.Enquiry:
        """Reopen. `POST /api/v1/enquiries/{enquiry_id}/reopen`"""
        return cast(
            "m.Enquiry",
            self._record(
                "POST",
                f"/api/v1/enquiries/{quoted(enquiry_id)}/reopen",
                if_match=if_match,
                idempotency_key=idempotency_key or new_key(),
            ),
        )

    def agencies_get_by_ref(self, system: str, key: str, *, known: m.Agency | None = None) -> m.Agency:
        """Get By Ref. `GET /api/v1/agencies/by-ref/{system}/{key}`"""
        return cast(
            "m.Agency",
            self._record("GET", f"/api/v1/agencies/by-ref/{quoted(system)}/{quoted(key)}", known=known),
        )

    def agencies_put_by_ref(self, system: str, key: str, body: m.AgencyCreate) -> m.Agency:
        """Put Agency. Fields that are left out stay as they are. `If-Match` may be sent. `PUT /api/v1/agencies/by-ref/{system}/{key}`"""
        return cast(
            "m.Agency",
            self._record("PUT", f"/api/v1/agencies/by-ref/{quoted(system)}/{quoted(key)}", body=body),
        )

    def agencies_attach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Agency:
        """Attach. `PUT /api/v1/agencies/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Agency",
            self._record(
                "PUT",
                f"/api/v1/agencies/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def agencies_detach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Agency:
        """Detach. `DELETE /api/v1/agencies/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Agency",
            self._record(
                "DELETE",
                f"/api/v1/agencies/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def officers_get_by_ref(self, system: str, key: str, *, known: m.Officer | None = None) -> m.Officer:
        """Get By Ref. `GET /api/v1/officers/by-ref/{system}/{key}`"""
        return cast(
            "m.Officer",
            self._record("GET", f"/api/v1/officers/by-ref/{quoted(system)}/{quoted(key)}", known=known),
        )

    def officers_put_by_ref(self, system: str, key: str, body: m.OfficerCreate) -> m.Officer:
        """Put Officer. Fields that are left out stay as they are. `If-Match` may be sent. `PUT /api/v1/officers/by-ref/{system}/{key}`"""
        return cast(
            "m.Officer",
            self._record("PUT", f"/api/v1/officers/by-ref/{quoted(system)}/{quoted(key)}", body=body),
        )

    def officers_attach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Officer:
        """Attach. `PUT /api/v1/officers/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Officer",
            self._record(
                "PUT",
                f"/api/v1/officers/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def officers_detach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Officer:
        """Detach. `DELETE /api/v1/officers/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Officer",
            self._record(
                "DELETE",
                f"/api/v1/officers/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def requests_get_by_ref(self, system: str, key: str, *, known: m.Request | None = None) -> m.Request:
        """Get By Ref. `GET /api/v1/requests/by-ref/{system}/{key}`"""
        return cast(
            "m.Request",
            self._record("GET", f"/api/v1/requests/by-ref/{quoted(system)}/{quoted(key)}", known=known),
        )

    def requests_put_by_ref(self, system: str, key: str, body: m.RequestCreate) -> m.Request:
        """Put Request. Fields that are left out stay as they are; a request is changed until it is open. `If-Match` may be sent. `PUT /api/v1/requests/by-ref/{system}/{key}`"""
        return cast(
            "m.Request",
            self._record("PUT", f"/api/v1/requests/by-ref/{quoted(system)}/{quoted(key)}", body=body),
        )

    def requests_attach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Request:
        """Attach. `PUT /api/v1/requests/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Request",
            self._record(
                "PUT",
                f"/api/v1/requests/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def requests_detach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Request:
        """Detach. `DELETE /api/v1/requests/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Request",
            self._record(
                "DELETE",
                f"/api/v1/requests/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def activities_get_by_ref(self, system: str, key: str, *, known: m.Activity | None = None) -> m.Activity:
        """Get By Ref. `GET /api/v1/activities/by-ref/{system}/{key}`"""
        return cast(
            "m.Activity",
            self._record("GET", f"/api/v1/activities/by-ref/{quoted(system)}/{quoted(key)}", known=known),
        )

    def activities_put_by_ref(self, system: str, key: str, body: m.ActivityCreate) -> m.Activity:
        """Put Activity. Fields that are left out stay as they are; an activity is changed until it is authorized. `PUT /api/v1/activities/by-ref/{system}/{key}`"""
        return cast(
            "m.Activity",
            self._record("PUT", f"/api/v1/activities/by-ref/{quoted(system)}/{quoted(key)}", body=body),
        )

    def activities_attach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Activity:
        """Attach. `PUT /api/v1/activities/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Activity",
            self._record(
                "PUT",
                f"/api/v1/activities/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def activities_detach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Activity:
        """Detach. `DELETE /api/v1/activities/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Activity",
            self._record(
                "DELETE",
                f"/api/v1/activities/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def obligations_get_by_ref(
        self, system: str, key: str, *, known: m.Obligation | None = None
    ) -> m.Obligation:
        """Get By Ref. `GET /api/v1/obligations/by-ref/{system}/{key}`"""
        return cast(
            "m.Obligation",
            self._record("GET", f"/api/v1/obligations/by-ref/{quoted(system)}/{quoted(key)}", known=known),
        )

    def obligations_put_by_ref(self, system: str, key: str, body: m.ObligationCreate) -> m.Obligation:
        """Put Obligation. Recorded once. The same again is no change; other money needs a reason: `adjust`, `deobligate`. `PUT /api/v1/obligations/by-ref/{system}/{key}`"""
        return cast(
            "m.Obligation",
            self._record("PUT", f"/api/v1/obligations/by-ref/{quoted(system)}/{quoted(key)}", body=body),
        )

    def obligations_attach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Obligation:
        """Attach. `PUT /api/v1/obligations/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Obligation",
            self._record(
                "PUT",
                f"/api/v1/obligations/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def obligations_detach_ref(
        self, record_id: str | UUID, system: str, key: str, if_match: Version
    ) -> m.Obligation:
        """Detach. `DELETE /api/v1/obligations/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Obligation",
            self._record(
                "DELETE",
                f"/api/v1/obligations/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def mous_get_by_ref(self, system: str, key: str, *, known: m.Mou | None = None) -> m.Mou:
        """Get By Ref. `GET /api/v1/mous/by-ref/{system}/{key}`"""
        return cast(
            "m.Mou", self._record("GET", f"/api/v1/mous/by-ref/{quoted(system)}/{quoted(key)}", known=known)
        )

    def mous_put_by_ref(self, system: str, key: str, body: m.MouCreate) -> m.Mou:
        """Put Mou. Fields that are left out stay as they are; a text is changed until it is settled. `If-Match` may be sent. `PUT /api/v1/mous/by-ref/{system}/{key}`"""
        return cast(
            "m.Mou", self._record("PUT", f"/api/v1/mous/by-ref/{quoted(system)}/{quoted(key)}", body=body)
        )

    def mous_attach_ref(self, record_id: str | UUID, system: str, key: str, if_match: Version) -> m.Mou:
        """Attach. `PUT /api/v1/mous/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Mou",
            self._record(
                "PUT",
                f"/api/v1/mous/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )

    def mous_detach_ref(self, record_id: str | UUID, system: str, key: str, if_match: Version) -> m.Mou:
        """Detach. `DELETE /api/v1/mous/{record_id}/external-refs/{system}/{key}`"""
        return cast(
            "m.Mou",
            self._record(
                "DELETE",
                f"/api/v1/mous/{quoted(record_id)}/external-refs/{quoted(system)}/{quoted(key)}",
                if_match=if_match,
            ),
        )
