"""Send a message by SMTP, to a server that the environment names, so that its password is in no list of processes.

TLS always, except to this computer: smtps:// speaks it from the start, smtp:// asks for it (STARTTLS) and stops where the server
has none.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Literal
from urllib.parse import unquote, urlsplit

from kbgen.errors import KbgenError, UsageError

TIMEOUT_SECONDS = 20.0
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
VARIABLE = "KBGEN_SMTP"
_OF_ANOTHER_NAME, _EXPIRED = (62, 64), 10
"""Codes of X509_verify_cert of OpenSSL: another name, another address; expired."""
_EXAMPLE = f"{VARIABLE}=smtps://user:password@mail.example.com"


class MailError(KbgenError):
    """A message was not sent. The text names the server alone, and never its user or password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed in."""

    scheme: Literal["smtp", "smtps"]
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server_of(address: str) -> MailServer:
    """Return the server of an address such as smtps://user:password@mail.example.com. Raises UsageError, without the password."""
    if not address:
        raise UsageError(f"{VARIABLE} is not set", hint=_EXAMPLE)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise UsageError(f"{VARIABLE} is no address of a mail server", hint=f"such as {_EXAMPLE}") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(f"{VARIABLE} is no address of a mail server", hint=f"such as {_EXAMPLE}")
    scheme: Literal["smtp", "smtps"] = "smtps" if parts.scheme == "smtps" else "smtp"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        hint = "the server's users can be given another password; characters such as @ are written %40"
        raise UsageError(f"{VARIABLE}: SMTP takes a user and a password in ASCII alone", hint=hint)
    return MailServer(scheme, parts.hostname, port or PORTS[scheme], user, password)


def mailbox(text: str) -> str:
    """Return an address, with or without a name, as it may stand in a message. Raises UsageError.

    All of the text has to be that: what a mail program would read as a second address, parseaddr passes over.
    """
    _, address = parseaddr(text)
    name, _, host = address.rpartition("@")
    is_whole = text == address or text.endswith(f"<{address}>")
    if not (is_whole and name and host and text.isprintable() and text.isascii() and "," not in text and " " not in address):
        raise UsageError(f"'{text}' is no e-mail address", hint="one address each, such as editors@example.com")
    return text


def addressed(message: EmailMessage, sender: str, receivers: Sequence[str], now: datetime) -> EmailMessage:
    """Return a message with those whom it names, and when and where it was made. sender, receivers: as `mailbox` returns them."""
    message["From"], message["To"], message["Date"] = sender, ", ".join(receivers), format_datetime(now)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    return message


def send(message: EmailMessage, server: MailServer) -> None:
    """Send a message to those that it names. Raises MailError."""
    where = f"{server.host}:{server.port}"
    context = ssl.create_default_context()
    try:
        if server.scheme == "smtps":
            with smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context) as connection:
                _hand_in(connection, message, server)
        else:
            with smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS) as connection:
                _secure(connection, server, context)
                _hand_in(connection, message, server)
    except smtplib.SMTPAuthenticationError:
        raise MailError(f"{where} does not take the user and the password", hint=f"look at {VARIABLE}") from None
    except smtplib.SMTPRecipientsRefused as error:
        refused = ", ".join(sorted(error.recipients))
        raise MailError(f"{where} takes no message for {refused}", hint="look at --mail-to") from None
    except smtplib.SMTPSenderRefused as error:
        raise MailError(f"{where} takes no message from {error.sender}", hint="look at --mail-from") from None
    except smtplib.SMTPResponseException as error:
        raise MailError(f"{where} refused the message with {error.smtp_code}", hint="its log says why") from None
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message.rstrip(".")
        raise MailError(f"{where} shows a certificate that is not trusted: {reason}", hint=_certificate_hint(error)) from None
    except ssl.SSLError as error:
        raise _no_tls(server, where, error) from None
    except (OSError, smtplib.SMTPException) as error:
        if isinstance(error.__context__ or error, TimeoutError):
            raise _no_answer(server, where) from None
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise MailError(f"{where} did not take the message: {reason}", hint=f"look at {VARIABLE}, such as {_EXAMPLE}") from None


def _certificate_hint(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in _OF_ANOTHER_NAME:
        return f"write the name that the certificate is for in {VARIABLE}; if it is that, somebody may stand in between"
    if error.verify_code == _EXPIRED:
        return "whoever runs the server has to renew it"
    return "where the authority is your own, name the file of its certificate in the variable SSL_CERT_FILE"


def _no_answer(server: MailServer, where: str) -> MailError:
    hint = f"look at {VARIABLE}, such as {_EXAMPLE}"
    if server.scheme == "smtp":
        hint = f"one that speaks TLS from the start, as most do on port 465, is written smtps:// in {VARIABLE}"
    return MailError(f"{where} does not answer", hint=hint)


def _no_tls(server: MailServer, where: str, error: ssl.SSLError) -> MailError:
    if server.scheme == "smtps":
        return MailError(
            f"{where} speaks no TLS from the start", hint=f"write smtp:// in {VARIABLE}, which asks for it (STARTTLS)"
        )
    return MailError(f"{where} agrees to no TLS: {error.reason}", hint="its log says why")


def _secure(connection: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=context)
    elif server.host not in LOOPBACK:
        hint = f"write smtps:// in {VARIABLE}, or take a server that has it"
        raise MailError(f"{server.host}:{server.port} offers no encryption (STARTTLS)", hint=hint)


def _hand_in(connection: smtplib.SMTP, message: EmailMessage, server: MailServer) -> None:
    if server.user:
        connection.login(server.user, server.password)
    connection.send_message(message)
