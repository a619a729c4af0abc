"""C16: a webhook leads to a public address, and nowhere else."""

from __future__ import annotations

import socket
import threading

import pytest

from kbgen.errors import UsageError
from kbgen.insights.webhook import Network, WebhookError, check_target, is_public, post_json

PUBLIC = "93.184.215.14"

INWARD = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "3232235777",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:93.184.215.14]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[100::1]",
]


def numeric(host: str, port: int) -> list[str]:
    """Resolve what is a number in any notation; no name, so nothing is asked of any network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]


def never(*_: object) -> socket.socket:
    raise AssertionError("a connection was opened")


@pytest.mark.parametrize("host", INWARD)
def test_no_notation_of_an_inward_address_is_connected_to(host: str) -> None:
    with pytest.raises((UsageError, WebhookError)):
        post_json(f"https://{host}/hook", b"{}", Network(numeric, never))


@pytest.mark.parametrize(
    "url",
    [
        f"http://{PUBLIC}/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/_x",
        "https://user:secret@example.com/",
        "https://example.com@127.0.0.1/",
        "https:///hook",
        "https://",
        "//example.com/",
        "example.com",
        "https://exa mple.com/",
        "https://example.com\\@127.0.0.1/",
        "https://example.com%00.evil/",
        "https://[::1/",
        "https://example.com:99999/",
        "https://example.com/a\r\nHost: evil",
        "https://example.com/a b",
        "https://example.com/é",
        "https://" + "a" * 70 + ".com/",
    ],
)
def test_an_address_of_another_kind_is_refused_before_any_connection(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        assert "evil" not in host
        host.encode("idna")
        return [PUBLIC] if host == "example.com" else ["127.0.0.1"]

    with pytest.raises((UsageError, WebhookError)):
        post_json(url, b"{}", Network(resolve, never))


def test_one_inward_address_among_public_ones_refuses_all() -> None:
    with pytest.raises(UsageError, match="not a public address"):
        check_target("https://hooks.example/x", lambda host, port: [PUBLIC, "10.0.0.1"])


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_asked_once() -> None:
    answers = [[PUBLIC], ["127.0.0.1"]]
    opened: list[tuple[str, int]] = []

    def connect(address: str, port: int) -> socket.socket:
        opened.append((address, port))
        raise ConnectionRefusedError

    with pytest.raises(WebhookError, match=r"hooks\.example did not take the digest"):
        post_json("https://hooks.example/x", b"{}", Network(lambda host, port: answers.pop(0), connect))
    assert opened == [(PUBLIC, 443)]
    assert len(answers) == 1


def served(answer: bytes) -> tuple[Network, list[bytes]]:
    """A network of one receiver that takes one request and gives this answer; without TLS, which has no certificate here."""
    ours, theirs = socket.socketpair()
    heard: list[bytes] = []

    def receive() -> None:
        request = b""
        while b"\r\n\r\n{}" not in request:
            request += theirs.recv(4_096)
        heard.append(request)
        theirs.sendall(answer)
        theirs.close()

    threading.Thread(target=receive, daemon=True).start()
    connections = [ours]
    return Network(lambda host, port: [PUBLIC], lambda address, port: connections.pop(), lambda plain, host: plain), heard


def test_a_digest_is_posted() -> None:
    network, heard = served(b"HTTP/1.1 204 No Content\r\n\r\n")
    post_json("https://hooks.example/services/x?y=1", b"{}", network)
    assert heard[0].startswith(b"POST /services/x?y=1 HTTP/1.1\r\nHost: hooks.example\r\n")


def test_a_redirect_inwards_is_not_followed() -> None:
    network, heard = served(b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(WebhookError, match="sends elsewhere"):
        post_json("https://hooks.example/x", b"{}", network)
    assert len(heard) == 1


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    network, _ = served(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 8_192)
    post_json("https://hooks.example/x", b"{}", network)


def test_no_message_tells_the_path_which_is_a_password() -> None:
    network, _ = served(b"HTTP/1.1 500 secret-path\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(WebhookError) as failure:
        post_json("https://hooks.example/secret-path", b"{}", network)
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "example.com", "fe80::1%eth0", "1.1.1.1 ", "999.1.1.1"])
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text)
