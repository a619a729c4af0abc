"""The content security policy of a site: what its pages may load, run and send, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kbgen.errors import ConfigError
from kbgen.render.videos import is_film
from kbgen.settings.site import Settings
from kbgen.site.portal import Portal

REDIRECT_POLICY = "default-src 'none'"
"""For pages that only lead on."""

ONLY_IN_HEADERS = "; frame-ancestors 'none'"
"""What browsers do not read in a page: who may show it inside another one."""


def content_policy(portal: Portal) -> str:
    """Return the policy for a page's `<meta>`; the header of a host adds ONLY_IN_HEADERS.

    Nothing inline, nothing evaluated, nobody else: the collector, and hosts of images where the site has allowed
    them (`external-image`). The one Trusted Types policy names the address of the search worker.
    Raises ConfigError: the collector's host cannot be named in a policy.
    """
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": " ".join(["'self'", *sorted(set(_image_hosts(portal)))]),
        **({"media-src": "'self'"} if _has_films(portal) else {}),
        "font-src": "'self'",  # for style sheets of the site; the portal has none
        "connect-src": " ".join(["'self'", *_collector(portal.settings)]),
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "kbgen-worker",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _has_films(portal: Portal) -> bool:
    return any(is_film(link.target) for rendered in portal.rendered.values() for link in rendered.links)


def _collector(settings: Settings) -> list[str]:
    if settings.collector is None or settings.collector.endpoint.startswith("/"):
        return []
    host = _host(settings.collector.endpoint)
    if not host:
        hint = "write its host name in ASCII"
        raise ConfigError(f"no policy can name the host of collector.endpoint '{settings.collector.endpoint}'", hint=hint)
    return [host]


def _image_hosts(portal: Portal) -> Iterator[str]:
    for rendered in portal.rendered.values():
        for link in rendered.links:
            if link.image and (host := _host(link.target)):
                yield host


def _host(url: str) -> str:
    """Return `https://host:port`, or nothing for a relative address and for a host no policy can name."""
    parts = urlsplit(url)
    try:
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # UnicodeError included
        return ""
    nameable = parts.scheme in {"http", "https"} and host.replace("-", "").replace(".", "").isalnum()
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}" if nameable else ""
