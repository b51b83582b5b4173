"""Nobody gets in without credentials but where the description says so, and who may only read changes nothing."""

import httpx

from tests.contract.operations import Operation


async def test_without_credentials_every_operation_is_refused(
    operations: list[Operation], anonymous: httpx.AsyncClient
) -> None:
    """With an example that would do, so that only the missing credentials are in its way."""
    for operation in operations:
        if operation.public:
            continue
        for headers in ({}, {"Authorization": "Bearer inlpp_a_b"}, {"Authorization": "Basic YTpi"}):
            answer = await operation.call(anonymous, headers=headers)
            assert answer.status_code == 401, (operation, headers, answer.text)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer"), operation
            assert answer.headers["Content-Type"] == "application/problem+json", operation


async def test_a_token_for_reading_changes_nothing(
    operations: list[Operation], reader: httpx.AsyncClient
) -> None:
    for operation in operations:
        if operation.changes and not operation.public:
            answer = await operation.call(reader)
            assert answer.is_client_error, (operation, answer.text)


async def test_a_token_for_reading_cannot_revoke_its_users_tokens(reader: httpx.AsyncClient) -> None:
    """Where no permission is needed, since the record is one's own."""
    own = (await reader.get("/api-tokens")).json()["items"]
    for token in own:
        address = f"/api-tokens/{token['id']}"
        etag = (await reader.get(address)).headers["ETag"]
        answer = await reader.post(f"{address}/revoke", headers={"If-Match": etag})
        assert (answer.status_code, answer.json()["permission"]) == (403, "write")
    assert len(own) == 2
    assert not any(token["revoked"] for token in (await reader.get("/api-tokens")).json()["items"])
