"""Requests to addresses that others have named: to the public internet, or to networks that the deployment allows.

A name is resolved here, each of its addresses is judged, and the connection goes to one that was: what the name says a
moment later makes no difference. Redirects are not followed, proxies of the environment not used, answers cut short.
"""

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from services.settings import Settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

CONNECT_SECONDS, WHOLE_SECONDS = 5.0, 15.0
#: What is kept of an answer, and the most that is read of it.
ANSWER_BYTES = 500
#: Behind these prefixes an IPv4 address is reached through a translator (RFC 6052, RFC 8215).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: Set apart by the registries, also where this version of Python does not know it yet.
_SET_APART = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")
)
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class AddressRefused(Exception):
    """The address is not one that messages may go to."""


class NotDelivered(Exception):
    """Nothing came back: no connection, no answer in time, or no answer that can be read."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    beginning: str
    duration_ms: int


def allowed(address: Address, networks: Iterable[Network]) -> bool:
    """Whether messages may go to `address`: public, or in one of `networks`.

    An address that stands for another one, as in IPv4-mapped, 6to4, Teredo and NAT64 addresses, is judged by that.
    """
    if any(address.version == network.version and address in network for network in networks):
        return True
    if any(address.version == network.version and address in network for network in _SET_APART):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return False
        inner = _inner(address)
        if inner:
            return all(allowed(each, networks) for each in inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    if address in _TRANSLATED or address in _COMPATIBLE:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return []


async def resolve(host: str, port: int) -> list[str]:
    """As the machine resolves names, odd spellings of numbers included."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Outgoing:
    """Posts to addresses of others. `resolve_name` is given by tests."""

    def __init__(self, settings: Settings, resolve_name: Resolve = resolve) -> None:
        self._networks = [ipaddress.ip_network(each) for each in settings.webhook_networks]
        self._plain = settings.webhook_http
        self._resolve = resolve_name
        context = ssl.create_default_context(cafile=settings.webhook_ca_file)
        self._client = httpx.AsyncClient(
            verify=context,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(WHOLE_SECONDS, connect=CONNECT_SECONDS),
            # Nothing is kept open: a later message must be judged anew.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Raises `AddressRefused` before anything is sent, and `NotDelivered`."""
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                return await self._post(url, headers, body)
        except TimeoutError:
            raise NotDelivered(f"No answer within {WHOLE_SECONDS:.0f} seconds.") from None
        except httpx.TimeoutException:
            raise NotDelivered("No answer in time.") from None
        except (httpx.HTTPError, OSError, ssl.SSLError) as error:
            raise NotDelivered(f"The connection failed: {_words(error)}.") from None

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme != "https" and not self._plain:
            raise AddressRefused("Messages go over https only.")
        address = await self._judged(host, port)
        literal = f"[{address}]" if address.version == 6 else str(address)
        target = httpx.URL(url).copy_with(host=literal)
        named = {**headers, "Host": parts.netloc.rpartition("@")[2]}
        request = self._client.build_request(
            "POST", target, headers=named, content=body, extensions={"sni_hostname": host}
        )
        started = time.monotonic()
        response = await self._client.send(request, stream=True)
        try:
            beginning = b""
            async for piece in response.aiter_raw(ANSWER_BYTES):
                beginning += piece
                if len(beginning) >= ANSWER_BYTES:
                    break
        finally:
            await response.aclose()
        taken = round((time.monotonic() - started) * 1000)
        return Reply(response.status_code, response.headers, _shown(beginning[:ANSWER_BYTES]), taken)

    async def _judged(self, host: str, port: int) -> Address:
        """One address of the host, all of which may be written to."""
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise NotDelivered("The name cannot be resolved.") from None
        addresses = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
        if not addresses:
            raise NotDelivered("The name has no address.")
        if not all(allowed(each, self._networks) for each in addresses):
            raise AddressRefused("The address lies in a network that messages may not go to.")
        return addresses[0]


def _shown(beginning: bytes) -> str:
    """Text that can be stored and shown, whatever came."""
    text = beginning.decode("utf-8", "replace")
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def _words(error: Exception) -> str:
    """The kind of fault alone: its text may name addresses inside."""
    return type(error).__name__
