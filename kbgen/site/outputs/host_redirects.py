"""Former addresses in the forms in which hosts read them, so that a reader gets a true redirect (301) and no page between.

Names of articles hold letters, digits and `-_.@+~,` only (`kbgen.content.names`), so none can end a rule and begin another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

from kbgen.site.outputs.redirects import Redirect
from kbgen.site.portal import Portal

NGINX, CADDY, NETLIFY = "redirects.nginx.conf", "redirects.caddy", "_redirects"

_PATTERN_SIGNS = re.compile(r"([.+?*(){}:|\\])")


def redirects_file(redirects: Iterable[Redirect]) -> str:
    """Return `_redirects`, which Netlify and Cloudflare Pages read."""
    return "".join(f"/{quote(one.former)} /{quote(one.current)} 301\n" for one in redirects)


def vercel_redirects(redirects: Iterable[Redirect]) -> list[Mapping[str, object]]:
    """Return the member `redirects` of `vercel.json`; `source` there is a pattern."""
    return [{"source": _pattern(one.former), "destination": f"/{quote(one.current)}", "permanent": True} for one in redirects]


def _pattern(address: str) -> str:
    return "/" + _PATTERN_SIGNS.sub(r"\\\1", quote(address))


def nginx_redirects(portal: Portal, redirects: Iterable[Redirect]) -> str:
    """Return locations to include in a `server`; nginx compares them with the decoded address."""
    root = _root(portal)
    return "".join(
        f'location = "{root}{one.former}" {{ return 301 "{quote(root + one.current)}$is_args$args"; }}\n' for one in redirects
    )


def caddy_redirects(portal: Portal, redirects: Iterable[Redirect]) -> str:
    """Return lines to import in a site block; Caddy compares them with the decoded address too."""
    root = _root(portal)
    return "".join(f'redir "{root}{one.former}" "{quote(root + one.current)}" permanent\n' for one in redirects)


def _root(portal: Portal) -> str:
    """Return the path below which a server of its own holds the site; ends in a slash."""
    return urlsplit(portal.settings.site_url).path or "/"
