"""What a host should send along with the files, in the forms of hosts that read it from the site itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kbgen.site.assets.theme_assets import HOME
from kbgen.site.outputs.policy import ONLY_IN_HEADERS

FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose address changes with their content."""


def header_rules(policy: str) -> Mapping[str, Mapping[str, str]]:
    """Return headers by pattern of address, `*` for any characters. No address gets the same header from two patterns.

    What has no Cache-Control here must be asked for again each time, which Netlify, Cloudflare and Vercel say by themselves.
    """
    return {
        "/*": {
            "Content-Security-Policy": policy + ONLY_IN_HEADERS,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Access-Control-Allow-Origin": "*",
        },
        f"/{HOME}*": {"Cache-Control": FOR_EVER},
        "/search/*.bin": {"Cache-Control": FOR_EVER},
        "/*.md": {"Content-Type": "text/markdown; charset=utf-8", "X-Robots-Tag": "noindex"},
    }


def headers_file(policy: str) -> str:
    """Return `_headers`, which Netlify and Cloudflare Pages read."""
    lines = []
    for pattern, headers in header_rules(policy).items():
        lines += [pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""]
    return "\n".join(lines)


def vercel_json(policy: str, redirects: Sequence[Mapping[str, object]] = ()) -> str:
    """Return `vercel.json`; the host takes it from the folder that is deployed. redirects: of `vercel_redirects`."""
    rules = [
        {
            "source": pattern.replace(".", "\\.").replace("*", "(.*)"),
            "headers": [{"key": name, "value": value} for name, value in headers.items()],
        }
        for pattern, headers in header_rules(policy).items()
    ]
    members: dict[str, object] = {"$schema": "https://openapi.vercel.sh/vercel.json", "headers": rules}
    if redirects:
        members["redirects"] = redirects
    return json.dumps(members, indent=2) + "\n"
