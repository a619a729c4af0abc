"""A message handed in over TLS, from the start and by STARTTLS, to a server with a certificate of its own."""

from __future__ import annotations

import base64
import socket
import ssl
import subprocess
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

import pytest

from kbgen.errors import UsageError
from kbgen.insights.mail import MailError, send, server_of

Way = Literal["smtps", "starttls", "plain"]


@dataclass(frozen=True)
class Certificate:
    """Of 127.0.0.1, signed by itself."""

    chain: Path
    key: Path


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    """Certificates for this address and for another name."""
    folder = tmp_path_factory.mktemp("certificates")
    return {name: made(folder, name) for name in ("IP:127.0.0.1", "DNS:mail.example.com")}


def made(folder: Path, name: str) -> Certificate:
    stem = name.partition(":")[0]
    found = Certificate(folder / f"{stem}.pem", folder / f"{stem}.key")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=test", "-addext", f"subjectAltName={name}"]
    subprocess.run([*command, *names, "-out", found.chain, "-keyout", found.key], check=True, capture_output=True)
    return found


class TlsMailServer:
    """Takes one message. heard: what it was told in plain text, and what over TLS."""

    def __init__(self, way: Way, certificate: Certificate, *, extensions: str = "AUTH PLAIN") -> None:
        self.way, self.extensions = way, extensions
        self.in_plain: list[str] = []
        self.in_tls: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate.chain, certificate.key)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        with self.listener:
            connection, _ = self.listener.accept()
        try:
            if self.way == "smtps":
                connection = self.context.wrap_socket(connection, server_side=True)
            self.talk(connection, greet=True)
        except OSError:
            pass  # the other side did not like the certificate, and left
        finally:
            connection.close()

    def talk(self, connection: socket.socket, *, greet: bool) -> None:
        is_tls = isinstance(connection, ssl.SSLSocket)
        offers = self.extensions if is_tls or self.way != "starttls" else "STARTTLS"
        says = {
            "EHLO": f"250-here\r\n250 {offers}",
            "DATA": "354 go on",
            "AUTH": "235 ok",
            "QUIT": "221 bye",
            "STARTTLS": "220 go on",
        }
        if greet:
            connection.sendall(b"220 here\r\n")
        in_message = False
        with connection.makefile("rb") as lines:
            for raw in lines:
                line = raw.decode(errors="replace").rstrip()
                (self.in_tls if is_tls else self.in_plain).append(line)
                word = line.split(" ")[0].upper()
                if in_message and line != ".":
                    continue
                in_message = word == "DATA"
                connection.sendall(f"{says.get(word, '250 ok')}\r\n".encode())
                if word == "STARTTLS":
                    with self.context.wrap_socket(connection, server_side=True) as secured:
                        self.talk(secured, greet=False)
                    return


def message() -> EmailMessage:
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "help@example.com", "editors@example.com", "找不到的問題"
    found.set_content("貨到付款")
    return found


def address(scheme: str, server: TlsMailServer) -> str:
    return f"{scheme}://editor:geheim@127.0.0.1:{server.port}"


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch, certificates: dict[str, Certificate]) -> Path:
    """This computer trusts the certificate of 127.0.0.1, as one trusts that of a company's own authority."""
    chain = certificates["IP:127.0.0.1"].chain
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    return chain


@pytest.mark.parametrize(("scheme", "way"), [("smtps", "smtps"), ("smtp", "starttls")])
def test_password_and_message_go_over_tls_alone(
    certificates: dict[str, Certificate], scheme: str, way: Literal["smtps", "starttls"]
) -> None:
    server = TlsMailServer(way, certificates["IP:127.0.0.1"])
    send(message(), server_of(address(scheme, server)))
    server.thread.join()
    assert server.in_plain[1:] == ([] if way == "smtps" else ["STARTTLS"])
    assert "AUTH PLAIN " + base64.b64encode(b"\0editor\0geheim").decode() in server.in_tls
    assert {"From: help@example.com", "."} <= set(server.in_tls)


@pytest.mark.parametrize(("scheme", "way"), [("smtps", "smtps"), ("smtp", "starttls")])
@pytest.mark.parametrize(
    ("name", "is_trusted", "said", "hint"),
    [
        ("IP:127.0.0.1", False, "shows a certificate that is not trusted: self-signed certificate", "SSL_CERT_FILE"),
        ("DNS:mail.example.com", True, "shows a certificate that is not trusted: ", "the name that the certificate is for"),
    ],
)
def test_a_certificate_that_is_not_right_gets_neither_password_nor_message(
    certificates: dict[str, Certificate],
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    way: Literal["smtps", "starttls"],
    name: str,
    is_trusted: bool,
    said: str,
    hint: str,
) -> None:
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates[name].chain))
    else:
        monkeypatch.delenv("SSL_CERT_FILE")
    server = TlsMailServer(way, certificates[name])
    with pytest.raises(MailError) as raised:
        send(message(), server_of(address(scheme, server)))
    server.thread.join()
    words = str(raised.value)
    assert said in words
    assert hint in words
    assert f"127.0.0.1:{server.port}" in words
    assert "geheim" not in words
    assert "editor" not in words
    assert not [line for line in (*server.in_plain, *server.in_tls) if line.startswith(("AUTH", "MAIL", "mail"))]


def test_a_server_that_speaks_tls_only_when_asked_is_said_to_be_one(certificates: dict[str, Certificate]) -> None:
    server = TlsMailServer("starttls", certificates["IP:127.0.0.1"])
    with pytest.raises(MailError, match="speaks no TLS from the start") as raised:
        send(message(), server_of(address("smtps", server)))
    assert "write smtp:// in KBGEN_SMTP" in str(raised.value)


def test_a_server_that_waits_for_tls_from_the_start_is_said_to_be_one(
    certificates: dict[str, Certificate], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbgen.insights.mail.TIMEOUT_SECONDS", 0.2)
    server = TlsMailServer("smtps", certificates["IP:127.0.0.1"])
    with pytest.raises(MailError, match="does not answer") as raised:
        send(message(), server_of(address("smtp", server)))
    assert "is written smtps://" in str(raised.value)


def test_a_server_that_takes_no_password_is_said_to_be_one(certificates: dict[str, Certificate]) -> None:
    server = TlsMailServer("smtps", certificates["IP:127.0.0.1"], extensions="SIZE")
    with pytest.raises(MailError, match="AUTH extension not supported") as raised:
        send(message(), server_of(address("smtps", server)))
    assert "geheim" not in str(raised.value)


def test_a_password_that_smtp_cannot_take_is_said_before_anything_is_sent() -> None:
    with pytest.raises(UsageError, match="a user and a password in ASCII alone") as raised:
        server_of("smtps://editor:gehe%C3%AFm@mail.example.com")
    assert "gehe" not in str(raised.value)
