"""Messages go to public addresses and to networks that are allowed, whatever a name says and however it is written."""

import ipaddress

import pytest

from services.adapters.outgoing import (
    ANSWER_BYTES,
    AddressRefused,
    NotDelivered,
    Outgoing,
    allowed,
    resolve,
)
from services.settings import Settings
from tests.fixtures.receiver import Receiver, response

INSIDE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1",
    "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2001:0:7f00:1::", "100::1",
)  # fmt: skip
OUTSIDE = ("8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_refused(address: str) -> None:
    assert not allowed(ipaddress.ip_address(address), [])


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_are_not(address: str) -> None:
    assert allowed(ipaddress.ip_address(address), [])


def test_a_network_that_is_allowed_is_that_one_alone() -> None:
    networks = [ipaddress.ip_network("10.20.0.0/16")]
    assert allowed(ipaddress.ip_address("10.20.3.4"), networks)
    assert allowed(ipaddress.ip_address("::ffff:10.20.3.4"), networks)
    assert not allowed(ipaddress.ip_address("10.21.3.4"), networks)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"],
)
async def test_odd_spellings_of_this_machine_are_refused(host: str, receiver: Receiver) -> None:
    """With the machine's own resolver, and with a server that would answer."""
    outgoing = Outgoing(Settings(webhook_http=True))
    try:
        with pytest.raises((AddressRefused, NotDelivered)):
            await outgoing.post(f"http://{host}:{receiver.port}/", {}, b"{}")
    finally:
        await outgoing.close()
    assert receiver.messages == []
    assert await resolve("127.1", 80) == ["127.0.0.1"]


async def test_the_connection_goes_to_the_address_that_was_judged(receiver: Receiver) -> None:
    """A name that says another address the second time is asked once."""
    asked = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    outgoing = Outgoing(receiver.settings(webhook_networks="127.0.0.1/32"), rebinding)
    try:
        reply = await outgoing.post(receiver.url, {"X-Some": "thing"}, b'{"a":1}')
        assert (reply.status, reply.beginning) == (200, "taken")
        with pytest.raises(AddressRefused):
            await outgoing.post(receiver.url, {}, b"{}")
    finally:
        await outgoing.close()
    [message] = receiver.messages
    assert message.headers["host"] == f"{receiver.name}:{receiver.port}"
    assert (message.path, message.body, message.headers["x-some"]) == ("/events", b'{"a":1}', "thing")
    assert asked == [receiver.name] * 2


async def test_one_address_inside_among_public_ones_is_enough_to_refuse(receiver: Receiver) -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    outgoing = Outgoing(Settings(), mixed)
    with pytest.raises(AddressRefused):
        await outgoing.post("https://receiver.example.org/", {}, b"{}")
    await outgoing.close()


async def test_a_certificate_of_another_name_is_refused(receiver: Receiver) -> None:
    async def somewhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    outgoing = Outgoing(receiver.settings(), somewhere)
    with pytest.raises(NotDelivered):
        await outgoing.post(f"https://other.example.org:{receiver.port}/", {}, b"{}")
    await outgoing.close()
    assert receiver.messages == []


async def test_redirects_are_answers_and_answers_are_cut(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    outgoing = Outgoing(receiver.settings(), receiver.resolve)
    try:
        receiver.answer = lambda _: response(307, Location="http://169.254.169.254/latest/meta-data")
        assert (await outgoing.post(receiver.url, {}, b"{}")).status == 307
        assert len(receiver.messages) == 1
        receiver.answer = lambda _: response(200, b"\x00\xff" + b"x" * 5_000_000)
        reply = await outgoing.post(receiver.url, {}, b"{}")
        assert len(reply.beginning) <= ANSWER_BYTES
        assert "\x00" not in reply.beginning
        with pytest.raises(AddressRefused):
            await outgoing.post(receiver.url.replace("https", "http"), {}, b"{}")
    finally:
        await outgoing.close()
